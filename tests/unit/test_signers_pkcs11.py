"""Keys in a PKCS #11 device: made there, used there, and a wrong PIN tried once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from registry.issuing.signing import sign_jwt
from registry.settings import Settings
from registry.signers import pkcs11 as device_module
from registry.signers.backends import Backend, KeyPlace, Signers
from registry.signers.errors import SignerAwayError, SignerError, SignerRefusedError
from registry.signers.pkcs11 import PKCS11, Address, parse_address
from tests.support import softhsm
from verifier.keys import parse_jwk

PREFIX = "S000032000123"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with softhsm.token(tmp_path_factory.mktemp("softhsm")) as found:
        yield found


@pytest.fixture
def device(library: str) -> Iterator[PKCS11]:
    made = PKCS11(library, softhsm.TOKEN, softhsm.PIN)
    yield made
    made.close()


def signers(library: str, home: Path) -> Signers:
    """Return backends set up for the token."""
    chosen: dict[str, Any] = {
        "home": home,
        "pkcs11_module": library,
        "pkcs11_token": softhsm.TOKEN,
        "pkcs11_pin": softhsm.PIN,
    }
    return Signers.of(Settings(**chosen))


def test_a_key_made_in_the_device_signs_what_the_verifier_believes(
    library: str, tmp_path: Path
) -> None:
    key, place = signers(library, tmp_path).make(PREFIX, KeyPlace(Backend.PKCS11))
    # Another process knows the key by its record alone; here both are logged in as one.
    again = signers(library, tmp_path).open(PREFIX, key.public_jwk(), place)

    token = sign_jwt({"a": 1}, typ="x", key=again)

    public = parse_jwk(dict(key.public_jwk()))
    signed, _, _ = token.rpartition(".")
    assert public is not None
    public.verify(again.sign(signed.encode()), signed.encode())
    assert place.uri is not None
    assert place.uri.startswith("pkcs11:token=registry%20tests;object=talent-registry%20S0000")
    assert softhsm.PIN not in place.uri
    assert again.salt_secret() == key.salt_secret()
    assert (again.is_remote, again.is_deterministic, again.alg) == (True, False, "ES256")


def test_many_threads_share_the_session(device: PKCS11) -> None:
    uri = device.make("shared")

    with ThreadPoolExecutor(8) as threads:
        signatures = list(
            threads.map(lambda n: device.sign_digest(uri, bytes([n]) * 32), range(64))
        )

    assert {len(signature) for signature in signatures} == {64}


# The library cannot end a search of a session that is gone, and says so when it is collected.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_session_that_the_device_ended_is_opened_again(device: PKCS11) -> None:
    uri = device.make("reopened")
    session = device._session
    assert session is not None
    session.close()

    assert len(device.sign_digest(uri, b"d" * 32)) == 64


def test_a_wrong_pin_is_tried_once(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Sessions of other tests are logged in, and a PIN is looked at in the first log-in alone.
    softhsm.forget(library)
    device = PKCS11(library, softhsm.TOKEN, "000000")
    with pytest.raises(SignerRefusedError, match="PinIncorrect"):
        device.make("never")
    monkeypatch.setattr(device, "_opened", lambda: pytest.fail("asked the device again"))

    with pytest.raises(SignerRefusedError, match="refuses the PIN") as refused:
        device.make("never")

    assert "000000" not in str(refused.value)


@pytest.mark.parametrize(
    ("uri", "error", "reason"),
    [
        pytest.param(
            "pkcs11:token=registry%20tests;object=none",
            SignerRefusedError,
            "no such key",
            id="no-such-key",
        ),
        pytest.param(
            "pkcs11:token=other;object=o", SignerRefusedError, "token 'other'", id="token"
        ),
        pytest.param(
            "pkcs11:token=t;object=o?pin-value=1", SignerRefusedError, "token 't'", id="q"
        ),
    ],
)
def test_a_key_that_is_not_there(
    device: PKCS11, uri: str, error: type[SignerError], reason: str
) -> None:
    with pytest.raises(error, match=reason):
        device.sign_digest(uri, b"d" * 32)


def test_a_device_that_hangs_keeps_one_thread_alone(
    device: PKCS11, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(device_module, "_PATIENCE_SECONDS", 0.05)
    uri = device.make("hanging")
    with device._lock, pytest.raises(SignerAwayError, match="does not answer"):
        device.sign_digest(uri, b"d" * 32)

    assert len(device.sign_digest(uri, b"d" * 32)) == 64


def test_a_token_that_is_not_there_may_come_back(library: str) -> None:
    with pytest.raises(SignerAwayError, match="NoSuchToken"):
        PKCS11(library, "another", softhsm.PIN).make("never")


@pytest.mark.parametrize(
    "uri",
    [
        pytest.param("aws-kms:arn", id="another-scheme"),
        pytest.param("pkcs11:token=t", id="no-key"),
        pytest.param("pkcs11:object=o", id="no-token"),
        pytest.param("pkcs11:token=t;object=o;pin-value=1", id="with-a-pin"),
        pytest.param("pkcs11:token=t;object=o;module-path=/x", id="with-a-module"),
        pytest.param("pkcs11:token=t;object=o;object=p", id="twice"),
        pytest.param("pkcs11:token=t;object=%FF", id="not-utf-8"),
    ],
)
def test_other_addresses_are_refused(uri: str) -> None:
    with pytest.raises(SignerRefusedError):
        parse_address(uri)


def test_an_address_is_read_as_it_is_written() -> None:
    address = Address("my token;", "密钥", b"\x00\xff")
    assert parse_address(address.text()) == address


def test_a_device_that_is_not_set_up_cannot_sign(tmp_path: Path) -> None:
    bare = Signers.of(Settings(home=tmp_path))
    place = KeyPlace(Backend.PKCS11, "pkcs11:token=t;object=o")

    assert not bare.can_sign(PREFIX, "kid", place)
    with pytest.raises(SignerRefusedError, match="not set up"):
        bare.make(PREFIX, KeyPlace(Backend.PKCS11))


def test_keys_of_a_device_are_es256_alone(library: str, tmp_path: Path) -> None:
    with pytest.raises(SignerRefusedError, match="ES256 alone"):
        signers(library, tmp_path).make(PREFIX, KeyPlace(Backend.PKCS11), alg="EdDSA")


def test_without_the_library_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(device_module, "find_spec", lambda _name: None)
    with pytest.raises(SignerRefusedError, match=r"talent-registry\[pkcs11\]"):
        PKCS11("x", "t", None)
