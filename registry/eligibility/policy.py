"""A policy: who decided it, where and how long it holds, and a rule."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from registry.eligibility.conditions import OF_WORK, Condition
from registry.nearness import nearest_in_force

if TYPE_CHECKING:
    from registry.vocabulary import Rank

Kind = Literal["allOf", "anyOf", "atLeast"]


@dataclass(frozen=True, slots=True)
class Group:
    """Rules together, of which `wanted` must hold: all, any (1), or as many as it says.

    `cheapest_first` has the same parts in the order in which to look for one that decides.
    """

    kind: Kind
    wanted: int
    parts: tuple[Rule, ...]
    cheapest_first: tuple[Rule, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cheapest_first", tuple(sorted(self.parts, key=_cost)))


Rule = Condition | Group


def _cost(rule: Rule) -> int:
    """Return how dear a rule is to follow over all days: work has the most days by far."""
    if isinstance(rule, Group):
        return max((_cost(part) for part in rule.parts), default=0)
    return int(rule.code in OF_WORK)


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy as IMPORT.md writes it: `division` None is the nation, `valid_to` None open."""

    id: str
    title: str
    document_no: str | None
    division: str | None
    valid_from: date
    valid_to: date | None
    target: Rank
    confidence: str
    source: str | None
    rule: Rule
    sketches: dict[Hashable, Any] = field(
        init=False, compare=False, repr=False, default_factory=dict
    )
    """What `prognosis` has found out of it for groups of people."""


def policy_in_force(
    policies: Iterable[Policy], *, target: int, place: Sequence[str], on: date
) -> Policy | None:
    """Return the policy for a grade at a place on a day, or None.

    `target` is the rank of the grade, `place` the division codes of the present employer, the
    nearest first (county, city, province); the nation follows. The nearest division decides; two in
    force there: the one that began later, then the one with the higher id.
    """
    fitting = (policy for policy in policies if policy.target == target)
    return nearest_in_force(fitting, place=place, on=on)
