"""Asking witnesses to cosign a checkpoint (c2sp.org/tlog-witness).

A witness gets the checkpoint, and the proof that it continues the one which the witness saw last.
One that is silent, refuses, or answers nonsense only has not cosigned; it is asked again at the
next checkpoint, and more seldom as long as it fails. Nothing that a witness says can stop the log
or make a checkpoint count that others must have seen.
"""

from __future__ import annotations

import asyncio
import re
import time
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

import httpx

from registry.log.policy import WitnessPolicy
from verifier.errors import VerifierError
from verifier.notes import NoteKey, parse_note, verify_cosignature
from verifier.policy import LogPolicy

ANSWER_SECONDS: Final = 5.0
GRACE_SECONDS: Final = 0.25
"""For so long the others are waited for once there are enough cosignatures."""

_MAX_ANSWER_BYTES: Final = 65_536
_MAX_PAUSE_SECONDS: Final = 60.0
_SIZE_TYPE: Final = "text/x.tlog.size"
_SIZE: Final = re.compile(r"(0|[1-9][0-9]{0,18})\n?")

ProofFrom = Callable[[int], Sequence[bytes]]
"""The consistency proof from an older size to the size of the checkpoint."""


class WitnessError(Exception):
    """A witness did not cosign; the message says what it did instead."""


@dataclass(frozen=True, slots=True)
class Submission:
    """A checkpoint for witnesses: its size, the note with the log's signature, and its proofs."""

    size: int
    note: str
    proof_from: ProofFrom

    def body(self, old_size: int) -> bytes:
        """Return the request (c2sp.org/tlog-witness): old size, proof, empty line, checkpoint."""
        proof = self.proof_from(old_size) if 0 < old_size < self.size else ()
        lines = [f"old {old_size}", *(b64encode(value).decode() for value in proof), ""]
        return "\n".join([*lines, self.note]).encode()


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    content_type: str
    text: str

    @property
    def known_size(self) -> int | None:
        """Return which size the witness saw last, if it says that it was another one."""
        is_size = self.content_type.startswith(_SIZE_TYPE) and _SIZE.fullmatch(self.text)
        conflict = self.status == httpx.codes.CONFLICT and is_size
        return int(self.text) if conflict else None


@dataclass(slots=True)
class Witness:
    """A witness: its key, where it is asked, and what is known of it since this process began.

    `trouble` says why it did not cosign when it was asked last, None if it did.
    """

    name: str
    key: NoteKey
    url: str
    seen: int = 0
    trouble: str | None = None
    pause: float = 0.0
    asked_again_at: float = field(default=0.0, repr=False)

    async def cosign(self, client: httpx.AsyncClient, submission: Submission) -> str | None:
        """Return the witness's signature lines on a checkpoint, None if it does not cosign."""
        if time.monotonic() < self.asked_again_at:
            return None
        try:
            lines = await self._ask(client, submission)
        except (httpx.HTTPError, httpx.InvalidURL, WitnessError, VerifierError) as err:
            self.trouble = str(err) or type(err).__name__
            self.pause = min(max(1.0, 2 * self.pause), _MAX_PAUSE_SECONDS)
            self.asked_again_at = time.monotonic() + self.pause
            return None
        self.seen, self.trouble, self.pause, self.asked_again_at = submission.size, None, 0, 0
        return lines

    async def _ask(self, client: httpx.AsyncClient, submission: Submission) -> str:
        answer = await self._send(client, submission)
        if answer.known_size is not None:
            if answer.known_size > submission.size:
                raise WitnessError(
                    f"it saw {answer.known_size} entries of this log, which has {submission.size}: "
                    "was the database set back?"
                )
            if answer.known_size == self.seen:
                raise WitnessError(f"it saw other entries among the first {self.seen}: a fork")
            self.seen = answer.known_size
            answer = await self._send(client, submission)
        if answer.status != httpx.codes.OK:
            raise WitnessError(f"it answers {answer.status} {answer.text[:200].strip()}")
        return _own_lines(answer.text, submission.note, self.key)

    async def _send(self, client: httpx.AsyncClient, submission: Submission) -> _Answer:
        # The proof reads files.
        body = await asyncio.to_thread(submission.body, self.seen)
        content = b""
        async with client.stream("POST", f"{self.url}/add-checkpoint", content=body) as answer:
            async for part in answer.aiter_bytes():
                content += part
                if len(content) > _MAX_ANSWER_BYTES:
                    raise WitnessError(f"it answers with more than {_MAX_ANSWER_BYTES} bytes")
        content_type = answer.headers.get("content-type", "")
        return _Answer(answer.status_code, content_type, content.decode(errors="replace"))


def _own_lines(text: str, note: str, key: NoteKey) -> str:
    """Return the lines in which this witness cosigns; lines of anybody else are passed over.

    Raises:
        VerifierError: they are no signature lines, or one does not hold.
        WitnessError: there is none.
    """
    body = note.partition("\n\n")[0] + "\n"
    kept = []
    for line in text.splitlines(keepends=True):
        one = parse_note(f"{body}\n{line}")
        if verify_cosignature(one, key) is not None:
            kept.append(line)
    if not kept:
        raise WitnessError("it answers with no cosignature of its own")
    return "".join(kept)


@dataclass(slots=True)
class Witnesses:
    """The witnesses of a log."""

    policy: LogPolicy
    members: tuple[Witness, ...]

    @classmethod
    def of(cls, policy: WitnessPolicy, vkey: str) -> Witnesses:
        """Return the witnesses of a policy that can be asked."""
        parsed = policy.parsed(vkey)
        members = [Witness(name, parsed.witnesses[name], url) for name, url in policy.urls]
        return cls(parsed, tuple(members))

    async def cosign(self, submission: Submission) -> str:
        """Ask all at once that have not cosigned yet, and return the note with their lines.

        It is not waited for more of them, but for a moment, once they make the quorum.
        """
        note = parse_note(submission.note)
        missing = [m for m in self.members if verify_cosignature(note, m.key) is None]
        if not missing:
            return submission.note
        before = {m.name for m in self.members if m not in missing}
        lines: dict[str, str] = {}
        async with httpx.AsyncClient(timeout=ANSWER_SECONDS, trust_env=False) as client:
            asked = {
                asyncio.create_task(member.cosign(client, submission)): member.name
                for member in missing
            }
            waiting = set(asked)
            while waiting:
                enough = self.policy.is_satisfied_by({*before, *lines})
                done, waiting = await asyncio.wait(
                    waiting,
                    timeout=GRACE_SECONDS if enough else None,
                    return_when=asyncio.FIRST_COMPLETED,
                )
                if not done:
                    break
                lines |= {asked[task]: text for task in done if (text := task.result())}
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)
        return submission.note + "".join(lines[m.name] for m in missing if m.name in lines)

    @property
    def troubles(self) -> tuple[str, ...]:
        """Return who did not cosign when asked last, and why."""
        return tuple(f"{m.name}: {m.trouble}" for m in self.members if m.trouble is not None)

    @property
    def next_attempt(self) -> float:
        """Return when a witness that failed may be asked again, on the monotonic clock."""
        return min((member.asked_again_at for member in self.members), default=0.0)
