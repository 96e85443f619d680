"""`assessmentPlans` and `assessmentSession`: plans in the order in which they are held.

Found by the narrowest way: under one filing, under those of the viewer's organisation, under those
of a division (its organisations by the index on their province), else by the index on the day.
What stands inside an organisation is open to itself and its agencies.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

from registry.graph.regulations import REGULATIONS
from registry.graph.shapes.model import Head
from registry.viewer import Viewer

Way = Literal["FILING", "ORGANISATION", "DIVISION", "PERIOD"]

_PLANNED: Final = """it.plannedFor >= coalesce($plannedFrom, date('0001-01-01'))
    AND it.plannedFor <= coalesce($plannedTo, date('9999-12-31'))"""

_WAYS: Final[dict[Way, str]] = {
    "FILING": """MATCH (owner:Organisation)-[:FILED_AS]->(:EvaluationFiling {filingNo: $filing})
              <-[:UNDER]-(it:AssessmentPlan)
    WHERE <planned> AND @inside(owner)""",
    "ORGANISATION": """MATCH (owner:Organisation {uscc: $viewerOrganisation})
              -[:FILED_AS]->(:EvaluationFiling)<-[:UNDER]-(it:AssessmentPlan)
    WHERE <planned> AND @inside(owner)""",
    "DIVISION": """MATCH (owner:Organisation {provinceCode: $province})
              -[:FILED_AS]->(:EvaluationFiling)<-[:UNDER]-(it:AssessmentPlan)
    WHERE <planned> AND @inside(owner)""",
    "PERIOD": """MATCH (it:AssessmentPlan) WHERE <planned>
    MATCH (it)-[:UNDER]->(:EvaluationFiling)<-[:FILED_AS]-(owner:Organisation)
    WHERE @inside(owner)""",
}

_PAGE: Final = """
    WITH it WHERE $position IS NULL OR it.plannedFor > date($position[0])
        OR it.plannedFor = date($position[0]) AND it.planId > $position[1]
    WITH it ORDER BY it.plannedFor, it.planId LIMIT $limit"""


@cache
def plans_head(way: Way) -> Head:
    """Return the head of a page of plans that are found this way, the earliest first."""
    found = _WAYS[way].replace("<planned>", _PLANNED)
    return Head(
        name="assessmentPlans",
        type="AssessmentPlan",
        rows=found + _PAGE,
        position="[toString(it.plannedFor), it.planId]",
        extras={
            "totalCount": "COUNT { " + found + " RETURN it LIMIT 10001 }",
            "regulations": REGULATIONS,
        },
    )


def way_to(viewer: Viewer, filing: str | None) -> Way:
    """Return the narrowest way to plans for a viewer."""
    if filing is not None:
        return "FILING"
    if viewer.organisation is not None:
        return "ORGANISATION"
    return "PERIOD" if viewer.division is None else "DIVISION"


SESSION: Final = Head(
    name="assessmentSession",
    type="AssessmentSession",
    rows="""MATCH (it:AssessmentSession {sessionId: $session})-[:OF]->(:AssessmentPlan)
              -[:UNDER]->(:EvaluationFiling)<-[:FILED_AS]-(owner:Organisation)
    WHERE @inside(owner)
    WITH it LIMIT 1""",
    extras={"regulations": REGULATIONS},
)
