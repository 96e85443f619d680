"""Shapes of a candidate card and of what surrounds a candidate.

A card stands on two roles: `it`, the candidacy that a search found, and the worker, whose variable
is always called `worker`, because the expression of a worker's facts (`registry.graph.facts`) says
so. Fields that need the viewer's seal, the language or a rule are left to `registry.candidates`,
which fills them in from the hidden columns and parts.
"""

from __future__ import annotations

from typing import Any, Final

from registry.graph.facts import WORKER_FACTS, decode_facts
from registry.graph.shapes.decoding import flag, level, levels, listed
from registry.graph.shapes.model import Column, Computed, Edge, Part, Row, Shape
from registry.masking import mask_number
from registry.programme.lending import decode_lending

KIN: Final = """COLLECT {
    MATCH (worker)-[:HOLDS]->(:Certificate)-[:FOR]->(:Occupation)
          -[:SUPERSEDES*0..]->(kinNewer:Occupation)-[:SUPERSEDES]->(kinOlder:Occupation)
    RETURN [kinNewer.key, kinOlder.key] AS kinPair
    UNION
    MATCH (worker)-[:HOLDS]->(:Certificate)-[:FOR]->(:Occupation)
          <-[:SUPERSEDES*0..]-(kinOlder:Occupation)<-[:SUPERSEDES]-(kinNewer:Occupation)
    RETURN [kinNewer.key, kinOlder.key] AS kinPair
}"""
"""Which occupation supersedes which, around those that a worker is certified in."""

LENDING: Final = """[
    COLLECT {
        MATCH (worker)-[:ASSIGNED]->(lent:FlexibleAssignment)
        WHERE lent.status <> 'CANCELLED' AND lent.from <= $freeTo
        AND (lent.to IS NULL OR lent.to >= $freeFrom)
        RETURN [lent.id, toString(lent.from), toString(lent.to), lent.dutyPercent]
        ORDER BY lent.from, lent.id },
    COLLECT {
        MATCH (worker)-[held:EMPLOYED]->(heldAt:Organisation)
        WHERE held.to IS NULL OR held.to >= $today
        RETURN [heldAt.uscc, toString(held.from), toString(held.to), held.keyPost,
                heldAt.division] },
    COLLECT {
        MATCH (worker)-[:GAVE]->(given:Consent {purpose: 'FLEXIBLE_MOBILITY'})
        RETURN [given.key, toString(given.from), toString(given.to), given.grantee] }
]"""
"""What decides whether somebody can be lent in the period `$freeFrom` to `$freeTo`; wanted by its
own name, by `registry.programme.experts`.
"""

COUNTS_TODAY: Final = (
    """@to.issuedOn <= $today AND (@to.status = 'VALID' OR @to.statusSince > $today)"""
)


def age_band(age: Any) -> str:
    """Return the band of an age in calendar years: five years wide, open at both ends."""
    if age is None:
        return "unknown"
    if age < 25:
        return "under 25"
    if age >= 60:
        return "60 and over"
    lowest = age - age % 5
    return f"{lowest}-{lowest + 4}"


def left_to_the_service(_row: Row) -> object:
    """Return nothing yet: `registry.candidates` knows the viewer, the rules and the language."""
    return None


CANDIDATE: Final = Shape(
    type="Candidate",
    person="_worker",
    columns=(
        Column("_worker", "@it.workerId"),
        Column("_rank", "@it.rank"),
        Column("_points", "@it.points"),
        Column("level", "@it.rank", level),
        Column("levelSince", "toString(@it.since)"),
        Column("ageBand", "$today.year - worker.birthYear", age_band),
        Column("menteeCount", "@it.menteeCount"),
        Column("keyFields", "@it.keyFields", listed),
    ),
    parts=(
        Part(
            "_reasons",
            "coalesce(@it.reasons, '[[],[]]')",
            serves=frozenset({"explanation", "menteesPromoted"}),
        ),
        Part(
            "_facts",
            WORKER_FACTS,
            decode_facts,
            serves=frozenset({"eligibility"}),
            dear=True,
        ),
        Part("_kin", KIN, listed, serves=frozenset({"eligibility"}), dear=True),
        Part("_lending", LENDING, decode_lending, dear=True),
    ),
    edges=(
        Edge("occupation", "Occupation", "MATCH (@to:Occupation {key: @it.occKey})", many=False),
        # With two employers a card shows the one where the job began last, whichever of them was
        # searched.
        Edge(
            "division",
            "Division",
            """MATCH (@at:Organisation {uscc: @it.employers[0]})
            MATCH (@to:Division {code: @at.cityCode})""",
            many=False,
        ),
        Edge(
            "industry",
            "Industry",
            """MATCH (@at:Organisation {uscc: @it.employers[0]})
            MATCH (@to:Industry {code: @at.industry})""",
            many=False,
        ),
        Edge(
            "certificates",
            "CertificateCard",
            "MATCH (worker)-[:HOLDS]->(@to:Certificate) WHERE " + COUNTS_TODAY,
            order="coalesce(@it.rank, 0) DESC, @it.issuedOn, coalesce(@it.occKey, ''), @it.key",
        ),
        Edge(
            "appointments",
            "Appointment",
            """MATCH (worker)-[:APPOINTED]->(@to:Appointment)
            WHERE @to.from <= $today AND (@to.to IS NULL OR @to.to >= $today)""",
            order="@it.rank DESC, @it.from, @it.id",
        ),
        Edge(
            "honours",
            "HonourAward",
            """MATCH (worker)-[:RECEIVED]->(@to:HonourAward)
            WHERE coalesce(@to.on, date({year: @to.year})) <= $today""",
            order="@it.year DESC, @it.key",
        ),
        Edge(
            "competitionResults",
            "CompetitionResult",
            """MATCH (worker)-[:PLACED]->(@to:CompetitionResult)-[:IN]->(@event:CompetitionEvent)
                     -[:OF]->(@competition:Competition) WHERE @competition.year <= $today.year""",
            roles={"it": "to", "event": "event", "competition": "competition"},
            order="@competition.year DESC, @it.rank, @it.key",
        ),
        Edge(
            "studio",
            "Studio",
            """MATCH (worker)-[:LEADS]->(@to:MasterStudio)
            WHERE @to.approvedOn IS NULL OR @to.approvedOn <= $today""",
            many=False,
            order="""CASE @it.level WHEN 'NATIONAL' THEN 0 WHEN 'PROVINCIAL' THEN 1
            WHEN 'CITY' THEN 2 ELSE 3 END, @it.id""",
        ),
        Edge("worker", "Worker", "WITH worker AS @to", many=False),
    ),
    computed=tuple(
        Computed(name, left_to_the_service)
        for name in (
            "id", "yearsAtLevel", "menteesPromoted", "score", "explanation", "eligibility",
        )
    ),
)  # fmt: skip

