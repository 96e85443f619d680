"""Many credentials in one stream: an object a line in, a report a line out, in order.

One line is in memory at a time, and never more of it than the limit: what is longer is read past. A
line that cannot be read is answered like any other, by its number, and the batch goes on. The trust
files that lines name are kept, the last few of them, because they repeat.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO, Final

from verifier.checks import Check, Outcome, failed, unavailable
from verifier.errors import BadRequestError, MalformedError, TrustRefusedError
from verifier.moments import Moment, unix_seconds
from verifier.report import Report, make_report
from verifier.strict_json import JSON, parse_json_object
from verifier.texts import Language
from verifier.trust import Trust
from verifier.verify import verify_credential

MAX_LINE_BYTES: Final = 131_072
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
    """A line of output, and whether the credential was found good."""

    line: bytes
    good: bool


def read_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines that are not empty, numbered from 1; None for one over the limit."""
    number = 0
    while raw := stream.readline(MAX_LINE_BYTES + 2):
        number += 1
        line = raw.strip(b" \t\r\n")
        if not raw.endswith(b"\n") and len(raw) == MAX_LINE_BYTES + 2:
            _skip_to_end(stream)
            line = raw
        if len(line) > MAX_LINE_BYTES:
            yield number, None
        elif line:
            yield number, line


def _skip_to_end(stream: BinaryIO) -> None:
    while raw := stream.readline(MAX_LINE_BYTES):
        if raw.endswith(b"\n"):
            return


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
    text = json.dumps({**members, **report.to_json()}, ensure_ascii=False, separators=(",", ":"))
    # An id may hold any character that JSON can escape; a lone surrogate is refused on reading.
    return Answer(text.encode() + b"\n", report.outcome in _GOOD)
