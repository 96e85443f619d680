"""Who is measured: what each is asked in each case, and how its answer reads as plain facts.

All are asked for the same information. A peer names fields as its own generator does; `facts`
brings an answer of any of them to one form, so that `agree` can say before a measurement whether
all told the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tests.bench.peer.load import ask, post
from tests.bench.peer.packages import HERE
from tests.bench.peer.scene import Scene


class Case(StrEnum):
    """What is asked."""

    CARDS_20 = "20 cards"
    CARDS_100 = "100 cards"
    CERTIFICATE = "a certificate by its number"
    ASSIGNMENTS_100 = "100 assignments"

    @property
    def rows(self) -> int:
        """How many rows are asked for."""
        return 20 if self is Case.CARDS_20 else 100


Facts = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as bytes, and how its answer's data reads; None where rows are others' own."""

    request: bytes
    facts: Callable[[Any], Facts] | None = None


@dataclass(frozen=True, slots=True)
class Contestant:
    """A running server; `pids` are those of the API and of its database."""

    name: str
    port: int
    pids: tuple[int, int]
    asked: Mapping[Case, Asked]


def request(scene: Scene, path: str, case: Case, port: int, token: str | None = None) -> bytes:
    """Return the request that asks the text of a file (below `asked`) about the scene."""
    query = (HERE / "asked" / f"{path}.graphql").read_text("utf-8")
    declared = query.partition("{")[0]
    values = scene.variables(case.rows)
    variables = {name: value for name, value in values.items() if f"${name}:" in declared}
    return post(port, json.dumps({"query": query, "variables": variables}).encode(), token)


def pair(row: Mapping[str, Any] | None, key: str, name: str = "name") -> tuple[Any, Any] | None:
    """Return key and name of a row that may be absent."""
    return None if row is None else (row[key], row[name])


def one(rows: Iterable[Any]) -> Any:
    """Return the first of rows, None without one."""
    return next(iter(rows), None)


def agree(contestants: Iterable[Contestant], case: Case) -> int:
    """Return how many rows everybody gave, all with the same facts.

    Raises:
        SystemExit: two told different things.
    """
    told: dict[str, Facts] = {}
    for contestant in contestants:
        asked = contestant.asked.get(case)
        if asked is None:
            continue
        data = json.loads(ask(contestant.port, asked.request))["data"]
        if asked.facts is not None:
            told[contestant.name] = asked.facts(data)
    (first, facts), *others = told.items()
    for name, other in others:
        for place, (mine, theirs) in enumerate(zip(facts, other, strict=True)):
            if mine != theirs:
                raise SystemExit(f"{case}, row {place}: {first} {mine}, {name} {theirs}")
    return len(facts)
