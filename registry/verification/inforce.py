"""Is a certificate good enough to be handed out in another form: on paper, as a badge?"""

from __future__ import annotations

from verifier.checks import Check, State
from verifier.report import Report

_BAD = frozenset({State.FAILED, State.UNAVAILABLE})


def is_in_force(report: Report) -> bool:
    """Say whether nothing failed and nothing is unknown; the log may still be about to cover it."""
    return not any(
        result.state in _BAD
        and not (result.state is State.UNAVAILABLE and result.code is Check.NOT_IN_LOG)
        for result in report.results
    )
