"""What an endpoint for wallets refuses; the codes are those of the standards, and permanent."""

from __future__ import annotations

from typing import ClassVar


class WalletError(Exception):
    """A request of a wallet cannot be granted; `error` is its code on the wire.

    RFC 6749 section 5.2 for tokens, RFC 6750 section 3.1 for the access token, OpenID4VCI 1.0
    section 8.3.1 for credentials.
    """

    code: ClassVar[str] = "wallet_error"

    def __init__(self, error: str, message: str, *, status: int = 400) -> None:
        super().__init__(message)
        self.error = error
        self.status = status


def invalid_token(message: str) -> WalletError:
    """Return the refusal of an access token."""
    return WalletError("invalid_token", message, status=401)
