"""Whose derived facts have run out."""

from __future__ import annotations

from typing import Final

RUN_OUT: Final = """
MATCH (worker:Worker)
WHERE worker.validUntil <= $today
RETURN worker.id
ORDER BY worker.validUntil
LIMIT $limit
"""
