"""The same certificate as an Open Badge 3.0 (`vc+jwt`; CREDENTIAL.md section 2).

The facts are read back from where the export puts them: occupation and level from the id of the
achievement, the number from `licenseNumber`, the day of issue from `validFrom`. The kind is not
written anywhere; the scheme that the number follows says it. A badge about some other achievement
is none of our certificates and has no facts here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from verifier.certificate import GRADED_KINDS, LEVELS, Certificate
from verifier.errors import MalformedError
from verifier.moments import china_day, parse_rfc3339
from verifier.numbers import read_number
from verifier.strict_json import JSON

ACHIEVEMENT_PREFIX: Final = "urn:cn:skills:achievement:"
_ACHIEVEMENT: Final = re.compile(r"([0-9]{4}):([0-9A-Za-z.-]{1,32}):([A-Z_]+)")


@dataclass(frozen=True, slots=True)
class BadgeFrame:
    """What every W3C credential says of itself: its period, unix seconds, and contradictions."""

    valid_from: float | None
    valid_until: float | None
    contradictions: tuple[str, ...]


def read_frame(claims: dict[str, JSON]) -> BadgeFrame:
    """Read the credential around the facts.

    Raises:
        MalformedError: it is no W3C credential, or its dates are no dates.
    """
    types = claims.get("type")
    if "VerifiableCredential" not in (types if isinstance(types, list) else [types]):
        raise MalformedError("not a VerifiableCredential")
    issuer = claims.get("issuer")
    issuer_id = issuer.get("id") if isinstance(issuer, dict) else issuer
    pairs = (
        ("issuer / iss", issuer_id, claims.get("iss")),
        ("id / jti", claims.get("id"), claims.get("jti")),
    )
    return BadgeFrame(
        _moment(claims, "validFrom"),
        _moment(claims, "validUntil"),
        tuple(
            name for name, inner, outer in pairs if None not in (inner, outer) and inner != outer
        ),
    )


def is_our_badge(claims: dict[str, JSON]) -> bool:
    """Tell whether the credential is an Open Badge about one of our achievements."""
    types = claims.get("type")
    achievement = _achievement(claims)
    return (
        isinstance(types, list)
        and "OpenBadgeCredential" in types
        and isinstance(achievement, str)
        and achievement.startswith(ACHIEVEMENT_PREFIX)
    )


def read_badge(claims: dict[str, JSON]) -> Certificate:
    """Read the facts of one of our badges.

    Raises:
        MalformedError: one of them is missing or is not what it should be.
    """
    found = _ACHIEVEMENT.fullmatch(str(_achievement(claims)).removeprefix(ACHIEVEMENT_PREFIX))
    if found is None or found[3] not in LEVELS:
        raise MalformedError("the achievement names no occupation and level")
    number = claims["credentialSubject"].get("licenseNumber")
    if not isinstance(number, str) or not number:
        raise MalformedError("no licenseNumber")
    kinds = [kind for kind in sorted(GRADED_KINDS) if read_number(kind, number) is not None]
    if not kinds:
        raise MalformedError("the number fits no scheme of a badge")
    valid_from = _moment(claims, "validFrom")
    if valid_from is None:
        raise MalformedError("no validFrom")
    issuer = claims.get("issuer")
    name = issuer.get("name") if isinstance(issuer, dict) else None
    return Certificate(
        number=number,
        kind=kinds[0],
        issued_on=china_day(valid_from),
        level=found[3],
        occupation=f"{found[1]}:{found[2]}",
        issuer_name=name if isinstance(name, str) else None,
    )


def _achievement(claims: dict[str, JSON]) -> JSON:
    subject = claims.get("credentialSubject")
    achievement = subject.get("achievement") if isinstance(subject, dict) else None
    return achievement.get("id") if isinstance(achievement, dict) else None


def _moment(claims: dict[str, JSON], name: str) -> float | None:
    text = claims.get(name)
    if text is None:
        return None
    if not isinstance(text, str):
        raise MalformedError(f"{name} is not text")
    return parse_rfc3339(text)
