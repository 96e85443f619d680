"""A candidate search over HTTP: CPU of API and database a request, beside the bare statement.

    python tests/bench/search.py --home DIR [--workers 20000] [--requests 300] [--plain] [--profile]

An empty home is filled with the demonstration profile first; a filled one is measured as it is. The
floor, in the same run, is the same statement with the same parameters through the driver alone:
what is above it is GraphQL, HTTP and the access event. CPU is that of the two processes as the
system counts it, so neighbours on the machine disturb it less than they disturb the clock.

`--plain` asks for the card of DESIGN.md section 4, without reasons, certificates and total.
`--profile` asks in this process instead, and prints where its own CPU goes for 100 cards.
"""

from __future__ import annotations

import argparse
import cProfile
import http.client
import json
import os
import pstats
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from registry.graph.demonstration import cast
from registry.settings import Settings
from registry.tokens import mint
from tests.bench.homes import filled, pid_of_database
from tests.support.api import enterprise, running_api

PROVINCE: Final = "320000"
CARD: Final = """id level levelSince yearsAtLevel ageBand score menteeCount keyFields
  occupation { id name } division { code name } industry { id name } studio { id name }
  certificates { kind maskedNumber level issuedOn issuer } honours { year type { id name } }
  explanation { criterion value weight points }"""
SEARCH: Final = f"""query Search($occupations: [ID!], $first: Int!) {{
  candidates(filter: {{occupations: $occupations, divisions: ["{PROVINCE}"]}}, first: $first) {{
    totalCount {{ value exact }} pageInfo {{ hasNextPage endCursor }} nodes {{ {CARD} }} }} }}"""
PLAIN: Final = f"""query Search($occupations: [ID!], $first: Int!) {{
  candidates(filter: {{occupations: $occupations, divisions: ["{PROVINCE}"]}}, first: $first) {{
    pageInfo {{ hasNextPage endCursor }} nodes {{ id level levelSince yearsAtLevel score
      occupation {{ id name }} division {{ code name }} industry {{ id name }}
      studio {{ id name }} }} }} }}"""
OCCUPATIONS: Final = ("2022:6-18-02-04",)
TICKS: Final = os.sysconf("SC_CLK_TCK")


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def cpu_seconds(pid: int) -> float:
    """Return the CPU seconds that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


class Served:
    """The application in a process of its own."""

    def __init__(self, settings: Settings, port: int, token: str, query: str) -> None:
        environment = os.environ | {"REGISTRY_HOME": str(settings.home)}
        options = ["--factory", "--port", str(port), "--log-level", "error", "--no-access-log"]
        # The bare statement is measured in between, for longer than an idle connection is kept.
        options += ["--timeout-keep-alive", "600"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "registry.app:create_app", *options], env=environment
        )
        self._query = query
        self._token = token
        self._port = port
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, first: int) -> Any:
        """Search for a page of this length."""
        variables = {"occupations": OCCUPATIONS, "first": first}
        body = json.dumps({"query": self._query, "variables": variables})
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"}
        self._connection.request("POST", "/graphql", body, headers)
        return json.loads(self._connection.getresponse().read())["data"]["candidates"]

    def wait(self) -> None:
        """Wait until it answers."""
        for _ in range(300):
            try:
                http.client.HTTPConnection("127.0.0.1", self._port).request("GET", "/health")
            except ConnectionError:
                time.sleep(0.1)
            else:
                return
        raise SystemExit("the server does not answer")


def timed(
    work: Callable[[], object], requests: int, pids: list[int]
) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each request, and the mean CPU milliseconds of each process."""
    for _ in range(max(20, requests // 5)):
        work()
    before = [cpu_seconds(pid) for pid in pids]
    times = []
    for _ in range(requests):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    used = [
        (cpu_seconds(pid) - start) * 1000 / requests
        for pid, start in zip(pids, before, strict=True)
    ]
    return sorted(times), used


def floor(
    settings: Settings, organisation: str, first: int, requests: int, *, query: str
) -> list[float]:
    """Return CPU ms a request of this process and of the database for the bare statement."""
    database_pid = pid_of_database(settings)
    with running_api(settings) as api:
        asked: list[tuple[Any, ...]] = []
        database = api.services.database
        read = database.read

        async def noted(statement: str, parameters: Any = None, **named: Any) -> Any:
            asked.append((statement, parameters))
            return await read(statement, parameters, **named)

        database.read = noted  # type: ignore[method-assign] # The statement is what is wanted.
        variables = {"occupations": OCCUPATIONS, "first": first}
        api.ask(query, enterprise(organisation), variables)
        statement, parameters = asked[-1]
        _, used = timed(
            lambda: api.run(read(statement, parameters)), requests, [os.getpid(), database_pid]
        )
    return used


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=20_000)
    parser.add_argument("--requests", type=int, default=300)
    parser.add_argument("--port", type=int, default=18_431)
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--profile", action="store_true")
    chosen = parser.parse_args()
    settings = Settings(home=chosen.home, port=chosen.port)
    with filled(settings, chosen.workers, say):
        organisation = cast(settings, province=PROVINCE).enterprise
        if organisation is None:
            raise SystemExit("the graph holds no enterprise in the province")
        query = PLAIN if chosen.plain else SEARCH
        if chosen.profile:
            profile(settings, organisation, chosen.requests, query)
        else:
            measure(settings, organisation, chosen.port, chosen.requests, query)


def profile(settings: Settings, organisation: str, requests: int, query: str) -> None:
    """Print where the CPU of this thread goes for 100 cards; the client's part is httpx."""
    with running_api(settings) as api:
        variables = {"occupations": OCCUPATIONS, "first": 100}
        for _ in range(20):
            api.ask(query, enterprise(organisation), variables)
        profiler = cProfile.Profile(time.thread_time)
        profiler.enable()
        for _ in range(requests):
            api.ask(query, enterprise(organisation), variables)
        profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(40)


def measure(settings: Settings, organisation: str, port: int, requests: int, query: str) -> None:
    """Measure pages of 20 and 100 cards."""
    token = mint(settings, role="enterprise", organisation=organisation)
    served = Served(settings, port, token, query)
    database_pid = pid_of_database(settings)
    try:
        served.wait()
        say(
            "cards  total  p50 ms  p99 ms  CPU ms of API  of database  of the bare statement  ratio"
        )
        for first in (20, 100):
            found = served.ask(first)
            times, (api, database) = timed(
                partial(served.ask, first), requests, [served.process.pid, database_pid]
            )
            bare = floor(settings, organisation, first, requests, query=query)
            say(
                f"{len(found['nodes']):5} {found.get('totalCount', {}).get('value', ''):6}"
                f" {statistics.median(times):7.1f} {times[int(len(times) * 0.99)]:7.1f}"
                f" {api:14.2f} {database:12.2f} {bare[0]:15.2f} + {bare[1]:.2f}"
                f" {(api + database) / sum(bare):6.1f}"
            )
    finally:
        served.process.terminate()
        served.process.wait(10)


if __name__ == "__main__":
    main()
