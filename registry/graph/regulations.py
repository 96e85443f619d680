"""The regulations about a subject: they come with the statement that they judge, parsed once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

import orjson

from registry.regulations import Regulation, parse_regulation

_SHOWN: Final = """
    RETURN [regulation.id, regulation.title, regulation.documentNo, regulation.division,
            toString(regulation.validFrom), toString(regulation.validTo), regulation.subject,
            regulation.confidence, regulation.source, regulation.parameters]
    ORDER BY regulation.id
}"""

REGULATIONS: Final = (
    """COLLECT {
    MATCH (regulation:Regulation {subject: $subject})"""
    + _SHOWN
)
"""An expression: all regulations about `$subject`, each a list."""

REGULATIONS_OF_SUBJECTS: Final = (
    """COLLECT {
    MATCH (regulation:Regulation) WHERE regulation.subject IN $subjects"""
    + _SHOWN
)
"""An expression: all regulations about any of `$subjects`, for rules that rest on several."""

_NAMES: Final = (
    "id", "title", "documentNo", "division", "validFrom", "validTo", "subject", "confidence",
    "source",
)  # fmt: skip


def decode_regulations(rows: Iterable[Iterable[Any]]) -> tuple[Regulation, ...]:
    """Return the regulations in a value of `REGULATIONS`."""
    return _parsed(tuple(tuple(row) for row in rows))


@lru_cache(maxsize=64)
def _parsed(rows: tuple[tuple[str | None, ...], ...]) -> tuple[Regulation, ...]:
    return tuple(parse_regulation(_document(row)) for row in rows)


def _document(row: tuple[str | None, ...]) -> dict[str, object]:
    *texts, parameters = row
    return {
        **dict(zip(_NAMES, texts, strict=True)),
        "parameters": orjson.loads(parameters or "null"),
    }
