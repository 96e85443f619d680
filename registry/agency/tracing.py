"""Who was lent to whom: a page of assignments, flows between divisions, conflicts.

A `Question` is what all three ask; where its rows are looked for follows from it and from who asks.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from registry.agency.conflicts import Conflict, conflicts_of
from registry.errors import BadArgumentError
from registry.graph.heads.assignments import assignments_head
from registry.graph.heads.conflicts import conflicts_head
from registry.graph.heads.flows import flows_head
from registry.graph.heads.mobility import Way, way_to
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.language import Language
from registry.places import province_of, require_division
from registry.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Question:
    """Assignments that touch `[start, end]`: whose, between whom, where, for what; None: any.

    Raises:
        BadArgumentError: the period ends before it begins.
        UnknownCodeError: there is no such division.
    """

    start: date
    end: date
    worker: str | None = None
    home: str | None = None
    host: str | None = None
    division: str | None = None
    project: str | None = None
    mode: str | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be asked."""
        if self.end < self.start:
            raise BadArgumentError(
                f"the period from {self.start} to {self.end} ends before it begins"
            )
        require_division(self.division)

    def found(self, viewer: Viewer) -> tuple[Way, dict[str, object]]:
        """Return how the rows are found for a viewer, and the parameters of the statement."""
        way, anchor = way_to(
            viewer, worker=self.worker, home=self.home, host=self.host, division=self.division
        )
        asked: dict[str, object] = asdict(self)
        asked |= {"from": asked.pop("start"), "to": asked.pop("end"), "anchor": anchor}
        # The way by division starts from the viewer's own where none is asked for.
        return way, asked | {"province": province_of(self.division or anchor)}


async def trace(
    inquiry: Inquiry, question: Question, wanted: Selection, *, first: int | None, after: str | None
) -> Row:
    """Return a page of assignments, cancelled ones too."""
    way, asked = question.found(inquiry.viewer)
    arguments = {**asdict(question), "first": first, "after": after}
    return await inquiry.connection(assignments_head(way), arguments, wanted, **asked)


async def flows(inquiry: Inquiry, question: Question, wanted: Selection, *, by: str) -> list[Row]:
    """Return people and person-days between divisions of the level `by`."""
    way, asked = question.found(inquiry.viewer)
    return await inquiry.many(flows_head(way), wanted, by=by, **asked)


async def conflicts(inquiry: Inquiry, question: Question, wanted: Selection) -> list[Row]:
    """Return the conflicts in the period, the earliest first."""
    way, asked = question.found(inquiry.viewer)
    # Assignments are told apart by their id, whatever is wanted of them.
    wanted = wanted.copy()
    wanted.want("assignments").want("id")
    people = await inquiry.many(conflicts_head(way), wanted, **asked)
    told = [
        _row(conflict, person, inquiry.language)
        for person in people
        for conflict in conflicts_of(person["_mobility"], (question.start, question.end))
    ]
    return sorted(told, key=lambda row: str(row["from"]))


def _row(conflict: Conflict, person: Row, language: Language) -> Row:
    return {
        "kind": conflict.kind,
        "worker": person["worker"],
        "assignments": [row for row in person["assignments"] if row["id"] in conflict.assignments],
        "from": conflict.period[0].isoformat(),
        "to": conflict.period[1].isoformat(),
        "detail": conflict.detail(language),
    }
