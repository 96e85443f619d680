"""Conditions of an explanation, made by the rules of the programme's mechanisms.

The same three values as in the rules about people: where a fact or a regulation is missing, the
condition is UNKNOWN, and the whole is UNKNOWN only where that could change the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from registry.eligibility import ConditionReport
from registry.eligibility.timeline import all_of as _all_of
from registry.eligibility.timeline import any_of as _any_of
from registry.vocabulary import Outcome


def condition(
    code: str,
    outcome: Outcome,
    text: str,
    *,
    detail: str = "",
    since: date | None = None,
    evidence: Sequence[str] = (),
    parts: Sequence[ConditionReport] = (),
) -> ConditionReport:
    """Return a condition; `text` is what is asked for, `detail` what was found.

    `evidence` holds keys of records in the graph.
    """
    return ConditionReport(
        code=code,
        text=text,
        outcome=outcome,
        detail=detail,
        since=since,
        evidence=tuple(evidence),
        parts=tuple(parts),
    )


def held(known: bool | None) -> Outcome:  # noqa: FBT001 - the value is the question
    """Return MET or UNMET for a fact, UNKNOWN where it is not known."""
    if known is None:
        return Outcome.UNKNOWN
    return Outcome.MET if known else Outcome.UNMET


def at_least(actual: float | None, wanted: float | None) -> Outcome:
    """Say whether a number is as large as wanted; either may be unknown."""
    if actual is None or wanted is None:
        return Outcome.UNKNOWN
    return held(actual >= wanted)


def at_most(actual: float | None, wanted: float | None) -> Outcome:
    """Say whether a number is not larger than wanted; either may be unknown."""
    if actual is None or wanted is None:
        return Outcome.UNKNOWN
    return held(actual <= wanted)


def all_of(conditions: Iterable[ConditionReport]) -> Outcome:
    """Return the outcome of conditions that must hold together (Kleene)."""
    return _all_of([one.outcome for one in conditions])


def any_of(conditions: Iterable[ConditionReport]) -> Outcome:
    """Return the outcome of conditions of which one must hold (Kleene)."""
    return _any_of([one.outcome for one in conditions])
