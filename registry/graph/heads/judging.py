"""`eligibility`: the facts of one person, for who may see the record or finds the person."""

from __future__ import annotations

from typing import Final

from registry.graph.heads.finding import HAS_FOUND_CANDIDACY
from registry.graph.policies import POLICIES
from registry.graph.shapes.model import Head

JUDGED: Final = Head(
    name="eligibility",
    type="Judged",
    rows="""MATCH (worker:Worker {id: $id})
    WITH worker, @record(worker) AS open
    WHERE open OR ($asCandidate AND """
    + HAS_FOUND_CANDIDACY
    + ")",
    roles={"record": "open"},
    extras={"policies": POLICIES},
)
