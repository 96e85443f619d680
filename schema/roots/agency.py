"""What an agency traces and counts: assignments, flows, conflicts, the grade pyramid, suspects."""

from __future__ import annotations

import strawberry

from registry.agency import pyramid, tracing
from registry.agency.suspects import suspects
from schema.asking import Info, selection_of
from schema.enums import AssignmentMode, CheckCode, DivisionLevel
from schema.fields import Row, resolved
from schema.scalars import Date
from schema.types.agency import (
    AssignmentConflict,
    AssignmentConnection,
    AssignmentFilter,
    AssignmentFlow,
    GradePyramid,
    SuspectConnection,
)


@strawberry.type
class AgencyQuery:
    """The root fields of this topic."""

    @resolved(
        "Assignments that touch a period, the earliest first, cancelled ones too (柔性流动派遣)",
        AssignmentConnection,
    )
    async def assignments(
        self,
        info: Info,
        *,
        filter: AssignmentFilter,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of assignments."""
        question = tracing.Question(
            filter.from_,
            filter.to,
            worker=filter.worker,
            home=filter.home_enterprise,
            host=filter.host_enterprise,
            division=filter.division,
            project=filter.project,
            mode=filter.mode and filter.mode.value,
        )
        return await tracing.trace(
            info.context, question, selection_of(info), first=first, after=after
        )

    @resolved(
        "People and person-days that moved between provinces (or cities) in a period (人员流动)",
        list[AssignmentFlow],
    )
    async def assignment_flows(
        self,
        info: Info,
        *,
        from_: Date,
        to: Date,
        division: strawberry.ID | None = None,
        by: DivisionLevel = DivisionLevel.PROVINCE,
        mode: AssignmentMode | None = None,
    ) -> list[Row]:
        """Read the flows."""
        question = tracing.Question(from_, to, division=division, mode=mode and mode.value)
        return list(await tracing.flows(info.context, question, selection_of(info), by=by.value))

    @resolved(
        "Days on which shares add up to more than 100 %, without home employment or consent"
        " (派遣冲突)",
        list[AssignmentConflict],
    )
    async def assignment_conflicts(
        self,
        info: Info,
        *,
        from_: Date,
        to: Date,
        division: strawberry.ID | None = None,
        worker: strawberry.ID | None = None,
    ) -> list[Row]:
        """Read the conflicts."""
        question = tracing.Question(from_, to, division=division, worker=worker)
        return list(await tracing.conflicts(info.context, question, selection_of(info)))

    @resolved(
        "Workers by grade; groups smaller than 5 are suppressed, and one more where they could be"
        " computed (等级结构)",
        GradePyramid,
    )
    async def grade_pyramid(
        self,
        info: Info,
        *,
        division: strawberry.ID | None = None,
        industry: strawberry.ID | None = None,
        as_of: Date | None = None,
    ) -> Row:
        """Read the pyramid."""
        return await pyramid.grade_pyramid(
            info.context, division=division, industry=industry, as_of=as_of
        )

    @resolved(
        "Certificates that look wrong, with the check codes that say why (可疑证书)",
        SuspectConnection,
    )
    async def suspect_certificates(
        self,
        info: Info,
        *,
        issuer_prefix: str | None = None,
        division: strawberry.ID | None = None,
        from_: Date | None = None,
        to: Date | None = None,
        codes: list[CheckCode] | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of suspects."""
        return await suspects(
            info.context,
            selection_of(info),
            prefix=issuer_prefix,
            division=division,
            issued=(from_, to),
            codes=None if codes is None else [code.value for code in codes],
            first=first,
            after=after,
        )
