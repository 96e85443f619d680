"""Signatures that held before: a repeat costs no check of them, and everything else all the same.

A signature that a key made over some bytes holds for ever, so remembering that is no statement
about the credential: status, time, scope and the state of the key are judged anew each time. What
is kept is the SHA-256 of the token, and with it the very key object that checked it: another key,
even one of the same name in a newer trust file, remembers nothing. A signature that did not hold is
not kept.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock
from typing import Final

from verifier.jws import UnverifiedJWS, verify_jws
from verifier.keys import PublicKey
from verifier.strict_json import JSON

MAX_REMEMBERED: Final = 8192


@dataclass(slots=True)
class SignatureMemory:
    """The last tokens whose signature held; the one not asked for longest goes first."""

    _keys: OrderedDict[bytes, PublicKey] = field(default_factory=OrderedDict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def verify(self, jws: UnverifiedJWS, key: PublicKey) -> dict[str, JSON]:
        """Return the claims if they were signed by `key`, now or as remembered.

        Raises:
            RefusedSignatureError: as `verify_jws`.
        """
        digest = sha256(jws.signed + b"." + jws.signature).digest()
        if self._keys.get(digest) is not key:
            verify_jws(jws, key)
        with self._lock:
            self._keys[digest] = key
            self._keys.move_to_end(digest)
            if len(self._keys) > MAX_REMEMBERED:
                self._keys.popitem(last=False)
        return jws.claims
