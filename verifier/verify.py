"""The workflow: text and trust in, report out; nothing is fetched.

    1  take the credential out of its envelope       envelope, credential      FORMAT
    2  find the key that the trust file names        trust                     SIGNATURE
    3  check the signature; stop here if it fails    jws                       SIGNATURE
    4  put in what is disclosed                      sdjwt                     DISCLOSURES
    5  look for contradictions among the facts       certificate, badge        FORMAT
    6  log proof, then the state of the key          keystate                LOG_PROOF, KEY_STATE
    7  scope, period, holder, key binding            scope, period, holder, binding
    8  status, unless it is invalid already          status                  REVOKED, SUSPENDED

From step 4 on every check runs whatever the others said, so that a holder learns of everything at
once. Whatever the text is, the answer is a report; only a caller's own mistake raises.
"""

from __future__ import annotations

import time
from typing import Final, NamedTuple

from verifier.binding import BindingDemand, check_binding
from verifier.certificate import Holder, contradictions, mistyped, read_holder
from verifier.checks import (
    Check,
    CheckResult,
    Outcome,
    failed,
    outcome_of,
    passed,
    skipped,
)
from verifier.credential import UnverifiedCredential, parse_credential
from verifier.envelope import Envelope, read_envelope
from verifier.errors import MalformedError, RefusedSignatureError
from verifier.holder import check_holder
from verifier.keystate import check_key_state, check_log, check_trust_age
from verifier.moments import Moment, unix_seconds
from verifier.period import check_period
from verifier.report import Report, make_report
from verifier.scope import is_in_scope
from verifier.sdjwt import Disclosed, disclose
from verifier.status import (
    StatusVerdict,
    check_status,
    parse_credential_status,
    parse_status_claim,
    skip_status,
    status_unavailable,
)
from verifier.strict_json import JSON
from verifier.texts import Language
from verifier.trust import IssuerKey, Trust

_NO_DEMAND: Final = BindingDemand(demanded=False)
_INVALID: Final = Outcome.INVALID
_READABLE: Final = passed(Check.FORMAT)
_SIGNED: Final = passed(Check.SIGNATURE)
_DISCLOSED: Final = passed(Check.DISCLOSURES)
_IN_SCOPE: Final = passed(Check.OUT_OF_SCOPE)
_ISSUER_NOT_FILED: Final = skipped(Check.ISSUER_NOT_FILED, "registry")
_CHAIN: Final = (
    skipped(Check.NO_ASSESSMENT_CHAIN, "registry"),
    skipped(Check.LEVEL_NOT_IN_STANDARD, "registry"),
    skipped(Check.LATE_REGISTRATION, "registry"),
)
_RECORD: Final = (
    skipped(Check.SUPERSEDED_EDITION, "registry"),
    skipped(Check.DUPLICATE_NUMBER, "registry"),
    skipped(Check.CAPACITY_EXCEEDED, "registry"),
    skipped(Check.CONFLICTING_SOURCES, "registry"),
)


class _Question(NamedTuple):
    """What is asked about a credential: for which moment, and whose it should be."""

    trust: Trust
    at: float
    now: float
    demand: BindingDemand
    holder_name: str | None
    id_last4: str | None
    lang: Language


def verify_credential(
    text: str | bytes,
    *,
    trust: Trust,
    at: Moment | None = None,
    audience: str | None = None,
    nonce: str | None = None,
    require_key_binding: bool = False,
    holder_name: str | None = None,
    id_last4: str | None = None,
    log_proof: str | None = None,
    now: Moment | None = None,
    lang: Language = "zh",
) -> Report:
    """Judge a credential in any of its forms.

    Args:
        text: a credential, the text of its QR code, or a JSON file that holds it.
        trust: whom to believe.
        at: the moment to judge validity, status and key binding for; None means `now`.
        audience: demands a key binding for this audience.
        nonce: demands a key binding that answers this nonce.
        require_key_binding: demands a key binding.
        holder_name: whom it should belong to.
        id_last4: the last four of the ID number of whom it should belong to.
        log_proof: a `tlog-proof@v1` text; takes the place of one that came with the credential.
        now: the real time, None for the clock's.
        lang: the language of the report, "zh" or "en".

    Raises:
        BadRequestError: `at` or `now` names no moment. Nothing is ever raised on what the text
            says.
    """
    real = time.time() if now is None else unix_seconds(now)
    demanded = require_key_binding or audience is not None or nonce is not None
    question = _Question(
        trust,
        real if at is None else unix_seconds(at),
        real,
        BindingDemand(demanded, audience, nonce) if demanded else _NO_DEMAND,
        holder_name,
        id_last4,
        lang,
    )
    return _answer(text, log_proof, question)


def _answer(text: str | bytes, log_proof: str | None, question: _Question) -> Report:
    """Read, find the key, check the signature; only then is anything of the content believed."""
    # 1. Nothing read here is believed: it only selects a key.
    try:
        envelope = read_envelope(text)
        credential = parse_credential(envelope.credential)
    except MalformedError as err:
        unreadable = failed(Check.FORMAT, "unreadable", str(err))
        return make_report([unreadable], verified_at=question.now, lang=question.lang)
    if log_proof is not None:
        envelope = Envelope(envelope.credential, log_proof)
    # 2. The trust file names the key, and the key its algorithm.
    key = question.trust.find_key(credential.iss, credential.jws.header.kid)
    if key is None:
        return _unsigned(failed(Check.SIGNATURE, "no_key"), envelope, question)
    # 3. Unsigned claims are noise.
    try:
        claims = question.trust.verify(credential.jws, key)
    except RefusedSignatureError as err:
        return _unsigned(failed(Check.SIGNATURE, "wrong", str(err)), envelope, question)
    return _judge(credential, claims, key, envelope, question)


