"""Teams on projects, and key fields that lack one."""

from __future__ import annotations

import strawberry

from registry.programme import staffing
from schema.asking import Info, selection_of
from schema.fields import Row, resolved
from schema.scalars import Date
from schema.types.teams import TeamConnection, TeamGap


@strawberry.type
class TeamQuery:
    """The root fields of this topic."""

    @resolved(
        "Teams of projects that the viewer may look into, with who is in them on a day and whether "
        "an engineer and a leading talent are (攻关团队)",
        TeamConnection,
    )
    async def teams(
        self,
        info: Info,
        *,
        project: strawberry.ID | None = None,
        key_field: str | None = None,
        as_of: Date | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of teams."""
        return await staffing.teams(
            info.context,
            selection_of(info),
            project=project,
            key_field=key_field,
            as_of=as_of,
            paging={"first": first, "after": after},
        )

    @resolved(
        "For each key field how many teams of running projects qualify, and which projects have "
        "none (重点领域团队缺口)",
        list[TeamGap],
    )
    async def team_gaps(
        self,
        info: Info,
        *,
        key_fields: list[str] | None = None,
        division: strawberry.ID | None = None,
        as_of: Date | None = None,
    ) -> list[Row]:
        """Count the gaps."""
        return list(
            await staffing.team_gaps(
                info.context, key_fields=key_fields or (), division=division, as_of=as_of
            )
        )
