"""The figures as markdown: a table for each case, then what was asked of ours beside what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from tests.bench.peer.contestants import Case
from tests.bench.peer.ours import NAME
from tests.bench.peer.peers import EXPERT, TABLES
from tests.bench.peer.rounds import Figures, Place

Kind = Literal["api", "rate", "total", "tail"]


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked of ours beside a peer, with so many clients; `limit` is a ratio.

    Of CPU and of the tail at most so much, of the rate at least.
    """

    case: Case
    kind: Kind
    limit: float
    peer: str = ""


_TAILS: Final = tuple(Target(case, "tail", 3) for case in Case)
TARGETS: Final = (
    Target(Case.CARDS_20, "api", 1 / 8, EXPERT),
    Target(Case.CARDS_100, "api", 1 / 13, EXPERT),
    Target(Case.CARDS_20, "rate", 5, EXPERT),
    Target(Case.CARDS_100, "rate", 6, EXPERT),
    Target(Case.CARDS_20, "total", 0.6, TABLES),
    Target(Case.CARDS_100, "total", 0.5, TABLES),
    Target(Case.CERTIFICATE, "total", 1, TABLES),
    *_TAILS,
)
_WORDS: Final[Mapping[Kind, str]] = {
    "api": "CPU of the API",
    "rate": "requests a second",
    "total": "CPU of API and database",
    "tail": "p99 / p50",
}


def tables(found: Mapping[Place, Figures], clients: Sequence[int]) -> Iterator[str]:
    """Yield the lines of a table for each case."""
    for case in Case:
        names = list(dict.fromkeys(name for which, name, _ in found if which == case))
        if not names:
            continue
        yield f"\n**{case.capitalize()}**\n"
        columns = [
            f"{column} ({many})"
            for many in clients
            for column in ("API + database ms", "requests/s", "p50 ms", "p99 ms")
        ]
        yield f"| | {' | '.join(columns)} |"
        yield "|---" * (len(columns) + 1) + "|"
        for name in names:
            cells = [_cells(found[case, name, many]) for many in clients]
            yield f"| {name} | {' | '.join(cells)} |"


def _cells(figures: Figures) -> str:
    return (
        f"{figures.api:.2f} + {figures.database:.2f} = {figures.api + figures.database:.2f}"
        f" | {figures.rate:,.0f} | {figures.percentile(0.5):.2f} | {figures.percentile(0.99):.2f}"
    )


def targets(found: Mapping[Place, Figures], many: int) -> Iterator[str]:
    """Yield the lines of a table of what was asked and what is, with so many clients."""
    yield f"\n**Asked and found** ({many} clients)\n"
    yield "| | beside | asked | found | |"
    yield "|---|---|---|---|---|"
    for target in TARGETS:
        mine = found.get((target.case, NAME, many))
        peer = found.get((target.case, target.peer or NAME, many))
        if mine is None or peer is None:
            continue
        ratio = _ratio(target.kind, mine, peer)
        is_rate = target.kind == "rate"
        is_held = ratio >= target.limit if is_rate else ratio <= target.limit
        yield (
            f"| {target.case}: {_WORDS[target.kind]} | {target.peer}"
            f" | {'at least' if is_rate else 'at most'} {_shown(target.limit)}"
            f" | {_shown(ratio)} | {'held' if is_held else '**not held**'} |"
        )


def _shown(ratio: float) -> str:
    return f"1/{1 / ratio:.1f}" if ratio < 0.3 else f"{ratio:.2f}"


def _ratio(kind: Kind, mine: Figures, peer: Figures) -> float:
    match kind:
        case "api":
            return mine.api / peer.api
        case "rate":
            return mine.rate / peer.rate
        case "total":
            return (mine.api + mine.database) / (peer.api + peer.database)
        case "tail":
            return mine.percentile(0.99) / mine.percentile(0.5)
