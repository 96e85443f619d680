"""A certificate by its credential: the verifier's report, and the record's checks if it is known.

The verdict can only get worse by what the record says. Scope is left to the credential
(CREDENTIAL.md section 5: "for a signed credential of any kind this section decides about scope"),
and of the status only what is bad is taken over: the list is what was asked.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

from registry.dates import china_day, moment_text
from registry.graph.verification import Found
from registry.papercheck import check_certificate
from registry.verification.answers import Answer
from registry.verification.questions import CredentialQuestion
from verifier import Check, CheckResult, Report, State, Trust, combine, verify_credential
from verifier.texts import Language

_ONLY_IF_BAD: Final = frozenset({Check.REVOKED, Check.SUSPENDED})


def judge_signature(
    question: CredentialQuestion, *, trust: Trust, now: float, lang: Language
) -> Report:
    """Judge a credential by itself."""
    return verify_credential(
        question.credential,
        trust=trust,
        at=question.at,
        audience=question.audience,
        nonce=question.nonce,
        require_key_binding=question.require_key_binding,
        holder_name=question.holder_name,
        id_last4=question.id_last4,
        log_proof=question.log_proof,
        now=now,
        lang=lang,
    )


def look_up_keys(report: Report) -> tuple[str, ...]:
    """Return the key under which the record would have the certificate.

    None if nothing may be believed.
    """
    facts = report.certificate
    return () if facts is None else (f"{facts.kind}:{facts.number}",)


def answer_credential(question: CredentialQuestion, report: Report, found: Found | None) -> Answer:
    """Add what the record says, if it has the certificate."""
    moment = datetime.fromtimestamp(report.verified_at if question.at is None else question.at, UTC)
    if found is not None:
        report = _with_record(report, found, on=china_day(moment))
    return Answer(
        report=report,
        subject=report.credential or question.credential.encode("utf-8", "replace"),
        at=moment_text(moment),
        found=found,
        holder_id=None if found is None else found.holder_id,
    )


def _with_record(report: Report, found: Found, *, on: date) -> Report:
    results: dict[Check, CheckResult] = {
        check: result
        for check, result in check_certificate(found.case, on=on).items()
        if check is not Check.OUT_OF_SCOPE
        and (check not in _ONLY_IF_BAD or result.state is State.FAILED)
    }
    combined = combine(report, results)
    for check in _ONLY_IF_BAD & results.keys():
        return combined._replace(status=check.value)
    return combined
