"""Sign what is already on record: certificates from before there were credentials.

Repeatable: a certificate that was signed before, and of which nothing has changed since, is signed
again at its old place with its old key and time, which gives the same bytes. Otherwise it gets new
places. What is suspended or revoked is signed too; its status says so. Each batch is one
transaction, so a batch that was ended in the middle has left nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from registry.badges.credential import has_badge
from registry.dates import china_day, moment_text
from registry.graph.driver import Transaction
from registry.graph.issuing.certificates import (
    CredentialRow,
    record_credentials,
    record_log_entries,
)
from registry.graph.issuing.existing import (
    RecordedCertificate,
    SignedBefore,
    keys_of_issuer,
    recorded_certificates,
)
from registry.graph.issuing.keys import KeyRecord
from registry.graph.issuing.lists import ListForm, touch_lists
from registry.issuing.credential import Content
from registry.issuing.keyring import Keyring
from registry.issuing.log import certificate_entry
from registry.issuing.places import Place, draw_places
from registry.issuing.signer import BADGE, FULL, PRINT, TOKENS, SignedCertificate, Signer
from registry.issuing.signing import SigningKey
from registry.issuing.statuslist import STATUS_BITS
from registry.personal import PersonalKeys
from registry.vocabulary import Rank

BATCH: Final = 500
_FILE_NAME: Final = re.compile(r"[0-9A-Za-z-]{1,64}")
"""Numbers are what was imported; only such become names of files."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Signed:
    """A certificate with its credential; None where it says too little to be signed."""

    number: str
    credential: SignedCertificate | None


@dataclass(slots=True)
class Report:
    """What became of the certificates of an issuer."""

    written: int = 0
    unchanged: int = 0
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class ExistingCertificates:
    """Signs certificates on record."""

    keyring: Keyring
    personal: PersonalKeys

    async def write(
        self, prefix: str, out: Path, *, limit: int | None = None, progress: Progress | None = None
    ) -> Report:
        """Write `<number>.txt` (credential) and `<number>.qr.txt` (text of the QR) for an issuer.

        Args:
            prefix: of the issuer.
            out: a folder, made if it is not there.
            limit: only the first so many, in the order of kind and number.
            progress: is told how many are done, and how many there are.
        """
        keys = (await keys_of_issuer(self.keyring.database, prefix))[:limit]
        report = Report()
        for start in range(0, len(keys), BATCH):
            for signed in await self.sign(prefix, keys[start : start + BATCH]):
                _write(signed, out, report)
            if progress is not None:
                progress(min(start + BATCH, len(keys)), len(keys))
        return report

    async def sign(self, prefix: str, keys: Sequence[str]) -> list[Signed]:
        """Sign the certificates with these keys, at most a batch of them, in one transaction."""
        await self.keyring.signing_key(prefix)
        known = {record.kid: record for record in await self.keyring.keys(prefix)}
        return await self.keyring.database.write(
            lambda tx: self._sign(tx, prefix, keys, known), timeout=60.0
        )

    async def _sign(
        self, tx: Transaction, prefix: str, keys: Sequence[str], known: dict[str, KeyRecord]
    ) -> list[Signed]:
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
        key = known.get(full.kid)
        if key is None or key.is_compromised or not self.keyring.can_sign(key):
            return None
        signer = self._signer(prefix, self.keyring.open(key), full.iat)
        places = [Place(token.list_id, token.idx) for token in before]
        signed = signer.sign(
            content,
            places[:TOKENS],
            certificate_key=record.key,
            badge_place=places[TOKENS] if has_badge(content) else None,
        )
        same = [row.sha256 for row in signed.rows] == [token.sha256 for token in before]
        return signed if same else None

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
        places = await draw_places(tx, prefix, TOKENS * len(records), at=at)
        badges = await draw_places(tx, prefix, len(records), at=at, form=ListForm.BITSTRING)
        signed: dict[str, SignedCertificate] = {}
        entries = []
        for record, own, badge in zip(records, _pairs(places), badges, strict=True):
            content = contents[record.key]
            if content is None:
                continue
            in_force = record.status_since is None or record.status_since <= today
            status = STATUS_BITS[record.status] if in_force else 0
            one = signer.sign(
                content, own, certificate_key=record.key, badge_place=badge, status=status
            )
            signed[record.key] = one
            entries.append(certificate_entry(content, one.tokens, at=at))
        rows: list[CredentialRow] = [row for one in signed.values() for row in one.rows]
        await record_credentials(tx, rows)
        await record_log_entries(tx, entries)
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


def _write(signed: Signed, out: Path, report: Report) -> None:
    out.mkdir(parents=True, exist_ok=True)
    credential = signed.credential
    if credential is None or _FILE_NAME.fullmatch(signed.number) is None:
        report.skipped += 1
        return
    texts = {".txt": credential.full.text, ".qr.txt": credential.qr_text}
    changed = False
    for ending, text in texts.items():
        path = out / f"{signed.number}{ending}"
        if not path.exists() or path.read_text(encoding="ascii") != text:
            path.write_text(text, encoding="ascii")
            changed = True
    if changed:
        report.written += 1
    else:
        report.unchanged += 1
