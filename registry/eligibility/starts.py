"""Where to look for people who may meet a rule, so that nobody else needs to be judged.

Some conditions can be met (or unknown) only by people whom an index finds: a grade, an honour, a
place in a contest. Of conditions that must hold together the rarest is enough; where any of several
is enough, people are found by each of them. A rule with none of these starts at everybody with a
grade.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from registry.eligibility import conditions as c
from registry.eligibility.policy import Group, Rule
from registry.vocabulary import COMPETITION_CLASSES, Rank

Kind = Literal["RANK", "HONOUR", "CONTEST"]

_RAREST_FIRST: Final[tuple[Kind, ...]] = ("HONOUR", "CONTEST", "RANK")


@dataclass(frozen=True, slots=True, order=True)
class Start:
    """People of at least a grade, with an honour, or among the first places of a class.

    `value` is the rank, the id of the honour or the class; `places` is of a contest alone.
    """

    kind: Kind
    value: str
    places: int = 0

    def __str__(self) -> str:
        """Return it in words apart by spaces, as a regulation keeps it in the graph."""
        return f"{self.kind} {self.value} {self.places}"


EVERYBODY: Final = (Start("RANK", str(Rank.APPRENTICE.value)),)


def starts_of(rule: Rule) -> tuple[Start, ...]:
    """Return where everybody is found for whom the rule is not UNMET."""
    return _starts(rule) or EVERYBODY


def _starts(rule: Rule) -> tuple[Start, ...] | None:
    """Return the starts of a rule, None where it has none."""
    if not isinstance(rule, Group):
        return _of_condition(rule)
    parts = [_starts(part) for part in rule.parts]
    known = [part for part in parts if part is not None]
    # All but `wanted - 1` of the parts may fail, so any `wanted` hold one of the others.
    if len(parts) - len(known) >= rule.wanted:
        return None
    if rule.kind == "allOf":
        return min(known, key=_commonness)
    return tuple(sorted({start for part in known for start in part}))


def _commonness(starts: Iterable[Start]) -> tuple[int, int, int]:
    """Order by the most common kind among starts; a high grade is rarer than a low one."""
    kinds = [(_RAREST_FIRST.index(start.kind), start) for start in starts]
    common = max(place for place, _ in kinds)
    lowest = min((int(start.value) for _, start in kinds if start.kind == "RANK"), default=0)
    return common, -lowest, len(kinds)


def _of_condition(condition: c.Condition) -> tuple[Start, ...] | None:
    match condition:
        case c.LevelAtLeast(level=level) | c.YearsAtLevel(level=level) | c.Appointed(level=level):
            return (Start("RANK", str(level.value)),)
        case c.Honoured(types=types):
            return tuple(Start("HONOUR", honour) for honour in types)
        case c.Placed(class_at_least=lowest, rank_at_most=places):
            above = COMPETITION_CLASSES[COMPETITION_CLASSES.index(lowest) :]
            return tuple(Start("CONTEST", class_, places) for class_ in above)
        case _:
            return None
