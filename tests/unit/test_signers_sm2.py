"""SM2 with SM3 beside a credential: confirmed by openssl, and refused by every normal verifier."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from pydantic import SecretStr

from registry.issuing.signing import sign_jwt
from registry.settings import Settings
from registry.signers import sm2
from registry.signers.errors import KeyFileError, SignerRefusedError
from registry.signers.sm2 import SM2Key, SM2Public, der_signature, holds, signed_octets
from registry.signers.software import new_signing_key
from tests.support.issuer import NOW, trust_file
from verifier import Outcome, Trust, verify_credential

PREFIX = "S000032000123"
ISS = f"https://registry.example.cn/issuers/{PREFIX}"
JWT = sign_jwt({"iss": ISS, "number": "1"}, typ="dc+sd-jwt", key=new_signing_key(PREFIX))


@pytest.fixture
def key(tmp_path: Path) -> SM2Key:
    return SM2Key.load(Settings(home=tmp_path), PREFIX, iss=ISS)


def openssl() -> str:
    """Return the program, or end the test: failed in CI, elsewhere skipped in one line."""
    found = shutil.which("openssl")
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("openssl is not installed")
    return str(found)


def openssl_says(folder: Path, message: bytes, der: bytes, pem: str, *options: str) -> bool:
    """Return what openssl says of a signature; SM3 and the usual signer id."""
    for name, content in (("m", message), ("s", der), ("k", pem.encode())):
        (folder / name).write_bytes(content)
    command = "pkeyutl -verify -pubin -inkey k -rawin -digest sm3 -in m -sigfile s"
    chosen = options or ("-pkeyopt", "distid:1234567812345678")
    ended = subprocess.run(
        [openssl(), *command.split(), *chosen], cwd=folder, capture_output=True, check=False
    )
    return ended.returncode == 0 and b"Verified Successfully" in ended.stdout


def test_openssl_confirms_what_is_signed(key: SM2Key, tmp_path: Path) -> None:
    detached = key.sign(JWT)
    message = signed_octets(detached.partition("..")[0], JWT)
    der = der_signature(detached)

    assert openssl_says(tmp_path, message, der, key.public.pem())
    assert not openssl_says(tmp_path, message + b"x", der, key.public.pem())
    other_id = ("-pkeyopt", "distid:8765432187654321")
    assert not openssl_says(tmp_path, message, der, key.public.pem(), *other_id)


def test_a_signature_of_openssl_is_believed_here(key: SM2Key, tmp_path: Path) -> None:
    program = openssl()
    for command in (
        "genpkey -algorithm SM2 -out private.pem",
        "pkey -in private.pem -pubout -outform DER -out public.der",
    ):
        subprocess.run([program, *command.split()], cwd=tmp_path, check=True, capture_output=True)
    public = SM2Public((tmp_path / "public.der").read_bytes()[-64:])
    head = key.sign(JWT).partition("..")[0]
    message = signed_octets(head, JWT)
    (tmp_path / "m").write_bytes(message)
    sign = "pkeyutl -sign -inkey private.pem -rawin -digest sm3 -in m -out s"
    signer = "-pkeyopt distid:1234567812345678"
    command = [program, *sign.split(), *signer.split()]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)

    assert sm2._library().sm2_verify(public.point, message, (tmp_path / "s").read_bytes())


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda jwt: jwt[:-1] + ("A" if jwt[-1] != "A" else "B"), id="last-character"),
        pytest.param(lambda jwt: jwt + "~", id="one-more"),
        pytest.param(lambda _jwt: "", id="empty"),
    ],
)
def test_it_holds_for_this_token_alone(key: SM2Key, change: object) -> None:
    detached = key.sign(JWT)
    assert holds(detached, jwt=JWT, public=key.public)
    assert callable(change)
    assert not holds(detached, jwt=change(JWT), public=key.public)


def test_it_holds_for_this_key_alone(key: SM2Key, tmp_path: Path) -> None:
    other = SM2Key.load(Settings(home=tmp_path / "other"), PREFIX, iss=ISS)
    assert other.public != key.public
    assert not holds(other.sign(JWT), jwt=JWT, public=key.public)


def test_no_normal_verifier_accepts_it(key: SM2Key) -> None:
    head, _, signature = key.sign(JWT).partition("..")
    body = JWT.split(".")[1]

    for text in (f"{head}..{signature}", f"{head}.{body}.{signature}~"):
        report = verify_credential(text, trust=Trust.from_json(trust_file()), now=NOW)
        assert report.outcome is Outcome.INVALID


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("e30..AAAA", id="no-label"),
        pytest.param(JWT, id="a-jwt"),
        pytest.param("%%%..%%%", id="not-base64"),
    ],
)
def test_anything_else_is_refused(key: SM2Key, text: str) -> None:
    with pytest.raises(SignerRefusedError):
        holds(text, jwt=JWT, public=key.public)


def test_the_key_is_kept_encrypted_and_stays_the_same(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, key_passphrase=SecretStr("one"))
    first = SM2Key.load(settings, PREFIX, iss=ISS)
    path = tmp_path / "keys" / "sm2" / f"{PREFIX}.key"

    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes().startswith(b"scrypt:")
    assert SM2Key.load(settings, PREFIX, iss=ISS).public == first.public
    with pytest.raises(KeyFileError, match="REGISTRY_KEY_PASSPHRASE"):
        SM2Key.load(Settings(home=tmp_path, key_passphrase=SecretStr("two")), PREFIX, iss=ISS)


def test_a_prefix_that_names_a_path_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="cannot name"):
        SM2Key.load(Settings(home=tmp_path), "../x", iss=ISS)


def test_without_the_library_the_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sm2, "find_spec", lambda _name: None)
    with pytest.raises(SignerRefusedError, match=r"talent-registry\[sm\]"):
        SM2Key.load(Settings(home=tmp_path), PREFIX, iss=ISS)
