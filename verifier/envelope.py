"""The forms in which a credential reaches a verifier.

The bare credential; the text of our QR code, `<base>/verify#<token>`, whose fragment never reaches
a server; or a JSON file `{"credential", "logProof"}` that staples the log proof to it. Nothing is
believed here.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from verifier.errors import MalformedError
from verifier.strict_json import parse_json_object

MAX_CREDENTIAL_BYTES: Final = 65_536
MAX_ENVELOPE_BYTES: Final = 131_072
_SPACE: Final = " \t\r\n"
_QR_PATH: Final = "/verify#"


class Envelope(NamedTuple):
    """A credential in ASCII, and the log proof that came with it."""

    credential: bytes
    log_proof: str | None = None


def read_envelope(text: str | bytes) -> Envelope:
    """Take the credential out of the text that it came in.

    Raises:
        MalformedError: there is none in it, or it is too large.
    """
    if len(text) > MAX_ENVELOPE_BYTES:
        raise MalformedError(f"more than {MAX_ENVELOPE_BYTES} bytes")
    try:
        text = (text.decode() if isinstance(text, bytes) else text).strip(_SPACE)
    except UnicodeDecodeError as err:
        raise MalformedError("not text") from err
    if not text.startswith("{"):
        return Envelope(_credential(text))
    members = parse_json_object(text)
    credential, log_proof = members.get("credential"), members.get("logProof")
    if not isinstance(credential, str) or not (log_proof is None or isinstance(log_proof, str)):
        raise MalformedError("no credential in the JSON object, or a logProof that is no text")
    return Envelope(_credential(credential.strip(_SPACE)), log_proof)


def _credential(text: str) -> bytes:
    if text.startswith(("https://", "http://")):
        _, found, text = text.partition(_QR_PATH)
        if not found:
            raise MalformedError("an address without a credential after /verify#")
    if not text.isascii():
        raise MalformedError("not a credential: other characters than ASCII")
    if len(text) > MAX_CREDENTIAL_BYTES:
        raise MalformedError(
            f"a credential of {len(text)} bytes, at most {MAX_CREDENTIAL_BYTES} allowed"
        )
    return text.encode()
