"""Chance that is the same on every machine: a seeded stream and the draws that the nation needs.

`random.Random` seeded with text is stable across versions and platforms; only its `random()` is
used, since it is by far the fastest draw.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from random import Random
from typing import Final, Generic, TypeVar

T = TypeVar("T")

_TABLE_SIZE: Final = 8192


class Weighted(Generic[T]):
    """Values with weights, laid out in a table so that a draw is one look-up."""

    __slots__ = ("table",)

    def __init__(self, pairs: Iterable[tuple[T, float]]) -> None:
        known = list(pairs)
        total = sum(weight for _, weight in known)
        self.table: list[T] = []
        reached = 0.0
        for value, weight in known:
            reached += weight
            end = round(reached / total * _TABLE_SIZE)
            self.table.extend([value] * (end - len(self.table)))


class Chance:
    """A stream of draws named by the seed and what it is for."""

    __slots__ = ("random",)

    def __init__(self, *names: object) -> None:
        self.random = Random("/".join(map(str, names))).random  # noqa: S311 - an invented nation

    def happens(self, share: float) -> bool:
        """Say yes with the probability `share`."""
        return self.random() < share

    def between(self, low: int, high: int) -> int:
        """Return a whole number of `[low, high]`; `low` if the range is empty."""
        return low + int(self.random() * (high - low + 1)) if high > low else low

    def pick(self, values: Sequence[T]) -> T:
        """Return one of the values, all alike."""
        return values[int(self.random() * len(values))]

    def draw(self, values: Weighted[T]) -> T:
        """Return one of the values by weight."""
        return values.table[int(self.random() * len(values.table))]

    def around(self, median: float, spread: float) -> float:
        """Return a lognormal draw; `spread` is the standard deviation of the logarithm."""
        # Box-Muller, from the one kind of draw that this class makes.
        radius = math.sqrt(-2 * math.log(1 - self.random()))
        return median * math.exp(spread * radius * math.cos(2 * math.pi * self.random()))


class Quota:
    """Things that are due once in so many people: even the rarest come in honest numbers.

    `rate` is the share of people to whom the thing is due; fractions add up from person to person.
    """

    __slots__ = ("_due", "_rate")

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._due = 0.5

    def accrue(self, people: int) -> None:
        """Count more people."""
        self._due += self._rate * people

    def take(self, credit: float = 0.0) -> bool:
        """Take one if one is due; `credit` lets somebody fitting take it that much early."""
        if self._due + credit < 1 or not self._rate:
            return False
        self._due -= 1
        return True
