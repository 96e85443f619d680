"""How people are paid: published statistics, and the allowances of an enterprise."""

from __future__ import annotations

import strawberry

from registry.programme import allowances as of_enterprise
from registry.programme import pay
from schema.asking import Info, selection_of
from schema.enums import SkillLevel
from schema.fields import Row, resolved
from schema.types.pay import AllowanceConnection, PayModes


@strawberry.type
class PayQuery:
    """The root fields of this topic."""

    @resolved(
        "Shares of the forms of pay and medians, for groups that may be published; a snapshot of"
        " the day (薪酬形式统计)",
        PayModes,
    )
    async def pay_modes(
        self,
        info: Info,
        *,
        occupation: strawberry.ID | None = None,
        level: SkillLevel | None = None,
        division: strawberry.ID | None = None,
    ) -> Row:
        """Read the published groups."""
        return await pay.pay_modes(
            info.context,
            occupation=occupation,
            level=level and level.value,
            division=division,
        )

    @resolved(
        "The allowances of an enterprise (default: the own one), beside what the programme"
        " recommends: for the enterprise and its agencies (津贴制度)",
        AllowanceConnection,
    )
    async def allowances(
        self,
        info: Info,
        *,
        enterprise: strawberry.ID | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of allowances."""
        return await of_enterprise.allowances(
            info.context, enterprise, selection_of(info), first=first, after=after
        )
