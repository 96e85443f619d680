"""What providers share: versions side by side, and a feed that is replayed without loss."""

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
    running_small_world,
)
from tests.support.database import Graph
from tests.support.sharing_world import build_sources, record_by_hand
from tests.support.small_world import HOME, HOST, ISSUER, SESSION

SOURCES: Final = """
query ($number: String!, $kind: CertificateKind) {
  certificateSources(number: $number, kind: $kind) {
    number kind differs checks { code state }
    certificate { number holder { id } }
    sources { recorded providerId provider { id name division { code } lastBatch { id rows } }
      differs level occupation { id } issuedOn status holder { id } } } }
"""
CHANGES: Final = """
query ($since: String, $first: Int) {
  changes(since: $since, first: $first) {
    nodes { id kind at number certificateKind providerId status differs rows
      certificate { number } certificates(first: 2) { nodes { number } totalCount { value } } }
    cursor hasMore } }
"""
ISSUE: Final = """mutation($input: IssueCertificateInput!, $key: ID!) {
  issueCertificate(input: $input, idempotencyKey: $key) {
    ... on IssuedCertificate { certificate { number } } ... on Refused { code } } }"""
STATUS: Final = """mutation($input: ChangeCertificateStatusInput!, $key: ID!) {
  changeCertificateStatus(input: $input, idempotencyKey: $key) {
    ... on ChangedCertificateStatus { certificate { number } } ... on Refused { code } } }"""


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    with running_small_world(graph, tmp_path_factory.mktemp("home"), workers=9) as running:
        build_sources(graph)
        yield running


def sources(api: Api, viewer: Viewer = ADMINISTRATOR, number: str = "N1", **more: Any) -> Any:
    """Return what is known of a number, read in one statement."""
    reply = api.ask(SOURCES, viewer, {"number": number, **more})
    assert reply.statements == 1
    return reply.data["certificateSources"]


def test_versions_stand_side_by_side_with_what_differs(api: Api) -> None:
    [found] = sources(api, kind="SKILL_GRADE")
    assert found["differs"] == ["holder", "level", "status"]
    recorded, same, other, unknown = found["sources"]
    assert recorded == {
        "recorded": True,
        "providerId": "EX-320000",
        "provider": {
            "id": "EX-320000",
            "name": "江苏省人社数据中心",
            "division": {"code": "320000"},
            "lastBatch": {"id": "B2", "rows": 20},
        },
        "differs": [],
        "level": "TECHNICIAN",
        "occupation": {"id": "2022:6-18-02-04"},
        "issuedOn": "2026-11-12",
        "status": "VALID",
        "holder": {"id": "w1"},
    }
    assert (same["recorded"], same["providerId"], same["differs"]) == (False, "Z", [])
    assert (same["level"], same["holder"]) == ("TECHNICIAN", {"id": "w1"})
    assert (other["providerId"], other["differs"]) == ("EX-330000", ["holder", "level"])
    assert (other["level"], other["holder"]) == ("SENIOR", {"id": "w2"})
    assert (unknown["providerId"], unknown["provider"]) == ("NOBODY", None)
    assert unknown["differs"] == ["status"]
    states = {check["code"]: check["state"] for check in found["checks"]}
    assert states == {"DUPLICATE_NUMBER": "FAILED", "CONFLICTING_SOURCES": "FAILED"}


def test_a_number_may_belong_to_two_kinds(api: Api) -> None:
    assert [found["kind"] for found in sources(api)] == ["QUALIFICATION", "SKILL_GRADE"]
    [only] = sources(api, kind="QUALIFICATION")
    assert [source["recorded"] for source in only["sources"]] == [True]
    assert sources(api, number="N404") == []


@pytest.mark.parametrize(
    ("viewer", "holders"),
    [
        pytest.param(ADMINISTRATOR, ["w1", "w2"], id="administrator"),
        pytest.param(NATION, ["w1", "w2"], id="agency-of-the-nation"),
        pytest.param(agency("320000"), ["w1", "w2"], id="agency-of-the-issuer"),
        pytest.param(holder("w1"), ["w1", None], id="holder-sees-nobody-else"),
        pytest.param(enterprise(HOME), ["w1", "w2"], id="employer-of-both"),
        pytest.param(issuer(ISSUER), ["w1", None], id="issuer-knows-whom-it-certified"),
        pytest.param(holder("w2"), None, id="whom-another-version-names"),
        pytest.param(enterprise(HOST), None, id="another-enterprise"),
        pytest.param(agency("330000"), None, id="agency-of-another-province"),
        pytest.param(ANONYMOUS, None, id="anonymous"),
    ],
)
def test_who_sees_versions(api: Api, viewer: Viewer, holders: list[str | None] | None) -> None:
    found = sources(api, viewer, kind="SKILL_GRADE")
    if holders is None:
        assert found == []
    else:
        named = [source["holder"] and source["holder"]["id"] for source in found[0]["sources"]]
        assert [named[0], named[2]] == holders


def read(api: Api, viewer: Viewer = ADMINISTRATOR, **variables: Any) -> Any:
    """Return a part of the feed, in whose order everything is already: one statement."""
    reply = api.ask(CHANGES, viewer, variables)
    assert reply.statements == 1
    return reply.data["changes"]


