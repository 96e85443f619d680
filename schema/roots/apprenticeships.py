"""Apprenticeship and master studios: what is asked of each, and the posts kept for apprentices."""

from __future__ import annotations

import strawberry

from registry.programme import studios as workshops
from registry.programme.apprenticeships import listing, ratio
from registry.programme.apprenticeships.facts import Problem
from schema.asking import Info, selection_of
from schema.fields import Row, resolved
from schema.types.apprenticeships import (
    ApprenticeRatio,
    ApprenticeshipConnection,
    ApprenticeshipStatus,
)
from schema.types.people import Studio
from schema.types.studios import StudioConnection, StudioLevel


@strawberry.type
class ApprenticeshipQuery:
    @resolved(
        "Apprenticeships with what is asked of each, the latest first: one's own, an enterprise's, "
        "or those of an agency's division (学徒培养)",
        ApprenticeshipConnection,
    )
    async def apprenticeships(
        self,
        info: Info,
        *,
        enterprise: strawberry.ID | None = None,
        division: strawberry.ID | None = None,
        status: ApprenticeshipStatus | None = None,
        problem: Problem | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of apprenticeships."""
        return await listing.apprenticeships(
            info.context,
            selection_of(info),
            enterprise=enterprise,
            division=division,
            status=status,
            problem=problem,
            first=first,
            after=after,
        )

    @resolved(
        "Posts for apprentices as a share of all posts in a year, beside the share asked for "
        "(学徒岗位占比)",
        ApprenticeRatio,
    )
    async def apprentice_ratio(
        self,
        info: Info,
        *,
        division: strawberry.ID | None = None,
        industry: strawberry.ID | None = None,
        year: int | None = None,
    ) -> Row:
        """Read the share."""
        return await ratio.apprentice_ratio(
            info.context, selection_of(info), division=division, industry=industry, year=year
        )

    @resolved(
        "Master studios by level, trade and place of their host; for everybody who signed in "
        "(技能大师工作室列表)",
        StudioConnection,
    )
    async def studios(
        self,
        info: Info,
        *,
        level: StudioLevel | None = None,
        occupation: strawberry.ID | None = None,
        division: strawberry.ID | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of studios."""
        return await workshops.studios(
            info.context,
            selection_of(info),
            level=level,
            occupation=occupation,
            division=division,
            first=first,
            after=after,
        )

    @resolved(
        "A master studio; for everybody who signed in (技能大师工作室)",
        Studio | None,
    )
    async def studio(self, info: Info, id: strawberry.ID) -> Row | None:
        """Read one studio."""
        return await workshops.studio(info.context, id, selection_of(info))
