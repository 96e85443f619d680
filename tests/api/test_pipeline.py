"""`pipeline` against brute force over a random small world: who, when, what is lacked, how many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from registry.dates import add_months, china_today
from registry.graph.consistency import check
from registry.importing import run_import
from registry.suppression import K
from registry.viewer import ANONYMOUS, Viewer
from tests.support.api import ADMINISTRATOR, NATION, Api, agency, enterprise, holder, running_api
from tests.support.candidate_oracle import LEVELS, Oracle
from tests.support.candidate_world import PAIRS, World
from tests.support.database import Graph
from tests.support.naive_eligibility import judge, without_later

SEED: Final = 11
MONTHS: Final = 12
SPECIAL: Final = "SPECIAL_TECHNICIAN"
SENIOR: Final = "SENIOR_TECHNICIAN"
ENTRY: Final = {
    "id": "CN-ENTRY", "validFrom": "2020-01-01", "target": SENIOR, "confidence": "high",
    "title": "t", "rule": {"anyOf": [
        {"is": "years_at_level", "level": "TECHNICIAN", "years": 3},
        {"is": "years_at_level", "level": "SENIOR", "years": 6}]},
}  # fmt: skip

NEARER: Final = {
    "id": "SD", "validFrom": "2020-01-01", "target": SPECIAL, "division": "370000", "title": "t",
    "confidence": "high", "rule": {"allOf": [
        {"is": "years_at_level", "level": "TECHNICIAN", "years": 4},
        {"is": "no_misconduct", "years": 2}]},
}  # fmt: skip

ASK: Final = """
query ($enterprise: ID, $division: ID, $target: SkillLevel!, $within: Int!, $lacking: ID,
       $first: Int, $after: String) {
  pipeline(enterprise: $enterprise, division: $division, target: $target, within: $within,
           lacking: $lacking, first: $first, after: $after) {
    nodes { worker { id name } eligibleFrom policy { id }
            missing { code outcome parts { code } } }
    pageInfo { hasNextPage endCursor }
    totalCount { value exact } until
    months { month people }
    bottlenecks { id code text people policy { id } }
  }
}
"""


@dataclass(frozen=True)
class Near:
    """What brute force says of a worker and a target."""

    worker: str
    target: str
    day: date | None
    lacks: str | None
    policy: str


@pytest.fixture(scope="module")
def world(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> World:
    made = World(SEED, china_today(), workers=260)
    made.policies += [ENTRY, NEARER]
    folder: Path = tmp_path_factory.mktemp("world")
    made.write(folder)
    report = run_import(folder, settings=graph.settings, rejects=folder / "rejects.csv", bulk=False)
    assert report.total.rejected == 0, (folder / "rejects.csv").read_text("utf-8")
    return made


@pytest.fixture(scope="module")
def oracle(world: World) -> Oracle:
    return Oracle(world)


@pytest.fixture(scope="module")
def near(world: World, oracle: Oracle) -> list[Near]:
    return [
        one
        for row in world.rows("workers")
        if row["status"] in {"", "ACTIVE"} and oracle.employers(row["worker_id"])
        for target in (SPECIAL, SENIOR)
        for one in judged(oracle, row["worker_id"], target)
    ]


def judged(oracle: Oracle, worker: str, target: str) -> Iterator[Near]:
    """Judge day by day, with what is known today."""
    policy = oracle.policy(worker, target)
    if policy is None or oracle.rank(worker) >= LEVELS.index(target):
        return
    today, rule = oracle.world.today, policy["rule"]
    facts = without_later(oracle.facts(worker), today)
    said = judge(rule, facts, today, PAIRS)
    day = None
    if said == "UNMET":
        last = add_months(today, MONTHS)
        days = (today + timedelta(n) for n in range(1, (last - today).days + 1))
        day = next((d for d in days if judge(rule, facts, d, PAIRS) == "MET"), None)
    lacks = None
    if said != "MET" and "allOf" in rule:
        open_parts = [
            at for at, part in enumerate(rule["allOf"]) if judge(part, facts, today, PAIRS) != "MET"
        ]
        if len(open_parts) == 1:
            lacks = f"{policy['id']}#{open_parts[0]}"
    yield Near(worker, target, day, lacks, policy["id"])


@pytest.fixture(scope="module")
def api(graph: Graph, world: World) -> Iterator[Api]:  # noqa: ARG001 - there before it starts
    with running_api(graph.settings) as api:
        yield api


def ask(api: Api, viewer: Viewer, target: str = SPECIAL, **asked: Any) -> Any:
    reply = api.ask(ASK, viewer, {"target": target, "within": MONTHS, **asked})
    assert reply.statements == 1
    return reply.data["pipeline"]


def everybody(api: Api, viewer: Viewer, target: str, **asked: Any) -> list[Any]:
    nodes: list[Any] = []
    after = None
    while True:
        page = ask(api, viewer, target, first=7, after=after, **asked)
        nodes += page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            assert page["totalCount"] == {"value": len(nodes), "exact": True}
            return nodes
        after = page["pageInfo"]["endCursor"]


def within(oracle: Oracle, near: list[Near], target: str, asked: dict[str, str]) -> list[Near]:
    def fits(code: str) -> bool:
        if "enterprise" in asked:
            return code == asked["enterprise"]
        return "division" not in asked or oracle.lies_in(code, asked["division"])

    return [
        one
        for one in near
        if one.target == target and any(fits(code) for code in oracle.employers(one.worker))
    ]


def viewers(world: World) -> list[tuple[Viewer, dict[str, str]]]:
    asked = [{"enterprise": code} for code in world.employers[:6]]
    asked += [{"division": code} for code in ("320000", "320100", "320102", "110000", "429004")]
    found: list[tuple[Viewer, dict[str, str]]] = [(ADMINISTRATOR, one) for one in asked]
    found += [(enterprise(one["enterprise"]), one) for one in asked if "enterprise" in one]
    found += [(agency("320000"), one) for one in asked if one.get("division", "")[:2] == "32"]
    return [*found, (NATION, {}), (ADMINISTRATOR, {})]


def test_the_world_has_answers(near: list[Near]) -> None:
    assert Counter(one.target for one in near if one.day) >= Counter({SPECIAL: 2, SENIOR: 1})
    assert len([one for one in near if one.lacks]) > 10


@pytest.mark.parametrize("target", [SPECIAL, SENIOR])
def test_people_days_and_bottlenecks_are_those_of_brute_force(
    api: Api, world: World, oracle: Oracle, near: list[Near], target: str
) -> None:
    for viewer, asked in viewers(world):
        expected = within(oracle, near, target, asked)
        nodes = everybody(api, viewer, target, **asked)
        days = sorted((one.day.isoformat(), one.worker) for one in expected if one.day)
        assert [(n["eligibleFrom"], n["worker"]["id"]) for n in nodes] == days, asked
        page = ask(api, viewer, target, **asked)
        months = Counter(day[:7] for day, _ in days)
        assert {m["month"]: m["people"] for m in page["months"]} == months
        lacks = Counter(one.lacks for one in expected if one.lacks)
        assert {b["id"]: b["people"] for b in page["bottlenecks"]} == lacks
        numbers = [b["people"] for b in page["bottlenecks"]]
        assert numbers == sorted(numbers, reverse=True)


def test_missing_are_the_conditions_that_are_not_met(
    api: Api, oracle: Oracle, near: list[Near]
) -> None:
    for node in everybody(api, ADMINISTRATOR, SPECIAL):
        worker = node["worker"]["id"]
        policy = oracle.policy(worker, SPECIAL)
        assert policy is not None
        assert node["policy"]["id"] == policy["id"]
        facts = without_later(oracle.facts(worker), oracle.world.today)
        expected = [
            judge(part, facts, oracle.world.today, PAIRS) for part in policy["rule"]["allOf"]
        ]
        assert [one["outcome"] for one in node["missing"]] == [
            said for said in expected if said != "MET"
        ]
        assert node["missing"]
    assert near


def test_who_lacks_one_condition_alone_is_listed(
    api: Api, oracle: Oracle, near: list[Near]
) -> None:
    for one in ask(api, NATION)["bottlenecks"]:
        nodes = everybody(api, NATION, SPECIAL, lacking=one["id"])
        assert {n["worker"]["id"] for n in nodes} == {
            person.worker for person in near if person.lacks == one["id"]
        }
        assert all(len(node["missing"]) == 1 for node in nodes)
        assert {node["missing"][0]["code"] for node in nodes} == {one["code"]}
    assert oracle


@pytest.mark.parametrize("viewer_of", [
    pytest.param(lambda world: enterprise(world.employers[1]), id="another-enterprise"),
    pytest.param(lambda _: agency("440000"), id="another-agency"),
    pytest.param(lambda world: holder(world.people[0]), id="a-holder"),
    pytest.param(lambda _: ANONYMOUS, id="nobody"),
])  # fmt: skip
def test_others_see_no_enterprise_and_of_a_division_published_numbers(
    api: Api, world: World, viewer_of: Any
) -> None:
    viewer = viewer_of(world)
    assert ask(api, viewer, enterprise=world.employers[0]) is None
    for target in (SPECIAL, SENIOR):
        exact = ask(api, ADMINISTRATOR, target, division="320000")
        page = ask(api, viewer, target, division="320000")
        if not viewer.organisation:
            assert page["nodes"] == []
        numbers = {m["month"]: m["people"] for m in exact["months"]}
        for row in page["months"]:
            assert row["people"] is None or row["people"] >= K
            assert row["people"] in {None, numbers[row["month"]]}
        if any(0 < number < K for number in numbers.values()):
            assert page["totalCount"] is None
        assert all(b["people"] is None or b["people"] >= K for b in page["bottlenecks"])


@pytest.mark.parametrize(("asked", "code"), [
    pytest.param({"within": 0}, "BAD_ARGUMENT", id="no-month"),
    pytest.param({"within": 121}, "BAD_ARGUMENT", id="too-many-months"),
    pytest.param({"enterprise": "x", "division": "320000"}, "BAD_ARGUMENT", id="two-places"),
    pytest.param({"division": "999999"}, "UNKNOWN_CODE", id="unknown-division"),
    pytest.param({"lacking": "CN#99"}, "UNKNOWN_CODE", id="unknown-condition"),
    pytest.param({"first": 101}, "BAD_PAGE", id="page-too-long"),
])  # fmt: skip
def test_impossible_questions(api: Api, asked: dict[str, Any], code: str) -> None:
    reply = api.ask(ASK, ADMINISTRATOR, {"target": SPECIAL, "within": MONTHS, **asked})
    assert reply.codes == [code]


def test_the_check_finds_a_prospect_that_is_not_so(graph: Graph, near: list[Near]) -> None:
    wrong = next(one for one in near if one.day or one.lacks)
    graph.run(
        "MATCH (w:Worker {id: $id})-[near:ADVANCES_AT]->() SET near.eligibleFrom = null, "
        "near.lacks = 'CN#0'",
        id=wrong.worker,
    )

    def found(*, repair: bool) -> dict[str, tuple[int, tuple[str, ...]]]:
        with graph.driver.session(database=graph.address.database) as session:
            broken = check(session, today=china_today(), repair=repair)
            return {one.rule: (one.count, one.examples) for one in broken}

    rule = "derived facts of a worker are what a computation gives"
    assert found(repair=True) == {rule: (1, (wrong.worker,))}
    assert found(repair=False) == {}