CERTIFICATE_CARD: Final = Shape(
    type="CertificateCard",
    columns=(
        Column("kind", "@it.kind"),
        Column("maskedNumber", "[@it.kind, @it.number]", lambda value: mask_number(*value)),
        Column("level", "@it.rank", level),
        Column("issuedOn", "toString(@it.issuedOn)"),
        # The organisation whose filing it names, or that is filed under the prefix of its number.
        Column(
            "issuer",
            """coalesce(
            head(COLLECT { MATCH (@it)-[:ISSUED_UNDER]->(:EvaluationFiling)
                                 <-[:FILED_AS]-(cardIssuer:Organisation)
                           RETURN cardIssuer.name LIMIT 1 }),
            head(COLLECT { MATCH (:EvaluationFiling {issuerPrefix: @it.issuerPrefix})
                                 <-[:FILED_AS]-(cardIssuer:Organisation)
                           RETURN cardIssuer.name ORDER BY cardIssuer.uscc LIMIT 1 }),
            @it.issuerPrefix, @it.provider, '')""",
        ),
    ),
    edges=(
        Edge("occupation", "Occupation", "MATCH (@to:Occupation {key: @it.occKey})", many=False),
    ),
)

LINEAGE_ENTRY: Final = Shape(
    type="LineageEntry",
    columns=(
        Column("depth", "@depth"),
        # "Won" as in `registry.grade.won_grades`: in one of the two people's mentorships, higher
        # than anything held before it.
        Column(
            "gradesWon",
            """COLLECT {
            MATCH (@teacher)-[lineageBond:MENTORS]->(@learner) WHERE lineageBond.from <= $today
            MATCH (@learner)-[:HOLDS]->(lineageWon:Certificate)
            WHERE lineageWon.rank IS NOT NULL AND lineageWon.issuedOn <= $today
            AND (lineageWon.status = 'VALID' OR lineageWon.statusSince > $today)
            AND lineageWon.issuedOn >= lineageBond.from
            AND (lineageBond.to IS NULL OR lineageWon.issuedOn <= lineageBond.to)
            AND NOT EXISTS {
                MATCH (@learner)-[:HOLDS]->(lineageBefore:Certificate)
                WHERE lineageBefore.issuedOn < lineageBond.from
                AND lineageBefore.rank >= lineageWon.rank }
            RETURN DISTINCT lineageWon.rank }""",
            levels,
        ),
    ),
    edges=(
        Edge("worker", "Worker", roles={"it": "learner"}, many=False, masked=True),
        Edge("taughtBy", "Worker", roles={"it": "teacher"}, many=False, masked=True),
    ),
)

JUDGED: Final = Shape(
    type="Judged",
    person="_worker",
    columns=(
        Column("_worker", "worker.id"),
        Column("_record", "@record", flag),
        Column("_facts", WORKER_FACTS, decode_facts),
        Column("_kin", KIN, listed),
    ),
)
"""Somebody to be judged by a policy; a type of our own, not of the schema."""

REACHED: Final = Shape(
    type="Reached",
    columns=(Column("_hops", "@hops"),),
)
"""A chain from an enterprise to a candidate; a type of our own, not of the schema."""

SHAPES: Final = (CANDIDATE, CERTIFICATE_CARD, LINEAGE_ENTRY, JUDGED, REACHED)
