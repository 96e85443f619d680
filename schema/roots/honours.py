"""Honours: who may be nominated, and the rolls."""

from __future__ import annotations

import strawberry

from registry.programme import honours as service
from registry.programme.honours.nominees import Question
from schema.asking import Info, selection_of
from schema.fields import Row, resolved
from schema.types.honours import (
    HonourRollConnection,
    NomineeConnection,
    TalentProgrammeConnection,
)


@strawberry.type
class HonourQuery:
    """The root fields of this topic."""

    @resolved(
        "People who fulfil the criteria of an honour and are not yet nominated in the batch, each"
        " with the reasons, among those whose record the viewer may see; `batch`"
        " is this year's if not said (优先推荐参评人选)",
        NomineeConnection,
    )
    async def nominees(
        self,
        info: Info,
        *,
        honour: strawberry.ID,
        batch: str | None = None,
        division: strawberry.ID | None = None,
        allow_unknown: bool = False,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of nominees."""
        question = Question(honour, batch or str(info.context.today.year), division, allow_unknown)
        return await service.nominees(
            info.context, question, selection_of(info), first=first, after=after
        )

    @resolved(
        "Talent programmes of today and earlier, those of a division (and of the nation) with"
        " everybody in them whom the viewer may know (人才支持计划)",
        TalentProgrammeConnection,
    )
    async def talent_programmes(
        self,
        info: Info,
        *,
        division: strawberry.ID | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of programmes."""
        return await service.talent_programmes(
            info.context, selection_of(info), division=division, first=first, after=after
        )

    @resolved(
        "The rolls of an honour: each award with its document and publication, each batch with its"
        " quota (表彰名册)",
        HonourRollConnection,
    )
    async def honour_rolls(
        self,
        info: Info,
        *,
        honour: strawberry.ID,
        batch: str | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of the rolls."""
        return await service.honour_rolls(
            info.context, selection_of(info), honour=honour, batch=batch, first=first, after=after
        )
