"""A whole log in a folder, honest until told otherwise.

It is written from c2sp.org/tlog-tiles and RFC 9162 by the recursive definitions, and shares no line
with the verifier. It holds the key of the log and of its witnesses, so it can sign whatever it
likes: a test writes it, changes a file or takes back an entry, and signs again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.support.issuer import NOW
from tests.support.witnesses import LOG, WITNESSES, Signer, b64, root_of

WIDTH: Final = 256
NO_ROSTER: Final = hashlib.sha256(b"").hexdigest()
"""What an announcement has for its roster, because nobody is on it yet."""


def canonical(entry: Mapping[str, Any]) -> bytes:
    """Return an entry as RFC 8785 writes it, without what is None."""
    known = {name: value for name, value in entry.items() if value is not None}
    return json.dumps(known, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def session(name: str = "s1", *, day: str = "2026-06-10", **changes: Any) -> bytes:
    """Return the entry of a session with ten seats."""
    entry = {
        "type": "session/1",
        "plan": f"plan-of-{name}",
        "session": name,
        "filing": "f1",
        "occupation": "2022:6-18-02-04",
        "level": "TECHNICIAN",
        "day": day,
        "seats": 10,
        "roster": NO_ROSTER,
    }
    return canonical({**entry, **changes})


def certificate(number: int, *, issued_on: str = "2026-06-12", **changes: Any) -> bytes:
    """Return the entry of a certificate of that session."""
    entry = {
        "type": "certificate/1",
        "jwts": [hashlib.sha256(f"{number} {form}".encode()).hexdigest() for form in range(3)],
        "issuer": "S000032000123",
        "kind": "SKILL_GRADE",
        "occupation": "2022:6-18-02-04",
        "level": "TECHNICIAN",
        "session": "s1",
        "issued_on": issued_on,
    }
    return canonical({**entry, **changes})


def root(leaves: Sequence[bytes]) -> bytes:
    """Return the root of a tree, which may be empty."""
    return root_of(leaves) if leaves else hashlib.sha256(b"").digest()


def consistency(old: int, leaves: Sequence[bytes], *, whole: bool = True) -> list[bytes]:
    """Return SUBPROOF of RFC 9162 section 2.1.4.1, word for word; none out of the empty tree."""
    if old in {0, len(leaves)}:
        return [] if whole else [root_of(leaves)]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if old <= half:
        return [*consistency(old, leaves[:half], whole=whole), root_of(leaves[half:])]
    return [*consistency(old - half, leaves[half:], whole=False), root_of(leaves[:half])]


@dataclass
class EvilLog:
    """A log of these entries, which `signer` signs and `cosigners` cosign."""

    entries: list[bytes] = field(default_factory=list)
    signer: Signer = LOG
    cosigners: Sequence[Signer] = WITNESSES
    cosigned_at: int = NOW

    def body(self, size: int | None = None) -> str:
        """Return the text of the checkpoint over the first `size` entries."""
        leaves = self.entries[:size]
        return f"{self.signer.name}\n{len(leaves)}\n{b64(root(leaves))}\n"

    def signed(self, body: str | None = None, *, cosigned: bool = True) -> str:
        """Return a checkpoint with its signatures."""
        text = self.body() if body is None else body
        lines = [signer.cosign(text, self.cosigned_at) for signer in self.cosigners if cosigned]
        return f"{text}\n{self.signer.sign(text)}{''.join(lines)}"

    def request(self, old: int, size: int | None = None) -> bytes:
        """Return the body of `add-checkpoint` that leads from `old` to the first `size` entries."""
        proof = "".join(f"{b64(h)}\n" for h in consistency(old, self.entries[:size]))
        return f"old {old}\n{proof}\n{self.signed(self.body(size), cosigned=False)}".encode()

    def write(self, folder: Path) -> Path:
        """Write every file of the log as it is now, and return the folder."""
        size = len(self.entries)
        for index in range(0, size, WIDTH):
            entries = self.entries[index : index + WIDTH]
            bundle = b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)
            _write(folder, "entries", index // WIDTH, len(entries), bundle)
        level = 0
        while hashes := [*self._hashes(WIDTH**level)]:
            for index in range(0, len(hashes), WIDTH):
                tile = hashes[index : index + WIDTH]
                _write(folder, str(level), index // WIDTH, len(tile), b"".join(tile))
            level += 1
        (folder / "checkpoint").write_text(self.signed(), encoding="utf-8")
        return folder

    def _hashes(self, span: int) -> Iterable[bytes]:
        """Yield the hashes over each full `span` of entries."""
        for start in range(0, len(self.entries) - span + 1, span):
            yield root_of(self.entries[start : start + span])


def _write(folder: Path, level: str, index: int, width: int, data: bytes) -> None:
    partial = "" if width == WIDTH else f".p/{width}"
    path = folder / "tile" / level / f"{index:03}{partial}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
