"""A regulation, and the one that decides at a place on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.nearness import nearest_in_force


@dataclass(frozen=True, slots=True)
class Regulation:
    """Parameters about a subject: `division` None is the nation, `valid_to` None open.

    `parameters` holds the values that the readers of its subject made; an optional one that is not
    given is absent.
    """

    id: str
    title: str
    document_no: str | None
    division: str | None
    valid_from: date
    valid_to: date | None
    subject: str
    confidence: str
    source: str | None
    parameters: Mapping[str, Any]


def regulation_in_force(
    regulations: Iterable[Regulation], *, place: Sequence[str], on: date
) -> Regulation | None:
    """Return the regulation for a place on a day, or None.

    All of them are of one subject. `place` holds division codes, the nearest first (county, city,
    province); the nation follows.
    """
    return nearest_in_force(regulations, place=place, on=on)
