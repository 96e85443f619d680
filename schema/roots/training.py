"""Training bases and the chains that they serve (S1, S2)."""

from __future__ import annotations

import strawberry

from registry.programme import training
from schema.asking import Info, selection_of
from schema.enums import SkillLevel
from schema.fields import Row, resolved
from schema.types.training import (
    NearInput,
    SupplierConnection,
    TrainingBase,
    TrainingBaseConnection,
)


@strawberry.type
class TrainingQuery:
    """The root fields of this topic."""

    @resolved(
        "Training bases in force today, the nearest first where `near` is asked; `designated` "
        "keeps those whose host's rule is MET (true) or UNMET (false) (培训基地)",
        TrainingBaseConnection,
    )
    async def training_bases(
        self,
        info: Info,
        *,
        occupation: strawberry.ID | None = None,
        level: SkillLevel | None = None,
        division: strawberry.ID | None = None,
        near: NearInput | None = None,
        designated: bool | None = None,
        include_ended: bool = False,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of bases."""
        question = training.Question(
            occupation=occupation,
            level=level and level.value,
            division=division,
            near=None if near is None else training.Near(near.division, near.km),
            designated=designated,
            ended=include_ended,
        )
        return await training.training_bases(
            info.context, question, selection_of(info), first=first, after=after
        )

    @resolved("A training base (培训基地)", TrainingBase | None)
    async def training_base(self, info: Info, *, id: strawberry.ID) -> Row | None:
        """Read one base."""
        return await training.training_base(info.context, id, selection_of(info))

    @resolved(
        "Suppliers of an enterprise (default: the viewer's) that had no seat in any base's "
        "sessions of a year (default: this year): for the enterprise and its agencies "
        "(未获名额的供应商)",
        SupplierConnection,
    )
    async def suppliers_without_seat(
        self,
        info: Info,
        *,
        enterprise: strawberry.ID | None = None,
        year: int | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of suppliers."""
        return await training.suppliers_without_seat(
            info.context,
            selection_of(info),
            enterprise=enterprise,
            year=year,
            first=first,
            after=after,
        )
