"""Derived facts of one worker: what search filters and sorts by, computed from what was recorded.

`derive` is pure, and the only place where derived facts come from: the bulk load, the rebuild in
the transaction of a cause, and the fresh computation of `talent-registry check` call it with the
same values, so they cannot disagree. Its result is `docs/graph.md`, "Derived": the grade of the
worker, the day on which time alone changes something, and one candidacy for each occupation of a
counting certificate and each present employer.

- Nothing here says who may see a candidacy; consent to be found is a condition of its existence.
- `valid_until` names a day too early rather than too late: a rebuild that finds nothing changed
  does no harm, and a search that shows a consent of yesterday does.
- A bulk load runs it a million times: who has not consented costs a grade and nothing else.
"""

from __future__ import annotations

from registry.derived.candidacies import (
    candidacies_of,
    grants,
    judge,
    place_of,
    present_employers,
    titles,
)
from registry.derived.changes import candidacy_changes, consent_changes, grade_changes
from registry.derived.model import Basis, Candidacy, Derived
from registry.facts import WorkerFacts
from registry.grade import grade_on

__all__ = ["Basis", "Candidacy", "Derived", "derive", "place_of", "present_employers"]


def derive(facts: WorkerFacts, basis: Basis) -> Derived:
    """Return the derived facts of a worker on the day of `basis`."""
    today = basis.today
    grade = grade_on(facts, today)
    changes = list(grade_changes(facts))
    found = facts.status == "ACTIVE" and facts.consents
    if found:
        changes += consent_changes(facts)
    candidacies: tuple[Candidacy, ...] = ()
    if found and grade is not None and grants(facts, today):
        employers = present_employers(facts, today)
        judged = judge(facts, basis, employers)
        candidacies = candidacies_of(facts, grade, employers, judged, basis)
        changes += candidacy_changes(facts, basis)
        if judged.next_change is not None:
            changes.append(judged.next_change)
    return Derived(
        rank=None if grade is None else grade.rank,
        rank_since=None if grade is None else grade.since,
        occupation=None if grade is None else grade.occupation,
        search_text=titles(facts, basis) if candidacies else None,
        valid_until=min((day for day in changes if day > today), default=None),
        candidacies=candidacies,
    )
