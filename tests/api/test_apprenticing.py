"""Opening and completing apprenticeships as enterprises meet it: made, refused, by whom, again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

import pytest

from registry.personal import PersonalKeys, cell_place
from registry.viewer import ANONYMOUS, Viewer
from tests.support.api import ADMINISTRATOR, NATION, Api, enterprise, holder, issuer, running_api
from tests.support.apprenticeship_world import (
    HANGZHOU,
    NANJING,
    SCHOOL,
    WELDER,
    WUXI,
    load,
)
from tests.support.database import Graph

NOON: Final = datetime(2026, 11, 24, 4, tzinfo=UTC)
REFUSED: Final = "... on Refused { code message }"
SHOWN: Final = """... on RecordedApprenticeship { notes apprenticeship {
    id status problems completedOn certificateNumber from to targetLevel
    apprentice { id } enterprise { uscc } school { uscc } class { id }
    enterpriseMentors { id } schoolMentors { id } } }"""
OPEN: Final = f"""mutation ($input: OpenApprenticeshipInput!, $key: ID!) {{
  openApprenticeship(input: $input, idempotencyKey: $key) {{ {SHOWN} {REFUSED} }} }}"""
COMPLETE: Final = f"""mutation ($id: ID!, $on: Date!, $number: ID, $key: ID!) {{
  completeApprenticeship(id: $id, on: $on, certificateNumber: $number, idempotencyKey: $key) {{
    {SHOWN} {REFUSED} }} }}"""


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    load(graph, tmp_path_factory.mktemp("world") / "files")
    with running_api(graph.settings, clock=lambda: NOON) as api:
        yield api


def order(**changes: Any) -> dict[str, Any]:
    """Return the input of an apprenticeship that is in order."""
    return {
        "apprentice": "L1",
        "enterprise": NANJING,
        "school": SCHOOL,
        "class": "K1",
        "occupation": "6-18-02-04",
        "targetLevel": "TECHNICIAN",
        "enterpriseMentors": ["M1"],
        "schoolMentors": ["T1"],
        "origin": "ON_POST",
        "contractFrom": "2026-12-01",
        "contractTo": "2027-11-30",
        "from": "2026-12-01",
        "to": "2028-11-30",
        "agreementNo": "学徒协议9",
        "wage": 4500,
        "publicFund": "SKILL_ACCOUNT",
    } | changes


def opened(api: Api, viewer: Viewer, key: str, **changes: Any) -> Any:
    variables = {"input": order(**changes), "key": key}
    reply = api.ask(OPEN, viewer, variables, headers={"Accept-Language": "en"})
    return reply.data["openApprenticeship"]


def completed(api: Api, viewer: Viewer, key: str, **given: Any) -> Any:
    reply = api.ask(COMPLETE, viewer, {"key": key, **given}, headers={"Accept-Language": "en"})
    return reply.data["completeApprenticeship"]


def test_an_enterprise_opens_one_and_its_wage_is_sealed(api: Api, graph: Graph) -> None:
    made = opened(api, enterprise(NANJING), "one")
    row = made["apprenticeship"]
    assert made["notes"] == []
    assert row == {
        "id": row["id"],
        "status": "RUNNING",
        "problems": [],
        "completedOn": None,
        "certificateNumber": None,
        "from": "2026-12-01",
        "to": "2028-11-30",
        "targetLevel": "TECHNICIAN",
        "apprentice": {"id": "L1"},
        "enterprise": {"uscc": NANJING},
        "school": {"uscc": SCHOOL},
        "class": {"id": "K1"},
        "enterpriseMentors": [{"id": "M1"}],
        "schoolMentors": [{"id": "T1"}],
    }
    assert opened(api, enterprise(NANJING), "one") == made
    stored = "MATCH (a:Apprenticeship {id: $id}) RETURN a.wageEnc, a.occKey, a.publicFund"
    [[sealed, occupation, fund]] = graph.run(stored, id=row["id"])
    place = cell_place("apprenticeships", row["id"], "wage")
    assert PersonalKeys.load(graph.settings).open_cell(place, sealed) == "4500.0"
    assert (occupation, fund) == (WELDER, "SKILL_ACCOUNT")
    again = opened(api, enterprise(NANJING), "two", **{"from": "2028-11-30", "to": "2029-12-31"})
    assert again["code"] == "APPRENTICESHIP_OVERLAPS"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"apprentice": "L3"}, "NOT_OWN_STAFF", id="staff-of-another"),
        pytest.param({"apprentice": "nobody"}, "NOT_OWN_STAFF", id="nobody"),
        pytest.param({"enterprise": WUXI}, "NOT_OWN_STAFF", id="for-another-enterprise"),
        pytest.param({"enterpriseMentors": ["T1"]}, "MENTOR_NOT_EMPLOYED", id="mentor-elsewhere"),
        pytest.param({"enterpriseMentors": ["X1"]}, "MENTOR_NOT_EMPLOYED", id="mentor-nowhere"),
        pytest.param({"schoolMentors": ["M1"]}, "MENTOR_NOT_EMPLOYED", id="teacher-elsewhere"),
        pytest.param({"schoolMentors": ["nobody"]}, "MENTOR_NOT_EMPLOYED", id="teacher-unknown"),
        pytest.param({"enterpriseMentors": ["L2"]}, "INVALID_MENTORS", id="own-mentor"),
        pytest.param({"enterpriseMentors": []}, "MISSING_ENTERPRISE_MENTOR", id="no-mentor"),
        pytest.param({"schoolMentors": []}, "MISSING_SCHOOL_MENTOR", id="no-teacher"),
        pytest.param({"contractTo": "2027-11-29"}, "CONTRACT_TOO_SHORT", id="contract"),
        pytest.param({"to": "2027-11-29"}, "TOO_SHORT", id="too-short"),
        pytest.param({"to": "2029-12-01"}, "TOO_LONG", id="too-long"),
        pytest.param({"targetLevel": "JUNIOR"}, "LEVEL_NOT_ALLOWED", id="level"),
        pytest.param({"wage": 2299.99}, "WAGE_BELOW_MINIMUM", id="wage"),
        pytest.param({"wage": -1}, "INVALID_WAGE", id="negative-wage"),
        pytest.param({"publicFund": "MINE"}, "INVALID_FUND", id="fund"),
        pytest.param({"occupation": "9-99"}, "OCCUPATION_NOT_FOUND", id="occupation"),
        pytest.param({"school": "nowhere"}, "SCHOOL_NOT_FOUND", id="school"),
        pytest.param({"class": "K9"}, "CLASS_NOT_FOUND", id="class"),
        pytest.param({"to": "2026-11-30"}, "INVALID_PERIOD", id="period"),
        pytest.param({"agreementNo": " "}, "INVALID_TEXT", id="agreement"),
    ],
)
def test_what_is_refused(
    api: Api, request: pytest.FixtureRequest, changes: dict[str, Any], code: str
) -> None:
    found = opened(api, enterprise(NANJING), request.node.name, **{"apprentice": "L2"} | changes)
    assert found["code"] == code
    assert "2299" not in found["message"]


@pytest.mark.parametrize(
    "viewer",
    [
        pytest.param(ANONYMOUS, id="anonymous"),
        pytest.param(holder("L2"), id="holder"),
        pytest.param(issuer(NANJING), id="issuer"),
        pytest.param(NATION, id="agency"),
    ],
)
def test_who_may_not(api: Api, viewer: Viewer) -> None:
    assert opened(api, viewer, "mine", apprentice="L2")["code"] == "FORBIDDEN"
    given = {"id": "P06", "on": "2026-11-24"}
    assert completed(api, viewer, "done", **given)["code"] == "FORBIDDEN"


def test_without_a_regulation_it_is_made_with_a_note(api: Api, graph: Graph) -> None:
    graph.run(
        "MATCH (r:Regulation {subject: 'APPRENTICESHIP'}) SET r.validFrom = date('2030-01-01')"
    )
    try:
        made = opened(
            api, ADMINISTRATOR, "free", apprentice="L2", enterpriseMentors=[], schoolMentors=[]
        )
    finally:
        graph.run(
            "MATCH (r:Regulation {subject: 'APPRENTICESHIP'}) SET r.validFrom = date('2020-01-01')"
        )
    assert made["notes"] == [
        "no regulation of apprenticeship is in force there, so nothing was judged"
    ]


def test_what_the_registry_cannot_know_is_noted(api: Api) -> None:
    found = opened(
        api,
        enterprise(NANJING),
        "noted",
        apprentice="M1",
        enterpriseMentors=["L6"],
        schoolMentors=["X1"],
        wage=None,
    )
    assert found["notes"] == [
        "each mentor works for the enterprise or the school",
        "the wage is at least the local minimum",
    ]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        pytest.param({"id": "P99"}, "APPRENTICESHIP_NOT_FOUND", id="unknown"),
        pytest.param({"id": "P03"}, "APPRENTICESHIP_NOT_FOUND", id="of-another"),
        pytest.param({"id": "P01"}, "APPRENTICESHIP_OVER", id="completed-already"),
        pytest.param({"id": "P07"}, "APPRENTICESHIP_OVER", id="given-up"),
        pytest.param({"on": "2024-12-31"}, "INVALID_DATE", id="before-it-began"),
        pytest.param({"on": "2026-11-25"}, "INVALID_DATE", id="tomorrow"),
        pytest.param({"number": "C2"}, "CERTIFICATE_NOT_COUNTING", id="somebody-elses"),
        pytest.param({"number": "C8"}, "CERTIFICATE_TOO_LOW", id="too-low"),
        pytest.param({"number": "C9"}, "CERTIFICATE_NOT_COUNTING", id="won-before"),
    ],
)
def test_what_is_not_completed(
    api: Api, graph: Graph, request: pytest.FixtureRequest, given: dict[str, Any], code: str
) -> None:
    graph.run(
        """MATCH (w:Worker {id: 'L6'})
        UNWIND [['C7', 3, '2026-05-01'], ['C8', 2, '2026-05-01'], ['C9', 3, '2020-05-01']] AS row
        MERGE (c:Certificate {key: 'SKILL_GRADE:' + row[0]})
        ON CREATE SET c.kind = 'SKILL_GRADE', c.number = row[0], c.rank = row[1],
            c.occKey = $welder, c.issuedOn = date(row[2]), c.status = 'VALID',
            c.registeredAt = row[2] + 'T00:00:00Z'
        MERGE (w)-[:HOLDS]->(c)""",
        welder=WELDER,
    )
    asked = {"id": "P06", "on": "2026-06-30"} | given
    found = completed(api, enterprise(NANJING), request.node.name, **asked)
    assert found["code"] == code


def test_one_is_completed_with_its_certificate(api: Api) -> None:
    found = completed(api, enterprise(NANJING), "end", id="P06", on="2026-06-30", number="C7")
    row = found["apprenticeship"]
    assert found["notes"] == []
    assert (row["status"], row["completedOn"], row["certificateNumber"]) == (
        "COMPLETED",
        "2026-06-30",
        "C7",
    )
    assert row["problems"] == []
    over = completed(api, enterprise(NANJING), "end again", id="P06", on="2026-06-30")
    assert over["code"] == "APPRENTICESHIP_OVER"


def test_one_is_completed_without_a_certificate_and_says_so(api: Api) -> None:
    found = completed(api, enterprise(HANGZHOU), "end", id="P08", on="2026-11-20")
    assert found["notes"] == [
        "a certificate of the occupation, of the target grade or above, was won"
    ]
    assert found["apprenticeship"]["status"] == "COMPLETED"
