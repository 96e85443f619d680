"""Who sees what.

Every field of every type that shows a person, asked by every kind of viewer, held against the
policy table.

The world has two workers whose records are complete, at two places, so that whatever a viewer may
see is there to be seen. Who is open to whom is written down by hand below; the answers are walked
to the last leaf, wherever a worker, an enterprise, a certificate or an assignment appears.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from graphql import (
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
)

from registry.access import POLICIES, Openness
from registry.viewer import ANONYMOUS, Viewer
from schema.build import build_schema, core_schema
from tests.support.api import ADMINISTRATOR, NATION, Api, agency, enterprise, holder, issuer
from tests.support.database import Graph

WORLD = """
MATCH (jiangsu:Division {code: '320500'}), (shenzhen:Division {code: '440300'}),
    (welder:Occupation {key: '2022:6-18-02-04'})
MATCH (machines:Industry {code: 'C34'})
CREATE (honour:HonourType {id: 'H', name: '全国技术能手', level: 'NATIONAL', quota: 1})
CREATE (project:Project {id: 'P', name: '项目', keyField: '工业母机'})
CREATE (u1:Organisation:Enterprise {uscc: 'U1', name: '甲厂', kind: 'ENTERPRISE', scaleAbove:
    true, ownership: 'PRIVATE',
        division: '320500', cityCode: '320500', provinceCode: '320000', industry: 'C34'})
CREATE (u2:Organisation:Enterprise {uscc: 'U2', name: '乙厂', kind: 'ENTERPRISE', scaleAbove:
    true, ownership: 'PRIVATE',
        division: '440300', cityCode: '440300', provinceCode: '440000', industry: 'C34'})
CREATE (u3:Organisation:SocialEvaluator {uscc: 'U3', name: '评价甲', kind: 'SOCIAL_EVALUATOR',
    division: '110000', provinceCode: '110000'})
CREATE (u4:Organisation:SocialEvaluator {uscc: 'U4', name: '评价乙', kind: 'SOCIAL_EVALUATOR',
    division: '110000', provinceCode: '110000'})
CREATE (u1)-[:LOCATED_IN]->(jiangsu), (u2)-[:LOCATED_IN]->(shenzhen),
    (u1)-[:IN_INDUSTRY]->(machines), (u2)-[:IN_INDUSTRY]->(machines)
CREATE (u1)-[:SUPPLIES {product: 'a'}]->(u2), (u2)-[:SUPPLIES {product: 'b'}]->(u1)
CREATE (w1:Worker {id: 'W1', name: '王一', nameMasked: '王**', gender: 'M', birthYear: 1980,
    status: 'ACTIVE', rank: 6})
CREATE (w2:Worker {id: 'W2', name: '李二', nameMasked: '李**', gender: 'F', birthYear: 1970,
    status: 'ACTIVE', rank: 6})
CREATE (w1)-[:MENTORS {kind: 'MASTER', from: date('2015-01-01'), to: date('2016-01-01')}]->(w2)
CREATE (w2)-[:MENTORS {kind: 'MASTER', from: date('2010-01-01'), to: date('2012-01-01')}]->(w1)
WITH *
UNWIND [[w1, u1, u3, 'U1'], [w2, u2, u4, 'U2']] AS one
WITH *, one[0] AS w, one[1] AS u, one[2] AS body, one[3] AS n
CREATE (w)-[:EMPLOYED {from: date('2010-01-01'), to: date('9000-01-01'), post: '焊工'}]->(u)
CREATE (u)-[:DESIGNATED]->(:Designation {key: n, kind: 'LEADING', from: date('2020-01-01'), to:
    date('2030-01-01'), documentNo: 'D'})
CREATE (body)-[:FILED_AS]->(filing:EvaluationFiling {filingNo: 'F' + n, issuerPrefix: 'S0000' +
    n, kind: 'SOCIAL', status: 'ACTIVE',
        from: date('2010-01-01'), to: date('2030-01-01')})-[:COVERS {ranks: [6]}]->(welder)
CREATE (w)-[:HOLDS]->(c:Certificate {key: 'SKILL_GRADE:C' + n, number: 'C' + n, kind:
    'SKILL_GRADE', rank: 6, workType: '焊工',
        issuedOn: date('2020-02-02'), registeredAt: '2020-02-03T00:00:00Z', status: 'VALID',
            filingNo: 'F' + n, codes: ['FORMAT']})
CREATE (c)-[:FOR]->(welder), (c)-[:ISSUED_UNDER]->(filing)
CREATE (c)-[:RESULT_OF]->(:AssessmentResult {resultId: 'R' + n})-[:IN]->(:AssessmentSession
    {sessionId: 'S' + n})
