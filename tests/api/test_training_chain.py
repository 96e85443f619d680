"""A base with its chain, from files to answers: intake, outside seats, who had none, who sees."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

import pytest

from registry.importing import run_import
from registry.viewer import ANONYMOUS, Viewer
from tests.support.api import (
    ADMINISTRATOR,
    NATION,
    Api,
    agency,
    enterprise,
    holder,
    running_api,
)
from tests.support.database import Graph
from tests.support.training_files import (
    ELSEWHERE,
    HOST,
    SEATLESS,
    SMALL,
    UNSURE,
    training_files,
)

NOON: Final = datetime(2026, 11, 24, 4, tzinfo=UTC)
ENGLISH: Final = {"Accept-Language": "en"}

INSIDERS: Final = [
    pytest.param(ADMINISTRATOR, id="administrator"),
    pytest.param(NATION, id="agency-of-the-nation"),
    pytest.param(agency("320000"), id="agency-of-the-province"),
    pytest.param(enterprise(HOST), id="host"),
]
OUTSIDERS: Final = [
    pytest.param(ANONYMOUS, id="anonymous"),
    pytest.param(agency("330000"), id="agency-of-another-province"),
    pytest.param(enterprise(SMALL), id="supplier"),
    pytest.param(holder("W"), id="holder"),
]


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """Ask the application over the imported files."""
    report = run_import(
        training_files(tmp_path_factory.mktemp("training")), settings=graph.settings
    )
    assert report.total.rejected == 0
    with running_api(graph.settings, clock=lambda: NOON) as api:
        yield api


BASE: Final = """
query ($id: ID!) { trainingBase(id: $id) {
  id batch designatedOn status equipment latitude placeBasis distanceKm
  host { uscc } cluster { id kind division { code } industry { id } } division { code }
  offers { occupation { code } level capacity }
  ruling { outcome asOf regulation { id parameters { name value } }
           conditions { code outcome detail since evidence parts { code outcome } } } } }
"""


def test_a_base_with_its_host_and_cluster(api: Api) -> None:
    reply = api.ask(BASE, ANONYMOUS, {"id": "B1"})
    base = reply.data["trainingBase"]
    assert reply.statements == 1
    assert (base["host"], base["division"]) == ({"uscc": HOST}, {"code": "320102"})
    assert base["cluster"] == {
        "id": "K1", "kind": "CLUSTER", "division": {"code": "320000"}, "industry": {"id": "C34"},
    }  # fmt: skip
    assert base["equipment"] == ["五轴", "焊机"]
    assert (base["placeBasis"], base["distanceKm"]) == ("OWN", None)
    assert [
        (row["occupation"]["code"], row["level"], row["capacity"]) for row in base["offers"]
    ] == [
        ("6-18-01-01", "TECHNICIAN", 20),
        ("6-18-02-04", "SENIOR", 100),
        ("6-18-02-04", "TECHNICIAN", 40),
        ("6-18-02-04", "CHIEF_TECHNICIAN", None),
    ]


def test_the_rule_names_designation_and_regulation(api: Api) -> None:
    ruling = api.ask(BASE, ANONYMOUS, {"id": "B1"}).data["trainingBase"]["ruling"]
    day, host = ruling["conditions"]
    assert (ruling["outcome"], ruling["asOf"]) == ("MET", "2022-10-01")
    assert ruling["regulation"]["id"] == "CN-TRAINING-BASE"
    assert (day["code"], day["outcome"], day["detail"]) == ("DESIGNATION_DAY", "MET", "2022-10-01")
    assert (host["outcome"], host["since"]) == ("MET", "2022-01-01")
    assert host["evidence"] == [f"{HOST}|LEADING|2022-01-01"]
    assert [(part["code"], part["outcome"]) for part in host["parts"]] == [
        ("LITTLE_GIANT", "UNMET"),
        ("LEADING", "MET"),
    ]


def test_without_a_day_of_designation_the_rule_is_unknown(api: Api) -> None:
    base = api.ask(BASE, ANONYMOUS, {"id": "B2"}).data["trainingBase"]
    assert base["placeBasis"] == "CITY_SEAT"
    assert base["ruling"]["outcome"] == "UNKNOWN"
    assert base["ruling"]["regulation"] is None
    assert [row["outcome"] for row in base["ruling"]["conditions"]] == ["UNKNOWN", "UNKNOWN"]


def test_a_base_that_is_not_there(api: Api) -> None:
    assert api.ask(BASE, ADMINISTRATOR, {"id": "B9"}).data == {"trainingBase": None}


INTAKE: Final = """
query ($id: ID!) { trainingBase(id: $id) { intake {
  year seats completed advancedSeats advancedShare outsideSeats unknownSeats outsideShare suppressed
  regulation { id } conditions { code } evidence
  grades { level capacity seats completed } } } }
