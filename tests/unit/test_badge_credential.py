"""A certificate as an Open Badge: what it says, what it hides, and what our verifier reads back."""

from __future__ import annotations

import gzip
import hashlib
import json
from base64 import urlsafe_b64decode
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

import pytest

from registry.badges.bitstring import list_of, names_of, pack_bits, sign_bits
from registry.badges.credential import badge_credential, has_badge
from registry.issuing.credential import Content, Seat
from registry.issuing.statuslist import ENTRIES, Period
from registry.signers.software import new_signing_key
from tests.support.contents import PREFIX, SPECIAL_TECHNICIAN, WELDER
from verifier import Check, Outcome, State, Trust, verify_credential

BASE: Final = "https://registry.example.cn/ab"
ISS: Final = f"{BASE}/issuers/{PREFIX}"
STEM: Final = f"{BASE}/status/w3c/{PREFIX}-1"
NOW: Final = datetime(2026, 11, 24, 8, tzinfo=UTC)
IAT: Final = int(NOW.timestamp())
PERIOD: Final = Period(IAT, IAT + 3600, 300)
KEY: Final = new_signing_key(PREFIX)
SEAT: Final = Seat(ISS, STEM, 131_071, IAT)


def parts(jwt: str) -> list[dict[str, Any]]:
    """Return header and payload."""
    return [
        json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4))) for part in jwt.split(".")[:2]
    ]


def trust(statuses: dict[int, int] | None = None) -> Trust:
    """Return a trust file with both lists, as they are where these entries are not good."""
    lists = {
        f"{STEM}-{purpose}": sign_bits(
            pack_bits(statuses or {}, ENTRIES, purpose=purpose),
            iss=ISS,
            uri=f"{STEM}-{purpose}",
            purpose=purpose,
            period=PERIOD,
            key=KEY,
        )
        for purpose in ("revocation", "suspension")
    }
    scope = {
        "occupation": "2022:6-18-02-04",
        "levels": ["TECHNICIAN", "SPECIAL_TECHNICIAN"],
        "from": "2026-01-01",
        "to": "2026-12-31",
    }
    issuer = {
        "iss": ISS,
        "name": "x",
        "prefix": PREFIX,
        "keys": [{**KEY.public_jwk(), "nbf": IAT - 10, "exp": IAT + 1_000}],
        "scope": [scope],
    }
    return Trust.from_json(
        {
            "version": 1,
            "issued": "2026-11-01T00:00:00Z",
            "expires": "2026-12-23T00:00:00Z",
            "issuers": [issuer],
            "statusLists": lists,
        }
    )


@pytest.mark.parametrize(
    "content",
    [pytest.param(WELDER, id="grade"), pytest.param(SPECIAL_TECHNICIAN, id="special-technician")],
)
def test_the_verifier_reads_the_facts_back(content: Content) -> None:
    badge = badge_credential(content, seat=SEAT, key=KEY)

    report = verify_credential(badge.text, trust=trust(), now=NOW, lang="en")

    assert report.outcome is Outcome.VALID, report.to_json()
    facts = report.certificate
    assert facts is not None
    assert (facts.number, facts.kind, facts.level, facts.occupation, facts.issued_on) == (
        content.number,
        content.kind,
        content.level,
        content.occupation,
        content.issued_on,
    )
    assert badge.jwt_sha256 == hashlib.sha256(badge.text.encode()).hexdigest()


