"""Occupations across editions of the classification: who supersedes whom.

A code is reused between editions (DOMAIN.md 0.6), so an occupation is always `edition:code`, and a
search follows the SUPERSEDES relationships: an occupation stands for itself, its ancestors and its
descendants, but not for the siblings of a split.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

CURRENT_EDITION = "2022"


def occupation_key(text: str) -> str:
    """Return `edition:code` for a key or a bare code, which means the 2022 edition."""
    return text if ":" in text else f"{CURRENT_EDITION}:{text}"


class Editions:
    """The SUPERSEDES pairs of a graph, closed on demand.

    Args:
        pairs: `(newer key, older key)`. Cycles do no harm.
    """

    __slots__ = ("_newer", "_older", "_related")

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._older: dict[str, list[str]] = defaultdict(list)
        self._newer: dict[str, list[str]] = defaultdict(list)
        self._related: dict[str, frozenset[str]] = {}
        for newer, older in pairs:
            self._older[newer].append(older)
            self._newer[older].append(newer)

    def successors(self, key: str) -> tuple[str, ...]:
        """Return the occupations that supersede this one directly, in order of key."""
        return tuple(sorted(self._newer.get(key, ())))

    def related(self, key: str) -> frozenset[str]:
        """Return the occupation itself, its ancestors and its descendants."""
        known = self._related.get(key)
        if known is None:
            known = frozenset(_reach(key, self._older) | _reach(key, self._newer))
            self._related[key] = known
        return known


def _reach(key: str, step: dict[str, list[str]]) -> set[str]:
    seen = {key}
    open_keys = [key]
    while open_keys:
        for following in step.get(open_keys.pop(), ()):
            if following not in seen:
                seen.add(following)
                open_keys.append(following)
    return seen
