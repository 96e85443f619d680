"""Assessments of an organisation."""

from __future__ import annotations

import strawberry

from registry.programme.assessments.chain import assessment_plans, assessment_session
from schema.asking import Info, selection_of
from schema.fields import Row, resolved
from schema.scalars import Date
from schema.types.assessments import AssessmentPlanConnection, AssessmentSession


@strawberry.type
class AssessmentQuery:
    """The root fields of this topic."""

    @resolved(
        "Plans of assessments, the earliest first, with what was held and certified; for the "
        "organisation that is filed and its agencies (评价计划)",
        AssessmentPlanConnection,
    )
    async def assessment_plans(
        self,
        info: Info,
        *,
        filing: strawberry.ID | None = None,
        from_: Date | None = None,
        to: Date | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of plans."""
        return await assessment_plans(
            info.context,
            selection_of(info),
            filing=filing,
            period=(from_, to),
            first=first,
            after=after,
        )

    @resolved(
        "A session with plan, assessors, results, certificates and outliers; for the organisation "
        "that held it and its agencies (评价批次)",
        AssessmentSession | None,
    )
    async def assessment_session(self, info: Info, id: strawberry.ID) -> Row | None:
        """Read one session."""
        return await assessment_session(info.context, id, selection_of(info))
