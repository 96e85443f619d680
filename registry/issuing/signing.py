"""JWTs (RFC 7515, compact form) signed by whatever holds the key.

`SigningKey` is all that the rest of the registry knows of a private key; `registry.signers` has the
backends: an encrypted file, a PKCS #11 device, a key management service. The token is written here
and nowhere else: header members sorted, payload in its own order, no white space. With a
deterministic key the same token signed again is the same file.
"""

from __future__ import annotations

import asyncio
from binascii import b2a_base64
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Final, Protocol, TypeVar

import orjson

from registry.signers.errors import SignerAwayError

REMOTE_SECONDS: Final = 8.0
"""At most so long a coroutine waits for a signature; the time limit of a write is longer."""

_KNOWN_HEADERS: Final = 1_024
_URL_SAFE: Final = bytes.maketrans(b"+/", b"-_")
T = TypeVar("T")


class SigningKey(Protocol):
    """A private key that signs for an issuer, wherever it lies.

    `prefix` is the issuer prefix, or `registry` for the registry's own key; `alg` is `ES256` or
    `EdDSA`. A remote key (`is_remote`) asks a device or the network for every signature. A
    deterministic key gives the same signature for the same message.
    """

    @property
    def prefix(self) -> str: ...  # noqa: D102 - the class says it
    @property
    def kid(self) -> str: ...  # noqa: D102
    @property
    def alg(self) -> str: ...  # noqa: D102
    @property
    def is_remote(self) -> bool: ...  # noqa: D102
    @property
    def is_deterministic(self) -> bool: ...  # noqa: D102

    def public_jwk(self) -> dict[str, str]:
        """Return the public part as a JWK (RFC 7517) with `kid`, `alg` and `use`."""
        ...

    def salt_secret(self) -> bytes:
        """Return 32 secret bytes that belong to this key, for the salts of disclosures."""
        ...

    def sign(self, message: bytes) -> bytes:
        """Return the JOSE signature of a message, 64 bytes (RFC 7518 section 3.4, RFC 8037).

        Raises:
            SignerError: the key cannot be asked, refuses, or gave what does not hold.
        """
        ...


def sign_jwt(
    payload: Mapping[str, object],
    *,
    typ: str,
    key: SigningKey,
    headers: Mapping[str, str] | None = None,
) -> str:
    """Return the payload, in its order, as a compact JWT; `headers` are further members.

    Raises:
        SignerError: as `SigningKey.sign`.
    """
    more = tuple(headers.items()) if headers else ()
    signed = f"{_header(key.alg, key.kid, typ, more)}.{base64url(orjson.dumps(payload))}"
    return f"{signed}.{base64url(key.sign(signed.encode('ascii')))}"


async def signed_by(key: SigningKey, work: Callable[[], T]) -> T:
    """Return what `work`, which signs with the key, returns.

    A local key signs in microseconds, so at once. A remote one signs in a thread: neither the event
    loop nor the transaction of the caller is ever held longer than `REMOTE_SECONDS`.

    Raises:
        SignerError: as `SigningKey.sign`, or the time has passed.
    """
    if not key.is_remote:
        return work()
    try:
        return await asyncio.wait_for(asyncio.to_thread(work), REMOTE_SECONDS)
    except TimeoutError as err:
        raise SignerAwayError(
            f"the signer of key {key.kid} gave no answer within {REMOTE_SECONDS:g} seconds"
        ) from err


async def all_signed_by(key: SigningKey, works: Sequence[Callable[[], T]]) -> list[T]:
    """Return what each of these returns, in order; a remote key is asked for several at a time.

    Raises:
        SignerError: as `signed_by`.
    """
    if not key.is_remote:
        return [work() for work in works]
    return await asyncio.gather(*(signed_by(key, work) for work in works))


def base64url(data: bytes) -> str:
    """Return base64url without padding (RFC 7515 section 2)."""
    # A token is made of twenty such texts: the library's own function takes twice the time.
    return b2a_base64(data, newline=False).translate(_URL_SAFE).rstrip(b"=").decode("ascii")


@lru_cache(maxsize=_KNOWN_HEADERS)
def _header(alg: str, kid: str, typ: str, more: tuple[tuple[str, str], ...]) -> str:
    """Return the first part of a token; a key signs many with the same."""
    members = {"alg": alg, "kid": kid, "typ": typ, **dict(more)}
    return base64url(orjson.dumps(members, option=orjson.OPT_SORT_KEYS))
