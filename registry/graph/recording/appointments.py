"""Appointments by an employer, and the facts of the worker that they are judged by."""

from __future__ import annotations

from typing import Any, Final

from registry.facts import WorkerFacts
from registry.graph.driver import Transaction
from registry.graph.facts import WORKER_FACTS, decode_facts

LOCKED_FACTS: Final = (
    """
MATCH (worker:Worker {id: $worker})
SET worker += {}
WITH worker
RETURN """
    + WORKER_FACTS
)

RECORD_APPOINTMENT: Final = """
MATCH (worker:Worker {id: $worker})
MATCH (employer:Organisation {uscc: $employer})
CREATE (worker)-[:APPOINTED]->(appointment:Appointment)-[:BY]->(employer)
SET appointment = $appointment
"""


async def locked_facts(tx: Transaction, worker: str) -> WorkerFacts | None:
    """Lock a worker and return everything known, with the filings of employers.

    None if there is no such worker.
    """
    rows = await tx.run(LOCKED_FACTS, {"worker": worker, "filings": True})
    return decode_facts(rows[0][0]) if rows else None


async def record_appointment(
    tx: Transaction, worker: str, employer: str, appointment: dict[str, Any]
) -> None:
    """Record an appointment; keys are the properties of docs/graph.md."""
    parameters = {"worker": worker, "employer": employer, "appointment": appointment}
    await tx.run(RECORD_APPOINTMENT, parameters)
