"""A request to cosign, and the decision about it; no input or output.

The order of the checks is that of c2sp.org/tlog-witness, "add-checkpoint". Base64 and decimals have
one spelling each here, because a checkpoint that two readers read differently is two checkpoints.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from verifier.encoding import decode_base64
from verifier.errors import MalformedError, RefusedSignatureError
from verifier.merkle import EMPTY_ROOT, is_consistent
from verifier.notes import (
    Checkpoint,
    Note,
    NoteKey,
    parse_checkpoint,
    parse_note,
    verify_log_signature,
)
from verifier.witness.errors import RefusedError

MAX_BODY_BYTES: Final = 131_072
"""Sixteen post-quantum signatures, which a note must be allowed, and 63 hashes fit in."""
MAX_PROOF_LINES: Final = 63
_OLD_SIZE: Final = re.compile(r"old (0|[1-9][0-9]{0,18})")
_HASH_BYTES: Final = 32

LogKeys = Mapping[str, Sequence[NoteKey]]
"""The keys that are believed for a log, by its origin."""


@dataclass(frozen=True, slots=True)
class UnverifiedRequest:
    """A request as it was sent."""

    old_size: int
    proof: tuple[bytes, ...]
    note: Note
    checkpoint: Checkpoint
    text: str
    """The signed checkpoint, with all its signature lines."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a log was when it was last cosigned: nothing at all, to begin with."""

    size: int = 0
    root: bytes = EMPTY_ROOT


def parse_request(body: bytes) -> UnverifiedRequest:
    """Read the body of a request.

    Raises:
        RefusedError: 400, it is not as the protocol has it.
    """
    try:
        return _parse(body.decode())
    except UnicodeDecodeError as err:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "not UTF-8") from err
    except MalformedError as err:
        raise RefusedError(HTTPStatus.BAD_REQUEST, str(err)) from err


def _parse(body: str) -> UnverifiedRequest:
    head, _, text = body.partition("\n\n")
    old, *lines = head.split("\n")
    match = _OLD_SIZE.fullmatch(old)
    if match is None:
        raise MalformedError("the first line is not `old` and a size")
    if len(lines) > MAX_PROOF_LINES:
        raise MalformedError(f"more than {MAX_PROOF_LINES} lines of proof")
    proof = tuple(decode_base64(line) for line in lines)
    if any(len(value) != _HASH_BYTES for value in proof):
        raise MalformedError("a line of the proof is no SHA-256 hash")
    note = parse_note(text)
    return UnverifiedRequest(int(match[1]), proof, note, parse_checkpoint(note.text), text)


def verify_signed_by_log(request: UnverifiedRequest, keys: LogKeys) -> None:
    """Check that a key we know for this origin signed the checkpoint.

    Raises:
        RefusedError: 404 unknown origin, 403 no good signature.
    """
    origin = request.checkpoint.origin
    if origin not in keys:
        raise RefusedError(HTTPStatus.NOT_FOUND, f"the log {origin} is not witnessed here")
    try:
        # Of every key, not only of the first that holds: a known key's bad line spoils the note.
        signed = [key for key in keys[origin] if verify_log_signature(request.note, key)]
    except RefusedSignatureError as err:
        raise RefusedError(HTTPStatus.FORBIDDEN, str(err)) from err
    if not signed:
        raise RefusedError(HTTPStatus.FORBIDDEN, f"no known key of {origin} signed the checkpoint")


def verify_grown(request: UnverifiedRequest, known: Head) -> None:
    """Check that the checkpoint continues what was cosigned last.

    Raises:
        RefusedError: 400 old size above the new one; 409 another old size than ours, or another
            tree of the same size; 422 the proof does not hold.
    """
    new = request.checkpoint
    if request.old_size > new.size:
        raise RefusedError(
            HTTPStatus.BAD_REQUEST,
            f"the old size {request.old_size} is above the checkpoint's {new.size}",
        )
    if request.old_size != known.size:
        raise RefusedError(
            HTTPStatus.CONFLICT,
            f"cosigned up to {known.size}, not {request.old_size}",
            known_size=known.size,
        )
    if new.size == known.size and new.root != known.root:
        raise RefusedError(
            HTTPStatus.CONFLICT, f"another tree of size {new.size}", known_size=known.size
        )
    if not is_consistent(known.size, known.root, new.size, new.root, request.proof):
        raise RefusedError(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            f"the proof does not lead from {known.size} to {new.size}",
        )
