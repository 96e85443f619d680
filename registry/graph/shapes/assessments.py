"""Shapes of a plan of an assessment, of its sessions and their results.

What the rules of `registry.programme.assessments` look at comes as hidden parts: numbers, and the
two scores of each result, never whose they are.
"""

from __future__ import annotations

from typing import Final

from registry.graph.shapes.agency import left_to_the_service
from registry.graph.shapes.decoding import level, listed
from registry.graph.shapes.model import Column, Computed, Edge, Part, Shape

_SESSION_NUMBERS: Final = """[
    @it.sessionId, toString(@it.heldOn), size(coalesce(@it.assessors, [])),
    COUNT { (@it)<-[:IN]-(:AssessmentResult) },
    COUNT { (@it)<-[:IN]-(:AssessmentResult {passed: true}) },
    COLLECT {
        MATCH (@it)<-[:IN]-(scored:AssessmentResult)
        WHERE scored.theory IS NOT NULL AND scored.practical IS NOT NULL
        RETURN [scored.theory, scored.practical] },
    coalesce(@it.twoSites, false),
    head(COLLECT {
        MATCH (@it)-[:OF]->(numbered:AssessmentPlan)
        RETURN [numbered.filedAt, numbered.seats, numbered.site, COUNT {
            MATCH (beside:AssessmentSession {heldOn: @it.heldOn})-[:OF]->(besidePlan:AssessmentPlan)
            WHERE besidePlan.filingNo = numbered.filingNo
              AND coalesce(besidePlan.site, '') = coalesce(numbered.site, '')
            MATCH (beside)<-[:IN]-(:AssessmentResult) },
          head([(numbered)-[:UNDER]->(:EvaluationFiling)<-[:FILED_AS]-(filer:Organisation)
               | filer.division])] LIMIT 1 })]"""

SESSION: Final = Shape(
    type="AssessmentSession",
    columns=(
        Column("id", "@it.sessionId"),
        Column("heldOn", "toString(@it.heldOn)"),
        Column("assessors", "@it.assessors", listed),
    ),
    parts=(
        Part("planId", "head([(@it)-[:OF]->(ofPlan:AssessmentPlan) | ofPlan.planId])"),
        Part("results", "COUNT { (@it)<-[:IN]-(:AssessmentResult) }"),
        Part("passed", "COUNT { (@it)<-[:IN]-(:AssessmentResult {passed: true}) }"),
        Part(
            "_numbers",
            _SESSION_NUMBERS,
            serves=frozenset({"outliers", "keepUntil", "keepPaperUntil"}),
        ),
    ),
    edges=(
        Edge("plan", "AssessmentPlan", "MATCH (@it)-[:OF]->(@to:AssessmentPlan)", many=False),
        Edge(
            "assessmentResults",
            "AssessmentResult",
            "MATCH (@it)<-[:IN]-(@to:AssessmentResult)",
            order="@it.resultId",
        ),
        Edge(
            "certificates",
            "Certificate",
            """MATCH (@it)<-[:IN]-(:AssessmentResult)<-[:RESULT_OF]-(@to:Certificate)
            WHERE @certificate(@to)""",
            order="@it.key",
        ),
    ),
    computed=tuple(
        Computed(name, left_to_the_service) for name in ("outliers", "keepUntil", "keepPaperUntil")
    ),
)

PLAN: Final = Shape(
    type="AssessmentPlan",
    columns=(
        Column("id", "@it.planId"),
        Column("filingNo", "@it.filingNo"),
        Column("level", "@it.rank", level),
        Column("plannedFor", "toString(@it.plannedFor)"),
        Column("filedAt", "@it.filedAt"),
        Column("seats", "@it.seats"),
        Column("site", "@it.site"),
    ),
    parts=(
        Part("sat", "COUNT { (@it)<-[:OF]-(:AssessmentSession)<-[:IN]-(:AssessmentResult) }"),
        Part(
            "passed",
            "COUNT { (@it)<-[:OF]-(:AssessmentSession)<-[:IN]-(:AssessmentResult {passed: true}) }",
        ),
        Part(
            "certificates",
            """COUNT { (@it)<-[:OF]-(:AssessmentSession)<-[:IN]-(:AssessmentResult)
                       <-[:RESULT_OF]-(:Certificate) }""",
        ),
        Part(
            "_held",
            """[head([(@it)-[:UNDER]->(:EvaluationFiling)<-[:FILED_AS]-(filer:Organisation)
                     | filer.division]),
                COLLECT {
                    MATCH (@it)<-[:OF]-(heldSession:AssessmentSession)
                    RETURN [heldSession.sessionId, toString(heldSession.heldOn),
                            COUNT { (heldSession)<-[:IN]-(:AssessmentResult) },
                            coalesce(heldSession.twoSites, false)]
                    ORDER BY heldSession.heldOn, heldSession.sessionId }]""",
            serves=frozenset({"checks"}),
        ),
    ),
    edges=(
        Edge("occupation", "Occupation", "MATCH (@it)-[:FOR]->(@to:Occupation)", many=False),
        Edge(
            "organisation",
            "Enterprise",
            "MATCH (@it)-[:UNDER]->(:EvaluationFiling)<-[:FILED_AS]-(@to:Organisation)",
            many=False,
        ),
        Edge(
            "sessions",
            "AssessmentSession",
            "MATCH (@it)<-[:OF]-(@to:AssessmentSession)",
            order="@it.heldOn, @it.sessionId",
        ),
    ),
    computed=(Computed("checks", left_to_the_service),),
)

RESULT: Final = Shape(
    type="AssessmentResult",
    columns=(
        Column("id", "@it.resultId"),
        Column("theory", "@it.theory"),
        Column("practical", "@it.practical"),
        Column("passed", "@it.passed"),
    ),
    edges=(
        Edge("worker", "Worker", "MATCH (@to:Worker)-[:SAT]->(@it)", many=False),
        Edge(
            "certificate",
            "Certificate",
            "MATCH (@to:Certificate)-[:RESULT_OF]->(@it) WHERE @certificate(@to)",
            many=False,
        ),
    ),
)

SHAPES: Final = (SESSION, PLAN, RESULT)
