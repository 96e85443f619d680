"""Keys in a key management service that speaks the wire of AWS KMS.

JSON 1.1 over HTTPS (`TrentService.Sign`, `GetPublicKey`, `CreateKey`), each request signed with
Signature Version 4. The service gets a SHA-256 digest, never the certificate. An address of a key
is `aws-kms:` and its id or ARN.

The service is trusted with nothing but the key: an answer is bounded in size and time, and
`remote` checks every signature. What is slow or throttled is asked again within the deadline; what
is refused is not.
"""

from __future__ import annotations

import json
import time
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

import httpx
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key

from registry.signers.errors import SignerAwayError, SignerRefusedError, WrongSignatureError
from registry.signers.jwk import is_p256, raw_signature
from registry.signers.sigv4 import Credentials, signed_headers

SCHEME: Final = "aws-kms:"
SIGNING_ALGORITHM: Final = "ECDSA_SHA_256"
KEY_SPEC: Final = "ECC_NIST_P256"
_SERVICE: Final = "kms"
_TARGET: Final = "TrentService."
_MEDIA_TYPE: Final = "application/x-amz-json-1.1"
_MAX_ANSWER_BYTES: Final = 64 * 1024
_FIRST_PAUSE_SECONDS: Final = 0.05
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_PASSING: Final = frozenset(
    {
        "ThrottlingException",
        "LimitExceededException",
        "DependencyTimeoutException",
        "KMSInternalException",
        "KeyUnavailableException",
        "InternalFailure",
        "ServiceUnavailable",
        "ServiceUnavailableException",
    }
)
"""Errors after which the same request may succeed."""


def utc_now() -> datetime:
    """Return the present moment by the system's clock."""
    return datetime.now(UTC)


