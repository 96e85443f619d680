"""Sign what is already on record: certificates from before there were credentials.

Repeatable: a certificate that was signed before, and of which nothing has changed since, is signed
again at its old place with its old key and time, which gives the same bytes. Otherwise it gets new
places. What is suspended or revoked is signed too; its status says so. Each batch is one
transaction, so a batch that was ended in the middle has left nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from registry.badges.credential import has_badge
from registry.dates import china_day, moment_text
from registry.graph.driver import Transaction
from registry.graph.issuing.certificates import (
    CredentialRow,
    record_credentials,
)
from registry.graph.issuing.existing import (
    RecordedCertificate,
    SignedBefore,
    lock_certificates,
    recorded_certificates,
)
from registry.graph.issuing.keys import KeyRecord
from registry.graph.issuing.lists import ListForm, touch_lists
from registry.graph.log.entries import record_entries
from registry.issuing.credential import Content
from registry.issuing.keyring import Keyring
from registry.issuing.places import Place, draw_places
from registry.issuing.signer import BADGE, FULL, PRINT, TOKENS, SignedCertificate, Signer
from registry.issuing.signing import SigningKey, all_signed_by
from registry.issuing.statuslist import STATUS_BITS
from registry.log.entries import certificate_entry
from registry.personal import PersonalKeys
from registry.signers.replayed import ReplayedKey
from registry.vocabulary import Rank

BATCH: Final = 500
"""Certificates in a transaction. A remote key makes at most `REMOTE_BATCH` in the same time."""

REMOTE_BATCH: Final = 32


@dataclass(frozen=True, slots=True)
class Signed:
    """A certificate with its credential; None where it says too little to be signed."""

    number: str
    credential: SignedCertificate | None


@dataclass(frozen=True, slots=True)
class ExistingCertificates:
    """Signs certificates on record."""

    keyring: Keyring
    personal: PersonalKeys

    async def sign(self, prefix: str, keys: Sequence[str]) -> list[Signed]:
        """Sign the certificates with these keys, a batch of them in each transaction."""
        key = await self.keyring.signing_key(prefix)
        size = REMOTE_BATCH if key.is_remote else BATCH
        known = {record.kid: record for record in await self.keyring.keys(prefix)}
        signed: list[Signed] = []
        for start in range(0, len(keys), size):
            work = partial(self._sign, prefix=prefix, keys=keys[start : start + size], known=known)
            signed += await self.keyring.database.write(work, timeout=60.0)
        return signed

    async def _sign(
        self, tx: Transaction, *, prefix: str, keys: Sequence[str], known: dict[str, KeyRecord]
    ) -> list[Signed]:
        await lock_certificates(tx, keys)
        records = await recorded_certificates(tx, keys)
        contents = {record.key: self.content(prefix, record) for record in records}
        signed: dict[str, SignedCertificate] = {}
        for record in records:
            content = contents[record.key]
            again = None if content is None else self._again(prefix, record, content, known)
            if again is not None:
                signed[record.key] = again
        fresh = [r for r in records if contents[r.key] is not None and r.key not in signed]
        if fresh:
            signed |= await self._anew(tx, prefix, fresh, contents)
        return [Signed(record.number, signed.get(record.key)) for record in records]

    def _again(
        self,
        prefix: str,
        record: RecordedCertificate,
        content: Content,
        known: dict[str, KeyRecord],
    ) -> SignedCertificate | None:
        """Return what was signed before, if the same is signed again."""
        profiles = (FULL, PRINT, BADGE) if has_badge(content) else (FULL, PRINT)
        before = [token for name in profiles if (token := _last(record, name)) is not None]
        if len(before) < len(profiles) or len({(token.kid, token.iat) for token in before}) > 1:
            return None
        full = before[0]
        record_of_key = known.get(full.kid)
        if record_of_key is None or record_of_key.is_compromised:
            return None
        key = self._replaying(record_of_key, before)
        if key is None:
            return None
        signer = self._signer(prefix, key, full.iat)
        places = [Place(token.list_id, token.idx) for token in before]
        signed = signer.sign(
            content,
            places[:TOKENS],
            certificate_key=record.key,
            badge_place=places[TOKENS] if has_badge(content) else None,
        )
        same = [row.sha256 for row in signed.rows] == [token.sha256 for token in before]
        return signed if same else None

    def _replaying(self, record: KeyRecord, before: Sequence[SignedBefore]) -> SigningKey | None:
        """Return a key that signs what it has signed before again, None if there is none here."""
        if not self.keyring.can_sign(record):
            return None
        key = self.keyring.open(record)
        if key.is_deterministic:
            return key
        signatures = [bytes.fromhex(token.signature) for token in before if token.signature]
        return ReplayedKey(key, iter(signatures)) if len(signatures) == len(before) else None

    async def _anew(
        self,
        tx: Transaction,
        prefix: str,
        records: Sequence[RecordedCertificate],
        contents: dict[str, Content | None],
    ) -> dict[str, SignedCertificate]:
        # A key that is made for this comes first: nothing is signed before the key's time.
        key = await self.keyring.signing_key(prefix)
        now = self.keyring.now()
        at, today = moment_text(now), china_day(now)
        signer = self._signer(prefix, key, int(now.timestamp()))
        known = [(record, content) for record in records if (content := contents[record.key])]
        graded = sum(has_badge(content) for _, content in known)
        places = _pairs(await draw_places(tx, prefix, TOKENS * len(known), at=at))
        badges = iter(await draw_places(tx, prefix, graded, at=at, form=ListForm.BITSTRING))
        works = []
        for record, content in known:
            in_force = record.status_since is None or record.status_since <= today
            works.append(
                partial(
                    signer.sign,
                    content,
                    next(places),
                    certificate_key=record.key,
                    badge_place=next(badges) if has_badge(content) else None,
                    status=STATUS_BITS[record.status] if in_force else 0,
                )
            )
        ones = await all_signed_by(key, works)
        signed = {record.key: one for (record, _), one in zip(known, ones, strict=True)}
        entries = [
            certificate_entry(content, one.tokens, at=at, first=record.first_logged)
            for (record, content), one in zip(known, ones, strict=True)
        ]
        rows: list[CredentialRow] = [row for one in signed.values() for row in one.rows]
        await record_credentials(tx, rows)
        await record_entries(tx, entries)
        await touch_lists(tx, sorted({row.list_id for row in rows if row.initial}))
        return signed

    def _signer(self, prefix: str, key: SigningKey, iat: int) -> Signer:
        return Signer(self.keyring.base_url, self.keyring.iss(prefix), key, iat)

    def content(self, prefix: str, record: RecordedCertificate) -> Content | None:
        """Return what a credential says, None if the record lacks what each must say."""
        if record.rank is None or record.occupation is None:
            return None
        sealed = record.id_sealed
        return Content(
            kind=record.kind,
            number=record.number,
            level=Rank(record.rank).name,
            occupation=record.occupation,
            occupation_name=record.occupation_name,
            work_type=record.work_type,
            issued_on=record.issued_on,
            issuer_name=record.issuer,
            issuer_prefix=prefix,
            session=record.session,
            name=record.name,
            id_number=None if sealed is None else self.personal.unseal(sealed),
            birth_date=record.birth_date,
            theory=record.theory,
            practical=record.practical,
            enterprise=record.employer,
        )


def _last(record: RecordedCertificate, profile: str) -> SignedBefore | None:
    return next((token for token in record.signed if token.profile == profile), None)


def _pairs(places: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    return zip(places[::2], places[1::2], strict=True)
