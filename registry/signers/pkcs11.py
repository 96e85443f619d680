"""Keys in a device with a PKCS #11 module: a hardware security module, a card, SoftHSM.

The device gets SHA-256 digests (mechanism CKM_ECDSA, which every one has) and answers r and s. An
address is a PKCS #11 URI (RFC 7512) of the attributes `token`, `object` and `id`; the module and
the PIN are settings, so that neither is ever in the graph.

One session is opened when it is first needed, used by one thread at a time, and opened again when
the device was away. A PIN that was refused is not tried again: a few wrong ones lock a token.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import quote, unquote_to_bytes

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey

from registry.signers.errors import SignerAwayError, SignerError, SignerRefusedError

if TYPE_CHECKING:
    from pkcs11 import Session

SCHEME: Final = "pkcs11:"
_CURVE: Final = "secp256r1"
_ID_BYTES: Final = 16
_PATIENCE_SECONDS: Final = 5.0
_REFUSALS: Final = frozenset(
    {
        "PinIncorrect",
        "PinInvalid",
        "PinLocked",
        "PinLenRange",
        "PinExpired",
        "UserPinNotInitialized",
    }
)
"""What a device says of a PIN; to try again makes it worse."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a key lies (RFC 7512 section 2.3)."""

    token: str
    label: str | None = None
    key_id: bytes | None = None

    def text(self) -> str:
        """Return the URI."""
        parts = [f"token={quote(self.token, safe='')}"]
        if self.label is not None:
            parts.append(f"object={quote(self.label, safe='')}")
        if self.key_id is not None:
            parts.append("id=" + "".join(f"%{byte:02X}" for byte in self.key_id))
        return SCHEME + ";".join(parts)


def parse_address(uri: str) -> Address:
    """Read a URI of a key.

    Raises:
        SignerRefusedError: it is none, names a PIN or a module, or no key.
    """
    pairs = [part.partition("=") for part in uri.removeprefix(SCHEME).split(";")]
    found = {name: unquote_to_bytes(value) for name, _, value in pairs}
    known = set(found) <= {"token", "object", "id"}
    whole = "token" in found and ("object" in found or "id" in found)
    if not uri.startswith(SCHEME) or not known or not whole or len(found) != len(pairs):
        raise SignerRefusedError(
            "an address of a PKCS #11 key is pkcs11:token=...;object=... or pkcs11:token=...;id=..."
        )
    try:
        label = found["object"].decode() if "object" in found else None
        return Address(found["token"].decode(), label, found.get("id"))
    except UnicodeDecodeError as err:
        raise SignerRefusedError("an address of a PKCS #11 key is UTF-8") from err


