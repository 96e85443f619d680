"""Shapes of teams on projects and of who is in them on the day `$asOf`."""

from __future__ import annotations

from typing import Any, Final

from registry.graph.shapes.decoding import listed
from registry.graph.shapes.model import Column, Computed, Edge, Part, Row, Shape
from registry.programme.teams import Member

MEMBER_FACTS: Final = """COLLECT {
    MATCH (teamMember:Worker)-[teamBond:MEMBER_OF]->(@team)
    WHERE teamBond.from <= $asOf AND (teamBond.to IS NULL OR teamBond.to >= $asOf)
    RETURN [teamBond.role,
        COLLECT {
            MATCH (teamMember)-[:TITLED]->(title:ProfessionalTitle)
            WHERE title.from <= $asOf AND (title.to IS NULL OR title.to >= $asOf)
            RETURN [title.key, title.occKey] },
        COLLECT {
            MATCH (teamMember)-[:HOLDS]->(paper:Certificate)
            WHERE paper.issuedOn <= $asOf
            AND (paper.status = 'VALID' OR paper.statusSince > $asOf)
            RETURN [paper.key, paper.occKey, paper.rank] },
        COLLECT {
            MATCH (teamMember)-[:APPOINTED]->(office:Appointment)
            WHERE office.from <= $asOf AND (office.to IS NULL OR office.to >= $asOf)
            RETURN [office.id, office.rank] },
        COLLECT {
            MATCH (teamMember)-[:RECEIVED]->(award:HonourAward)-[:OF]->(honour:HonourType)
            WHERE coalesce(award.on, date({year: award.year})) <= $asOf
            RETURN [award.key, honour.id] },
        COLLECT {
            MATCH (teamMember)-[:ATTESTED]->(word:Statement)
            WHERE word.from <= $asOf AND (word.to IS NULL OR word.to >= $asOf)
            RETURN [word.key, word.code, word.holds] }]
    ORDER BY teamMember.id, teamBond.from
}"""
"""An expression: the members of a team on `$asOf`, with what is on record of them that day."""

OWNER_DIVISION: Final = """head(COLLECT {
    MATCH (owner:Organisation {uscc: @project.owner}) RETURN owner.division })"""


def decode_members(value: Any) -> tuple[Member, ...]:
    """Return the members in a value of the expression above."""
    return tuple(
        Member(
            role=role,
            titles=_pairs(titles),
            certificates=tuple((key, occ) for key, occ, _ in papers),
            grades=(
                *((key, rank) for key, _, rank in papers if rank is not None),
                *_pairs(offices),
            ),
            honours=_pairs(honours),
            statements=tuple((key, code, holds) for key, code, holds in words),
        )
        for role, titles, papers, offices, honours, words in value or ()
    )


def _pairs(rows: list[list[Any]]) -> tuple[tuple[str, Any], ...]:
    return tuple((key, said) for key, said in rows)


def left_to_the_service(_row: Row) -> object:
    """Return nothing yet: the service knows the regulation and the language."""
    return None


TEAM: Final = Shape(
    type="Team",
    columns=(
        Column("_division", OWNER_DIVISION),
        Column("id", "@it.id"),
        Column("name", "@it.name"),
    ),
    parts=(
        Part(
            "_members",
            MEMBER_FACTS.replace("@team", "@it"),
            decode_members,
            serves=frozenset({"qualification"}),
        ),
    ),
    edges=(
        Edge("project", "Project", roles={"it": "project"}, many=False),
        Edge(
            "members",
            "TeamMember",
            """MATCH (@member:Worker)-[@bond:MEMBER_OF]->(@it)
            WHERE @bond.from <= $asOf AND (@bond.to IS NULL OR @bond.to >= $asOf)""",
            roles={"member": "member", "bond": "bond"},
            order="@bond.role, @bond.from, @member.id",
        ),
    ),
    computed=(Computed("qualification", left_to_the_service),),
)

TEAM_MEMBER: Final = Shape(
    type="TeamMember",
    columns=(
        Column("role", "@bond.role"),
        Column("from", "toString(@bond.from)"),
        Column("to", "toString(@bond.to)"),
    ),
    edges=(Edge("worker", "Worker", roles={"it": "member"}, many=False, masked=True),),
)

STAFFED_PROJECT: Final = Shape(
    type="StaffedProject",
    columns=(
        Column("_division", OWNER_DIVISION),
        Column("_project", "[@project.id, @project.name, @project.keyField]"),
        Column(
            "_teams",
            "COLLECT { MATCH (team:Team)-[:WORKS_ON]->(@project) RETURN "
            + MEMBER_FACTS.replace("@team", "team")
            + " ORDER BY team.id }",
            listed,
        ),
    ),
)
"""A project with the members of its teams; a type of our own, not of the schema."""

SHAPES: Final = (TEAM, TEAM_MEMBER, STAFFED_PROJECT)
