"""The search as its users meet it: who finds whom, what a card shows and hides, errors, lineage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
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
    issuer,
    running_api,
)
from tests.support.candidate_people import FILES, NUMBER, PLANT, POLICIES, RIVAL, ago
from tests.support.candidate_world import write_files
from tests.support.database import Graph


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """Ask the application over a few people."""
    folder: Path = tmp_path_factory.mktemp("people")
    write_files(folder, FILES, POLICIES)
    report = run_import(folder, settings=graph.settings, rejects=folder / "rejects.csv", bulk=False)
    assert report.total.rejected == 0, (folder / "rejects.csv").read_text("utf-8")
    with running_api(graph.settings) as api:
        yield api


CARDS: Final = """
query ($filter: CandidateFilter!, $first: Int, $last: Int, $after: String) {
  candidates(filter: $filter, first: $first, last: $last, after: $after) {
    nodes { id level menteeCount worker { id name } } totalCount { value }
    pageInfo { endCursor } facets(by: [LEVEL]) { buckets { key count { value } } }
  }
}
"""


def search(api: Api, viewer: Viewer, **wish: Any) -> Any:
    """Search and return the connection."""
    return api.ask(CARDS, viewer, {"filter": wish}).data["candidates"]


def found(api: Api, viewer: Viewer, **wish: Any) -> set[str]:
    """Return who is found, told by what only they have in this world."""
    ids = {"master": 1, "learner": 2, "ours": 3, "granted": 4}
    by_id = {card_of(api, viewer, worker): worker for worker in ids}
    return {by_id[node["id"]] for node in search(api, viewer, **wish)["nodes"]}


def card_of(api: Api, viewer: Viewer, worker: str) -> str:
    """Return the id by which a viewer knows a candidate."""
    return api.services.sealing.seal(viewer.scope, "candidate", worker)


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [
        pytest.param(ADMINISTRATOR, {"master", "learner", "ours"}, id="the-administrator"),
        pytest.param(NATION, {"master", "learner", "ours"}, id="the-nation"),
        pytest.param(agency("320500"), {"master", "learner"}, id="the-agency-of-a-city"),
        pytest.param(agency("370000"), {"master"}, id="an-agency-where-one-of-two-employers-is"),
        pytest.param(agency("110000"), set(), id="an-agency-elsewhere"),
        pytest.param(
            enterprise(PLANT),
            {"master", "learner", "ours", "granted"},
            id="the-enterprise-with-a-grant",
        ),
        pytest.param(enterprise(RIVAL), {"master", "learner", "ours"}, id="another-enterprise"),
        pytest.param(issuer(RIVAL), set(), id="an-issuer"),
        pytest.param(holder("master"), set(), id="a-holder"),
        pytest.param(ANONYMOUS, set(), id="nobody"),
    ],
)
def test_who_finds_whom(api: Api, viewer: Viewer, expected: set[str]) -> None:
    page = search(api, viewer)
    assert found(api, viewer) == expected
    assert page["totalCount"] == {"value": len(expected)}
    assert sum(bucket["count"]["value"] for bucket in page["facets"][0]["buckets"]) == len(expected)


def test_an_agency_asks_for_a_trade_and_a_place_that_two_employers_share(api: Api) -> None:
    assert found(api, agency("320500"), divisions=["370000"]) == {"master"}
    assert found(api, agency("370000"), industry="C33", occupations=["6-18-02-04"]) == {"master"}


CARD: Final = """
query ($id: ID!) { candidate(id: $id) {
  id level levelSince yearsAtLevel ageBand score menteeCount menteesPromoted keyFields
  occupation { name } division { name } industry { id } studio { name }
  certificates { maskedNumber level issuer } honours { type { id } }
  explanation { criterion points evidence }
  eligibility(target: SPECIAL_TECHNICIAN) { outcome eligibleSince
                                            policy { id division { parent { name } name } }
                                            conditions { code outcome evidence } }
  none: eligibility(target: CHIEF_TECHNICIAN) { outcome }
  worker { name }
} }
"""


def test_a_card_says_why_and_not_who(api: Api) -> None:
    viewer = enterprise(PLANT)
    reply = api.ask(CARD, viewer, {"id": card_of(api, viewer, "master")})
    card = reply.data["candidate"]
    assert reply.statements == 1
    shown = {
        name: card[name]
        for name in ("level", "levelSince", "yearsAtLevel", "ageBand", "menteeCount")
    }
    assert shown == {
        "level": "SENIOR_TECHNICIAN",
        "levelSince": ago(6),
        "yearsAtLevel": 6,
        "ageBand": "45-49",
        "menteeCount": 1,
    }
    assert card["menteesPromoted"] == 1
    assert (card["division"]["name"], card["industry"]["id"]) == ("苏州市", "C33"), (
        "the job that began last"
    )
    assert card["certificates"] == [
        {"maskedNumber": NUMBER[:15] + "*******", "level": "SENIOR_TECHNICIAN", "issuer": "乙厂"},
        {"maskedNumber": "*******", "level": "SENIOR", "issuer": ""},
    ]
    assert card["score"] == sum(part["points"] for part in card["explanation"])
    report = card["eligibility"]
    assert (report["outcome"], report["eligibleSince"]) == ("MET", ago(2))
    assert report["policy"] == {"id": "CN", "division": {"name": "江苏省", "parent": None}}
    assert card["none"] is None
    assert card["worker"] is None
    evidence = [
        one for part in (*card["explanation"], *report["conditions"]) for one in part["evidence"]
    ]
    assert evidence
    assert not [
        one
        for one in evidence
        if NUMBER in one or "master" in one or "learner" in one or RIVAL in one
    ]


def test_a_worker_is_shown_where_the_viewer_may_know_who_it_is(api: Api) -> None:
    names = {n["worker"]["name"] for n in search(api, enterprise(PLANT))["nodes"] if n["worker"]}
    assert names == {"孙自家", "李学徒"}, "own staff, and who consented to contact"


def test_a_card_id_means_nothing_to_another_viewer(api: Api) -> None:
    mine = card_of(api, enterprise(PLANT), "master")
    assert mine != card_of(api, enterprise(RIVAL), "master")
    for viewer in (enterprise(RIVAL), ADMINISTRATOR, ANONYMOUS):
        assert api.ask(CARD, viewer, {"id": mine}).data["candidate"] is None
    assert api.ask(CARD, enterprise(PLANT), {"id": "master"}).data["candidate"] is None


def test_a_card_of_somebody_who_can_no_longer_be_found_is_gone(api: Api) -> None:
    viewer = enterprise(RIVAL)
    assert api.ask(CARD, viewer, {"id": card_of(api, viewer, "granted")}).data["candidate"] is None
    assert api.ask(CARD, viewer, {"id": card_of(api, viewer, "silent")}).data["candidate"] is None


@pytest.mark.parametrize(
    ("wish", "named"),
    [
        pytest.param({"occupations": ["9-99"]}, "2022:9-99", id="an-occupation"),
        pytest.param({"occupationPrefix": "99"}, "99", id="a-group"),
        pytest.param({"divisions": ["320000", "999999"]}, "999999", id="a-division"),
        pytest.param({"industry": "C99"}, "C99", id="an-industry"),
        pytest.param({"honours": ["GRAND", "NONE"]}, "NONE", id="an-honour"),
        pytest.param({"excludeEnterprise": "91X"}, "91X", id="an-enterprise"),
    ],
)
def test_unknown_codes_are_an_error_that_names_them(
    api: Api, wish: dict[str, Any], named: str
) -> None:
    reply = api.ask(CARDS, ADMINISTRATOR, {"filter": wish})
    assert reply.codes == ["UNKNOWN_CODE"]
    assert named in reply.body["errors"][0]["message"]


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        pytest.param({"first": 0}, "BAD_PAGE", id="a-page-of-none"),
        pytest.param({"first": 101}, "BAD_PAGE", id="a-page-too-long"),
        pytest.param({"first": 1, "last": 1}, "BAD_PAGE", id="both-ways-at-once"),
        pytest.param({"after": "nonsense"}, "BAD_CURSOR", id="a-cursor-of-nobody"),
        pytest.param(
            {
                "filter": {
                    "availableFor": {
                        "mode": "SERVICE",
                        "from": "2026-02-01",
                        "to": "2026-01-01",
                        "dutyPercent": 50,
                    }
                }
            },
            "BAD_ARGUMENT",
            id="a-period-that-ends-before-it-begins",
        ),
        pytest.param(
            {
                "filter": {
                    "availableFor": {
                        "mode": "SERVICE",
                        "from": "2026-01-01",
                        "to": "2026-02-01",
                        "dutyPercent": 101,
                    }
                }
            },
            "BAD_ARGUMENT",
            id="more-than-all-of-the-time",
        ),
    ],
)
def test_impossible_arguments(api: Api, variables: dict[str, Any], code: str) -> None:
    assert api.ask(CARDS, ADMINISTRATOR, {"filter": {}, **variables}).codes == [code]


def test_a_cursor_belongs_to_its_filter_sort_and_viewer(api: Api) -> None:
    cursor = api.ask(CARDS, ADMINISTRATOR, {"filter": {}, "first": 1}).data["candidates"][
        "pageInfo"
    ]["endCursor"]
    assert api.ask(CARDS, ADMINISTRATOR, {"filter": {}, "after": cursor}).data["candidates"][
        "nodes"
    ]
    for viewer, wish in ((ADMINISTRATOR, {"minMentees": 0}), (NATION, {})):
        assert api.ask(CARDS, viewer, {"filter": wish, "after": cursor}).codes == ["BAD_CURSOR"]


REPORT: Final = """
query ($worker: ID!, $policy: ID, $asOf: Date) {
  eligibility(worker: $worker, target: SPECIAL_TECHNICIAN, policy: $policy, asOf: $asOf) {
    outcome asOf eligibleFrom conditions { code outcome evidence }
  }
}
"""


def judged(api: Api, viewer: Viewer, worker: str, **other: Any) -> Any:
    """Ask for a report."""
    reply = api.ask(REPORT, viewer, {"worker": worker, **other})
    assert reply.statements == 1
    return reply.data["eligibility"]


def test_a_report_of_a_record_and_of_a_candidate(api: Api) -> None:
    by_record = judged(api, enterprise(RIVAL), "master")
    assert by_record["conditions"][0]["evidence"] == [f"SKILL_GRADE:{NUMBER}"], (
        "own staff is shown in full"
    )
    by_card = judged(api, enterprise(PLANT), card_of(api, enterprise(PLANT), "master"))
    assert by_card["outcome"] == by_record["outcome"] == "MET"
    assert NUMBER not in by_card["conditions"][0]["evidence"][0]
    assert judged(api, enterprise(PLANT), "master") is None, "the id of a stranger is not enough"
    assert judged(api, holder("master"), "master")["outcome"] == "MET"


def test_a_report_of_another_day_and_under_a_policy_by_name(api: Api) -> None:
    then = judged(api, ADMINISTRATOR, "master", asOf=ago(3))
    assert (then["outcome"], then["eligibleFrom"]) == ("UNMET", ago(2))
    assert judged(api, ADMINISTRATOR, "master", asOf=ago(8)) is None, (
        "employed elsewhere, where no policy holds"
    )
    assert judged(api, ADMINISTRATOR, "learner", policy="CN")["outcome"] == "UNMET"
    assert judged(api, ADMINISTRATOR, "learner", policy="NONE") is None


LINEAGE: Final = """
query ($worker: ID!, $depth: Int!) {
  mentorLineage(worker: $worker, depth: $depth) { worker { id } depth taughtBy { id } gradesWon }
}
"""


def test_a_lineage_names_each_person_once_with_what_they_won(api: Api) -> None:
    entries = api.ask(LINEAGE, ADMINISTRATOR, {"worker": "master", "depth": 3}).data[
        "mentorLineage"
    ]
    assert entries == [
        {
            "worker": {"id": "learner"},
            "depth": 1,
            "taughtBy": {"id": "master"},
            "gradesWon": ["TECHNICIAN"],
        },
        {
            "worker": {"id": "second"},
            "depth": 2,
            "taughtBy": {"id": "learner"},
            "gradesWon": ["JUNIOR"],
        },
    ]
    assert (
        len(api.ask(LINEAGE, ADMINISTRATOR, {"worker": "master", "depth": 1}).data["mentorLineage"])
        == 1
    )
    assert (
        api.ask(LINEAGE, enterprise(PLANT), {"worker": "master", "depth": 3}).data["mentorLineage"]
        == []
    )
    assert api.ask(LINEAGE, ADMINISTRATOR, {"worker": "master", "depth": 7}).codes == [
        "BAD_ARGUMENT"
    ]


REACH: Final = """
query ($enterprise: ID!, $candidate: ID!, $maxHops: Int!) {
  reachThrough(enterprise: $enterprise, candidate: $candidate, maxHops: $maxHops) {
    hops { kind label id }
  }
}
"""


def test_a_chain_leads_through_own_staff_and_a_studio(api: Api) -> None:
    viewer = enterprise(PLANT)
    asked = {"enterprise": PLANT, "candidate": card_of(api, viewer, "master"), "maxHops": 3}
    [path] = api.ask(REACH, viewer, asked).data["reachThrough"]
    assert [(hop["kind"], hop["label"]) for hop in path["hops"]] == [
        ("enterprise", "甲厂"),
        ("worker", "孙自家"),
        ("studio", "曾大师工作室"),
        ("candidate", "候选人"),
    ]
    assert path["hops"][-1]["id"] == asked["candidate"]
    assert api.ask(REACH, viewer, {**asked, "maxHops": 2}).data["reachThrough"] == []
    assert api.ask(REACH, viewer, {**asked, "enterprise": RIVAL}).data["reachThrough"] == []


SIMILAR: Final = """
query ($worker: ID!, $first: Int! = 10) {
  similarWorkers(worker: $worker, first: $first) {
    candidate { id score eligibility(target: CHIEF_TECHNICIAN) { outcome } }
    shared { kind id label }
  }
}
"""


TIES: Final = """
MATCH (master:Worker {id: 'master'}), (learner:Worker {id: 'learner'})
CREATE (project:Project {id: 'similar-P', name: '主轴'})
CREATE (:Team {id: 'similar-T1'})-[:WORKS_ON]->(project)
CREATE (:Team {id: 'similar-T2'})-[:WORKS_ON]->(project)
CREATE (contest:CompetitionEvent {id: 'similar-E', name: '焊接赛'})
CREATE (master)-[:PLACED]->(:CompetitionResult {key: 'similar-1', rank: 1})-[:IN]->(contest)
CREATE (learner)-[:PLACED]->(:CompetitionResult {key: 'similar-2', rank: 2})-[:IN]->(contest)
WITH master, learner
MATCH (one:Team {id: 'similar-T1'}), (two:Team {id: 'similar-T2'})
CREATE (master)-[:MEMBER_OF {role: 'EXPERT'}]->(one)
CREATE (learner)-[:MEMBER_OF {role: 'EXPERT'}]->(two)
"""


def alike(api: Api, viewer: Viewer, worker: str, **asked: Any) -> dict[str, list[str]]:
    """Return what each similar person shares."""
    ids = {card_of(api, viewer, one): one for one in ("master", "learner", "ours", "granted")}
    answer = api.ask(SIMILAR, viewer, {"worker": worker, **asked})
    assert answer.statements <= 1
    return {
        ids[one["candidate"]["id"]]: [tie["kind"] for tie in one["shared"]]
        for one in answer.data["similarWorkers"]
    }


def test_people_are_alike_by_studio_project_contest_and_occupation(api: Api, graph: Graph) -> None:
    graph.run(TIES)
    viewer = enterprise(PLANT)
    master = card_of(api, viewer, "master")
    similar = alike(api, viewer, master)
    assert list(similar.items())[:2] == [
        ("learner", ["PROJECT", "COMPETITION", "OCCUPATION"]),
        ("ours", ["STUDIO", "OCCUPATION"]),
    ]
    assert similar["granted"] == ["OCCUPATION"]
    assert list(alike(api, viewer, master, first=1)) == ["learner"]


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [
        pytest.param(ADMINISTRATOR, {"learner", "ours"}, id="the-administrator-by-worker-id"),
        pytest.param(enterprise(PLANT), set(), id="an-enterprise-has-no-worker-ids"),
        pytest.param(holder("master"), set(), id="a-holder-finds-nobody"),
        pytest.param(ANONYMOUS, set(), id="nobody-finds-nobody"),
        pytest.param(agency("110000"), set(), id="an-agency-elsewhere"),
    ],
)
def test_who_may_ask_who_is_alike(api: Api, viewer: Viewer, expected: set[str]) -> None:
    assert set(alike(api, viewer, "master")) == expected


def test_more_than_fifty_alike_are_refused(api: Api) -> None:
    asked = {"worker": "master", "first": 51}
    assert api.ask(SIMILAR, ADMINISTRATOR, asked).codes == ["BAD_ARGUMENT"]
