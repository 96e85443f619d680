"""What kinds of facts somebody has at all, and what a rule is for everybody of whom that is true.

Most people have no honour, no studio, and no grade near the one that a policy asks for. Of them
nearly all of a rule is decided by what they lack, on every day: so it is decided once for an
outline, and for the million people who share it only what is left is looked at.

An outline looks at what will be recorded later, too: what is absent from it is absent from every
part of the facts, such as those known on a day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from registry.eligibility.policy import Group
from registry.eligibility.report import merge_of
from registry.eligibility.timeline import MET, UNMET

if TYPE_CHECKING:
    from registry.eligibility.conditions import Condition
    from registry.eligibility.policy import Rule
    from registry.facts import WorkerFacts
    from registry.vocabulary import Outcome


class Outline(NamedTuple):
    """The kinds of facts that somebody has, whatever their day and status.

    `rank` is the highest of all certificates and appointments, `office` that of appointments alone,
    0 for none.
    """

    rank: int
    office: int
    education: str | None
    is_born: bool
    has_honours: bool
    has_places: bool
    has_achievements: bool
    has_mentees: bool
    has_studios: bool
    has_misconduct: bool
    statements: frozenset[str]


def outline_of(facts: WorkerFacts) -> Outline:
    """Return the outline of a worker."""
    office = max([fact.rank for fact in facts.appointments], default=0)
    rank = max([fact.rank or 0 for fact in facts.certificates], default=0)
    return Outline(
        max(rank, office),
        office,
        facts.education,
        facts.birth_date is not None,
        bool(facts.honours),
        bool(facts.competitions),
        bool(facts.achievements),
        bool(facts.mentees),
        bool(facts.studios),
        bool(facts.misconduct),
        frozenset([fact.code for fact in facts.statements]),
    )


def always(rule: Rule, outline: Outline) -> Outcome | None:
    """Return the outcome on every day of everybody with the outline; None: their facts decide."""
    if not isinstance(rule, Group):
        return rule.always(outline)
    outcomes = [always(part, outline) for part in rule.parts]
    known = [outcome for outcome in outcomes if outcome is not None]
    open_parts = len(outcomes) - len(known)
    # Whatever the open parts turn out to be, the outcome lies between these two.
    merge = merge_of(rule)
    worst = merge([*known, *[UNMET] * open_parts])
    return worst if worst is merge([*known, *[MET] * open_parts]) else None


def never_changes(rule: Rule, outline: Outline) -> bool:
    """Say whether no condition of a rule has a day, whatever the others decide."""
    return all(part.always(outline) is not None for part in _conditions(rule))


def remaining(rule: Rule, outline: Outline) -> Rule:
    """Return a rule with the same outcome on every day, without the parts that decide nothing."""
    if not isinstance(rule, Group):
        return rule
    idle = MET if rule.kind == "allOf" else UNMET
    parts = [remaining(part, outline) for part in rule.parts if always(part, outline) is not idle]
    wanted = len(parts) if rule.kind == "allOf" else rule.wanted
    return replace(rule, wanted=wanted, parts=tuple(parts)) if parts else rule


def _conditions(rule: Rule) -> Iterator[Condition]:
    if isinstance(rule, Group):
        for part in rule.parts:
            yield from _conditions(part)
    else:
        yield rule
