"""May the host of a training base be one? The rule of S1, with its reasons.

The host holds one of the designations that the regulation names, in force on the day on which the
base was designated. The regulation is that of the base's place on that day. Without the day, or
without a regulation, the answer is UNKNOWN; a designation that is not recorded is not held.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from registry.dates import in_force
from registry.language import Language, said
from registry.regulations import Regulation, regulation_in_force
from registry.regulations.judging import all_of, any_of, condition, held
from registry.regulations.rows import regulation_row
from registry.vocabulary import Outcome

if TYPE_CHECKING:
    from registry.eligibility import ConditionReport
    from registry.graph.shapes.model import Row

NAMES: Final = {
    "LEADING": ("龙头企业", "leading enterprise"),
    "SINGLE_CHAMPION": ("单项冠军企业", "single champion"),
    "LITTLE_GIANT": ("专精特新“小巨人”企业", "little giant"),
    "EXCELLENT_SCHOOL": ("优质技工院校", "excellent technical school"),
}
"""Designations in words."""


@dataclass(frozen=True, slots=True)
class Title:
    """A designation of the host; `end` None is open."""

    key: str
    kind: str
    start: date
    end: date | None


def ruling(
    titles: Sequence[Title],
    *,
    designated_on: date | None,
    regulations: Iterable[Regulation],
    place: Sequence[str],
    language: Language,
) -> Row:
    """Return outcome, regulation and conditions of the rule about the host of a base.

    `place` is that of the base, the nearest division first.
    """
    regulation = (
        None
        if designated_on is None
        else regulation_in_force(regulations, place=place, on=designated_on)
    )
    conditions = (
        _day_known(designated_on, language),
        _host_designated(titles, designated_on, regulation, language),
    )
    return {
        "outcome": all_of(conditions),
        "asOf": None if designated_on is None else designated_on.isoformat(),
        "regulation": None if regulation is None else regulation_row(regulation),
        "conditions": conditions,
    }


def _day_known(designated_on: date | None, language: Language) -> ConditionReport:
    return condition(
        "DESIGNATION_DAY",
        Outcome.UNKNOWN if designated_on is None else Outcome.MET,
        said(language, "基地的认定日已登记", "the day of designation is recorded"),
        detail=said(language, "未登记", "not recorded")
        if designated_on is None
        else designated_on.isoformat(),
    )


def _host_designated(
    titles: Sequence[Title],
    on: date | None,
    regulation: Regulation | None,
    language: Language,
) -> ConditionReport:
    text = said(
        language,
        "承办单位在基地认定日持有规定的称号之一",
        "the host holds one of the accepted designations on the day of designation",
    )
    if on is None or regulation is None:
        detail = (
            said(language, "认定日未登记", "the day of designation is not recorded")
            if on is None
            else said(language, "当地当日没有规定", "no regulation was in force there on that day")
        )
        return condition("HOST_DESIGNATED", Outcome.UNKNOWN, text, detail=detail)
    accepted: Sequence[str] = regulation.parameters["designations"]
    parts = [_title(title, on, language) for title in titles if title.kind in accepted]
    met = [part for part in parts if part.outcome is Outcome.MET]
    wanted = said(language, "、", ", ").join(said(language, *NAMES[kind]) for kind in accepted)
    return condition(
        "HOST_DESIGNATED",
        any_of(parts),
        text,
        detail=said(language, f"认可的称号：{wanted}", f"accepted: {wanted}"),
        since=min((part.since for part in met if part.since), default=None),
        evidence=[key for part in met for key in part.evidence],
        parts=parts,
    )


def _title(title: Title, on: date, language: Language) -> ConditionReport:
    end = title.end.isoformat() if title.end else said(language, "长期", "open")
    return condition(
        title.kind,
        held(in_force(title.start, title.end, on)),
        said(language, *NAMES[title.kind]),
        detail=said(language, f"{title.start} 至 {end}", f"from {title.start} to {end}"),
        since=title.start,
        evidence=(title.key,),
    )
