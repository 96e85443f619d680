"""Which job is the present one: of two, the one that began last decides.

Source: IMPORT.md, "Policies"; MEANINGS.md, "Assignments".
"""

from __future__ import annotations

from datetime import date

from registry.dates import in_force
from registry.facts import EmploymentFact, WorkerFacts


def employments_on(facts: WorkerFacts, day: date) -> list[EmploymentFact]:
    """Return the jobs held on `day`, the one that began last first; equals by credit code."""
    held = [job for job in facts.employments if in_force(job.start, job.end, day)]
    held.sort(key=lambda job: job.uscc)
    held.sort(key=lambda job: job.start, reverse=True)
    return held


def current_employment(facts: WorkerFacts, day: date) -> EmploymentFact | None:
    """Return the job that decides on `day`, or None without any."""
    return next(iter(employments_on(facts, day)), None)
