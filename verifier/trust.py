"""Whom the verifier believes: issuers, their keys and scopes, status lists, the log policy.

`Trust` is a plain value: read from the trust file (`trustfile`), or built by a server from its own
records. It is never extended by what a credential says. Status lists are looked up by URI, in a
mapping or by a function for those who hold many; each is verified and inflated once, and kept
within a budget of memory.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Final, NamedTuple, TypeAlias

from verifier.errors import MalformedError, RefusedSignatureError
from verifier.jws import UnverifiedJWS, parse_jws, verify_jws
from verifier.keys import PublicKey
from verifier.moments import show_moment
from verifier.policy import LogPolicy
from verifier.remembered import SignatureMemory
from verifier.scope import ScopeItem
from verifier.status import StatusList, StatusReference, read_status_list
from verifier.strict_json import JSON

StatusTokens: TypeAlias = Mapping[str, str] | Callable[[str], str | None]
"""Status list tokens by URI: a mapping, or a function that returns None for an unknown one."""

HONEST_REASONS: Final = frozenset({"superseded", "withdrawn"})
_MAX_CACHED_BYTES: Final = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Revocation:
    """When a key was revoked, in unix seconds; any but an honest reason counts as compromise."""

    revoked_at: float
    reason: str


@dataclass(frozen=True, slots=True)
class IssuerKey:
    """A key of an issuer and its closed window in unix seconds; None for an open end."""

    kid: str
    public: PublicKey
    not_before: float | None = None
    not_after: float | None = None
    revocation: Revocation | None = None

    @property
    def compromised_at(self) -> float | None:
        """Return since when signatures of this key prove nothing, None if it is not compromised."""
        if self.revocation is None or self.revocation.reason in HONEST_REASONS:
            return None
        return self.revocation.revoked_at

    def holds_at(self, moment: float) -> bool:
        """Tell whether the key signed in its time, to the second, compromise aside."""
        if self.not_before is not None and moment < self.not_before:
            return False
        if self.not_after is not None and moment > self.not_after:
            return False
        ended = self.revocation is not None and self.revocation.reason in HONEST_REASONS
        return not (ended and self.revocation and moment > self.revocation.revoked_at)

    def describe(self) -> str:
        """Write the window for a report."""
        ends = (
            "..." if end is None else show_moment(end) for end in (self.not_before, self.not_after)
        )
        return " - ".join(ends)


@dataclass(frozen=True, slots=True)
class Issuer:
    """An issuer by its `iss`; a `scope` of None is anything, an empty one nothing."""

    iss: str
    name: str | None
    keys: Mapping[str, IssuerKey]
    scope: tuple[ScopeItem, ...] | None


_ListName: TypeAlias = tuple[str, str, str]


class _Kept(NamedTuple):
    """A verified list, its token, and the key that it was verified by."""

    token: str
    key: IssuerKey
    status_list: StatusList


@dataclass(slots=True)
class _ListCache:
    """Verified lists by URI, issuer and form; the oldest go when there are too many bytes."""

    lists: dict[_ListName, _Kept] = field(default_factory=dict)
    total: int = 0
    lock: Lock = field(default_factory=Lock)

    def put(self, name: _ListName, kept: _Kept) -> None:
        with self.lock:
            self._drop(name)
            self.lists[name] = kept
            self.total += len(kept.status_list.data)
            while self.total > _MAX_CACHED_BYTES:
                self._drop(next(iter(self.lists)))

    def _drop(self, name: _ListName) -> None:
        old = self.lists.pop(name, None)
        if old is not None:
            self.total -= len(old.status_list.data)


@dataclass(frozen=True, slots=True)
class Trust:
    """All that is believed before a credential is read; `expires` is None for a live registry.

    What is remembered of signatures and lists is bound to the keys that checked them, so it may be
    carried into a changed copy.
    """

    issuers: Mapping[str, Issuer]
    expires: float | None = None
    status_tokens: StatusTokens = field(default_factory=dict)
    log_policy: LogPolicy | None = None
    log_required: bool = False
    signatures: SignatureMemory = field(default_factory=SignatureMemory, compare=False, repr=False)
    _cache: _ListCache = field(default_factory=_ListCache, compare=False, repr=False)

    def find_key(self, iss: str, kid: str) -> IssuerKey | None:
        """Return the key that an issuer names so, None if either is unknown."""
        issuer = self.issuers.get(iss)
        return None if issuer is None else issuer.keys.get(kid)

    def verify(self, jws: UnverifiedJWS, key: IssuerKey) -> dict[str, JSON]:
        """Return the claims if they were signed by `key`; a repeat is remembered.

        Raises:
            RefusedSignatureError: as `verify_jws`.
        """
        return self.signatures.verify(jws, key.public)

    def find_status_list(self, reference: StatusReference, iss: str) -> StatusList:
        """Return the verified list of a credential by `iss`, fresh or stale.

        Raises:
            MalformedError: there is none, or it cannot be believed; the message says why.
        """
        tokens = self.status_tokens
        uri = reference.uri
        token = tokens(uri) if callable(tokens) else tokens.get(uri)
        if token is None:
            raise MalformedError("the list is not at hand")
        name = (uri, iss, reference.list_type)
        cached = self._cache.lists.get(name)
        if (
            cached is None
            or cached.token != token
            or self.find_key(iss, cached.key.kid) is not cached.key
        ):
            cached = self._verify_list(token, reference, iss)
            self._cache.put(name, cached)
        status_list = cached.status_list
        if reference.purpose and reference.purpose not in status_list.purposes:
            raise MalformedError("the list is of another purpose")
        return status_list

    def _verify_list(self, token: str, reference: StatusReference, iss: str) -> _Kept:
        jws = parse_jws(token.encode("utf-8", "replace"), typ=reference.list_type)
        key = self.find_key(iss, jws.header.kid) if jws.text_claim("iss") == iss else None
        if key is None:
            raise MalformedError("no trusted key of the issuer signed the list")
        try:
            verify_jws(jws, key.public)
        except RefusedSignatureError as err:
            raise MalformedError(f"the list: {err}") from err
        status_list = read_status_list(jws, reference.uri, reference.list_type)
        # A stolen key can write any date into a list, so no list of it is believed, however old it
        # says it is.
        if key.compromised_at is not None or not key.holds_at(status_list.issued_at):
            raise MalformedError("the key of the list was not in its time")
        return _Kept(token, key, status_list)

    @classmethod
    def from_json(cls, data: bytes | str | dict[str, object]) -> Trust:
        """Read a plain trust file, believed as it lies there.

        Raises:
            TrustRefusedError: it is not as CREDENTIAL.md section 5 has it.
        """
        from verifier.trustfile import read_trust  # noqa: PLC0415 - the reader builds this class

        return read_trust(data)

    @classmethod
    def from_jwt(cls, text: str, key_jwk: bytes | str | dict[str, object]) -> Trust:
        """Read a trust file signed by the registry (`typ: trust+jwt`).

        Raises:
            TrustRefusedError: the key does not fit, the signature does not hold, or the file is
                refused.
        """
        from verifier.trustfile import read_signed_trust  # noqa: PLC0415 - as above

        return read_signed_trust(text, key_jwk)