"""


def years(api: Api, viewer: Viewer) -> dict[int, dict[str, Any]]:
    """Return the intake of the base by year."""
    reply = api.ask(INTAKE, viewer, {"id": "B1"})
    assert reply.statements == 1
    rows = reply.data["trainingBase"]["intake"]
    assert [row["year"] for row in rows] == [2026, 2025, 2024]
    return {row["year"]: row for row in rows}


@pytest.mark.parametrize("viewer", INSIDERS)
def test_host_and_agency_see_exact_numbers(api: Api, viewer: Viewer) -> None:
    found = years(api, viewer)
    assert found[2026] == {
        "year": 2026, "seats": 87, "completed": None, "advancedSeats": 29, "advancedShare": 0.3333,
        "outsideSeats": 30, "unknownSeats": 0, "outsideShare": 0.3448, "suppressed": False,
        "regulation": {"id": "CN-TRAINING-BASE"}, "conditions": [], "evidence": ["S1", "S2", "S3"],
        "grades": [
            {"level": "SENIOR", "capacity": 100, "seats": 58, "completed": 57},
            {"level": "TECHNICIAN", "capacity": 40, "seats": 29, "completed": None},
            {"level": "CHIEF_TECHNICIAN", "capacity": None, "seats": 0, "completed": 0},
        ],
    }  # fmt: skip
    # The firm of unknown size may be small: what its seats are is not known.
    assert (found[2025]["seats"], found[2025]["completed"]) == (37, 35)
    assert [found[2025][name] for name in ("outsideSeats", "unknownSeats", "outsideShare")] == [
        0, 7, None,
    ]  # fmt: skip
    assert found[2025]["grades"][1]["capacity"] == 60
    assert [row["seats"] for row in found[2024]["grades"]] == [30, 3, 12, 0]
    assert found[2024]["outsideShare"] == 0.0667


@pytest.mark.parametrize("viewer", OUTSIDERS)
def test_others_see_published_numbers(api: Api, viewer: Viewer) -> None:
    found = years(api, viewer)
    assert found[2026]["grades"][0]["seats"] == 58
    assert (found[2026]["outsideShare"], found[2026]["evidence"]) == (0.3448, [])
    small = found[2024]
    # Three seats are hidden, the smallest other grade with them, and so are sums that tell them.
    assert [(row["level"], row["seats"]) for row in small["grades"]] == [
        ("SENIOR", 30),
        ("TECHNICIAN", None),
        ("SENIOR_TECHNICIAN", None),
        ("CHIEF_TECHNICIAN", 0),
    ]
    assert [row["capacity"] for row in small["grades"]] == [100, 60, None, None]
    assert (small["seats"], small["suppressed"]) == (45, True)
    assert (small["advancedSeats"], small["outsideSeats"], small["outsideShare"]) == (
        None, None, None,
    )  # fmt: skip


WITHOUT_SEAT: Final = """
query ($enterprise: ID, $year: Int, $first: Int, $after: String) {
  suppliersWithoutSeat(enterprise: $enterprise, year: $year, first: $first, after: $after) {
    nodes { supplier { uscc } small { code outcome detail evidence } }
    totalCount { value } pageInfo { hasNextPage endCursor } } }