class KMS:
    """A service at an endpoint; `timeout_seconds` is for a whole operation with all its attempts.

    Usable from many threads.
    """

    def __init__(
        self,
        endpoint: str,
        credentials: Credentials,
        *,
        timeout_seconds: float,
        now: Callable[[], datetime] = utc_now,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """Refuse an endpoint on the way to which anybody could read who asks for what.

        `transport`: how requests get there, None for sockets.
        """
        parts = urlsplit(endpoint)
        if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
            raise SignerRefusedError(f"the KMS endpoint must be https, not {parts.scheme!r}")
        self._url = httpx.URL(endpoint).copy_with(path="/")
        self._credentials = credentials
        self._timeout_seconds = timeout_seconds
        self._now = now
        # No proxy, netrc or certificate store that the environment names: settings alone decide.
        self._client = httpx.Client(
            trust_env=False, headers={"accept-encoding": "identity"}, transport=transport
        )

    def sign_digest(self, uri: str, digest: bytes) -> bytes:
        """Return the signature of a SHA-256 digest by the key at an address, r and s."""
        answer = self._call(
            "Sign",
            {
                "KeyId": key_id(uri),
                "Message": b64encode(digest).decode(),
                "MessageType": "DIGEST",
                "SigningAlgorithm": SIGNING_ALGORITHM,
            },
        )
        try:
            return raw_signature(_bytes(answer, "Signature"))
        except ValueError as err:
            raise WrongSignatureError("what the KMS gave is no ECDSA signature") from err

    def public_key(self, uri: str) -> EllipticCurvePublicKey:
        """Return the public part of the key at an address."""
        answer = self._call("GetPublicKey", {"KeyId": key_id(uri)})
        if answer.get("KeyUsage") != "SIGN_VERIFY":
            raise SignerRefusedError("the key of the KMS is not for signatures")
        try:
            public = load_der_public_key(_bytes(answer, "PublicKey"))
        except ValueError as err:
            raise SignerRefusedError("the public key of the KMS cannot be read") from err
        if not isinstance(public, EllipticCurvePublicKey) or not is_p256(public):
            raise SignerRefusedError(f"the key of the KMS is not {KEY_SPEC}")
        return public

    def make(self, label: str) -> str:
        """Make a key and return its address; the label is its description."""
        answer = self._call(
            "CreateKey",
            {"KeySpec": KEY_SPEC, "KeyUsage": "SIGN_VERIFY", "Description": label},
        )
        metadata = answer.get("KeyMetadata")
        made = metadata.get("Arn") if isinstance(metadata, dict) else None
        if not isinstance(made, str):
            raise SignerAwayError("the KMS made a key and does not say which")
        return SCHEME + made

    def _call(self, operation: str, members: Mapping[str, str]) -> dict[str, object]:
        """Ask until there is an answer, a refusal, or no time left."""
        body = json.dumps(members).encode()
        deadline = time.monotonic() + self._timeout_seconds
        pause = _FIRST_PAUSE_SECONDS
        while True:
            left = deadline - time.monotonic()
            try:
                return self._attempt(operation, body, left)
            except SignerAwayError:
                # To make a key twice would leave one that nobody uses.
                if operation == "CreateKey" or time.monotonic() + pause >= deadline:
                    raise
            time.sleep(pause)
            pause *= 2

    def _attempt(self, operation: str, body: bytes, seconds: float) -> dict[str, object]:
        headers = signed_headers(
            "POST",
            "/",
            {
                "host": self._url.netloc.decode("ascii"),
                "content-type": _MEDIA_TYPE,
                "x-amz-target": _TARGET + operation,
            },
            body,
            credentials=self._credentials,
            service=_SERVICE,
            now=self._now(),
        )
        try:
            status, raw = self._exchange(headers, body, seconds)
        except httpx.HTTPError as err:
            raise SignerAwayError(f"the KMS does not answer ({type(err).__name__})") from err
        answer = _read(raw)
        if status == httpx.codes.OK:
            return answer
        # `com.amazon...#ThrottlingException` and the bare name are both in use.
        reason = str(answer.get("__type", "")).rpartition("#")[2][:80] or f"status {status}"
        server_error = status >= httpx.codes.INTERNAL_SERVER_ERROR
        if reason in _PASSING or server_error or status == httpx.codes.TOO_MANY_REQUESTS:
            raise SignerAwayError(f"the KMS cannot sign now ({reason})")
        raise SignerRefusedError(f"the KMS refuses {operation} ({reason})")

    def _exchange(
        self, headers: Mapping[str, str], body: bytes, seconds: float
    ) -> tuple[int, bytes]:
        """Return status and body; a limit of bytes and time holds also for what trickles."""
        deadline = time.monotonic() + seconds
        raw = bytearray()
        with self._client.stream(
            "POST", self._url, headers=dict(headers), content=body, timeout=max(seconds, 0.001)
        ) as response:
            for part in response.iter_raw():
                raw += part
                if len(raw) > _MAX_ANSWER_BYTES or time.monotonic() > deadline:
                    raise SignerAwayError("the answer of the KMS is too long or too slow")
            return response.status_code, bytes(raw)


def key_id(uri: str) -> str:
    """Return the id or ARN in an address.

    Raises:
        SignerRefusedError: it is no address of a KMS.
    """
    if not uri.startswith(SCHEME) or len(uri) == len(SCHEME):
        raise SignerRefusedError(f"{uri!r} is no address of a KMS key; it begins with {SCHEME}")
    return uri.removeprefix(SCHEME)


def _read(raw: bytes) -> dict[str, object]:
    try:
        answer = json.loads(raw)
    except (ValueError, RecursionError):
        return {}  # The status tells what can be told.
    return answer if isinstance(answer, dict) else {}


def _bytes(answer: Mapping[str, object], name: str) -> bytes:
    try:
        return b64decode(str(answer.get(name, "")), validate=True)
    except ValueError as err:
        raise WrongSignatureError(f"{name} in the answer of the KMS is no base64") from err
