"""One entry of the log (CREDENTIAL.md section 7), read strictly.

An entry has one spelling, RFC 8785. So an entry is read and written again, and must come out as it
was: that refuses members twice, white space and other escapes all at once. Members that the section
does not name are refused too; the log is public, and nothing else belongs there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from verifier.errors import MalformedError
from verifier.strict_json import JSON, parse_json_object

MAX_TOKENS: Final = 8
"""Three forms of a certificate, and some that were signed again."""
_MAX_SEATS: Final = 1_000_000
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Session:
    """An assessment with `seats` seats on a day; `roster` commits to who sits there."""

    plan: str
    session: str
    filing: str
    occupation: str
    level: str
    day: date
    seats: int
    roster: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate, by the hashes of what was signed of it."""

    tokens: tuple[str, ...]
    issuer: str
    kind: str
    occupation: str | None
    level: str | None
    session: str | None
    issued_on: date


@dataclass(frozen=True, slots=True)
class Statement:
    """An entry that no rule reads: what became of a key, or a status list that was served."""


Entry: TypeAlias = Session | Certificate | Statement


class UnknownTypeError(MalformedError):
    """The entry is of a type that the section does not name."""


def parse_entry(raw: bytes) -> Entry:
    """Read an entry.

    Raises:
        MalformedError: it is none, or not in its one spelling.
        UnknownTypeError: it is of another type.
    """
    members = _canonical_members(raw)
    kind = members.get("type")
    read = _READERS.get(kind) if isinstance(kind, str) else None
    if read is None:
        raise UnknownTypeError(f"type {kind!r:.40}")
    return read(_Members(members))


def _canonical_members(raw: bytes) -> dict[str, JSON]:
    try:
        text = raw.decode()
        members = json.loads(text)
        if type(members) is dict and _ENCODER.encode(members) == text:
            return members
    except (ValueError, RecursionError):
        # The strict reader below finds the reason.
        pass
    parse_json_object(raw)
    raise MalformedError("not as RFC 8785 writes it")


@dataclass(slots=True)
class _Members:
    """The members of an entry; each is taken once, and none may be left."""

    left: dict[str, JSON]

    def done(self) -> None:
        extra = self.left.keys() - {"type"}
        if extra:
            raise MalformedError(f"a member {min(extra)!r:.40} that does not belong there")

    def text(self, name: str) -> str:
        value = self.left.pop(name, None)
        if type(value) is not str or not value:
            raise MalformedError(f"{name} is missing or no text")
        return value

    def optional(self, name: str) -> str | None:
        return self.text(name) if name in self.left else None

    def hash(self, name: str) -> str:
        value = self.text(name)
        if not _HASH.fullmatch(value):
            raise MalformedError(f"{name} is no SHA-256 in hexadecimal")
        return value

    def day(self, name: str) -> date:
        value = self.text(name)
        try:
            if _DAY.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:
            pass
        raise MalformedError(f"{name} is no day")

    def seats(self) -> int:
        value = self.left.pop("seats", None)
        if type(value) is not int or not 0 <= value <= _MAX_SEATS:
            raise MalformedError("seats is no number of seats")
        return value

    def tokens(self) -> tuple[str, ...]:
        values = self.left.pop("jwts", None)
        if not isinstance(values, list) or not 1 <= len(values) <= MAX_TOKENS:
            raise MalformedError(f"jwts is no array of 1 to {MAX_TOKENS}")
        if not all(isinstance(value, str) and _HASH.fullmatch(value) for value in values):
            raise MalformedError("jwts holds something other than SHA-256 in hexadecimal")
        return tuple(values)


def _session(members: _Members) -> Session:
    entry = Session(
        plan=members.text("plan"),
        session=members.text("session"),
        filing=members.text("filing"),
        occupation=members.text("occupation"),
        level=members.text("level"),
        day=members.day("day"),
        seats=members.seats(),
        roster=members.hash("roster"),
    )
    members.done()
    return entry


def _certificate(members: _Members) -> Certificate:
    entry = Certificate(
        tokens=members.tokens(),
        issuer=members.text("issuer"),
        kind=members.text("kind"),
        occupation=members.optional("occupation"),
        level=members.optional("level"),
        session=members.optional("session"),
        issued_on=members.day("issued_on"),
    )
    members.done()
    return entry


def _status(members: _Members) -> Statement:
    members.text("list")
    members.hash("sha256")
    members.done()
    return Statement()


def _key(members: _Members) -> Statement:
    for name in ("iss", "kid", "thumbprint", "event"):
        members.text(name)
    moment = members.left.pop("at", None)
    if type(moment) not in {int, str}:
        raise MalformedError("at is no moment")
    members.done()
    return Statement()


_READERS: Final[Mapping[str, Callable[[_Members], Entry]]] = {
    "session/1": _session,
    "certificate/1": _certificate,
    "status/1": _status,
    "key/1": _key,
}
