"""Of rules that are in force at several places, the one that decides at a place.

The nearest division above it decides (county, city, province, then the nation); two in force there:
the one that began later, then the one with the higher id (IMPORT.md, "Policies").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from registry.dates import in_force


class Ruling(Protocol):
    """A rule with its validity; `division` None is the nation, `valid_to` None open."""

    @property
    def id(self) -> str: ...  # noqa: D102 - named by the class

    @property
    def division(self) -> str | None: ...  # noqa: D102 - named by the class

    @property
    def valid_from(self) -> date: ...  # noqa: D102 - named by the class

    @property
    def valid_to(self) -> date | None: ...  # noqa: D102 - named by the class


AnyRuling = TypeVar("AnyRuling", bound=Ruling)


def nearest_in_force(
    rulings: Iterable[AnyRuling], *, place: Sequence[str], on: date
) -> AnyRuling | None:
    """Return the one that decides at a place on a day, or None.

    `place` holds division codes, the nearest first; the nation follows.
    """
    nearness: dict[str | None, int] = {
        code: index for index, code in reversed(list(enumerate(place)))
    }
    nearness[None] = len(place)
    fitting = [
        ruling
        for ruling in rulings
        if ruling.division in nearness and in_force(ruling.valid_from, ruling.valid_to, on)
    ]
    fitting.sort(key=lambda ruling: (ruling.valid_from, ruling.id), reverse=True)
    return min(fitting, key=lambda ruling: nearness[ruling.division], default=None)
