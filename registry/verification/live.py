"""The trust that the registry has in its own issuers, read from the graph and kept for a moment.

A verification asks for one issuer alone. What was read is believed for `FRESH_SECONDS`; after that
it is read again, and the trust object with its verified status lists is kept as long as nothing has
changed. Lists are asked for at every verification, from `StatusLists`, which follows the graph on
its own.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import Any, Final

from registry.graph.issuing.trust import IssuerTrust, issuer_trust
from registry.issuing.keyring import Keyring
from registry.issuing.lists import StatusLists
from registry.issuing.trust import VERSION, issuer_json
from registry.log.service import TransparencyLog
from verifier.credential import UnverifiedCredential, parse_credential
from verifier.envelope import read_envelope
from verifier.errors import MalformedError
from verifier.remembered import SignatureMemory
from verifier.status import parse_credential_status, parse_status_claim
from verifier.trust import Trust

FRESH_SECONDS: Final = 0.5
_MAX_KEPT: Final = 1_024
_MAX_LISTS: Final = 4
_FAR: Final = "9999-12-31T23:59:59Z"


@dataclass(slots=True)
class _Kept:
    """An issuer's trust as last read, with the policy of the log.

    `tokens` is the very mapping that `trust` looks lists up in.
    """

    source: dict[str, Any] | None
    trust: Trust
    tokens: dict[str, str]
    seen: float


@dataclass(slots=True)
class LiveTrust:
    """Trust by issuer. One instance a process."""

    keyring: Keyring
    lists: StatusLists
    log: TransparencyLog
    _kept: dict[str, _Kept] = field(default_factory=dict, repr=False)
    _signatures: SignatureMemory = field(default_factory=SignatureMemory, repr=False)

    async def for_credential(self, text: str, *, at: float | None) -> Trust:
        """Return all that is needed to judge this text; nothing that it says is believed here.

        Args:
            text: the credential in any of its forms.
            at: the moment that the status is asked for, unix seconds; None for now.
        """
        try:
            credential = parse_credential(read_envelope(text).credential)
        except MalformedError:
            return Trust({})
        prefix = self._prefix(credential.iss)
        if prefix is None:
            return Trust({})
        kept = await self._issuer(prefix)
        if kept.source is None:
            return kept.trust
        names = {
            uri: name
            for uri in _status_uris(credential)
            if (name := self.lists.name_of(uri)) is not None
        }
        if names and at is not None:
            then = {uri: await self.lists.at(name, int(at)) for uri, name in names.items()}
            known = {uri: token for uri, token in then.items() if token is not None}
            return replace(kept.trust, status_tokens=known)
        for uri, name in names.items():
            signed = await self.lists.current(name)
            if signed is not None:
                kept.tokens[uri] = signed.token
        return kept.trust

    def _prefix(self, iss: str) -> str | None:
        head = f"{self.keyring.base_url}/issuers/"
        prefix = iss.removeprefix(head)
        return prefix if iss.startswith(head) and prefix.isalnum() else None

    def _source(self, issuer: IssuerTrust) -> dict[str, Any]:
        """Return the trust in one issuer as a trust file has it, good for ever."""
        log = self.log.trust()
        return {
            "version": VERSION,
            "expires": _FAR,
            "issuers": [issuer_json(issuer, self.keyring.iss(issuer.prefix))],
            **({} if log is None else {"log": log}),
        }

    async def _issuer(self, prefix: str) -> _Kept:
        kept = self._kept.get(prefix)
        if kept is not None and time.monotonic() - kept.seen < FRESH_SECONDS:
            return kept
        seen = time.monotonic()
        issuers = await issuer_trust(self.keyring.database, prefix)
        source = self._source(issuers[0]) if issuers else None
        if kept is not None and kept.source == source:
            kept.seen = seen
            return kept
        tokens: dict[str, str] = {}
        fresh = _Kept(source, self._trust(source, tokens), tokens, seen)
        if len(self._kept) >= _MAX_KEPT:
            self._kept.pop(next(iter(self._kept)))
        self._kept[prefix] = fresh
        return fresh

    def _trust(self, source: dict[str, Any] | None, tokens: dict[str, str]) -> Trust:
        if source is None:
            return Trust({})
        # Read as a trust file is read, so that the registry's own trust is held to the same rules.
        # All issuers share one memory of signatures, so that it is bounded once.
        return replace(
            Trust.from_json(source),
            expires=None,
            status_tokens=tokens,
            signatures=self._signatures,
        )


def _status_uris(credential: UnverifiedCredential) -> list[str]:
    """Return the lists that the verifier will ask for, none where it will find no reference."""
    claims = credential.jws.claims
    try:
        if credential.presentation is not None:
            references = parse_status_claim(claims.get("status"))
        else:
            references = parse_credential_status(claims.get("credentialStatus"))
    except MalformedError:
        return []
    # A credential may name any number of lists; no honest one names more than one of each purpose.
    return [reference.uri for reference in references[:_MAX_LISTS]]
