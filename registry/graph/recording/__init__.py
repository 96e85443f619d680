"""Statements of what enterprises, issuers and workers record: assessments, consents, appointments, assignments."""
