"""Derived facts of one worker: what search filters and sorts by, computed from what was recorded.

`derive` is pure, and the only place where derived facts come from: the bulk load, the rebuild in
the transaction of a cause, and the fresh computation of `talent-registry check` call it with the
same values, so they cannot disagree. Its result is `docs/graph.md`, "Derived": the grade of the
worker, the day on which time alone changes something, one candidacy for each occupation of a
counting certificate and each present employer, and one prospect for each higher grade that is near.

- Nothing here says who may see a candidacy; consent to be found is a condition of its existence.
- `valid_until` names a day too early rather than too late: a rebuild that finds nothing changed
  does no harm, and a search that shows a consent of yesterday does.
- A bulk load runs it a million times: who has not consented is judged for higher grades alone, and
  most of them fail the first condition that is looked at for good.
"""

from __future__ import annotations

from registry.derived.candidacies import candidacies_of, grants, present_employers, titles
from registry.derived.changes import (
    candidacy_changes,
    consent_changes,
    grade_changes,
    judgement_changes,
)
from registry.derived.model import ACTIVE, Basis, Candidacy, Derived, Prospect, place_of
from registry.derived.prospects import condition_key, judge
from registry.facts import WorkerFacts
from registry.grade import grade_on

__all__ = [
    "ACTIVE",
    "Basis",
    "Candidacy",
    "Derived",
    "Prospect",
    "condition_key",
    "derive",
    "place_of",
    "present_employers",
]


def derive(facts: WorkerFacts, basis: Basis) -> Derived:
    """Return the derived facts of a worker on the day of `basis`."""
    today = basis.today
    grade = grade_on(facts, today)
    changes = list(grade_changes(facts))
    candidacies: tuple[Candidacy, ...] = ()
    prospects: tuple[Prospect, ...] = ()
    if facts.status == ACTIVE:
        changes += consent_changes(facts)
        changes += judgement_changes(facts, basis)
        employers = present_employers(facts, today)
        found = grade is not None and bool(grants(facts, today))
        judged = judge(facts, basis, employers, rank=grade.rank if grade else 0, found=found)
        prospects = tuple(judged.prospects)
        if judged.next_change is not None:
            changes.append(judged.next_change)
        if grade is not None and found:
            candidacies = candidacies_of(facts, grade, employers, judged, basis)
            changes += candidacy_changes(facts)
    return Derived(
        rank=None if grade is None else grade.rank,
        rank_since=None if grade is None else grade.since,
        occupation=None if grade is None else grade.occupation,
        search_text=titles(facts, basis) if candidacies else None,
        valid_until=min((day for day in changes if day > today), default=None),
        candidacies=candidacies,
        prospects=prospects,
    )
