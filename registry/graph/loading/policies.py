"""Statements of policies and regulations: rule and parameters are kept as imported JSON text."""

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
REGULATIONS_READ: Final = """
UNWIND $keys AS key
MATCH (regulation:Regulation {id: key})
RETURN key, regulation {.*, validFrom: toString(regulation.validFrom),
                        validTo: toString(regulation.validTo)}
"""
REGULATIONS_WRITE: Final = """
UNWIND $rows AS row
MERGE (regulation:Regulation {id: row.key})
SET regulation += row.set
"""
