"""The proof that a token is in the log (c2sp.org/tlog-proof), for its holder to keep.

It is made for the first witnessed checkpoint that covers the entry: the cosignatures of that one
are the oldest, and what a stolen key signs later cannot have any so old. Where the witnesses of the
policy have changed since, the newest checkpoint takes its place. A proof is checked like a
stranger's before it is given out.
"""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections import OrderedDict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from registry.graph.driver import Database
from registry.graph.log.entries import LoggedToken, entry_of_token
from registry.log.files import LogFiles
from registry.log.growth import file_node
from registry.log.origin import LogKeyFile
from registry.log.policy import WitnessPolicy
from verifier.errors import VerifierError
from verifier.logproof import verify_log_proof
from verifier.merkle import inclusion_path
from verifier.notes import parse_checkpoint, parse_note
from verifier.policy import LogPolicy

_MAX_KEPT: Final = 4_096


class LogStatus(StrEnum):
    """How far a token is (published: never rename a value)."""

    PENDING = "PENDING"
    LOGGED = "LOGGED"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a token stands: `proof` is the text of its proof once it is LOGGED."""

    status: LogStatus
    proof: str | None = None


PENDING: Final = Standing(LogStatus.PENDING)


@dataclass(slots=True)
class Proofs:
    """Finds proofs; what was found is kept, for a first proof is never another one."""

    database: Database
    files: LogFiles
    key_file: LogKeyFile
    witnesses: WitnessPolicy
    _kept: OrderedDict[str, Standing] = field(default_factory=OrderedDict, repr=False)

    async def of_token(self, sha256: str) -> Standing | None:
        """Return where a token stands, None if the log has never heard of it.

        Args:
            sha256: of the issuer-signed JWT (without disclosures), in lower-case hexadecimal.

        Raises:
            LogError: the key cannot be read, or files that the proof needs are missing.
        """
        kept = self._kept.get(sha256)
        if kept is not None:
            return kept
        key = self.key_file.load()
        origin = "" if key is None else key.origin
        logged = await entry_of_token(self.database, sha256, origin=origin)
        if logged is None:
            return None
        if key is None or logged.index is None or not logged.checkpoints:
            return PENDING
        found = await asyncio.to_thread(
            self._prove, logged, sha256, self.witnesses.parsed(key.vkey)
        )
        if found.proof is not None:
            self._kept[sha256] = found
            if len(self._kept) > _MAX_KEPT:
                self._kept.popitem(last=False)
        return found

    def _prove(self, logged: LoggedToken, sha256: str, policy: LogPolicy) -> Standing:
        for note in logged.checkpoints:
            text = proof_text(self.files, logged.body, logged.index or 0, note)
            try:
                verify_log_proof(text, policy=policy, jwt_sha256=sha256)
            except VerifierError:
                # Signed by witnesses or a key of another time.
                continue
            return Standing(LogStatus.LOGGED, text)
        return PENDING


def proof_text(files: LogFiles, entry: bytes, index: int, note: str) -> str:
    """Return the proof that `entry` is at `index` in the tree of a checkpoint.

    Raises:
        LogDisagreesError: files that it needs are missing.
    """
    size = parse_checkpoint(parse_note(note).text).size
    path = inclusion_path(index, size, file_node(files, size))
    lines = [
        "c2sp.org/tlog-proof@v1",
        f"extra {b64encode(entry).decode()}",
        f"index {index}",
        *(b64encode(value).decode() for value in path),
        "",
        note,
    ]
    return "\n".join(lines)
