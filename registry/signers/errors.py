"""Why there is no signature: the signer is away, refuses, or cannot be believed."""

from __future__ import annotations

from typing import ClassVar

from registry.errors import RequestError


class SignerError(RequestError):
    """A signature is needed and cannot be had; nothing was signed and nothing was written."""

    code: ClassVar[str] = "SIGNER_UNAVAILABLE"


class SignerAwayError(SignerError):
    """The device or service does not answer, or has no capacity now; later it may."""


class SignerRefusedError(SignerError):
    """The device or service answers and will not sign: no such key, no right, a wrong PIN."""


class WrongSignatureError(SignerError):
    """What came back is no signature of the key over the message; it never leaves this process."""


class KeyFileError(SignerError):
    """A private key is needed and is not there, or cannot be read."""
