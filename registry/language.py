"""Which of our two languages somebody reads.

Chinese, unless `Accept-Language` prefers English (RFC 9110 section 12.5.4).
"""

from __future__ import annotations

from typing import Literal

Language = Literal["zh", "en"]


def preferred_language(header: str | None) -> Language:
    """Return the language that an `Accept-Language` header prefers.

    Chinese where it prefers neither.
    """
    best: dict[str, float] = {}
    for part in (header or "").split(","):
        tag, _, parameters = part.strip().lower().partition(";")
        primary = tag.split("-", 1)[0]
        if primary in {"zh", "en"}:
            best[primary] = max(best.get(primary, 0.0), _quality(parameters))
    return "en" if best.get("en", 0.0) > best.get("zh", 0.0) else "zh"


def said(language: Language, chinese: str, english: str) -> str:
    """Return one of two texts that say the same."""
    return chinese if language == "zh" else english


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