CREATE (w)-[:APPOINTED]->(:Appointment {id: 'A' + n, rank: 7, post: '特级技师', from:
    date('2022-01-01'), to: date('2032-01-01'),
        decisionNo: 'D', publishedOn: date('2022-01-02'), fields: ['焊接']})-[:BY]->(u)
CREATE (w)-[:RECEIVED]->(:HonourAward {key: n, batch: '1', year: 2020, documentNo: 'D',
    publishedUrl: 'u'})-[:OF]->(honour)
CREATE (w)-[:PLACED]->(:CompetitionResult {key: n, rank: 1, medal:
    'GOLD'})-[:IN]->(:CompetitionEvent {id: n, name: '焊接'})
       -[:OF]->(:Competition {id: n, name: '大赛', class: 'NATIONAL_1', year: 2019})
CREATE (studio:MasterStudio {id: 'ST' + n, name: '工作室', level: 'NATIONAL'})-[:HOSTED_BY]->(u)
CREATE (w)-[:LEADS]->(studio)
CREATE (w)-[:PAID_UNDER]->(:PayArrangement {key: n, mode: 'ANNUAL', from: date('2020-01-01')})
       -[:BY]->(u)
CREATE (w)-[:MEMBER_OF {from: date('2020-01-01')}]->(studio)
CREATE (w)-[:GAVE]->(:Consent {key: n, purpose: 'CONTACT', from: date('2020-01-01'), to:
    date('9000-01-01'), grantee: 'U9'})
WITH DISTINCT w1, w2, u1, u2, project
UNWIND [[w1, u1, u2, '320500', '320000', '440300', '440000', 'L1'], [w2, u2, u2, '440300',
    '440000', '440300', '440000', 'L2']] AS one
WITH *, one[0] AS w, one[1] AS home, one[2] AS host
CREATE (w)-[:ASSIGNED]->(l:FlexibleAssignment {id: one[7], mode: 'PROJECT', from:
    date('2021-01-01'), to: date('2021-06-30'), dutyPercent: 50,
        purpose: '攻关', status: 'ENDED', homeDivision: one[3], homeCity: one[3], homeProvince:
            one[4],
        hostDivision: one[5], hostCity: one[5], hostProvince: one[6]})
CREATE (l)-[:FROM]->(home), (l)-[:TO]->(host), (l)-[:ON]->(project)
"""

# Viewer -> how open W1 and W2 are, the certificates and assignments that are open, the enterprises
# whose inside is open.
RECORD, KNOWN, MASKED = Openness.RECORD, Openness.KNOWN, Openness.MASKED
BOTH = ({"CU1", "CU2"}, {"L1", "L2"})
NOTHING: tuple[set[str], set[str]] = (set(), set())
VIEWERS: dict[str, tuple[Viewer, dict[str, Openness], set[str], set[str], set[str]]] = {
    "administrator": (ADMINISTRATOR, {"W1": RECORD, "W2": RECORD}, *BOTH, {"U1", "U2", "U3", "U4"}),
    "agency-of-the-nation": (NATION, {"W1": RECORD, "W2": RECORD}, *BOTH, {"U1", "U2", "U3", "U4"}),
    "agency-of-the-province": (
        agency("320000"),
        {"W1": RECORD, "W2": MASKED},
        {"CU1"},
        {"L1"},
        {"U1"},
    ),
    "agency-of-the-host": (
        agency("440300"),
        {"W1": KNOWN, "W2": RECORD},
        {"CU2"},
        {"L1", "L2"},
        {"U2"},
    ),
    "agency-elsewhere": (agency("130000"), {"W1": MASKED, "W2": MASKED}, *NOTHING, set()),
    "agency-of-the-issuer": (
        agency("110000"),
        {"W1": MASKED, "W2": MASKED},
        *NOTHING,
        {"U3", "U4"},
    ),
    "employer": (enterprise("U1"), {"W1": RECORD, "W2": MASKED}, {"CU1"}, {"L1"}, {"U1"}),
    "host": (enterprise("U2"), {"W1": MASKED, "W2": RECORD}, {"CU2"}, {"L2"}, {"U2"}),
    "may-contact": (enterprise("U9"), {"W1": KNOWN, "W2": KNOWN}, *NOTHING, set()),
    "another-enterprise": (enterprise("U8"), {"W1": MASKED, "W2": MASKED}, *NOTHING, set()),
    "issuer": (issuer("U3"), {"W1": KNOWN, "W2": MASKED}, {"CU1"}, set(), {"U3"}),
    "another-issuer": (issuer("U8"), {"W1": MASKED, "W2": MASKED}, *NOTHING, set()),
    "the-holder": (holder("W1"), {"W1": RECORD, "W2": MASKED}, {"CU1"}, {"L1"}, set()),
    "another-holder": (holder("W8"), {"W1": MASKED, "W2": MASKED}, *NOTHING, set()),
    "nobody": (ANONYMOUS, {"W1": MASKED, "W2": MASKED}, *NOTHING, set()),
}
CASES = [pytest.param(name, id=name) for name in VIEWERS]

# Fields that this world leaves empty for everybody; pay is the worker's alone.
EMPTY = {
    "Occupation.supersededBy",
    "Occupation.addedOn",
    "Worker.payArrangements",
    "AllowancePaymentConnection.nodes",
    "PageInfo.startCursor",
    "PageInfo.endCursor",
    "Studio.achievements",
    "Studio.conditions",
    "Studio.foundedOn",
    "Studio.fund",
    "Studio.occupation",
    "Studio.produced",
    "Studio.regulation",
    "StudioMembership.to",
    "LineageEntry.gradesWon",
    "Enterprise.division",
    "Enterprise.industry",
    "Enterprise.scaleAbove",
    "Enterprise.ownership",
}


SHOWN_TYPES = {
    "Worker",
    "Certificate",
    "Employment",
    "Appointment",
    "HonourAward",
    "HonourType",
    "CompetitionResult",
    "Mentorship",
    "Studio",
    "Assignment",
    "Project",
    "Consent",
    "Enterprise",
    "Filing",
    "ScopeItem",
    "Occupation",
    "Division",
    "Industry",
    "Designation",
}


@pytest.fixture(scope="module", autouse=True)
def _world(graph: Graph) -> None:
    graph.run(WORLD)


def everything(kind: GraphQLObjectType, depth: int) -> str:
    """Select every field of a type, and of the types that it leads to, so many levels down."""
    wanted = []
    for name, field in kind.fields.items():
        target = get_named_type(field.type)
        if is_leaf_type(target):
            wanted.append(name)
        elif depth:
            page = "nodes { id name gender certificates { number } }" if name == "staff" else None
            wanted.append(f"{name} {{ {page or everything(target, depth - 1)} }}")
    return " ".join(wanted)


def walked(
    kind: GraphQLObjectType, row: dict[str, Any], place: str
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Go through every row of an answer with its type and place."""
    yield kind.name, place, row
    for name, value in row.items():
        target = get_named_type(kind.fields[name].type)
        if isinstance(target, GraphQLObjectType):
            for item in value if isinstance(value, list) else [value] if value else []:
                yield from walked(target, item, f"{place}.{name}")


