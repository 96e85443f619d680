"""Entries of the log, byte by byte as docs/log.md shows them."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from registry.issuing.credential import Content, SignedCredential
from registry.log.entries import (
    NO_ROSTER,
    LoggedSession,
    canonical,
    certificate_entry,
    key_entry,
    roster_hash,
    session_entry,
    status_entry,
    thumbprint,
)

AT = "2026-11-24T04:00:00Z"
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "log.md"

CONTENT: dict[str, Any] = {
    "kind": "SKILL_GRADE",
    "number": "S000032000123265000017",
    "level": "TECHNICIAN",
    "occupation": "2022:6-18-02-04",
    "occupation_name": "焊工",
    "work_type": "手工焊条电弧焊工",
    "issued_on": date(2026, 11, 20),
    "issuer_name": "江苏某某评价中心",
    "issuer_prefix": "S000032000123",
    "session": "session-a",
    "name": "张三丰",
    "id_number": "990000199001011234",
    "birth_date": date(1990, 1, 1),
    "theory": 88.0,
    "practical": 91.5,
    "enterprise": "某厂",
}
SESSION = LoggedSession(
    plan="plan-a",
    session="session-a",
    filing="F1",
    occupation="2022:6-18-02-04",
    level="TECHNICIAN",
    day=date(2026, 11, 10),
    seats=20,
    roster=NO_ROSTER,
)
EC_KEY = {"kty": "EC", "crv": "P-256", "x": "AQ", "y": "Ag", "kid": "k1", "alg": "ES256"}


def signed(number: int) -> SignedCredential:
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    return SignedCredential(text="", jwt_sha256=digest)


def test_a_certificate_is_named_by_its_tokens_and_nobody_by_anything() -> None:
    entry = certificate_entry(Content(**CONTENT), (signed(1), signed(2)), at=AT)

    one, two = signed(1).jwt_sha256, signed(2).jwt_sha256
    assert entry.body == (
        f'{{"issued_on":"2026-11-20","issuer":"S000032000123","jwts":["{one}","{two}"],'
        '"kind":"SKILL_GRADE","level":"TECHNICIAN","occupation":"2022:6-18-02-04",'
        '"session":"session-a","type":"certificate/1"}'
    )
    assert entry.id == hashlib.sha256(entry.body.encode()).hexdigest()
    assert (entry.type, entry.at, entry.tokens) == ("certificate/1", AT, (one, two))


def test_what_a_certificate_does_not_say_is_absent() -> None:
    content = Content(**{**CONTENT, "session": None, "level": None, "occupation": None})
    body = json.loads(certificate_entry(content, (signed(1),), at=AT).body)

    assert sorted(body) == ["issued_on", "issuer", "jwts", "kind", "type"]


def test_a_session_is_announced_without_its_candidates() -> None:
    assert session_entry(SESSION, at=AT).body == (
        '{"day":"2026-11-10","filing":"F1","level":"TECHNICIAN",'
        '"occupation":"2022:6-18-02-04","plan":"plan-a",'
        '"roster":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",'
        '"seats":20,"session":"session-a","type":"session/1"}'
    )


def test_a_roster_is_one_hash_over_salted_sorted_ids() -> None:
    salt = bytes(range(16))
    lines = sorted(hashlib.sha256(salt + name).hexdigest() for name in (b"w1", b"w2"))
    expected = hashlib.sha256(f"{lines[0]}\n{lines[1]}\n".encode()).hexdigest()

    assert roster_hash(salt, ["w1", "w2"]) == expected
    assert roster_hash(salt, ["w2", "w1"]) == expected
    assert roster_hash(bytes(16), ["w1", "w2"]) != expected
    assert roster_hash(salt, []) == NO_ROSTER


def test_a_status_list_is_logged_as_it_is_served() -> None:
    uri = "https://registry.example.cn/status/S000032000123-1"
    entry = status_entry(uri, "a.b.c", at=AT)

    digest = hashlib.sha256(b"a.b.c").hexdigest()
    assert entry.body == f'{{"list":"{uri}","sha256":"{digest}","type":"status/1"}}'


def test_a_key_is_named_by_its_thumbprint() -> None:
    entry = key_entry("https://r.example/issuers/S", EC_KEY, "made", since=1_795_492_800, at=AT)

    assert entry.body == (
        '{"at":1795492800,"event":"made","iss":"https://r.example/issuers/S","kid":"k1",'
        f'"thumbprint":"{thumbprint(EC_KEY)}","type":"key/1"}}'
    )


def test_a_thumbprint_is_the_one_of_rfc_8037_appendix_a_3() -> None:
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}

    assert thumbprint(jwk) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


def test_a_thumbprint_is_over_the_required_members_in_their_order() -> None:
    text = b'{"crv":"P-256","kty":"EC","x":"AQ","y":"Ag"}'
    digest = base64.urlsafe_b64encode(hashlib.sha256(text).digest()).rstrip(b"=").decode()

    assert thumbprint(EC_KEY) == digest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("备案1号", '"备案1号"', id="chinese-as-it-is"),
        pytest.param('a"b\\c/d', r'"a\"b\\c/d"', id="quote-and-backslash-and-no-slash"),
        pytest.param("\b\t\n\f\r", r'"\b\t\n\f\r"', id="short-escapes"),
        pytest.param("\x00\x1f\x7f", '"\\u0000\\u001f\x7f"', id="lower-case-hexadecimal"),
        pytest.param("\u2028😀", '"\u2028😀"', id="nothing-else-is-escaped"),
    ],
)
def test_texts_are_written_as_rfc_8785_has_them(text: str, expected: str) -> None:
    assert canonical({"b": 1, "a": text}) == f'{{"a":{expected},"b":1}}'.encode()


def test_the_document_shows_the_members_of_every_entry() -> None:
    text = DOCUMENT.read_text("utf-8")
    entries = [
        certificate_entry(Content(**CONTENT), (signed(1),), at=AT),
        session_entry(SESSION, at=AT),
        status_entry("u", "t", at=AT),
        key_entry("i", EC_KEY, "made", since=1, at=AT),
    ]
    shown = {
        example["type"]: sorted(example)
        for line in text.splitlines()
        if line.startswith('    {"') and '"type"' in line
        for example in [json.loads(line)]
    }

    assert shown == {entry.type: sorted(json.loads(entry.body)) for entry in entries}
