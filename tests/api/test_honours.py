"""Nominees and honour rolls over a small nation, for every kind of viewer."""

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
    running_api,
)
from tests.support.database import Graph
from tests.support.recognition_world import HANGZHOU, NOON, load


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    load(graph, tmp_path_factory.mktemp("world"))
    with running_api(graph.settings, clock=lambda: NOON) as api:
        yield api


NOMINEES: Final = """
query ($honour: ID!, $batch: String, $division: ID, $unknown: Boolean!, $first: Int, $after: String)
{ nominees(honour: $honour, batch: $batch, division: $division, allowUnknown: $unknown,
           first: $first, after: $after) {
    nodes { worker { id } level outcome conditions { code text outcome evidence }
            programmes { id name documentNo } }
    totalCount { value exact } pageInfo { hasNextPage endCursor }
    honour { id quota } regulation { id confidence } batch quota nominated remaining } }
"""


def asked(api: Api, viewer: Viewer = NATION, **wanted: Any) -> Any:
    variables = {"honour": "GRAND_SKILL_AWARD", "batch": "2026", "unknown": False, **wanted}
    reply = api.ask(NOMINEES, viewer, variables)
    assert reply.statements == 1
    return reply.data["nominees"]


def names(page: Any) -> list[str]:
    return [row["worker"]["id"] for row in page["nodes"]]


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [
        pytest.param(ADMINISTRATOR, ["expert", "expert2"], id="administrator"),
        pytest.param(NATION, ["expert", "expert2"], id="agency-of-the-nation"),
        pytest.param(agency("330000"), ["expert"], id="agency-of-a-province"),
        pytest.param(agency("320100"), ["expert2"], id="agency-of-a-city"),
        pytest.param(enterprise(HANGZHOU), ["expert"], id="enterprise-sees-its-own-staff"),
        pytest.param(holder("expert2"), ["expert2"], id="holder-sees-the-own-record"),
        pytest.param(holder("low"), [], id="holder-who-does-not-fulfil-it"),
        pytest.param(issuer(HANGZHOU), [], id="issuer"),
        pytest.param(ANONYMOUS, [], id="anonymous"),
    ],
)
def test_whoever_fulfils_the_criteria_is_found_by_whom_the_record_is_open_to(
    api: Api, viewer: Viewer, expected: list[str]
) -> None:
    assert names(asked(api, viewer)) == expected


def test_what_a_nominee_shows(api: Api) -> None:
    page = asked(api)
    [first, _] = page["nodes"]
    assert first["level"] == "SENIOR_TECHNICIAN"
    assert [(one["code"], one["outcome"]) for one in first["conditions"]] == [
        ("level_at_least", "MET"), ("honour", "MET"), ("no_misconduct", "MET"),
    ]  # fmt: skip
    assert first["conditions"][1]["evidence"] == ["expert|NATIONAL_TECHNICAL_EXPERT|2019"]
    assert [one["id"] for one in first["programmes"]] == ["PR1"]
    assert page["nodes"][1]["programmes"] == []
    assert page["regulation"] == {"id": "CN-HONOUR-GRAND-SKILL-AWARD", "confidence": "low"}
    assert (page["quota"], page["nominated"], page["remaining"]) == (30, 1, 29)
    assert page["totalCount"] == {"value": 2, "exact": True}


def test_a_number_below_five_is_not_published(api: Api) -> None:
    page = asked(api, agency("330000"))
    assert (page["nominated"], page["remaining"]) == (None, None)


@pytest.mark.parametrize(
    ("division", "expected"),
    [
        pytest.param("330000", ["expert"], id="province"),
        pytest.param("330100", ["expert"], id="city"),
        pytest.param("330106", ["expert"], id="county"),
        pytest.param("320102", ["expert2"], id="county-elsewhere"),
        pytest.param("330200", [], id="another-city"),
    ],
)
def test_a_division_finds_those_who_work_there(
    api: Api, division: str, expected: list[str]
) -> None:
    assert names(asked(api, division=division)) == expected


