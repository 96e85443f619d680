"""Interleaved rounds: each contestant in turn, again and again, so that a busy hour is everyone's.

CPU is that of the two processes as the system counts it, with their children: neighbours on the
machine disturb it less than they disturb the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.bench.peer.contestants import Case, Contestant
from tests.bench.peer.load import load
from tests.bench.peer.processes import cpu_seconds

Progress = Callable[[str], None]
Place = tuple[Case, str, int]
"""A case, the name of a contestant, and how many clients asked."""


@dataclass(slots=True)
class Figures:
    """What the windows of one place add up to."""

    times: list[float] = field(default_factory=list)
    elapsed: float = 0.0
    cpu: list[float] = field(default_factory=lambda: [0.0, 0.0])

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.times) / self.elapsed

    @property
    def api(self) -> float:
        """CPU milliseconds of the API a request."""
        return self.cpu[0] * 1000 / len(self.times)

    @property
    def database(self) -> float:
        """CPU milliseconds of the database a request."""
        return self.cpu[1] * 1000 / len(self.times)

    def percentile(self, share: float) -> float:
        """Return the milliseconds within which this share of the answers came."""
        ordered = sorted(self.times)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000

    def add(self, contestant: Contestant, case: Case, clients: int, seconds: float) -> None:
        """Measure one window."""
        before = [cpu_seconds(pid) for pid in contestant.pids]
        measured = load(
            contestant.port, contestant.asked[case].request, clients=clients, seconds=seconds
        )
        for place, pid in enumerate(contestant.pids):
            self.cpu[place] += cpu_seconds(pid) - before[place]
        self.times += measured.times
        self.elapsed += measured.elapsed


def warm(contestants: Sequence[Contestant], cases: Sequence[Case], seconds: float) -> None:
    """Let statements be planned and code be compiled: nothing of it is counted."""
    for case in cases:
        for contestant in contestants:
            if case in contestant.asked:
                load(contestant.port, contestant.asked[case].request, clients=8, seconds=seconds)


def measured(
    contestants: Sequence[Contestant],
    cases: Sequence[Case],
    *,
    clients: Sequence[int],
    rounds: int,
    seconds: float,
    say: Progress,
) -> dict[Place, Figures]:
    """Return the figures of every place after so many rounds of windows so long."""
    found: dict[Place, Figures] = {}
    for number in range(rounds):
        say(f"round {number + 1} of {rounds}")
        for case in cases:
            for many in clients:
                for contestant in contestants:
                    if case in contestant.asked:
                        figures = found.setdefault((case, contestant.name, many), Figures())
                        figures.add(contestant, case, many, seconds)
    return found
