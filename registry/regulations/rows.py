"""A regulation as a row of the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from registry.reference import divisions
from registry.regulations.model import Regulation


def regulation_row(regulation: Regulation) -> dict[str, Any]:
    """Return the regulation by GraphQL field name; each parameter with its value as JSON text."""
    return {
        "id": regulation.id,
        "title": regulation.title,
        "documentNo": regulation.document_no,
        "division": division_row(regulation.division),
        "validFrom": regulation.valid_from.isoformat(),
        "validTo": None if regulation.valid_to is None else regulation.valid_to.isoformat(),
        "subject": regulation.subject,
        "confidence": regulation.confidence,
        "source": regulation.source,
        "parameters": parameter_rows(regulation.parameters),
    }


def parameter_rows(parameters: Mapping[str, object]) -> list[dict[str, str]]:
    """Return the parameters by name, each value as JSON text."""
    return [
        {"name": name, "value": orjson.dumps(value).decode()}
        for name, value in sorted(parameters.items())
    ]


def division_row(code: str | None) -> dict[str, Any] | None:
    """Return a division of the reference table as a row with all that stands above it."""
    known = divisions().get(code or "")
    if known is None:
        return None
    return {
        "code": known.code,
        "name": known.name,
        "level": known.level,
        "parent": division_row(known.parent_code),
    }
