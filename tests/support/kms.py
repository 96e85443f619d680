"""A key management service that speaks the wire of AWS KMS, and can misbehave on purpose.

`FakeKMS.answer` is the service: it recomputes the Signature Version 4 of every request with code of
its own, from the published description, and answers as the service does. `transport` puts it behind
a client without a socket, `served` behind a real port. `mischief` holds what goes wrong with the
next requests, one each.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

import httpx
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    Prehashed,
    decode_dss_signature,
    encode_dss_signature,
)

REGION: Final = "cn-north-1"
ACCESS_KEY: Final = "AKIDEXAMPLE"
SECRET: Final = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""The order of P-256."""

Answer = tuple[int, bytes]
Mischief = Callable[["FakeKMS", Answer], Answer]


def refused(name: str, status: int = 400) -> Mischief:
    """Return an error of the service."""
    body = json.dumps({"__type": f"com.amazonaws.kms#{name}", "message": "no"}).encode()
    return lambda _kms, _answer: (status, body)


def answered(body: bytes, status: int = 200) -> Mischief:
    """Return whatever bytes."""
    return lambda _kms, _answer: (status, body)


def hanging(seconds: float) -> Mischief:
    """Answer rightly, after a time."""

    def wait(_kms: FakeKMS, answer: Answer) -> Answer:
        time.sleep(seconds)
        return answer

    return wait


def unreachable(_kms: FakeKMS, _answer: Answer) -> Answer:
    """Break the connection."""
    raise httpx.ConnectError("refused")


def high_s(_kms: FakeKMS, answer: Answer) -> Answer:
    """Give the other half of the same signature: s in the upper half of its range."""
    return _with_signature(answer, lambda r, s: (r, max(s, ORDER - s)))


def other_signature(_kms: FakeKMS, answer: Answer) -> Answer:
    """Give a signature that is well formed and does not hold."""
    return _with_signature(answer, lambda r, s: (r, s ^ 1))


def zero_signature(_kms: FakeKMS, answer: Answer) -> Answer:
    """Give r and s of zero."""
    return _with_signature(answer, lambda _r, _s: (0, 0))


def other_key(kms: FakeKMS, answer: Answer) -> Answer:
    """Sign the right digest with a key that is not the one asked for."""
    stranger = ec.generate_private_key(ec.SECP256R1())
    return _json({"Signature": _b64(_sign(stranger, kms.last_digest))}, answer)


