"""The last checkpoint that was cosigned of each log: one small file for each, and its lock.

A file holds the signed checkpoint as it was sent, so that it is evidence by itself. No file means
that nothing was cosigned yet; a file that cannot be read means that nobody knows, and is an error.
The folder is made with the key and never again, so that a folder that is lost is noticed.

Locks are `flock` on a file of its own: they hold between threads and between processes, and a
process that is killed lets go. A lock file is never removed; two processes could hold a lock each.
"""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from verifier.errors import MalformedError
from verifier.notes import parse_checkpoint, parse_note
from verifier.witness.durable import write_durably
from verifier.witness.errors import BrokenError
from verifier.witness.request import Head


@dataclass(frozen=True, slots=True)
class Recollection:
    """The checkpoint of one log as it was last cosigned; may be replaced while the lock is held."""

    path: Path
    origin: str

    def text(self) -> str | None:
        """Return the signed checkpoint; None before the first."""
        try:
            return self.path.read_bytes().decode("utf-8", "replace")
        except FileNotFoundError:
            return None

    def head(self) -> Head:
        """Return size and root.

        Raises:
            BrokenError: what is remembered cannot be read, or is of another log.
        """
        text = self.text()
        if text is None:
            return Head()
        try:
            checkpoint = parse_checkpoint(parse_note(text).text)
        except MalformedError as err:
            raise BrokenError(f"{self.path} is damaged; {self.origin} is not cosigned") from err
        if checkpoint.origin != self.origin:
            raise BrokenError(f"{self.path} is of {checkpoint.origin}, not of {self.origin}")
        return Head(checkpoint.size, checkpoint.root)

    def replace(self, text: str) -> None:
        """Remember a newer checkpoint; when this returns, a power cut does not undo it."""
        write_durably(self.path, text.encode())

    def keep_evidence(self, text: str, size: int) -> None:
        """Keep a checkpoint that contradicts ours of the same size, beside it.

        Both are signed by the log, which proves that it showed two histories.
        """
        write_durably(self.path.with_suffix(f".fork-{size}"), f"{self.text()}\n{text}".encode())


@dataclass(frozen=True, slots=True)
class Memory:
    """The folder of what was cosigned."""

    folder: Path

    def check(self) -> None:
        """Check that the memory is there.

        Raises:
            BrokenError: the folder is gone, while the key that cosigned is still there.
        """
        if not self.folder.is_dir():
            raise BrokenError(
                f"{self.folder} is gone, and nobody knows what this key has cosigned; "
                "retire the key, and begin in a new folder"
            )

    @contextmanager
    def of(self, origin: str) -> Iterator[Recollection]:
        """Hold what is remembered of a log; others wait meanwhile."""
        self.check()
        # An origin may hold anything, and a file's name may not.
        name = hashlib.sha256(origin.encode()).hexdigest()
        with (self.folder / f"{name}.lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield Recollection(self.folder / f"{name}.checkpoint", origin)
