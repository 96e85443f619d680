"""Was the issuer allowed to give this certificate? The check OUT_OF_SCOPE.

A signature proves who signed, not that the signer had any business to. So scope is judged on its
own, by kind, occupation, level and day of issue, and it fails even where the signature holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

DEFAULT_KINDS: Final = frozenset({"SKILL_GRADE", "SPECIAL_TECHNICIAN"})
_DEFAULT_EDITION: Final = "2022"


def occupation_key(text: str) -> str:
    """Return the full key of an occupation: a bare code is of the 2022 edition."""
    return text if ":" in text else f"{_DEFAULT_EDITION}:{text}"


@dataclass(frozen=True, slots=True)
class ScopeItem:
    """What an issuer may certify: kinds x occupation x levels, on days `[first, last]`."""

    occupation: str
    levels: frozenset[str]
    first: date
    last: date | None = None
    kinds: frozenset[str] = DEFAULT_KINDS

    def covers(self, kind: str, occupation: str | None, level: str | None, day: date) -> bool:
        """Tell whether a certificate issued on `day` is within this item."""
        return (
            kind in self.kinds
            and occupation == self.occupation
            and level in self.levels
            and self.first <= day
            and (self.last is None or day <= self.last)
        )


def is_in_scope(
    scope: Iterable[ScopeItem] | None,
    *,
    kind: str,
    occupation: str | None,
    level: str | None,
    day: date,
) -> bool:
    """Tell whether any item covers the certificate; a scope of None covers everything."""
    if scope is None:
        return True
    for item in scope:  # noqa: SIM110 - a generator costs more than what it asks
        if item.covers(kind, occupation, level, day):
            return True
    return False
