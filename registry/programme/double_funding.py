"""Double funding: one training paid for by two public funds, or twice by one.

A pair of uses is looked at by the regulation of the place whose money the first of them is. Both
must be of public funds: what a firm spends of its own education fund may be added to any of them.
Where it is not recorded who was trained, the same training is a question, not a finding: UNKNOWN.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from registry.language import Language, said
from registry.places import place_at
from registry.regulations import Regulation, regulation_in_force
from registry.vocabulary import Outcome

RuleOf = Callable[[str, int], Regulation | None]
"""Returns the regulation that decides in a division about uses of a year."""


@dataclass(frozen=True, slots=True)
class Use:
    """What a fund paid for. `training` names it, None where that is not recorded."""

    id: str
    fund: str
    training: str | None
    kind: str | None
    division: str
    year: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two uses that may be one too many.

    `people` are those in both, nobody where they are not recorded; `shown` says whether the viewer
    may see the second use.
    """

    first: Use
    second: Use
    shown: bool
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Double funding (UNMET), or the question whether it is (UNKNOWN)."""

    kind: str
    outcome: Outcome
    pair: Pair
    regulation: Regulation

    @property
    def evidence(self) -> tuple[str, ...]:
        """Return the ids of the uses that the viewer may see."""
        ids = [self.pair.first.id] + ([self.pair.second.id] if self.pair.shown else [])
        return tuple(sorted(ids))


def decode_pairs(rows: Iterable[list[Any]]) -> list[Pair]:
    """Return the pairs in a value of the head's extra `paired`."""
    return [Pair(Use(*row[:6]), Use(*row[6:12]), row[12], tuple(sorted(row[13]))) for row in rows]


def rule_of(regulations: Iterable[Regulation], *, today: date) -> RuleOf:
    """Return the function that finds the regulation: of the year's last day, or of today."""
    known = tuple(regulations)
    found: dict[tuple[str, int], Regulation | None] = {}

    def rule(division: str, year: int) -> Regulation | None:
        if (division, year) not in found:
            on = min(date(year, 12, 31), today)
            found[division, year] = regulation_in_force(known, place=place_at(division), on=on)
        return found[division, year]

    return rule


def findings(pairs: Iterable[Pair], rule: RuleOf) -> Iterator[Finding]:
    """Yield what is wrong or open in pairs, each two uses once, in the order given."""
    seen: set[frozenset[str]] = set()
    for pair in pairs:
        both = frozenset({pair.first.id, pair.second.id})
        regulation = rule(pair.first.division, pair.first.year)
        if both in seen or regulation is None:
            continue
        kind = _kind(pair, regulation)
        if kind is not None:
            seen.add(both)
            outcome = Outcome.UNMET if pair.people else Outcome.UNKNOWN
            yield Finding(kind, outcome, pair, regulation)


def _kind(pair: Pair, regulation: Regulation) -> str | None:
    first, second = pair.first, pair.second
    if not {first.fund, second.fund} <= set(regulation.parameters["publicFunds"]):
        return None
    if first.training is not None and first.training == second.training:
        if not pair.people:
            return "SAME_TRAINING"
        return "PAID_TWICE" if first.fund == second.fund else "TWO_PUBLIC_FUNDS"
    sole = regulation.parameters.get("soleTrainings", ())
    if pair.people and first.year == second.year and {first.kind, second.kind} & set(sole):
        return "BESIDE_SOLE_TRAINING"
    return None


_SENTENCES: Final = {
    "TWO_PUBLIC_FUNDS": (
        "同一人员同一培训由两项公共资金支付",
        "one training of the same people is paid by two public funds",
    ),
    "PAID_TWICE": (
        "同一人员同一培训由同一资金支付两次",
        "one training of the same people is paid twice by one fund",
    ),
    "BESIDE_SOLE_TRAINING": (
        "该培训享受补贴的当年不得再享受其他培训补贴",
        "beside this training no other training of the same people is subsidised in the year",
    ),
    "SAME_TRAINING": (
        "同一培训被支付两次，参训人员没有登记",
        "one training is paid twice, and who was trained is not recorded",
    ),
}


def sentence(finding: Finding, language: Language) -> str:
    """Say in one sentence what was found."""
    text = said(language, *_SENTENCES[finding.kind])
    if finding.pair.shown:
        return text
    return text + said(language, "（另一笔不在本辖区）", " (the other use is outside this duty)")