def _unsigned(refusal: CheckResult, envelope: Envelope, question: _Question) -> Report:
    report = make_report([_READABLE, refusal], verified_at=question.now, lang=question.lang)
    return report._replace(credential=envelope.credential)


def _judge(
    credential: UnverifiedCredential,
    claims: dict[str, JSON],
    key: IssuerKey,
    envelope: Envelope,
    question: _Question,
) -> Report:
    """Run every check on a credential whose signature holds."""
    trust, at, presentation = question.trust, question.at, credential.presentation
    disclosures, disclosed = _disclose(credential, claims)
    holder = read_holder(disclosed.claims, disclosed.names)
    not_in_log, log_proof, proof = check_log(envelope.log_proof, trust, envelope.credential)
    iat = claims.get("iat")
    facts = _check_facts(credential, disclosed.claims, holder)
    key_state = check_trust_age(trust, question.now) or check_key_state(key, iat, proof)
    scope = _check_scope(credential, trust)
    period = check_period(claims, credential.frame, at=at)
    mismatch = _check_holder(credential, holder, question)
    binding = check_binding(presentation, claims.get("cnf"), question.demand, at=at)
    holders = (mismatch, binding, disclosures, not_in_log, log_proof)
    # A list learns from every question who is looked at; an invalid credential is not worth one.
    outcome = outcome_of((facts, key_state, scope, period, *holders))
    if outcome is _INVALID:
        status = skip_status("earlier_failure")
    else:
        status = _check_status(credential, claims, question)
    # In the order of the contract; what is not judged here is for the registry.
    results = (facts, _SIGNED, key_state, _ISSUER_NOT_FILED, scope, *_CHAIN, period)
    return Report(
        results + status.results + holders + _RECORD,
        outcome_of(status.results, outcome),
        question.now,
        question.lang,
        credential.facts,
        holder,
        status.status,
        _issuer_name(credential, trust),
        envelope.credential,
    )


def _issuer_name(credential: UnverifiedCredential, trust: Trust) -> str:
    named = credential.facts.issuer_name if credential.facts is not None else None
    return named or trust.issuers[credential.iss].name or credential.iss


def _disclose(
    credential: UnverifiedCredential, claims: dict[str, JSON]
) -> tuple[CheckResult, Disclosed]:
    """Check DISCLOSURES; where they fail, nothing counts as disclosed."""
    undisclosed = Disclosed(claims, ())
    if credential.presentation is None:
        return skipped(Check.DISCLOSURES, "no_disclosures_here"), undisclosed
    try:
        disclosed = disclose(
            claims, credential.presentation.disclosures, reserved=credential.reserved
        )
    except MalformedError as err:
        return failed(Check.DISCLOSURES, "broken", str(err)), undisclosed
    return _DISCLOSED, disclosed


def _check_facts(
    credential: UnverifiedCredential, claims: dict[str, JSON], holder: Holder
) -> CheckResult:
    """Check FORMAT beyond what reading did: that the facts can all be true together."""
    facts = credential.facts
    found = [] if credential.frame is None else list(credential.frame.contradictions)
    if facts is not None:
        found += contradictions(facts, holder, iss=credential.iss, iat=claims.get("iat"))
        found += mistyped(claims)
    if found:
        return failed(Check.FORMAT, "contradiction", "; ".join(found))
    return skipped(Check.FORMAT, "other_type") if facts is None else _READABLE


def _check_scope(credential: UnverifiedCredential, trust: Trust) -> CheckResult:
    facts = credential.facts
    if facts is None:
        return skipped(Check.OUT_OF_SCOPE, "other_type")
    if is_in_scope(
        trust.issuers[credential.iss].scope,
        kind=facts.kind,
        occupation=facts.occupation,
        level=facts.level,
        day=facts.issued_on,
    ):
        return _IN_SCOPE
    asked = (facts.kind, facts.occupation, facts.level, facts.issued_on.isoformat())
    return failed(Check.OUT_OF_SCOPE, "outside", " ".join(filter(None, asked)))


def _check_holder(
    credential: UnverifiedCredential, holder: Holder, question: _Question
) -> CheckResult:
    if credential.facts is None:
        return skipped(Check.HOLDER_MISMATCH, "other_type")
    return check_holder(holder, name=question.holder_name, id_last4=question.id_last4)


def _check_status(
    credential: UnverifiedCredential, claims: dict[str, JSON], question: _Question
) -> StatusVerdict:
    """Ask for the status. Another type of credential may have none; a certificate of ours must."""
    member = "credentialStatus" if credential.presentation is None else "status"
    claim = claims.get(member)
    if claim is None:
        return (
            skip_status("no_status")
            if credential.facts is None
            else status_unavailable("no_status")
        )
    try:
        parse = parse_status_claim if member == "status" else parse_credential_status
        references = parse(claim)
    except MalformedError as err:
        return status_unavailable("no_status", str(err))
    return check_status(
        references,
        lambda reference: question.trust.find_status_list(reference, credential.iss),
        at=question.at,
    )