def test_the_token_is_that_of_the_published_format() -> None:
    header, payload = parts(badge_credential(WELDER, seat=SEAT, key=KEY).text)
    subject = payload["credentialSubject"]

    assert header == {"alg": "ES256", "kid": KEY.kid, "typ": "vc+jwt", "cty": "vc"}
    assert payload["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert payload["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert payload["id"] == payload["jti"]
    assert payload["iss"] == payload["issuer"]["id"] == ISS
    assert payload["iat"] == payload["nbf"] == IAT
    assert payload["validFrom"] == "2026-11-20T00:00:00+08:00"
    assert subject["licenseNumber"] == WELDER.number
    assert subject["achievement"]["id"] == "urn:cn:skills:achievement:2022:6-18-02-04:TECHNICIAN"
    assert subject["achievement"]["achievementType"] == "Certification"
    assert payload["credentialStatus"] == [
        {
            "id": f"{STEM}-{purpose}#131071",
            "type": "BitstringStatusListEntry",
            "statusPurpose": purpose,
            "statusListIndex": "131071",
            "statusListCredential": f"{STEM}-{purpose}",
        }
        for purpose in ("revocation", "suspension")
    ]


def test_the_subject_is_a_salted_hash_and_nobodys_name() -> None:
    text = badge_credential(WELDER, seat=SEAT, key=KEY).text
    payload = parts(text)[1]
    [identity] = payload["credentialSubject"]["identifier"]
    expected = hashlib.sha256(f"张三{identity['salt']}".encode()).hexdigest()
    everything = json.dumps(payload, ensure_ascii=False)

    assert identity["type"] == "IdentityObject"
    assert identity["hashed"] is True
    assert identity["identityType"] == "name"
    assert identity["identityHash"] == f"sha256${expected}"
    for secret in ("张三", "99000019900101123X", "123X", "1990", "85.5", "重工"):
        assert secret not in everything


def test_two_badges_of_one_person_share_no_id_and_no_salt() -> None:
    one, other = (
        parts(badge_credential(WELDER, seat=replace(SEAT, idx=idx), key=KEY).text)[1]
        for idx in (1, 2)
    )
    assert one["id"] != other["id"]
    assert (
        one["credentialSubject"]["identifier"][0]["salt"]
        != other["credentialSubject"]["identifier"][0]["salt"]
    )


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (badge_credential(WELDER, seat=SEAT, key=KEY).text for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(WELDER, True, id="grade"),
        pytest.param(SPECIAL_TECHNICIAN, True, id="special-technician"),
        pytest.param(replace(WELDER, kind="QUALIFICATION"), False, id="qualification"),
        pytest.param(replace(WELDER, kind="SPECIAL_ABILITY"), False, id="special-ability"),
        pytest.param(replace(WELDER, level=None), False, id="no-level"),
        pytest.param(replace(WELDER, occupation=None), False, id="no-occupation"),
    ],
)
def test_only_graded_certificates_have_a_badge(content: Content, *, expected: bool) -> None:
    assert has_badge(content) is expected


@pytest.mark.parametrize(
    ("status", "failing"),
    [
        pytest.param(0, None, id="valid"),
        pytest.param(1, Check.REVOKED, id="revoked"),
        pytest.param(2, Check.SUSPENDED, id="suspended"),
    ],
)
def test_one_place_counts_in_both_lists(status: int, failing: Check | None) -> None:
    badge = badge_credential(WELDER, seat=SEAT, key=KEY).text
    report = verify_credential(badge, trust=trust({SEAT.idx: status}), now=NOW)
    failed = [check.code for check in report.results if check.state is State.FAILED]
    assert failed == ([] if failing is None else [failing])


@pytest.mark.parametrize(
    ("index", "byte", "value"),
    [
        pytest.param(0, 0, 0b1000_0000, id="the-first-is-the-most-significant"),
        pytest.param(7, 0, 0b0000_0001, id="the-eighth-is-the-least"),
        pytest.param(8, 1, 0b1000_0000, id="the-ninth-is-in-the-next-byte"),
        pytest.param(ENTRIES - 1, ENTRIES // 8 - 1, 0b0000_0001, id="the-last"),
    ],
)
def test_bits_count_from_the_most_significant(index: int, byte: int, value: int) -> None:
    packed = pack_bits({index: 1}, ENTRIES, purpose="revocation")
    assert len(packed) == ENTRIES // 8
    assert {place: found for place, found in enumerate(packed) if found} == {byte: value}


def test_a_list_is_a_credential_of_its_issuer() -> None:
    uri = f"{STEM}-revocation"
    packed = pack_bits({5: 1, 6: 2}, ENTRIES, purpose="revocation")
    token = sign_bits(packed, iss=ISS, uri=uri, purpose="revocation", period=PERIOD, key=KEY)
    header, payload = parts(token)
    subject = payload["credentialSubject"]
    encoded = subject["encodedList"]
    compressed = urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4))

    assert (header["typ"], header["cty"]) == ("vc+jwt", "vc")
    assert payload["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    assert payload["id"] == uri
    assert (payload["iat"], payload["exp"]) == (IAT, IAT + 3600)
    assert payload["validUntil"] == "2026-11-24T09:00:00Z"
    assert subject["type"] == "BitstringStatusList"
    assert subject["ttl"] == 300_000
    assert encoded[0] == "u"
    assert gzip.decompress(compressed) == packed
    # No time in the gzip header: the same list signed again is the same text.
    assert compressed[4:8] == b"\0\0\0\0"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("S0-1", ("S0-1", None), id="token-list"),
        pytest.param("w3c/S0-1-revocation", ("w3c/S0-1", "revocation"), id="revocations"),
        pytest.param("w3c/S0-1-suspension", ("w3c/S0-1", "suspension"), id="suspensions"),
        pytest.param("w3c/S0-1", None, id="no-purpose"),
        pytest.param("w3c/S0-1-message", None, id="another-purpose"),
    ],
)
def test_a_published_name_tells_list_and_purpose(
    name: str, expected: tuple[str, str | None] | None
) -> None:
    assert list_of(name) == expected
    if expected is not None:
        assert name in names_of(expected[0])
