"""`apprenticeships`: the latest first, found by the narrowest way, with a certain problem if asked.

What a problem is decides a regulation, in Python; here rows that cannot have it are passed over, so
that a page of a problem reads few rows that it does not show. The way by division starts at its
employers, the way to all reads the index on the first day from its end.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final, Literal

from registry.graph.regulations import REGULATIONS_OF_SUBJECTS
from registry.graph.shapes.model import Head
from registry.programme.apprenticeships.facts import Problem
from registry.viewer import Viewer

Way = Literal["PERSON", "ORGANISATION", "DIVISION", "ALL"]

_WAYS: Final[Mapping[Way, str]] = {
    "PERSON": """MATCH (:Worker {id: $anchor})
        <-[:APPRENTICE|ENTERPRISE_MENTOR|SCHOOL_MENTOR]-(it:Apprenticeship)
    WITH DISTINCT it""",
    "ORGANISATION": """MATCH (:Organisation {uscc: $anchor})<-[:AT|TAUGHT_AT]-(it:Apprenticeship)
    WITH DISTINCT it""",
    "DIVISION": """MATCH (firm:Organisation {provinceCode: $province})<-[:AT]-(it:Apprenticeship)
    WHERE $area IN [firm.division, firm.cityCode, firm.provinceCode]
    WITH it""",
    "ALL": """MATCH (it:Apprenticeship)
    WHERE it.from IS NOT NULL AND it.id IS NOT NULL
    WITH it""",
}

_FITS: Final = """
    WHERE @apprenticeship(it)
      AND ($status IS NULL OR it.status = $status)
      AND ($enterprise IS NULL OR EXISTS { (it)-[:AT]->(:Organisation {uscc: $enterprise}) })
      AND ($division IS NULL OR EXISTS {
          MATCH (it)-[:AT]->(where:Organisation)
          WHERE $division IN [where.division, where.cityCode, where.provinceCode] })"""

_MAY_HAVE: Final[Mapping[Problem, str]] = {
    Problem.MISSING_ENTERPRISE_MENTOR: "NOT EXISTS { (it)-[:ENTERPRISE_MENTOR]->(:Worker) }",
    Problem.MISSING_SCHOOL_MENTOR: "NOT EXISTS { (it)-[:SCHOOL_MENTOR]->(:Worker) }",
    Problem.MENTOR_NOT_EMPLOYED: """(EXISTS {
          MATCH (it)-[:ENTERPRISE_MENTOR]->(mentor:Worker)
          WHERE NOT EXISTS {
              MATCH (mentor)-[job:EMPLOYED]->(:Organisation)<-[:AT]-(it)
              WHERE job.from <= it.from AND job.to IS NULL } }
      OR EXISTS {
          MATCH (it)-[:SCHOOL_MENTOR]->(mentor:Worker)-[:EMPLOYED]->(:Organisation)
          WHERE NOT EXISTS {
              MATCH (mentor)-[job:EMPLOYED]->(:Organisation)<-[:TAUGHT_AT]-(it)
              WHERE job.from <= it.from AND job.to IS NULL } })""",
    Problem.CONTRACT_TOO_SHORT: "it.contractFrom IS NOT NULL AND it.contractTo IS NOT NULL",
    Problem.TOO_SHORT: "it.status <> 'ENDED' AND coalesce(it.to, it.completedOn) IS NOT NULL",
    Problem.TOO_LONG: "(it.status = 'RUNNING' OR coalesce(it.to, it.completedOn) IS NOT NULL)",
    Problem.WAGE_BELOW_MINIMUM: "it.wageEnc IS NOT NULL",
    Problem.LEVEL_NOT_ALLOWED: "it.rank IS NOT NULL",
    Problem.OVERDUE: "it.status = 'RUNNING' AND it.to < $today",
    # A certificate of the very occupation, won before the end, is one by whatever regulation.
    Problem.COMPLETED_WITHOUT_CERTIFICATE: """it.status = 'COMPLETED' AND it.rank IS NOT NULL
      AND it.occKey IS NOT NULL AND NOT EXISTS {
          MATCH (it)-[:APPRENTICE]->(:Worker)-[:HOLDS]->(won:Certificate)
          WHERE won.occKey = it.occKey AND won.rank >= it.rank
            AND won.issuedOn >= it.from AND won.issuedOn <= coalesce(it.completedOn, it.to)
            AND (won.status = 'VALID' OR won.statusSince > $today) }""",
}

_PAGE: Final = """
    WITH it WHERE $position IS NULL OR it.from < date($position[0])
        OR it.from = date($position[0]) AND it.id < $position[1]
    WITH it ORDER BY it.from DESC, it.id DESC LIMIT $limit"""


@cache
def apprenticeships_head(way: Way, problem: Problem | None) -> Head:
    """Return the head of a page of apprenticeships that are found this way."""
    found = _WAYS[way] + _FITS
    if problem is not None:
        found += "\n      AND " + _MAY_HAVE[problem]
    return Head(
        name="apprenticeships",
        type="Apprenticeship",
        rows=found + _PAGE,
        position="[toString(it.from), it.id]",
        extras={
            "totalCount": "COUNT { " + found + " RETURN it LIMIT 10001 }",
            "regulations": REGULATIONS_OF_SUBJECTS,
        },
    )


def way_to(
    viewer: Viewer, *, enterprise: str | None, division: str | None
) -> tuple[Way, str | None]:
    """Return the narrowest way and what it starts from: what is asked, else what may be seen."""
    if viewer.subject is not None:
        return "PERSON", viewer.subject
    if (organisation := enterprise or viewer.organisation) is not None:
        return "ORGANISATION", organisation
    if (place := division or viewer.division) is not None:
        return "DIVISION", place
    return "ALL", None


RECORDED: Final = Head(
    name="recordedApprenticeship",
    type="Apprenticeship",
    rows="MATCH (it:Apprenticeship {id: $key})",
    extras={"regulations": REGULATIONS_OF_SUBJECTS},
)
"""What a mutation has just made: the caller's own, so no tie is asked."""
