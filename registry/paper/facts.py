"""What a paper certificate says: the facts of its credential, and the text of its QR.

Both are read by the verifier's own reader, and must be of one certificate: paper whose words come
from one certificate and whose code from another would be a forgery of our own making. Signatures
are not checked here; who prints what others send checks them before (`routes`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from registry.paper.errors import UnreadablePaperError, UnrelatedCodeError
from verifier.credential import UnverifiedCredential, parse_credential
from verifier.envelope import read_envelope
from verifier.errors import MalformedError
from verifier.sdjwt import disclose

_VERIFY: Final = "/verify#"
_SAME: Final = ("iss", "number", "kind", "level", "occupation", "issued_on")
"""Claims that the print profile repeats (CREDENTIAL.md section 1)."""


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What is printed. None: the credential does not say, or does not disclose it.

    `credential` and `qr_text` are as they were given; `page` is the address of the page that
    verifies; `signed_at` is when it was signed, aware UTC.
    """

    credential: str
    qr_text: str
    page: str
    signed_at: datetime
    number: str
    kind: str
    issued_on: date
    level: str | None = None
    occupation: str | None = None
    occupation_name: str | None = None
    work_type: str | None = None
    issuer_name: str | None = None
    session: str | None = None
    name: str | None = None
    id_number: str | None = None
    theory: float | None = None
    practical: float | None = None
    enterprise: str | None = None


def read_paper(credential: str, qr_text: str) -> PaperFacts:
    """Read what a certificate on paper says.

    Args:
        credential: the full profile, with the disclosures that shall be printed.
        qr_text: of the same certificate, `<base>/verify#<token>`.

    Raises:
        UnreadablePaperError: either is no certificate of ours.
        UnrelatedCodeError: they are not of the same certificate.
    """
    claims, read = _claims(credential)
    printed, _ = _claims(qr_text)
    page, found, _ = qr_text.strip().partition(_VERIFY)
    if not found:
        raise UnreadablePaperError("the text of the QR is no address of a verification page")
    different = [name for name in _SAME if claims.get(name) != printed.get(name)]
    if different:
        raise UnrelatedCodeError(f"the code is of another certificate: {', '.join(different)}")
    facts = read.facts
    if facts is None:
        raise UnreadablePaperError("not a certificate of ours")
    return PaperFacts(
        credential=credential.strip(),
        qr_text=qr_text.strip(),
        page=f"{page}/verify",
        signed_at=datetime.fromtimestamp(claims["iat"], UTC),
        number=facts.number,
        kind=facts.kind,
        issued_on=facts.issued_on,
        level=facts.level,
        occupation=facts.occupation,
        occupation_name=facts.occupation_name,
        work_type=facts.work_type,
        issuer_name=facts.issuer_name,
        session=_text(claims, "session"),
        name=_text(claims, "name"),
        id_number=_text(claims, "id_number"),
        theory=_number(claims, "theory"),
        practical=_number(claims, "practical"),
        enterprise=_text(claims, "enterprise"),
    )


def _claims(text: str) -> tuple[dict[str, Any], UnverifiedCredential]:
    """Return the claims with what is disclosed among them."""
    try:
        read = parse_credential(read_envelope(text).credential)
        if read.presentation is None or read.facts is None:
            raise UnreadablePaperError("not a certificate as SD-JWT VC of ours")
        opened = disclose(read.jws.claims, read.presentation.disclosures, reserved=read.reserved)
    except MalformedError as err:
        raise UnreadablePaperError(f"cannot be read: {err}") from err
    if not isinstance(opened.claims.get("iat"), int):
        raise UnreadablePaperError("iat is no whole number of seconds")
    return opened.claims, read


def _text(claims: dict[str, Any], name: str) -> str | None:
    value = claims.get(name)
    return value if isinstance(value, str) and value else None


def _number(claims: dict[str, Any], name: str) -> float | None:
    value = claims.get(name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
