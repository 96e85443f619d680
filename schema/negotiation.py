"""Which media type and coding an answer has: `Accept` and `Accept-Encoding`, read to the letter.

RFC 9110 sections 12.5.1 and 12.5.3: the most specific range that matches a type says its quality,
and quality 0 means never. The draft "GraphQL over HTTP" adds that who says nothing, or only
`*/*`, gets `application/json`. Where both types are equally welcome the newer one is taken if it
was named. What a client says repeats, so both readings are remembered by the header's text.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

JSON: Final = "application/json"
GRAPHQL: Final = "application/graphql-response+json"

_REMEMBERED: Final = 256
_MOST_CHARACTERS: Final = 4_096
"""Of a header that is read; no client has that much to say about two types."""

Range = tuple[str, dict[str, str]]


@lru_cache(_REMEMBERED)
def media_type(accept: str | None) -> str | None:
    """Return the media type of the answer, None where neither is acceptable (status 406)."""
    if accept is None or not accept.strip():
        return JSON
    ranges = list(_ranges(accept[:_MOST_CHARACTERS]))
    best: tuple[float, int, str] | None = None
    for offered in (JSON, GRAPHQL):
        quality, closeness = _welcome(offered, ranges)
        # At equal quality the type that was named wins, then the later of the two offers; ranges
        # that match both alike (`*/*`) keep the first.
        better = best is None or (quality, closeness) > best[:2]
        named_too = best is not None and (quality, closeness) == best[:2] and closeness > _WILD
        if quality > 0 and (better or named_too):
            best = quality, closeness, offered
    return best[2] if best else None


@lru_cache(_REMEMBERED)
def accepts_gzip(accept_encoding: str | None) -> bool:
    """Return whether an answer may be compressed with gzip."""
    said = {
        name: _quality(parameters)
        for name, parameters in _ranges((accept_encoding or "")[:_MOST_CHARACTERS])
    }
    return said.get("gzip", said.get("x-gzip", said.get("*", 0.0))) > 0


_WILD: Final = 1
"""How close `application/*` is; `*/*` is 0, the type itself 2, with its charset 3."""


def _welcome(offered: str, ranges: list[Range]) -> tuple[float, int]:
    """Return the quality that the closest matching range gives, and how close it is."""
    closest, quality = -1, 0.0
    for name, parameters in ranges:
        closeness = _closeness(name, parameters, offered)
        if closeness > closest:
            closest, quality = closeness, _quality(parameters)
    return quality, closest


def _closeness(name: str, parameters: dict[str, str], offered: str) -> int:
    # A range with parameters matches only what has them; ours have a charset and no other.
    others = {key: value for key, value in parameters.items() if key != "q"}
    if others and {key: value.lower() for key, value in others.items()} != {"charset": "utf-8"}:
        return -1
    if name == offered:
        return 3 if others else 2
    return {"application/*": _WILD, "*/*": 0}.get(name, -1)


def _ranges(header: str) -> Iterator[Range]:
    for part in header.split(","):
        name, *rest = part.split(";")
        parameters = dict(_parameter(text) for text in rest if text.strip())
        if name.strip():
            yield name.strip().lower(), parameters


def _parameter(text: str) -> tuple[str, str]:
    key, _, value = text.partition("=")
    return key.strip().lower(), value.strip().strip('"')


def _quality(parameters: dict[str, str]) -> float:
    """Return the quality, 1 if not said; a quality that is no number from 0 to 1 is none."""
    try:
        quality = float(parameters.get("q", "1"))
    except ValueError:
        return 0.0
    return quality if 0 <= quality <= 1 else 0.0
