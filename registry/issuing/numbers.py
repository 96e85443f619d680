"""Certificate numbers by the scheme of 22 characters (DOMAIN.md 2.1 and 2.2).

`issuer prefix (13), year (2), grade (1), serial (6)`; a number series is what stands before the
serial. There is no check digit, so a number proves nothing: the signature does. The letter of
special technicians was never published; it is data (`marks.json`, with its confidence), and what
others use is accepted.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from registry.graph.driver import Transaction
from registry.graph.issuing.certificates import next_serial
from registry.recording.refusals import refuse
from registry.reference import levels
from registry.vocabulary import CertificateKind, Rank

_WINDOW: Final = 256
_LAST_SERIAL: Final = 999_999


def kind_of(rank: int) -> CertificateKind | None:
    """Return the kind of certificate that is issued for a level, None where none is."""
    if rank == Rank.SPECIAL_TECHNICIAN:
        return CertificateKind.SPECIAL_TECHNICIAN
    if levels()[Rank(rank).name].digit is not None:
        return CertificateKind.SKILL_GRADE
    return None


def number_stem(prefix: str, issued_on: date, rank: int) -> str:
    """Return a number without its serial.

    Raises:
        KeyError: no certificate exists for the level.
    """
    name = Rank(rank).name
    mark = levels()[name].digit or _marks()[name]
    return f"{prefix}{issued_on.year % 100:02d}{mark}"


async def allocate_number(tx: Transaction, stem: str) -> str:
    """Return the next free number of a series; nobody else gets it while this transaction runs.

    Raises:
        RefusedError: `NUMBERS_EXHAUSTED`.
    """
    counter = 0
    while counter < _LAST_SERIAL:
        free, counter = await next_serial(tx, stem, window=_WINDOW)
        if free is not None and free <= _LAST_SERIAL:
            return f"{stem}{free:06d}"
    raise refuse("NUMBERS_EXHAUSTED")


@cache
def _marks() -> dict[str, str]:
    text = (files(__package__) / "marks.json").read_text(encoding="utf-8")
    return {row["level"]: row["mark"] for row in json.loads(text)}
