"""What a mutation has just made, by its key: the caller's own, so no tie is asked.

A plan leads to nothing but its occupation; what else there is to say of it comes as the row's
position.
"""

from __future__ import annotations

from typing import Final

from registry.graph.shapes.model import Head

CERTIFICATE: Final = Head(
    name="recordedCertificate", type="Certificate", rows="MATCH (it:Certificate {key: $key})"
)
CONSENT: Final = Head(name="recordedConsent", type="Consent", rows="MATCH (it:Consent {key: $key})")
APPOINTMENT: Final = Head(
    name="recordedAppointment", type="Appointment", rows="MATCH (it:Appointment {id: $key})"
)
ASSIGNMENT: Final = Head(
    name="recordedAssignment", type="Assignment", rows="MATCH (it:FlexibleAssignment {id: $key})"
)
PLAN: Final = Head(
    name="recordedPlan",
    type="Occupation",
    rows="MATCH (plan:AssessmentPlan {planId: $key})-[:FOR]->(it:Occupation)",
    position="""[plan.planId, plan.filingNo, plan.rank, toString(plan.plannedFor), plan.filedAt,
    plan.seats, plan.site]""",
)
SESSION: Final = Head(
    name="recordedSession",
    type="Occupation",
    rows="""MATCH (session:AssessmentSession {sessionId: $key})-[:OF]->(plan:AssessmentPlan)
    MATCH (plan)-[:FOR]->(it:Occupation)""",
    position="""[session.sessionId, plan.planId, toString(session.heldOn), session.assessors,
    COUNT { (:AssessmentResult)-[:IN]->(session) },
    COUNT { (:AssessmentResult {passed: true})-[:IN]->(session) }]""",
)