@dataclass(slots=True)
class FakeKMS:
    """Keys by ARN. `requests` are the operations that were asked for and authenticated."""

    keys: dict[str, ec.EllipticCurvePrivateKey] = field(default_factory=dict)
    mischief: deque[Mischief] = field(default_factory=deque)
    requests: list[str] = field(default_factory=list)
    last_digest: bytes = b""
    usage: str = "SIGN_VERIFY"

    def add(self, private: ec.EllipticCurvePrivateKey | None = None) -> str:
        """Hold a key and return its ARN."""
        arn = f"arn:aws:kms:{REGION}:111122223333:key/{uuid.uuid4()}"
        self.keys[arn] = private or ec.generate_private_key(ec.SECP256R1())
        return arn

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Answer a request; names of headers are in lower case."""
        wrong = _unauthenticated(method, path, headers, body)
        if wrong is not None:
            return refused(wrong)(self, (0, b""))
        operation = headers["x-amz-target"].removeprefix("TrentService.")
        self.requests.append(operation)
        answer = self._do(operation, json.loads(body))
        return self.mischief.popleft()(self, answer) if self.mischief else answer

    def transport(self) -> httpx.MockTransport:
        """Return a transport that ends here."""

        def handle(request: httpx.Request) -> httpx.Response:
            headers = {name.lower(): value for name, value in request.headers.items()}
            status, body = self.answer(request.method, request.url.path, headers, request.content)
            return httpx.Response(status, stream=httpx.ByteStream(body))

        return httpx.MockTransport(handle)

    def _do(self, operation: str, members: dict[str, Any]) -> Answer:
        if operation == "CreateKey":
            if (members["KeySpec"], members["KeyUsage"]) != ("ECC_NIST_P256", "SIGN_VERIFY"):
                return refused("UnsupportedOperationException")(self, (0, b""))
            arn = self.add()
            return _json({"KeyMetadata": {"Arn": arn, "KeyId": arn.rpartition("/")[2]}})
        private = self.keys.get(members["KeyId"])
        if private is None:
            return refused("NotFoundException")(self, (0, b""))
        if operation == "GetPublicKey":
            spki = private.public_key().public_bytes(
                serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
            )
            return _json({"PublicKey": _b64(spki), "KeyUsage": self.usage})
        if operation == "Sign" and members["SigningAlgorithm"] == "ECDSA_SHA_256":
            self.last_digest = base64.b64decode(members["Message"], validate=True)
            if members["MessageType"] != "DIGEST" or len(self.last_digest) != 32:
                return refused("ValidationException")(self, (0, b""))
            return _json({"Signature": _b64(_sign(private, self.last_digest))})
        return refused("UnknownOperationException")(self, (0, b""))


@contextmanager
def served(kms: FakeKMS) -> Iterator[str]:
    """Serve on a port of this machine, and return the endpoint."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = self.rfile.read(int(headers["content-length"]))
            status, answer = kms.answer("POST", self.path, headers, body)
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def _unauthenticated(method: str, path: str, headers: Mapping[str, str], body: bytes) -> str | None:
    """Return the service's error for a request that nobody signed, None for a good one.

    From the description of Signature Version 4; it shares no code with the client.
    """
    scheme, _, rest = headers.get("authorization", "").partition(" ")
    fields = dict(part.strip().partition("=")[::2] for part in rest.split(","))
    if scheme != "AWS4-HMAC-SHA256" or set(fields) != {"Credential", "SignedHeaders", "Signature"}:
        return "IncompleteSignatureException"
    access_key, day, region, service, end = fields["Credential"].split("/")
    asked_at = datetime.strptime(headers["x-amz-date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    if abs(datetime.now(UTC) - asked_at) > timedelta(minutes=15):
        return "RequestExpired"
    if (access_key, region, service, end) != (ACCESS_KEY, REGION, "kms", "aws4_request"):
        return "UnrecognizedClientException"
    signed = fields["SignedHeaders"].split(";")
    if not {"host", "x-amz-date", "x-amz-target"} <= set(signed) or signed != sorted(signed):
        return "InvalidSignatureException"
    canonical = method + "\n" + path + "\n\n"
    canonical += "".join(f"{name}:{headers[name].strip()}\n" for name in signed)
    canonical += "\n" + ";".join(signed) + "\n" + hashlib.sha256(body).hexdigest()
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    text = f"AWS4-HMAC-SHA256\n{headers['x-amz-date']}\n{day}/{region}/{service}/{end}\n{digest}"
    secret = ("AWS4" + SECRET).encode()
    for step in (day, region, service, end, text):
        secret = hmac.new(secret, step.encode(), hashlib.sha256).digest()
    good = hmac.compare_digest(secret.hex(), fields["Signature"])
    return None if good else "InvalidSignatureException"


def _sign(private: ec.EllipticCurvePrivateKey, digest: bytes) -> bytes:
    return private.sign(digest, ec.ECDSA(Prehashed(hashes.SHA256())))


def _with_signature(answer: Answer, change: Callable[[int, int], tuple[int, int]]) -> Answer:
    members = json.loads(answer[1])
    r, s = decode_dss_signature(base64.b64decode(members["Signature"]))
    return _json({"Signature": _b64(encode_dss_signature(*change(r, s)))}, answer)


def _json(members: dict[str, object], answer: Answer = (200, b"")) -> Answer:
    return answer[0], json.dumps(members).encode()


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()
