"""`assignmentRequests`: requests to lend somebody, the latest first, and one by its id."""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

from registry.graph.shapes.model import Head
from registry.viewer import Viewer

Way = Literal["WORKER", "ORGANISATION", "ALL"]

_WAYS: Final[dict[Way, str]] = {
    "WORKER": "MATCH (:Worker {id: $viewerSubject})<-[:WANTS]-(it:AssignmentRequest)",
    "ORGANISATION": """CALL () {
        MATCH (:Organisation {uscc: $viewerOrganisation})<-[:FROM|TO]-(it:AssignmentRequest)
        RETURN DISTINCT it
    }
    WITH it""",
    "ALL": "MATCH (it:AssignmentRequest)",
}

_FITS: Final = """
    WHERE it.at <> '' AND ($state IS NULL OR it.state = $state) AND @request(it)"""

RECORDED: Final = Head(
    name="recordedAssignmentRequest",
    type="AssignmentRequest",
    rows="MATCH (it:AssignmentRequest {id: $key})",
)
"""What a mutation has just made or decided: the caller's own, so no tie is asked."""


@cache
def requests_head(way: Way) -> Head:
    """Return the head of a page of requests that are found this way."""
    found = _WAYS[way] + _FITS
    return Head(
        name="assignmentRequests",
        type="AssignmentRequest",
        rows=found
        + """
    AND ($position IS NULL OR it.at < $position[0]
         OR it.at = $position[0] AND it.id < $position[1])
    WITH it ORDER BY it.at DESC, it.id DESC LIMIT $limit""",
        position="[it.at, it.id]",
        extras={"totalCount": "COUNT { " + found + " RETURN it LIMIT 10001 }"},
    )


def way_of(viewer: Viewer) -> Way:
    """Return by which index a viewer's requests are found."""
    if viewer.subject is not None:
        return "WORKER"
    return "ALL" if viewer.organisation is None else "ORGANISATION"
