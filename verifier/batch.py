"""Many credentials in one stream: an object a line in, a report a line out, in order.

A line that cannot be read is answered like any other, by its number, and the batch goes on. How
lines come out of a stream is in `lines`, how all cores judge them in `crew`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from verifier.checks import Check, Outcome, failed, unavailable
from verifier.errors import BadRequestError, MalformedError, TrustRefusedError
from verifier.lines import MAX_LINE_BYTES, Lines
from verifier.moments import Moment, unix_seconds
from verifier.report import Report, make_report
from verifier.strict_json import JSON, parse_json_object
from verifier.texts import Language
from verifier.trust import Trust
from verifier.verify import verify_credential

_GOOD: Final = frozenset({Outcome.VALID, Outcome.VALID_WITH_WARNINGS})
_TEXTS: Final = ("logProof", "audience", "nonce", "holderName", "idLast4", "trust")


@dataclass(frozen=True, slots=True)
class Request:
    """A line of a batch, in its parts. `id` is any JSON value, and comes back as it came."""

    id: JSON
    credential: str
    at: Moment | None
    require_key_binding: bool
    status_lists: dict[str, str] | None
    texts: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Answer:
    """A line of output or several, and whether all the credentials were found good."""

    line: bytes
    good: bool


def answer_lines(lines: Lines, answer: Callable[[bytes | None, int], Answer]) -> Answer:
    """Judge lines one after the other; return what they say together."""
    answers = [answer(line, number) for number, line in lines]
    return Answer(b"".join(item.line for item in answers), all(item.good for item in answers))


def answer_lost_lines(lines: Lines, *, now: Moment, lang: Language) -> Answer:
    """Answer lines whose judge died over them: nothing is known, and they may be asked again."""

    def answer(line: bytes | None, number: int) -> Answer:
        try:
            members: dict[str, JSON] = {"id": parse_request(line).id}
        except (MalformedError, BadRequestError):
            members = {"id": None, "line": number}
        lost = unavailable(Check.SIGNATURE, "lost")
        return _answer(make_report([lost], verified_at=unix_seconds(now), lang=lang), members)

    return answer_lines(lines, answer)


def answer_line(
    line: bytes | None,
    number: int,
    *,
    trust: Trust,
    lang: Language,
    now: Moment,
    trust_at: Callable[[str], Trust] | None = None,
) -> Answer:
    """Judge one line.

    Args:
        line: None for one that was too long to be read.
        number: of the line, from 1.
        trust: for lines that name no other trust file.
        lang: of the report.
        now: the real time.
        trust_at: opens the trust file that a line names, or raises TrustRefusedError. None for
            lines from strangers: what they say about trust and status lists is passed over.
    """
    try:
        request = parse_request(line)
    except (MalformedError, BadRequestError) as err:
        unreadable = failed(Check.FORMAT, "unreadable", str(err))
        report = make_report([unreadable], verified_at=unix_seconds(now), lang=lang)
        return _answer(report, {"id": None, "line": number})
    try:
        chosen = trust if trust_at is None else _choose_trust(request, trust, trust_at)
    except TrustRefusedError as err:
        refused = unavailable(Check.SIGNATURE, "no_trust", str(err))
        report = make_report([refused], verified_at=unix_seconds(now), lang=lang)
        return _answer(report, {"id": request.id})
    report = verify_credential(
        request.credential,
        trust=chosen,
        at=request.at,
        audience=request.texts["audience"],
        nonce=request.texts["nonce"],
        require_key_binding=request.require_key_binding,
        holder_name=request.texts["holderName"],
        id_last4=request.texts["idLast4"],
        log_proof=request.texts["logProof"],
        now=now,
        lang=lang,
    )
    return _answer(report, {"id": request.id})


def _choose_trust(request: Request, trust: Trust, trust_at: Callable[[str], Trust]) -> Trust:
    path = request.texts["trust"]
    chosen = trust if path is None else trust_at(path)
    if request.status_lists is None:
        return chosen
    return replace(chosen, status_tokens=request.status_lists)


def parse_request(line: bytes | None) -> Request:
    """Read a line of a batch.

    Raises:
        MalformedError: it is too long, no strict JSON object, or a member is of a wrong type.
        BadRequestError: `at` is no moment.
    """
    if line is None:
        raise MalformedError(f"a line of more than {MAX_LINE_BYTES} bytes")
    members = parse_json_object(line)
    credential = members.get("credential")
    texts = {name: members.get(name) for name in _TEXTS}
    demand = members.get("requireKeyBinding")
    at, lists = members.get("at"), members.get("statusLists")
    if not isinstance(credential, str):
        raise MalformedError("no credential in the line")
    if not all(text is None or isinstance(text, str) for text in texts.values()):
        raise MalformedError(f"one of {', '.join(_TEXTS)} is no text")
    if demand is not None and type(demand) is not bool:
        raise MalformedError("requireKeyBinding is neither true nor false")
    if lists is not None and not (
        isinstance(lists, dict) and all(isinstance(token, str) for token in lists.values())
    ):
        raise MalformedError("statusLists is no object of texts")
    moment = None if at is None else unix_seconds(at)
    return Request(members.get("id"), credential, moment, bool(demand), lists, texts)


def _answer(report: Report, members: dict[str, JSON]) -> Answer:
    # An id may hold any character that JSON can escape; a lone surrogate is refused on reading.
    return Answer(report.to_json_line(members), report.outcome in _GOOD)
