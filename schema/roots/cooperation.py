"""Co-building and alliances (S3, S4)."""

from __future__ import annotations

import strawberry

from registry.programme import cooperation
from schema.asking import Info, selection_of
from schema.fields import Row, resolved
from schema.scalars import Date
from schema.types.cooperation import Cooperation, EducationAllianceConnection


@strawberry.type
class CooperationQuery:
    """The root fields of this topic."""

    @resolved(
        "Alliances of technical schools and enterprises in force on a day (default: today) "
        "(技工教育联盟)",
        EducationAllianceConnection,
    )
    async def alliances(
        self,
        info: Info,
        *,
        industry: strawberry.ID | None = None,
        as_of: Date | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of alliances."""
        return await cooperation.alliances(
            info.context,
            selection_of(info),
            industry=industry,
            as_of=as_of,
            first=first,
            after=after,
        )

    @resolved(
        "With whom a school or an enterprise builds training together on a day (default: today): "
        "for everybody who signed in (校企合作)",
        Cooperation | None,
    )
    async def cooperation(
        self, info: Info, *, uscc: strawberry.ID, as_of: Date | None = None
    ) -> Row | None:
        """Read the cooperation of one organisation."""
        return await cooperation.cooperation(
            info.context, selection_of(info), uscc=uscc, as_of=as_of
        )
