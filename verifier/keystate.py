"""Was the key in its time, and is what it signed still believed? KEY_STATE, LOG_PROOF, NOT_IN_LOG.

A key honestly retired keeps what it signed before. A stolen key can write any date, so of its
signatures only those count that a log and its witnesses had seen before the theft; the token's own
`iat` says nothing then.
"""

from __future__ import annotations

from typing import Final

from verifier.checks import Check, CheckResult, failed, passed, skipped, unavailable
from verifier.errors import MalformedError, RefusedSignatureError
from verifier.logproof import VerifiedLogProof, verify_log_proof
from verifier.moments import show_moment
from verifier.report import jwt_sha256_of
from verifier.trust import IssuerKey, Trust

_PASSED: Final = passed(Check.KEY_STATE)
_WITHOUT_PROOF: Final = (
    skipped(Check.NOT_IN_LOG, "no_proof"),
    skipped(Check.LOG_PROOF, "not_asked"),
    None,
)
_WITHOUT_NEEDED_PROOF: Final = (unavailable(Check.NOT_IN_LOG, "no_proof"), *_WITHOUT_PROOF[1:])


def check_key_state(
    key: IssuerKey, iat: float | None, proof: VerifiedLogProof | None
) -> CheckResult:
    """Check that `key` may be believed for a token signed at `iat`, unix seconds.

    Args:
        key: that signed it.
        iat: None if the token does not say.
        proof: that the token was logged, verified; None if there is none.
    """
    if iat is None:
        return failed(Check.KEY_STATE, "no_iat")
    if not key.holds_at(iat):
        return failed(Check.KEY_STATE, "outside", f"{show_moment(iat)} ({key.describe()})")
    compromised = key.compromised_at
    if compromised is not None and not (proof is not None and proof.is_older_than(compromised)):
        return failed(Check.KEY_STATE, "compromised", show_moment(compromised))
    return _PASSED


def check_trust_age(trust: Trust, now: float) -> CheckResult | None:
    """Return KEY_STATE as UNAVAILABLE if the trust file is out of date at `now`, else None."""
    if trust.expires is not None and now > trust.expires:
        return unavailable(Check.KEY_STATE, "expired", show_moment(trust.expires))
    return None


def check_log(
    text: str | None, trust: Trust, credential: bytes
) -> tuple[CheckResult, CheckResult, VerifiedLogProof | None]:
    """Check the log proof given with a credential; `text` is None if there is none.

    Returns:
        NOT_IN_LOG and LOG_PROOF, and the proof if it holds.
    """
    if text is None:
        return _WITHOUT_NEEDED_PROOF if trust.log_required else _WITHOUT_PROOF
    if trust.log_policy is None:
        return skipped(Check.NOT_IN_LOG, "no_log"), skipped(Check.LOG_PROOF, "no_log"), None
    try:
        proof = verify_log_proof(
            text, policy=trust.log_policy, jwt_sha256=jwt_sha256_of(credential)
        )
    except (MalformedError, RefusedSignatureError) as err:
        wrong = failed(Check.LOG_PROOF, "wrong", str(err))
        return skipped(Check.NOT_IN_LOG, "wrong_proof"), wrong, None
    return passed(Check.NOT_IN_LOG), passed(Check.LOG_PROOF), proof
