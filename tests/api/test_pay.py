"""Pay and allowances over the real database: what is published, and what is the worker's alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any, Final

import pytest

from registry.importing import run_import, shipped_policies
from registry.viewer import ANONYMOUS, Viewer
from tests.support.api import ADMINISTRATOR, NATION, Api, agency, enterprise, holder, issuer
from tests.support.database import Graph
from tests.support.importing import write
from tests.support.pay_world import (
    F1,
    F2,
    F7,
    HANGZHOU,
    NANJING,
    OLD_WELDER,
    PAYS,
    SUZHOU,
    Pay,
    running_pay_world,
)
from tests.support.small_world import WELDER


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    with running_pay_world(graph, tmp_path_factory.mktemp("pay")) as api:
        yield api


MODES: Final = """
query ($occupation: ID, $level: SkillLevel, $division: ID) {
  payModes(occupation: $occupation, level: $level, division: $division) {
    asOf people medianAnnual suppressed
    modes { mode people share medianAnnual forCorePosts }
    regulation { id } guidance { id } conditions { code outcome } } }
"""


def published(api: Api, viewer: Viewer = ANONYMOUS, **asked: str) -> Any:
    api.ask(MODES, viewer, asked)
    reply = api.ask(MODES, viewer, asked)
    assert reply.statements == 1
    return reply.data["payModes"]


def rounded(pays: list[Pay]) -> float:
    return 1_000 * int(median(pay.amount for pay in pays) / 1_000 + 0.5)


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({}, id="the-nation"),
        pytest.param({"occupation": WELDER}, id="an-occupation"),
        pytest.param({"occupation": OLD_WELDER}, id="what-it-was-called-before"),
        pytest.param({"level": "SENIOR"}, id="a-grade"),
        pytest.param({"division": "320000"}, id="a-province"),
        pytest.param({"division": NANJING, "level": "SENIOR"}, id="a-city-and-a-grade"),
        pytest.param({"division": SUZHOU}, id="another-city"),
    ],
)
def test_groups_that_may_be_published(api: Api, asked: dict[str, str]) -> None:
    place = asked.get("division")
    group = [pay for pay in PAYS if place in {None, pay.city, pay.province}]
    answer = published(api, **asked)
    assert answer["asOf"] == "2026-11-24"
    assert (answer["people"], answer["medianAnnual"]) == (len(group), rounded(group))
    assert answer["regulation"] == {"id": "CN-PAY-STATISTICS"}
    assert answer["conditions"] == [{"code": "PUBLISHABLE", "outcome": "MET"}]
    for row in answer["modes"]:
        mine = [pay for pay in group if pay.mode == row["mode"]]
        if row["mode"] == "ANNUAL" and mine:
            # All of one employer: not published, though six people would be enough.
            assert (row["people"], row["share"], row["medianAnnual"]) == (None, None, None)
            continue
        assert (row["people"], row["share"]) == (len(mine), len(mine) / len(group))
        assert row["medianAnnual"] == (rounded(mine) if mine else None)
        assert row["forCorePosts"] == (row["mode"] != "POST_PERFORMANCE")


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({"division": HANGZHOU}, id="one-employer"),
        pytest.param({"division": "330000"}, id="its-province"),
        pytest.param({"division": "320102"}, id="below-the-city"),
        pytest.param({"level": "TECHNICIAN"}, id="nobody"),
    ],
)
@pytest.mark.parametrize("viewer", [ANONYMOUS, agency("330000"), enterprise(F7), ADMINISTRATOR])
def test_other_groups_look_empty_to_everybody(
    api: Api, viewer: Viewer, asked: dict[str, str]
) -> None:
    answer = published(api, viewer, **asked)
    assert (answer["people"], answer["medianAnnual"], answer["suppressed"]) == (None, None, True)
    assert all(row["people"] is None and row["share"] is None for row in answer["modes"])
    assert answer["conditions"] == [{"code": "PUBLISHABLE", "outcome": "UNMET"}]


def test_pay_like_managers_is_unknown(api: Api) -> None:
    conditions = published(api, level="CHIEF_TECHNICIAN")["conditions"]
    assert {"code": "PAY_LIKE_MANAGERS", "outcome": "UNKNOWN"} in conditions


@pytest.mark.parametrize("asked", [{"occupation": "2022:9-99"}, {"division": "999999"}])
def test_unknown_codes_are_named(api: Api, asked: dict[str, str]) -> None:
    assert api.ask(MODES, ANONYMOUS, asked).codes == ["UNKNOWN_CODE"]


def test_amounts_are_sealed_at_rest(graph: Graph, api: Api) -> None:
    assert api
    rows = graph.run(
        "MATCH (n) WHERE n:PayArrangement OR n:AllowanceScheme OR n:Payment RETURN properties(n)"
    )
    texts = {str(properties) for [properties] in rows}
    assert len(texts) == len(rows) > len(PAYS)
    assert not any(amount in text for text in texts for amount in ("62345", "1200.5", "999999"))
    assert graph.run("MATCH (n:PayArrangement) WHERE n.annualAmountEnc IS NULL RETURN n.key") == []


OWN: Final = """
query ($id: ID!, $first: Int, $after: String) { worker(id: $id) {
  payArrangements { mode from to post annualAmount enterprise { uscc } project { id } }
  allowances(first: $first, after: $after) {
    nodes { id paidOn amount scheme { id kind amount peoplePaid enterprise { uscc } } }
    totalCount { value } pageInfo { hasNextPage endCursor } } } }