"""


@pytest.mark.parametrize("viewer", INSIDERS)
def test_suppliers_that_had_no_seat_this_year(api: Api, viewer: Viewer) -> None:
    reply = api.ask(WITHOUT_SEAT, viewer, {"enterprise": HOST}, headers=ENGLISH)
    page = reply.data["suppliersWithoutSeat"]
    assert reply.statements == 1
    assert [row["supplier"]["uscc"] for row in page["nodes"]] == [UNSURE, SEATLESS]
    assert page["totalCount"] == {"value": 2}
    assert [row["small"]["outcome"] for row in page["nodes"]] == ["UNKNOWN", "MET"]
    assert page["nodes"][0]["small"] == {
        "code": "SMALL_ENTERPRISE", "outcome": "UNKNOWN", "evidence": [UNSURE],
        "detail": "above the designated size: yes; staff: unknown",
    }  # fmt: skip


def test_suppliers_without_a_seat_by_pages_and_years(api: Api) -> None:
    first = api.ask(WITHOUT_SEAT, NATION, {"enterprise": HOST, "first": 1}).data
    page = first["suppliersWithoutSeat"]
    assert page["pageInfo"]["hasNextPage"]
    variables = {"enterprise": HOST, "first": 1, "after": page["pageInfo"]["endCursor"]}
    second = api.ask(WITHOUT_SEAT, NATION, variables).data["suppliersWithoutSeat"]
    assert [row["supplier"]["uscc"] for row in second["nodes"]] == [SEATLESS]
    assert not second["pageInfo"]["hasNextPage"]
    earlier = api.ask(WITHOUT_SEAT, NATION, {"enterprise": HOST, "year": 2025}).data
    assert UNSURE not in [
        row["supplier"]["uscc"] for row in earlier["suppliersWithoutSeat"]["nodes"]
    ]
    assert earlier["suppliersWithoutSeat"]["totalCount"] == {"value": 4}


@pytest.mark.parametrize("viewer", OUTSIDERS)
def test_a_chain_is_the_business_of_its_firm(api: Api, viewer: Viewer) -> None:
    page = api.ask(WITHOUT_SEAT, viewer, {"enterprise": HOST}).data["suppliersWithoutSeat"]
    assert (page["nodes"], page["totalCount"]) == ([], {"value": 0})
    rows = api.ask(AT_THE_BASE, viewer).data["trainingBase"]["suppliersWithoutSeat"]
    assert rows == {"nodes": [], "totalCount": {"value": 0}}


AT_THE_BASE: Final = """
{ trainingBase(id: "B1") { suppliersWithoutSeat(year: 2026) {
    nodes { uscc } totalCount { value } } } }
"""


def test_a_seat_elsewhere_is_none_at_the_base(api: Api) -> None:
    reply = api.ask(AT_THE_BASE, enterprise(HOST))
    rows = reply.data["trainingBase"]["suppliersWithoutSeat"]
    assert reply.statements == 1
    assert [row["uscc"] for row in rows["nodes"]] == [UNSURE, SEATLESS, ELSEWHERE]


def test_an_enterprise_asks_about_itself(api: Api) -> None:
    page = api.ask(WITHOUT_SEAT, enterprise(HOST)).data["suppliersWithoutSeat"]
    assert [row["supplier"]["uscc"] for row in page["nodes"]] == [UNSURE, SEATLESS]
    assert api.ask(WITHOUT_SEAT, NATION).codes == ["BAD_ARGUMENT"]


@pytest.mark.parametrize("year", [0, 10_000])
def test_a_year_outside_the_calendar(api: Api, year: int) -> None:
    assert api.ask(WITHOUT_SEAT, NATION, {"enterprise": HOST, "year": year}).codes == [
        "BAD_ARGUMENT"
    ]
