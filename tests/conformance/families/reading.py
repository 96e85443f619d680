"""What can be read at all, and what was signed by whom: the checks FORMAT and SIGNATURE."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from tests.conformance.families.vector import ISSUER, PLAIN, STRICTNESS, Vector, invalid
from tests.support.issuer import (
    BASE,
    ISSUED,
    NOW,
    Issuer,
    b64u,
    certificate_claims,
    ed25519_key,
    es256_key,
    trust_file,
)

TOPIC: Final = "form"
BODY: Final = json.dumps(certificate_claims())


def reading() -> Iterator[Vector]:
    """Yield vectors on reading and signatures."""
    yield from _valid_forms()
    yield from _headers()
    yield from _claims()
    yield from _json()
    yield from _text()
    yield from _signatures()


def _valid_forms() -> Iterator[Vector]:
    yield Vector(TOPIC, "valid", PLAIN)
    yield Vector(TOPIC, "print-profile", ISSUER.credential(print_claims(), hide=("id_last4",)))
    yield Vector(TOPIC, "jwk-in-header-is-ignored", ISSUER.credential(header={"jwk": {"kty": "x"}}))
    chain = ISSUER.credential(header={"x5c": ["AAAA"], "jku": "https://x", "x": 1})
    yield Vector(TOPIC, "unknown-header-members-are-ignored", chain)
    for name, text in (
        ("text-of-a-qr-code", f"{BASE}/verify#{PLAIN}"),
        ("white-space-around-it", f" \r\n{PLAIN}\n"),
        ("file-that-holds-it", json.dumps({"credential": PLAIN})),
    ):
        yield Vector(TOPIC, name, text, source="CREDENTIAL.md sections 1, 6 and 7")
    anything = trust_file(ISSUER.trust_entry(scope=None))
    for name, changes in (
        (
            "qualification",
            {"kind": "QUALIFICATION", "number": "2612000000312345", "level": "SENIOR"},
        ),
        ("qualification-of-shanghai", {"kind": "QUALIFICATION", "number": "2612000000123"}),
        ("special-ability-with-any-number", {"kind": "SPECIAL_ABILITY", "number": "专-1"}),
        ("kind-without-level", {"kind": "SPECIAL_ABILITY", "level": None, "occupation": None}),
    ):
        credential = ISSUER.credential(certificate_claims(**changes))
        yield Vector(TOPIC, name, credential, trust=anything, source="CREDENTIAL.md section 5")


def _headers() -> Iterator[Vector]:
    for name, header in (
        ("typ-of-an-older-draft", {"typ": "vc+sd-jwt"}),
        ("typ-in-capitals", {"typ": "DC+SD-JWT"}),
        ("typ-with-application", {"typ": "application/dc+sd-jwt"}),
        ("typ-of-a-badge", {"typ": "vc+jwt"}),
        ("no-typ", {"typ": None}),
        ("critical-extension", {"crit": ["exp"]}),
        ("critical-nothing", {"crit": []}),
        ("kid-is-a-number", {"kid": 1}),
        ("alg-is-an-array", {"alg": ["ES256"]}),
    ):
        yield invalid(TOPIC, name, ISSUER.credential(header=header), "FORMAT", source=STRICTNESS)
    for name, header in (
        ("alg-none", {"alg": "none"}),
        ("alg-hs256", {"alg": "HS256"}),
        ("alg-es384", {"alg": "ES384"}),
        ("alg-eddsa-of-another-kind-of-key", {"alg": "EdDSA"}),
        ("alg-in-lower-case", {"alg": "es256"}),
        ("no-alg", {"alg": None}),
        ("unknown-kid", {"kid": "k2"}),
        ("no-kid", {"kid": None}),
    ):
        yield invalid(TOPIC, name, ISSUER.credential(header=header), "SIGNATURE", source=STRICTNESS)


def _claims() -> Iterator[Vector]:
    for name, changes in (
        ("exp-is-text", {"exp": str(NOW + 1000)}),
        ("iat-is-text", {"iat": str(ISSUED)}),
        ("nbf-is-a-boolean", {"nbf": True}),
        ("no-iat", {"iat": None}),
        ("integer-of-20-digits", {"x": 10**19}),
        ("negative-integer-of-20-digits", {"x": -(10**19)}),
        ("iss-is-a-number", {"iss": 1}),
        ("no-vct", {"vct": None}),
        ("no-number", {"number": None}),
        ("number-is-a-number", {"number": 1}),
        ("number-is-empty", {"number": ""}),
        ("no-kind", {"kind": None}),
        ("unknown-kind", {"kind": "DIPLOMA"}),
        ("no-level-on-a-graded-kind", {"level": None}),
        ("no-occupation-on-a-graded-kind", {"occupation": None}),
        ("unknown-level", {"level": "MASTER"}),
        ("no-issued-on", {"issued_on": None}),
        ("issued-on-no-day", {"issued_on": "2026-02-30"}),
        ("issued-on-in-another-form", {"issued_on": "20260530"}),
        ("issued-on-a-moment", {"issued_on": "2026-05-30T00:00:00Z"}),
    ):
        credential = ISSUER.credential(certificate_claims(**changes))
        yield invalid(TOPIC, name, credential, "FORMAT", source=STRICTNESS)
    for name, changes in (
        ("integer-of-19-digits", {"x": 10**19 - 1}),
        ("iat-with-a-fraction", {"iat": ISSUED + 0.5}),
        ("bare-occupation-is-of-2022", {"occupation": "6-18-02-04"}),
        ("unknown-claims-are-ignored", {"x": {"y": [None, False]}}),
    ):
        credential = ISSUER.credential(certificate_claims(**changes))
        yield Vector(TOPIC, name, credential, source=STRICTNESS)
    unknown = ISSUER.credential(certificate_claims(iss=f"{BASE}/issuers/S000032000124"))
    yield invalid(TOPIC, "unknown-issuer", unknown, "SIGNATURE", source="CREDENTIAL.md section 5")


def _json() -> Iterator[Vector]:
    for name, text in (
        ("member-twice", BODY[:-1] + ', "kind": "SKILL_GRADE"}'),
        ("member-twice-under-an-escape", BODY[:-1] + ', "\\u006bind": "SKILL_GRADE"}'),
        ("member-twice-inside", BODY[:-1] + ', "x": {"a": 1, "a": 1}}'),
        ("not-a-number", BODY[:-1] + ', "x": NaN}'),
        ("infinity", BODY[:-1] + ', "x": -Infinity}'),
        ("number-too-large", BODY[:-1] + ', "x": 1e999}'),
        ("number-with-a-leading-zero", BODY[:-1] + ', "x": 01}'),
        ("exp-is-null", BODY[:-1] + ', "exp": null}'),
        ("lone-surrogate", BODY[:-1] + ', "x": "\\ud800"}'),
        ("lone-surrogate-in-a-name", BODY[:-1] + ', "\\udfff": 1}'),
        ("nested-33-deep", BODY[:-1] + ', "x": ' + "[" * 32 + "]" * 32 + "}"),
        ("trailing-comma", BODY[:-1] + ",}"),
        ("comment-in-json", BODY[:-1] + "/**/}"),
        ("single-quotes", BODY.replace('"', "'")),
        ("control-character-in-text", BODY[:-1] + ', "x": "\t"}'),
        ("byte-order-mark", "\ufeff" + BODY),
        ("two-documents", BODY + "{}"),
        ("claims-are-an-array", "[1]"),
        ("no-claims", ""),
    ):
        yield invalid(TOPIC, name, ISSUER.jwt(text.encode()) + "~", "FORMAT", source=STRICTNESS)
    latin = BODY.encode()[:-1] + b', "x": "\xe9"}'
    yield invalid(TOPIC, "not-utf-8", ISSUER.jwt(latin) + "~", "FORMAT", source=STRICTNESS)
    for name, text in (
        ("nested-32-deep", BODY[:-1] + ', "x": ' + "[" * 31 + "]" * 31 + "}"),
        ("escaped-pair-of-surrogates", BODY[:-1] + ', "x": "\\ud83d\\ude00"}'),
        ("white-space-in-json", f" \r\n\t{BODY}\n "),
    ):
        yield Vector(TOPIC, name, ISSUER.jwt(text.encode()) + "~", source=STRICTNESS)


def _text() -> Iterator[Vector]:
    token, _, rest = PLAIN.partition("~")
    last = {"A": "B", "Q": "R", "g": "h", "w": "x"}[token[-1]]
    for name, text in (
        ("padded-header", PLAIN.replace(".", "=.", 1)),
        ("padded-signature", f"{token}==~{rest}"),
        ("unused-bits-in-signature", f"{token[:-1]}{last}~{rest}"),
        ("slash-in-signature", f"{token[:-5]}/{token[-4:]}~{rest}"),
        ("impossible-length-of-signature", f"{token[:-1]}~{rest}"),
        ("white-space-within", PLAIN.replace("~", "~\n", 1)),
        ("token-of-two-parts", f"{token.rpartition('.')[0]}~"),
        ("token-of-four-parts", f"{token}.AAAA~"),
        ("no-tilde", token),
        ("empty-disclosure", f"{token}~~"),
        ("padded-disclosure", f"{token}~YQ==~"),
        ("257-disclosures", f"{token}~" + "YQ~" * 257),
        ("disclosure-without-its-tilde", PLAIN[:-1]),
        ("other-characters-than-ascii", f"{PLAIN}证"),
        ("address-without-credential", f"{BASE}/verify?token={PLAIN}"),
        ("file-with-a-member-twice", f'{{"credential": "{PLAIN}", "credential": "{PLAIN}"}}'),
        ("file-without-credential", '{"logProof": "x"}'),
        ("nothing", ""),
        ("garbage", "garbage"),
    ):
        yield invalid(TOPIC, name, text, "FORMAT", source=STRICTNESS)


def _signatures() -> Iterator[Vector]:
    yield invalid(TOPIC, "another-key", Issuer(es256_key(2)).credential(), "SIGNATURE")
    level = tampered(PLAIN, "TECHNICIAN", "SENIOR_TECHNICIAN")
    yield invalid(TOPIC, "level-altered", level, "SIGNATURE")
    token, _, rest = PLAIN.partition("~")
    head, _, signature = token.rpartition(".")
    truncated = f"{token[:-5]}A~{rest}"
    yield invalid(TOPIC, "truncated-signature", truncated, "SIGNATURE", source=STRICTNESS)
    for name, text in (
        ("no-signature", f"{head}.~{rest}"),
        ("signature-of-zeros", f"{head}.{b64u(bytes(64))}~{rest}"),
        ("signature-in-der", f"{head}.{b64u(_der(signature))}~{rest}"),
    ):
        yield invalid(TOPIC, name, text, "SIGNATURE", source=STRICTNESS)
    edwards = Issuer(ed25519_key(5))
    file = trust_file(edwards.trust_entry(), statusLists=_lists_of(edwards))
    for name, algorithm in (("ed25519", "Ed25519"), ("ed25519-under-its-older-name", "EdDSA")):
        credential = edwards.credential(header={"alg": algorithm})
        yield Vector(TOPIC, name, credential, trust=file, source=STRICTNESS)
    wrong = edwards.credential(header={"alg": "ES256"})
    yield invalid(TOPIC, "alg-es256-of-an-ed25519-key", wrong, "SIGNATURE", trust=file)


def _lists_of(issuer: Issuer) -> dict[str, str]:
    return {f"{BASE}/status/1": issuer.status_list()}


def _der(signature: str) -> bytes:
    """Return a raw signature as the DER that many libraries write (RFC 3279)."""
    raw = bytes.fromhex(_hex(signature))
    return encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))


def _hex(text: str) -> str:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    bits = "".join(f"{alphabet.index(character):06b}" for character in text)
    return "".join(f"{int(bits[start : start + 4], 2):x}" for start in range(0, 512, 4))


def tampered(text: str, old: str, new: str) -> str:
    """Return a credential with a claim changed after it was signed."""
    claims = json.loads(json.dumps(certificate_claims()).replace(old, new))
    forged = ISSUER.jwt(claims).rpartition(".")[0]
    return f"{forged}.{text.partition('~')[0].rpartition('.')[2]}~"


def print_claims() -> dict[str, Any]:
    """Return the claims of the print profile."""
    kept = ("iss", "iat", "vct", "number", "kind", "level", "occupation", "issued_on", "status")
    return {name: value for name, value in certificate_claims().items() if name in kept}
