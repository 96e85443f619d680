"""How tests ask the verifier, and how they say what they expect.

An expectation is the set of checks that did not pass, with their states; the rest of a report of a
good credential is known. So a test that breaks one thing also says that nothing else broke.
"""

from __future__ import annotations

from typing import Any

from tests.support.issuer import NOW, trust_file
from verifier import Check, Report, State, Trust, verify_credential


def judge(credential: str | bytes, file: dict[str, Any] | None = None, **question: Any) -> Report:
    """Judge a credential by a trust file, by default the valid one, at the tests' present.

    The report is written, too, and has every check once and in order: a reason without a text fails
    whatever the test is about.
    """
    trust = Trust.from_json(trust_file() if file is None else file)
    report = verify_credential(credential, trust=trust, **{"now": NOW, **question})
    assert [item.code for item in report.results] == list(Check)
    report.to_json()
    return report


def flaws(report: Report) -> dict[str, str]:
    """Return the checks that failed, warned or were unavailable, with their states."""
    quiet = {State.PASSED, State.SKIPPED}
    return {item.code.value: item.state.value for item in report.results if item.state not in quiet}


def reason(report: Report, code: str) -> str:
    """Return why one check ended as it did, as the row of the texts."""
    return next(item.reason for item in report.results if item.code == code)


def states(report: Report, *codes: str) -> list[str]:
    """Return the states of some checks."""
    by_code = {item.code.value: item.state.value for item in report.results}
    return [by_code[code] for code in codes]
