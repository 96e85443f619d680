"""A holder's code for chosen facts: who has it sees them, and whether they are true *now*.

The holder chooses a certificate and which of its facts; the code is good for at most 30 days and
can be withdrawn at any time. A look answers with the facts as they are on record at that moment,
and with the registry's own checks; it leaves an access event before the answer leaves. A code that
is unknown, has run out or was withdrawn is the same answer, and costs a miss like an unknown number
(`registry.verification.misses`).
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from registry.access import Act, reach
from registry.dates import china_day, moment_text
from registry.events import AccessEvent, AccessEvents
from registry.exchanges import RequestRefusedError
from registry.graph.driver import Transaction
from registry.graph.issuing.existing import read_certificates
from registry.graph.verification import found_by_keys
from registry.graph.wallet.certificates import certificates_within
from registry.graph.wallet.shares import (
    ShareRecord,
    count_live_shares,
    count_look,
    record_share,
    share_by_code,
    shares_of,
    withdraw_share,
)
from registry.issuing.credential import Content
from registry.issuing.existing import ExistingCertificates
from registry.issuing.keyring import Keyring
from registry.papercheck import check_certificate
from registry.verification.misses import Misses
from registry.viewer import Viewer
from registry.wallet.codes import digest, new_share_code, read_share_code
from verifier import Report, make_report
from verifier.texts import Language

DAYS: Final = 30
MAX_LIVE: Final = 100
PURPOSE: Final = "sharedFacts"

FACTS: Final[Mapping[str, Callable[[Content], Any]]] = {
    "number": lambda content: content.number,
    "kind": lambda content: content.kind,
    "level": lambda content: content.level,
    "occupation": lambda content: content.occupation,
    "occupation_name": lambda content: content.occupation_name,
    "work_type": lambda content: content.work_type,
    "issued_on": lambda content: content.issued_on.isoformat(),
    "issuer_name": lambda content: content.issuer_name,
    "name": lambda content: content.name,
    "birth_date": lambda content: content.birth_date and content.birth_date.isoformat(),
    "theory": lambda content: content.theory,
    "practical": lambda content: content.practical,
    "enterprise": lambda content: content.enterprise,
}
"""What can be shared, by the names of the credential's claims; no part of an ID number."""


@dataclass(frozen=True, slots=True)
class ShareOrder:
    """What a holder asks for: a certificate by number, names of `FACTS`, for how many days."""

    number: str
    kind: str | None
    facts: tuple[str, ...]
    days: int = DAYS


@dataclass(frozen=True, slots=True)
class Look:
    """What a code shows: the chosen facts, and the report on the certificate they are from."""

    share: ShareRecord
    facts: dict[str, Any]
    report: Report


@dataclass(slots=True)
class Shares:
    """Makes, lists, withdraws and answers shares. One instance a process."""

    keyring: Keyring
    existing: ExistingCertificates
    events: AccessEvents
    misses: Misses

    async def make(self, viewer: Viewer, order: ShareOrder) -> tuple[str, ShareRecord]:
        """Return a new code, shown here and never again, and its record.

        Raises:
            RequestRefusedError: not a holder, no such certificate of theirs, or too many codes.
        """
        within = reach(viewer, Act.SHARE)
        if within is None or within.worker is None:
            raise RequestRefusedError(403, "FORBIDDEN", "only a holder shares, and only their own")
        worker = within.worker
        database = self.keyring.database
        found = await certificates_within(database, within, order.number, kind=order.kind)
        if len(found) > 1:
            raise RequestRefusedError(400, "AMBIGUOUS_NUMBER", "several kinds have it; name one")
        if not found or found[0].prefix is None:
            raise RequestRefusedError(404, "CERTIFICATE_NOT_FOUND", "you have no such certificate")
        [certificate] = found
        code, now = new_share_code(), self.keyring.now()
        expires = int(now.timestamp()) + order.days * 24 * 3600
        share: dict[str, Any] = {
            "id": uuid.uuid4().hex,
            "codeHash": digest(read_share_code(code) or ""),
            "facts": list(order.facts),
            "at": moment_text(now),
            "expires": expires,
            "looks": 0,
        }

        async def unit(tx: Transaction) -> bool:
            if await count_live_shares(tx, worker, now=int(now.timestamp())) >= MAX_LIVE:
                return False
            await record_share(tx, worker, certificate.key, share)
            return True

        if not await database.write(unit):
            raise RequestRefusedError(409, "TOO_MANY_SHARES", f"at most {MAX_LIVE} codes at a time")
        record = ShareRecord(
            id=share["id"],
            certificate_key=certificate.key,
            prefix=certificate.prefix,
            holder=worker,
            facts=share["facts"],
            at=share["at"],
            expires=expires,
            withdrawn_at=None,
            looks=0,
        )
        return code, record

    async def of(self, viewer: Viewer) -> tuple[ShareRecord, ...]:
        """Return all shares of a holder, none for anybody else."""
        within = reach(viewer, Act.SHARE)
        if within is None or within.worker is None:
            return ()
        return await shares_of(self.keyring.database, within.worker)

    async def withdraw(self, viewer: Viewer, share_id: str) -> bool:
        """Withdraw a share of the viewer's; False where there is none of that id."""
        within = reach(viewer, Act.SHARE)
        if within is None or within.worker is None:
            return False
        at = moment_text(self.keyring.now())
        return await withdraw_share(self.keyring.database, within.worker, share_id, at=at)

    async def look(self, text: str, viewer: Viewer, *, client: str, lang: Language) -> Look | None:
        """Return what a code shows now, None if it shows nothing.

        Raises:
            TooManyMissesError: the client address has asked for too many codes in vain.
        """
        self.misses.check(client)
        code = read_share_code(text)
        now = self.keyring.seconds()
        share = None
        if code is not None:
            share = await share_by_code(self.keyring.database, digest(code), now=now)
        look = None if share is None else await self._answer(share, lang)
        if look is None:
            self.misses.count(client)
            return None
        if look.share.holder != viewer.subject:
            await self._note(look.share, viewer)
        return look

    async def _answer(self, share: ShareRecord, lang: Language) -> Look | None:
        database = self.keyring.database
        records = await read_certificates(database, [share.certificate_key])
        found = await found_by_keys(database, [share.certificate_key])
        if not records or not found or share.prefix is None:
            return None
        content = self.existing.content(share.prefix, records[0])
        if content is None:
            return None
        now = self.keyring.now()
        results = tuple(check_certificate(found[0].case, on=china_day(now)).values())
        report = make_report(
            results, verified_at=now.timestamp(), lang=lang, otherwise="number_only"
        )
        return Look(share, {name: FACTS[name](content) for name in share.facts}, report)

    async def _note(self, share: ShareRecord, viewer: Viewer) -> None:
        """Write the look down before anything is shown."""
        await self.events.record(
            AccessEvent(
                at=self.keyring.now(),
                role=viewer.role.value,
                organisation=viewer.organisation,
                purpose=PURPOSE,
                fields=tuple(share.facts),
                people=(share.holder,),
            )
        )
        await count_look(self.keyring.database, share.id)
