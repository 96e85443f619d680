"""Keys in files: both algorithms, encrypted, and nothing of them where it does not belong."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed448
from pydantic import SecretStr

from registry.issuing.signing import sign_jwt
from registry.settings import Settings
from registry.signers.backends import Backend, KeyPlace, Signers
from registry.signers.errors import KeyFileError, SignerError
from registry.signers.jwk import raw_signature
from registry.signers.software import as_signing_key, new_signing_key
from verifier.jws import parse_jws, verify_jws
from verifier.keys import parse_jwk

PREFIX = "S000032000123"

# RFC 7638 has no example on P-256: this is the key of RFC 7517 appendix A.2, and its thumbprint is
# what `sha256sum` says of its required members.
RFC_7517_KEY = ec.EllipticCurvePrivateNumbers(
    int.from_bytes(
        bytes.fromhex("f3bd0c07a81fb932781ed52752f60cc89a6be5e51934fe01938ddb55d8f77801")
    ),
    ec.EllipticCurvePublicNumbers(
        int.from_bytes(
            bytes.fromhex("30a0424cd21c2944838a2d75c92b37e76ea20d9f00893a3b4eee8a3c0aafec3e")
        ),
        int.from_bytes(
            bytes.fromhex("e04b65e92456d9888b52b379bdfbd51ee869ef1f0fc65b6659695b6cce081723")
        ),
        ec.SECP256R1(),
    ),
)


@pytest.mark.parametrize("alg", ["ES256", "EdDSA"])
@pytest.mark.parametrize("passphrase", [None, SecretStr("correct horse")])
def test_a_stored_key_signs_the_same_bytes_after_a_restart(
    tmp_path: Path, alg: str, passphrase: SecretStr | None
) -> None:
    settings = Settings(home=tmp_path, key_passphrase=passphrase)
    key, place = Signers.of(settings).make(PREFIX, KeyPlace(), alg=alg)
    again = Signers.of(settings).open(PREFIX, key.public_jwk(), place)

    tokens = {sign_jwt({"iss": "x"}, typ="t", key=one) for one in (key, again)}

    [token] = tokens
    public = parse_jwk(dict(key.public_jwk()))
    assert public is not None
    verify_jws(parse_jws(token.encode(), typ="t"), public)
    assert again.salt_secret() == key.salt_secret()
    assert place == KeyPlace(Backend.FILE, None)


def test_further_header_members_come_in_order() -> None:
    key = new_signing_key(PREFIX)
    head = sign_jwt({}, typ="vc+jwt", key=key, headers={"cty": "vc"}).partition(".")[0]
    plain = sign_jwt({}, typ="vc+jwt", key=key).partition(".")[0]

    assert parse_jws(sign_jwt({}, typ="vc+jwt", key=key).encode(), typ="vc+jwt")
    assert len(head) > len(plain)


@pytest.mark.parametrize(
    "private",
    [
        pytest.param(ec.generate_private_key(ec.SECP384R1()), id="p-384"),
        pytest.param(ed448.Ed448PrivateKey.generate(), id="ed448"),
    ],
)
def test_a_key_of_another_kind_is_refused(
    tmp_path: Path, private: ec.EllipticCurvePrivateKey | ed448.Ed448PrivateKey
) -> None:
    path = tmp_path / "keys" / "issuers" / PREFIX / "abc.pem"
    path.parent.mkdir(parents=True)
    path.write_bytes(
        private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )

    with pytest.raises(KeyFileError, match="neither on P-256 nor Ed25519"):
        Signers.of(Settings(home=tmp_path)).open(PREFIX, {"kid": "abc"}, KeyPlace())


def test_the_name_of_a_key_is_the_beginning_of_its_thumbprint() -> None:
    key = as_signing_key(PREFIX, RFC_7517_KEY.private_key())
    assert key.kid == "727f88fd634c"


def test_private_keys_are_not_in_what_is_shown_of_a_key() -> None:
    key = new_signing_key(PREFIX)
    shown = repr(key)
    assert "private" not in shown
    assert key.salt_secret().hex() not in shown


def test_a_key_that_lies_elsewhere_is_told_without_paths(tmp_path: Path) -> None:
    with pytest.raises(SignerError, match="not on this machine") as away:
        Signers.of(Settings(home=tmp_path)).open(PREFIX, {"kid": "abc"}, KeyPlace())
    assert str(tmp_path) not in str(away.value)


@pytest.mark.parametrize(
    "der",
    [
        pytest.param("3006020100020100" + "00", id="bytes-after"),
        pytest.param("30260221" + "01" + "00" * 32 + "020101", id="r-of-33-bytes"),
        pytest.param("30060201ff020101", id="negative"),
        pytest.param("", id="empty"),
    ],
)
def test_what_is_no_signature_on_p256_is_no_raw_one(der: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        raw_signature(bytes.fromhex(der))
