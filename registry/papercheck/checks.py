"""The checks of a certificate in the registry, to the letter of MEANINGS.md's table.

Each check is one small function of the case and says one thing; none reads what another found, so
that every independent reason is reported. Only the two of status depend on the day: what makes a
certificate suspicious never changes with the calendar.

Certificates of the older law (QUALIFICATION, SPECIAL_ABILITY) skip filing, scope and chain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Final

from registry.dates import china_day
from registry.papercheck.case import CertificateCase, ChainLink
from registry.vocabulary import Rank
from verifier.checks import Check, CheckResult, State, failed, passed, skipped, warned
from verifier.numbers import read_number

TIME_TO_REGISTER: Final = timedelta(days=30)

OLDER_LAW: Final = frozenset({"QUALIFICATION", "SPECIAL_ABILITY"})
"""Kinds that were never issued under a filing, so that none can be missing."""

DECISIVE_COLUMNS: Final = frozenset({"worker_id", "level", "occupation", "issued_on"})
"""Columns of certificates.csv in which two sources must not differ."""


_SUSPICIOUS: Final = frozenset({State.FAILED, State.WARNED})


# A bulk load asks a million certificates ten times each, and nearly all answers are these.
_passed: Final = cache(passed)


def check_certificate(case: CertificateCase, *, on: date) -> Mapping[Check, CheckResult]:
    """Return the registry's checks of a certificate, its status judged on the day `on`."""
    results = {check: judge(case) for check, judge in _JUDGES.items()}
    for check in (Check.REVOKED, Check.SUSPENDED):
        results[check] = _status(case, check, on)
    return {check: results[check] for check in REGISTRY_CHECKS}


def suspicions(case: CertificateCase) -> tuple[Check, ...]:
    """Return the failed or warned checks but REVOKED and SUSPENDED, in the contract's order."""
    return tuple(check for check, judge in _JUDGES.items() if judge(case).state in _SUSPICIOUS)


def _format(case: CertificateCase) -> CheckResult:
    if case.kind == "SPECIAL_ABILITY":
        return skipped(Check.FORMAT, "no_rule")
    parts = read_number(case.kind, case.number)
    if parts is None:
        return failed(Check.FORMAT, "number", case.number)
    if parts.year is not None and parts.year != case.issued_on.year % 100:
        return failed(Check.FORMAT, "record", f"{parts.year:02d} / {case.issued_on.isoformat()}")
    if parts.level is not None and case.rank is not None and parts.level != Rank(case.rank).name:
        return failed(Check.FORMAT, "record", f"{parts.level} / {Rank(case.rank).name}")
    if None not in (parts.issuer_prefix, case.named_prefix) and (
        parts.issuer_prefix != case.named_prefix
    ):
        return failed(Check.FORMAT, "record", f"{parts.issuer_prefix} / {case.named_prefix}")
    return _passed(Check.FORMAT)


def _issuer_filed(case: CertificateCase) -> CheckResult:
    if case.kind in OLDER_LAW:
        return skipped(Check.ISSUER_NOT_FILED, "older_law")
    if not case.filings:
        return failed(Check.ISSUER_NOT_FILED, "unknown")
    if not any(filing.was_active_on(case.issued_on) for filing in case.filings):
        statuses = sorted({f"{filing.filing_no}: {filing.status}" for filing in case.filings})
        return failed(Check.ISSUER_NOT_FILED, "inactive", "; ".join(statuses))
    return _passed(Check.ISSUER_NOT_FILED)


def _in_scope(case: CertificateCase) -> CheckResult:
    """Judge the scope whatever the filing's status; without any filing there is none to judge."""
    if case.kind in OLDER_LAW:
        return skipped(Check.OUT_OF_SCOPE, "older_law")
    if not case.filings:
        return skipped(Check.OUT_OF_SCOPE, "nobody_filed")
    if any(filing.covers(case.rank, case.issued_on) for filing in case.filings):
        return _passed(Check.OUT_OF_SCOPE)
    if not any(filing.start <= case.issued_on <= filing.end for filing in case.filings):
        periods = sorted(f"{filing.start}/{filing.end}" for filing in case.filings)
        return failed(Check.OUT_OF_SCOPE, "outside", f"{case.issued_on} / {', '.join(periods)}")
    level = "-" if case.rank is None else Rank(case.rank).name
    return failed(Check.OUT_OF_SCOPE, "outside", f"{case.occupation or '-'} {level}")


def _assessed(case: CertificateCase) -> CheckResult:
    if case.kind in OLDER_LAW:
        return skipped(Check.NO_ASSESSMENT_CHAIN, "older_law")
    if _chain(case):
        return _passed(Check.NO_ASSESSMENT_CHAIN)
    return failed(Check.NO_ASSESSMENT_CHAIN, "missing")


