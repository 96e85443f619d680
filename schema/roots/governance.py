"""What the programme aims at, how far it is, who may assess, and who answers for what."""

from __future__ import annotations

import strawberry

from registry.programme import filings as filed
from registry.programme import targets as aims
from registry.programme.coverage import Question, certification_coverage
from registry.programme.scorecard import policy_scorecard
from schema.asking import Info, selection_of
from schema.fields import Row, resolved
from schema.scalars import Date
from schema.types.governance import (
    CertificationCoverage,
    Duty,
    FilingConnection,
    FilingCoverage,
    JointMechanism,
    PolicyScorecard,
    Target,
)


@strawberry.type
class GovernanceQuery:
    """The root fields of this topic."""

    @resolved(
        "Workers with a counting certificate / workers employed, beside the target; groups smaller"
        " than 5 are suppressed (人人持证)",
        CertificationCoverage | None,
    )
    async def certification_coverage(
        self,
        info: Info,
        division: strawberry.ID | None = None,
        industry: strawberry.ID | None = None,
        enterprise: strawberry.ID | None = None,
        as_of: Date | None = None,
    ) -> Row | None:
        """Count the certified."""
        day = as_of or info.context.today
        question = Question(division, industry, enterprise, day)
        return await certification_coverage(info.context, question, selection_of(info))

    @resolved(
        "Targets of a document, with `division` those that hold there, beside what is (目标)",
        list[Target],
    )
    async def targets(
        self,
        info: Info,
        policy: strawberry.ID | None = None,
        division: strawberry.ID | None = None,
    ) -> list[Row]:
        """Read the targets."""
        selection = selection_of(info)
        return [*await aims.targets(info.context, selection, policy=policy, division=division)]

    @resolved(
        "Filings of evaluation bodies; those expiring before a day come in the order in which they"
        " lapse (备案)",
        FilingConnection,
    )
    async def filings(
        self,
        info: Info,
        division: strawberry.ID | None = None,
        kind: str | None = None,
        expiring_before: Date | None = None,
        on: Date | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of filings."""
        question = filed.FilingQuestion(division, kind, expiring_before, on)
        arguments = {
            "division": division,
            "kind": kind,
            "expiringBefore": expiring_before and expiring_before.isoformat(),
            "on": on and on.isoformat(),
            "first": first,
            "after": after,
        }
        return await filed.filings(info.context, question, arguments, selection_of(info))

    @resolved(
        "How many above-scale manufacturers are filed, what lapses in the next 90 days, and which"
        " are not filed (备案覆盖)",
        FilingCoverage,
    )
    async def filing_coverage(
        self,
        info: Info,
        division: strawberry.ID | None = None,
        industry: strawberry.ID | None = None,
        on: Date | None = None,
    ) -> Row:
        """Count the filed."""
        return await filed.filing_coverage(
            info.context, selection_of(info), division=division, industry=industry, on=on
        )

    @resolved(
        "Who is responsible for what on a day; with `division` also the bodies above it (职责)",
        list[Duty],
    )
    async def duties(
        self,
        info: Info,
        body: strawberry.ID | None = None,
        division: strawberry.ID | None = None,
        mechanism: str | None = None,
        on: Date | None = None,
    ) -> list[Row]:
        """Read the duties."""
        return [
            *await aims.duties(
                info.context,
                selection_of(info),
                body=body,
                division=division,
                mechanism=mechanism,
                on=on,
            )
        ]

    @resolved(
        "Mechanisms in which bodies work together in a division on a day (联合工作机制)",
        list[JointMechanism],
    )
    async def joint_mechanisms(
        self, info: Info, division: strawberry.ID | None = None, on: Date | None = None
    ) -> list[Row]:
        """Read the joint mechanisms."""
        selection = selection_of(info)
        return [*await aims.joint_mechanisms(info.context, selection, division=division, on=on)]

    @resolved(
        "One page for a division and a year: bases, apprentice posts, fund share, filings,"
        " contests, appointments, honours, assignments, each with its trend (政策评分卡)",
        PolicyScorecard,
    )
    async def policy_scorecard(
        self, info: Info, year: int, division: strawberry.ID | None = None
    ) -> Row:
        """Count the year."""
        return await policy_scorecard(info.context, division=division, year=year)
