"""Does a plan, does a session look right? Each condition with the numbers that it rests on.

Pure. MET is in order, UNMET an outlier: not a proof of anything, but what an agency looks at first.
Without a regulation in force there, what it would compare with is UNKNOWN; more results than seats
and assessors in two places need none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from registry.dates import add_years
from registry.eligibility import ConditionReport
from registry.language import Language, said
from registry.regulations import Regulation
from registry.regulations.judging import at_least, at_most, condition, held
from registry.vocabulary import Outcome


@dataclass(frozen=True, slots=True)
class Held:
    """A session as its plan looks at it; `two_sites`: an assessor sat at two sites that day."""

    id: str
    on: date
    results: int
    two_sites: bool


@dataclass(frozen=True, slots=True)
class PlanNumbers:
    """A plan with its sessions; `filed_on` is the day in China."""

    filed_on: date
    planned_for: date
    seats: int
    sessions: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class SessionNumbers:
    """A session: what was counted of its results.

    `scored` results have both scores; `alike` is the largest number of those with the same two;
    `site_day` counts the results of the filing at the same site that day.
    """

    held: Held
    filed_on: date
    seats: int
    assessors: int
    passed: int
    scored: int
    alike: int
    site: str | None
    site_day: int


_TEXTS: Final = {
    "FILED_BEFORE_HELD": ("计划在评价之前备案", "the plan was filed before the assessment"),
    "WITHIN_SEATS": ("参评人数不超过计划名额", "no more results than seats"),
    "ONE_SITE": ("考评员当日未在两地考评", "no assessor sat at two sites on that day"),
    "PASS_RATE": ("通过率并非异常", "the pass rate is not odd"),
    "SAME_SCORES": ("相同成绩不过多", "not too many have the same two scores"),
    "ASSESSOR_LOAD": ("每名考评员负担适当", "not too many results for each assessor"),
    "SITE_DAY": ("同一考点当日人数适当", "not too many results at the site on that day"),
}


def plan_checks(
    plan: PlanNumbers, regulation: Regulation | None, language: Language
) -> list[ConditionReport]:
    """Judge a plan: by its sessions, or by the day that it was planned for while it has none."""
    days = [session.on for session in plan.sessions] or [plan.planned_for]
    crowded = [session for session in plan.sessions if session.results > plan.seats]
    double = [session for session in plan.sessions if session.two_sites]
    most = max((session.results for session in plan.sessions), default=0)
    return [
        _filed(plan.filed_on, min(days), regulation, language),
        _check(
            "WITHIN_SEATS",
            held(not crowded),
            language,
            detail=f"{most} / {plan.seats}",
            evidence=[session.id for session in crowded],
        ),
        _check("ONE_SITE", held(not double), language, evidence=[one.id for one in double]),
    ]


def session_outliers(
    session: SessionNumbers, regulation: Regulation | None, language: Language
) -> list[ConditionReport]:
    """Judge a session by what was counted of it."""
    results, asked = session.held.results, regulation.parameters if regulation else {}
    return [
        _filed(session.filed_on, session.held.on, regulation, language),
        _check(
            "WITHIN_SEATS",
            at_most(results, session.seats),
            language,
            detail=f"{results} / {session.seats}",
        ),
        _check("ONE_SITE", held(not session.held.two_sites), language, detail=session.site or ""),
        _pass_rate(session, asked.get("perfectPassResults"), language),
        _same_scores(session, asked.get("identicalScores"), language),
        _assessor_load(session, asked.get("resultsPerAssessor"), language),
        _check(
            "SITE_DAY",
            at_most(session.site_day, asked.get("resultsPerSiteDay")),
            language,
            detail=_of(session.site_day, asked.get("resultsPerSiteDay")),
        ),
    ]


def kept_until(held_on: date, regulation: Regulation | None, form: str) -> date | None:
    """Return the day until which the files of a session are kept; `form` names the parameter."""
    return None if regulation is None else add_years(held_on, regulation.parameters[form])


def _filed(
    filed_on: date, on: date, regulation: Regulation | None, language: Language
) -> ConditionReport:
    wanted = regulation.parameters["filedDaysBefore"] if regulation else None
    return _check(
        "FILED_BEFORE_HELD",
        at_least((on - filed_on).days, wanted),
        language,
        detail=f"{filed_on} / {on}",
        since=filed_on,
    )


def _pass_rate(session: SessionNumbers, many: int | None, language: Language) -> ConditionReport:
    results, passed = session.held.results, session.passed
    # Somebody failed: whatever is odd, it is not that.
    is_odd = passed == results and results >= many if many is not None else None
    outcome = Outcome.MET if passed < results else held(None if is_odd is None else not is_odd)
    detail = f"{passed} / {results}"
    return _check("PASS_RATE", outcome, language, detail=detail)


def _same_scores(session: SessionNumbers, most: int | None, language: Language) -> ConditionReport:
    outcome = at_most(session.alike, most)
    if outcome is Outcome.MET and session.scored < session.held.results:
        # Those without scores may have been given the same ones.
        outcome = Outcome.UNKNOWN
    return _check("SAME_SCORES", outcome, language, detail=_of(session.alike, most))


def _assessor_load(
    session: SessionNumbers, most: int | None, language: Language
) -> ConditionReport:
    known = session.assessors or None
    each = None if known is None else session.held.results / known
    detail = f"{session.held.results} / {session.assessors or '?'}"
    return _check("ASSESSOR_LOAD", at_most(each, most), language, detail=detail)


def _of(found: int, most: int | None) -> str:
    return f"{found} / {'?' if most is None else most}"


def _check(
    code: str,
    outcome: Outcome,
    language: Language,
    *,
    detail: str = "",
    since: date | None = None,
    evidence: Sequence[str] = (),
) -> ConditionReport:
    text = said(language, *_TEXTS[code])
    return condition(code, outcome, text, detail=detail, since=since, evidence=evidence)
