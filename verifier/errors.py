"""What leaves this package when something cannot be read.

Malformed and rejected are different answers: a malformed credential becomes a report whose FORMAT
failed, a refused trust file stops the caller before anything is judged. A report itself is never an
exception.
"""

from __future__ import annotations

from typing import ClassVar


class VerifierError(Exception):
    """The base of everything that `verifier` raises on purpose."""

    code: ClassVar[str] = "verifier_error"


class MalformedError(VerifierError):
    """Bytes from outside are not what they should be; the message says what is wrong."""

    code: ClassVar[str] = "malformed"


class RefusedSignatureError(VerifierError):
    """A signature does not hold, or there is no key that could tell."""

    code: ClassVar[str] = "refused_signature"


class TrustRefusedError(VerifierError):
    """The trust file cannot be used; nothing may be judged by it."""

    code: ClassVar[str] = "trust_refused"


class BadRequestError(VerifierError):
    """The caller asked for something impossible, for example a moment that is none."""

    code: ClassVar[str] = "bad_request"
