"""The candidate search: who would qualify, and why.

`wish` reads a filter into a plan and parameters, `search` asks and pages, `cards` says what a card
adds to its row (score, reasons, reports), `reports` judges one person, `lineage`, `reach` and
`similar` follow who taught whom, who knows whom and who is like whom.
"""

from __future__ import annotations

from registry.candidates.lineage import mentor_lineage
from registry.candidates.reach import reach_through
from registry.candidates.reports import eligibility
from registry.candidates.search import candidate, candidates
from registry.candidates.similar import similar_workers
from registry.candidates.wish import Availability, Wish

__all__ = [
    "Availability",
    "Wish",
    "candidate",
    "candidates",
    "eligibility",
    "mentor_lineage",
    "reach_through",
    "similar_workers",
]
