"""Who presents it: the check HOLDER_BINDING (RFC 9901 section 7.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from tests.conformance.families.vector import BOUND, ISSUER, PLAIN, STRICTNESS, Vector, invalid
from tests.support.issuer import NOW, bind, certificate_claims, ed25519_key, es256_key, public_jwk

TOPIC: Final = "key-binding"
RULES: Final = f"RFC 9901 section 7.3; {STRICTNESS}"
DEMAND: Final = {"audience": "https://employer.example", "nonce": "n-1"}


def binding() -> Iterator[Vector]:
    """Yield vectors on key binding."""
    edwards = ed25519_key(8)
    bound = ISSUER.credential(certificate_claims(cnf={"jwk": public_jwk(edwards)}))
    of_edwards = bind(bound, key=edwards, header={"alg": "EdDSA"})
    questions: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("fresh", bind(BOUND), DEMAND),
        ("old-and-not-demanded", bind(BOUND, iat=5), {}),
        ("absent-and-not-demanded", BOUND, {}),
        ("300-seconds-old", bind(BOUND, iat=NOW - 300), DEMAND),
        ("60-seconds-ahead", bind(BOUND, iat=NOW + 60), DEMAND),
        ("demanded-by-audience-alone", bind(BOUND, nonce="any"), {"audience": DEMAND["audience"]}),
        ("demanded-for-any-audience", bind(BOUND, aud="any"), {"requireKeyBinding": True}),
        ("fresh-when-it-is-asked-about", bind(BOUND, iat=NOW - 500), {**DEMAND, "at": NOW - 500}),
        ("ed25519", of_edwards, DEMAND),
    )
    for name, presentation, question in questions:
        yield Vector(TOPIC, name, presentation, question=question, source=RULES)
    for name, presentation in (
        ("missing", BOUND),
        ("another-audience", bind(BOUND, aud="https://x")),
        ("audience-is-an-array", bind(BOUND, aud=[DEMAND["audience"]])),
        ("another-nonce", bind(BOUND, nonce="n-2")),
        ("301-seconds-old", bind(BOUND, iat=NOW - 301)),
        ("61-seconds-ahead", bind(BOUND, iat=NOW + 61)),
        ("another-key", bind(BOUND, key=es256_key(6))),
        ("key-of-the-issuer", bind(BOUND, key=es256_key(1))),
        ("sd-hash-of-another", bind(BOUND, sd_hash="AA")),
        ("sd-hash-missing", bind(BOUND, sd_hash=None)),
        ("iat-missing", bind(BOUND, iat=None)),
        ("nonce-missing", bind(BOUND, nonce=None)),
        ("typ-jwt", bind(BOUND, header={"typ": "JWT"})),
        ("alg-none", bind(BOUND, header={"alg": "none"})),
        ("without-a-key-in-the-certificate", bind(PLAIN)),
        ("claim-taken-away-after-binding", _without_one(bind(BOUND))),
    ):
        yield invalid(TOPIC, name, presentation, "HOLDER_BINDING", question=DEMAND, source=RULES)
    for name, presentation in (
        ("not-demanded-and-of-another-key", bind(BOUND, key=es256_key(6))),
        ("not-demanded-and-of-another-presentation", bind(BOUND, sd_hash="AA")),
    ):
        yield invalid(TOPIC, name, presentation, "HOLDER_BINDING", source=RULES)
    name, demand = "missing-and-demanded-without-more", {"requireKeyBinding": True}
    yield invalid(TOPIC, name, BOUND, "HOLDER_BINDING", question=demand, source=RULES)


def _without_one(presentation: str) -> str:
    """Return a presentation without its first disclosure."""
    token, _, *rest = presentation.split("~")
    return "~".join([token, *rest])
