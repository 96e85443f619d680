"""An answer: the report, the facts that may be shown with it, and a receipt of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from registry.dates import in_force
from registry.graph.verification import Found
from registry.issuing.signing import SigningKey, sign_jwt
from registry.masking import mask_name
from registry.vocabulary import CertificateStatus, Rank
from verifier.report import Report
from verifier.texts import Language

TYP: Final = "verification-receipt+jwt"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said about one certificate.

    `facts` are those of the record, None where the credential's own are shown. `subject` is what
    was asked about, credential or number, and `at` the day or moment it was judged for, as text.
    `holder_id` is the person who was looked at, None if nobody on record was.
    """

    report: Report
    subject: bytes
    at: str
    found: Found | None = None
    facts: dict[str, Any] | None = None
    holder_id: str | None = None

    def to_json(self, lang: Language) -> dict[str, Any]:
        """Return the report without receipt, in the members of `VerificationReport`."""
        members: dict[str, Any] = self.report.to_json(lang)
        if self.facts is not None:
            members["certificate"] = self.facts
        return members

    def receipt(self, *, iss: str, key: SigningKey) -> str:
        """Return the report as a JWT of the registry: verdict and checks, no person."""
        claims = {
            "iss": iss,
            "iat": int(self.report.verified_at),
            "at": self.at,
            "outcome": self.report.outcome.value,
            "checks": [
                {"code": result.code.value, "state": result.state.value}
                for result in self.report.results
            ],
            "sha256": hashlib.sha256(self.subject).hexdigest(),
        }
        return sign_jwt(claims, typ=TYP, key=key)


def record_facts(found: Found, *, on: date) -> dict[str, Any]:
    """Return what the record says on a day, in the members of `VerifiedCertificate`."""
    case = found.case
    occupation = None
    if found.occupation is not None:
        occupation = {"id": found.occupation, "name": found.occupation_name}
    status = CertificateStatus.VALID.value
    if case.status_since is None or in_force(case.status_since, None, on):
        status = case.status
    changed = status != CertificateStatus.VALID.value and case.status_since is not None
    return {
        "number": case.number,
        "kind": case.kind,
        "level": None if case.rank is None else Rank(case.rank).name,
        "occupation": occupation,
        "workType": found.work_type,
        "issuedOn": case.issued_on.isoformat(),
        "issuer": found.issuer or "",
        "issuerPrefix": found.issuer_prefix,
        "status": status,
        "statusSince": str(case.status_since) if changed else None,
        "holderNameMasked": mask_name(found.holder_name),
        "disclosed": None,
    }
