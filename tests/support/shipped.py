"""The regulations and policies that the project ships, as their documents."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def shipped(id_: str) -> dict[str, Any]:
    """Return a shipped document."""
    text = (files("registry") / "policies" / f"{id_}.json").read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text)
    return document
