"""The key of a witness, and what it signs (c2sp.org/tlog-cosignature, Ed25519).

`<home>/key/` holds the private key (`private.pem`, PKCS #8, mode 0600, encrypted if there is a
passphrase) and the verifier key (`vkey`), which also keeps the name. Both appear at once when their
folder is renamed, so there is never half a key. A key is made once and never replaced.
"""

from __future__ import annotations

import hashlib
import os
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from verifier.errors import MalformedError
from verifier.notes import ED25519_COSIGNATURE, NoteKey, parse_note_key
from verifier.witness.durable import sync_folder, write_durably
from verifier.witness.errors import BrokenError

_PRIVATE: Final = "private.pem"
_PUBLIC: Final = "vkey"
_TIMESTAMP_BYTES: Final = 8
_KEY_ID_BYTES: Final = 4


@dataclass(frozen=True, slots=True)
class WitnessKey:
    """A private key and the name it cosigns by."""

    private: Ed25519PrivateKey
    vkey: str
    public: NoteKey

    def cosign(self, text: str, *, now: int) -> str:
        """Return the signature line over the text of a checkpoint; `now` in unix seconds."""
        signature = self.private.sign(f"cosignature/v1\ntime {now}\n{text}".encode())
        signed = self.public.key_id + now.to_bytes(_TIMESTAMP_BYTES) + signature
        return f"— {self.public.name} {b64encode(signed).decode()}\n"


def as_witness_key(name: str, private: Ed25519PrivateKey) -> WitnessKey:
    """Return a key under a name.

    Raises:
        MalformedError: no key can have that name.
    """
    material = bytes([ED25519_COSIGNATURE]) + private.public_key().public_bytes_raw()
    key_id = hashlib.sha256(name.encode() + b"\n" + material).digest()[:_KEY_ID_BYTES]
    vkey = f"{name}+{key_id.hex()}+{b64encode(material).decode()}"
    if not name.isprintable():
        raise MalformedError("the name of a key has a control character")
    return WitnessKey(private, vkey, parse_note_key(vkey))


def make_key(folder: Path, name: str, passphrase: bytes | None) -> WitnessKey:
    """Make a key.

    Raises:
        BrokenError: there is one already.
        MalformedError: no key can have that name.
    """
    key = as_witness_key(name, Ed25519PrivateKey.generate())
    encryption: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if passphrase:
        encryption = serialization.BestAvailableEncryption(passphrase)
    pem = key.private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption
    )
    draft = folder.with_name(f"{folder.name}.{os.getpid()}.new")
    draft.mkdir(mode=0o700)
    write_durably(draft / _PRIVATE, pem)
    write_durably(draft / _PUBLIC, f"{key.vkey}\n".encode())
    try:
        draft.rename(folder)
    except OSError as err:
        for file in draft.iterdir():
            file.unlink()
        draft.rmdir()
        raise BrokenError(f"there is a key in {folder} already") from err
    sync_folder(folder.parent)
    return key


def load_key(folder: Path, passphrase: bytes | None) -> WitnessKey:
    """Read the key.

    Raises:
        BrokenError: it is missing, damaged, encrypted otherwise, or not the one of its `vkey`.
    """
    try:
        pem = (folder / _PRIVATE).read_bytes()
        vkey = (folder / _PUBLIC).read_text("utf-8").strip()
        private = serialization.load_pem_private_key(pem, passphrase or None)
    except OSError as err:
        raise BrokenError(f"cannot read the key: {err}") from err
    except (TypeError, ValueError) as err:
        # The library's reason may quote the file; what to do about it is always the same.
        raise BrokenError(
            f"{folder / _PRIVATE} cannot be read with this WITNESS_PASSPHRASE"
        ) from err
    if not isinstance(private, Ed25519PrivateKey):
        raise BrokenError(f"{folder / _PRIVATE} is no Ed25519 key")
    key = as_witness_key(vkey.partition("+")[0], private)
    if key.vkey != vkey:
        raise BrokenError(f"the private key in {folder} is not the one of its vkey")
    return key
