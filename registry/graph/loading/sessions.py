"""Derived marks of assessment sessions, for many days at once.

`registry.graph.recheck` judges the certificates of a session whose mark changes in the same step.
An import marks them stale instead:
they are judged once, however many of its rows concern them.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from registry.graph.recheck import WRITE_MARKS, marks_steps
from registry.graph.steps import Steps

MARK_CERTIFICATES: Final = """
UNWIND $ids AS id
MATCH (:AssessmentSession {sessionId: id})<-[:IN]-(:AssessmentResult)
      <-[:SAT]-(:Worker)-[:HOLDS]->(certificate:Certificate)
SET certificate:Stale
"""


def session_steps(days: Collection[date]) -> Steps[int]:
    """Yield the statements that make the marks of these days' sessions true.

    The result is how many changed.
    """
    marks = yield from marks_steps(days)
    changed = [(id_, found, stored) for id_, found, stored in marks if list(found) != stored]
    if changed:
        rows = [
            {"id": id_, "overSeats": over_seats, "twoSites": two_sites}
            for id_, (over_seats, two_sites), _ in changed
        ]
        yield WRITE_MARKS, {"rows": rows}
    # A mark that was not there counts as false, so a new session that is in order concerns no
    # certificate.
    other = [id_ for id_, found, stored in changed if found != (bool(stored[0]), bool(stored[1]))]
    if other:
        yield MARK_CERTIFICATES, {"ids": other}
    return len(changed)
