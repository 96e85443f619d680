"""The trust file of this registry (CREDENTIAL.md section 5), from the graph.

Keys come with their whole history, also compromised ones; scopes from the filings, ended on the day
before a withdrawal or suspension; every status list signed for as long as the file itself holds, so
that a verifier needs nothing else until then.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

import orjson

from registry.dates import moment_text, parse_moment
from registry.graph.issuing.keys import KeyRecord
from registry.graph.issuing.trust import FilingTrust, IssuerTrust, issuer_trust, trust_state
from registry.issuing.keyring import REGISTRY, Keyring
from registry.issuing.lists import TTL_SECONDS, StatusLists
from registry.issuing.signing import sign_jwt, signed_by
from registry.issuing.statuslist import Period
from registry.issuing.vouching import chain
from registry.log.service import TransparencyLog
from registry.vocabulary import CertificateKind, Rank
from verifier.trustchain import MEMBER

VERSION: Final = 1
DAYS: Final = 30
FRESH_SECONDS: Final = 10.0
TYP: Final = "trust+jwt"
_KINDS: Final = [
    CertificateKind.SKILL_GRADE.value,
    CertificateKind.SPECIAL_TECHNICIAN.value,
]


@dataclass(frozen=True, slots=True)
class TrustFiles:
    """Makes trust files, without the member `log` where no log is given or it has not begun."""

    keyring: Keyring
    lists: StatusLists
    log: TransparencyLog | None = None

    async def make(self, *, prefix: str | None = None, days: int = DAYS) -> dict[str, Any]:
        """Return the trust file of all issuers (or one) as JSON values, good for some days."""
        now = self.keyring.seconds()
        period = Period(now, now + days * 24 * 3600, TTL_SECONDS)
        issuers = await issuer_trust(self.keyring.database, prefix)
        tokens: dict[str, str] = {}
        for list_id in (list_id for issuer in issuers for list_id in issuer.lists):
            tokens |= await self.lists.signed_until(list_id, period)
        log = None if self.log is None else self.log.trust()
        return {
            "version": VERSION,
            "issued": _moment(period.iat),
            "expires": _moment(period.exp),
            "issuers": [issuer_json(issuer, self.keyring.iss(issuer.prefix)) for issuer in issuers],
            "statusLists": tokens,
            **({} if log is None else {"log": log}),
        }

    async def sign(self, file: dict[str, Any]) -> str:
        """Return a trust file as a `trust+jwt` of the registry, which runs out with the file."""
        issued, expires = (
            int(parse_moment(file[name]).timestamp()) for name in ("issued", "expires")
        )
        key = await self.keyring.signing_key(REGISTRY)
        claims = {"iss": self.keyring.iss(REGISTRY), "iat": issued, "exp": expires, **file}
        vouchers = chain(await self.keyring.keys(REGISTRY))
        if vouchers:
            claims[MEMBER] = vouchers
        return await signed_by(key, lambda: sign_jwt(claims, typ=TYP, key=key))


@dataclass(slots=True)
class CurrentTrust:
    """The trust file of the moment, made again after a change; of filings after `FRESH_SECONDS`.

    It is signed when somebody asks for it signed: with the registry's signer away the plain file is
    served still.
    """

    files: TrustFiles
    _file: dict[str, Any] = field(default_factory=dict)
    _plain: bytes = b""
    _signed: str = ""
    _made: float = float("-inf")
    _state: object = None
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)

    async def plain(self) -> bytes:
        """Return the file as JSON."""
        async with self._lock:
            await self._follow()
            return self._plain

    async def signed(self) -> str:
        """Return the file as a `trust+jwt`."""
        async with self._lock:
            await self._follow()
            if not self._signed:
                self._signed = await self.files.sign(self._file)
            return self._signed

    async def _follow(self) -> None:
        state = await trust_state(self.files.keyring.database)
        age = time.monotonic() - self._made
        if state == self._state and age < FRESH_SECONDS:
            return
        self._file = await self.files.make()
        self._plain, self._signed = orjson.dumps(self._file), ""
        self._state, self._made = state, time.monotonic()


def issuer_json(issuer: IssuerTrust, iss: str) -> dict[str, Any]:
    """Return the entry of an issuer."""
    return {
        "iss": iss,
        "name": issuer.name,
        "prefix": issuer.prefix,
        "keys": [key_json(key) for key in issuer.keys],
        "scope": [item for filing in issuer.filings for item in _scope_json(filing)],
    }


def key_json(key: KeyRecord) -> dict[str, Any]:
    """Return a key with its window and, if it has ended, when and why."""
    ended = {}
    if key.revoked_at is not None:
        ended = {"revoked": {"revoked_at": key.revoked_at, "reason": key.reason}}
    return {**key.jwk, "nbf": key.nbf, "exp": key.exp, **ended}


def _scope_json(filing: FilingTrust) -> list[dict[str, Any]]:
    return [
        {
            "kinds": _KINDS,
            "occupation": occupation,
            "levels": [Rank(rank).name for rank in sorted(ranks)],
            "from": filing.start.isoformat(),
            "to": filing.end.isoformat(),
        }
        for occupation, ranks in filing.scope
    ]


def _moment(seconds: int) -> str:
    return moment_text(datetime.fromtimestamp(seconds, UTC))