def _chain(case: CertificateCase) -> list[ChainLink]:
    """Return the passed results that carry the certificate, the latest first."""
    fitting = [
        link
        for link in case.passed
        if link.occupation == case.occupation
        and link.rank == case.rank
        and _is_of_its_filing(link, case)
        and china_day(link.filed_at) < link.held_on <= case.issued_on
    ]
    return sorted(fitting, key=lambda link: (link.held_on, link.result_id), reverse=True)


def _is_of_its_filing(link: ChainLink, case: CertificateCase) -> bool:
    """Tell whether a result is of the filing that the record names.

    Where it names none, any with the number's prefix is.
    """
    if case.filing_no is not None:
        return link.filing_no == case.filing_no
    return any(link.filing_no == filing.filing_no for filing in case.filings)


def _in_standard(case: CertificateCase) -> CheckResult:
    if not case.standards:
        return skipped(Check.LEVEL_NOT_IN_STANDARD, "no_standard")
    if case.rank is None:
        return skipped(Check.LEVEL_NOT_IN_STANDARD, "no_occupation")
    if any(case.rank in ranks for ranks in case.standards):
        return _passed(Check.LEVEL_NOT_IN_STANDARD)
    return failed(Check.LEVEL_NOT_IN_STANDARD, "missing", Rank(case.rank).name)


def _in_time(case: CertificateCase) -> CheckResult:
    registered = china_day(case.registered_at)
    if case.issued_on <= registered <= case.issued_on + TIME_TO_REGISTER:
        return _passed(Check.LATE_REGISTRATION)
    detail = f"{case.issued_on} / {registered}"
    if registered < case.issued_on:
        return failed(Check.LATE_REGISTRATION, "before_issue", detail)
    return warned(Check.LATE_REGISTRATION, "late", detail)


def _status(case: CertificateCase, check: Check, on: date) -> CheckResult:
    since = case.status_since
    if case.status == check.value and (since is None or since <= on):
        return failed(check, "failed", None if since is None else since.isoformat())
    return _passed(check)


def _capacity(case: CertificateCase) -> CheckResult:
    """Judge the session that the record names, else the latest that carries it."""
    crowded = case.crowded
    if crowded is None:
        chain = _chain(case)
        if not chain:
            return skipped(Check.CAPACITY_EXCEEDED, "no_session")
        crowded = (chain[0].over_seats, chain[0].two_sites)
    over_seats, two_sites = crowded
    if over_seats:
        return warned(Check.CAPACITY_EXCEEDED, "seats")
    if two_sites:
        return warned(Check.CAPACITY_EXCEEDED, "sites")
    return _passed(Check.CAPACITY_EXCEEDED)


def _number_is_unique(case: CertificateCase) -> CheckResult:
    if any("worker_id" in differs for differs in case.conflicts):
        return failed(Check.DUPLICATE_NUMBER, "other", "holder")
    if case.other_kinds:
        return failed(Check.DUPLICATE_NUMBER, "other", ", ".join(sorted(case.other_kinds)))
    return _passed(Check.DUPLICATE_NUMBER)


def _sources_agree(case: CertificateCase) -> CheckResult:
    if not case.conflicts:
        return _passed(Check.CONFLICTING_SOURCES)
    differs = frozenset(column for columns in case.conflicts for column in columns)
    detail = ", ".join(sorted(differs))
    if differs & DECISIVE_COLUMNS:
        return failed(Check.CONFLICTING_SOURCES, "identity", detail)
    return warned(Check.CONFLICTING_SOURCES, "minor", detail)


def _edition(case: CertificateCase) -> CheckResult:
    if not case.successors:
        return _passed(Check.SUPERSEDED_EDITION)
    return warned(Check.SUPERSEDED_EDITION, "superseded", _names(case.successors))


def _names(successors: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{name} ({key})" for key, name in sorted(successors))


_JUDGES: Final[Mapping[Check, Callable[[CertificateCase], CheckResult]]] = {
    Check.FORMAT: _format,
    Check.ISSUER_NOT_FILED: _issuer_filed,
    Check.OUT_OF_SCOPE: _in_scope,
    Check.NO_ASSESSMENT_CHAIN: _assessed,
    Check.LEVEL_NOT_IN_STANDARD: _in_standard,
    Check.LATE_REGISTRATION: _in_time,
    Check.SUPERSEDED_EDITION: _edition,
    Check.DUPLICATE_NUMBER: _number_is_unique,
    Check.CAPACITY_EXCEEDED: _capacity,
    Check.CONFLICTING_SOURCES: _sources_agree,
}
"""In the order of the contract."""


REGISTRY_CHECKS: Final = tuple(
    check for check in Check if check in _JUDGES or check in {Check.REVOKED, Check.SUSPENDED}
)
"""The checks made here, in the order of the contract."""
