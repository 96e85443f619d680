"""How far somebody is from fulfilling a policy: what is derived of everybody, without words.

A report says it for one person; this says the same in four values, for everybody, whenever a fact
changes. Both read the same conditions, so they cannot disagree: `outcome` and `eligible_from` are
those of the report of the day, and `lacks` is the one condition of it that is not MET.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from registry.eligibility.conditions import Case
from registry.eligibility.known import begins_after, known_on
from registry.eligibility.outline import always, never_changes, outline_of, remaining
from registry.eligibility.policy import Group
from registry.eligibility.report import course_of, merge_of
from registry.eligibility.timeline import MET, UNMET

if TYPE_CHECKING:
    from registry.editions import Editions
    from registry.eligibility.outline import Outline
    from registry.eligibility.policy import Policy, Rule
    from registry.facts import WorkerFacts
    from registry.vocabulary import Outcome


@dataclass(frozen=True, slots=True)
class Prognosis:
    """What a policy says of somebody on a day.

    `eligible_from` is the day on which it becomes MET if nothing is added (MEANINGS.md), `lacks`
    the place among the conditions of the report of the only one that is not MET; None: MET, more
    than one, or a rule that is one condition, where that would say nothing. Whoever stores it may
    keep it until `next_change`, None: for ever.
    """

    outcome: Outcome
    eligible_from: date | None
    lacks: int | None
    next_change: date | None


class Forecast:
    """Judges one worker by any number of policies on a day."""

    __slots__ = ("_case", "_day", "_known", "_outline")

    def __init__(self, facts: WorkerFacts, *, editions: Editions, as_of: date) -> None:
        self._day = as_of
        self._case = Case(facts, editions)
        self._known = self._case
        if begins_after(facts, as_of):
            self._known = Case(known_on(facts, as_of), editions)
        self._outline = outline_of(facts)

    def outcome(self, policy: Policy) -> tuple[Outcome, date | None]:
        """Return what `report.outcome` does: the outcome, and until when it may be kept."""
        sketch = _sketch_of(policy, self._outline)
        if sketch.always is not None:
            return sketch.always, None
        course = course_of(sketch.rule, self._case, self._day)
        return course.on(self._day), course.next_change(self._day)

    def of(self, policy: Policy) -> Prognosis:
        """Return how far away the policy is.

        The outcome looks ahead over all facts, those that begin later included: on each day they
        are what a report of that day would count on, and before it they decide nothing.
        """
        sketch = _sketch_of(policy, self._outline)
        if sketch.is_hopeless:
            return _HOPELESS
        rule, day = policy.rule, self._day
        lacks, changes = None, list[date | None]()
        if isinstance(rule, Group) and rule.kind == "allOf" and len(rule.parts) > 1:
            gap = self._gap(rule)
            if gap is None:
                return _HOPELESS
            lacks, changes = gap.place, [gap.next_day]
        elif self._known is not self._case:
            changes = [_next_day(rule, self._case, day)]
        outcome, eligible_from = sketch.always, None
        if outcome is None:
            course = course_of(sketch.rule, self._case, day)
            outcome = course.on(day)
            changes.append(course.next_change(day))
            if outcome is UNMET:
                if self._known is not self._case:
                    course = course_of(sketch.rule, self._known, day)
                eligible_from = course.next_met(day)
        next_change = min((change for change in changes if change is not None), default=None)
        return Prognosis(outcome, eligible_from, lacks, next_change)

    def _gap(self, conditions: Group) -> _Gap | None:
        """Return what is missing of a list of conditions; None: UNMET for good, for two of them.

        Two parts that no day will change, one of them UNMET, decide everything, today and later:
        that is most people, found by looking at few of their facts.
        """
        missing: list[Rule] = []
        stuck: list[Outcome] = []
        for part in conditions.cheapest_first:
            outcome = _outcome(part, self._case, self._day)
            if outcome is not MET:
                missing.append(part)
                if _next_day(part, self._case, self._day) is None:
                    stuck.append(outcome)
                    if len(stuck) > 1 and UNMET in stuck:
                        return None
        next_day = _next_day(conditions, self._case, self._day)
        if len(missing) != 1:
            return _Gap(None, next_day)
        place = next(at for at, part in enumerate(conditions.parts) if part is missing[0])
        return _Gap(place, next_day)


@dataclass(frozen=True, slots=True)
class _Gap:
    """The place of the only part that is not MET, and the next day on which any part may change."""

    place: int | None
    next_day: date | None


_HOPELESS = Prognosis(UNMET, None, None, None)

_MOST_SKETCHES = 4_096
"""Statements have codes of any text, so there could be as many outlines as somebody imports."""


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A policy for everybody with one outline.

    The outcome if it is the same on every day, whether two conditions are out of reach for good,
    and the rule without what decides nothing for them.
    """

    always: Outcome | None
    is_hopeless: bool
    rule: Rule


def _sketch_of(policy: Policy, outline: Outline) -> _Sketch:
    sketch: _Sketch | None = policy.sketches.get(outline)
    if sketch is None:
        if len(policy.sketches) >= _MOST_SKETCHES:
            policy.sketches.clear()
        rule = policy.rule
        sketch = _Sketch(
            always(rule, outline), _is_hopeless(rule, outline), remaining(rule, outline)
        )
        policy.sketches[outline] = sketch
    return sketch


def _is_hopeless(rule: Rule, outline: Outline) -> bool:
    """Say what `_gap` would find out by the conditions that no day changes alone."""
    if not isinstance(rule, Group) or rule.kind != "allOf":
        return False
    stuck = [
        always(part, outline)
        for part in rule.parts
        if never_changes(part, outline) and always(part, outline) is not MET
    ]
    return len(stuck) > 1 and UNMET in stuck


def _outcome(rule: Rule, case: Case, day: date) -> Outcome:
    """Return the outcome of a rule on one day alone: no timeline is needed for it."""
    if not isinstance(rule, Group):
        return rule.on(case, day)
    return merge_of(rule)([_outcome(part, case, day) for part in rule.parts])


def _next_day(rule: Rule, case: Case, day: date) -> date | None:
    """Return the first later day on which any condition may change."""
    return min((later for later in _days(rule, case) if later > day), default=None)


def _days(rule: Rule, case: Case) -> Iterator[date]:
    if isinstance(rule, Group):
        for part in rule.parts:
            yield from _days(part, case)
    else:
        yield from rule.days(case)
