"""Reference tables: open to everybody."""

from __future__ import annotations

import strawberry

from registry.editions import occupation_key
from registry.errors import UnknownCodeError
from registry.graph.heads import reference_tables as heads
from registry.places import require_division
from registry.regulations import SUBJECTS
from registry.score import ranking_weights
from registry.searchtext import phrase
from schema.asking import Info, selection_of
from schema.enums import SkillLevel
from schema.fields import Row, resolved
from schema.scalars import Date
from schema.types.reference import (
    Division,
    HonourType,
    Occupation,
    OccupationConnection,
    Policy,
    RankingWeight,
)
from schema.types.regulations import Regulation


@strawberry.type
class ReferenceQuery:
    """Tables and rules that are the same for everybody."""

    @resolved(
        "Occupations by name (also pinyin or initials), code or group of the classification; "
        "with `newSince` those that are known to be added since that day (职业)",
        OccupationConnection,
    )
    async def occupations(
        self,
        info: Info,
        text: str | None = None,
        code_prefix: str | None = None,
        edition: str = "2022",
        new_since: Date | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of occupations, those whose name fits best first."""
        wanted = text.strip() if text else ""
        arguments = {
            "text": wanted,
            "codePrefix": code_prefix,
            "edition": edition,
            "newSince": new_since,
            "first": first,
            "after": after,
        }
        head = heads.OCCUPATIONS_BY_TEXT if wanted else heads.OCCUPATIONS
        texts = {"text": wanted, "phrase": phrase(wanted)} if wanted else {}
        return await info.context.connection(
            head,
            arguments,
            selection_of(info),
            edition=edition,
            codePrefix=code_prefix or "",
            newSince=new_since,
            **texts,
        )

    @resolved(
        "An occupation by id, or by a bare code of 2022: what it replaced and what replaced it, and"
        " its standards (职业详情)",
        Occupation | None,
    )
    async def occupation(self, info: Info, id: strawberry.ID) -> Row | None:
        """Read one occupation."""
        return await info.context.one(heads.OCCUPATION, selection_of(info), key=occupation_key(id))

    @resolved(
        "The divisions directly below one; without `parent` the provinces (行政区划)",
        list[Division],
    )
    async def divisions(self, info: Info, parent: strawberry.ID | None = None) -> list[Row]:
        """Read the divisions below `parent`."""
        return [*await info.context.many(heads.DIVISIONS, selection_of(info), parent=parent)]

    @resolved(
        "The kinds of honour (荣誉类型)",
        list[HonourType],
    )
    async def honour_types(self, info: Info) -> list[Row]:
        """Read all kinds of honour."""
        return [*await info.context.many(heads.HONOUR_TYPES, selection_of(info))]

    @resolved(
        "Rules; with `division` those that hold there: its own, those above it, and the national "
        "ones (政策)",
        list[Policy],
    )
    async def policies(
        self,
        info: Info,
        target: SkillLevel | None = None,
        division: strawberry.ID | None = None,
        on: Date | None = None,
    ) -> list[Row]:
        """Read the policies that hold."""
        return [
            *await info.context.many(
                heads.POLICIES, selection_of(info), target=target, division=division, on=on
            )
        ]

    @resolved(
        "What the law asks of the programme's mechanisms, as parameters; with `division` those that"
        " hold there (规定)",
        list[Regulation],
    )
    async def regulations(
        self,
        info: Info,
        subject: str | None = None,
        division: strawberry.ID | None = None,
        on: Date | None = None,
    ) -> list[Row]:
        """Read the regulations that hold."""
        if subject is not None and subject not in SUBJECTS:
            raise UnknownCodeError(f"subject {subject} is not known; known: {', '.join(SUBJECTS)}")
        require_division(division)
        return [
            *await info.context.many(
                heads.REGULATIONS, selection_of(info), subject=subject, division=division, on=on
            )
        ]

    @resolved(
        "What each reason is worth in the score of a candidate; the same for everyone (评分权重)",
        list[RankingWeight],
    )
    def ranking_weights(self, info: Info) -> list[Row]:
        """Return the published weights, in the reader's language."""
        chinese = info.context.language == "zh"
        return [
            {
                "criterion": weight.criterion,
                "weight": weight.weight,
                "text": weight.zh if chinese else weight.en,
            }
            for weight in ranking_weights().values()
        ]
