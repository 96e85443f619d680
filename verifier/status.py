"""Is the certificate still in force? The checks REVOKED, SUSPENDED and STATUS_UNAVAILABLE.

Two forms of one idea: a signed, dated list in which every token has an index of its own. The IETF
Token Status List keeps small numbers, least significant bit first, in zlib; the W3C Bitstring
Status List keeps one bit for each purpose, most significant first, in gzip. A list says nothing
outside its dates: what is stale is UNAVAILABLE, which is not the same as good, nor as bad.
Inflating stops at 8 MiB, whatever a list claims to hold.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from verifier.checks import Check, CheckResult, failed, passed, skipped, unavailable
from verifier.encoding import decode_base64url
from verifier.errors import MalformedError
from verifier.jws import UnverifiedJWS
from verifier.moments import parse_rfc3339
from verifier.strict_json import JSON

MAX_INFLATED_BYTES: Final = 8 * 1024 * 1024
LEEWAY_SECONDS: Final = 60
_MIN_BITSTRING_BYTES: Final = 131_072 // 8
_TOKEN_LIST_BITS: Final = frozenset({1, 2, 4, 8})
_ZLIB: Final = zlib.MAX_WBITS
_GZIP: Final = zlib.MAX_WBITS | 16
_NOT_INFLATED: Final = "the list cannot be inflated: damaged, cut off, or followed by something"
_REVOKED: Final = 1
_SUSPENDED: Final = 2


class ListType(StrEnum):
    """The two forms, by the `typ` of the token that carries the list."""

    TOKEN = "statuslist+jwt"  # noqa: S105 - a media type, no secret
    BITSTRING = "vc+jwt"


class Purpose(StrEnum):
    """What an entry of a list is about; ANY for a list whose numbers say it themselves."""

    ANY = ""
    REVOCATION = "revocation"
    SUSPENSION = "suspension"


class StatusReference(NamedTuple):
    """Where a credential says that its status stands."""

    uri: str
    idx: int
    list_type: ListType
    purpose: Purpose = Purpose.ANY


@dataclass(frozen=True, slots=True)
class StatusList:
    """A verified list: it says what was true in `[issued_at, expires_at)`, unix seconds."""

    issued_at: float
    expires_at: float
    bits: int
    data: bytes
    list_type: ListType
    purposes: frozenset[str]

    def is_fresh(self, at: float) -> bool:
        """Tell whether the list speaks about the moment `at`, with leeway at both ends."""
        return self.issued_at - LEEWAY_SECONDS <= at < self.expires_at + LEEWAY_SECONDS

    def value_at(self, index: int) -> int | None:
        """Return the value of an entry, None if the list has no such entry."""
        place, shift = divmod(index * self.bits, 8)
        if index < 0 or place >= len(self.data):
            return None
        if self.list_type is ListType.BITSTRING:
            shift = 8 - self.bits - shift
        return self.data[place] >> shift & ((1 << self.bits) - 1)


class StatusVerdict(NamedTuple):
    """The three checks of status, and the status itself where it is known."""

    results: tuple[CheckResult, ...]
    status: str | None = None


def skip_status(why: str) -> StatusVerdict:
    """Return that status was not asked for."""
    codes = (Check.REVOKED, Check.SUSPENDED, Check.STATUS_UNAVAILABLE)
    return StatusVerdict(tuple(skipped(code, why) for code in codes))


def status_unavailable(why: str, detail: str | None = None) -> StatusVerdict:
    """Return that status was needed and could not be had."""
    return StatusVerdict(
        (
            skipped(Check.REVOKED, "status_unknown"),
            skipped(Check.SUSPENDED, "status_unknown"),
            unavailable(Check.STATUS_UNAVAILABLE, why, detail),
        )
    )


def check_status(
    references: tuple[StatusReference, ...],
    find: Callable[[StatusReference], StatusList],
    *,
    at: float,
) -> StatusVerdict:
    """Ask every list that the credential names.

    Args:
        references: where the status stands; at least one.
        find: returns the verified list, or raises MalformedError with the reason.
        at: the moment asked about, in unix seconds.
    """
    values = set()
    for reference in references:
        try:
            status_list = find(reference)
        except MalformedError as err:
            return status_unavailable("no_list", str(err))
        if not status_list.is_fresh(at):
            return status_unavailable("stale")
        value = status_list.value_at(reference.idx)
        if reference.purpose is Purpose.SUSPENSION and value == 1:
            value = _SUSPENDED
        if value is None or value > _SUSPENDED:
            return status_unavailable("no_value", f"{reference.idx}: {value}")
        values.add(value)
    return _verdict(values)


_PASSED: Final = tuple(
    passed(code) for code in (Check.REVOKED, Check.SUSPENDED, Check.STATUS_UNAVAILABLE)
)


def _verdict(values: set[int]) -> StatusVerdict:
    if _REVOKED in values:
        return StatusVerdict((failed(Check.REVOKED, "failed"), *_PASSED[1:]), "REVOKED")
    if _SUSPENDED in values:
        return StatusVerdict(
            (_PASSED[0], failed(Check.SUSPENDED, "failed"), _PASSED[2]), "SUSPENDED"
        )
    return StatusVerdict(_PASSED, "VALID")


def parse_status_claim(status: JSON) -> tuple[StatusReference, ...]:
    """Read the `status` claim of an SD-JWT VC (Token Status List, section 6).

    Raises:
        MalformedError: it refers to no entry of a list.
    """
    entry = status.get("status_list") if isinstance(status, dict) else None
    if isinstance(entry, dict):
        index, uri = entry.get("idx"), entry.get("uri")
        if type(index) is int and isinstance(uri, str):
            return (StatusReference(uri, index, ListType.TOKEN),)
    raise MalformedError("the status claim refers to no status list")


def parse_credential_status(entries: JSON) -> tuple[StatusReference, ...]:
    """Read `credentialStatus` of a W3C credential: one entry or an array of them.

    Entries of other types and purposes are passed over; revocation must be among them.

    Raises:
        MalformedError: an entry is malformed, or none is about revocation.
    """
    references = tuple(
        _bitstring_entry(entry)
        for entry in (entries if isinstance(entries, list) else [entries])
        if isinstance(entry, dict)
        and entry.get("type") == "BitstringStatusListEntry"
        # A tuple, because what a stranger writes there may have no hash.
        and entry.get("statusPurpose") in ("revocation", "suspension")
    )
    if not any(reference.purpose is Purpose.REVOCATION for reference in references):
        raise MalformedError("credentialStatus names no list of revocations")
    return references


def _bitstring_entry(entry: dict[str, JSON]) -> StatusReference:
    # The Recommendation writes the index as text; some issuers write a number.
    uri, digits = entry.get("statusListCredential"), str(entry.get("statusListIndex"))
    if not (isinstance(uri, str) and digits.isascii() and digits.isdecimal() and len(digits) < 20):
        raise MalformedError("an entry of credentialStatus is malformed")
    return StatusReference(uri, int(digits), ListType.BITSTRING, Purpose(entry["statusPurpose"]))


def read_status_list(jws: UnverifiedJWS, uri: str, list_type: ListType) -> StatusList:
    """Read the list out of a token whose signature the caller has verified.

    Raises:
        MalformedError: it is the list of another URI, undated, of another form, too short or too
            large.
    """
    if list_type is ListType.TOKEN:
        return _token_list(jws, uri)
    return _bitstring_list(jws, uri)


def _token_list(jws: UnverifiedJWS, uri: str) -> StatusList:
    if jws.claims.get("sub") != uri:
        raise MalformedError("the list is of another subject")
    body = jws.claims.get("status_list")
    body = body if isinstance(body, dict) else {}
    bits = body.get("bits")
    if (
        type(bits) is not int
        or bits not in _TOKEN_LIST_BITS
        or not isinstance(body.get("lst"), str)
    ):
        raise MalformedError("the token carries no status list")
    data = _inflate(decode_base64url(body["lst"]), _ZLIB)
    issued, expires = _dates(jws.claims)
    return StatusList(issued, expires, bits, data, ListType.TOKEN, frozenset())


def _bitstring_list(jws: UnverifiedJWS, uri: str) -> StatusList:
    if jws.claims.get("id") != uri:
        raise MalformedError("the list is of another subject")
    subject = jws.claims.get("credentialSubject")
    subject = subject if isinstance(subject, dict) else {}
    encoded = subject.get("encodedList")
    if not isinstance(encoded, str) or not encoded.startswith("u"):
        raise MalformedError("the credential carries no bitstring")
    data = _inflate(decode_base64url(encoded[1:]), _GZIP)
    if len(data) < _MIN_BITSTRING_BYTES:
        raise MalformedError("the bitstring is too short")
    purpose = subject.get("statusPurpose")
    purposes = frozenset(
        item
        for item in (purpose if isinstance(purpose, list) else [purpose])
        if isinstance(item, str)
    )
    issued, expires = _dates(jws.claims)
    return StatusList(issued, expires, 1, data, ListType.BITSTRING, purposes)


def _dates(claims: dict[str, JSON]) -> tuple[float, float]:
    """Return when a list begins and ends to be true; a W3C list may say it in its own members."""
    begins = [claims[name] for name in ("iat", "nbf") if name in claims]
    ends = [claims["exp"]] if "exp" in claims else []
    for name, moments in (("validFrom", begins), ("validUntil", ends)):
        if isinstance(claims.get(name), str):
            moments.append(parse_rfc3339(claims[name]))
    if not begins or not ends:
        raise MalformedError("the list has no iat or no exp")
    return max(begins), min(ends)


def _inflate(raw: bytes, window: int) -> bytes:
    inflater = zlib.decompressobj(window)
    try:
        data = inflater.decompress(raw, MAX_INFLATED_BYTES + 1)
    except zlib.error as err:
        raise MalformedError(_NOT_INFLATED) from err
    if len(data) > MAX_INFLATED_BYTES:
        raise MalformedError(f"the list is larger than {MAX_INFLATED_BYTES} bytes")
    if not inflater.eof or inflater.unused_data:
        raise MalformedError(_NOT_INFLATED)
    return data
