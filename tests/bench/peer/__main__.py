"""Ours side by side with the best of its peers, as tables in markdown.

    python -m tests.bench.peer --home DIR --workers 100000
    python -m tests.bench.peer --home DIR --alone --case CARDS_20
    python -m tests.bench.peer --home DIR --profile

An empty home is filled with the demonstration profile first; a filled one is measured as it is.
The peers are @neo4j/graphql with graphql-yoga over the same graph, asked by an expert (on our
Candidacy) and naturally (on the facts), and PostGraphile over the same facts in tables of
PostgreSQL. Each is one process; all tell the same facts, which is checked before anything is
measured. It needs npm, whose packages are installed below DIR, and PostgreSQL's programs.

CPU is that of the API's process and of the database's, a request, with 1 and with 8 clients.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from registry.graph.local import find_address
from registry.settings import Settings
from tests.bench.homes import filled, pid_of_database
from tests.bench.peer import profiled
from tests.bench.peer.contestants import Case, Contestant, agree
from tests.bench.peer.facts import fill
from tests.bench.peer.floor import floors
from tests.bench.peer.load import ask, load
from tests.bench.peer.ours import UNSEEN, ours
from tests.bench.peer.packages import installed
from tests.bench.peer.peers import neo4j_graphql, postgraphile
from tests.bench.peer.postgres import cluster
from tests.bench.peer.rounds import measured, warm
from tests.bench.peer.scene import Scene, find_scene
from tests.bench.peer.table import tables, targets
from tests.support.api import running_api

CLIENTS: Final = (1, 8)


@dataclass(frozen=True, slots=True)
class Place:
    """A filled graph that runs."""

    settings: Settings
    scene: Scene
    database_pid: int


def say(line: str) -> None:
    """Print a line of the report at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def progress(line: str) -> None:
    """Say how far it is, beside the report."""
    sys.stderr.write(line + "\n")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=1.5, help="of each window")
    parser.add_argument("--warming", type=float, default=3.0, help="seconds for each case")
    parser.add_argument("--case", choices=[case.name for case in Case], action="append")
    parser.add_argument("--alone", action="store_true", help="ours, without peers")
    parser.add_argument("--profile", action="store_true", help="of ours alone, 100 cards")
    chosen = parser.parse_args()
    cases = [Case[name] for name in chosen.case] if chosen.case else list(Case)
    with running_graph(chosen.home, chosen.workers) as place:
        if chosen.profile:
            profile(place, chosen.home / "peer.profile")
            return
        with contending(place, None if chosen.alone else chosen.home) as contestants:
            for case in cases:
                progress(f"{case}: {agree(contestants, case)} rows, the same facts from everybody")
            warm(contestants, cases, chosen.warming)
            found = measured(
                contestants,
                cases,
                clients=CLIENTS,
                rounds=chosen.rounds,
                seconds=chosen.seconds,
                say=progress,
            )
        for line in (*tables(found, CLIENTS), *targets(found, CLIENTS[-1])):
            say(line)
        show_floors(place)


@contextmanager
def running_graph(home: Path, workers: int) -> Iterator[Place]:
    """Run a graph, filled if it is empty, for the length of a block."""
    settings = Settings(home=home)
    with filled(settings, workers, progress):
        with running_api(settings):
            progress("graph: the day has begun")
        pid = pid_of_database(settings)
        yield Place(settings, find_scene(settings), pid)


@contextmanager
def contending(place: Place, peers: Path | None) -> Iterator[tuple[Contestant, ...]]:
    """Run ours, and the peers with their packages below a folder, for the length of a block."""
    settings, scene, pid = place.settings, place.scene, place.database_pid
    with ExitStack() as stack:
        mine = stack.enter_context(ours(settings, scene, pid))
        unseen = stack.enter_context(ours(settings, scene, pid, UNSEEN))
        if peers is None:
            yield mine, unseen
            return
        progress("peers: packages")
        folder = installed(peers)
        progress("peers: the facts as tables")
        facts = stack.enter_context(cluster())
        fill(settings, facts)
        address = find_address(settings)
        expert, natural = stack.enter_context(neo4j_graphql(folder, address, scene, pid))
        other = stack.enter_context(postgraphile(folder, facts, scene))
        yield mine, expert, other, unseen, natural


def show_floors(place: Place) -> None:
    """Print what the driver alone costs."""
    say("\n**The floor**: our statement through the driver alone, one after the other\n")
    say("| | driver's process, ms | database, ms |")
    say("|---|---|---|")
    for name, mine, database in floors(place.settings, place.scene, place.database_pid, 400):
        say(f"| {name} | {mine:.2f} | {database:.2f} |")


def profile(place: Place, file: Path) -> None:
    """Print where the CPU of ours goes, for a page of 100 cards."""
    factory = f"{profiled.__name__}:create_app"
    settings = place.settings
    os.environ[profiled.FILE] = str(file.resolve())
    with ours(settings, place.scene, place.database_pid, "profiled", factory) as mine:
        request = mine.asked[Case.CARDS_100].request
        load(mine.port, request, clients=1, seconds=3)
        ask(mine.port, f"GET {profiled.BEGIN} HTTP/1.1\r\nHost: here\r\n\r\n".encode())
        counted = load(mine.port, request, clients=1, seconds=4)
    for line in profiled.report(file, len(counted.times)):
        say(line)


if __name__ == "__main__":
    main()