def settle(api: Api, viewer: Viewer = ADMINISTRATOR) -> None:
    """Let what waits get its place."""
    api.ask(CHANGES, viewer).data  # noqa: B018 - fails where there are errors


def replayed(api: Api, viewer: Viewer = ADMINISTRATOR, since: str | None = None) -> list[Any]:
    """Return everything after a cursor, two at a time."""
    nodes, more = [], True
    while more:
        part = read(api, viewer, since=since, first=2)
        nodes += part["nodes"]
        since, more = part["cursor"], part["hasMore"]
    return nodes


def issue(api: Api, worker: str) -> str:
    """Issue a certificate and return its number."""
    given = {"sessionId": SESSION, "worker": worker, "issuedOn": "2026-11-24"}
    reply = api.ask(ISSUE, issuer(ISSUER), {"input": given, "key": f"issue-{worker}"})
    number: str = reply.data["issueCertificate"]["certificate"]["number"]
    return number


def test_the_feed_begins_with_what_was_there(api: Api) -> None:
    first = api.ask(CHANGES, ADMINISTRATOR).data["changes"]
    [begun] = first["nodes"]
    assert (begun["kind"], begun["rows"]) == ("BEGUN", 2)
    assert begun["certificates"] == {
        "nodes": [{"number": "N1"}, {"number": "N1"}],
        "totalCount": {"value": 2},
    }
    assert read(api)["nodes"] == first["nodes"]
    assert read(api, since=first["cursor"])["nodes"] == []
    assert read(api, since=first["cursor"])["cursor"] == first["cursor"]


def test_what_happens_follows_once_and_in_order(api: Api) -> None:
    settle(api)
    start = read(api)["cursor"]
    number = issue(api, "w3")
    given = {"number": number, "to": "REVOKED", "reason": "弄虚作假", "decisionNo": "1"}
    api.ask(STATUS, issuer(ISSUER), {"input": given, "key": "revoke"}).data[
        "changeCertificateStatus"
    ]
    settle(api)
    told = replayed(api, since=start)
    assert [(node["kind"], node["number"], node["status"]) for node in told] == [
        ("RECORDED", number, None),
        ("STATUS_CHANGED", number, "REVOKED"),
    ]
    assert told[0]["certificate"] == {"number": number}
    assert replayed(api, since=start) == told
    assert replayed(api)[-2:] == told


def test_a_refused_act_leaves_no_change(api: Api) -> None:
    settle(api)
    start = read(api)["cursor"]
    given = {"sessionId": SESSION, "worker": "w9", "issuedOn": "2026-11-24"}
    reply = api.ask(ISSUE, issuer(ISSUER), {"input": given, "key": "failed"})
    assert "code" in reply.data["issueCertificate"]
    settle(api)
    assert replayed(api, since=start) == []


@pytest.mark.parametrize(
    ("viewer", "sees"),
    [
        pytest.param(ADMINISTRATOR, True, id="administrator"),
        pytest.param(NATION, True, id="agency-of-the-nation"),
        pytest.param(agency("320000"), True, id="agency-of-the-province-of-the-issuer"),
        pytest.param(agency("320100"), True, id="agency-of-its-city"),
        pytest.param(agency("320102"), True, id="agency-of-its-district"),
        pytest.param(issuer(ISSUER), True, id="issuer"),
        pytest.param(agency("330000"), False, id="agency-of-another-province"),
        pytest.param(issuer(HOST), False, id="another-issuer"),
        pytest.param(enterprise(HOME), None, id="enterprise"),
        pytest.param(holder("w4"), None, id="holder"),
        pytest.param(ANONYMOUS, None, id="anonymous"),
    ],
)
def test_who_is_told_of_a_change(api: Api, graph: Graph, viewer: Viewer, sees: bool | None) -> None:
    key = record_by_hand(graph, f"X{viewer.scope}")
    settle(api)
    kinds = [(node["kind"], node["number"]) for node in replayed(api, viewer)]
    assert (("RECORDED", key) in kinds) is bool(sees)
    # Whoever has no feed is not told how it began either.
    assert (kinds == []) is (sees is None)


def test_what_was_there_is_listed_to_those_who_may_see_it(api: Api) -> None:
    settle(api)
    for viewer, number in ((agency("320000"), 1), (issuer(ISSUER), 1), (agency("330000"), 0)):
        [begun] = [node for node in replayed(api, viewer) if node["kind"] == "BEGUN"]
        assert begun["certificates"]["totalCount"]["value"] == number


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        pytest.param({"since": "nonsense"}, "BAD_CURSOR", id="no-cursor"),
        pytest.param({"since": "WyJhIiwxXQ"}, "BAD_CURSOR", id="of-another-feed"),
        pytest.param({"since": "W251bGwsLTFd"}, "BAD_CURSOR", id="of-no-place"),
        pytest.param({"first": 0}, "BAD_PAGE", id="none"),
        pytest.param({"first": 1001}, "BAD_PAGE", id="over-a-thousand"),
    ],
)
def test_impossible_questions(api: Api, variables: dict[str, Any], code: str) -> None:
    assert api.ask(CHANGES, ADMINISTRATOR, variables).codes == [code]