def present(field: GraphQLField, value: object) -> bool:
    kind = field.type
    while isinstance(kind, GraphQLNonNull):
        kind = kind.of_type
    return bool(value) if isinstance(kind, GraphQLList) else value is not None


def check(
    api: Api, query: str, root: str, type_name: str, name: str
) -> list[tuple[str, str, dict[str, Any]]]:
    """Ask as a viewer and hold every row of the answer against the policies; return the rows."""
    viewer, people, certificates, assignments, insides = VIEWERS[name]
    types = core_schema(build_schema()).type_map
    answer = api.ask(query, viewer).data[root]
    kind = types[type_name]
    assert isinstance(kind, GraphQLObjectType)
    rows = list(walked(kind, answer, root)) if answer else []
    for row_type, place, row in rows:
        row_kind = types[row_type]
        assert isinstance(row_kind, GraphQLObjectType)
        for field, value in row.items():
            where = f"{place}.{field} for {name}: {value!r}"
            is_there = present(row_kind.fields[field], value)
            if row_type == "Worker" and "id" in row:
                policy = POLICIES["Worker"][field]
                if field == "payArrangements":
                    assert is_there == (viewer.subject == row["id"]), where
                elif policy.rows:
                    assert all(
                        item.get("number", item.get("id")) in certificates | assignments
                        for item in value
                    ), where
                else:
                    assert is_there == (people[row["id"]] >= policy.needs), where
            elif row_type == "Enterprise" and POLICIES["Enterprise"][field].needs == RECORD:
                assert not is_there or row["uscc"] in insides, where
            elif row_type == "Certificate":
                assert row["number"] in certificates, where
            elif row_type == "Assignment":
                assert row["id"] in assignments, where
    return rows


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("worker", ["W1", "W2"])
def test_every_field_of_a_record_is_as_open_as_its_policy_says(
    api: Api, name: str, worker: str
) -> None:
    _, people, certificates, assignments, _ = VIEWERS[name]
    kind = core_schema(build_schema()).type_map["Worker"]
    assert isinstance(kind, GraphQLObjectType)
    rows = check(
        api, f'{{ worker(id: "{worker}") {{ {everything(kind, 2)} }} }}', "worker", "Worker", name
    )
    # Absent and forbidden look alike; what is open is there, and all of it.
    assert bool(rows) == (people[worker] >= KNOWN)
    shown = rows[0][2] if rows else {"certificates": [], "assignments": []}
    own = {"W1": ({"CU1"}, {"L1"}), "W2": ({"CU2"}, {"L2"})}[worker]
    is_known = people[worker] >= KNOWN
    assert {row["number"] for row in shown["certificates"]} == (
        own[0] & certificates if is_known else set()
    )
    assert {row["id"] for row in shown["assignments"]} == (
        own[1] & assignments if is_known else set()
    )


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("uscc", ["U1", "U2"])
def test_the_inside_of_an_enterprise_is_for_itself_and_its_agencies(
    api: Api, name: str, uscc: str
) -> None:
    viewer, _, _, _, insides = VIEWERS[name]
    kind = core_schema(build_schema()).type_map["Enterprise"]
    assert isinstance(kind, GraphQLObjectType)
    rows = check(
        api,
        f'{{ enterprise(uscc: "{uscc}") {{ {everything(kind, 2)} }} }}',
        "enterprise",
        "Enterprise",
        name,
    )
    assert bool(rows) == (viewer != ANONYMOUS)
    if rows:
        shown = rows[0][2]
        for field in ("suppliers", "customers", "staff"):
            assert bool(shown[field]) == (uscc in insides), field
        assert shown["filings"] == []
        assert shown["designations"]


