"""Statements of what is recorded: assessments, consents, appointments, assignments."""
