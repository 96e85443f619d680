"""Statements of policies: the rule is kept as the JSON text that was imported."""

from __future__ import annotations

from typing import Final

POLICIES_READ: Final = """
UNWIND $keys AS key
MATCH (policy:Policy {id: key})
RETURN key, policy {.*, validFrom: toString(policy.validFrom), validTo: toString(policy.validTo)}
"""
POLICIES_WRITE: Final = """
UNWIND $rows AS row
MERGE (policy:Policy {id: row.key})
SET policy += row.set
"""