def test_a_small_place_finds_whoever_stands_at_a_start_of_the_rule(api: Api) -> None:
    # By contest and by honour with grade: the ways of the rule that no grade alone finds.
    wanted: dict[str, Any] = {"honour": "PROVINCIAL_TECHNICAL_EXPERT", "division": "330106"}
    assert names(asked(api, NATION, **wanted)) == ["low", "winner", "local"]
    assert names(asked(api, agency("330106"), **wanted)) == ["low", "winner", "local"]


def test_in_another_batch_the_nominated_one_is_free_again(api: Api) -> None:
    assert names(asked(api, batch="2028")) == ["expert", "expert2", "nominated"]


def test_the_batch_is_this_years_if_not_said(api: Api) -> None:
    assert asked(api, batch=None)["batch"] == "2026"


def test_a_province_overrides_and_elsewhere_nothing_is_in_force(api: Api) -> None:
    wanted: dict[str, Any] = {"honour": "PROVINCIAL_TECHNICAL_EXPERT"}
    zhejiang = asked(api, division="330000", **wanted)
    # A fifth place in a provincial contest of class one, and places of higher classes.
    assert names(zhejiang) == ["low", "winner", "local"]
    assert zhejiang["regulation"]["id"] == "ZJ-HONOUR-PROVINCIAL-TECHNICAL-EXPERT"
    jiangsu = asked(api, division="320000", **wanted)
    assert (names(jiangsu), jiangsu["regulation"]) == ([], None)


def test_an_enterprise_is_judged_by_the_rule_of_its_place(api: Api) -> None:
    page = asked(api, enterprise(HANGZHOU), honour="PROVINCIAL_TECHNICAL_EXPERT")
    assert page["regulation"]["id"] == "ZJ-HONOUR-PROVINCIAL-TECHNICAL-EXPERT"


def test_pages_joined_are_the_whole_once(api: Api) -> None:
    found: list[str] = []
    after: str | None = None
    while True:
        page = asked(api, batch="2028", first=1, after=after)
        found += names(page)
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert found == ["expert", "expert2", "nominated"]
    assert page["totalCount"] == {"value": 3, "exact": True}


def test_whoever_was_judged_and_not_shown_was_not_seen(api: Api, graph: Graph) -> None:
    before = [event for (event,) in graph.run("MATCH (e:AccessEvent) RETURN e.id")]
    assert names(asked(api, agency("330100"))) == ["expert"]
    seen = graph.run(
        """MATCH (e:AccessEvent)-[:ABOUT]->(w:Worker) WHERE NOT e.id IN $before
        RETURN DISTINCT w.id""",
        before=before,
    )
    # `charged` was judged too.
    assert seen == [["expert"]]


@pytest.mark.parametrize(
    "wanted",
    [pytest.param({"honour": "NOBEL"}, id="honour"), pytest.param({"division": "999999"},
                                                                  id="division")],
)  # fmt: skip
def test_an_unknown_code_is_an_error_that_names_it(api: Api, wanted: dict[str, str]) -> None:
    variables = {"honour": "GRAND_SKILL_AWARD", "batch": "2026", "unknown": False, **wanted}
    reply = api.ask(NOMINEES, NATION, variables)
    assert reply.codes == ["UNKNOWN_CODE"]
    assert next(iter(wanted.values())) in reply.body["errors"][0]["message"]


ROLLS: Final = """
query ($honour: ID!, $batch: String, $first: Int, $after: String) {
  honourRolls(honour: $honour, batch: $batch, first: $first, after: $after) {
    nodes { worker { id } award { batch year documentNo } on outcome
            conditions { code outcome detail evidence } }
    batches { batch year awarded quota condition { code outcome detail } }
    totalCount { value exact } pageInfo { hasNextPage endCursor } regulation { id } } }
"""


def rolls(api: Api, viewer: Viewer = NATION, **wanted: Any) -> Any:
    reply = api.ask(ROLLS, viewer, {"honour": "NATIONAL_TECHNICAL_EXPERT", **wanted})
    assert reply.statements == 1
    return reply.data["honourRolls"]


