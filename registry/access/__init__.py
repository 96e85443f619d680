"""Who may see what: the only place that decides (MEANINGS.md, "Who sees what"; DESIGN.md 5).

Nothing is filtered after the database has answered. What is decided here goes *into* the statement:
the compiler turns a tie into a predicate (`registry.graph.rules` holds its Cypher) and a policy
into a condition of a field.

- A **tie** is a fact that binds a viewer to a person, an organisation or a row: "own staff of
  today", "consent CONTACT in force".
- The ties that hold give an **openness**, computed once for each row by the database: how much of
  it this viewer may see.
- A **policy** says for each field of each type which openness it needs. A field without a policy
  stops the start-up.
- **Rows** of some types are open by another way than the person they belong to (the certificates an
  issuer gave, the assignments in an agency's duty): `ROW_TIES`.

Absent and forbidden look alike: a field that is not open is null or an empty list, a row that is
not open is not there.
"""

from __future__ import annotations

from registry.access.acts import (
    ACTORS,
    Act,
    Finder,
    Reach,
    contact_parties,
    counts_exactly,
    finder,
    follows_funds,
    reach,
    sees_sealed_evidence,
)
from registry.access.fields import KNOWN, MASKED, POLICIES, RECORD, Policy, policy_of
from registry.access.opentypes import OPEN_TYPES
from registry.access.ties import OPENNESS, ROW_TIES, Kind, Openness, Rows, Tie, Ties

__all__ = [
    "ACTORS",
    "KNOWN",
    "MASKED",
    "OPENNESS",
    "OPEN_TYPES",
    "POLICIES",
    "RECORD",
    "ROW_TIES",
    "Act",
    "Finder",
    "Kind",
    "Openness",
    "Policy",
    "Reach",
    "Rows",
    "Tie",
    "Ties",
    "contact_parties",
    "counts_exactly",
    "finder",
    "follows_funds",
    "policy_of",
    "reach",
    "sees_sealed_evidence",
]
