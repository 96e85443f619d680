"""Shapes of what an agency traces and counts.

`Mobility` and `GradeCount` are types of our own, not of the schema: services make conflicts and the
pyramid of them.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from registry.agency.conflicts import Lent, Mobility
from registry.dates import day_or_none
from registry.graph.cases import CERTIFICATE_CASE, decode_case
from registry.graph.shapes.decoding import listed
from registry.graph.shapes.model import Column, Computed, Edge, Part, Row, Shape


def left_to_the_service(_row: Row) -> object:
    """Return nothing yet: the service knows the language and what was asked."""
    return None


FLOW: Final = Shape(
    type="AssignmentFlow",
    columns=(
        Column("mode", "@mode"),
        Column("people", "@people"),
        Column("personDays", "@personDays"),
    ),
    edges=(
        Edge("from", "Division", "MATCH (@to:Division {code: @home})", many=False),
        Edge("to", "Division", "MATCH (@to:Division {code: @host})", many=False),
    ),
)

ASSIGNMENTS_OF_WORKER: Final = """COLLECT {
    MATCH (worker)-[:ASSIGNED]->(lent:FlexibleAssignment)
    WHERE lent.status <> 'CANCELLED' AND lent.from <= $to AND (lent.to IS NULL OR lent.to >= $from)
    MATCH (lentHome:Organisation)<-[:FROM]-(lent)-[:TO]->(lentHost:Organisation)
    RETURN [lent.id, toString(lent.from), toString(lent.to), lent.dutyPercent,
            lentHome.uscc, lentHost.uscc,
            lent.homeConsentNo IS NOT NULL, coalesce(lent.workerConsent, false),
            @assignment(lent) AND ($division IS NULL
                OR $division IN [lent.homeDivision, lent.homeCity, lent.homeProvince,
                                 lent.hostDivision, lent.hostCity, lent.hostProvince])]
}"""

JOBS_OF_WORKER: Final = """COLLECT {
    MATCH (worker)-[heldJob:EMPLOYED]->(heldAt:Organisation)
    RETURN [heldAt.uscc, toString(heldJob.from), toString(heldJob.to)]
}"""

MOBILITY_CONSENTS: Final = """COLLECT {
    MATCH (worker)-[:GAVE]->(given:Consent {purpose: 'FLEXIBLE_MOBILITY'})
    RETURN [toString(given.from), toString(given.to), given.grantee]
}"""


def decode_mobility(value: list[Any]) -> Mobility:
    """Return what the rules of conflicts look at."""
    lent, jobs, consents = value
    return Mobility(
        assignments=tuple(
            Lent(
                id=id_,
                start=date.fromisoformat(start),
                end=day_or_none(end),
                duty_percent=duty,
                home=home,
                host=host,
                home_consent=home_consent,
                worker_consent=worker_consent,
                shown=shown,
            )
            for id_, start, end, duty, home, host, home_consent, worker_consent, shown in lent
        ),
        jobs=tuple(
            (uscc, date.fromisoformat(start), day_or_none(end)) for uscc, start, end in jobs
        ),
        consents=tuple(
            (date.fromisoformat(start), day_or_none(end), grantee)
            for start, end, grantee in consents
        ),
    )


MOBILITY: Final = Shape(
    type="Mobility",
    columns=(
        Column(
            "_mobility",
            "[" + ASSIGNMENTS_OF_WORKER + ", " + JOBS_OF_WORKER + ", " + MOBILITY_CONSENTS + "]",
            decode_mobility,
        ),
    ),
    edges=(
        Edge("worker", "Worker", "WITH worker AS @to", many=False),
        Edge(
            "assignments",
            "Assignment",
            """MATCH (worker)-[:ASSIGNED]->(@to:FlexibleAssignment)
            WHERE @to.status <> 'CANCELLED'
            AND @to.from <= $to AND (@to.to IS NULL OR @to.to >= $from)
            AND @assignment(@to)""",
            order="@it.from, @it.id",
        ),
    ),
)

GRADE_COUNT: Final = Shape(
    type="GradeCount",
    columns=(Column("rank", "@rank"), Column("workers", "@workers")),
)

SUSPECT: Final = Shape(
    type="SuspectCertificate",
    columns=(Column("codes", "@it.codes", listed),),
    parts=(
        Part(
            "_case",
            "head(COLLECT { WITH @it AS certificate RETURN " + CERTIFICATE_CASE + " })",
            decode_case,
            serves=frozenset({"detail"}),
            dear=True,
        ),
    ),
    edges=(Edge("certificate", "Certificate", roles={"it": "it"}, many=False),),
    computed=(Computed("detail", left_to_the_service),),
)

SHAPES: Final = (FLOW, MOBILITY, GRADE_COUNT, SUSPECT)
