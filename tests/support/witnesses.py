"""A transparency log and its witnesses, written from the C2SP texts and RFC 9162.

It builds trees by the recursive definition, where the verifier checks paths by the iterative one,
so that neither can repeat the other's mistake. Everything that a proof holds can be changed before
it is written.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.support.issuer import NOW, ed25519_key

ORIGIN: Final = "registry.example.cn/log"


def b64(raw: bytes) -> str:
    """Encode as padded base64."""
    return b64encode(raw).decode()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the Merkle tree hash (RFC 9162 section 2.1.1)."""
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    half = _largest_power_below(len(leaves))
    return hashlib.sha256(b"\x01" + root_of(leaves[:half]) + root_of(leaves[half:])).digest()


def path_of(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the inclusion path of a leaf (RFC 9162 section 2.1.3.1)."""
    if len(leaves) == 1:
        return []
    half = _largest_power_below(len(leaves))
    if index < half:
        return [*path_of(leaves[:half], index), root_of(leaves[half:])]
    return [*path_of(leaves[half:], index - half), root_of(leaves[:half])]


def _largest_power_below(count: int) -> int:
    return 1 << (count - 1).bit_length() - 1


@dataclass(frozen=True)
class Signer:
    """A log or witness: a name, a key, and the type of its signatures (1 log, 4 witness)."""

    name: str
    key: Ed25519PrivateKey
    type: int

    @property
    def material(self) -> bytes:
        """Return the type and the public key, as a vkey has them."""
        return bytes([self.type]) + self.key.public_key().public_bytes_raw()

    @property
    def key_id(self) -> bytes:
        """Return the four bytes by which a signature line names the key."""
        return hashlib.sha256(self.name.encode() + b"\n" + self.material).digest()[:4]

    @property
    def vkey(self) -> str:
        """Return the verifier key as text."""
        return f"{self.name}+{self.key_id.hex()}+{b64(self.material)}"

    def sign(self, text: str) -> str:
        """Return the signature line of a log."""
        return self.line(self.key.sign(text.encode()))

    def cosign(self, text: str, time: int) -> str:
        """Return the signature line of a witness."""
        signature = self.key.sign(f"cosignature/v1\ntime {time}\n{text}".encode())
        return self.line(time.to_bytes(8, "big") + signature)

    def line(self, signature: bytes) -> str:
        """Return a signature line around any bytes."""
        return f"— {self.name} {b64(self.key_id + signature)}\n"


LOG: Final = Signer(ORIGIN, ed25519_key(501), 1)
WITNESSES: Final = tuple(Signer(f"w{n}.example", ed25519_key(510 + n), 4) for n in range(3))


def policy(quorum: str = "group two 2 w0 w1 w2\nquorum two", *, log: Signer = LOG) -> str:
    """Return a policy of one log and three witnesses."""
    witnesses = "".join(f"witness w{n} {w.vkey}\n" for n, w in enumerate(WITNESSES))
    return f"log {log.vkey}\n{witnesses}{quorum}\n"


def certificate_entry(credential: str) -> bytes:
    """Return the log entry of a credential (CREDENTIAL.md section 7), canonical JSON."""
    token = credential.partition("~")[0]
    entry = {
        "issued_on": "2026-05-30",
        "issuer": "S000032000123",
        "jwts": [hashlib.sha256(token.encode()).hexdigest()],
        "kind": "SKILL_GRADE",
        "level": "TECHNICIAN",
        "occupation": "2022:6-18-02-04",
        "session": "s1",
        "type": "certificate/1",
    }
    return json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


@dataclass
class Log:
    """A log of a few entries, of which one is looked at."""

    entry: bytes
    index: int = 3
    others: int = 6
    cosigned_at: Mapping[int, int] = field(default_factory=lambda: {0: NOW - 100, 1: NOW - 90})

    @property
    def leaves(self) -> list[bytes]:
        """Return all entries."""
        leaves = [f"entry {n}".encode() for n in range(self.others)]
        return [*leaves[: self.index], self.entry, *leaves[self.index :]]

    def checkpoint(self, *, origin: str = ORIGIN, extension: str = "") -> str:
        """Return the text of the checkpoint."""
        root = b64(root_of(self.leaves))
        return f"{origin}\n{len(self.leaves)}\n{root}\n{extension}"

    def note(self, text: str | None = None, *, log: Signer = LOG, lines: str = "") -> str:
        """Return the checkpoint, signed and cosigned, with further signature lines."""
        body = self.checkpoint() if text is None else text
        cosigned = "".join(WITNESSES[n].cosign(body, time) for n, time in self.cosigned_at.items())
        return f"{body}\n{log.sign(body)}{cosigned}{lines}"

    def proof(self, note: str | None = None, **changes: str) -> str:
        """Return the `tlog-proof@v1` text; header, extra, index and path can be other ones."""
        lines = {
            "header": "c2sp.org/tlog-proof@v1\n",
            "extra": f"extra {b64(self.entry)}\n",
            "index": f"index {self.index}\n",
            "path": "".join(f"{b64(h)}\n" for h in path_of(self.leaves, self.index)),
            **changes,
        }
        return "".join(lines.values()) + "\n" + (self.note() if note is None else note)
