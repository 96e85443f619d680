"""Posts and appointments of an enterprise."""

from __future__ import annotations

import strawberry

from registry.programme.posts import offices
from registry.programme.posts.dossier import Question, appointment_case
from registry.programme.posts.structure import PostProblem
from registry.programme.succession.risks import succession_risk
from registry.vocabulary import Rank
from schema.asking import Info, selection_of
from schema.enums import SkillLevel
from schema.fields import Row, resolved
from schema.scalars import Date
from schema.types.posts import AppointmentCase, PostConnection
from schema.types.succession import SuccessionRiskConnection


@strawberry.type
class PostQuery:
    """The root fields of this topic."""

    @resolved(
        "The posts of an enterprise (default: the viewer's own) by the eight grades: quotas, "
        "holders, vacancies, terms that end within so many days; for the enterprise itself and its "
        "agencies (岗位设置)",
        PostConnection,
    )
    async def posts(
        self,
        info: Info,
        *,
        enterprise: strawberry.ID | None = None,
        problem: PostProblem | None = None,
        ending_within: int = 90,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of posts."""
        question = offices.Question(
            enterprise or info.context.viewer.organisation, problem, ending_within
        )
        return await offices.posts(
            info.context, question, selection_of(info), first=first, after=after
        )

    @resolved(
        "The dossier of one appointment (default: of the viewer, by the present employer): the "
        "rule, filing and quota that it is judged by, its evidence, publication and exception; for "
        "the enterprise, its agencies and the person (聘任审核档案)",
        AppointmentCase | None,
    )
    async def appointment_case(
        self,
        info: Info,
        *,
        target: SkillLevel,
        worker: strawberry.ID | None = None,
        enterprise: strawberry.ID | None = None,
        post: str | None = None,
        as_of: Date | None = None,
    ) -> Row | None:
        """Read one dossier."""
        question = Question(
            worker=worker or info.context.viewer.subject,
            enterprise=enterprise,
            target=Rank[target.value],
            post=post,
            day=as_of or info.context.today,
        )
        return await appointment_case(info.context, question, selection_of(info))

    @resolved(
        "Key posts with one holder who passes the age within so many years, and no mentee of "
        "theirs who can follow in time; for the enterprise and its agencies (关键岗位接续风险)",
        SuccessionRiskConnection,
    )
    async def succession_risk(
        self,
        info: Info,
        *,
        enterprise: strawberry.ID | None = None,
        years: int = 5,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of key posts at risk."""
        return await succession_risk(
            info.context,
            enterprise or info.context.viewer.organisation,
            selection_of(info),
            years=years,
            first=first,
            after=after,
        )
