"""Apprenticeships: what a new one is judged by, its record, its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from registry.graph.apprenticeships import (
    APPRENTICESHIP_CASE,
    decode_apprenticeship,
    decode_jobs,
    decode_mentors,
    place_of,
)
from registry.graph.driver import Transaction
from registry.graph.regulations import REGULATIONS_OF_SUBJECTS, decode_regulations
from registry.programme.apprenticeships.facts import Apprenticeship, Job, Mentor
from registry.regulations import Regulation

# Locks the apprentice: of two that are opened at once the second sees the first.
BASIS: Final = (
    """
MATCH (apprentice:Worker {id: $apprentice})
SET apprentice += {}
WITH apprentice
MATCH (firm:Organisation {uscc: $enterprise})
RETURN
  COLLECT {
    MATCH (apprentice)-[job:EMPLOYED]->(employer:Organisation)
    RETURN [employer.uscc, toString(job.from), toString(job.to)]
  },
  [firm.division, firm.cityCode, firm.provinceCode],
  COLLECT {
    MATCH (mentor:Worker) WHERE mentor.id IN $mentors
    RETURN [mentor.id, COLLECT {
      MATCH (mentor)-[job:EMPLOYED]->(employer:Organisation)
      RETURN [employer.uscc, toString(job.from), toString(job.to)] }]
  },
  COLLECT {
    MATCH (apprentice)<-[:APPRENTICE]-(other:Apprenticeship {status: 'RUNNING'})
    WHERE other.from <= $to AND (other.to IS NULL OR other.to >= $from)
    RETURN other.id
  },
  $school IS NULL OR EXISTS { (:Organisation {uscc: $school}) },
  $class IS NULL OR EXISTS { (:ApprenticeClass {id: $class})-[:AT]->(firm) },
  EXISTS { (:Occupation {key: $occupation}) },
  """
    + REGULATIONS_OF_SUBJECTS
)

RECORD: Final = """
MATCH (apprentice:Worker {id: $apprentice})
MATCH (firm:Organisation {uscc: $enterprise})
CREATE (apprentice)<-[:APPRENTICE]-(it:Apprenticeship)-[:AT]->(firm)
SET it = $apprenticeship
WITH it
CALL (it) {
    MATCH (mentor:Worker) WHERE mentor.id IN $atWork
    CREATE (it)-[:ENTERPRISE_MENTOR]->(mentor)
}
CALL (it) {
    MATCH (mentor:Worker) WHERE mentor.id IN $atSchool
    CREATE (it)-[:SCHOOL_MENTOR]->(mentor)
}
CALL (it) {
    MATCH (school:Organisation {uscc: $school})
    CREATE (it)-[:TAUGHT_AT]->(school)
}
CALL (it) {
    MATCH (class:ApprenticeClass {id: $class})
    CREATE (it)-[:IN_CLASS]->(class)
}
"""

OPENED: Final = (
    """
MATCH (apprenticeship:Apprenticeship {id: $id})-[:AT]->(firm:Organisation)
WHERE $organisation IS NULL OR firm.uscc = $organisation
SET apprenticeship += {}
RETURN """
    + APPRENTICESHIP_CASE
    + ", "
    + REGULATIONS_OF_SUBJECTS
)

COMPLETE: Final = """
MATCH (it:Apprenticeship {id: $id})
SET it.status = 'COMPLETED', it.completedOn = $on,
    it.certificateNumber = coalesce($number, it.certificateNumber)
"""


@dataclass(frozen=True, slots=True)
class OpeningBasis:
    """What a new apprenticeship is judged by. `running` are the apprentice's at that time."""

    jobs: tuple[Job, ...]
    place: tuple[str, ...]
    mentors: Mapping[str, Mentor]
    running: tuple[str, ...]
    school_is_known: bool
    class_is_known: bool
    occupation_is_known: bool
    regulations: tuple[Regulation, ...]


async def opening_basis(
    tx: Transaction,
    *,
    apprentice: str,
    enterprise: str,
    mentors: Sequence[str],
    period: tuple[date, date],
    school: str | None,
    class_id: str | None,
    occupation: str,
    subjects: Sequence[str],
) -> OpeningBasis | None:
    """Lock an apprentice and return the basis; None if one of the two is not known."""
    rows = await tx.run(
        BASIS,
        {
            "apprentice": apprentice,
            "enterprise": enterprise,
            "mentors": list(mentors),
            "from": period[0],
            "to": period[1],
            "school": school,
            "class": class_id,
            "occupation": occupation,
            "subjects": list(subjects),
        },
    )
    if not rows:
        return None
    jobs, place, known, running, school_known, class_known, occupation_known, regulations = rows[0]
    return OpeningBasis(
        jobs=decode_jobs(jobs),
        place=place_of(place),
        mentors={mentor.id: mentor for mentor in decode_mentors(known)},
        running=tuple(running),
        school_is_known=school_known,
        class_is_known=class_known,
        occupation_is_known=occupation_known,
        regulations=decode_regulations(regulations),
    )


async def record_apprenticeship(
    tx: Transaction,
    *,
    apprentice: str,
    enterprise: str,
    school: str | None,
    class_id: str | None,
    at_work: Sequence[str],
    at_school: Sequence[str],
    apprenticeship: Mapping[str, Any],
) -> None:
    """Record an apprenticeship; its keys are the properties of docs/graph.md."""
    await tx.run(
        RECORD,
        {
            "apprentice": apprentice,
            "enterprise": enterprise,
            "school": school,
            "class": class_id,
            "atWork": list(at_work),
            "atSchool": list(at_school),
            "apprenticeship": apprenticeship,
        },
    )


async def opened_apprenticeship(
    tx: Transaction, key: str, *, organisation: str | None, subjects: Sequence[str]
) -> tuple[Apprenticeship, tuple[Regulation, ...]] | None:
    """Lock and return an apprenticeship of an enterprise (None: any) and the regulations."""
    parameters = {"id": key, "organisation": organisation, "subjects": list(subjects)}
    rows = await tx.run(OPENED, parameters)
    if not rows:
        return None
    [case, regulations] = rows[0]
    facts, _sealed = decode_apprenticeship(case)
    return facts, decode_regulations(regulations)


async def complete_apprenticeship(
    tx: Transaction, key: str, *, on: date, number: str | None
) -> None:
    """Record that an apprenticeship was completed, and the number of the certificate won."""
    await tx.run(COMPLETE, {"id": key, "on": on, "number": number})