"""


def test_a_worker_sees_the_own_pay(api: Api) -> None:
    reply = api.ask(OWN, holder("w1"), {"id": "w1", "first": 2})
    assert reply.statements == 1
    worker = reply.data["worker"]
    assert [(row["mode"], row["annualAmount"]) for row in worker["payArrangements"]] == [
        ("POST_PERFORMANCE", 62_345),
        ("ANNUAL", 999_999),
    ]
    page = worker["allowances"]
    assert [(row["id"], row["amount"]) for row in page["nodes"]] == [("P2", 300), ("P3", 1_200.5)]
    assert page["totalCount"] == {"value": 3}
    # What the employer grants others is not the worker's.
    assert {(row["scheme"]["amount"], row["scheme"]["peoplePaid"]) for row in page["nodes"]} == {
        (None, None)
    }
    rest = api.ask(
        OWN, holder("w1"), {"id": "w1", "first": 2, "after": page["pageInfo"]["endCursor"]}
    )
    assert [row["id"] for row in rest.data["worker"]["allowances"]["nodes"]] == ["P1"]


@pytest.mark.parametrize(
    "viewer",
    [
        pytest.param(ADMINISTRATOR, id="administrator"),
        pytest.param(NATION, id="agency-of-the-nation"),
        pytest.param(agency("320000"), id="agency"),
        pytest.param(enterprise(F1), id="employer"),
        pytest.param(holder("w2"), id="another-holder"),
        pytest.param(issuer(F1), id="issuer"),
    ],
)
def test_nobody_else_does(api: Api, viewer: Viewer) -> None:
    worker = api.ask(OWN, viewer, {"id": "w1"}).data["worker"]
    assert worker is None or (
        worker["payArrangements"] == [] and worker["allowances"]["nodes"] == []
    )


ALLOWANCES: Final = """
query ($enterprise: ID!, $first: Int, $after: String) {
  allowances(enterprise: $enterprise, first: $first, after: $after) {
    nodes { id kind level term amount from to documentNo peoplePaid enterprise { uscc } }
    totalCount { value exact } pageInfo { hasNextPage endCursor }
    regulation { id } conditions { code outcome parts { code outcome evidence } } } }
"""


@pytest.mark.parametrize(
    ("viewer", "amounts"),
    [
        pytest.param(enterprise(F1), [1_200.5, 800, 300], id="the-enterprise-with-amounts"),
        pytest.param(agency("320100"), [None] * 3, id="its-agency-without"),
        pytest.param(ADMINISTRATOR, [None] * 3, id="the-administrator-without"),
    ],
)
def test_allowances_of_an_enterprise(api: Api, viewer: Viewer, amounts: list[float | None]) -> None:
    reply = api.ask(ALLOWANCES, viewer, {"enterprise": F1})
    assert reply.statements == 1
    page = reply.data["allowances"]
    assert [row["id"] for row in page["nodes"]] == ["S2", "S3", "S1"]
    assert [row["amount"] for row in page["nodes"]] == amounts
    assert [row["peoplePaid"] for row in page["nodes"]] == [1, 0, 2]
    assert page["totalCount"] == {"value": 3, "exact": True}
    assert page["regulation"] == {"id": "CN-ALLOWANCE-2022-33"}
    outcomes = {
        group["code"]: {part["code"]: part["outcome"] for part in group["parts"]}
        for group in page["conditions"]
    }
    # A scholarship that ended is not in force; that none is recorded does not mean none is paid.
    assert outcomes == {
        "RECOMMENDED_ALLOWANCES": {"SKILL": "MET", "MENTOR": "MET", "SPECIAL": "UNKNOWN"},
        "APPRENTICESHIP_ALLOWANCES": {"SCHOLARSHIP": "UNKNOWN", "MENTOR": "MET"},
    }


def test_allowances_come_in_pages(api: Api) -> None:
    ids, after = [], None
    while True:
        asked = {"enterprise": F1, "first": 1, "after": after}
        page = api.ask(ALLOWANCES, enterprise(F1), asked).data["allowances"]
        ids += [row["id"] for row in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert ids == ["S2", "S3", "S1"]


@pytest.mark.parametrize(
    "viewer", [ANONYMOUS, holder("w1"), enterprise(F2), agency("330000"), issuer(F2)]
)
def test_allowances_are_nobody_elses_business(api: Api, viewer: Viewer) -> None:
    page = api.ask(ALLOWANCES, viewer, {"enterprise": F1}).data["allowances"]
    assert (page["nodes"], page["totalCount"]["value"], page["conditions"]) == ([], 0, [])
    assert page["regulation"] is None


def test_an_import_of_arrangements_is_counted_at_once(
    graph: Graph, api: Api, tmp_path: Path
) -> None:
    before = published(api, division=SUZHOU)["people"]
    ended = "\n".join(
        f"{pay.worker},{pay.firm},2024-01-01,2024-12-31,{pay.mode}"
        for pay in PAYS
        if pay.city == SUZHOU
    )
    header = "worker_id,uscc,from,to,mode\n"
    folder = write(tmp_path, {"pay_arrangements.csv": header + ended})
    report = run_import(folder, settings=graph.settings)
    assert report.total.updated == before == 6
    assert published(api, division=SUZHOU)["people"] is None
    assert published(api)["people"] == len(PAYS) - before


def test_a_stricter_rule_holds_at_once(graph: Graph, api: Api, tmp_path: Path) -> None:
    assert published(api)["people"]
    rule = json.loads(
        (shipped_policies() / "policies" / "CN-PAY-STATISTICS.json").read_text("utf-8")
    )
    rule["parameters"]["people"] = 1_000
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "rule.json").write_text(json.dumps(rule), "utf-8")
    assert run_import(tmp_path, settings=graph.settings).total.updated == 1
    assert published(api)["people"] is None
