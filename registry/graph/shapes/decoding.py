"""How single values of the graph become values of the answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from registry.vocabulary import Rank

_NAMES: Final = {rank.value: rank.name for rank in Rank}


def level(rank: int | None) -> str | None:
    """Return the published name of a rank, None for none."""
    return None if rank is None else _NAMES[rank]


def levels(ranks: Iterable[int] | None) -> list[str]:
    """Return the published names of ranks, lowest first."""
    return [_NAMES[rank] for rank in sorted(ranks or ())]


def listed(values: Iterable[object] | None) -> list[object]:
    """Return a list that is never null."""
    return list(values or ())


def first(values: Sequence[object] | None) -> object:
    """Return the one value of a `COLLECT ... LIMIT 1`, None where it found nothing."""
    return values[0] if values else None


def flag(value: object) -> bool:
    """Return a mark that is absent where it does not apply."""
    return bool(value)
