"""Competitions and promotions by competition."""

from __future__ import annotations

import strawberry

from registry.programme.contests import competitions as service
from registry.programme.contests.promotions import promotions_by_competition
from schema.asking import Info, selection_of
from schema.enums import ConditionOutcome
from schema.fields import Row, resolved
from schema.types.contests import (
    CompetitionConnection,
    CompetitionMonthConnection,
    CompetitionPromotionConnection,
)


@strawberry.type
class ContestQuery:
    """The root fields of this topic."""

    @resolved(
        "Competitions with their events and results, and what each place gives a right to (竞赛)",
        CompetitionConnection,
    )
    async def competitions(
        self,
        info: Info,
        *,
        class_: str | None = None,
        field: str | None = None,
        year: int | None = None,
        division: strawberry.ID | None = None,
        month: strawberry.ID | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of competitions."""
        return await service.competitions(
            info.context,
            selection_of(info),
            class_=class_,
            field=field,
            year=year,
            division=division,
            month=month,
            first=first,
            after=after,
        )

    @resolved(
        "Months of manufacturing competitions that places hold (职业技能竞赛月)",
        CompetitionMonthConnection,
    )
    async def competition_months(
        self,
        info: Info,
        *,
        year: int | None = None,
        division: strawberry.ID | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of months."""
        return await service.competition_months(
            info.context,
            selection_of(info),
            year=year,
            division=division,
            first=first,
            after=after,
        )

    @resolved(
        "Promotions that cite a contest, each with the result that justifies it or the reason why"
        " none does; `outcomes: [UNMET]` are the suspicious ones (竞赛晋级)",
        CompetitionPromotionConnection,
    )
    async def promotions_by_competition(
        self,
        info: Info,
        *,
        year: int | None = None,
        outcomes: list[ConditionOutcome] | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of promotions."""
        return await promotions_by_competition(
            info.context,
            selection_of(info),
            year=year,
            outcomes=outcomes,
            first=first,
            after=after,
        )
