"""Is a certificate paid for, and with how much? Each rule is a condition of its own.

Three values throughout: where a fact or the regulation is missing the condition is UNKNOWN, and
the amount is said only where the whole is decided. Claims and funds after the day of the question
decide nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from registry.dates import add_months, in_force, whole_years
from registry.programme.subsidies.doubling import double_funding
from registry.programme.subsidies.words import asked, found
from registry.regulations.judging import all_of, condition, held
from registry.vocabulary import Outcome, Rank

if TYPE_CHECKING:
    from registry.editions import Editions
    from registry.eligibility import ConditionReport
    from registry.facts import CertificateFact
    from registry.language import Language
    from registry.programme.subsidies.facts import Claim, Person
    from registry.programme.subsidies.finding import Found
    from registry.regulations import Regulation

MET, UNMET, UNKNOWN = Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN


@dataclass(frozen=True, slots=True)
class Case:
    """A certificate of a person, what the catalogues say of it, and by what it is judged."""

    certificate: CertificateFact
    person: Person
    found: Found
    regulation: Regulation | None
    editions: Editions
    on: date
    language: Language

    @property
    def parameters(self) -> Mapping[str, Any]:
        """Return the parameters of the regulation; none without one."""
        return self.regulation.parameters if self.regulation else {}

    def report(
        self,
        code: str,
        outcome: Outcome,
        about: str,
        *,
        since: date | None = None,
        evidence: Iterable[str] = (),
        asks: Mapping[str, object] | None = None,
        **values: object,
    ) -> ConditionReport:
        """Return a condition; without a regulation one that asks by it is UNKNOWN."""
        if asks is not None and self.regulation is None:
            outcome, about, since = UNKNOWN, "no_regulation", None
            asks = dict.fromkeys(asks, "…")
        return condition(
            code,
            outcome,
            asked(code, self.language, **(asks or {})),
            detail=found(about, self.language, **values),
            since=since if outcome is MET else None,
            evidence=tuple(evidence),
        )


@dataclass(frozen=True, slots=True)
class Quote:
    """What would be paid for a certificate, in yuan, with the reasons.

    `base` and `uplift` give the `rate`; `amount` is the rate if everything is met, 0 if something
    is not, None while that is not known.
    """

    outcome: Outcome
    base: float | None
    uplift: float | None
    rate: float | None
    amount: float | None
    conditions: tuple[ConditionReport, ...]


def quote(case: Case) -> Quote:
    """Judge a certificate by every rule, and say what would be paid for it."""
    conditions = tuple(rule(case) for rule in RULES)
    outcome = all_of(conditions)
    base = case.found.item.base if case.found.item else None
    uplift = uplift_of(case)
    rate = None if base is None or uplift is None else round(base * (1 + uplift), 2)
    amount = {MET: rate, UNMET: 0.0, UNKNOWN: None}[outcome]
    return Quote(outcome, base, uplift, rate, amount, conditions)


def uplift_of(case: Case) -> float | None:
    """Return by what share the base rate rises: for urgent trades, from a grade on."""
    item = case.found.item
    if item is None or item.urgent is None or case.regulation is None:
        return None
    lowest = case.parameters.get("urgentFrom")
    if not item.urgent or (lowest is not None and item.rank < Rank[lowest]):
        return 0.0
    return float(case.parameters["uplift"])


def counts(case: Case) -> ConditionReport:
    """Judge that the certificate counts on the day."""
    is_so = case.certificate.counts_on(case.on)
    about = "counts" if is_so else "does_not_count"
    return case.report("CERTIFICATE_COUNTS", held(is_so), about, evidence=(case.certificate.key,))


def in_catalogue(case: Case) -> ConditionReport:
    """Judge that the catalogue of the place and year has occupation and grade."""
    of, item, catalogue = case.found.outcome, case.found.item, case.found.catalogue
    if case.certificate.occupation is None or case.certificate.rank is None:
        about = "not_said"
    elif catalogue is None:
        about = "no_catalogue"
    elif item is not None:
        about = "item" if of is MET else "item_unsure"
    else:
        about = "no_item" if of is UNMET else "above_unknown"
    return case.report(
        "IN_CATALOGUE",
        of,
        about,
        evidence=() if item is None else (item.key,),
        catalogue=catalogue.id if catalogue else "",
    )


def grade_in_range(case: Case) -> ConditionReport:
    """Judge that the grade is one of those that the regulation subsidises."""
    rank = case.certificate.rank
    lowest, highest = case.parameters.get("minLevel"), case.parameters.get("maxLevel")
    if rank is None:
        return case.report("GRADE_IN_RANGE", UNKNOWN, "not_said", asks={})
    fits = (lowest is None or rank >= Rank[lowest]) and (highest is None or rank <= Rank[highest])
    return case.report("GRADE_IN_RANGE", held(fits), "grade", asks={}, level=Rank(rank).name)


def in_time(case: Case) -> ConditionReport:
    """Judge that the claim comes within the months that the regulation gives."""
    months = case.parameters.get("months", 0)
    last = add_months(case.certificate.issued_on, months)
    return case.report(
        "IN_TIME",
        held(case.on <= last),
        "last_day",
        since=case.certificate.issued_on,
        asks={"months": months},
        day=last,
    )


def not_paid_before(case: Case) -> ConditionReport:
    """Judge that nothing was paid for this occupation, editions followed, and grade."""
    paid: list[str] = []
    maybe: list[str] = []
    for claim in _claims(case):
        same = _is_same(case, claim)
        if same is UNMET or claim.status == "REFUSED":
            continue
        (paid if same is MET and claim.status == "PAID" else maybe).append(claim.id)
    if paid:
        return case.report("NOT_PAID_BEFORE", UNMET, "paid", evidence=paid, claims=_named(paid))
    if maybe:
        return case.report(
            "NOT_PAID_BEFORE", UNKNOWN, "perhaps_paid", evidence=maybe, claims=_named(maybe)
        )
    return case.report("NOT_PAID_BEFORE", MET, "nothing_paid")


def fewer_than_max_paid(case: Case) -> ConditionReport:
    """Judge that fewer claims were paid than the regulation allows; pending ones may be paid."""
    paid = [claim.id for claim in _claims(case) if claim.status == "PAID"]
    pending = [claim.id for claim in _claims(case) if claim.status == "PENDING"]
    most = case.parameters.get("maxPaid", 0)
    outcome = UNMET if len(paid) >= most else MET
    if outcome is MET and len(paid) + len(pending) >= most:
        outcome = UNKNOWN
    return case.report(
        "FEWER_THAN_MAX_PAID",
        outcome,
        "count",
        evidence=paid + pending,
        asks={"maxPaid": most},
        paid=len(paid),
        pending=len(pending),
    )


def age_in_range(case: Case) -> ConditionReport:
    """Judge that the person is as old as the regulation asks."""
    lowest, highest = case.parameters.get("minAge"), case.parameters.get("maxAge")
    asks = {"ages": f"{lowest or 0}–{highest or ''}"}
    born = case.person.birth_date
    if lowest is None and highest is None:
        return case.report("AGE_IN_RANGE", MET, "not_asked", asks=asks)
    if born is None:
        return case.report("AGE_IN_RANGE", UNKNOWN, "no_birth_date", asks=asks)
    years = whole_years(born, case.on)
    fits = (lowest is None or years >= lowest) and (highest is None or years <= highest)
    return case.report(
        "AGE_IN_RANGE", held(fits), "age_fits" if fits else "age_does_not_fit", asks=asks
    )


def insured(case: Case) -> ConditionReport:
    """Judge by a body's statement that the person is insured; without one it is not known."""
    code = case.parameters.get("insured")
    if code is None:
        return case.report("INSURED", MET, "not_asked", asks={})
    said = [
        fact
        for fact in case.person.statements
        if fact.code == code and in_force(fact.start, fact.end, case.on)
    ]
    if not said:
        return case.report("INSURED", UNKNOWN, "no_statement", asks={})
    yes = [fact for fact in said if fact.holds]
    return case.report(
        "INSURED",
        held(bool(yes)),
        "stated",
        since=min((fact.start for fact in yes), default=None),
        evidence=[fact.key for fact in yes or said],
        asks={},
    )


