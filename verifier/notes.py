"""Signed notes, checkpoints and cosignatures of a transparency log.

The formats are c2sp.org/signed-note, tlog-checkpoint and tlog-cosignature. A note is believed for
what *known* keys signed of it. Lines of unknown keys are passed over, as the format wants; a line
of a known key that does not hold spoils the note. Logs sign with Ed25519 (type 1), witnesses cosign
with a time (type 4). Keys of other types are read and never satisfied.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from verifier.encoding import decode_base64
from verifier.errors import MalformedError, RefusedSignatureError

ED25519_NOTE: Final = 0x01
ED25519_COSIGNATURE: Final = 0x04
MAX_SIGNATURES: Final = 64
_KEY_BYTES: Final = 32
_KEY_ID_BYTES: Final = 4
_SIGNATURE_BYTES: Final = 64
_TIMESTAMP_BYTES: Final = 8
_HASH_BYTES: Final = 32
_MAX_TIMESTAMP: Final = 2**63 - 1
# A key name has no Unicode space and no plus; no note has a control character below U+0020 but the
# newline.
_KEY_NAME: Final = re.compile(r"[^\s+]+")
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f]")
_DECIMAL: Final = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True)
class NoteKey:
    """A verifier key: its name, id and type, and the public key where the type is used here."""

    name: str
    key_id: bytes
    type: int
    raw: bytes

    def verify(self, signature: bytes, message: bytes) -> None:
        """Check an Ed25519 signature.

        Raises:
            RefusedSignatureError: it does not hold.
        """
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except (InvalidSignature, ValueError) as err:
            raise RefusedSignatureError(f"the signature of {self.name} does not hold") from err


@dataclass(frozen=True, slots=True)
class Note:
    """An unverified note: its text with the final newline, and (name, key id, signature)s."""

    text: str
    signatures: tuple[tuple[str, bytes, bytes], ...]

    def signatures_by(self, key: NoteKey) -> list[bytes]:
        """Return what the note says `key` signed."""
        return [
            sig for name, key_id, sig in self.signatures if (name, key_id) == (key.name, key.key_id)
        ]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log: who it is, how many entries, and the root over them."""

    origin: str
    size: int
    root: bytes


def parse_note_key(text: str) -> NoteKey:
    """Read a vkey: `<name>+<key id in hex>+<base64 of type and key>`.

    Raises:
        MalformedError: it is none, or its id does not belong to it.
    """
    name, _, rest = text.partition("+")
    hex_id, _, encoded = rest.partition("+")
    material = decode_base64(encoded)
    if not (_KEY_NAME.fullmatch(name) and re.fullmatch(r"[0-9a-f]{8}", hex_id) and material):
        raise MalformedError("not a verifier key")
    key_type, raw = material[0], material[1:]
    if key_type in {ED25519_NOTE, ED25519_COSIGNATURE} and len(raw) != _KEY_BYTES:
        raise MalformedError("an Ed25519 key of another length")
    key_id = hashlib.sha256(name.encode() + b"\n" + material).digest()[:_KEY_ID_BYTES]
    if key_id.hex() != hex_id:
        raise MalformedError("the id of a verifier key does not belong to it")
    return NoteKey(name, key_id, key_type, raw)


def parse_note(text: str) -> Note:
    """Read a signed note.

    Raises:
        MalformedError: it is none, or has too many signatures.
    """
    body, blank, lines = text.rpartition("\n\n")
    if not (blank and lines.endswith("\n")) or _CONTROL.search(text):
        raise MalformedError("not a signed note")
    signatures = lines.removesuffix("\n").split("\n")
    if len(signatures) > MAX_SIGNATURES:
        raise MalformedError(
            f"{len(signatures)} signatures on a note, at most {MAX_SIGNATURES} allowed"
        )
    return Note(body + "\n", tuple(_signature_line(line) for line in signatures))


def _signature_line(line: str) -> tuple[str, bytes, bytes]:
    dash, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    raw = decode_base64(encoded)
    if dash != "—" or not _KEY_NAME.fullmatch(name) or len(raw) <= _KEY_ID_BYTES:
        raise MalformedError("not a signature line")
    return name, raw[:_KEY_ID_BYTES], raw[_KEY_ID_BYTES:]


def parse_checkpoint(text: str) -> Checkpoint:
    """Read the text of a note as a checkpoint: origin, size, root, perhaps more lines.

    Raises:
        MalformedError: it is none.
    """
    lines = text.removesuffix("\n").split("\n")
    if len(lines) < 3 or not all(lines) or not _DECIMAL.fullmatch(lines[1]):
        raise MalformedError("not a checkpoint")
    root = decode_base64(lines[2])
    if len(root) != _HASH_BYTES:
        raise MalformedError("the root of a checkpoint is no SHA-256 hash")
    return Checkpoint(lines[0], int(lines[1]), root)


def verify_log_signature(note: Note, key: NoteKey) -> bool:
    """Tell whether the log with `key` signed the note.

    Raises:
        RefusedSignatureError: a line says so, and it does not hold.
    """
    signatures = note.signatures_by(key) if key.type == ED25519_NOTE else []
    for signature in signatures:
        key.verify(signature, note.text.encode())
    return bool(signatures)


def verify_cosignature(note: Note, key: NoteKey) -> int | None:
    """Return when the witness first cosigned the note, in unix seconds; None if never.

    Raises:
        RefusedSignatureError: a line says so, and it does not hold.
    """
    signatures = note.signatures_by(key) if key.type == ED25519_COSIGNATURE else []
    times = []
    for signature in signatures:
        time = int.from_bytes(signature[:_TIMESTAMP_BYTES])
        if len(signature) != _TIMESTAMP_BYTES + _SIGNATURE_BYTES or time > _MAX_TIMESTAMP:
            raise RefusedSignatureError(f"the cosignature of {key.name} is malformed")
        key.verify(
            signature[_TIMESTAMP_BYTES:], f"cosignature/v1\ntime {time}\n{note.text}".encode()
        )
        times.append(time)
    return min(times, default=None)
