"""SD-JWT presentations: a signed token, what its holder discloses, and who presents it.

RFC 9901 section 4 gives the form, section 7.1 the processing, which `disclose` follows step by
step. Nothing is tolerated that section 7.1 lets a verifier pass over quietly: a digest twice, a
disclosure that nothing refers to, a name that stands there already. A disclosure is a part of the
signed claims only by its digest; so every byte of it counts, and it is never decoded to anything
but one strict JSON array.
"""

from __future__ import annotations

from binascii import b2a_base64
from hashlib import sha256
from typing import Final, NamedTuple

from verifier.encoding import decode_base64url_each, is_base64url
from verifier.errors import MalformedError
from verifier.strict_json import JSON, MAX_DEPTH, parse_json_each

MAX_DISCLOSURES: Final = 256
_TO_URL: Final = bytes.maketrans(b"+/", b"-_")
_TEXT: Final = frozenset({str})
_CONTAINERS: Final = frozenset({dict, list})
_RESERVED_NAMES: Final = frozenset({"_sd", "..."})
_OBJECT_MEMBER_PARTS: Final = 3
_ARRAY_ELEMENT_PARTS: Final = 2
_TOO_DEEP: Final = f"the claims are nested deeper than {MAX_DEPTH}"
_NAME_TAKEN: Final = "a disclosed name is no text, reserved, or stands there already"
# A disclosure may be read as null, so its absence must be something else.
_ABSENT: Final = object()


class Presentation(NamedTuple):
    """A presentation in its parts; `key_binding` is empty where there is none.

    `bound` is what a key binding hashes: everything up to and with the last `~` (RFC 9901 section
    4.3.1).
    """

    jwt: bytes
    disclosures: tuple[bytes, ...]
    key_binding: bytes
    bound: bytes


class Disclosed(NamedTuple):
    """The processed claims, and the names disclosed at their top level in the order presented."""

    claims: dict[str, JSON]
    names: tuple[str, ...]


def parse_presentation(token: bytes) -> Presentation:
    """Split the compact form; the parts are checked for their alphabet and number only.

    Raises:
        MalformedError: it does not end in `~` or a key binding, has an empty or foreign part, or
            too many.
    """
    jwt, *rest = token.split(b"~")
    if not rest:
        raise MalformedError("no ~ after the signed token")
    key_binding = rest.pop()
    if len(rest) > MAX_DISCLOSURES:
        raise MalformedError(f"{len(rest)} disclosures, at most {MAX_DISCLOSURES} allowed")
    if not (all(rest) and is_base64url(b"".join(rest))):
        raise MalformedError("a disclosure is not base64url")
    if key_binding and (key_binding.count(b".") != 2 or not is_base64url(key_binding, also=b".")):
        raise MalformedError("what follows the last ~ is no token")
    return Presentation(jwt, tuple(rest), key_binding, token[: len(token) - len(key_binding)])


def disclose(
    claims: dict[str, JSON], disclosures: tuple[bytes, ...], *, reserved: frozenset[str]
) -> Disclosed:
    """Put the disclosed claims where their digests stand (RFC 9901 section 7.1, steps 2 to 5).

    Args:
        claims: of the signed token, verified by the caller.
        disclosures: in base64url, as they were presented.
        reserved: names that must never be disclosed at the top level.

    Raises:
        MalformedError: any rule of that section is broken; the message says which.
    """
    # 7.1 step 2.b: only the algorithm that the registry issues with.
    visible = claims.copy()
    if visible.pop("_sd_alg", "sha-256") != "sha-256":
        raise MalformedError("digests of another algorithm than sha-256")
    # Step 3.a: calculate the digest over each disclosure, as it was sent.
    digests = _digests(disclosures)
    values = parse_json_each(decode_base64url_each(disclosures))
    pending = dict(zip(digests, values, strict=True))
    if len(pending) != len(digests):
        raise MalformedError("a disclosure stands twice")
    opening = _Opening(pending)
    processed = opening.object(visible, 1, reserved)
    # Step 5: a disclosure that nothing refers to.
    if pending:
        raise MalformedError(f"{len(pending)} disclosures belong to no digest")
    names = opening.top_level
    return Disclosed(processed, tuple([names[digest] for digest in digests if digest in names]))


