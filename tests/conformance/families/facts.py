"""What a certificate says: contradictions, scope, period and holder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from tests.conformance.families.vector import ISSUER, PLAIN, STRICTNESS, Vector, invalid
from tests.support.issuer import HOLDER, ISS, ISSUED, NOW, certificate_claims, trust_file

TOPIC: Final = "facts"
RULES: Final = "CREDENTIAL.md section 5"
ANYTHING: Final = trust_file(ISSUER.trust_entry(scope=None))


def facts() -> Iterator[Vector]:
    """Yield vectors on contradictions, scope, period and holder."""
    yield from _contradictions()
    yield from _scope()
    yield from _period()
    yield from _holder()
    foreign = ISSUER.credential({"iss": ISS, "vct": "urn:example:other", "iat": ISSUED})
    yield Vector(TOPIC, "another-vct", foreign, source="CREDENTIAL.md section 6")
    ended = {"iss": ISS, "vct": "urn:example:other", "iat": ISSUED, "exp": NOW - 60}
    name = "another-vct-that-ended"
    yield invalid(TOPIC, name, ISSUER.credential(ended), "VALIDITY_PERIOD", source=STRICTNESS)


def _contradictions() -> Iterator[Vector]:
    for name, changes in (
        ("year-of-number", {"issued_on": "2025-05-30"}),
        ("grade-of-number", {"level": "SENIOR"}),
        ("number-of-another-kind", {"kind": "SPECIAL_TECHNICIAN"}),
        ("number-of-no-scheme", {"number": "S000032000123262000O17"}),
        ("number-of-another-issuer", {"number": "S000032000124262000017", "issuer_prefix": None}),
        ("prefix-of-another-issuer", {"issuer_prefix": "S000032000124"}),
        ("issued-the-day-after-signing", {"issued_on": "2026-06-02"}),
    ):
        credential = ISSUER.credential(certificate_claims(**changes))
        yield invalid(TOPIC, name, credential, "FORMAT", trust=ANYTHING, source=RULES)
    for name, changes in (
        ("last-four-of-another-id-number", {"id_last4": "1235"}),
        ("birth-date-of-another-id-number", {"birth_date": "1990-01-02"}),
    ):
        credential = ISSUER.credential(holder={**HOLDER, **changes})
        yield invalid(TOPIC, name, credential, "FORMAT", source=RULES)
    # Midnight in China comes 16 hours before that of the same day in UTC.
    midnight = 1_780_243_200  # 2026-06-01T00:00:00+08:00
    for name, iat, outcome in (
        ("issued-on-the-day-of-signing-in-china", midnight, "VALID"),
        ("issued-a-second-before-its-day-in-china", midnight - 1, "INVALID"),
    ):
        claims = certificate_claims(iat=iat, nbf=None, issued_on="2026-06-01")
        flaws = {} if outcome == "VALID" else {"FORMAT": "FAILED"}
        yield Vector(TOPIC, name, ISSUER.credential(claims), outcome, flaws, source=RULES)


def _scope() -> Iterator[Vector]:
    item = {"occupation": "2022:6-18-02-04", "levels": ["TECHNICIAN"], "from": "2026-05-30"}
    narrow: dict[str, list[dict[str, Any]]] = {
        "out-of-scope": [],
        "scope-of-another-occupation": [{**item, "occupation": "2022:6-18-02-05"}],
        "scope-of-another-edition": [{**item, "occupation": "2015:6-18-02-04"}],
        "scope-of-another-level": [{**item, "levels": ["SENIOR"]}],
        "scope-of-another-kind": [{**item, "kinds": ["SPECIAL_ABILITY"]}],
        "scope-begins-the-day-after": [{**item, "from": "2026-05-31"}],
        "scope-ended-the-day-before": [{**item, "from": "2025-01-01", "to": "2026-05-29"}],
        "scope-in-no-single-item": [
            {**item, "levels": ["SENIOR"]},
            {**item, "to": "2026-05-30", "occupation": "2022:6-18-02-05"},
        ],
    }
    for name, scope in narrow.items():
        file = trust_file(ISSUER.trust_entry(scope=scope))
        yield invalid(TOPIC, name, PLAIN, "OUT_OF_SCOPE", trust=file, source=RULES)
    wide: dict[str, list[dict[str, Any]] | None] = {
        "scope-of-anything": None,
        "scope-of-one-day": [{**item, "to": "2026-05-30"}],
        "scope-without-end-and-kinds": [item],
        "scope-of-a-bare-code": [{**item, "occupation": "6-18-02-04"}],
        "scope-of-the-second-item": [{**item, "levels": []}, item],
    }
    for name, scope in wide.items():
        file = trust_file(ISSUER.trust_entry(scope=scope))
        yield Vector(TOPIC, name, PLAIN, trust=file, source=RULES)


def _period() -> Iterator[Vector]:
    for name, changes in (
        ("expired-with-its-leeway", {"exp": NOW - 60}),
        ("not-before-beyond-its-leeway", {"nbf": NOW + 61}),
    ):
        credential = ISSUER.credential(certificate_claims(**changes))
        yield invalid(TOPIC, name, credential, "VALIDITY_PERIOD", source="CREDENTIAL.md section 4")
    for name, changes in (
        ("expired-within-its-leeway", {"exp": NOW - 59}),
        ("not-before-within-its-leeway", {"nbf": NOW + 60}),
        ("without-nbf", {"nbf": None}),
    ):
        credential = ISSUER.credential(certificate_claims(**changes))
        yield Vector(TOPIC, name, credential, source="CREDENTIAL.md section 4")
    for name, iat, flaws in (
        ("signed-in-the-future", NOW + 61, {"VALIDITY_PERIOD": "FAILED"}),
        ("signed-in-the-future-within-the-leeway", NOW + 60, {}),
    ):
        credential = ISSUER.credential(certificate_claims(iat=iat, nbf=None))
        outcome = "INVALID" if flaws else "VALID"
        yield Vector(TOPIC, name, credential, outcome, flaws, source="CREDENTIAL.md section 4")


def _holder() -> Iterator[Vector]:
    for name, asked in (
        ("another-holder", {"holderName": "李四"}),
        ("last-four-of-another", {"idLast4": "1235"}),
        ("its-name-and-the-last-four-of-another", {"holderName": "张三丰", "idLast4": "1235"}),
    ):
        yield invalid(TOPIC, name, PLAIN, "HOLDER_MISMATCH", question=asked, source=RULES)
    both = {"holderName": "张三丰", "idLast4": "1234"}
    yield Vector(TOPIC, "its-holder", PLAIN, question=both)
    hidden = ISSUER.credential(hide=("name", "id_number", "id_last4"))
    yield Vector(TOPIC, "holder-undisclosed", hidden, question={"holderName": "李四"}, source=RULES)
    number = ISSUER.credential(holder={"id_number": "99000019900101123X"})
    name = "last-four-of-the-id-number"
    yield Vector(TOPIC, name, number, question={"idLast4": "123x"}, source=RULES)
