"""The status lists of this registry, signed, kept as bytes until something changes.

The graph holds the truth, so every process follows a change made by any other: before a kept list
is given out, its version is read again, at most once in `FRESH_SECONDS` for each list. A list is
signed anew when its version grew or its `ttl` passed.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final

from registry.badges.bitstring import list_of, names_of, pack_bits, sign_bits
from registry.dates import moment_text, parse_moment
from registry.graph.issuing.lists import ListState, list_ids, list_now, list_then
from registry.graph.log.entries import record_status
from registry.issuing.keyring import Keyring
from registry.issuing.signing import SigningKey, signed_by
from registry.issuing.statuslist import Period, pack, sign_list
from registry.log.entries import status_entry
from registry.signers.errors import SignerError

TTL_SECONDS: Final = 300
LIFE_SECONDS: Final = 24 * 3600
FRESH_SECONDS: Final = 0.25
"""For so long a kept list is given out without asking the graph.

A quarter of the second that is promised.
"""

_MAX_KEPT: Final = 4_096


@dataclass(frozen=True, slots=True)
class SignedList:
    """A signed list, when it was signed, and for which version of the list."""

    token: str
    prefix: str
    version: int
    period: Period
    seen: float
    """When the version was last read, on the monotonic clock."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How the signed lists stand that a process keeps; seconds are 0 without any."""

    count: int
    oldest_seconds: int
    expires_seconds: int


