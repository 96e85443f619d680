"""Which backend has which key: makes new ones, adopts those that lie somewhere, opens recorded.

A device or service is set up once, in the settings, and reached when a key of it is first needed;
without its settings its keys cannot sign here, and everything else goes on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from registry.settings import Settings
from registry.signers.errors import SignerRefusedError
from registry.signers.jwk import ES256
from registry.signers.keyfiles import KeyFiles
from registry.signers.remote import Device, adopted_jwk, open_remote
from registry.signers.salts import Salts
from registry.signers.software import new_signing_key

if TYPE_CHECKING:
    from registry.issuing.signing import SigningKey


class Backend(StrEnum):
    """Where a private key lies. Values are stored: never rename one."""

    FILE = "file"
    PKCS11 = "pkcs11"
    KMS = "kms"


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Where a key lies: a backend, and the address in it; None for a file, which its name finds."""

    backend: Backend = Backend.FILE
    uri: str | None = None


@dataclass(slots=True)
class Signers:
    """The backends of this registry. One instance a process."""

    settings: Settings
    files: KeyFiles
    salts: Salts
    _devices: dict[Backend, Device] = field(default_factory=dict, repr=False)
    _opened: dict[str, SigningKey] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, settings: Settings) -> Signers:
        """Return the backends that the settings name; nothing is made or asked yet."""
        return cls(settings, KeyFiles.of(settings), Salts(settings))

    def make(
        self, prefix: str, place: KeyPlace, *, alg: str = ES256
    ) -> tuple[SigningKey, KeyPlace]:
        """Make a key in a backend, or adopt the one at the address, and say where it lies.

        Raises:
            SignerError: the backend is not set up, away, or has no such key or algorithm.
        """
        if place.backend is Backend.FILE:
            key = new_signing_key(prefix, alg)
            self.files.store(key)
            return key, KeyPlace()
        if alg != ES256:
            raise SignerRefusedError(f"keys of {place.backend.value} sign with {ES256} alone")
        device = self.device(place.backend)
        uri = place.uri or device.make(f"talent-registry {prefix}")
        lies_at = KeyPlace(place.backend, uri)
        return self.open(prefix, adopted_jwk(device, uri), lies_at), lies_at

    def open(self, prefix: str, jwk: Mapping[str, str], place: KeyPlace) -> SigningKey:
        """Return the key whose public part is on record; a remote one is not asked before it signs.

        Raises:
            SignerError: the file is not here, or the backend is not set up.
        """
        kid = jwk["kid"]
        if place.backend is Backend.FILE:
            return self.files.load(prefix, kid)
        if place.uri is None:
            raise SignerRefusedError(f"key {kid} of {prefix} has no address in {place.backend}")
        known = self._opened.get(f"{prefix}|{kid}")
        if known is None:
            device, salts = self.device(place.backend), self.salts.of(prefix, kid)
            known = open_remote(prefix, place.uri, device, jwk=jwk, salts=salts)
            self._opened[f"{prefix}|{kid}"] = known
        return known

    def can_sign(self, prefix: str, kid: str, place: KeyPlace) -> bool:
        """Say whether a key can be opened here, without asking a device."""
        if place.backend is Backend.FILE:
            return self.files.has(prefix, kid)
        return place.uri is not None and self._is_set_up(place.backend)

    def device(self, backend: Backend) -> Device:
        """Return the device or service of a backend.

        Raises:
            SignerRefusedError: its settings are missing.
        """
        if not self._is_set_up(backend):
            raise SignerRefusedError(f"the signer {backend.value} is not set up: docs/signers.md")
        if backend not in self._devices:
            self._devices[backend] = (
                _pkcs11(self.settings) if backend is Backend.PKCS11 else _kms(self.settings)
            )
        return self._devices[backend]

    def _is_set_up(self, backend: Backend) -> bool:
        chosen = self.settings
        if backend is Backend.PKCS11:
            return chosen.pkcs11_module is not None and chosen.pkcs11_token is not None
        return chosen.kms_region is not None and chosen.kms_access_key_id is not None


def _pkcs11(settings: Settings) -> Device:
    from registry.signers.pkcs11 import PKCS11  # noqa: PLC0415 - its library is optional

    pin = settings.pkcs11_pin
    return PKCS11(
        str(settings.pkcs11_module),
        settings.pkcs11_token or "",
        None if pin is None else pin.get_secret_value(),
    )


def _kms(settings: Settings) -> Device:
    from registry.signers.kms import KMS  # noqa: PLC0415 - its HTTP client is for those who use it
    from registry.signers.sigv4 import Credentials  # noqa: PLC0415

    secret, session = settings.kms_secret_access_key, settings.kms_session_token
    credentials = Credentials(
        settings.kms_access_key_id or "",
        "" if secret is None else secret.get_secret_value(),
        settings.kms_region or "",
        None if session is None else session.get_secret_value(),
    )
    endpoint = settings.kms_endpoint or f"https://kms.{settings.kms_region}.amazonaws.com"
    return KMS(endpoint, credentials, timeout_seconds=settings.kms_timeout_seconds)
