"""What is asked of the verification service, and how it is read from JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from registry.dates import china_day, parse_moment
from registry.errors import RequestError
from registry.vocabulary import CertificateKind
from verifier.errors import BadRequestError
from verifier.moments import unix_seconds

_TEXTS = ("logProof", "audience", "nonce", "holderName", "idLast4")


class BadQuestionError(RequestError):
    """There is nothing to judge, or a member of the question is not what it should be."""

    code: ClassVar[str] = "BAD_QUESTION"


@dataclass(frozen=True, slots=True)
class NumberQuestion:
    """A certificate by its number and one holder factor. `at` None means today in China."""

    number: str
    kind: str | None = None
    holder_name: str | None = None
    id_last4: str | None = None
    at: date | None = None


@dataclass(frozen=True, slots=True)
class CredentialQuestion:
    """A certificate by its credential. `at` is in unix seconds, None means now."""

    credential: str
    log_proof: str | None = None
    at: float | None = None
    audience: str | None = None
    nonce: str | None = None
    require_key_binding: bool = False
    holder_name: str | None = None
    id_last4: str | None = None


Question = NumberQuestion | CredentialQuestion


def read_question(members: Mapping[str, Any]) -> Question:
    """Read a JSON object: `credential` or `number`, and what goes with it.

    Other members are ignored.

    Raises:
        BadQuestionError: it has neither, or both, or a member of a wrong type.
    """
    texts = {name: _text(members, name) for name in ("credential", "number", "kind", *_TEXTS)}
    credential, number = texts["credential"], texts["number"]
    if credential is not None and number is not None:
        raise BadQuestionError("ask by credential or by number, not by both")
    if credential is not None:
        return _credential_question(members, texts, credential)
    if number is None:
        raise BadQuestionError("nothing to judge: neither a credential nor a number")
    kind = texts["kind"]
    if kind is not None and kind not in set(CertificateKind):
        raise BadQuestionError(f"kind is one of {', '.join(CertificateKind)}")
    return NumberQuestion(
        number, kind, texts["holderName"], texts["idLast4"], _day(members.get("at"))
    )


def _credential_question(
    members: Mapping[str, Any], texts: Mapping[str, str | None], credential: str
) -> CredentialQuestion:
    demand = members.get("requireKeyBinding")
    if demand is not None and not isinstance(demand, bool):
        raise BadQuestionError("requireKeyBinding is true or false")
    at = members.get("at")
    try:
        moment = None if at is None else unix_seconds(at)
    except BadRequestError as err:
        raise BadQuestionError("at is an RFC 3339 moment or unix seconds") from err
    return CredentialQuestion(
        credential=credential,
        log_proof=texts["logProof"],
        at=moment,
        audience=texts["audience"],
        nonce=texts["nonce"],
        require_key_binding=bool(demand),
        holder_name=texts["holderName"],
        id_last4=texts["idLast4"],
    )


def _text(members: Mapping[str, Any], name: str) -> str | None:
    value = members.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadQuestionError(f"{name} is text")
    # What is empty is not given: forms send their empty fields along.
    return value if value.strip() else None


def _day(value: object) -> date | None:
    """Read the day on which a number is judged: a day, or the China day of a moment."""
    if value is None:
        return None
    if isinstance(value, str):
        try:
            is_day = len(value) == len("YYYY-MM-DD")
            return date.fromisoformat(value) if is_day else china_day(parse_moment(value))
        except ValueError:
            pass
    raise BadQuestionError("at is a day YYYY-MM-DD, or an RFC 3339 moment")
