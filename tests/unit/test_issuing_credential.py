"""What is signed, before any graph: the two profiles, status lists, key files."""

from __future__ import annotations

import json
import stat
import zlib
from base64 import urlsafe_b64decode
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from registry.issuing.credential import (
    Content,
    Seat,
    full_credential,
    print_credential,
    qr_text,
)
from registry.issuing.statuslist import ENTRIES, Period, pack, sign_list
from registry.settings import Settings
from registry.signers.errors import KeyFileError
from registry.signers.keyfiles import KeyFiles
from registry.signers.software import new_signing_key
from tests.support.contents import PREFIX, SPECIAL_TECHNICIAN, WELDER
from verifier import Check, Outcome, State, Trust, verify_credential

BASE = "https://registry.example.cn/ab"
ISS = f"{BASE}/issuers/{PREFIX}"
LIST = f"{BASE}/status/{PREFIX}-1"
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
IAT = int(NOW.timestamp())
KEY = new_signing_key(PREFIX)


def seat(idx: int = ENTRIES - 1) -> Seat:
    """Return a place of the longest index."""
    return Seat(ISS, LIST, idx, IAT)


def trust(
    statuses: dict[int, int] | None = None, levels: tuple[str, ...] = ("TECHNICIAN",)
) -> Trust:
    """Return a trust file in which the issuer may certify welders."""
    token = sign_list(
        pack(statuses or {}, ENTRIES),
        iss=ISS,
        uri=LIST,
        period=Period(IAT, IAT + 3600, 300),
        key=KEY,
    )
    return Trust.from_json(
        {
            "version": 1,
            "issued": "2026-11-24T00:00:00Z",
            "expires": "2026-12-24T00:00:00Z",
            "issuers": [
                {
                    "iss": ISS,
                    "name": "x",
                    "prefix": PREFIX,
                    "keys": [KEY.public_jwk() | {"nbf": IAT, "exp": IAT + 10}],
                    "scope": [
                        {
                            "occupation": "2022:6-18-02-04",
                            "levels": list(levels),
                            "from": "2026-01-01",
                            "to": "2026-12-31",
                        }
                    ],
                }
            ],
            "statusLists": {LIST: token},
        }
    )


def decoded(part: str) -> dict[str, object]:
    """Return the JSON of a part of a JWT."""
    value: dict[str, object] = json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return value


def test_the_full_profile_is_believed_with_all_that_it_discloses() -> None:
    text = full_credential(WELDER, seat=seat(), key=KEY).text

    report = verify_credential(text, trust=trust(), now=NOW, holder_name="张三", id_last4="123X")

    assert report.outcome is Outcome.VALID, report.to_json("en")
    assert report.result(Check.HOLDER_MISMATCH).state is State.PASSED
    assert report.holder is not None
    assert set(report.holder.disclosed) == {
        "name",
        "id_number",
        "id_last4",
        "birth_date",
        "theory",
        "practical",
        "enterprise",
    }


def test_the_print_profile_says_no_name_and_hides_the_number_of_the_holder() -> None:
    text = print_credential(WELDER, seat=seat(), key=KEY).text
    claims = decoded(text.split(".")[1])

    assert list(claims) == [
        "iss",
        "iat",
        "vct",
        "number",
        "kind",
        "level",
        "occupation",
        "issued_on",
        "status",
        "_sd",
    ]
    assert text.count("~") == 1
    assert verify_credential(qr_text(BASE, text), trust=trust(), now=NOW).outcome is Outcome.VALID


@pytest.mark.parametrize(
    "content", [pytest.param(WELDER, id="usual"), pytest.param(SPECIAL_TECHNICIAN, id="longest")]
)
def test_the_text_of_a_qr_fits_into_779_characters(content: Content) -> None:
    assert len(BASE) == 30
    assert len(qr_text(BASE, print_credential(content, seat=seat(), key=KEY).text)) <= 779


def test_the_same_certificate_signed_again_is_the_same_bytes() -> None:
    assert full_credential(WELDER, seat=seat(), key=KEY) == full_credential(
        WELDER, seat=seat(), key=KEY
    )


