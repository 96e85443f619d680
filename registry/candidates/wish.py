"""What somebody searches for, and what it means for the statement: its plan and parameters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from registry import reference
from registry.dates import latest_start
from registry.editions import CURRENT_EDITION, occupation_key
from registry.errors import BadArgumentError
from registry.graph.heads.candidate_filters import NEVER_PLAIN
from registry.graph.heads.candidate_rows import Plan
from registry.searchtext import search_words
from registry.vocabulary import Rank

if TYPE_CHECKING:
    from registry.access import Finder
    from registry.graph.heads.candidate_filters import Ask
    from registry.graph.heads.candidate_rows import Area, Sort

FULL_DUTY: Final = 100


@dataclass(frozen=True, slots=True)
class Availability:
    """A period in which somebody is wanted for `duty_percent` of the working time."""

    start: date
    end: date
    duty_percent: int


@dataclass(frozen=True, slots=True)
class Wish:
    """A filter: all of it holds together, None and empty ask for nothing."""

    occupations: tuple[str, ...] = ()
    occupation_prefix: str | None = None
    divisions: tuple[str, ...] = ()
    industry: str | None = None
    min_level: str | None = None
    min_years_at_level: int | None = None
    honours: tuple[str, ...] = ()
    min_mentees: int | None = None
    leads_studio: bool | None = None
    key_field: str | None = None
    text: str | None = None
    eligible_for: str | None = None
    allow_unknown: bool = False
    available_for: Availability | None = None
    exclude_enterprise: str | None = None
    willing: bool = False
    """Only who consents to be lent, in the period of `available_for`."""

    def plan(
        self, finder: Finder, areas: Areas, sort: Sort, *, backwards: bool, facets: bool
    ) -> Plan:
        """Return how the rows are found.

        A facet may look beyond the areas, where an agency's rows are no longer its own.
        """
        asks: list[Ask] = []
        if finder.within is not None and (facets or not areas.lie_within(finder.within)):
            asks.append("INSIDE")
        if self._asks_trade_of_any_employer(finder):
            asks.append("TRADE")
        if self.text and search_words(self.text):
            asks.append("WORDS")
        if self.available_for is not None:
            asks.append("FREE")
        if self.willing:
            asks.append("WILLING")
        return Plan(
            by_occupation=bool(self.occupations or self.occupation_prefix),
            areas=areas.levels,
            by_employer=bool(areas.levels or self.industry),
            asks=tuple(asks),
            sort=sort,
            backwards=backwards,
        )

    @property
    def names_codes(self) -> bool:
        """Whether there are codes that only the graph knows."""
        return bool(
            self.occupations or self.occupation_prefix or self.honours or self.exclude_enterprise
        )

    def unknown_codes(self) -> list[str]:
        """Return the codes that no reference table knows; others are asked of the graph."""
        unknown = [
            f"division {code}" for code in self.divisions if code not in reference.divisions()
        ]
        if self.industry is not None and self.industry not in reference.industries():
            unknown.append(f"industry {self.industry}")
        return unknown

    def parameters(self, finder: Finder, areas: Areas, today: date) -> dict[str, object]:
        """Return the parameters of a search's statement.

        Raises:
            BadArgumentError: a value is impossible.
        """
        searched = [occupation_key(code) for code in self.occupations]
        prefix = self.occupation_prefix
        return {
            "occupations": searched or None,
            "prefix": f"{CURRENT_EDITION}:{prefix}" if prefix else None,
            "provinces": areas.provinces,
            "cities": areas.cities,
            "counties": areas.counties,
            "countiesInCities": [
                [reference.divisions()[code].city_code, code] for code in areas.counties
            ],
            "industry": None if self._asks_trade_of_any_employer(finder) else self.industry,
            "trade": self.industry,
            "plainFrom": self._plain_from(),
            "minRank": Rank[self.min_level].value if self.min_level else None,
            "heldSince": self._held_since(today),
            "honours": list(self.honours) or None,
            "minMentees": self.min_mentees,
            "leadsStudio": self.leads_studio,
            "keyField": self.key_field,
            "target": Rank[self.eligible_for].value if self.eligible_for else None,
            "allowUnknown": self.allow_unknown,
            "exclude": self.exclude_enterprise,
            "grantee": finder.grantee,
            "inside": finder.within,
            "words": list(search_words(self.text)) if self.text else [],
            **self._availability(),
        }

    def _plain_from(self) -> int:
        """Return the rank from which a plain row fits: above every rank if more is asked."""
        more = (
            (self.min_years_at_level or 0) > 0,
            self.industry is not None,
            self.honours,
            self.min_mentees is not None,
            self.leads_studio is not None,
            self.key_field is not None,
            self.eligible_for is not None,
            self.exclude_enterprise is not None,
        )
        if any(more):
            return NEVER_PLAIN
        return Rank[self.min_level].value if self.min_level else 1

    def _asks_trade_of_any_employer(self, finder: Finder) -> bool:
        """Say whether the division is an agency's duty and no wish.

        Then the employer in the trade may be another one than that in the division.
        """
        return self.industry is not None and finder.within is not None and not self.divisions

    def _held_since(self, today: date) -> date | None:
        if self.min_years_at_level is None or self.min_years_at_level <= 0:
            return None
        return latest_start(self.min_years_at_level, today)

    def _availability(self) -> dict[str, object]:
        wanted = self.available_for
        if wanted is None:
            return {"share": None, "freeFrom": None, "freeTo": None}
        if wanted.end < wanted.start:
            raise BadArgumentError(
                f"availableFor ends on {wanted.end}, before it begins on {wanted.start}"
            )
        if not 1 <= wanted.duty_percent <= FULL_DUTY:
            raise BadArgumentError(
                f"availableFor.dutyPercent is {wanted.duty_percent}, must be 1 to {FULL_DUTY}"
            )
        return {"share": wanted.duty_percent, "freeFrom": wanted.start, "freeTo": wanted.end}


@dataclass(frozen=True, slots=True)
class Areas:
    """Divisions by level, none inside another, so that no employer is in two of them."""

    provinces: list[str]
    cities: list[str]
    counties: list[str]

    @classmethod
    def of(cls, codes: Iterable[str]) -> Areas:
        """Sort known codes by level; those inside another are left out, as unknown ones are."""
        known = reference.divisions()
        wanted = {code for code in codes if code in known}
        outer = sorted(code for code in wanted if wanted.isdisjoint(_above(code)))
        return cls(
            *(
                [code for code in outer if known[code].level == level]
                for level in ("PROVINCE", "CITY", "COUNTY")
            )
        )

    @property
    def levels(self) -> tuple[Area, ...]:
        """The levels that occur, in the order of the plan."""
        named: tuple[tuple[Area, list[str]], ...] = (
            ("PROVINCE", self.provinces),
            ("CITY", self.cities),
            ("COUNTY", self.counties),
        )
        return tuple(level for level, codes in named if codes)

    def lie_within(self, division: str) -> bool:
        """Say whether there are areas, and all of them are this division or inside it."""
        codes = (*self.provinces, *self.cities, *self.counties)
        return bool(codes) and all(division == code or division in _above(code) for code in codes)


def _above(code: str) -> tuple[str, ...]:
    """Return the divisions that a division lies in."""
    known = reference.divisions()
    found: list[str] = []
    parent = known[code].parent_code
    while parent is not None:
        found.append(parent)
        parent = known[parent].parent_code
    return tuple(found)
