"""The questions of the programme at several sizes of the registry: what grows with it?

    python -m tests.bench.growth --home DIR --workers 10000 --save small.json
    python -m tests.bench.growth --home OTHER --workers 100000 --beside small.json

An empty home is filled with the demonstration profile first; a filled one is measured as it is.
Every operation of docs/questions is asked by its kind of viewer, in the application in this
process; the median and the slowest of the rounds, and how many times it is that of the other size.
The first time of each is not counted: it plans the statement.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from pathlib import Path
from typing import Final

from registry.graph.demonstration import cast, is_empty
from registry.graph.local import local_database
from registry.graph.migrate import migrate
from registry.importing import run_import
from registry.seeding import generate
from registry.settings import Settings
from registry.viewer import ANONYMOUS, Role, Viewer
from tests.bench.search import PROVINCE, say
from tests.support.api import ADMINISTRATOR, Api, agency, enterprise, holder, issuer, running_api

QUESTIONS: Final = sorted((Path(__file__).parents[2] / "docs" / "questions").glob("*.graphql"))


def viewers(settings: Settings) -> dict[str, Viewer]:
    """Return one of each kind."""
    who = cast(settings, province=PROVINCE)
    return {
        "anonymous": ANONYMOUS,
        Role.HOLDER.value: holder(who.worker or ""),
        Role.ENTERPRISE.value: enterprise(who.enterprise or ""),
        Role.ISSUER.value: issuer(who.issuer or ""),
        Role.AGENCY.value: agency(PROVINCE),
        "administrator": ADMINISTRATOR,
    }


def timed(api: Api, viewer: Viewer, text: str, rounds: int) -> list[float]:
    """Return the milliseconds of each round, sorted; the first is not among them."""
    assert api.ask(text, viewer).data
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        assert api.ask(text, viewer).data
        times.append((time.perf_counter() - began) * 1000)
    return sorted(times)


def measured(settings: Settings, rounds: int) -> dict[str, tuple[float, float]]:
    """Return median and slowest of every question, in milliseconds."""
    asks = viewers(settings)
    found: dict[str, tuple[float, float]] = {}
    with running_api(settings) as api:
        for path in QUESTIONS:
            text = path.read_text("utf-8")
            role = text.removeprefix("# ").partition(":")[0]
            times = timed(api, asks[role], text, rounds)
            found[path.stem] = (statistics.median(times), times[-1])
    return found


def show(found: dict[str, tuple[float, float]], beside: dict[str, tuple[float, float]]) -> None:
    """Print the questions, the dearest first."""
    say(f"{'question':32} {'p50 ms':>8} {'max ms':>8} {'times the other size':>21}")
    for name, (median, slowest) in sorted(found.items(), key=lambda item: -item[1][0]):
        ratio = f"{median / beside[name][0]:21.2f}" if name in beside else ""
        say(f"{name:32} {median:8.1f} {slowest:8.1f} {ratio}")


def main() -> None:
    """Fill, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--beside", type=Path)
    chosen = parser.parse_args()
    settings = Settings(home=chosen.home)
    with local_database(settings, progress=say):
        migrate(settings)
        if is_empty(settings):
            nation = chosen.home / "nation"
            generate(workers=chosen.workers, profile="demo", seed=1, out=nation, force=True)
            run_import(nation, settings=settings)
        found = measured(settings, chosen.rounds)
    if chosen.save:
        chosen.save.write_text(json.dumps(found), "utf-8")
    show(found, json.loads(chosen.beside.read_text("utf-8")) if chosen.beside else {})


if __name__ == "__main__":
    main()
