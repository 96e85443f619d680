"""Keys in a key management service: who asks is proven, and no answer is believed unchecked."""

from __future__ import annotations

from datetime import UTC, datetime

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from registry.issuing.signing import base64url, sign_jwt
from registry.signers.errors import (
    SignerAwayError,
    SignerError,
    SignerRefusedError,
    WrongSignatureError,
)
from registry.signers.jwk import jwk_of
from registry.signers.kms import KMS, SCHEME
from registry.signers.remote import adopted_jwk, open_remote
from registry.signers.sigv4 import Credentials, signed_headers
from tests.support import kms as fake
from tests.support.kms import ACCESS_KEY, REGION, SECRET, FakeKMS, Mischief
from verifier.keys import parse_jwk

SUITE = Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "us-east-1")
SUITE_TIME = datetime(2015, 8, 30, 12, 36, tzinfo=UTC)


def client(service: FakeKMS, *, secret: str = SECRET, seconds: float = 2.0) -> KMS:
    """Return a client of the fake."""
    return KMS(
        "https://kms.example.cn",
        Credentials(ACCESS_KEY, secret, REGION),
        timeout_seconds=seconds,
        transport=service.transport(),
    )


@pytest.mark.parametrize(
    ("method", "signature"),
    [
        # From the Signature Version 4 test suite of AWS: get-vanilla, post-vanilla.
        pytest.param(
            "GET",
            "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
            id="get-vanilla",
        ),
        pytest.param(
            "POST",
            "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
            id="post-vanilla",
        ),
    ],
)
def test_requests_are_signed_as_the_published_suite_has_it(method: str, signature: str) -> None:
    headers = signed_headers(
        method,
        "/",
        {"Host": "example.amazonaws.com"},
        b"",
        credentials=SUITE,
        service="service",
        now=SUITE_TIME,
    )

    assert headers["authorization"] == (
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
        f"SignedHeaders=host;x-amz-date, Signature={signature}"
    )


def test_the_token_of_credentials_that_run_out_is_signed_too() -> None:
    passing = Credentials("AKIDEXAMPLE", "secret", "us-east-1", "session")

    headers = signed_headers(
        "POST", "/", {"host": "h"}, b"", credentials=passing, service="kms", now=SUITE_TIME
    )

    assert headers["x-amz-security-token"] == "session"
    assert "host;x-amz-date;x-amz-security-token" in headers["authorization"]


def test_secrets_are_not_in_what_is_shown_of_credentials() -> None:
    assert "wJalr" not in repr(SUITE)


def test_a_key_of_the_service_signs_a_jwt_that_the_verifier_believes() -> None:
    service = FakeKMS()
    device = client(service)
    uri = device.make("talent-registry S000032000123")
    jwk = adopted_jwk(device, uri)
    key = open_remote("S000032000123", uri, device, jwk=jwk, salts=b"s" * 32)

    token = sign_jwt({"a": 1}, typ="x", key=key)

    head, payload, _ = token.split(".")
    public = parse_jwk(dict(jwk))
    assert public is not None
    assert key.public_jwk() == jwk
    public.verify(key.sign(f"{head}.{payload}".encode()), f"{head}.{payload}".encode())
    assert service.requests == ["CreateKey", "GetPublicKey", "Sign", "Sign"]


def signature_after(*mischief: Mischief, seconds: float = 2.0) -> tuple[FakeKMS, bytes]:
    """Return what the service was asked, and the signature that came of it."""
    private = ec.generate_private_key(ec.SECP256R1())
    service = FakeKMS()
    uri = SCHEME + service.add(private)
    service.mischief.extend(mischief)
    key = open_remote(
        "registry",
        uri,
        client(service, seconds=seconds),
        jwk=jwk_of(private.public_key()),
        salts=b"s" * 32,
    )
    return service, key.sign(b"message")


@pytest.mark.parametrize(
    "mischief",
    [
        pytest.param((fake.refused("ThrottlingException"),), id="throttled-once"),
        pytest.param((fake.refused("ThrottlingException"),) * 3, id="throttled-three-times"),
        pytest.param((fake.refused("KMSInternalException", 500),), id="a-fault-of-the-service"),
        pytest.param((fake.answered(b"<html>", 503),), id="a-page-instead-of-an-answer"),
        pytest.param((fake.unreachable,), id="connection-broken-once"),
        pytest.param((fake.high_s,), id="s-in-the-upper-half"),
    ],
)
def test_what_passes_is_asked_again_and_any_true_signature_is_good(
    mischief: tuple[Mischief, ...],
) -> None:
    _, signature = signature_after(*mischief)
    assert len(signature) == 64


