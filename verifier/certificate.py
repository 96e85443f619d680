"""The facts of a certificate, and where it contradicts itself (the check FORMAT).

Facts come from one of two forms: the claims of our SD-JWT VC (here) or an Open Badge (`badge`).
`read_facts` refuses what cannot be read as a certificate at all; `contradictions` lists what can be
read and cannot all be true, which an issuer that fills in forms correctly never signs.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from verifier.errors import MalformedError
from verifier.moments import china_day_number, parse_day
from verifier.numbers import NumberParts, read_number
from verifier.scope import occupation_key
from verifier.strict_json import JSON

VCT: Final = "urn:cn:skills:certificate:1"
KINDS: Final = frozenset({"SKILL_GRADE", "QUALIFICATION", "SPECIAL_ABILITY", "SPECIAL_TECHNICIAN"})
GRADED_KINDS: Final = frozenset({"SKILL_GRADE", "SPECIAL_TECHNICIAN"})
LEVELS: Final = frozenset(
    {
        "APPRENTICE",
        "JUNIOR",
        "INTERMEDIATE",
        "SENIOR",
        "TECHNICIAN",
        "SENIOR_TECHNICIAN",
        "SPECIAL_TECHNICIAN",
        "CHIEF_TECHNICIAN",
    }
)
_VISIBLE: Final = (
    "number",
    "kind",
    "issued_on",
    "level",
    "occupation",
    "occupation_name",
    "work_type",
    "issuer_name",
    "issuer_prefix",
    "session",
)
VISIBLE_CLAIMS: Final = frozenset(_VISIBLE)
"""Claims of ours that are always visible, and so never disclosed."""

_MANDATORY: Final = frozenset({"number", "kind", "issued_on"})
_MANDATORY_IF_GRADED: Final = _MANDATORY | {"level", "occupation"}
_TEXT: Final = frozenset({str})
_TEXT_OR_NONE: Final = frozenset({str, type(None)})
_NUMBER: Final = frozenset({int, float})
_HOLDER: Final = ("name", "id_number", "id_last4", "birth_date")
_PRIVATE_CLAIMS: Final[dict[str, frozenset[type]]] = {
    **dict.fromkeys((*_HOLDER, "enterprise"), _TEXT),
    **dict.fromkeys(("theory", "practical"), _NUMBER),
}
_OCCUPATION: Final = re.compile(r"(?:[0-9]{4}:)?[0-9A-Za-z.-]{1,32}")
_LAST4: Final = 4
_CENTURY: Final = 100
_RESIDENT_ID: Final = re.compile(r"[0-9]{6}([0-9]{4})([0-9]{2})([0-9]{2})[0-9]{3}[0-9Xx]")


class Certificate(NamedTuple):
    """The always visible facts of a certificate. None: it does not say."""

    number: str
    kind: str
    issued_on: date
    level: str | None = None
    occupation: str | None = None
    occupation_name: str | None = None
    work_type: str | None = None
    issuer_name: str | None = None
    issuer_prefix: str | None = None


class Holder(NamedTuple):
    """What a credential discloses about its holder, and the names of all that it discloses."""

    name: str | None = None
    id_number: str | None = None
    id_last4: str | None = None
    birth_date: str | None = None
    disclosed: tuple[str, ...] = ()


def read_facts(claims: dict[str, JSON]) -> Certificate:
    """Read the always visible facts.

    Raises:
        MalformedError: a mandatory fact is missing, or any is not what it should be.
    """
    # Absent is as good as text here; null is not, and has a type of its own.
    values = [claims.get(name, "absent") for name in _VISIBLE]
    if not (all(values) and _TEXT.issuperset(map(type, values))):
        raise MalformedError("a claim of the certificate is empty or not text")
    facts: list[JSON] = [claims.get(name) for name in _VISIBLE]
    number, kind, issued_on, level, occupation, name, work_type, issuer, prefix, _ = facts
    mandatory = _MANDATORY_IF_GRADED if kind in GRADED_KINDS else _MANDATORY
    if not mandatory <= claims.keys():
        raise MalformedError(f"no {', '.join(sorted(mandatory - claims.keys()))}")
    if kind not in KINDS or (level is not None and level not in LEVELS):
        raise MalformedError("an unknown kind or level")
    if occupation is not None and not _OCCUPATION.fullmatch(occupation):
        raise MalformedError("occupation is not edition:code")
    key = None if occupation is None else occupation_key(occupation)
    day = parse_day(issued_on)
    return Certificate(number, kind, day, level, key, name, work_type, issuer, prefix)


def read_holder(claims: dict[str, JSON], disclosed: tuple[str, ...]) -> Holder:
    """Read what is disclosed; a claim of a wrong type is as good as absent (see `mistyped`)."""
    values: list[JSON] = [claims.get(name) for name in _HOLDER]
    if not _TEXT_OR_NONE.issuperset(map(type, values)):
        values = [value if type(value) is str else None for value in values]
    name, id_number, id_last4, birth_date = values
    return Holder(name, id_number, id_last4, birth_date, disclosed)


def mistyped(claims: dict[str, JSON]) -> list[str]:
    """Return the private claims that an issuer signed with another type than theirs."""
    return [
        name
        for name, types in _PRIVATE_CLAIMS.items()
        if name in claims and type(claims[name]) not in types
    ]


def contradictions(
    certificate: Certificate, holder: Holder, *, iss: str, iat: float | None
) -> list[str]:
    """Return what cannot all be true, as the names of the facts that contradict one another."""
    parts = read_number(certificate.kind, certificate.number)
    tail = iss.rpartition("/")[2]
    found = ["number / kind"] if parts is None else _against_number(certificate, parts, tail)
    if certificate.issuer_prefix is not None and certificate.issuer_prefix != tail:
        found.append("issuer_prefix / iss")
    if holder.id_number is not None:
        found += _against_id_number(holder, holder.id_number)
    if iat is not None and certificate.issued_on.toordinal() > china_day_number(iat):
        found.append("issued_on / iat")
    return found


def _against_number(certificate: Certificate, parts: NumberParts, tail: str) -> list[str]:
    found = []
    if parts.year is not None and certificate.issued_on.year % _CENTURY != parts.year:
        found.append("number / issued_on")
    if parts.level is not None and _differs(certificate.level, parts.level):
        found.append("number / level")
    prefix = parts.issuer_prefix
    if prefix is not None and _differs(certificate.issuer_prefix, prefix):
        found.append("number / issuer_prefix")
    if prefix is not None and tail != prefix:
        found.append("number / iss")
    return found


def _differs(said: str | None, wanted: str) -> bool:
    return said is not None and said != wanted


def _against_id_number(holder: Holder, id_number: str) -> list[str]:
    found = []
    if holder.id_last4 is not None and id_number[-_LAST4:].upper() != holder.id_last4.upper():
        found.append("id_last4 / id_number")
    resident = _RESIDENT_ID.fullmatch(id_number)
    if holder.birth_date is not None and resident is not None:
        birth = "-".join(resident.groups())
        if holder.birth_date != birth:
            found.append("birth_date / id_number")
    return found


def prefix_of(certificate: Certificate) -> str | None:
    """Return the issuer prefix, from its own claim or the head of the number."""
    if certificate.issuer_prefix is not None:
        return certificate.issuer_prefix
    parts = read_number(certificate.kind, certificate.number)
    return None if parts is None else parts.issuer_prefix