class PKCS11:
    """A device behind a module. Usable from many threads, which wait for each other."""

    def __init__(self, module: str, token: str, pin: str | None) -> None:
        if find_spec("pkcs11") is None:
            raise SignerRefusedError(
                "python-pkcs11 is not installed: pip install 'talent-registry[pkcs11]'"
            )
        self._module = module
        self._token = token
        self._pin = pin
        self._session: Session | None = None
        self._found: dict[str, Any] = {}
        self._refused: str | None = None
        self._lock = threading.Lock()

    def sign_digest(self, uri: str, digest: bytes) -> bytes:
        """Return the signature of a SHA-256 digest by the key at an address, r and s."""
        import pkcs11  # noqa: PLC0415 - an optional library

        wanted = self._wanted(uri, pkcs11.ObjectClass.PRIVATE_KEY)

        def sign(session: Session) -> bytes:
            # To look for a key costs a device three round trips; it is found once a session.
            key: Any = self._found.get(uri) or session.get_key(**wanted)
            self._found[uri] = key
            signature: bytes = key.sign(digest, mechanism=pkcs11.Mechanism.ECDSA)
            return signature

        return self._with_session(sign)

    def public_key(self, uri: str) -> EllipticCurvePublicKey:
        """Return the public part of the key at an address."""
        import pkcs11  # noqa: PLC0415

        wanted = self._wanted(uri, pkcs11.ObjectClass.PUBLIC_KEY)

        def read(session: Session) -> bytes:
            point: bytes = session.get_key(**wanted)[pkcs11.Attribute.EC_POINT]
            return point

        point = self._with_session(read)
        try:
            # The point is wrapped as an OCTET STRING (PKCS #11 3.0 section 6.3.3).
            return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point[2:])
        except ValueError as err:
            raise SignerRefusedError("the key of the device is not on P-256") from err

    def make(self, label: str) -> str:
        """Make a key that never leaves the device, and return its address."""
        import secrets  # noqa: PLC0415 - used here alone

        import pkcs11  # noqa: PLC0415
        from pkcs11.util.ec import encode_named_curve_parameters  # noqa: PLC0415

        key_id = secrets.token_bytes(_ID_BYTES)
        curve = {pkcs11.Attribute.EC_PARAMS: encode_named_curve_parameters(_CURVE)}

        def generate(session: Session) -> None:
            parameters = session.create_domain_parameters(pkcs11.KeyType.EC, curve, local=True)
            parameters.generate_keypair(
                store=True,
                id=key_id,
                label=label,
                private_template={
                    pkcs11.Attribute.SENSITIVE: True,
                    pkcs11.Attribute.EXTRACTABLE: False,
                },
            )

        self._with_session(generate)
        return Address(self._token, label, key_id).text()

    def close(self) -> None:
        """End the session; the next signature opens another."""
        with self._lock:
            self._close()

    def _wanted(self, uri: str, object_class: Any) -> dict[str, Any]:
        address = parse_address(uri)
        if address.token != self._token:
            raise SignerRefusedError(
                f"the key lies in token {address.token!r}, and {self._token!r} is set"
            )
        wanted = {"object_class": object_class, "label": address.label, "id": address.key_id}
        return {name: value for name, value in wanted.items() if value is not None}

    def _with_session(self, work: Callable[[Session], T]) -> T:
        """Run work in the session; where an old one fails, once more in a new one."""
        from pkcs11.exceptions import PKCS11Error  # noqa: PLC0415

        # A device that hangs keeps one thread; the others say so instead of waiting behind it.
        if not self._lock.acquire(timeout=_PATIENCE_SECONDS):
            raise SignerAwayError("the PKCS #11 token does not answer")
        try:
            if self._refused is not None:
                raise SignerRefusedError(self._refused)
            had_session = self._session is not None
            try:
                return work(self._opened())
            except PKCS11Error as err:
                self._close()
                if not had_session:
                    raise self._explained(err) from err
            try:
                return work(self._opened())
            except PKCS11Error as err:
                self._close()
                raise self._explained(err) from err
        finally:
            self._lock.release()

    def _opened(self) -> Session:
        if self._session is None:
            import pkcs11  # noqa: PLC0415

            token = pkcs11.lib(self._module).get_token(token_label=self._token)
            try:
                self._session = token.open(rw=True, user_pin=self._pin)
            except pkcs11.UserAlreadyLoggedIn:
                # The user is logged in for the whole process, by whatever else uses the token.
                self._session = token.open(rw=True)
        return self._session

    def _close(self) -> None:
        from pkcs11.exceptions import PKCS11Error  # noqa: PLC0415

        session, self._session = self._session, None
        self._found.clear()
        try:
            if session is not None:
                session.close()
        except PKCS11Error:
            return  # It was broken, or it would not be closed.

    def _explained(self, err: Exception) -> SignerError:
        reason = type(err).__name__
        if reason in _REFUSALS:
            self._refused = f"the PKCS #11 token refuses the PIN ({reason})"
            return SignerRefusedError(self._refused)
        if reason in {"NoSuchKey", "MultipleObjectsReturned"}:
            return SignerRefusedError(f"the PKCS #11 token has no such key ({reason})")
        return SignerAwayError(f"the PKCS #11 token cannot sign ({reason})")
