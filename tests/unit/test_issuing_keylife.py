"""Keys as they stand in the trust file, at the seconds where their word begins and ends."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from registry.graph.issuing.keys import KeyRecord
from registry.issuing.credential import Content, Seat, full_credential
from registry.issuing.keyring import newest_current
from registry.issuing.trust import key_json
from registry.issuing.vouching import chain, predecessor, vouched
from registry.signers.software import SoftwareKey, new_signing_key
from verifier import Check, State, Trust, verify_credential

PREFIX = "S000032000123"
ISS = f"https://registry.example.cn/issuers/{PREFIX}"
LIST = f"https://registry.example.cn/status/{PREFIX}-1"
NBF, EXP = 1_780_300_000, 1_790_000_000
ENDED = 1_785_000_000
KEY = new_signing_key(PREFIX)
CONTENT = Content(
    kind="SKILL_GRADE",
    number=f"{PREFIX}262000001",
    level="TECHNICIAN",
    occupation="2022:6-18-02-04",
    occupation_name=None,
    work_type=None,
    issued_on=date(2026, 6, 1),
    issuer_name=None,
    issuer_prefix=PREFIX,
    session=None,
    name=None,
    id_number=None,
    birth_date=None,
    theory=None,
    practical=None,
    enterprise=None,
)


def record(key: SoftwareKey = KEY, **changes: Any) -> KeyRecord:
    """Return the record of a key with its end, if any."""
    values: dict[str, Any] = {"nbf": NBF, "exp": EXP}
    return KeyRecord(key.prefix, key.kid, key.public_jwk(), **(values | changes))


def ended(reason: str, *, at: int = ENDED) -> dict[str, Any]:
    """Return the end of a key, as its record has it."""
    return {"revoked_at": at, "reason": reason}


def key_state(iat: int, key: KeyRecord) -> State:
    """Return what a verifier says of the key of a certificate that was signed at a time."""
    credential = full_credential(CONTENT, seat=Seat(ISS, LIST, 7, iat), key=KEY)
    trust = Trust.from_json(
        {
            "version": 1,
            "expires": "2030-01-01T00:00:00Z",
            "issuers": [{"iss": ISS, "keys": [key_json(key)], "scope": None}],
        }
    )
    report = verify_credential(credential.text, trust=trust, now=EXP)
    assert report.result(Check.SIGNATURE).state is State.PASSED
    return report.result(Check.KEY_STATE).state


@pytest.mark.parametrize(
    ("iat", "changes", "expected"),
    [
        pytest.param(NBF, {}, State.PASSED, id="signed-in-the-first-second"),
        pytest.param(NBF - 1, {}, State.FAILED, id="signed-a-second-before"),
        pytest.param(EXP, {}, State.PASSED, id="signed-in-the-last-second"),
        pytest.param(EXP + 1, {}, State.FAILED, id="signed-a-second-after"),
        pytest.param(
            ENDED, ended("superseded"), State.PASSED, id="signed-in-the-second-of-the-rotation"
        ),
        pytest.param(ENDED + 1, ended("superseded"), State.FAILED, id="signed-after-the-rotation"),
        pytest.param(NBF, ended("withdrawn"), State.PASSED, id="honest-once-stays"),
        pytest.param(
            ENDED + 1, ended("withdrawn"), State.FAILED, id="signed-after-it-was-withdrawn"
        ),
        pytest.param(
            EXP + 1,
            ended("superseded", at=EXP + 60),
            State.FAILED,
            id="an-end-after-exp-extends-nothing",
        ),
        pytest.param(NBF, ended("compromised"), State.FAILED, id="stolen-later-and-no-log-proof"),
        pytest.param(ENDED + 1, ended("compromised"), State.FAILED, id="signed-by-the-thief"),
    ],
)
def test_a_key_speaks_in_its_time_alone(iat: int, changes: dict[str, Any], expected: State) -> None:
    assert key_state(iat, record(**changes)) is expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(NBF - 1, None, id="before-all"),
        pytest.param(NBF, "old", id="the-old-alone"),
        pytest.param(NBF + 10, "new", id="the-new-as-soon-as-it-begins"),
        pytest.param(EXP + 1, "new", id="the-old-ran-out"),
        pytest.param(EXP + 11, None, id="both-ran-out"),
    ],
)
def test_the_newest_current_key_signs(now: int, expected: str | None) -> None:
    old, new = (
        KeyRecord(PREFIX, kid, {}, NBF + later, EXP + later)
        for kid, later in (("old", 0), ("new", 10))
    )
    found = newest_current((new, old), now)
    assert (None if found is None else found.kid) == expected


def registry_keys(*stolen: int) -> list[KeyRecord]:
    """Return three keys of the registry, each vouched for by the one before; some are stolen."""
    keys = [new_signing_key("registry") for _ in range(3)]
    records = [record(key, nbf=NBF + place) for place, key in enumerate(keys)]
    for place in (1, 2):
        records[place] = vouched(records[place], iss="https://x/registry", by=keys[place - 1])
    for place in stolen:
        changes = ended("compromised") | {"voucher": records[place].voucher}
        records[place] = record(keys[place], nbf=NBF + place, **changes)
    return records


@pytest.mark.parametrize(
    ("stolen", "links"),
    [
        pytest.param((), [1, 2], id="both-links"),
        pytest.param((0,), [2], id="a-stolen-key-vouches-for-nobody"),
        pytest.param((1,), [], id="stolen-in-the-middle"),
        pytest.param((2,), [1, 2], id="the-newest-is-stolen"),
    ],
)
def test_the_chain_tells_no_word_of_a_stolen_key(stolen: tuple[int, ...], links: list[int]) -> None:
    records = registry_keys(*stolen)
    assert chain(records) == [records[place].voucher for place in links]
    assert chain(records[::-1]) == chain(records)


def test_a_key_without_a_word_for_it_begins_a_chain() -> None:
    assert chain([record(nbf=NBF + 5), *registry_keys()]) == []


def test_a_stolen_key_is_not_asked_for_its_word() -> None:
    assert predecessor([]) is None
    assert predecessor(registry_keys(2)) is None
    records = registry_keys(0)
    assert predecessor(records) == records[2]