def test_an_award_says_whether_document_publication_and_day_are_there(api: Api) -> None:
    page = rolls(api)
    assert {row["worker"]["id"]: row["outcome"] for row in page["nodes"]} == {
        "low": "MET", "charged": "UNKNOWN", "expert": "MET", "expert2": "UNKNOWN",
        "granted": "MET", "nominated": "MET",
    }  # fmt: skip
    assert [row["award"]["year"] for row in page["nodes"]] == [2021, 2019, 2019, 2019, 2019, 2019]
    charged = next(row for row in page["nodes"] if row["worker"]["id"] == "charged")
    assert [(one["code"], one["outcome"]) for one in charged["conditions"]] == [
        ("DOCUMENT", "UNKNOWN"), ("PUBLICATION", "MET"), ("DAY", "UNKNOWN"),
    ]  # fmt: skip
    assert page["totalCount"] == {"value": 6, "exact": True}


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [
        pytest.param(agency("330000"), {"low", "charged", "expert", "nominated"}, id="agency"),
        pytest.param(enterprise(HANGZHOU), {"low", "charged", "expert", "nominated"},
                     id="enterprise"),
        pytest.param(holder("expert2"), {"expert2"}, id="holder"),
        pytest.param(ANONYMOUS, set(), id="anonymous"),
    ],
)  # fmt: skip
def test_a_roll_names_only_whom_the_viewer_may_know(
    api: Api, viewer: Viewer, expected: set[str]
) -> None:
    assert {row["worker"]["id"] for row in rolls(api, viewer)["nodes"]} == expected


def test_numbers_of_batches_are_exact_for_the_nation_and_suppressed_for_others(api: Api) -> None:
    exact = {row["batch"]: row["awarded"] for row in rolls(api)["batches"]}
    assert exact == {"2021": 1, "2019": 5}
    # One alone is below five; the other would give it away.
    shown = {row["batch"]: row["awarded"] for row in rolls(api, ANONYMOUS)["batches"]}
    assert shown == {"2021": None, "2019": None}


def test_a_batch_over_its_quota_is_flagged(api: Api) -> None:
    [batch] = rolls(api, honour="CITY_TECHNICAL_EXPERT")["batches"]
    assert batch["condition"] == {"code": "QUOTA", "outcome": "UNMET", "detail": "3 / 2"}
    [hidden] = rolls(api, ANONYMOUS, honour="CITY_TECHNICAL_EXPERT")["batches"]
    assert hidden["condition"] == {"code": "QUOTA", "outcome": "UNMET", "detail": "< 5 / 2"}


def test_without_a_regulation_what_an_award_must_name_is_unknown(api: Api) -> None:
    page = rolls(api, honour="CITY_TECHNICAL_EXPERT")
    assert page["regulation"] is None
    assert {row["outcome"] for row in page["nodes"]} == {"UNKNOWN"}


def test_one_batch_alone(api: Api) -> None:
    page = rolls(api, batch="2021")
    assert [row["batch"] for row in page["batches"]] == ["2021"]
    assert [row["worker"]["id"] for row in page["nodes"]] == ["low"]


def test_pages_of_a_roll_joined_are_the_whole_once(api: Api) -> None:
    found: list[str] = []
    after: str | None = None
    while True:
        page = rolls(api, first=2, after=after)
        found += names(page)
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert sorted(found) == ["charged", "expert", "expert2", "granted", "low", "nominated"]


def test_an_unknown_honour_has_no_roll(api: Api) -> None:
    assert api.ask(ROLLS, NATION, {"honour": "NOBEL"}).codes == ["UNKNOWN_CODE"]


PROGRAMMES: Final = """
query ($division: ID) { talentProgrammes(division: $division) {
    nodes { id name memberCount members(first: 5) { nodes { id } totalCount { value } } }
    totalCount { value } } }
"""


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [
        pytest.param(NATION, ["expert"], id="nation"),
        pytest.param(holder("expert"), ["expert"], id="holder"),
        pytest.param(agency("320000"), [], id="agency-elsewhere"),
        pytest.param(ANONYMOUS, [], id="anonymous"),
    ],
)
def test_a_programme_names_who_is_in_it_today_to_whom_knows_them(
    api: Api, viewer: Viewer, expected: list[str]
) -> None:
    reply = api.ask(PROGRAMMES, viewer, {"division": "330000"})
    assert reply.statements == 1
    [programme] = reply.data["talentProgrammes"]["nodes"]
    assert [row["id"] for row in programme["members"]["nodes"]] == expected
    # `expert2` has left it, and one is fewer than five.
    assert programme["memberCount"] is None
