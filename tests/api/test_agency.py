"""The roots of an agency against an oracle that counts day by day, for every kind of viewer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, Final

import pytest

from registry.graph.recheck import recheck_blocking
from registry.suppression import K
from registry.viewer import ANONYMOUS, Role, Viewer
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
from tests.support.mobility import TODAY, World, invent
from tests.support.people import forget_people

START: Final = date(2026, 3, 1)
END: Final = date(2026, 10, 31)
PERIOD: Final = {"from": START.isoformat(), "to": END.isoformat()}

VIEWERS: Final = [
    pytest.param(ADMINISTRATOR, id="administrator"),
    pytest.param(NATION, id="agency-of-the-nation"),
    pytest.param(agency("320000"), id="agency-of-a-province"),
    pytest.param(agency("420100"), id="agency-of-a-city"),
    pytest.param(agency("310101"), id="agency-of-a-district"),
    pytest.param(enterprise("U1"), id="enterprise"),
    pytest.param(issuer("U1"), id="issuer"),
    pytest.param(holder("W03"), id="holder"),
    pytest.param(ANONYMOUS, id="anonymous"),
]


@pytest.fixture(scope="module", params=[1, 2], ids=["seed-1", "seed-2"])
def world(request: pytest.FixtureRequest, graph: Graph) -> Iterator[World]:
    forget_people(graph)
    invented = invent(request.param)
    invented.load(graph)
    yield invented
    forget_people(graph)


@pytest.fixture(scope="module")
def api(world: World, graph: Graph) -> Iterator[Api]:
    """Ask the application on the day of the world."""
    assert world.workers
    noon = datetime(2026, 11, 24, 4, tzinfo=UTC)
    graph.run(
        "MATCH (w:Worker) SET w.rank = $ranks[w.id]",
        ranks={w["id"]: max(world.ranks(w["id"], TODAY), default=None) for w in world.workers},
    )
    with running_api(graph.settings, clock=lambda: noon) as api:
        yield api


TRACE: Final = """
query ($filter: AssignmentFilter!, $first: Int, $after: String) {
  assignments(filter: $filter, first: $first, after: $after) {
    nodes { id status menteesGained worker { id } home { uscc } host { uscc division { code } } }
    totalCount { value exact } pageInfo { hasNextPage endCursor } } }
"""


def traced(api: Api, viewer: Viewer, **wanted: Any) -> tuple[list[str], int]:
    """Return the ids of all pages joined, and the total."""
    ids: list[str] = []
    variables: dict[str, Any] = {"filter": {**PERIOD, **wanted}, "first": 7, "after": None}
    while True:
        reply = api.ask(TRACE, viewer, variables)
        assert reply.statements == 1
        page = reply.data["assignments"]
        ids += [row["id"] for row in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            return ids, page["totalCount"]["value"]
        variables["after"] = page["pageInfo"]["endCursor"]


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize(
    "wanted", [pytest.param({}, id="all"), pytest.param({"division": "320000"}, id="province")]
)
def test_every_viewer_gets_its_own_rows_once(
    api: Api, world: World, viewer: Viewer, wanted: dict[str, str]
) -> None:
    expected = [row["id"] for row in world.traced(viewer, START, END, wanted.get("division"))]
    assert traced(api, viewer, **wanted) == (expected, len(expected))


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param({"division": "310000"}, id="municipality"),
        pytest.param({"division": "320205"}, id="county"),
        pytest.param({"mode": "SERVICE"}, id="mode"),
        pytest.param({"homeEnterprise": "U1"}, id="home"),
        pytest.param({"hostEnterprise": "U2", "mode": "PROJECT"}, id="host-and-mode"),
    ],
)
def test_filters_of_a_trace(api: Api, world: World, wanted: dict[str, str]) -> None:
    names = {"homeEnterprise": "home", "hostEnterprise": "host"}
    rest = {names.get(key, key): value for key, value in wanted.items() if key != "division"}
    expected = [
        row["id"] for row in world.traced(NATION, START, END, wanted.get("division"), **rest)
    ]
    assert traced(api, NATION, **wanted) == (expected, len(expected))


def test_by_worker_only_whom_the_viewer_may_know(api: Api, world: World) -> None:
    rows = world.traced(ADMINISTRATOR, START, END, None)
    borrowed = next(
        row
        for row in rows
        if not world.employed(row["worker"], TODAY, row["host"]) and row["home"] != row["host"]
    )
    mine = [row["id"] for row in rows if row["worker"] == borrowed["worker"]]
    assert traced(api, NATION, worker=borrowed["worker"])[0] == mine
    assert traced(api, enterprise(borrowed["host"]), worker=borrowed["worker"])[0] == []


FLOWS: Final = """
query ($from: Date!, $to: Date!, $division: ID, $by: DivisionLevel!, $mode: AssignmentMode) {
  assignmentFlows(from: $from, to: $to, division: $division, by: $by, mode: $mode) {
    from { code name } to { code } mode people personDays } }
