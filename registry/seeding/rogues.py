"""Filings of bodies that certify what they may not: withdrawn, suspended, expired or too narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from registry.seeding.days import ordinal
from registry.seeding.filings import Filing, new_filing
from registry.seeding.places import provinces

if TYPE_CHECKING:
    from registry.seeding.organisations import Founder, Organisation

_WITHDRAWN_SINCE: Final = ordinal(2020, 9)
_EXPIRED_ON: Final = ordinal(2021, 12, 31)


class RogueFilings:
    """Makes one filing of each sort for a province when it is first wanted."""

    def __init__(self, founder: Founder) -> None:
        self._founder = founder
        self._places = {province.code[:2]: province for province in provinces()}
        self._known: dict[tuple[str, str], Filing] = {}
        self.organisations: list[Organisation] = []

    @property
    def filings(self) -> list[Filing]:
        """Return all that were made."""
        return list(self._known.values())

    def withdrawn(self, province: str) -> Filing:
        """Return a filing withdrawn in 2020."""
        filing = self._filing(province, "withdrawn")
        filing.status, filing.status_since = "WITHDRAWN", _WITHDRAWN_SINCE
        return filing

    def always_suspended(self, province: str) -> Filing:
        """Return a filing suspended since nobody knows when, which means always."""
        filing = self._filing(province, "suspended")
        filing.status = "SUSPENDED"
        return filing

    def expired(self, province: str) -> Filing:
        """Return a filing whose term ended with 2021."""
        filing = self._filing(province, "expired")
        filing.last = _EXPIRED_ON
        return filing

    def narrow(self, province: str, occupation: str, rank: int) -> Filing:
        """Return a filing that covers the occupation, but not the rank."""
        filing = self._filing(province, f"narrow {rank}")
        filing.scope[occupation] = tuple(other for other in range(3, 7) if other != rank)
        return filing

    def _filing(self, province: str, sort: str) -> Filing:
        known = self._known.get((province, sort))
        if known is None:
            holder = self._founder.evaluator(self._places[province])
            self.organisations.append(holder)
            known = new_filing(self._founder, holder, kind="SOCIAL", body_level="CITY")
            known.first = ordinal(2019, 7)
            self._known[province, sort] = known
        return known
