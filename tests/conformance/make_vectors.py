"""Write the self-made vectors: one valid credential of each form, and its broken siblings.

    python -m tests.conformance.make_vectors

They are for every verifier of the format, in any language; `test_vectors.py` holds ours to them.
Each is named for what was changed and says what must come out: the outcome, and every check that
neither passed nor was skipped. Signatures are deterministic, so a run changes no file whose vector
is still the same. The expectations were written down from the published format, not copied from
what our verifier says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from tests.support.issuer import (
    ISS,
    ISSUED,
    LIST_URI,
    NOW,
    Issuer,
    bind,
    bound_claims,
    certificate_claims,
    digest,
    disclosure,
    es256_key,
    trust_file,
)
from tests.support.witnesses import Log, certificate_entry, policy

VECTORS: Final = Path(__file__).parent / "vectors"
ISSUER: Final = Issuer()
BOUND: Final = ISSUER.credential(bound_claims())
AUDIENCE: Final = "https://employer.example"
DEMAND: Final = {"audience": AUDIENCE, "nonce": "n-1"}
NAME: Final = disclosure("c2FsdCBvZiAxMjggYml0", "name", "张三丰")
PLAIN: Final = ISSUER.credential()
ENTRY: Final = certificate_entry(PLAIN)


class Vector(NamedTuple):
    """What is asked, and what must come out: `flaws` are the checks neither PASSED nor SKIPPED."""

    topic: str
    name: str
    credential: str
    outcome: str = "VALID"
    flaws: dict[str, str] = {}  # noqa: RUF012 - never changed
    question: dict[str, Any] = {}  # noqa: RUF012 - never changed
    trust: dict[str, Any] | None = None
    source: str = "CREDENTIAL.md section 1"


def invalid(topic: str, name: str, credential: str, check: str, **more: Any) -> Vector:
    """Return a vector in which one check fails."""
    return Vector(topic, name, credential, "INVALID", {check: "FAILED"}, **more)


def tampered(text: str, old: str, new: str) -> str:
    """Return a credential with a claim changed after it was signed."""
    claims = json.loads(json.dumps(certificate_claims()).replace(old, new))
    forged = ISSUER.jwt(claims).rpartition(".")[0]
    return f"{forged}.{text.partition('~')[0].rpartition('.')[2]}~"


def form() -> Iterator[Vector]:
    """Yield vectors on reading and signatures."""
    topic = "form"
    yield Vector(topic, "valid", PLAIN)
    yield Vector(topic, "print-profile", ISSUER.credential(print_claims(), hide=("id_last4",)))
    yield Vector(topic, "jwk-in-header-is-ignored", ISSUER.credential(header={"jwk": {"kty": "x"}}))
    rules = "CREDENTIAL.md section 6, strictness"
    for name, header in (
        ("typ-of-an-older-draft", {"typ": "vc+sd-jwt"}),
        ("typ-in-capitals", {"typ": "DC+SD-JWT"}),
        ("critical-extension", {"crit": ["exp"]}),
    ):
        yield invalid(topic, name, ISSUER.credential(header=header), "FORMAT", source=rules)
    for name, header in (
        ("alg-none", {"alg": "none"}),
        ("alg-hs256", {"alg": "HS256"}),
        ("unknown-kid", {"kid": "k2"}),
    ):
        yield invalid(topic, name, ISSUER.credential(header=header), "SIGNATURE", source=rules)
    for name, changes in (
        ("exp-is-text", {"exp": str(NOW + 1000)}),
        ("nbf-is-a-boolean", {"nbf": True}),
        ("integer-of-20-digits", {"x": 10**19}),
        ("no-number", {"number": None}),
        ("unknown-kind", {"kind": "DIPLOMA"}),
    ):
        credential = ISSUER.credential(certificate_claims(**changes))
        yield invalid(topic, name, credential, "FORMAT", source=rules)
    body = json.dumps(certificate_claims())
    for name, text in (
        ("member-twice", body[:-1] + ', "kind": "SKILL_GRADE"}'),
        ("not-a-number", body[:-1] + ', "x": NaN}'),
        ("number-too-large", body[:-1] + ', "x": 1e999}'),
        ("lone-surrogate", body[:-1] + ', "x": "\\ud800"}'),
        ("nested-33-deep", body[:-1] + ', "x": ' + "[" * 32 + "]" * 32 + "}"),
    ):
        yield invalid(topic, name, ISSUER.jwt(text.encode()) + "~", "FORMAT", source=rules)
    yield invalid(topic, "padded-header", PLAIN.replace(".", "=.", 1), "FORMAT", source=rules)
    yield invalid(topic, "another-key", Issuer(es256_key(2)).credential(), "SIGNATURE")
    level = tampered(PLAIN, "TECHNICIAN", "SENIOR_TECHNICIAN")
    yield invalid(topic, "level-altered", level, "SIGNATURE")
    yield invalid(topic, "truncated-signature", truncated(PLAIN), "SIGNATURE", source=rules)


def print_claims() -> dict[str, Any]:
    """Return the claims of the print profile."""
    kept = ("iss", "iat", "vct", "number", "kind", "level", "occupation", "issued_on", "status")
    return {name: value for name, value in certificate_claims().items() if name in kept}


def truncated(text: str) -> str:
    """Return a credential whose signature lacks its last three bytes."""
    token, _, rest = text.partition("~")
    return f"{token[:-5]}A~{rest}"


def disclosures() -> Iterator[Vector]:
    """Yield vectors on selective disclosure."""
    topic, rules = "disclosures", "RFC 9901 section 7.1; CREDENTIAL.md section 6, strictness"

    def made(*shown: str, **claims: Any) -> str:
        return "~".join([ISSUER.jwt(certificate_claims(**claims)), *shown, ""])

    def refused(name: str, credential: str) -> Vector:
        return invalid(topic, name, credential, "DISCLOSURES", source=rules)

    yield Vector(topic, "some-undisclosed", ISSUER.credential(hide=("id_number", "birth_date")))
    yield Vector(topic, "decoy-digest", made(_sd=[digest("decoy")]))
    yield refused("unreferenced", made(NAME))
    yield refused("disclosure-twice", made(NAME, NAME, _sd=[digest(NAME)]))
    yield refused("digest-twice", made(NAME, _sd=[digest(NAME)] * 2))
    yield refused("sha-512", made(NAME, _sd=[digest(NAME)], _sd_alg="sha-512"))
    for claim in ("number", "status", "_sd", "..."):
        hidden = disclosure("s", claim, "x")
        name = {"_sd": "named-sd", "...": "named-dots"}.get(claim, f"{claim}-disclosed")
        yield refused(name, made(hidden, _sd=[digest(hidden)]))
    altered = disclosure("c2FsdCBvZiAxMjggYml0", "name", "李四")
    yield refused("name-altered", made(altered, _sd=[digest(NAME)]))


def facts() -> Iterator[Vector]:
    """Yield vectors on contradictions, scope, period and holder."""
    topic, rules = "facts", "CREDENTIAL.md section 5"
    anything = trust_file(ISSUER.trust_entry(scope=None))
    for name, changes in (
        ("year-of-number", {"issued_on": "2025-05-30"}),
        ("grade-of-number", {"level": "SENIOR"}),
        ("number-of-another-kind", {"kind": "SPECIAL_TECHNICIAN"}),
        ("number-of-another-issuer", {"number": "S000032000124262000017", "issuer_prefix": None}),
        ("issued-the-day-after-signing", {"issued_on": "2026-06-02"}),
    ):
        credential = ISSUER.credential(certificate_claims(**changes))
        yield invalid(topic, name, credential, "FORMAT", trust=anything, source=rules)
    narrow = trust_file(ISSUER.trust_entry(scope=[]))
    yield invalid(topic, "out-of-scope", PLAIN, "OUT_OF_SCOPE", trust=narrow, source=rules)
    ended = ISSUER.credential(certificate_claims(exp=NOW - 60))
    yield invalid(topic, "expired-with-its-leeway", ended, "VALIDITY_PERIOD")
    leeway = ISSUER.credential(certificate_claims(exp=NOW - 59))
    yield Vector(topic, "expired-within-its-leeway", leeway)
    other = {"holderName": "李四"}
    yield invalid(topic, "another-holder", PLAIN, "HOLDER_MISMATCH", question=other)
    yield Vector(topic, "its-holder", PLAIN, question={"holderName": "张三丰", "idLast4": "1234"})
    foreign = ISSUER.credential({"iss": ISS, "vct": "urn:example:other", "iat": ISSUED})
    yield Vector(topic, "another-vct", foreign, source="CREDENTIAL.md section 6")


def status() -> Iterator[Vector]:
    """Yield vectors on status lists and keys."""
    topic, rules = "status", "CREDENTIAL.md section 4"
    no_status = {"STATUS_UNAVAILABLE": "UNAVAILABLE"}
    for name, token, outcome, flaws in (
        ("revoked", ISSUER.status_list({7: 1}), "INVALID", {"REVOKED": "FAILED"}),
        ("suspended", ISSUER.status_list({7: 2}), "INVALID", {"SUSPENDED": "FAILED"}),
        ("unknown-value", ISSUER.status_list({7: 3}), "UNAVAILABLE", no_status),
        ("stale", ISSUER.status_list(exp=NOW - 60), "UNAVAILABLE", no_status),
        ("another-sub", ISSUER.status_list(sub="https://x"), "UNAVAILABLE", no_status),
        ("wrongly-signed", Issuer(es256_key(2)).status_list(), "UNAVAILABLE", no_status),
        ("index-out-of-range", ISSUER.status_list(size=4), "UNAVAILABLE", no_status),
    ):
        file = trust_file(statusLists={LIST_URI: token})
        yield Vector(topic, name, PLAIN, outcome, flaws, trust=file, source=rules)
    missing = trust_file(statusLists={})
    yield Vector(topic, "missing", PLAIN, "UNAVAILABLE", no_status, trust=missing, source=rules)
    superseded = {"revoked_at": ISSUED - 1, "reason": "superseded"}
    fresh = Issuer(es256_key(4), kid="k2")
    entry = ISSUER.trust_entry(keys=[ISSUER.trust_key(revoked=superseded), fresh.trust_key()])
    file = trust_file(entry, statusLists={LIST_URI: fresh.status_list()})
    yield invalid(topic, "key-superseded-a-second-before", PLAIN, "KEY_STATE", trust=file)
    expired = trust_file(expires="2026-11-18T11:06:39Z")
    flaws = {"KEY_STATE": "UNAVAILABLE"}
    yield Vector(topic, "trust-file-expired", PLAIN, "UNAVAILABLE", flaws, trust=expired)


def binding() -> Iterator[Vector]:
    """Yield vectors on key binding."""
    topic, rules = "key-binding", "RFC 9901 section 7.3; CREDENTIAL.md section 6, strictness"
    yield Vector(topic, "fresh", bind(BOUND), question=DEMAND, source=rules)
    yield Vector(topic, "old-and-not-demanded", bind(BOUND, iat=5), source=rules)
    for name, presentation in (
        ("missing", BOUND),
        ("another-audience", bind(BOUND, aud="https://x")),
        ("another-nonce", bind(BOUND, nonce="n-2")),
        ("301-seconds-old", bind(BOUND, iat=NOW - 301)),
        ("another-key", bind(BOUND, key=es256_key(6))),
        ("sd-hash-of-another", bind(BOUND, sd_hash="AA")),
    ):
        yield invalid(topic, name, presentation, "HOLDER_BINDING", question=DEMAND, source=rules)


def log() -> Iterator[Vector]:
    """Yield vectors on log proofs and stolen keys."""
    topic, rules = "log", "CREDENTIAL.md section 5; c2sp.org/tlog-proof"
    file = trust_file(log={"policy": policy(), "required": True})
    good = Log(ENTRY).proof()
    absent = {"NOT_IN_LOG": "UNAVAILABLE"}
    yield Vector(topic, "logged", PLAIN, question={"logProof": good}, trust=file, source=rules)
    yield Vector(topic, "no-proof", PLAIN, "UNAVAILABLE", absent, trust=file, source=rules)
    for name, proof in (
        ("wrong-leaf", Log(certificate_entry(BOUND)).proof()),
        ("wrong-index", Log(ENTRY).proof(index="index 2\n")),
        ("one-of-two-witnesses", Log(ENTRY, cosigned_at={0: NOW}).proof()),
    ):
        asked = {"logProof": proof}
        yield invalid(topic, name, PLAIN, "LOG_PROOF", question=asked, trust=file, source=rules)
    fresh = Issuer(es256_key(4), kid="k2")
    stolen = {"revoked_at": NOW - 50, "reason": "compromised"}
    entry = ISSUER.trust_entry(keys=[ISSUER.trust_key(revoked=stolen), fresh.trust_key()])
    lists = {LIST_URI: fresh.status_list()}
    file = trust_file(entry, statusLists=lists, log={"policy": policy()})
    asked = {"logProof": Log(ENTRY, cosigned_at={0: NOW - 52, 1: NOW - 51}).proof()}
    name = "key-stolen-after-it-was-logged"
    yield Vector(topic, name, PLAIN, question=asked, trust=file, source=rules)
    asked = {"logProof": Log(ENTRY, cosigned_at={0: NOW - 52, 1: NOW - 50}).proof()}
    name = "key-stolen-before-a-quorum"
    yield invalid(topic, name, PLAIN, "KEY_STATE", question=asked, trust=file, source=rules)


def badges() -> Iterator[Vector]:
    """Yield vectors on the Open Badge."""
    topic, rules = "badge", "CREDENTIAL.md section 2"
    yield Vector(topic, "valid", ISSUER.badge(), source=rules)
    other = ISSUER.badge(issuer="https://x")
    yield invalid(topic, "issuer-and-iss-differ", other, "FORMAT", source=rules)
    late = ISSUER.badge(validUntil="2026-10-01T00:00:00Z")
    yield invalid(topic, "ended", late, "VALIDITY_PERIOD", source=rules)


def all_vectors() -> Iterator[Vector]:
    """Yield every vector."""
    for family in (form, disclosures, facts, status, binding, log, badges):
        yield from family()


def main() -> None:
    """Write every vector into its file."""
    for vector in all_vectors():
        folder = VECTORS / vector.topic
        folder.mkdir(parents=True, exist_ok=True)
        body = {
            "comment": f"self-made by make_vectors.py: {vector.name.replace('-', ' ')}",
            "source": vector.source,
            "now": NOW,
            "trust": trust_file() if vector.trust is None else vector.trust,
            "question": {"credential": vector.credential, **vector.question},
            "expected": {"outcome": vector.outcome, "flaws": vector.flaws},
        }
        text = json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / f"{vector.name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
