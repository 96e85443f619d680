"""Whether the bids for a challenge and its awards are in order (S9).

An award goes to a bidder: it is said of a bid, so the graph cannot hold another. Whether bids were
made in time is judged from their days alone, so that nobody learns from it who bid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from registry.dates import in_force
from registry.regulations.judging import condition, held
from registry.vocabulary import Outcome

if TYPE_CHECKING:
    from registry.eligibility import ConditionReport
    from registry.language import Language

_TEXTS: Final = {
    "BIDS_IN_TIME": (
        "所有投标在公布后、截止日前提交",
        "Every bid was made after the publication and by the deadline",
    ),
    "AWARDED_IN_TIME": ("中标者按时投标", "Whoever was awarded had bid in time"),
}
_FOUND: Final = {
    "late": ("{late}/{all}项投标不在期限内", "{late} of {all} bids were not in time"),
    "no_award": ("没有中标的投标记录", "no bid is recorded as awarded"),
}


@dataclass(frozen=True, slots=True)
class Bidding:
    """A bid; `awarded` None is not known."""

    bid_on: date
    awarded: bool | None


def bidding_conditions(
    bids: Sequence[Bidding],
    *,
    published: date,
    deadline: date,
    status: str,
    language: Language,
) -> tuple[ConditionReport, ...]:
    """Judge the bids of a challenge; the second condition only where one was awarded."""
    awarded = [bid for bid in bids if bid.awarded]
    judged = [_in_time("BIDS_IN_TIME", bids, published, deadline, language)]
    if awarded:
        judged.append(_in_time("AWARDED_IN_TIME", awarded, published, deadline, language))
    elif status == "AWARDED":
        text, detail = _chosen(_TEXTS["AWARDED_IN_TIME"], language), _FOUND["no_award"]
        judged.append(
            condition("AWARDED_IN_TIME", Outcome.UNKNOWN, text, detail=_chosen(detail, language))
        )
    return tuple(judged)


def _in_time(
    code: str, bids: Sequence[Bidding], published: date, deadline: date, language: Language
) -> ConditionReport:
    late = sum(not in_force(published, deadline, bid.bid_on) for bid in bids)
    found = _chosen(_FOUND["late"], language).format(late=late, all=len(bids))
    return condition(code, held(not late), _chosen(_TEXTS[code], language), detail=found)


def _chosen(pair: tuple[str, str], language: Language) -> str:
    return pair[0] if language == "zh" else pair[1]
