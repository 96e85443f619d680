"""The life of an issuer's keys: private parts with `registry.signers`, the rest in the graph.

A key is *current* from `nbf` to `exp` while no end is recorded. Ends are `superseded` (rotated),
`withdrawn` (retired) and `compromised`. Two rules hold always, because status lists must go on
being signed for as long as somebody may ask:

- an issuer that has keys keeps a current one: retiring the last one is refused, a compromise makes
  its successor;
- an honest end lies `OVERLAP_SECONDS` ahead, so that what another process signs in this second with
  the old key stays good.

The registry's own key, for receipts and trust files, is a key of the issuer `registry`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import ClassVar, Final, Literal

from registry.dates import moment_text
from registry.graph.driver import Database, Transaction
from registry.graph.issuing.keys import (
    KeyRecord,
    end_key,
    is_filed_prefix,
    issuer_keys,
    record_key,
)
from registry.graph.issuing.lists import touch_lists_of
from registry.graph.log.entries import record_entries
from registry.issuing.signing import SigningKey, signed_by
from registry.issuing.vouching import predecessor, vouched
from registry.log.entries import KeyEvent, key_entry
from registry.settings import Settings
from registry.signers.backends import Backend, KeyPlace, Signers
from registry.signers.jwk import ES256

REGISTRY: Final = "registry"
OVERLAP_SECONDS: Final = 60
KEY_YEARS: Final = 5
_YEAR_SECONDS: Final = 365 * 24 * 3600

HonestReason = Literal["superseded", "withdrawn"]
EndReason = Literal["superseded", "withdrawn", "compromised"]
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class NewKey:
    """What kind of key is made, and for how many years it may sign.

    With an address in its place the key that lies there is adopted, not made.
    """

    place: KeyPlace
    alg: str = ES256
    years: int = KEY_YEARS


class KeyLifeError(Exception):
    """A key cannot be made or ended as asked; the message says what to do instead."""

    code: ClassVar[str] = "key_life"


def utc_now() -> datetime:
    """Return the present moment by the system's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys of every issuer of this registry. `now` is the clock, a parameter for tests.

    `backend` is where a key is made that somebody needs and nobody made.
    """

    database: Database
    signers: Signers
    base_url: str
    now: Clock = utc_now
    backend: Backend = Backend.FILE
    _making: dict[str, asyncio.Lock] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, settings: Settings, database: Database, now: Clock = utc_now) -> Keyring:
        """Return the keyring that the settings name."""
        return cls(
            database,
            Signers.of(settings),
            settings.base_url.rstrip("/"),
            now,
            Backend(settings.key_backend),
        )

    def iss(self, prefix: str) -> str:
        """Return the `iss` of an issuer prefix or of the registry (CREDENTIAL.md sections 1, 3)."""
        if prefix == REGISTRY:
            return f"{self.base_url}/{REGISTRY}"
        return f"{self.base_url}/issuers/{prefix}"

    async def keys(self, prefix: str | None = None) -> tuple[KeyRecord, ...]:
        """Return the keys of one issuer (None: of all), oldest first."""
        return await issuer_keys(self.database, prefix)

    async def signing_key(self, prefix: str) -> SigningKey:
        """Return the current key of an issuer, made now if there is none.

        Raises:
            KeyLifeError: no filing has the prefix.
            SignerError: the key is current and cannot be opened here: its file lies on another
                machine, or its device is not set up.
        """
        current = newest_current(await self.keys(prefix), self.seconds())
        if current is None:
            # The first certificates of an issuer come together; one of them makes the key of all.
            async with self._making.setdefault(prefix, asyncio.Lock()):
                current = newest_current(await self.keys(prefix), self.seconds())
                current = current or await self.make(prefix)
        return self.open(current)

    def open(self, record: KeyRecord) -> SigningKey:
        """Return the key of a record; whether it may still sign is the caller's to know.

        Raises:
            SignerError: it cannot be opened here.
        """
        return self.signers.open(record.prefix, record.jwk, _place(record))

    def can_sign(self, record: KeyRecord) -> bool:
        """Say whether the key of a record can be opened here."""
        return self.signers.can_sign(record.prefix, record.kid, _place(record))

    async def make(self, prefix: str, new: NewKey | None = None) -> KeyRecord:
        """Make a key, current from this second on.

        Raises:
            KeyLifeError: no filing has the prefix.
            SignerError: its backend does not make it.
        """
        return await self._succeed(prefix, new, [], "superseded")

    async def rotate(self, prefix: str, new: NewKey | None = None) -> KeyRecord:
        """Make a key and end the current ones as superseded, in one transaction."""
        before = await self._current(prefix)
        return await self._succeed(prefix, new, [record.kid for record in before], "superseded")

    async def retire(self, prefix: str, kid: str, *, reason: HonestReason = "withdrawn") -> None:
        """End a key honestly: what it signed in its time stays good.

        Raises:
            KeyLifeError: it is unknown, has ended already, or is the last current one.
        """
        current = [record.kid for record in await self._current(prefix)]
        if current == [kid]:
            raise KeyLifeError(
                f"{kid} is the last current key of {prefix}; use rotate, which makes its successor"
            )
        await self._end([kid], prefix, self.seconds() + OVERLAP_SECONDS, reason)

    async def compromise(self, prefix: str, kid: str, *, at: int | None = None) -> KeyRecord | None:
        """Record that somebody else may have the key since `at` (unix seconds, default now).

        Returns the successor, made where no other key is current.

        Raises:
            KeyLifeError: the key is unknown, or known to be compromised already.
        """
        since = self.seconds() if at is None else at
        if since > self.seconds():
            raise KeyLifeError("a compromise cannot lie ahead; to end a key honestly use retire")
        others = [record for record in await self._current(prefix) if record.kid != kid]
        if others:
            await self._end([kid], prefix, since, "compromised")
            return None
        return await self._succeed(prefix, None, [kid], "compromised", since)

    def seconds(self) -> int:
        """Return the present moment in unix seconds."""
        return int(self.now().timestamp())

    async def _current(self, prefix: str) -> list[KeyRecord]:
        now = self.seconds()
        return [record for record in await self.keys(prefix) if record.is_current(now)]

    async def _succeed(
        self,
        prefix: str,
        new: NewKey | None,
        kids: list[str],
        reason: EndReason,
        at: int | None = None,
    ) -> KeyRecord:
        """Make a key and end those it succeeds, in one transaction."""
        if prefix != REGISTRY and not await is_filed_prefix(self.database, prefix):
            raise KeyLifeError(f"no filing has the issuer prefix {prefix}")
        record = await self._new(prefix, new or NewKey(KeyPlace(self.backend)))
        if prefix == REGISTRY and reason != "compromised":
            record = await self._vouched(record)
        until = self.seconds() + OVERLAP_SECONDS if at is None else at

        async def change(tx: Transaction) -> None:
            await record_key(tx, record, alg=record.jwk["alg"])
            await self._log(tx, prefix, record.jwk, "made", record.nbf)
            if kids:
                await self._end_all(tx, prefix, kids, at=until, reason=reason)

        await self.database.write(change)
        return record

    async def _new(self, prefix: str, new: NewKey) -> KeyRecord:
        # The key first: one without a record is never used, a record without a key would be. A
        # device may take seconds to make one.
        key, place = await asyncio.to_thread(self.signers.make, prefix, new.place, alg=new.alg)
        nbf = self.seconds()
        exp = nbf + new.years * _YEAR_SECONDS
        jwk = key.public_jwk()
        return KeyRecord(prefix, key.kid, jwk, nbf, exp, backend=place.backend.value, uri=place.uri)

    async def _vouched(self, record: KeyRecord) -> KeyRecord:
        """Return the record of the registry's next key with the word of the last one for it."""
        last = predecessor(await self.keys(REGISTRY))
        if last is None or not self.can_sign(last):
            return record
        key, iss = self.open(last), self.iss(REGISTRY)
        return await signed_by(key, lambda: vouched(record, iss=iss, by=key))

    async def _end(self, kids: list[str], prefix: str, at: int, reason: EndReason) -> None:
        await self.database.write(lambda tx: self._end_all(tx, prefix, kids, at=at, reason=reason))

    async def _end_all(
        self, tx: Transaction, prefix: str, kids: list[str], *, at: int, reason: EndReason
    ) -> None:
        for kid in kids:
            jwk = await end_key(tx, prefix, kid, at=at, reason=reason)
            if jwk is None:
                raise KeyLifeError(
                    f"{prefix} has no key {kid} that could still be ended as {reason}"
                )
            await self._log(tx, prefix, jwk, reason, at)
        # A list that a compromised key signed is believed by nobody; the next one who asks gets it
        # signed anew.
        await touch_lists_of(tx, prefix)

    async def _log(
        self, tx: Transaction, prefix: str, jwk: dict[str, str], event: KeyEvent, since: int
    ) -> None:
        at = moment_text(self.now())
        await record_entries(tx, [key_entry(self.iss(prefix), jwk, event, since=since, at=at)])


def newest_current(keys: tuple[KeyRecord, ...], now: int) -> KeyRecord | None:
    """Return the key to sign with now, in unix seconds: of the current ones the one made last."""
    current = [record for record in keys if record.is_current(now)]
    return max(current, key=lambda record: (record.nbf, record.kid), default=None)


def _place(record: KeyRecord) -> KeyPlace:
    return KeyPlace(Backend(record.backend), record.uri)
