"""What the root fields cost that count over many rows to show few.

The number of fields that they show says nothing of their work, so each has a weight that is added
to its cost: a hundred units for each millisecond that the database needed for its question in
docs/questions with 100,000 workers (tests/bench/README.md), rounded. Root fields that are not here
took under 30 ms, and their cost is that of their rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WEIGHTS: Final[Mapping[str, int]] = {
    "certificationCoverage": 40_000,
    "changes": 25_000,
    "policyScorecard": 8_500,
    "posts": 5_500,
    "successionRisk": 5_000,
    "availableExperts": 4_500,
    "nominees": 4_000,
    "competitions": 3_500,
    "apprenticeships": 3_500,
    "studios": 3_500,
    "verifyCertificate": 200,
    "verifyCredential": 200,
}