def no_double_funding(case: Case) -> ConditionReport:
    """Judge that no other public fund paid for the same training."""
    other = double_funding(
        case.person,
        case.certificate,
        editions=case.editions,
        public=frozenset(case.parameters.get("publicFunds", ())),
        on=case.on,
    )
    certain, unsure = sorted(other.certain), sorted(other.unsure)
    if certain:
        said = (UNMET, "other_fund", certain)
    elif unsure:
        said = (UNKNOWN, "fund_unsure", unsure)
    else:
        said = (MET, "no_other_fund", certain)
    outcome, about, evidence = said
    return case.report(
        "NO_DOUBLE_FUNDING", outcome, about, evidence=evidence, asks={}, funds=_named(evidence)
    )


RULES: Final[tuple[Callable[[Case], ConditionReport], ...]] = (
    counts,
    in_catalogue,
    grade_in_range,
    in_time,
    not_paid_before,
    fewer_than_max_paid,
    age_in_range,
    insured,
    no_double_funding,
)
"""In the order in which they are told."""


def _claims(case: Case) -> list[Claim]:
    return [claim for claim in case.person.claims if claim.claimed_on <= case.on]


def _is_same(case: Case, claim: Claim) -> Outcome:
    """Say whether a claim was for the occupation and grade of the certificate."""
    certificate = case.certificate
    if claim.certificate == certificate.number:
        return MET
    grades, trades = {claim.rank, certificate.rank}, {claim.occupation, certificate.occupation}
    other_grade = None not in grades and claim.rank != certificate.rank
    other_trade = None not in trades and claim.occupation not in case.editions.related(
        str(certificate.occupation)
    )
    if other_grade or other_trade:
        return UNMET
    return UNKNOWN if None in grades | trades else MET


def _named(ids: Iterable[str]) -> str:
    return ", ".join(ids)
