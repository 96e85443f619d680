"""Judge somebody by a policy: a report for people, or the outcome alone for derived facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from registry.eligibility.conditions import Case, timeline
from registry.eligibility.known import known_on
from registry.eligibility.policy import Group
from registry.eligibility.timeline import (
    MET,
    UNMET,
    Timeline,
    all_of,
    any_of,
    at_least,
    merged,
)
from registry.eligibility.words import Lang, detail, rule_text
from registry.vocabulary import Outcome, Rank

if TYPE_CHECKING:
    from registry.editions import Editions
    from registry.eligibility.policy import Policy, Rule
    from registry.facts import WorkerFacts


@dataclass(frozen=True, slots=True)
class ConditionReport:
    """One condition of a rule, or a group with its parts.

    `code` is the `is` of the condition or the word of the group; `since` is the first day of the
    present unbroken run of MET days, None if it is not MET or has no first day; `evidence` holds
    keys of records in the graph, not yet sealed.
    """

    code: str
    text: str
    outcome: Outcome
    detail: str
    since: date | None
    evidence: tuple[str, ...]
    parts: tuple[ConditionReport, ...]


@dataclass(frozen=True, slots=True)
class EligibilityReport:
    """May somebody be appointed to the grade?

    `conditions` are the parts of the rule's outermost "all of", else the rule itself.
    """

    target: Rank
    outcome: Outcome
    policy: Policy
    as_of: date
    eligible_since: date | None
    eligible_from: date | None
    conditions: tuple[ConditionReport, ...]


def report(
    policy: Policy,
    facts: WorkerFacts,
    *,
    editions: Editions,
    as_of: date,
    lang: Lang = "zh",
) -> EligibilityReport:
    """Judge with reasons; the policy's own validity is ignored (MEANINGS.md)."""
    case = Case(known_on(facts, as_of), editions)
    course, whole = _judge(policy.rule, case, as_of, lang)
    outermost_is_all = isinstance(policy.rule, Group) and policy.rule.kind == "allOf"
    return EligibilityReport(
        target=policy.target,
        outcome=whole.outcome,
        policy=policy,
        as_of=as_of,
        eligible_since=whole.since,
        eligible_from=course.next_met(as_of) if whole.outcome is UNMET else None,
        conditions=whole.parts if outermost_is_all else (whole,),
    )


def rule_report(
    rule: Rule, facts: WorkerFacts, *, editions: Editions, as_of: date, lang: Lang = "zh"
) -> ConditionReport:
    """Judge by a rule alone, with reasons."""
    _, whole = _judge(rule, Case(known_on(facts, as_of), editions), as_of, lang)
    return whole


def rule_outcome(rule: Rule, facts: WorkerFacts, *, editions: Editions, as_of: date) -> Outcome:
    """Judge by a rule alone: what its report would say, without the reasons."""
    return course_of(rule, Case(known_on(facts, as_of), editions), as_of).on(as_of)


def outcome(
    policy: Policy, facts: WorkerFacts, *, editions: Editions, as_of: date
) -> tuple[Outcome, date | None]:
    """Return the outcome on a day, and the first later day on which time alone changes it.

    Unlike a report this looks ahead over all facts, those that begin later included: on each day
    they are what a report of that day would count on, and before it they decide nothing. So whoever
    stored the outcome may keep it until the day returned.
    """
    course = course_of(policy.rule, Case(facts, editions), as_of)
    return course.on(as_of), course.next_change(as_of)


def _judge(rule: Rule, case: Case, day: date, lang: Lang) -> tuple[Timeline, ConditionReport]:
    """Return the timeline of a rule and what is said of it on a day."""
    parts: tuple[ConditionReport, ...] = ()
    evidence: tuple[str, ...] = ()
    if isinstance(rule, Group):
        judged = [_judge(part, case, day, lang) for part in rule.parts]
        course = merged([course for course, _ in judged], merge_of(rule))
        parts = tuple(part for _, part in judged)
    else:
        course = timeline(rule, case)
        evidence = rule.evidence(case, day)
    return course, ConditionReport(
        code=rule.kind if isinstance(rule, Group) else rule.code,
        text=rule_text(rule, lang),
        outcome=course.on(day),
        detail=detail(rule, case, course, day, lang),
        since=course.since(day) if course.on(day) is MET else None,
        evidence=evidence,
        parts=parts,
    )


_DECISIVE = {"allOf": UNMET, "anyOf": MET}
"""The outcome of one part that decides for its group, whatever the others say."""


def course_of(rule: Rule, case: Case, day: date) -> Timeline:
    """Return a timeline that is right from `day` on, leaving out parts that cannot matter any more.

    Most people fail one condition for good (the level); nothing else of an "all of" needs to be
    looked at then.
    """
    if not isinstance(rule, Group):
        return Timeline.ahead(day, rule.days(case), lambda later: rule.on(case, later))
    decisive = _DECISIVE.get(rule.kind)
    courses: list[Timeline] = []
    for part in rule.cheapest_first:
        course = course_of(part, case, day)
        if decisive is not None and course.stays(decisive, day):
            return course
        courses.append(course)
    return merged(courses, merge_of(rule))


def merge_of(group: Group) -> Callable[[Sequence[Outcome]], Outcome]:
    """Return how the outcomes of the parts of a group make its own."""
    match group.kind:
        case "allOf":
            return all_of
        case "anyOf":
            return any_of
        case "atLeast":
            return partial(at_least, group.wanted)
