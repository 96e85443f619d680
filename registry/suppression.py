"""Published numbers about people: small groups are suppressed and cannot be computed.

MEANINGS.md, "Statistics": 0 stays 0; 1 to 4 are null; if exactly one group is null, the smallest
other non-zero one is null too, or the total (known from elsewhere) would give it away. Of equals
the first is taken.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Final, TypeVar

K: Final = 5
"""A group smaller than this is not published."""

Key = TypeVar("Key", bound=Hashable)


def published(counts: Mapping[Key, int]) -> dict[Key, int | None]:
    """Return how many of each group are published, in the order given; None: suppressed."""
    shown: dict[Key, int | None] = {
        key: None if 0 < count < K else count for key, count in counts.items()
    }
    if sum(count is None for count in shown.values()) == 1:
        others = [(count, index, key) for index, (key, count) in enumerate(shown.items()) if count]
        if others:
            smallest = min(others, key=lambda other: other[:2])
            shown[smallest[2]] = None
    return shown
