"""Was this credential logged, and by when? The format is c2sp.org/tlog-proof.

A stapled proof (CREDENTIAL.md section 7) carries the entry itself in its `extra` line. The entry is
not trusted for standing there: its hash must lead, by the inclusion path, to the root of a
checkpoint that a known log signed and a quorum of witnesses cosigned, and it must name this
credential by the SHA-256 of its signed token. The cosignatures also prove a time: the entry existed
when they were made, whatever a stolen key may claim later.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from verifier.encoding import decode_base64
from verifier.errors import MalformedError
from verifier.merkle import is_included, leaf_hash
from verifier.notes import (
    Checkpoint,
    Note,
    parse_checkpoint,
    parse_note,
    verify_cosignature,
    verify_log_signature,
)
from verifier.policy import LogPolicy
from verifier.strict_json import parse_json_object

MAX_PROOF_CHARACTERS: Final = 65_536
_MAX_PATH: Final = 64
_HASH_BYTES: Final = 32
_HEADER: Final = "c2sp.org/tlog-proof@v1"
_ENTRY_TYPE: Final = "certificate/1"
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_INDEX: Final = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True)
class LogProof:
    """An unverified proof in its parts."""

    entry: bytes
    index: int
    path: tuple[bytes, ...]
    note: Note
    checkpoint: Checkpoint


@dataclass(frozen=True, slots=True)
class VerifiedLogProof:
    """Proof that a credential is in a log.

    `cosigned_at` has unix seconds by the name of the witness in the policy.
    """

    policy: LogPolicy
    cosigned_at: Mapping[str, int]

    def is_older_than(self, moment: float) -> bool:
        """Tell whether cosignatures made before `moment` alone make the quorum."""
        early = [name for name, time in self.cosigned_at.items() if time < moment]
        return self.policy.has_witnesses and self.policy.is_satisfied_by(early)


def parse_log_proof(text: str) -> LogProof:
    """Read a `tlog-proof@v1` text with an entry in its `extra` line.

    Raises:
        MalformedError: it is none, or is too long.
    """
    if len(text) > MAX_PROOF_CHARACTERS:
        raise MalformedError(f"a log proof of more than {MAX_PROOF_CHARACTERS} characters")
    if _SURROGATE.search(text):
        raise MalformedError("a log proof with a lone surrogate")
    head, _, checkpoint = text.partition("\n\n")
    header, extra, index, *path = [*head.split("\n"), "", ""]
    if header != _HEADER or not extra.startswith("extra ") or not index.startswith("index "):
        raise MalformedError("not a tlog-proof with an entry")
    digits = index.removeprefix("index ")
    hashes = tuple(decode_base64(line) for line in path[:-2])
    if not _INDEX.fullmatch(digits) or len(hashes) > _MAX_PATH:
        raise MalformedError("the index or path of a log proof is out of bounds")
    if any(len(value) != _HASH_BYTES for value in hashes):
        raise MalformedError("a hash of a log proof is no SHA-256 hash")
    note = parse_note(checkpoint)
    entry = decode_base64(extra.removeprefix("extra "))
    return LogProof(entry, int(digits), hashes, note, parse_checkpoint(note.text))


def verify_log_proof(text: str, *, policy: LogPolicy, jwt_sha256: str) -> VerifiedLogProof:
    """Check that the token which hashes to `jwt_sha256` (hex) is in a log of the policy.

    Raises:
        MalformedError: the proof cannot be read, or does not prove it.
        RefusedSignatureError: a signature of a known key does not hold.
    """
    proof = parse_log_proof(text)
    _check_entry(proof.entry, jwt_sha256)
    if not is_included(
        leaf_hash(proof.entry),
        index=proof.index,
        size=proof.checkpoint.size,
        path=proof.path,
        root=proof.checkpoint.root,
    ):
        raise MalformedError("the entry is not in the tree of the checkpoint")
    # The name of a log's key is its origin (tlog-policy, "Defining a log").
    own = [key for key in policy.logs if key.name == proof.checkpoint.origin]
    if not any(verify_log_signature(proof.note, key) for key in own):
        raise MalformedError("no known log signed the checkpoint")
    cosigned_at = {
        name: time
        for name, key in policy.witnesses.items()
        if (time := verify_cosignature(proof.note, key)) is not None
    }
    if not policy.is_satisfied_by(cosigned_at):
        raise MalformedError("too few witnesses cosigned the checkpoint")
    return VerifiedLogProof(policy, cosigned_at)


def _check_entry(entry: bytes, jwt_sha256: str) -> None:
    members = parse_json_object(entry)
    hashes = members.get("jwts")
    if (
        members.get("type") != _ENTRY_TYPE
        or not isinstance(hashes, list)
        or jwt_sha256 not in hashes
    ):
        raise MalformedError("the logged entry is not of this credential")