@pytest.mark.parametrize(
    ("mischief", "error", "reason"),
    [
        pytest.param(
            fake.refused("AccessDeniedException"), SignerRefusedError, "AccessDenied", id="right"
        ),
        pytest.param(
            fake.refused("DisabledException"), SignerRefusedError, "Disabled", id="key-disabled"
        ),
        pytest.param(
            fake.other_signature, WrongSignatureError, "not its signature", id="wrong-signature"
        ),
        pytest.param(fake.other_key, WrongSignatureError, "not its signature", id="other-key"),
        pytest.param(fake.zero_signature, WrongSignatureError, "not its", id="zeros"),
        pytest.param(
            fake.answered(b'{"Signature": "AAAA"}'),
            WrongSignatureError,
            "no ECDSA signature",
            id="not-der",
        ),
        pytest.param(
            fake.answered(b'{"Signature": "%%%"}'),
            WrongSignatureError,
            "base64",
            id="not-base64",
        ),
        pytest.param(fake.answered(b"[]"), WrongSignatureError, "no ECDSA", id="no-object"),
        pytest.param(
            fake.answered(b"[" * 10_000), WrongSignatureError, "no ECDSA", id="deeply-nested"
        ),
    ],
)
def test_what_is_refused_or_false_never_leaves_and_is_not_asked_again(
    mischief: Mischief, error: type[SignerError], reason: str
) -> None:
    with pytest.raises(error, match=reason):
        signature_after(mischief, fake.refused("must not be asked"))


@pytest.mark.parametrize(
    "mischief",
    [
        pytest.param((fake.refused("ThrottlingException"),) * 50, id="throttled-for-ever"),
        pytest.param((fake.unreachable,) * 50, id="never-there"),
        pytest.param((fake.answered(b"x" * 70_000),) * 50, id="answers-without-end"),
        pytest.param((fake.hanging(0.3),) * 50, id="slow-for-ever"),
    ],
)
def test_the_deadline_holds_for_all_attempts_together(mischief: tuple[Mischief, ...]) -> None:
    started = datetime.now(UTC)

    with pytest.raises(SignerAwayError) as away:
        signature_after(*mischief, seconds=0.25)

    assert (datetime.now(UTC) - started).total_seconds() < 1.0
    assert away.value.code == "SIGNER_UNAVAILABLE"


def test_a_wrong_secret_is_told_without_showing_it() -> None:
    service = FakeKMS()
    uri = SCHEME + service.add()

    with pytest.raises(SignerRefusedError, match="InvalidSignatureException") as refused:
        client(service, secret="wrong-secret").public_key(uri)

    assert "wrong-secret" not in str(refused.value)
    assert service.requests == []


def test_a_key_is_never_made_twice_when_the_answer_is_lost() -> None:
    service = FakeKMS()
    service.mischief.append(fake.unreachable)

    with pytest.raises(SignerAwayError):
        client(service).make("label")

    assert service.requests == ["CreateKey"]


@pytest.mark.parametrize(
    ("usage", "private", "reason"),
    [
        pytest.param("ENCRYPT_DECRYPT", None, "not for signatures", id="for-encryption"),
        pytest.param(
            "SIGN_VERIFY", ec.generate_private_key(ec.SECP384R1()), "ECC_NIST_P256", id="p-384"
        ),
    ],
)
def test_a_key_of_another_kind_is_not_adopted(
    usage: str, private: ec.EllipticCurvePrivateKey | None, reason: str
) -> None:
    service = FakeKMS(usage=usage)

    with pytest.raises(SignerRefusedError, match=reason):
        adopted_jwk(client(service), SCHEME + service.add(private))


@pytest.mark.parametrize(
    "endpoint",
    [
        pytest.param("http://kms.example.cn", id="plain-http"),
        pytest.param("ftp://127.0.0.1.example.cn", id="another-scheme"),
    ],
)
def test_an_endpoint_without_tls_is_refused(endpoint: str) -> None:
    with pytest.raises(SignerRefusedError, match="https"):
        KMS(
            endpoint,
            SUITE,
            timeout_seconds=1.0,
            transport=httpx.MockTransport(lambda _r: httpx.Response(200)),
        )


def test_an_address_of_another_backend_is_refused() -> None:
    with pytest.raises(SignerRefusedError, match="aws-kms:"):
        client(FakeKMS()).sign_digest("pkcs11:token=t;object=o", b"0" * 32)


def test_base64url_has_no_padding() -> None:
    assert base64url(b"\xff\xfe") == "__4"