def _digests(disclosures: tuple[bytes, ...]) -> list[str]:
    """Return the SHA-256 of each disclosure in base64url, encoded all at once.

    With a zero byte after it a digest is eleven groups of three bytes, so each makes 44 characters,
    of which the last is of the zero byte alone.
    """
    raw = b"".join([sha256(disclosure).digest() + b"\0" for disclosure in disclosures])
    text = b2a_base64(raw, newline=False).translate(_TO_URL).decode()
    return [text[start : start + 43] for start in range(0, len(text), 44)]


class _Opening:
    """One walk through the claims, which uses up `pending`; recursion is bounded by depth."""

    __slots__ = ("pending", "seen", "top_level")

    def __init__(self, pending: dict[str, JSON]) -> None:
        self.pending = pending
        self.seen: set[str] = set()
        self.top_level: dict[str, str] = {}

    def object(
        self, members: dict[str, JSON], depth: int, reserved: frozenset[str] = _RESERVED_NAMES
    ) -> dict[str, JSON]:
        """Return the members with what is disclosed among them, and without digests."""
        if depth > MAX_DEPTH:
            raise MalformedError(_TOO_DEEP)
        if "..." in members:
            raise MalformedError("a member is named ...")
        nested = [name for name, value in members.items() if type(value) in _CONTAINERS]
        if not nested and "_sd" not in members:
            return members
        opened = members.copy()
        digests = opened.pop("_sd", None)
        for name in nested:
            if name != "_sd":
                opened[name] = self.value(opened[name], depth + 1)
        if "_sd" in members:
            self.note(digests)
            names = self.members(digests, opened, depth, reserved)
            if depth == 1:
                self.top_level = names
        return opened

    def members(
        self, digests: list[str], opened: dict[str, JSON], depth: int, reserved: frozenset[str]
    ) -> dict[str, str]:
        """Put what is disclosed among the members of its object; return its names by digest."""
        names: dict[str, str] = {}
        for digest in digests:
            disclosure = self.pending.pop(digest, _ABSENT)
            if disclosure is _ABSENT:
                continue
            _, name, value = _parts(disclosure, _OBJECT_MEMBER_PARTS)
            if (
                type(name) is not str
                or name in _RESERVED_NAMES
                or name in reserved
                or name in opened
            ):
                raise MalformedError(_NAME_TAKEN)
            opened[name] = self.value(value, depth + 1) if type(value) in _CONTAINERS else value
            names[digest] = name
        return names

    def value(self, value: JSON, depth: int) -> JSON:
        """Return a value, processed if it is an object or array."""
        kind = type(value)
        if kind is dict:
            return self.object(value, depth)
        return self.array(value, depth) if kind is list else value

    def array(self, elements: list[JSON], depth: int) -> list[JSON]:
        """Return the elements with what is disclosed among them, and without digests."""
        if depth > MAX_DEPTH:
            raise MalformedError(_TOO_DEEP)
        opened = []
        for element in elements:
            if type(element) is dict and "..." in element:
                if len(element) != 1:
                    raise MalformedError("a digest of an array element has neighbours")
                digest = element["..."]
                self.note([digest])
                disclosure = self.pending.pop(digest, _ABSENT)
                if disclosure is _ABSENT:
                    continue
                # It takes the place of its digest, and may itself hold digests.
                _, element = _parts(disclosure, _ARRAY_ELEMENT_PARTS)  # noqa: PLW2901 - as said
            opened.append(self.value(element, depth + 1))
        return opened

    def note(self, digests: JSON) -> None:
        """Refuse digests that are no array of texts, or of which one was met before.

        Step 4: that holds for decoys and for what is not disclosed, too.
        """
        if type(digests) is not list or not _TEXT.issuperset(map(type, digests)):
            raise MalformedError("digests are no array of texts")
        fresh = set(digests)
        if len(fresh) != len(digests) or not self.seen.isdisjoint(fresh):
            raise MalformedError("a digest stands twice")
        self.seen |= fresh


def _parts(disclosure: JSON, count: int) -> list[JSON]:
    if type(disclosure) is not list or len(disclosure) != count or type(disclosure[0]) is not str:
        raise MalformedError(f"a disclosure is no array of {count} that begins with a salt")
    return disclosure
