"""The same certificate as an Open Badge (CREDENTIAL.md section 2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from tests.conformance.families.vector import ISSUER, Vector, invalid, unavailable
from tests.support.issuer import (
    NOW,
    PREFIX,
    W3C_REVOCATIONS,
    W3C_SUSPENSIONS,
    Issuer,
    badge_claims,
    es256_key,
    trust_file,
)

TOPIC: Final = "badge"
RULES: Final = "CREDENTIAL.md section 2"
BADGE: Final = ISSUER.badge()


def badges() -> Iterator[Vector]:
    """Yield vectors on the Open Badge."""
    yield Vector(TOPIC, "valid", BADGE, source=RULES)
    other = {**badge_claims()["credentialSubject"], "achievement": {"id": "https://x"}}
    foreign = ISSUER.badge(credentialSubject=other, credentialStatus=None)
    yield Vector(TOPIC, "about-another-achievement", foreign, source="CREDENTIAL.md section 6")
    early = ISSUER.badge(
        credentialSubject=other, credentialStatus=None, validFrom="2026-11-18T11:07:41Z"
    )
    yield invalid(TOPIC, "about-another-achievement-and-early", early, "VALIDITY_PERIOD")
    yield from _forms()
    yield from _facts()
    yield from _status()


def subject(**changes: Any) -> dict[str, Any]:
    """Return the subject of the valid badge with changes; None takes a member away."""
    members = {**badge_claims()["credentialSubject"], **changes}
    return {name: value for name, value in members.items() if value is not None}


def achievement(tail: str) -> dict[str, Any]:
    """Return the subject with another achievement of ours."""
    return subject(achievement={"id": f"urn:cn:skills:achievement:{tail}"})


def _forms() -> Iterator[Vector]:
    for name, badge in (
        ("typ-jwt", ISSUER.badge(header={"typ": "JWT"})),
        ("typ-of-an-sd-jwt", ISSUER.badge(header={"typ": "dc+sd-jwt"})),
        ("no-verifiable-credential", ISSUER.badge(type=["OpenBadgeCredential"])),
        ("no-license-number", ISSUER.badge(credentialSubject=subject(licenseNumber=None))),
        ("no-valid-from", ISSUER.badge(validFrom=None)),
        ("valid-from-a-day", ISSUER.badge(validFrom="2026-05-30")),
        ("unknown-level", ISSUER.badge(credentialSubject=achievement("2022:6-18-02-04:MASTER"))),
        ("no-level", ISSUER.badge(credentialSubject=achievement("2022:6-18-02-04"))),
        ("number-of-no-scheme", ISSUER.badge(credentialSubject=subject(licenseNumber="1"))),
        ("issuer-and-iss-differ", ISSUER.badge(issuer="https://x")),
        ("id-and-jti-differ", ISSUER.badge(jti="https://x")),
    ):
        yield invalid(TOPIC, name, badge, "FORMAT", source=RULES)
    stranger = Issuer(es256_key(2)).badge()
    yield invalid(TOPIC, "another-key", stranger, "SIGNATURE", source=RULES)


def _facts() -> Iterator[Vector]:
    senior = ISSUER.badge(credentialSubject=achievement("2022:6-18-02-04:SENIOR"))
    yield invalid(TOPIC, "grade-of-number", senior, "FORMAT", source=RULES)
    number = f"{PREFIX[:-1]}4262000017"
    other = ISSUER.badge(credentialSubject=subject(licenseNumber=number))
    yield invalid(TOPIC, "number-of-another-issuer", other, "FORMAT", source=RULES)
    narrow = trust_file(ISSUER.trust_entry(scope=[]))
    yield invalid(TOPIC, "out-of-scope", BADGE, "OUT_OF_SCOPE", trust=narrow, source=RULES)
    late = ISSUER.badge(validUntil="2026-10-01T00:00:00Z")
    yield invalid(TOPIC, "ended", late, "VALIDITY_PERIOD", source=RULES)
    demand = {"requireKeyBinding": True}
    name = "key-binding-that-a-badge-cannot-have"
    yield invalid(TOPIC, name, BADGE, "HOLDER_BINDING", question=demand, source=RULES)


def listed(**changes: str) -> dict[str, Any]:
    """Return a trust file with other lists of revocations or suspensions."""
    lists = {
        W3C_REVOCATIONS: changes.get(
            "revoked", ISSUER.bitstring_list(W3C_REVOCATIONS, "revocation")
        ),
        W3C_SUSPENSIONS: changes.get(
            "suspended", ISSUER.bitstring_list(W3C_SUSPENSIONS, "suspension")
        ),
    }
    return trust_file(statusLists={uri: token for uri, token in lists.items() if token})


def _status() -> Iterator[Vector]:
    revoked = listed(revoked=ISSUER.bitstring_list(W3C_REVOCATIONS, "revocation", [7]))
    yield invalid(TOPIC, "revoked", BADGE, "REVOKED", trust=revoked, source=RULES)
    suspended = listed(suspended=ISSUER.bitstring_list(W3C_SUSPENSIONS, "suspension", [7]))
    yield invalid(TOPIC, "suspended", BADGE, "SUSPENDED", trust=suspended, source=RULES)
    near = listed(revoked=ISSUER.bitstring_list(W3C_REVOCATIONS, "revocation", [0, 6, 8, 15]))
    yield Vector(TOPIC, "neighbours-revoked", BADGE, trust=near, source=RULES)
    for name, file in (
        ("no-list-of-revocations", listed(revoked="")),
        ("no-list-of-suspensions", listed(suspended="")),
        ("list-of-another-purpose", listed(revoked=ISSUER.bitstring_list(W3C_REVOCATIONS, "x"))),
        ("list-of-another-id", listed(revoked=ISSUER.bitstring_list("https://x", "revocation"))),
        (
            "stale-list",
            listed(revoked=ISSUER.bitstring_list(W3C_REVOCATIONS, "revocation", exp=NOW - 60)),
        ),
    ):
        yield unavailable(TOPIC, name, BADGE, "STATUS_UNAVAILABLE", trust=file, source=RULES)
    for name, entries in (
        ("no-status", None),
        ("suspensions-alone", badge_claims()["credentialStatus"][1:]),
    ):
        badge = ISSUER.badge(credentialStatus=entries)
        yield unavailable(TOPIC, name, badge, "STATUS_UNAVAILABLE", source=RULES)
