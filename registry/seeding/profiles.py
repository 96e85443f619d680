"""How the people of the invented nation are spread: honestly, or boosted to be worth showing.

Sources and assumptions are those of DOMAIN.md 6.6: of 220 million skilled people 6,000 are special
or chief technicians, ten to one. In 20,000 people that would be nobody, so the profile `demo` says
by what factor it exaggerates; both counts are printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SPECIAL_SHARE: Final = 5_450 / 220_000_000
CHIEF_SHARE: Final = 550 / 220_000_000

RANK_WEIGHTS: Final = ((1, 0.3), (2, 31.5), (3, 38.5), (4, 23.5), (5, 5.0), (6, 1.5))
"""Percent of people by grade; 47 million senior workers, 10 million technicians, 3 million senior
technicians of about 200 million in 2021, intermediate to junior 55 to 45 (assumption)."""

SHOWCASE_RANK_WEIGHTS: Final = ((1, 0.5), (2, 15.0), (3, 27.0), (4, 25.5), (5, 12.0), (6, 20.0))
"""The shipyards of Jiangsu in the profile `demo`: enough welders of the top grades to compare."""

CERTIFICATE_COUNT_WEIGHTS: Final = ((1, 75.0), (2, 18.0), (3, 5.0), (4, 2.0))
"""Percent of holders by number of certificates (assumption)."""

ASSIGNMENTS_A_YEAR: Final = 0.005
"""Flexible assignments for each technician and up in a year (assumption)."""

ASSIGNMENT_YEARS: Final = 4


@dataclass(frozen=True, slots=True)
class Profile:
    """Factors over the honest numbers, and shares that differ."""

    name: str
    boost: int
    """Factor over special and chief technicians, honours, studios and assignments."""
    search_consent: float
    """Share of workers with a TALENT_SEARCH consent in force."""
    showcase: float
    """Share of Jiangsu's people who work in its showcase shipyards."""


PROFILES: Final = {
    "demo": Profile(name="demo", boost=100, search_consent=0.6, showcase=0.25),
    "national": Profile(name="national", boost=1, search_consent=0.3, showcase=0.0),
}
