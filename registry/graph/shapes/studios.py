"""Shapes of master studios: who leads and belongs, whom the leader taught, what they made (S13).

A studio is shown wherever one is led or joined; its conditions are judged where studios themselves
are asked for (`registry.programme.studios`).
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final

from registry.graph.shapes.model import Column, Computed, Edge, Part, Row, Shape
from registry.suppression import published

_OPEN: Final = """(EXISTS {
        MATCH (@it)-[:HOSTED_BY]->(studioHost:Organisation) WHERE @inside(studioHost) }
    OR EXISTS { MATCH (studioLeader:Worker)-[:LEADS]->(@it) WHERE @record(studioLeader) })"""
"""Whether the viewer sees inside: of the host, or the leader's record."""

_ROLL: Final = (
    """[COLLECT {
        MATCH (rollMember:Worker)-[rollTerm:MEMBER_OF]->(@it)
        WHERE rollTerm.from <= $today
        RETURN [rollMember.id, rollTerm.from.year,
                CASE WHEN rollTerm.to < $today THEN rollTerm.to.year ELSE $today.year END]
    }, """
    + _OPEN
    + "]"
)

_CASE: Final = """head(COLLECT {
    MATCH (caseLeader:Worker)-[:LEADS]->(@it)
    RETURN [caseLeader.id, caseLeader.rank, COLLECT {
        MATCH (caseLeader)-[caseLesson:MENTORS]->(casePupil:Worker)
        WHERE caseLesson.from <= $today AND (caseLesson.to IS NULL OR caseLesson.to >= $today)
        RETURN DISTINCT casePupil.id
    }, @known(caseLeader), head(COLLECT {
        MATCH (@it)-[:HOSTED_BY]->(caseHost:Organisation)
        RETURN [caseHost.division, caseHost.cityCode, caseHost.provinceCode]
    })]
})"""

# As `mentorLineage`: each once at the least depth; of several teachers the one who began first.
# Without `collect`, which Neo4j takes for an aggregation of the whole row, however deep it stands.
_LINEAGE: Final = """MATCH (@leader:Worker)-[:LEADS]->(@it) WHERE @record(@leader)
    MATCH (@leader)-[:MENTORS*1..6]->(@learner:Worker) WHERE @learner <> @leader
    WITH DISTINCT @leader, @learner
    WITH @learner, COLLECT {
        MATCH path = allShortestPaths((@leader)-[:MENTORS*1..6]->(@learner))
        WHERE all(bond IN relationships(path) WHERE bond.from <= $today)
        RETURN path ORDER BY last(relationships(path)).from, nodes(path)[-2].id LIMIT 1
    } AS @nearest
    UNWIND @nearest AS @path
    WITH @learner, length(@path) AS @depth, nodes(@path)[-2] AS @teacher"""

# What was achieved while somebody led or belonged; a day that is not known lies in no time.
_ACHIEVED: Final = """MATCH (@it)<-[@tie:LEADS|MEMBER_OF]-(@who:Worker)
    MATCH (@who)-[:ACHIEVED]->(@to:Achievement)
    WHERE @known(@who) AND @to.on <= $today
      AND CASE type(@tie) WHEN 'LEADS' THEN @to.on >= @it.approvedOn
          ELSE @to.on >= @tie.from AND (@tie.to IS NULL OR @to.on <= @tie.to) END
    WITH DISTINCT @to"""


def members_by_year(row: Row) -> list[dict[str, Any]]:
    """Return how many different members each year had; small numbers only for who sees inside."""
    terms, is_open = row["_roll"]
    members: dict[int, set[str]] = defaultdict(set)
    for worker, first, last in terms:
        for year in range(first, last + 1):
            members[year].add(worker)
    counts = {year: len(members[year]) for year in sorted(members)}
    shown = counts if is_open else published(counts)
    return [{"year": year, "members": count} for year, count in shown.items()]


STUDIO: Final = Shape(
    type="Studio",
    columns=(
        Column("id", "@it.id"),
        Column("name", "@it.name"),
        Column("level", "@it.level"),
        Column("foundedOn", "toString(@it.approvedOn)"),
    ),
    parts=(
        Part(
            "members",
            """COUNT { MATCH (studioMember:Worker)-[term:MEMBER_OF]->(@it)
            WHERE term.from <= $today AND (term.to IS NULL OR term.to >= $today) RETURN DISTINCT
                studioMember }""",
        ),
        Part("fund", "CASE WHEN " + _OPEN + " THEN @it.fund END"),
        Part("_roll", _ROLL, serves=frozenset({"membersByYear"})),
        Part("_case", _CASE, serves=frozenset({"conditions", "regulation"})),
    ),
    edges=(
        Edge("leader", "Worker", "MATCH (@to:Worker)-[:LEADS]->(@it)", many=False),
        Edge("host", "Enterprise", "MATCH (@it)-[:HOSTED_BY]->(@to:Organisation)", many=False),
        Edge(
            "occupation",
            "Occupation",
            """MATCH (@leader:Worker)-[:LEADS]->(@it)
            MATCH (@to:Occupation {key: coalesce(@it.occKey, @leader.occKey)})""",
            many=False,
        ),
        Edge(
            "memberships",
            "StudioMembership",
            "MATCH (@worker:Worker)-[@term:MEMBER_OF]->(@it) WHERE @known(@worker)",
            roles={"term": "term", "worker": "worker"},
            order="@term.from, @worker.id",
        ),
        Edge(
            "lineage",
            "LineageEntry",
            _LINEAGE,
            roles={"depth": "depth", "learner": "learner", "teacher": "teacher"},
            order="@depth, @learner.id",
        ),
        Edge(
            "produced",
            "Achievement",
            "MATCH (@it)-[:PRODUCED]->(@to:Achievement)",
            order="@it.on DESC, @it.id",
        ),
        Edge("achievements", "Achievement", _ACHIEVED, order="@it.on DESC, @it.id"),
    ),
    computed=(
        Computed("membersByYear", members_by_year),
        Computed("conditions", lambda _row: []),
        Computed("regulation", lambda _row: None),
    ),
)

MEMBERSHIP: Final = Shape(
    type="StudioMembership",
    columns=(Column("from", "toString(@term.from)"), Column("to", "toString(@term.to)")),
    edges=(Edge("worker", "Worker", roles={"it": "worker"}, many=False),),
)

ACHIEVEMENT: Final = Shape(
    type="Achievement",
    columns=(
        Column("id", "@it.id"),
        Column("kind", "@it.kind"),
        Column("title", "@it.title"),
        Column("scope", "@it.scope"),
        Column("on", "toString(@it.on)"),
        Column("keyField", "@it.keyField"),
    ),
)

SHAPES: Final = (STUDIO, MEMBERSHIP, ACHIEVEMENT)
