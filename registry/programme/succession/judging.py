"""Is a key post at risk? Its one holder passes an age in time, and no mentee can follow.

Pure. A mentee follows if employed there, at the grade from which the regulation SUCCESSION lets
them, and either of the wanted grade already or eligible for it by the last day of the horizon,
under the policy in force. The wanted grade is that of the post, else the holder's own. Where no
policy judges that grade, whether a mentee can follow is UNKNOWN.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from registry.dates import add_years
from registry.eligibility import ConditionReport, EligibilityReport
from registry.language import Language, said
from registry.regulations import Regulation
from registry.regulations.judging import condition, held
from registry.vocabulary import Outcome, Rank


@dataclass(frozen=True, slots=True)
class Successor:
    """A mentee of the holder: `rank` today, and the report for the wanted grade (None: none)."""

    worker: str
    rank: int | None
    report: EligibilityReport | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A successor who has been judged; `in_time` says whether they can follow."""

    successor: Successor
    in_time: Outcome
    ready_on: date | None
    lacks: tuple[ConditionReport, ...]


_TEXTS: Final = {
    "SINGLE_HOLDER": ("关键岗位只有一人在岗", "one person alone holds the key post"),
    "HOLDER_AGE": ("在岗人员在期限内超龄", "the holder passes the age in time"),
    "NO_SUCCESSOR": ("期限内没有可接续的徒弟", "no mentee can follow in time"),
}


def wanted_rank(post: int | None, holder: int | None) -> Rank | None:
    """Return the grade that a successor needs: that of the post, else that of the holder."""
    rank = holder if post is None else post
    return None if rank is None else Rank(rank)


def judge_successors(
    successors: Iterable[Successor],
    wanted: Rank | None,
    regulation: Regulation | None,
    *,
    by: date,
) -> list[Judged]:
    """Return the mentees of a grade from which one may succeed, those who can follow first.

    Without a regulation nobody is known to be one.
    """
    if regulation is None:
        return []
    lowest = Rank[regulation.parameters["successorLevel"]]
    judged = [
        _judged(successor, wanted, by)
        for successor in successors
        if successor.rank is not None and successor.rank >= lowest
    ]
    order = (Outcome.MET, Outcome.UNKNOWN, Outcome.UNMET)
    return sorted(
        judged,
        key=lambda one: (
            order.index(one.in_time),
            one.ready_on or date.max,
            one.successor.worker,
        ),
    )


def _judged(successor: Successor, wanted: Rank | None, by: date) -> Judged:
    if wanted is None or (successor.rank is not None and successor.rank >= wanted):
        # Of the grade already; a post that asks for no grade asks for no more than that.
        return Judged(successor, Outcome.MET, None, ())
    report = successor.report
    if report is None:
        return Judged(successor, Outcome.UNKNOWN, None, ())
    lacks = tuple(one for one in report.conditions if one.outcome is not Outcome.MET)
    if report.outcome is not Outcome.UNMET:
        ready = report.as_of if report.outcome is Outcome.MET else None
        return Judged(successor, report.outcome, ready, lacks)
    ready = report.eligible_from
    return Judged(successor, held(ready is not None and ready <= by), ready, lacks)


def risk_conditions(
    *,
    born: date | None,
    successors: Sequence[Judged],
    regulation: Regulation | None,
    by: date,
    language: Language,
) -> list[ConditionReport]:
    """Return why a key post with one holder is at risk; MET is a reason for it.

    `by` is the last day of the horizon. The age is passed on the birthday; without a birth date, or
    without a regulation, it is UNKNOWN.
    """
    age = None if regulation is None else regulation.parameters["age"]
    passes = None if born is None or age is None else add_years(born, age)
    following = [one.in_time for one in successors]
    evidence = () if regulation is None else (regulation.id,)
    return [
        condition("SINGLE_HOLDER", Outcome.MET, said(language, *_TEXTS["SINGLE_HOLDER"])),
        condition(
            "HOLDER_AGE",
            held(None if passes is None else passes <= by),
            said(language, *_TEXTS["HOLDER_AGE"]),
            detail=f"{age or '?'}: {passes or '?'} / {by}",
            evidence=evidence,
        ),
        condition(
            "NO_SUCCESSOR",
            Outcome.UNKNOWN if regulation is None else _nobody(following),
            said(language, *_TEXTS["NO_SUCCESSOR"]),
            detail=f"{following.count(Outcome.MET)} / {len(following)}",
            evidence=evidence,
        ),
    ]


def _nobody(following: Sequence[Outcome]) -> Outcome:
    """Say whether nobody can follow: one who can is enough, one who may leaves it open."""
    if Outcome.MET in following:
        return Outcome.UNMET
    return Outcome.UNKNOWN if Outcome.UNKNOWN in following else Outcome.MET
