"""An enterprise or agency plans: who is on the way to a grade, and how candidates compare."""

from __future__ import annotations

import strawberry

from registry.candidates import comparing
from registry.programme import pipeline as service
from registry.vocabulary import Rank
from schema.asking import Info, selection_of
from schema.enums import SkillLevel
from schema.fields import Row, resolved
from schema.types.comparing import CandidateComparison
from schema.types.prospects import PipelineConnection


@strawberry.type
class ProspectQuery:
    @resolved(
        "Who becomes eligible for a grade within so many months (1 to 120), the first first, what "
        "each still lacks, and which missing condition would release most people (人才储备). Of "
        "an enterprise, or of a division; neither: of the viewer's own, or of the nation. With "
        "`lacking`: those who lack that condition alone",
        PipelineConnection | None,
    )
    async def pipeline(
        self,
        info: Info,
        target: SkillLevel,
        within: int,
        enterprise: strawberry.ID | None = None,
        division: strawberry.ID | None = None,
        lacking: strawberry.ID | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row | None:
        """Read the pipeline."""
        question = service.Question(
            enterprise=enterprise,
            division=division,
            target=Rank[target.value],
            months=within,
            lacking=lacking,
        )
        arguments = {
            "enterprise": enterprise,
            "division": division,
            "target": target,
            "within": within,
            "lacking": lacking,
            "first": first,
            "after": after,
        }
        return await service.pipeline(info.context, question, arguments, selection_of(info))

    @resolved(
        "Candidates side by side, at most ten, by the ids that this viewer was given (候选人对比)",
        CandidateComparison,
    )
    async def compare_candidates(self, info: Info, ids: list[strawberry.ID]) -> Row:
        """Read cards, and rows across them."""
        return await comparing.compare_candidates(info.context, ids, selection_of(info))