"""


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize(
    ("division", "by", "mode"),
    [
        (None, "PROVINCE", None),
        ("310000", "CITY", None),
        ("429004", "CITY", None),
        ("320000", "PROVINCE", "SERVICE"),
    ],
)
def test_flows(  # noqa: PLR0917 - the columns of the table
    api: Api, world: World, viewer: Viewer, division: str | None, by: str, mode: str | None
) -> None:
    reply = api.ask(FLOWS, viewer, {**PERIOD, "division": division, "by": by, "mode": mode})
    found = {
        (row["from"]["code"], row["to"]["code"], row["mode"]): (row["people"], row["personDays"])
        for row in reply.data["assignmentFlows"]
    }
    assert found == world.flows(viewer, START, END, division, by, mode)
    assert reply.statements == 1


CONFLICTS: Final = """
query ($from: Date!, $to: Date!, $division: ID, $worker: ID) {
  assignmentConflicts(from: $from, to: $to, division: $division, worker: $worker) {
    kind from to detail worker { id } assignments { id home { uscc } } } }
"""


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize(
    ("division", "start", "end"),
    [
        pytest.param(None, START, END, id="a-season"),
        pytest.param("320100", START, END, id="a-city"),
        pytest.param("310000", date(2026, 6, 1), date(2026, 6, 1), id="one-day"),
        pytest.param(None, date(2026, 11, 1), date(2027, 6, 1), id="into-the-future"),
    ],
)
def test_conflicts(  # noqa: PLR0917 - the columns of the table
    api: Api, world: World, viewer: Viewer, division: str | None, start: date, end: date
) -> None:
    variables = {"from": start.isoformat(), "to": end.isoformat(), "division": division}
    reply = api.ask(CONFLICTS, viewer, variables)
    rows = reply.data["assignmentConflicts"]
    found = [
        (
            row["kind"],
            frozenset(each["id"] for each in row["assignments"]),
            date.fromisoformat(row["from"]),
            date.fromisoformat(row["to"]),
        )
        for row in rows
    ]
    assert len(found) == len(set(found))
    assert set(found) == world.conflicts(viewer, start, end, division, None)
    assert reply.statements == 1
    assert [row["from"] for row in rows] == sorted(row["from"] for row in rows)


def test_conflicts_of_one_worker(api: Api, world: World) -> None:
    worker = min(row["worker"] for row in world.assignments if row["homeConsent"] is None)
    reply = api.ask(CONFLICTS, NATION, {**PERIOD, "worker": worker})
    assert len(reply.data["assignmentConflicts"]) == len(
        world.conflicts(NATION, START, END, None, worker)
    )
    assert {row["worker"]["id"] for row in reply.data["assignmentConflicts"]} <= {worker}


PYRAMID: Final = """
query ($division: ID, $industry: ID, $asOf: Date) {
  gradePyramid(division: $division, industry: $industry, asOf: $asOf) {
    asOf suppressed rows { level workers } } }
"""


@pytest.mark.parametrize("as_of", [None, "2025-12-31", "2026-12-31"])
@pytest.mark.parametrize(
    ("division", "industry"),
    [(None, None), (None, "C34"), ("320000", None), ("420100", "C35"), ("110000", None)],
)
def test_pyramid(
    api: Api, world: World, division: str | None, industry: str | None, as_of: str | None
) -> None:
    variables = {"division": division, "industry": industry, "asOf": as_of}
    reply = api.ask(PYRAMID, ANONYMOUS, variables)
    pyramid = reply.data["gradePyramid"]
    day = date.fromisoformat(as_of) if as_of else TODAY
    exact = world.grades(day, division, industry)
    rows = [row["workers"] for row in pyramid["rows"]]
    small = [rank for rank in range(1, 9) if 0 < exact[rank] < K]
    hidden = [rank for rank in range(1, 9) if rows[rank - 1] is None]
    assert pyramid["asOf"] == day.isoformat()
    assert all(rows[rank - 1] in {None, exact[rank]} for rank in range(1, 9))
    assert set(small) <= set(hidden)
    assert pyramid["suppressed"] is bool(hidden)
    others = [exact[rank] for rank in range(1, 9) if exact[rank] >= K]
    extra = [exact[rank] for rank in hidden if rank not in small]
    assert extra == ([min(others)] if len(small) == 1 and others else [])
    assert reply.statements == 1


SUSPECTS: Final = """
query ($prefix: String, $division: ID, $from: Date, $to: Date, $codes: [CheckCode!],
       $after: String) {
  suspectCertificates(issuerPrefix: $prefix, division: $division, from: $from, to: $to,
                      codes: $codes, first: 6, after: $after) {
    nodes { certificate { number } codes detail }
    totalCount { value } pageInfo { hasNextPage endCursor } } }
