"""The checks of a certificate, their states, and the verdict that follows from them.

The codes are published and permanent (contract.graphql, `CheckCode`), and so is their order. Every
report has every check once: what did not run is there as SKIPPED, with the reason, so that nobody
mistakes silence for consent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Check(StrEnum):
    """The checks, in the order of the contract.

    Values are stored and published: never rename or reuse one.
    """

    FORMAT = "FORMAT"
    SIGNATURE = "SIGNATURE"
    KEY_STATE = "KEY_STATE"
    ISSUER_NOT_FILED = "ISSUER_NOT_FILED"
    OUT_OF_SCOPE = "OUT_OF_SCOPE"
    NO_ASSESSMENT_CHAIN = "NO_ASSESSMENT_CHAIN"
    LEVEL_NOT_IN_STANDARD = "LEVEL_NOT_IN_STANDARD"
    LATE_REGISTRATION = "LATE_REGISTRATION"
    VALIDITY_PERIOD = "VALIDITY_PERIOD"
    REVOKED = "REVOKED"
    SUSPENDED = "SUSPENDED"
    STATUS_UNAVAILABLE = "STATUS_UNAVAILABLE"
    HOLDER_MISMATCH = "HOLDER_MISMATCH"
    HOLDER_BINDING = "HOLDER_BINDING"
    DISCLOSURES = "DISCLOSURES"
    NOT_IN_LOG = "NOT_IN_LOG"
    LOG_PROOF = "LOG_PROOF"
    SUPERSEDED_EDITION = "SUPERSEDED_EDITION"
    DUPLICATE_NUMBER = "DUPLICATE_NUMBER"
    CAPACITY_EXCEEDED = "CAPACITY_EXCEEDED"
    CONFLICTING_SOURCES = "CONFLICTING_SOURCES"


class State(StrEnum):
    """How a check ended.

    SKIPPED: not asked for, not applicable or pointless. UNAVAILABLE: needed, and not to be had.
    """

    PASSED = "PASSED"
    FAILED = "FAILED"
    WARNED = "WARNED"
    SKIPPED = "SKIPPED"
    UNAVAILABLE = "UNAVAILABLE"


class Outcome(StrEnum):
    """The verdict on a certificate. NOT_FOUND is for look-ups by number only."""

    VALID = "VALID"
    VALID_WITH_WARNINGS = "VALID_WITH_WARNINGS"
    INVALID = "INVALID"
    NOT_FOUND = "NOT_FOUND"
    UNAVAILABLE = "UNAVAILABLE"


# Looking a member up in its class costs more than all the rest of comparing it, 20 times a report.
_QUIET: Final = frozenset({State.PASSED, State.SKIPPED})
_INVALID: Final = Outcome.INVALID
_FAILED: Final = State.FAILED
_WARNED: Final = State.WARNED
_UNAVAILABLE: Final = State.UNAVAILABLE

SEVERITY: Final = {
    State.SKIPPED: 0,
    State.PASSED: 1,
    State.WARNED: 2,
    State.UNAVAILABLE: 3,
    State.FAILED: 4,
}
"""Which of two states of the same check is the worse."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check with its state.

    `reason` is a row of `verifier.texts.TEXTS`; `detail` is a fact to go with it (a day, a code),
    the same in every language, never personal.
    """

    code: Check
    state: State
    reason: str
    detail: str | None = None


def outcome_of(results: Iterable[CheckResult], so_far: Outcome = Outcome.VALID) -> Outcome:
    """Return the verdict (CREDENTIAL.md section 4).

    Args:
        results: of any of the checks.
        so_far: the verdict of other checks; NOT_FOUND where there is no such number, or not of that
            holder.
    """
    if so_far is _INVALID:
        return so_far
    outcome = so_far
    for result in results:
        state = result.state
        if state in _QUIET:
            continue
        if state is _FAILED:
            return _INVALID
        if state is _UNAVAILABLE and outcome is not Outcome.NOT_FOUND:
            outcome = Outcome.UNAVAILABLE
        elif state is _WARNED and outcome is Outcome.VALID:
            outcome = Outcome.VALID_WITH_WARNINGS
    return outcome


def passed(check: Check, detail: str | None = None) -> CheckResult:
    """Return that `check` held."""
    return CheckResult(check, State.PASSED, f"{check.value}.passed", detail)


def failed(check: Check, why: str, detail: str | None = None) -> CheckResult:
    """Return that `check` failed for the reason `why` of its own texts."""
    return CheckResult(check, State.FAILED, f"{check.value}.{why}", detail)


def warned(check: Check, why: str, detail: str | None = None) -> CheckResult:
    """Return that `check` warns for the reason `why` of its own texts."""
    return CheckResult(check, State.WARNED, f"{check.value}.{why}", detail)


def unavailable(check: Check, why: str, detail: str | None = None) -> CheckResult:
    """Return that what `check` needs could not be had, for the reason `why` of its own texts."""
    return CheckResult(check, State.UNAVAILABLE, f"{check.value}.{why}", detail)


def skipped(check: Check, why: str, detail: str | None = None) -> CheckResult:
    """Return that `check` did not run, for one of the reasons that all checks share."""
    return CheckResult(check, State.SKIPPED, f"skipped.{why}", detail)
