"""What the database does for a candidate search: hits, CPU, and the planning of an unseen text.

    python tests/bench/statements.py --home DIR [--workers 40000] [--first 20] [--runs 200]

For each way to ask: the length of the statement, how many hits PROFILE counts, the CPU of the
database for one run of a planned text, and for planning it (the least of three texts that differ in
one name alone). An empty home is filled with the demonstration profile first.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import neo4j

from registry.graph.demonstration import cast
from registry.graph.driver import open_sync_driver
from registry.graph.local import find_address
from registry.settings import Settings
from tests.bench.homes import filled, pid_of_database
from tests.bench.search import CARD, PROVINCE, cpu_seconds, say
from tests.support.api import Api, enterprise, running_api

PLAIN: Final = """id level levelSince yearsAtLevel ageBand score menteeCount keyFields
  occupation { id name } division { code name } industry { id name }"""
WELDERS: Final = f'occupations: ["2022:6-18-02-04"], divisions: ["{PROVINCE}"]'
REPORT: Final = "eligibility(target: CHIEF_TECHNICIAN) { outcome }"
FACETS: Final = "facets(by: [LEVEL, PROVINCE, OCCUPATION, HONOUR]) { buckets { key } }"
TOTAL: Final = "totalCount { value }"


def asked(filter_: str, card: str, beside: str = "") -> str:
    """Return a search for pages of cards."""
    return f"""query ($first: Int!) {{ candidates(filter: {{{filter_}}}, first: $first) {{
        {beside} nodes {{ {card} }} }} }}"""


QUERIES: Final[Mapping[str, str]] = {
    "plain card": asked(WELDERS, PLAIN),
    "plain card, total": asked(WELDERS, PLAIN, TOTAL),
    "full card": asked(WELDERS, CARD),
    "full card, total": asked(WELDERS, CARD, TOTAL),
    "full card, total, report": asked(WELDERS, CARD + " " + REPORT, TOTAL),
    "facets, total": asked(WELDERS, "id", TOTAL + " " + FACETS),
    "of a grade, total": asked(WELDERS + ", minLevel: TECHNICIAN", PLAIN, TOTAL),
    "nation, total": asked("", PLAIN, TOTAL),
}


def hits(plan: Any) -> int:
    """Return the hits of a profile with all below it."""
    return int(plan.get("dbHits", 0)) + sum(hits(child) for child in plan.get("children", ()))


def captured(api: Api, query: str, organisation: str, first: int) -> tuple[str, dict[str, Any]]:
    """Return the statement that a question becomes, and its parameters."""
    database, sent = api.services.database, []
    read = database.read

    async def noted(statement: str, parameters: Any = None, **named: Any) -> Any:
        sent.append((statement, dict(parameters)))
        return await read(statement, parameters, **named)

    database.read = noted  # type: ignore[method-assign]  # The statement is what is wanted.
    try:
        assert api.ask(query, enterprise(organisation), {"first": first}).data
    finally:
        database.read = read  # type: ignore[method-assign]
    return sent[-1]


def measured(
    session: neo4j.Session, statement: str, parameters: dict[str, Any], pid: int, runs: int
) -> tuple[int, float, float]:
    """Return hits, CPU ms of a run, and CPU ms of planning."""
    planning = []
    for _ in range(3):
        unseen = statement.replace("AS answer", f"AS answer{time.time_ns()}")
        before = cpu_seconds(pid)
        session.run("EXPLAIN " + unseen).consume()  # type: ignore[arg-type]  # Our own text.
        planning.append((cpu_seconds(pid) - before) * 1000)
    query = neo4j.Query(statement)  # type: ignore[arg-type]  # Our own text.
    profile = session.run("PROFILE " + statement, parameters).consume().profile  # type: ignore[arg-type]
    for _ in range(runs // 4):
        session.run(query, parameters).consume()
    before = cpu_seconds(pid)
    for _ in range(runs):
        session.run(query, parameters).consume()
    return hits(profile), (cpu_seconds(pid) - before) * 1000 / runs, min(planning)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=40_000)
    parser.add_argument("--first", type=int, default=20)
    parser.add_argument("--runs", type=int, default=200)
    chosen = parser.parse_args()
    settings = Settings(home=chosen.home)
    with filled(settings, chosen.workers, say):
        organisation = cast(settings, province=PROVINCE).enterprise
        if organisation is None:
            raise SystemExit("the graph holds no enterprise in the province")
        pid = pid_of_database(settings)
        say("question                    characters   hits  CPU ms a run  CPU ms to plan")
        with running_api(settings) as api, open_sync_driver(settings) as driver:
            for name, query in QUERIES.items():
                statement, parameters = captured(api, query, organisation, chosen.first)
                with driver.session(database=find_address(settings).database) as session:
                    found, run, plan = measured(session, statement, parameters, pid, chosen.runs)
                say(f"{name:26} {len(statement):11} {found:6} {run:13.2f} {plan:15.0f}")


if __name__ == "__main__":
    main()
