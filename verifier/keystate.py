"""Was the key in its time, and is what it signed still believed? (KEY_STATE, LOG_PROOF, NOT_IN_LOG)

A key honestly retired keeps what it signed before. A stolen key can write any date, so of its
signatures only those count that a log and its witnesses had seen before the theft; the token's own
`iat` says nothing then.
"""

from __future__ import annotations

from verifier.checks import Check, CheckResult, failed, passed, skipped, unavailable
from verifier.errors import MalformedError, RefusedSignatureError
from verifier.logproof import VerifiedLogProof, verify_log_proof
from verifier.moments import show_moment
from verifier.trust import IssuerKey, Trust


def check_key_state(
    key: IssuerKey, iat: float | None, proof: VerifiedLogProof | None
) -> CheckResult:
    """Check that `key` may be believed for a token signed at `iat` (unix seconds), given its verified log proof."""
    if iat is None:
        return failed(Check.KEY_STATE, "no_iat")
    if not key.holds_at(iat):
        return failed(Check.KEY_STATE, "outside", f"{show_moment(iat)} ({key.describe()})")
    compromised = key.compromised_at
    if compromised is not None and not (proof is not None and proof.is_older_than(compromised)):
        return failed(Check.KEY_STATE, "compromised", show_moment(compromised))
    return passed(Check.KEY_STATE)


def check_trust_age(trust: Trust, now: float) -> CheckResult | None:
    """Return KEY_STATE as UNAVAILABLE if the trust file is out of date at `now` (real time), else None."""
    if trust.expires is not None and now > trust.expires:
        return unavailable(Check.KEY_STATE, "expired", show_moment(trust.expires))
    return None


def check_log(
    text: str | None, trust: Trust, jwt_sha256: str
) -> tuple[tuple[CheckResult, CheckResult], VerifiedLogProof | None]:
    """Check the log proof given with a credential, None if there is none.

    Returns:
        LOG_PROOF and NOT_IN_LOG, and the proof if it holds.
    """
    if text is None:
        needed = trust.log_required
        absent = (
            unavailable(Check.NOT_IN_LOG, "no_proof")
            if needed
            else skipped(Check.NOT_IN_LOG, "no_proof")
        )
        return (skipped(Check.LOG_PROOF, "not_asked"), absent), None
    if trust.log_policy is None:
        return (skipped(Check.LOG_PROOF, "no_log"), skipped(Check.NOT_IN_LOG, "no_log")), None
    try:
        proof = verify_log_proof(text, policy=trust.log_policy, jwt_sha256=jwt_sha256)
    except (MalformedError, RefusedSignatureError) as err:
        wrong = failed(Check.LOG_PROOF, "wrong", str(err))
        return (wrong, skipped(Check.NOT_IN_LOG, "wrong_proof")), None
    return (passed(Check.LOG_PROOF), passed(Check.NOT_IN_LOG)), proof