def test_two_places_share_no_salt() -> None:
    first, second = (full_credential(WELDER, seat=seat(idx), key=KEY).text for idx in (1, 2))

    assert not set(first.split("~")[1:-1]) & set(second.split("~")[1:-1])


def test_what_is_unknown_is_absent() -> None:
    bare = replace(WELDER, id_number=None, name=None, birth_date=None, theory=None, practical=None)
    text = full_credential(
        replace(bare, enterprise=None, work_type=None), seat=seat(), key=KEY
    ).text

    claims = decoded(text.split(".")[1])
    assert not {"_sd", "_sd_alg", "work_type"} & claims.keys()


@pytest.mark.parametrize(
    ("status", "check"),
    [
        pytest.param(1, Check.REVOKED, id="one-is-revoked"),
        pytest.param(2, Check.SUSPENDED, id="two-is-suspended"),
    ],
)
def test_a_status_list_tells_the_state_of_one_place_alone(status: int, check: Check) -> None:
    text = full_credential(WELDER, seat=seat(5), key=KEY).text

    told = verify_credential(text, trust=trust({5: status}), now=NOW)
    others = verify_credential(text, trust=trust({4: status, 6: status}), now=NOW)

    assert told.result(check).state is State.FAILED
    assert others.outcome is Outcome.VALID


def test_entries_stand_from_the_least_significant_bits_up() -> None:
    # Token Status List section 4.1: with two bits, entry 0 is in the two lowest bits of byte 0.
    assert pack({0: 1, 1: 2, 4: 3}, 8) == bytes([0b00001001, 0b00000011])


def test_a_signed_list_has_at_least_131072_entries_in_zlib() -> None:
    token = sign_list(pack({}, ENTRIES), iss=ISS, uri=LIST, period=Period(1, 2, 3), key=KEY)
    claims = decoded(token.split(".")[1])
    entries = claims["status_list"]

    assert isinstance(entries, dict)
    assert (claims["sub"], claims["iss"], claims["ttl"], entries["bits"]) == (
        LIST,
        ISS,
        3,
        2,
    )
    raw = zlib.decompress(urlsafe_b64decode(entries["lst"] + "=" * (-len(entries["lst"]) % 4)))
    assert len(raw) * 4 >= 131_072


@pytest.mark.parametrize(
    "passphrase",
    [pytest.param(None, id="plain"), pytest.param("correct horse", id="encrypted")],
)
def test_a_private_key_comes_back_from_a_file_that_only_its_owner_reads(
    tmp_path: Path, passphrase: str | None
) -> None:
    settings = Settings(home=tmp_path, key_passphrase=SecretStr(passphrase) if passphrase else None)
    path = KeyFiles.of(settings).store(KEY)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (b"ENCRYPTED" in path.read_bytes()) is (passphrase is not None)
    assert KeyFiles.of(settings).load(PREFIX, KEY.kid).public_jwk() == KEY.public_jwk()


def test_an_encrypted_key_without_its_passphrase_is_refused_without_the_secret(
    tmp_path: Path,
) -> None:
    KeyFiles.of(Settings(home=tmp_path, key_passphrase=SecretStr("one"))).store(KEY)

    with pytest.raises(KeyFileError, match="REGISTRY_KEY_PASSPHRASE") as refused:
        KeyFiles.of(Settings(home=tmp_path, key_passphrase=SecretStr("two"))).load(PREFIX, KEY.kid)
    assert "two" not in str(refused.value)


@pytest.mark.parametrize("prefix", ["../../etc", "", "a/b", "S000032000123\n"])
def test_a_prefix_that_is_no_name_makes_no_file(tmp_path: Path, prefix: str) -> None:
    files = KeyFiles.of(Settings(home=tmp_path))

    with pytest.raises(KeyFileError, match="cannot name"):
        files.store(new_signing_key(prefix))
    assert list(tmp_path.rglob("*.pem")) == []


def test_a_kid_is_bare_and_short() -> None:
    assert len(KEY.kid) <= 16
    assert KEY.kid.isalnum()