def test_the_administrator_sees_everything_that_is_there(api: Api) -> None:
    types = core_schema(build_schema()).type_map
    worker, organisation = types["Worker"], types["Enterprise"]
    assert isinstance(worker, GraphQLObjectType)
    assert isinstance(organisation, GraphQLObjectType)
    rows = check(
        api,
        f'{{ worker(id: "W1") {{ {everything(worker, 2)} }} }}',
        "worker",
        "Worker",
        "administrator",
    )
    for uscc in ("U1", "U3"):
        query = f'{{ enterprise(uscc: "{uscc}") {{ {everything(organisation, 2)} }} }}'
        rows += check(api, query, "enterprise", "Enterprise", "administrator")
    missing = set()
    for type_name, place, row in rows:
        kind = types[type_name]
        assert isinstance(kind, GraphQLObjectType)
        missing |= {
            f"{place}.{field}"
            for field, value in row.items()
            if not present(kind.fields[field], value) and f"{type_name}.{field}" not in EMPTY
        }
    assert {place for place in missing if not place.startswith("enterprise.")} == set()
    seen = {type_name for type_name, _, _ in rows}
    assert seen >= SHOWN_TYPES


def test_a_look_leaves_an_event_for_the_person_and_nobody_else(api: Api) -> None:
    query = """{ accessEvents(worker: "W2") {
        nodes { at role organisation purpose fields } totalCount { value exact } } }"""
    before = api.ask(query, holder("W2")).data["accessEvents"]["totalCount"]["value"]
    api.ask('{ worker(id: "W2") { name gender } }', enterprise("U2"))
    api.ask('{ worker(id: "W2") { name } }', enterprise("U8"))
    api.ask('{ worker(id: "W2") { name } }', holder("W2"))
    events = api.ask(query, holder("W2")).data["accessEvents"]
    assert events["totalCount"] == {"value": before + 1, "exact": True}
    latest = events["nodes"][0]
    assert (latest["role"], latest["organisation"], latest["fields"]) == (
        "enterprise",
        "U2",
        ["gender", "name"],
    )
    assert latest["purpose"] == "worker"
    for viewer in (holder("W1"), enterprise("U2"), NATION, agency("440300"), ANONYMOUS):
        assert api.ask(query, viewer).data["accessEvents"]["nodes"] == []


def test_one_answer_is_one_event_about_all_its_people(api: Api, graph: Graph) -> None:
    before = graph.run("MATCH (e:AccessEvent) RETURN count(e)")[0][0]
    api.ask('{ a: worker(id: "W1") { name } b: worker(id: "W2") { name } }', ADMINISTRATOR)
    events = graph.run(
        "MATCH (e:AccessEvent)-[:ABOUT]->(w) WITH e, collect(w.id) AS people ORDER BY e.at DESC "
        "RETURN people"
    )
    assert len(events) == before + 1
    assert ["W1", "W2"] in [sorted(people) for (people,) in events]


def test_what_cannot_be_written_down_is_not_shown(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(_: object) -> None:
        raise ConnectionError("no event")

    monkeypatch.setattr(type(api.services.events), "record", lambda _self, event: fails(event))
    reply = api.ask('{ worker(id: "W1") { name } }', ADMINISTRATOR)
    assert (reply.body["data"], reply.codes) == (None, ["INTERNAL"])
