"""May this appointment be made, and is it in order? Each condition in three values.

What is asked follows from the regulation APPOINTMENT in force where the enterprise is; without one
a post and a filing are not known to be asked for, and are UNKNOWN. The rule is that of the policy
for the grade. An exception that names its document relaxes rule, filing, quota and term.

Whether a post is free is judged by the post of that name, else by all posts of the grade. An
enterprise that has recorded no posts at all has left the quota unknown; one that has recorded posts
and none of the grade has none to give.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from registry.dates import add_years, in_force
from registry.eligibility import ConditionReport, EligibilityReport
from registry.employment import employments_on
from registry.facts import WorkerFacts
from registry.grade import best_certificate
from registry.language import Language, said
from registry.programme.posts.structure import PostFact, quota_of
from registry.regulations import Regulation
from registry.regulations.judging import all_of, any_of, at_most, condition, held
from registry.vocabulary import Outcome, Rank

SUBJECT: Final = "APPOINTMENT"
RELAXED: Final = ("RULE", "EMPLOYER_FILED", "QUOTA", "TERM")
"""What an exception relaxes."""


@dataclass(frozen=True, slots=True)
class Office:
    """An appointment by the enterprise: whose, to which post and grade, when."""

    worker: str
    post: str | None
    rank: int
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Seats:
    """The posts of an enterprise that are in force, and its appointments; where it is."""

    place: tuple[str, ...]
    posts: tuple[PostFact, ...]
    offices: tuple[Office, ...]


@dataclass(frozen=True, slots=True)
class Waiver:
    """An exception from the rules, and the document that grants it."""

    reason: str
    document_no: str | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """An appointment that has been made."""

    id: str
    published_on: date | None
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Appointing:
    """An appointment to be judged: wanted, or made already (`recorded`).

    `end` None is open; `report` None means that no policy for the grade is in force there.
    """

    facts: WorkerFacts
    enterprise: str
    rank: Rank
    post: str | None
    start: date
    end: date | None
    seats: Seats
    regulation: Regulation | None
    report: EligibilityReport | None
    waiver: Waiver | None = None
    recorded: Recorded | None = None

    def asks(self, parameter: str) -> bool:
        """Say whether the regulation asks for something; without a regulation it may."""
        return self.regulation is None or bool(self.regulation.parameters[parameter])


_TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "EMPLOYED": ("是本单位在职职工", "the worker is on the staff of the enterprise"),
    "RULE": ("符合该等级的聘任条件", "the conditions of the policy for the grade are met"),
    "EMPLOYER_FILED": (
        "单位的评价备案有效且含该职业",
        "the enterprise has a filing in force for the occupation",
    ),
    "QUOTA": ("有空缺的岗位名额", "a post of the grade is free"),
    "TERM": ("聘期不超过规定年限", "the term is not longer than allowed"),
    "PUBLISHED": ("聘任结果已公布", "the appointment is published"),
    "PRIORITY_FIELD": ("属于重点领域", "it is in a key field that comes first"),
    "EXCEPTION": ("有带文号的例外决定", "an exception with a document number is recorded"),
}
_NO_POLICY: Final = ("当地没有该等级的现行政策", "no policy for the grade is in force there")
_NO_REGULATION: Final = ("当地没有聘任规定", "no regulation on appointments is in force there")
_NO_POSTS: Final = ("单位未登记岗位", "the enterprise has recorded no posts")
_NO_QUOTA: Final = ("岗位名额未登记", "the quota is not recorded")
_NOT_PUBLISHED: Final = ("未登记公布日期", "no day of publication is recorded")


def conditions_of(case: Appointing, language: Language) -> list[ConditionReport]:
    """Return every condition that is asked for, then what only explains."""
    made = [_employed(case, language), _rule(case, language)]
    if case.asks("filingRequired"):
        made.append(_filed(case, language))
    if case.asks("quotaRequired"):
        made.append(_quota(case, language))
    if case.regulation is not None:
        made += _of_regulation(case, case.regulation, language)
    if case.waiver is not None:
        made.append(_exception(case, case.waiver, language))
    return made


def verdict(conditions: Iterable[ConditionReport]) -> Outcome:
    """Return whether all that is asked for holds: with an exception, what it relaxes as well."""
    by_code = {one.code: one for one in conditions}
    relaxed = [by_code[code] for code in RELAXED if code in by_code]
    whole = all_of(relaxed)
    if "EXCEPTION" in by_code:
        rules = condition("RULES", whole, "")
        whole = any_of([rules, by_code["EXCEPTION"]])
    others = [by_code[code] for code in ("EMPLOYED", "PUBLISHED") if code in by_code]
    return all_of([condition("RELAXED", whole, ""), *others])


def free_seats(case: Appointing) -> tuple[int, int | None] | None:
    """Return how many others hold such a post at most on a day of the term, and how many may.

    None where the enterprise has recorded no posts.
    """
    if not case.seats.posts:
        return None
    own = [post for post in case.seats.posts if post.rank == case.rank]
    named = [post for post in own if post.name == case.post]
    others = [
        office
        for office in case.seats.offices
        if office.rank == case.rank
        and office.worker != case.facts.id
        and (not named or office.post == case.post)
    ]
    return _most_at_once(others, case), quota_of(named or own)


def _most_at_once(offices: Sequence[Office], case: Appointing) -> int:
    """Return the highest number of people in office on a day; it only grows on a first day."""
    days = {case.start} | {
        office.start for office in offices if in_force(case.start, case.end, office.start)
    }
    return max(
        len({office.worker for office in offices if in_force(office.start, office.end, day)})
        for day in days
    )


def _employed(case: Appointing, language: Language) -> ConditionReport:
    jobs = employments_on(case.facts, case.start)
    here = [job for job in jobs if job.uscc == case.enterprise]
    since = min((job.start for job in here), default=None)
    return _said("EMPLOYED", held(bool(here)), language, since=since)


def _rule(case: Appointing, language: Language) -> ConditionReport:
    if case.report is None:
        return _said("RULE", Outcome.UNKNOWN, language, detail=said(language, *_NO_POLICY))
    return condition(
        "RULE",
        case.report.outcome,
        said(language, *_TEXTS["RULE"]),
        detail=case.report.policy.title,
        since=case.report.eligible_since,
        evidence=(case.report.policy.id,),
        parts=case.report.conditions,
    )


def _filed(case: Appointing, language: Language) -> ConditionReport:
    """Judge the filing as the condition `employer_filed` of policies does, of this employer."""
    if case.regulation is None:
        detail = said(language, *_NO_REGULATION)
        return _said("EMPLOYER_FILED", Outcome.UNKNOWN, language, detail=detail)
    best = best_certificate(case.facts, case.start)
    occupation = None if best is None else best.occupation
    filings = {
        filing.filing_no: filing
        for job in case.facts.employments
        if job.uscc == case.enterprise
        for filing in job.filings
        if filing.is_active_on(case.start) and occupation in filing.occupations
    }
    return _said(
        "EMPLOYER_FILED",
        held(bool(filings)),
        language,
        detail=occupation or "",
        since=min((filing.start for filing in filings.values()), default=None),
        evidence=tuple(sorted(filings)),
    )


def _quota(case: Appointing, language: Language) -> ConditionReport:
    seats = free_seats(case)
    evidence = tuple(post.id for post in case.seats.posts if post.rank == case.rank)
    if case.regulation is None:
        detail = said(language, *_NO_REGULATION)
        return _said("QUOTA", Outcome.UNKNOWN, language, detail=detail, evidence=evidence)
    if seats is None:
        return _said("QUOTA", Outcome.UNKNOWN, language, detail=said(language, *_NO_POSTS))
    others, quota = seats
    if quota is None:
        detail = said(language, *_NO_QUOTA)
        return _said("QUOTA", Outcome.UNKNOWN, language, detail=detail, evidence=evidence)
    outcome = at_most(others + 1, quota)
    return _said("QUOTA", outcome, language, detail=f"{others} + 1 / {quota}", evidence=evidence)


def _of_regulation(
    case: Appointing, regulation: Regulation, language: Language
) -> list[ConditionReport]:
    made = []
    longest = regulation.parameters.get("termYearsMax")
    if longest is not None:
        last = add_years(case.start, longest)
        fits = case.end is not None and case.end < last
        detail = f"{case.start} - {case.end or '…'} / {longest}"
        made.append(_said("TERM", held(fits), language, detail=detail))
    if case.recorded is not None and regulation.parameters["publicationRequired"]:
        made.append(_published(case.recorded, language))
    first = regulation.parameters.get("priorityFields")
    if first is not None:
        made.append(_field(case, first, language))
    return made


def _published(recorded: Recorded, language: Language) -> ConditionReport:
    day = recorded.published_on
    return _said(
        "PUBLISHED",
        held(True if day else None),
        language,
        detail=str(day) if day else said(language, *_NOT_PUBLISHED),
        since=day,
        evidence=(recorded.id,),
    )


def _field(case: Appointing, first: Sequence[str], language: Language) -> ConditionReport:
    """Say whether a field of the appointment, or of an achievement, is one that comes first.

    Somebody may work in such a field without a record of it, so it is never UNMET.
    """
    recorded = case.recorded
    named = [(recorded.id, name) for name in recorded.fields] if recorded else []
    named += [(one.id, one.key_field) for one in case.facts.achievements if one.key_field]
    found = [(key, name) for key, name in named if name in first]
    return _said(
        "PRIORITY_FIELD",
        held(True if found else None),
        language,
        detail=", ".join(sorted({name for _, name in found})),
        evidence=tuple(sorted({key for key, _ in found})),
    )


def _exception(case: Appointing, waiver: Waiver, language: Language) -> ConditionReport:
    """Judge an exception: it names its document, and one of the grounds where there are some."""
    grounds = case.regulation and case.regulation.parameters.get("exceptionGrounds")
    outcome = held(waiver.document_no is not None)
    if outcome is Outcome.MET and grounds and not any(one in waiver.reason for one in grounds):
        outcome = Outcome.UNKNOWN
    detail = f"{waiver.reason} {waiver.document_no or ''}".strip()
    evidence = () if case.recorded is None else (case.recorded.id,)
    return _said("EXCEPTION", outcome, language, detail=detail, evidence=evidence)


def _said(
    code: str,
    outcome: Outcome,
    language: Language,
    *,
    detail: str = "",
    since: date | None = None,
    evidence: tuple[str, ...] = (),
) -> ConditionReport:
    text = said(language, *_TEXTS[code])
    return condition(code, outcome, text, detail=detail, since=since, evidence=evidence)