@dataclass(slots=True)
class StatusLists:
    """Signed lists by the name under which they are published. One instance a process.

    A token list has the name that it has in the graph; the list of badges has two, one for each
    purpose (`registry.badges.bitstring`).
    """

    keyring: Keyring
    _kept: dict[str, SignedList] = field(default_factory=dict, repr=False)
    _locks: dict[str, asyncio.Lock] = field(default_factory=dict, repr=False)
    _logged: dict[str, int] = field(default_factory=dict, repr=False)

    def uri(self, name: str) -> str:
        """Return the address of a list, its `sub`."""
        return f"{self.keyring.base_url}/status/{name}"

    def name_of(self, uri: str) -> str | None:
        """Return the name of a list of ours by its address, None for the address of another."""
        head = f"{self.keyring.base_url}/status/"
        return uri.removeprefix(head) if uri.startswith(head) else None

    async def ids(self, prefix: str | None = None) -> tuple[str, ...]:
        """Return the names of the token lists of one issuer (None: of all)."""
        return await list_ids(self.keyring.database, prefix)

    def kept(self) -> Kept:
        """Return how many signed lists are kept, how old the oldest is, and when the first ends."""
        now, periods = self.keyring.seconds(), [kept.period for kept in self._kept.values()]
        return Kept(
            len(periods),
            max((now - period.iat for period in periods), default=0),
            min((period.exp - now for period in periods), default=0),
        )

    async def current(self, name: str) -> SignedList | None:
        """Return the signed list, or None if there is no such list."""
        kept = self._kept.get(name)
        if kept is not None and time.monotonic() - kept.seen < FRESH_SECONDS:
            return kept
        # One reader at a time asks for a list; the others take what it found.
        async with self._locks.setdefault(name, asyncio.Lock()):
            kept = self._kept.get(name)
            if kept is not None and time.monotonic() - kept.seen < FRESH_SECONDS:
                return kept
            fresh = await self._refresh(name, kept)
        if fresh is None:
            self._locks.pop(name, None)
        return fresh

    async def at(self, name: str, seconds: int) -> str | None:
        """Return a list with `iat <= seconds < exp` that says what was true then.

        None before the first, and for what is to come.

        A list of the past speaks for one second: with a longer life it could be shown to somebody
        as if it were today's.
        """
        now = self.keyring.seconds()
        if seconds >= now:
            signed = await self.current(name)
            fits = signed is not None and signed.period.iat <= seconds < signed.period.exp
            return signed.token if signed is not None and fits else None
        moment = moment_text(datetime.fromtimestamp(seconds, UTC))
        found = list_of(name)
        if found is None:
            return None
        state = await list_then(self.keyring.database, found[0], time=seconds, moment=moment)
        if state is None or moment < state.created_at:
            return None
        key = await self._key_at(state.prefix, seconds)
        period = Period(seconds, seconds + 1, TTL_SECONDS)
        return await signed_by(key, lambda: self._sign(name, state, period, key))

    async def signed_until(self, list_id: str, period: Period) -> dict[str, str]:
        """Return a list of the graph as it is now under each of its addresses.

        Signed for a period of the caller's choice; nothing if there is no such list.
        """
        state = await list_now(self.keyring.database, list_id, known=None)
        if state is None:
            return {}
        key = await self.keyring.signing_key(state.prefix)
        names = names_of(list_id)
        return await signed_by(
            key, lambda: {self.uri(name): self._sign(name, state, period, key) for name in names}
        )

    async def _refresh(self, name: str, kept: SignedList | None) -> SignedList | None:
        found = list_of(name)
        if found is None:
            return None
        seen = time.monotonic()
        now = self.keyring.seconds()
        expired = kept is None or now >= kept.period.iat + TTL_SECONDS
        known = None if kept is None or expired else kept.version
        state = await list_now(self.keyring.database, found[0], known=known)
        if state is None:
            return None
        if kept is not None and state.entries is None:
            fresh = replace(kept, seen=seen)
        else:
            fresh = await self._signed_anew(name, found[0], state, kept, now=now, seen=seen)
        if name not in self._kept and len(self._kept) >= _MAX_KEPT:
            self._kept.pop(next(iter(self._kept)))
        self._kept[name] = fresh
        return fresh

    async def _signed_anew(
        self,
        name: str,
        list_id: str,
        state: ListState,
        kept: SignedList | None,
        *,
        now: int,
        seen: float,
    ) -> SignedList:
        """Return the list as it is, signed now.

        Where the signer is away the kept one does for as long as it says the same and holds; a
        change that cannot be signed is an error, never an old list.
        """
        period = Period(now, now + LIFE_SECONDS, TTL_SECONDS)
        try:
            key = await self.keyring.signing_key(state.prefix)
            token = await signed_by(key, lambda: self._sign(name, state, period, key))
        except SignerError:
            if kept is None or kept.version != state.version or now >= kept.period.exp:
                raise
            return replace(kept, seen=seen)
        await self._log(list_id, name, state.version, token)
        return SignedList(token, state.prefix, state.version, period, seen)

    async def _log(self, list_id: str, name: str, version: int, token: str) -> None:
        """Log the first token of each version before anybody is given it.

        The signing again of what was said before, every few minutes, would drown the log.
        """
        logged = self._logged.get(name)
        if logged == version:
            return
        entry = status_entry(self.uri(name), token, at=moment_text(self.keyring.now()))
        await self.keyring.database.write(
            lambda tx: record_status(tx, list_id, name=name, version=version, entry=entry)
        )
        self._logged[name] = version

    def _sign(self, name: str, state: ListState, period: Period, key: SigningKey) -> str:
        iss, uri, entries = self.keyring.iss(state.prefix), self.uri(name), state.entries or {}
        _, purpose = list_of(name) or (name, None)
        if purpose is None:
            packed = pack(entries, state.size)
            return sign_list(packed, iss=iss, uri=uri, period=period, key=key)
        packed = pack_bits(entries, state.size, purpose=purpose)
        return sign_bits(packed, iss=iss, uri=uri, purpose=purpose, period=period, key=key)

    async def _key_at(self, prefix: str, seconds: int) -> SigningKey:
        """Return the key that was in its time then, if it can still be used.

        Else the current one.
        """
        for record in await self.keyring.keys(prefix):
            end = record.exp if record.revoked_at is None else min(record.exp, record.revoked_at)
            usable = not record.is_compromised and self.keyring.can_sign(record)
            if usable and record.nbf <= seconds <= end:
                return self.keyring.open(record)
        return await self.keyring.signing_key(prefix)


def parse_time(text: str) -> int | None:
    """Read the `time` parameter of a status list request: unix seconds, None if it is not that."""
    if not text.isascii() or not text.isdigit() or len(text) > len("253402300799"):
        return None
    seconds = int(text)
    return seconds if seconds <= int(parse_moment("9999-12-31T23:59:59Z").timestamp()) else None
