"""Appointments: what refuses one, what an exception relaxes, and the dossier of one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest

from registry.viewer import ANONYMOUS, Viewer
from tests.support.api import (
    ADMINISTRATOR,
    NATION,
    Api,
    agency,
    enterprise,
    holder,
    issuer,
)
from tests.support.database import Graph
from tests.support.posts_world import HOME, HOST, running_posts

APPOINT: Final = """mutation($input: AppointInput!, $key: ID!) {
  appoint(input: $input, idempotencyKey: $key) {
    ... on Appointed { appointment { id level post } notes }
    ... on Refused { code message } } }"""

CASE: Final = """query ($worker: ID!, $enterprise: ID!, $target: SkillLevel!, $post: String) {
  appointmentCase(worker: $worker, enterprise: $enterprise, target: $target, post: $post) {
    worker { id } enterprise { uscc } target post asOf outcome publishedOn
    conditions { code outcome detail since evidence }
    exception { reason documentNo } regulation { id } eligibility { outcome }
    certificates { number } appointments { id } achievements { id } honours { year }
    mentees { mentee { id } } } }"""


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    with running_posts(graph, tmp_path_factory.mktemp("home")) as running:
        yield running


def appoint(api: Api, key: str, **changes: Any) -> Any:
    given = {
        "worker": "w10",
        "enterprise": HOME,
        "level": "SPECIAL_TECHNICIAN",
        "post": "特级技师",
        "from": "2026-11-24",
        "decisionNo": "D1",
        "fields": ["工业母机"],
    } | changes
    reply = api.ask(
        APPOINT,
        enterprise(HOME),
        {"input": given, "key": key},
        headers={"Accept-Language": "en"},
    )
    return reply.data["appoint"]


def case(api: Api, viewer: Viewer = ADMINISTRATOR, **values: Any) -> Any:
    asked = {"worker": "w13", "enterprise": HOME, "target": "SPECIAL_TECHNICIAN"} | values
    reply = api.ask(CASE, viewer, asked, headers={"Accept-Language": "en"})
    assert reply.statements == 1
    return reply.data["appointmentCase"]


def outcomes(dossier: Any) -> dict[str, str]:
    return {one["code"]: one["outcome"] for one in dossier["conditions"]}


def test_the_dossier_of_a_wanted_appointment(api: Api) -> None:
    dossier = case(api, post="特级技师")
    quota = next(one for one in dossier["conditions"] if one["code"] == "QUOTA")

    assert outcomes(dossier) == {
        "EMPLOYED": "MET",
        "RULE": "UNKNOWN",
        "EMPLOYER_FILED": "MET",
        "QUOTA": "UNMET",
        "PRIORITY_FIELD": "UNKNOWN",
    }
    assert (quota["detail"], quota["evidence"]) == ("1 + 1 / 1", ["p-special"])
    assert dossier["outcome"] == "UNMET"
    assert dossier["regulation"] == {"id": "CN-APPOINTMENT"}
    assert [one["number"] for one in dossier["certificates"]] == ["own-w13"]
    assert dossier["asOf"] == "2026-11-24"


def test_the_dossier_of_an_appointment_that_was_made(api: Api) -> None:
    dossier = case(api, worker="w4")

    assert (dossier["asOf"], dossier["post"], dossier["publishedOn"]) == (
        "2023-01-01",
        "特级技师",
        "2023-01-20",
    )
    # Nobody but w4 holds the post of that name; no certificate says which occupation to be filed
    # for.
    assert outcomes(dossier) | {"PRIORITY_FIELD": "-"} == {
        "EMPLOYED": "MET",
        "RULE": "UNKNOWN",
        "EMPLOYER_FILED": "UNMET",
        "QUOTA": "MET",
        "PUBLISHED": "MET",
        "PRIORITY_FIELD": "-",
    }
    assert [one["id"] for one in dossier["appointments"]] == ["a-4"]


def test_a_post_that_no_name_fits_is_judged_by_the_grade(api: Api) -> None:
    dossier = case(api, worker="w7")
    found = outcomes(dossier)

    assert (found["QUOTA"], found["PUBLISHED"]) == ("UNMET", "UNKNOWN")


@pytest.mark.parametrize(
    ("viewer", "sees"),
    [
        pytest.param(ADMINISTRATOR, True, id="administrator"),
        pytest.param(NATION, True, id="agency-of-the-nation"),
        pytest.param(agency("320100"), True, id="agency-of-the-city"),
        pytest.param(enterprise(HOME), True, id="the-enterprise"),
        pytest.param(holder("w13"), True, id="the-person"),
        pytest.param(holder("w11"), False, id="a-colleague"),
        pytest.param(agency("330000"), False, id="agency-of-another-province"),
        pytest.param(enterprise(HOST), False, id="another-enterprise"),
        pytest.param(issuer(HOME), False, id="an-issuer"),
        pytest.param(ANONYMOUS, False, id="nobody"),
    ],
)
def test_a_dossier_is_for_the_enterprise_its_agencies_and_the_person(
    api: Api, viewer: Viewer, *, sees: bool
) -> None:
    assert (case(api, viewer) is not None) is sees


def test_a_person_asks_for_the_own_dossier(api: Api) -> None:
    query = "{ appointmentCase(target: CHIEF_TECHNICIAN) { worker { id } enterprise { uscc } } }"
    own = api.ask(query, holder("w13")).data["appointmentCase"]
    assert own == {"worker": {"id": "w13"}, "enterprise": {"uscc": HOME}}
    assert api.ask(query, enterprise(HOME)).data["appointmentCase"] is None


def test_nobody_elsewhere_has_a_dossier(api: Api) -> None:
    assert case(api, worker="w0") is None
    assert case(api, enterprise="nobody") is None
    # Who works elsewhere is judged, for those who may see both, and found not to be on the staff.
    assert outcomes(case(api, enterprise=HOST))["EMPLOYED"] == "UNMET"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({}, "POST_WITHOUT_QUOTA", id="the-post-is-held"),
        pytest.param({"post": "别名"}, "POST_WITHOUT_QUOTA", id="the-grade-is-full"),
        pytest.param(
            {"worker": "w14", "level": "CHIEF_TECHNICIAN", "post": "首席技师"},
            "EMPLOYER_NOT_FILED",
            id="no-occupation-that-the-enterprise-is-filed-for",
        ),
        pytest.param(
            {"exception": {"reason": "独门绝技", "documentNo": " "}},
            "INVALID_TEXT",
            id="an-exception-without-its-document",
        ),
    ],
)
def test_what_refuses_an_appointment(api: Api, changes: dict[str, Any], code: str) -> None:
    assert appoint(api, f"refused-{changes}", **changes)["code"] == code


def test_a_post_is_free_when_the_term_before_it_has_ended(api: Api) -> None:
    made = appoint(api, "after", worker="w11", **{"from": "2027-01-01"})
    assert made["appointment"]["post"] == "特级技师"
    # Now it is taken, from that day on.
    assert appoint(api, "again", worker="w12", **{"from": "2027-06-01"})["code"] == (
        "POST_WITHOUT_QUOTA"
    )


def test_an_exception_with_its_document_relaxes_the_rules_and_is_kept(
    api: Api, graph: Graph
) -> None:
    exception = {"reason": "独门绝技", "documentNo": "特批〔2026〕1号"}
    made = appoint(api, "exception", worker="w12", exception=exception)
    dossier = case(api, worker="w12")

    assert "relaxed by the exception: a post of the grade is free" in made["notes"]
    assert graph.run(
        "MATCH (a:Appointment {id: $id}) RETURN a.exceptionReason, a.exceptionDocumentNo",
        id=made["appointment"]["id"],
    ) == [["独门绝技", "特批〔2026〕1号"]]
    assert dossier["exception"] == exception
    assert (outcomes(dossier)["QUOTA"], outcomes(dossier)["EXCEPTION"]) == ("UNMET", "MET")
    # It was not published, and that an exception does not relax.
    assert dossier["outcome"] == "UNKNOWN"


def test_an_unknown_quota_refuses_nobody_and_is_said(api: Api, graph: Graph) -> None:
    graph.run("MATCH (p:Post {id: 'p-chief'}) REMOVE p.quota")
    made = appoint(api, "open", level="CHIEF_TECHNICIAN", post="首席技师")
    graph.run("MATCH (p:Post {id: 'p-chief'}) SET p.quota = 1")

    assert "a post of the grade is free: the quota is not recorded" in made["notes"]
