"""The policies of a graph: the same come with every statement that judges, parsed once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

import orjson

from registry.eligibility import Policy, parse_policy

POLICIES: Final = """COLLECT {
    MATCH (policy:Policy)
    RETURN [policy.id, policy.title, policy.documentNo, policy.division,
            toString(policy.validFrom), toString(policy.validTo), policy.target,
            policy.confidence, policy.source, policy.rule]
    ORDER BY policy.id
}"""
"""An expression: all policies, each a list."""

_NAMES: Final = (
    "id", "title", "documentNo", "division", "validFrom", "validTo", "target", "confidence",
    "source",
)  # fmt: skip


def decode_policies(rows: Iterable[Iterable[Any]]) -> tuple[Policy, ...]:
    """Return the policies in a value of `POLICIES`."""
    return _parsed(tuple(tuple(row) for row in rows))


@lru_cache(maxsize=4)
def _parsed(rows: tuple[tuple[str | None, ...], ...]) -> tuple[Policy, ...]:
    return tuple(parse_policy(_document(row)) for row in rows)


def _document(row: tuple[str | None, ...]) -> dict[str, object]:
    *texts, rule = row
    return {**dict(zip(_NAMES, texts, strict=True)), "rule": orjson.loads(rule or "null")}