"""


@pytest.fixture(scope="module")
def judged(world: World, graph: Graph) -> dict[str, set[str]]:
    """Return the codes of each certificate that the checks themselves give."""
    with graph.driver.session(database=graph.address.database) as session:
        keys = [f"SKILL_GRADE:{row['number']}" for row in world.certificates]
        session.execute_write(recheck_blocking, keys)
    found = graph.run("MATCH (c:Certificate) RETURN c.number, c.codes")
    return {number: set(codes or ()) for number, codes in found}


@pytest.mark.parametrize(
    "viewer",
    [ADMINISTRATOR, NATION, agency("320000"), issuer("U1"), ANONYMOUS],
    ids=lambda v: f"{v.role}-{v.division or v.organisation or ''}",
)
@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param({}, id="all"),
        pytest.param({"prefix": "U1-prefix"}, id="prefix"),
        pytest.param({"division": "320000"}, id="division"),
        pytest.param({"from": "2026-01-01", "to": "2026-09-30"}, id="issue-days"),
        pytest.param({"codes": ["NO_ASSESSMENT_CHAIN"]}, id="code"),
        pytest.param({"codes": ["DUPLICATE_NUMBER"]}, id="code-of-nobody"),
    ],
)
def test_suspects(
    api: Api, world: World, judged: dict[str, set[str]], viewer: Viewer, wanted: dict[str, Any]
) -> None:
    def fits(row: dict[str, Any]) -> bool:
        issuing = row["prefix"].removesuffix("-prefix")
        codes = judged[row["number"]]
        if viewer.role is Role.ANONYMOUS or (viewer.role is Role.ISSUER and row["filing"] != "FU1"):
            return False
        if viewer.division and (
            row["filing"] is None or viewer.division not in world.places(issuing)
        ):
            return False
        return (
            bool(
                codes & set(wanted["codes"])
                if "codes" in wanted
                else codes - {"SUPERSEDED_EDITION"}
            )
            and wanted.get("prefix") in {None, row["prefix"]}
            and ("division" not in wanted or wanted["division"] in world.places(issuing))
            and wanted.get("from", "") <= row["issuedOn"].isoformat() <= wanted.get("to", "9")
        )

    expected = sorted(
        (row for row in world.certificates if fits(row)),
        key=lambda row: (-row["issuedOn"].toordinal(), row["number"]),
    )
    numbers: list[str] = []
    variables: dict[str, Any] = dict(wanted)
    while True:
        reply = api.ask(SUSPECTS, viewer, variables)
        page = reply.data["suspectCertificates"]
        assert all(
            row["detail"] and set(row["codes"]) == judged[row["certificate"]["number"]]
            for row in page["nodes"]
        )
        numbers += [row["certificate"]["number"] for row in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        variables["after"] = page["pageInfo"]["endCursor"]
    assert numbers == [row["number"] for row in expected]
    assert page["totalCount"]["value"] == len(expected)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        pytest.param(
            '{ assignmentFlows(from: "2026-02-01", to: "2026-01-01") { people } }',
            "BAD_ARGUMENT",
            id="period-turned-round",
        ),
        pytest.param(
            '{ assignmentFlows(from: "2026-01-01", to: "2026-02-01", division: "9") { people } }',
            "UNKNOWN_CODE",
            id="no-such-division",
        ),
        pytest.param(
            '{ gradePyramid(industry: "C99") { suppressed } }',
            "UNKNOWN_CODE",
            id="no-such-industry",
        ),
        pytest.param(
            '{ assignments(filter: {from: "2026-01-01", to: "2026-02-01"}, first: 101)'
            " { nodes { id } } }",
            "BAD_PAGE",
            id="too-many",
        ),
    ],
)
def test_what_cannot_be_asked(api: Api, query: str, code: str) -> None:
    assert api.ask(query, NATION).codes == [code]
