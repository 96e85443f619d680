"""The search against brute force over a random small world: found, ordered, paged, counted."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from registry.dates import china_today
from registry.importing import run_import
from registry.viewer import Viewer
from tests.support.api import ADMINISTRATOR, Api, agency, enterprise, running_api
from tests.support.candidate_oracle import LEVELS, Oracle, Seeker
from tests.support.candidate_world import DIVISIONS, FIELDS, HONOURS, OCCUPATIONS, OLD, World
from tests.support.database import Graph

SEED: Final = 7
SORTS: Final = ("SCORE", "LEVEL", "YEARS_AT_LEVEL", "HONOURS", "MENTEES")
WORDS: Final = (
    "焊",
    "焊工",
    "cnc",
    "CNC 程序",
    "plc",
    "robot",
    "obot",
    "电焊",
    "大奖",
    "Weld 改造",
    "工",
)

PAGE: Final = """
query ($filter: CandidateFilter!, $sort: CandidateSort!, $first: Int, $after: String,
       $last: Int, $before: String) {
  candidates(filter: $filter, sort: $sort, first: $first, after: $after,
             last: $last, before: $before) {
    edges { node {
      id level levelSince yearsAtLevel menteeCount score
      occupation { id } worker { id } honours { batch }
    } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}
"""
COUNTS: Final = """
query ($filter: CandidateFilter!) {
  candidates(filter: $filter) {
    totalCount { value exact }
    facets(by: [LEVEL, PROVINCE, OCCUPATION, HONOUR]) { facet buckets { key count { value } } }
  }
}
"""
REPORTS: Final = """
query ($after: String) {
  candidates(filter: {}, first: 100, after: $after) {
    nodes {
      worker { id } score explanation { points }
      eligibility(target: SPECIAL_TECHNICIAN) { outcome }
    }
    pageInfo { hasNextPage endCursor }
  }
}
"""


@pytest.fixture(scope="module")
def world(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> World:
    """Import a random world."""
    made = World(SEED, china_today())
    folder: Path = tmp_path_factory.mktemp("world")
    made.write(folder)
    report = run_import(folder, settings=graph.settings, rejects=folder / "rejects.csv", bulk=False)
    assert report.total.rejected == 0, (folder / "rejects.csv").read_text("utf-8")
    return made


@pytest.fixture(scope="module")
def oracle(world: World) -> Oracle:
    """Judge the world by brute force."""
    return Oracle(world)


@pytest.fixture(scope="module")
def api(graph: Graph, world: World) -> Iterator[Api]:  # noqa: ARG001 - there before it starts
    """Ask the application over it."""
    with running_api(graph.settings) as api:
        yield api


def wishes(world: World, pick: random.Random) -> dict[str, Any]:
    """Draw a filter: each wish on its own is likely enough to meet others."""
    day = world.today + timedelta(pick.randint(-100, 100))
    drawn = {
        "occupations": pick.sample(
            [*OCCUPATIONS, *OLD, OCCUPATIONS[0][5:]], pick.choice([1, 1, 2, 3])
        ),
        "occupationPrefix": pick.choice(["6-18", "6-18-02", "6", "6-20-01"]),
        "divisions": pick.sample(
            ["320000", "370000", "320100", "110000", *DIVISIONS[1:]], pick.choice([1, 1, 2, 3])
        ),
        "industry": pick.choice(["C33", "C34", "C35"]),
        "minLevel": pick.choice(
            ["SENIOR", "TECHNICIAN", "SENIOR_TECHNICIAN", "SPECIAL_TECHNICIAN"]
        ),
        "minYearsAtLevel": pick.choice([0, 1, 3, 5]),
        "honours": pick.sample(HONOURS, pick.choice([1, 2])),
        "minMentees": pick.choice([1, 2]),
        "leadsStudio": pick.choice([True, False]),
        "keyField": pick.choice(FIELDS),
        "text": pick.choice(WORDS),
        "eligibleFor": "SPECIAL_TECHNICIAN",
        "availableFor": {
            "mode": "PART_TIME",
            "from": day.isoformat(),
            "to": (day + timedelta(pick.randint(0, 90))).isoformat(),
            "dutyPercent": pick.choice([30, 50, 100]),
        },
        "excludeEnterprise": pick.choice(world.employers),
    }
    wanted = pick.sample(sorted(drawn), pick.choice([0, 1, 1, 2, 2, 3]))
    wish: dict[str, Any] = {name: drawn[name] for name in wanted}
    if "eligibleFor" in wish:
        wish["allowUnknown"] = pick.choice([True, False])
    return wish


def seekers(world: World) -> list[tuple[Viewer, Seeker]]:
    """Return every kind of viewer who finds candidates."""
    first = world.employers[0]
    return [
        (ADMINISTRATOR, Seeker()),
        (enterprise(first), Seeker(enterprise=first)),
        (agency("320000"), Seeker(division="320000")),
        (agency("320506"), Seeker(division="320506")),
    ]


def ask(api: Api, viewer: Viewer, query: str, **variables: Any) -> Any:
    """Search, in one statement."""
    reply = api.ask(query, viewer, variables)
    assert reply.statements == 1
    return reply.data["candidates"]


def everybody(
    api: Api, viewer: Viewer, wish: dict[str, Any], sort: str, size: int = 100
) -> list[Any]:
    """Return all edges, page by page."""
    edges: list[Any] = []
    after = None
    while True:
        page = ask(api, viewer, PAGE, filter=wish, sort=sort, first=size, after=after)
        edges += page["edges"]
        assert page["pageInfo"]["hasPreviousPage"] == (after is not None)
        if not page["pageInfo"]["hasNextPage"]:
            return edges
        after = page["pageInfo"]["endCursor"]


def sort_key(node: Any, sort: str) -> tuple[Any, ...]:
    """Return what the list is ordered by, descending."""
    since = -int(node["levelSince"].replace("-", ""))
    key = {
        "SCORE": (),
        "LEVEL": (LEVELS.index(node["level"]), since),
        "YEARS_AT_LEVEL": (since,),
        "HONOURS": (len(node["honours"]),),
        "MENTEES": (node["menteeCount"],),
    }[sort]
    return (*key, node["score"])


@pytest.mark.parametrize("number", range(24))
def test_a_random_search_finds_and_orders(
    api: Api, world: World, oracle: Oracle, number: int
) -> None:
    pick = random.Random(number)
    wish = wishes(world, pick)
    viewer, seeker = pick.choice(seekers(world))
    sort = pick.choice(SORTS)
    expected = oracle.search(wish, seeker)

    nodes = [edge["node"] for edge in everybody(api, viewer, wish, sort)]
    keys = [sort_key(node, sort) for node in nodes]
    assert keys == sorted(keys, reverse=True)
    assert len({node["id"] for node in nodes}) == len(nodes)
    assert sorted(map(said_of, nodes)) == sorted(
        (LEVELS[one.rank], one.since, oracle.years(one.since), one.occupation or "")
        for one in expected
    )
    if viewer is ADMINISTRATOR:
        assert {node["worker"]["id"] for node in nodes} == {one.worker for one in expected}


@pytest.mark.parametrize("number", range(100, 112))
def test_a_random_search_counts(api: Api, world: World, oracle: Oracle, number: int) -> None:
    pick = random.Random(number)
    wish = wishes(world, pick)
    viewer, seeker = pick.choice(seekers(world))

    counts = ask(api, viewer, COUNTS, filter=wish)
    facets = {
        facet["facet"]: {bucket["key"]: bucket["count"]["value"] for bucket in facet["buckets"]}
        for facet in counts["facets"]
    }
    assert counts["totalCount"] == {"value": len(oracle.search(wish, seeker)), "exact": True}
    assert facets == oracle.facets(wish, seeker)


def said_of(node: Any) -> tuple[str, str, int, str]:
    """Return what a card says of a grade."""
    occupation = node["occupation"]["id"] if node["occupation"] else ""
    return node["level"], node["levelSince"], node["yearsAtLevel"], occupation


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize(
    "wish",
    [
        pytest.param({}, id="over-all"),
        pytest.param(
            {"divisions": ["320000", "370102"], "occupationPrefix": "6-18"},
            id="areas-of-two-levels",
        ),
    ],
)
def test_pages_joined_are_the_whole_forward_and_back(
    api: Api, wish: dict[str, Any], sort: str
) -> None:
    whole = [edge["node"]["id"] for edge in everybody(api, ADMINISTRATOR, wish, sort)]
    assert [
        edge["node"]["id"] for edge in everybody(api, ADMINISTRATOR, wish, sort, size=7)
    ] == whole

    back: list[str] = []
    before = None
    while True:
        page = ask(api, ADMINISTRATOR, PAGE, filter=wish, sort=sort, last=9, before=before)
        back = [edge["node"]["id"] for edge in page["edges"]] + back
        assert page["pageInfo"]["hasNextPage"] == (before is not None)
        if not page["pageInfo"]["hasPreviousPage"]:
            break
        before = page["pageInfo"]["startCursor"]
    assert back == whole


def test_cards_say_what_judging_by_hand_says(api: Api, oracle: Oracle) -> None:
    after = None
    said: dict[str, str | None] = {}
    while True:
        page = ask(api, ADMINISTRATOR, REPORTS, after=after)
        for node in page["nodes"]:
            assert node["score"] == sum(part["points"] for part in node["explanation"])
            said[node["worker"]["id"]] = (node["eligibility"] or {}).get("outcome")
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert said == {worker: oracle.eligibility(worker, "SPECIAL_TECHNICIAN") for worker in said}
    assert {"MET", "UNMET", "UNKNOWN"} <= set(said.values())
