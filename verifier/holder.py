"""Does the certificate belong to whom the caller says? The check HOLDER_MISMATCH.

Only what is disclosed can contradict. A factor that nothing disclosed speaks about is no failure,
and no proof.
"""

from __future__ import annotations

from typing import Final

from verifier.certificate import Holder
from verifier.checks import Check, CheckResult, failed, passed, skipped

_LAST4: Final = 4
_NOT_ASKED: Final = skipped(Check.HOLDER_MISMATCH, "not_asked")


def check_holder(holder: Holder, *, name: str | None, id_last4: str | None) -> CheckResult:
    """Hold the factors given against what is disclosed; an empty factor counts as none."""
    if not name and not id_last4:
        return _NOT_ASKED
    disclosed_last4 = holder.id_last4
    if disclosed_last4 is None and holder.id_number is not None:
        disclosed_last4 = holder.id_number[-_LAST4:]
    pairs = [
        ("holderName", (name or "").strip(), holder.name),
        ("idLast4", (id_last4 or "").strip().upper(), disclosed_last4 and disclosed_last4.upper()),
    ]
    asked = [pair for pair in pairs if pair[1]]
    if not asked:
        return _NOT_ASKED
    differing = [factor for factor, given, disclosed in asked if disclosed not in {None, given}]
    if differing:
        return failed(Check.HOLDER_MISMATCH, "differs", ", ".join(differing))
    unknown = [factor for factor, _, disclosed in asked if disclosed is None]
    if len(unknown) == len(asked):
        return skipped(Check.HOLDER_MISMATCH, "not_disclosed")
    # One factor agrees and the other is not disclosed: it passed, and the report says on what.
    return passed(Check.HOLDER_MISMATCH, f"{unknown[0]}: not disclosed" if unknown else None)
