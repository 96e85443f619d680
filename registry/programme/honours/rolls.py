"""The rolls of an honour: whether each award names its document and publication, and the quota.

An award without a document is not "undocumented": the cell is empty, so the condition is UNKNOWN.
What an award must name, and how many a batch may have, is said by the regulation that was in force
in its year. Everybody sees how many each batch had (suppressed below five); who they are, whoever
may know them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from registry.access import counts_exactly
from registry.eligibility import ConditionReport
from registry.errors import UnknownCodeError
from registry.graph.heads.honour_rolls import HONOUR_ROLLS
from registry.graph.regulations import decode_regulations
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.language import Language
from registry.places import place_at
from registry.regulations import Regulation, regulation_in_force
from registry.regulations.judging import all_of, at_most, condition, held
from registry.regulations.rows import regulation_row
from registry.suppression import published
from registry.vocabulary import Outcome

SUBJECT: Final = "HONOUR"

_TEXTS: Final = {
    "DOCUMENT": ("表彰决定有文号", "the award names its document"),
    "PUBLICATION": ("表彰决定已公布", "the award names where it was published"),
    "DAY": ("表彰日期有记录", "the day of the award is recorded"),
    "QUOTA": ("该批次不超过名额", "the batch does not exceed the quota"),
}
_COLUMNS: Final = {"DOCUMENT": "_documentNo", "PUBLICATION": "_publishedUrl", "DAY": "on"}
_NOT_RECORDED: Final = ("未记录", "not recorded")
_NO_RULE: Final = ("没有适用的规定", "no regulation is in force")


async def honour_rolls(
    inquiry: Inquiry,
    wanted: Selection,
    *,
    honour: str,
    batch: str | None,
    first: int | None,
    after: str | None,
) -> Row:
    """Return a page of awards, the latest first, and every batch with its number.

    Raises:
        UnknownCodeError: there is no such honour.
    """
    asked = {"honour": honour, "batch": batch}
    page = inquiry.page("honourRolls", {**asked, "first": first, "after": after})
    extras = {"regulations", "honour", "batches"} | wanted.names() & {"totalCount"}
    answer = await inquiry.read(
        HONOUR_ROLLS,
        wanted.below("nodes"),
        frozenset(extras),
        **asked,
        limit=page.limit,
        position=page.position,
        subject=SUBJECT,
    )
    if answer.extras["honour"] is None:
        raise UnknownCodeError(f"honour {honour} is not known")
    rules = Rules(inquiry, honour, decode_regulations(answer.extras["regulations"]))
    for _, row in answer.rows:
        row["conditions"] = rules.of_award(row)
        row["outcome"] = all_of(row["conditions"])
    id_, name, level, quota = answer.extras["honour"]
    today = rules.on(inquiry.today)
    return inquiry.connected(page, answer) | {
        "honour": {"id": id_, "name": name, "level": level, "quota": quota},
        "regulation": None if today is None else regulation_row(today),
        "batches": rules.of_batches(answer.extras["batches"], quota),
    }


class Rules:
    """What the regulations about an honour ask of its awards and batches."""

    def __init__(self, inquiry: Inquiry, honour: str, regulations: Iterable[Regulation]) -> None:
        self._language: Language = inquiry.language
        self._is_national = counts_exactly(inquiry.viewer, ())
        self._place = place_at(inquiry.viewer.division)
        self._regulations = [
            regulation for regulation in regulations if regulation.parameters["honour"] == honour
        ]

    def on(self, day: date) -> Regulation | None:
        """Return the regulation in force on a day."""
        return regulation_in_force(self._regulations, place=self._place, on=day)

    def of_award(self, row: Row) -> tuple[ConditionReport, ...]:
        """Return what is asked of an award; its day is 1 January where only the year is known."""
        regulation = self.on(date.fromisoformat(row["on"] or f"{row['_year']}-01-01"))
        if regulation is None:
            return tuple(
                condition(code, Outcome.UNKNOWN, self._said(_TEXTS[code]),
                          detail=self._said(_NO_RULE))
                for code in _COLUMNS
            )  # fmt: skip
        return tuple(self._named(code, row) for code in regulation.parameters["needs"])

    def of_batches(self, batches: Sequence[Sequence[Any]], type_quota: int | None) -> list[Row]:
        """Return the batches with their published numbers and whether the quota was kept."""
        counts: dict[int, int] = {at: found for at, (_, _, found) in enumerate(batches)}
        shown: dict[int, int | None] = dict(counts) if self._is_national else published(counts)
        rows: list[Row] = []
        for at, (batch, year, awarded) in enumerate(batches):
            regulation = self.on(date(year, 12, 31))
            parameters = {} if regulation is None else regulation.parameters
            quota = parameters.get("quota", type_quota)
            number = "< 5" if shown[at] is None else shown[at]
            kept = condition(
                "QUOTA",
                at_most(awarded, quota),
                self._said(_TEXTS["QUOTA"]),
                detail=f"{number} / {'?' if quota is None else quota}",
            )
            rows.append(
                {"batch": batch, "year": year, "awarded": shown[at], "quota": quota,
                 "condition": kept}
            )  # fmt: skip
        return rows

    def _named(self, code: str, row: Row) -> ConditionReport:
        value = row[_COLUMNS[code]]
        return condition(
            code,
            held(True if value else None),
            self._said(_TEXTS[code]),
            detail=value or self._said(_NOT_RECORDED),
            evidence=(row["_key"],),
        )

    def _said(self, pair: tuple[str, str]) -> str:
        return pair[0] if self._language == "zh" else pair[1]
