"""Targets, coverage, filings, duties and scorecard, recounted from the rows of a small world."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import pytest

from registry.viewer import ANONYMOUS, Viewer
from tests.support.api import ADMINISTRATOR, NATION, Api, agency, enterprise, running_api
from tests.support.database import Graph
from tests.support.governance_world import (
    FOUNDRY,
    NOON,
    SHIPYARD,
    SMALL,
    TODAY,
    WORKSHOP,
    counted,
    load,
)

JIANGSU: Final = agency("320000")
ZHEJIANG: Final = agency("330000")
NOTHING: Final = (None, None, None)

COVERAGE: Final = """query($division: ID, $industry: ID, $enterprise: ID, $asOf: Date) {
  certificationCoverage(
    division: $division, industry: $industry, enterprise: $enterprise, asOf: $asOf
  ) {
    asOf employed certified seniorAndUp coverage suppressed regulation { id }
    conditions { code outcome detail } trend { on employed certified suppressed }
    cities: groups(by: CITY) { key label employed certified seniorAndUp suppressed }
    firms: groups(by: ENTERPRISE, below: 0.5) { key label coverage }
    statistics { on value }
  } }"""


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """Ask the application on the day of the world."""
    load(graph, tmp_path_factory.mktemp("governance") / "world")
    with running_api(graph.settings, clock=lambda: NOON) as api:
        yield api
    graph.wipe()


def coverage(api: Api, viewer: Viewer, **asked: object) -> Any:
    reply = api.ask(COVERAGE, viewer, asked)
    assert reply.statements == 1
    return reply.data["certificationCoverage"]


def numbers(row: Any) -> tuple[int | None, int | None, int | None]:
    return row["employed"], row["certified"], row["seniorAndUp"]


@pytest.mark.parametrize(
    ("division", "firms"),
    [
        pytest.param("320000", (SHIPYARD, FOUNDRY, WORKSHOP, SMALL), id="province"),
        pytest.param("320100", (SHIPYARD, FOUNDRY), id="city"),
        pytest.param("320102", (SHIPYARD,), id="district"),
        pytest.param("330000", (), id="a-province-without-anybody"),
        pytest.param(None, (SHIPYARD, FOUNDRY, WORKSHOP, SMALL), id="nation"),
    ],
)
@pytest.mark.parametrize(
    "day",
    [
        pytest.param(TODAY, id="today"),
        pytest.param(date(2025, 2, 28), id="before-a-revocation"),
        pytest.param(date(2025, 5, 31), id="before-the-foundry-hired"),
        pytest.param(date(2019, 1, 1), id="before-everything"),
    ],
)
def test_the_certified_are_those_with_a_certificate_that_counts_on_the_day(
    api: Api, division: str | None, firms: tuple[str, ...], day: date
) -> None:
    row = coverage(api, ADMINISTRATOR, division=division, asOf=day.isoformat())
    employed, certified, senior = counted(*firms, day=day)
    assert numbers(row) == (employed, certified, senior)
    assert row["coverage"] == (round(certified / employed, 4) if employed else None)


def test_an_industry_counts_its_own(api: Api) -> None:
    row = coverage(api, NATION, division="320000", industry="C31")
    assert numbers(row) == counted(FOUNDRY)


@pytest.mark.parametrize(
    ("viewer", "sees"),
    [
        pytest.param(ADMINISTRATOR, True, id="administrator"),
        pytest.param(JIANGSU, True, id="agency-in-its-duty"),
        pytest.param(enterprise(WORKSHOP), True, id="the-enterprise-itself"),
        pytest.param(ZHEJIANG, False, id="agency-elsewhere"),
        pytest.param(enterprise(SHIPYARD), False, id="another-enterprise"),
        pytest.param(ANONYMOUS, False, id="anybody"),
    ],
)
def test_an_enterprise_shows_its_coverage_to_itself_and_its_agencies(
    api: Api, viewer: Viewer, sees: bool
) -> None:
    row = coverage(api, viewer, enterprise=WORKSHOP)
    if not sees:
        assert row is None
        return
    assert numbers(row) == counted(WORKSHOP)
    [firm] = row["firms"]
    assert (firm["key"], firm["coverage"]) == (WORKSHOP, 0.25)


@pytest.mark.parametrize(
    ("viewer", "exact"),
    [
        pytest.param(JIANGSU, True, id="agency-in-its-duty"),
        pytest.param(agency("320500"), True, id="agency-of-the-city"),
        pytest.param(ZHEJIANG, False, id="agency-elsewhere"),
        pytest.param(ANONYMOUS, False, id="anybody"),
    ],
)
def test_small_groups_are_hidden_from_all_but_those_in_duty(
    api: Api, viewer: Viewer, exact: bool
) -> None:
    row = coverage(api, viewer, division="320500")
    assert numbers(row) == (counted(WORKSHOP, SMALL) if exact else NOTHING)
    assert row["suppressed"] is not exact


def test_a_hidden_city_hides_another_that_would_give_it_away(api: Api) -> None:
    row = coverage(api, ANONYMOUS, division="320000")
    assert numbers(row) == counted(SHIPYARD, FOUNDRY, WORKSHOP, SMALL)
    assert {city["key"]: city["suppressed"] for city in row["cities"]} == {
        "320100": True,
        "320500": True,
    }
    assert row["firms"] == []


def test_the_nearest_regulation_says_what_is_enough(api: Api) -> None:
    row = coverage(api, ADMINISTRATOR, division="320100")
    employed, certified, _ = counted(SHIPYARD, FOUNDRY)
    assert row["regulation"]["id"] == "R-JS"
    assert [(one["code"], one["outcome"]) for one in row["conditions"]] == [
        ("coverage", "MET" if certified / employed >= 0.5 else "UNMET"),
        ("seniorShare", "UNKNOWN"),
    ]
    assert coverage(api, ADMINISTRATOR)["regulation"]["id"] == "R-CN"
    assert coverage(api, ADMINISTRATOR, asOf="2021-12-31")["regulation"] is None


def test_the_trend_counts_the_ends_of_the_years_before(api: Api) -> None:
    row = coverage(api, ADMINISTRATOR, division="320000")
    everybody = (SHIPYARD, FOUNDRY, WORKSHOP, SMALL)
    days = [date(2023, 12, 31), date(2024, 12, 31), date(2025, 12, 31), TODAY]
    assert [(one["on"], one["employed"], one["certified"]) for one in row["trend"]] == [
        (day.isoformat(), *counted(*everybody, day=day)[:2]) for day in days
    ]
    assert row["statistics"] == [{"on": "2024-12-31", "value": 0.4}]


TARGETS: Final = """query($policy: ID, $division: ID) {
  targets(policy: $policy, division: $division) {
    id actual actualOn actualSource outcome document { documentNo } history { on } } }"""


def test_targets_stand_beside_what_is(api: Api) -> None:
    reply = api.ask(TARGETS, ADMINISTRATOR, {"division": "320100"})
    assert reply.statements == 1
    targets = {row["id"]: row for row in reply.data["targets"]}
    employed, certified, _ = counted(SHIPYARD, FOUNDRY, WORKSHOP, SMALL)
    today = TODAY.isoformat()
    assert {
        id_: (row["actual"], row["actualOn"], row["outcome"]) for id_, row in targets.items()
    } == {
        "T-1": (round(certified / employed, 4), today, "UNKNOWN"),
        "T-2": (round(1 / 3, 4), today, "MET"),
        "T-3": (0.55, "2024-12-31", "MET"),
        "T-4": (round(1 / 3, 4), today, "UNKNOWN"),
    }
    assert targets["T-3"]["actualSource"] == "年鉴 2024"
    assert targets["T-1"]["document"] == {"documentNo": "苏人社发〔2026〕1号"}
    assert [
        row["id"] for row in api.ask(TARGETS, ANONYMOUS, {"policy": "D-CN"}).data["targets"]
    ] == ["T-3"]


FILINGS: Final = """query(
  $division: ID, $kind: String, $expiringBefore: Date, $on: Date, $first: Int, $after: String
) {
  filings(
    division: $division, kind: $kind, expiringBefore: $expiringBefore, on: $on, first: $first,
    after: $after
  ) {
    nodes { filingNo status daysLeft organisation { uscc } }
    totalCount { value } pageInfo { hasNextPage endCursor } } }"""


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param({}, ["F-1", "F-2", "F-3", "F-4"], id="all-by-number"),
        pytest.param({"division": "320500"}, ["F-3", "F-4"], id="of-a-city"),
        pytest.param({"kind": "SOCIAL"}, ["F-3"], id="of-a-kind"),
        pytest.param({"on": "2026-06-01"}, ["F-1", "F-3"], id="in-force-on-a-day"),
        pytest.param({"on": "2026-05-31"}, ["F-1", "F-2", "F-3"], id="before-the-suspension"),
        pytest.param({"expiringBefore": "2027-01-11"}, ["F-3", "F-1"], id="lapsing-by-day"),
        pytest.param({"expiringBefore": "2027-01-10"}, ["F-3"], id="the-day-itself-is-not-before"),
        pytest.param(
            {"expiringBefore": "2027-01-11", "division": "320100"}, ["F-1"], id="lapsing-in-a-city"
        ),
    ],
)
def test_filings_are_found_by_place_kind_and_day(
    api: Api, asked: dict[str, str], found: list[str]
) -> None:
    reply = api.ask(FILINGS, JIANGSU, asked)
    assert reply.statements == 1
    assert [row["filingNo"] for row in reply.data["filings"]["nodes"]] == found
    assert reply.data["filings"]["totalCount"]["value"] == len(found)
    paged, after = [], None
    while True:
        page = api.ask(FILINGS, JIANGSU, {**asked, "first": 1, "after": after}).data["filings"]
        paged += [row["filingNo"] for row in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert paged == found


def test_an_unknown_kind_or_division_is_named(api: Api) -> None:
    assert api.ask(FILINGS, JIANGSU, {"kind": "OTHER"}).codes == ["BAD_ARGUMENT"]
    assert api.ask(FILINGS, JIANGSU, {"division": "329999"}).codes == ["UNKNOWN_CODE"]


FILED: Final = """query($division: ID, $first: Int) { filingCoverage(division: $division) {
    aboveScale filed share lapsing conditions { outcome } regulation { id }
    notFiled(first: $first) { nodes { uscc } totalCount { value } pageInfo { hasNextPage } } } }"""


@pytest.mark.parametrize(
    ("viewer", "named"),
    [
        pytest.param(JIANGSU, {FOUNDRY, WORKSHOP}, id="agency-in-its-duty"),
        pytest.param(agency("320500"), {WORKSHOP}, id="agency-of-a-city"),
        pytest.param(enterprise(FOUNDRY), {FOUNDRY}, id="the-enterprise-itself"),
        pytest.param(ANONYMOUS, set[str](), id="anybody"),
    ],
)
def test_filed_manufacturers_are_counted_and_the_others_named_to_their_agencies(
    api: Api, viewer: Viewer, named: set[str]
) -> None:
    reply = api.ask(FILED, viewer, {"division": "320000"})
    assert reply.statements == 1
    row = reply.data["filingCoverage"]
    assert (row["aboveScale"], row["filed"], row["lapsing"]) == (3, 1, 1)
    assert row["share"] == round(1 / 3, 4)
    assert row["conditions"] == [{"outcome": "UNMET"}]
    assert {node["uscc"] for node in row["notFiled"]["nodes"]} == named
    assert row["notFiled"]["totalCount"]["value"] == len(named)


DUTIES: Final = """query($division: ID, $mechanism: String, $on: Date, $body: ID) {
  duties(division: $division, mechanism: $mechanism, on: $on, body: $body) {
    mechanism role body { id } }
  jointMechanisms(division: $division, on: $on) { id members { id } } }"""


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param(
            {"division": "320102"},
            [("S2", "LEAD", "MOHRSS"), ("S10", "LEAD", "NJ-HRSS"), ("S15", "LEAD", "JS-HRSS")],
            id="a-district-and-those-above-it",
        ),
        pytest.param(
            {"division": "320102", "on": "2025-12-31", "mechanism": "S10"},
            [("S10", "SUPPORT", "NJ-HRSS")],
            id="on-another-day",
        ),
        pytest.param({"body": "ZJ-HRSS"}, [("S15", "LEAD", "ZJ-HRSS")], id="of-a-body"),
    ],
)
def test_duties_say_who_is_responsible(
    api: Api, asked: dict[str, str], found: list[tuple[str, str, str]]
) -> None:
    data = api.ask(DUTIES, ANONYMOUS, asked).data
    assert [(row["mechanism"], row["role"], row["body"]["id"]) for row in data["duties"]] == found


def test_joint_mechanisms_name_their_members(api: Api) -> None:
    data = api.ask(DUTIES, ANONYMOUS, {"division": "320102"}).data
    assert data["jointMechanisms"] == [
        {"id": "J-1", "members": [{"id": "JS-HRSS"}, {"id": "NJ-HRSS"}]}
    ]
    assert api.ask(DUTIES, ANONYMOUS, {"division": "330000"}).data["jointMechanisms"] == []


SCORECARD: Final = """query($division: ID, $year: Int!) {
  policyScorecard(division: $division, year: $year) {
    year lines { code value previous trend wanted outcome regulation { id } } } }"""


def test_the_scorecard_shows_each_measure_with_its_trend(api: Api) -> None:
    reply = api.ask(SCORECARD, JIANGSU, {"division": "320000", "year": 2026})
    assert reply.statements == 1
    lines = {row["code"]: row for row in reply.data["policyScorecard"]["lines"]}
    assert (lines["filedShare"]["value"], lines["filedShare"]["previous"]) == (0.3333, 1.0)
    assert lines["filedShare"]["trend"] == "DOWN"
    assert lines["filedShare"]["outcome"] == "UNMET"
    assert lines["filedShare"]["regulation"]["id"] == "R-JS"
    assert lines["bases"] | {"value": 0, "trend": "FLAT"} == lines["bases"]
    assert api.ask(SCORECARD, JIANGSU, {"year": 1}).codes == ["BAD_ARGUMENT"]
