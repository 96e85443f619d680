"""Eligibility judged the slow way: IMPORT.md's table read line by line, for one day at a time.

Written for comparison only, and independent of `registry.eligibility`: it takes the JSON of a rule
and the facts of a worker, and knows nothing of timelines, of what changes when, or of short cuts.
Years are counted by listing birthdays; employment by listing days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from registry.facts import CertificateFact, WorkerFacts

EDUCATION = [
    "PRIMARY",
    "JUNIOR_MIDDLE",
    "SENIOR_MIDDLE",
    "SECONDARY_VOCATIONAL",
    "JUNIOR_COLLEGE",
    "BACHELOR",
    "MASTER",
    "DOCTOR",
]
LEVELS = [
    "APPRENTICE",
    "JUNIOR",
    "INTERMEDIATE",
    "SENIOR",
    "TECHNICIAN",
    "SENIOR_TECHNICIAN",
    "SPECIAL_TECHNICIAN",
    "CHIEF_TECHNICIAN",
]
CLASSES = ["CITY", "PROVINCIAL_2", "PROVINCIAL_1", "NATIONAL_2", "NATIONAL_1", "WORLD"]
SCOPES = ["ENTERPRISE", "REGION", "TRADE", "NATION"]
STUDIOS = ["ENTERPRISE", "CITY", "PROVINCIAL", "NATIONAL"]

Pairs = Iterable[tuple[str, str]]
"""Which occupation supersedes which: `(newer, older)`."""


def judge(rule: Mapping[str, Any], facts: WorkerFacts, day: date, pairs: Pairs) -> str:
    """Return MET, UNMET or UNKNOWN for a rule on a day."""
    if "is" in rule:
        return _condition(rule, facts, day, tuple(pairs))
    for word in ("allOf", "anyOf"):
        if word in rule:
            said = {judge(part, facts, day, pairs) for part in rule[word]}
            wanted, other = ("UNMET", "MET") if word == "allOf" else ("MET", "UNMET")
            return wanted if wanted in said else "UNKNOWN" if "UNKNOWN" in said else other
    said_all = [judge(part, facts, day, pairs) for part in rule["atLeast"]["of"]]
    number = rule["atLeast"]["n"]
    if said_all.count("MET") >= number:
        return "MET"
    return "UNMET" if len(said_all) - said_all.count("UNMET") < number else "UNKNOWN"


def without_later(facts: WorkerFacts, day: date) -> WorkerFacts:
    """Return the facts without those that begin after a day."""
    kept: dict[str, Any] = {}
    for name in ("certificates", "employments", "appointments", "honours", "competitions"):
        kept[name] = tuple(fact for fact in getattr(facts, name) if _begin(fact) <= day)
    for name in ("achievements", "mentees", "studios", "statements", "misconduct"):
        kept[name] = tuple(fact for fact in getattr(facts, name) if _begin(fact) <= day)
    return WorkerFacts(
        id=facts.id,
        birth_date=facts.birth_date,
        education=facts.education,
        **{
            **kept,
            "employments": tuple(_job_without_later(job, day) for job in kept["employments"]),
            "mentees": tuple(_mentee_without_later(one, day) for one in kept["mentees"]),
        },
    )


def _job_without_later(job: Any, day: date) -> Any:
    filings = tuple(filing for filing in job.filings if filing.start <= day)
    return type(job)(**{**_members(job), "filings": filings})


def _mentee_without_later(mentorship: Any, day: date) -> Any:
    kept = tuple(one for one in mentorship.certificates if one.issued_on <= day)
    return type(mentorship)(**{**_members(mentorship), "certificates": kept})


def _members(fact: Any) -> dict[str, Any]:
    return {name: getattr(fact, name) for name in fact.__dataclass_fields__}


def _begin(fact: Any) -> date:
    for name in ("issued_on", "start", "on", "approved_on"):
        if hasattr(fact, name):
            return getattr(fact, name) or date.min
    raise TypeError(fact)


def _years(start: date, end: date) -> int:
    """Return the number of birthdays of `start` in `(start, end]`."""
    birthdays = 0
    for year in range(start.year, end.year + 1):
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        falls_away = (start.month, start.day) == (2, 29) and not leap
        birthday = date(year, 2, 28) if falls_away else date(year, start.month, start.day)
        birthdays += start < birthday <= end
    return birthdays


def _years_before(day: date, years: int) -> date:
    try:
        return date(day.year - years, day.month, day.day)
    except ValueError:
        return date(day.year - years, 2, 28)


def _counts(certificate: CertificateFact, day: date) -> bool:
    if day < certificate.issued_on:
        return False
    if certificate.status == "VALID":
        return True
    return certificate.status_since is not None and day < certificate.status_since


def _holds(fact: Any, day: date) -> bool:
    return fact.start <= day and (fact.end is None or day <= fact.end)


def _best(facts: WorkerFacts, day: date) -> CertificateFact | None:
    counting = [one for one in facts.certificates if _counts(one, day)]
    return min(
        counting,
        key=lambda c: (-(c.rank or 0), c.issued_on, c.occupation or "", c.key),
        default=None,
    )


def _relatives(occupation: str | None, pairs: tuple[tuple[str, str], ...]) -> set[str | None]:
    older, newer = {occupation}, {occupation}
    for _ in pairs:
        older |= {old for new, old in pairs if new in older}
        newer |= {new for new, old in pairs if old in newer}
    return older | newer


def _jobs(facts: WorkerFacts, day: date) -> list[Any]:
    held = [job for job in facts.employments if _holds(job, day)]
    return sorted(held, key=lambda job: (-job.start.toordinal(), job.uscc))


def _three(value: bool | None) -> str:
    return "UNKNOWN" if value is None else "MET" if value else "UNMET"


def _condition(rule: Mapping[str, Any], facts: WorkerFacts, day: date, pairs: Any) -> str:  # noqa: C901, PLR0912 - the table, line by line
    rank = LEVELS.index(rule["level"]) + 1 if "level" in rule else 0
    held_ranks = [
        (one.issued_on, one.rank, one.occupation) for one in facts.certificates if _counts(one, day)
    ]
    posts = [(one.start, one.rank) for one in facts.appointments if _holds(one, day)]
    match rule["is"]:
        case "level_at_least":
            return _three(
                any((r or 0) >= rank for _, r, _ in held_ranks) or any(r >= rank for _, r in posts)
            )
        case "years_at_level":
            starts = [start for start, r in posts if r >= rank]
            best = _best(facts, day)
            for start, r, occupation in held_ranks:
                same = best is not None and occupation in _relatives(best.occupation, pairs)
                if (r or 0) >= rank and (same or not rule.get("sameOccupation", True)):
                    starts.append(start)
            return _three(bool(starts) and _years(min(starts), day) >= rule["years"])
        case "years_employed":
            jobs = _jobs(facts, day)
            if rule.get("sameEnterprise", False):
                counted = [one for one in facts.employments if jobs and one.uscc == jobs[0].uscc]
            else:
                counted = list(facts.employments)
            days: set[date] = set()
            for job in counted:
                end = day if job.end is None or job.end > day else job.end
                days |= {job.start + timedelta(n) for n in range((end - job.start).days + 1)}
            run = (day - _years_before(day, rule["years"])).days
            return _three(
                (bool(jobs) or not rule.get("sameEnterprise", False)) and len(days) >= run
            )
        case "age_between":
            if facts.birth_date is None:
                return "UNKNOWN"
            age = _years(facts.birth_date, day)
            return _three(
                facts.birth_date <= day and rule.get("min", 0) <= age <= rule.get("max", 999)
            )
        case "education_at_least":
            if facts.education is None:
                return "UNKNOWN"
            return _three(EDUCATION.index(facts.education) >= EDUCATION.index(rule["education"]))
        case "front_line_post" | "key_post":
            name = "front_line" if rule["is"] == "front_line_post" else "key_post"
            said = [getattr(job, name) for job in _jobs(facts, day)]
            return _three(True if True in said else None if None in said else False)
        case "honour":
            return _three(
                any(one.honour in rule["types"] and one.on <= day for one in facts.honours)
            )
        case "competition":
            return _three(
                any(
                    CLASSES.index(one.class_) >= CLASSES.index(rule["classAtLeast"])
                    and one.rank <= rule["rankAtMost"]
                    and one.on <= day
                    for one in facts.competitions
                )
            )
        case "achievement":
            fitting = [
                one
                for one in facts.achievements
                if one.kind in rule["kinds"]
                and one.on is not None
                and one.on <= day
                and one.scope is not None
                and SCOPES.index(one.scope) >= SCOPES.index(rule["scopeAtLeast"])
                and ("keyField" not in rule or one.key_field == rule["keyField"])
            ]
            return "MET" if fitting else "UNKNOWN"
        case "mentees":
            begun = {one.mentee for one in facts.mentees if one.start <= day}
            return _three(len(begun) >= rule["count"])
        case "mentees_promoted":
            return _three(len(promoted(facts, day)) >= rule["count"])
        case "leads_studio":
            levels = STUDIOS[STUDIOS.index(rule["levelAtLeast"]) :]
            return _three(
                any(
                    one.level in levels and one.approved_on is not None and one.approved_on <= day
                    for one in facts.studios
                )
            )
        case "appointed":
            return _three(
                any(r >= rank and _years(start, day) >= rule["years"] for start, r in posts)
            )
        case "employer_filed":
            jobs, best = _jobs(facts, day), _best(facts, day)
            return _three(
                bool(jobs)
                and best is not None
                and any(
                    best.occupation in filing.occupations
                    and filing.start <= day <= filing.end
                    and (filing.status == "ACTIVE" or (filing.status_since or date.min) > day)
                    for filing in jobs[0].filings
                )
            )
        case "no_misconduct":
            bad = [
                one
                for one in facts.misconduct
                if _holds(one, day)
                or (one.end is not None and one.end < day and _years(one.end, day) < rule["years"])
            ]
            return _three(not bad)
        case "statement":
            said = [
                one.holds
                for one in facts.statements
                if one.code == rule["code"] and _holds(one, day)
            ]
            return _three(None if not said else any(said))
    raise AssertionError(rule)


def promoted(facts: WorkerFacts, day: date) -> set[str]:
    """Return the mentees who won a higher grade while mentored, by a certificate that counts."""
    won: set[str] = set()
    for mentorship in facts.mentees:
        before = [
            one.rank or 0 for one in mentorship.certificates if one.issued_on < mentorship.start
        ]
        for one in mentorship.certificates:
            counts = one.rank and _counts(one, day) and _holds(mentorship, one.issued_on)
            if counts and all((one.rank or 0) > rank for rank in before):
                won.add(mentorship.mentee)
    return won
