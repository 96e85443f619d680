"""Is it the credential's time? The check VALIDITY_PERIOD.

The ends are those of RFC 7519: valid from `nbf` on (section 4.1.5), not any more at `exp` (section
4.1.4), and not issued in the future. Clocks differ, so both ends have leeway. A W3C credential says
its period in its own members too, and the narrower one counts.
"""

from __future__ import annotations

from typing import Final

from verifier.badge import BadgeFrame
from verifier.checks import Check, CheckResult, failed, passed
from verifier.moments import show_moment
from verifier.strict_json import JSON

LEEWAY_SECONDS: Final = 60
_PASSED: Final = passed(Check.VALIDITY_PERIOD)


def check_period(claims: dict[str, JSON], frame: BadgeFrame | None, *, at: float) -> CheckResult:
    """Check the period of verified claims, and of a W3C credential in them, at `at` seconds."""
    begins = [claims[name] for name in ("iat", "nbf") if name in claims]
    ends = [claims["exp"]] if "exp" in claims else []
    if frame is not None and frame.valid_from is not None:
        begins.append(frame.valid_from)
    if frame is not None and frame.valid_until is not None:
        ends.append(frame.valid_until)
    for begin in begins:
        if begin > at + LEEWAY_SECONDS:
            return failed(Check.VALIDITY_PERIOD, "early", show_moment(begin))
    for end in ends:
        if at >= end + LEEWAY_SECONDS:
            return failed(Check.VALIDITY_PERIOD, "expired", show_moment(end))
    return _PASSED
