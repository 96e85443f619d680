"""What a mutation has just made, by its key: the caller's own, so no tie is asked."""

from __future__ import annotations

from typing import Final

from registry.graph.regulations import REGULATIONS
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
CHALLENGE: Final = Head(
    name="recordedChallenge", type="Challenge", rows="MATCH (it:Challenge {id: $key})"
)
PLAN: Final = Head(
    name="recordedPlan",
    type="AssessmentPlan",
    rows="MATCH (it:AssessmentPlan {planId: $key})",
    extras={"regulations": REGULATIONS},
)
SESSION: Final = Head(
    name="recordedSession",
    type="AssessmentSession",
    rows="MATCH (it:AssessmentSession {sessionId: $key})",
    extras={"regulations": REGULATIONS},
)
