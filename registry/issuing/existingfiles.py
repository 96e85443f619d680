"""Sign certificates on record into files: `NUMBER.txt` the credential, `NUMBER.qr.txt` for paper.

One issuer after the other, or all of a registry: several issuers at a time, so that the database
writes for one while another's certificates are signed. Within an issuer batches follow each other,
and the files of a batch are written while the next is signed. Memory holds the keys of the issuers
at work and a batch for each, however many certificates there are.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from registry.graph.issuing.existing import certificates_by_issuer, keys_of_issuer
from registry.issuing.existing import BATCH, ExistingCertificates, Signed
from registry.issuing.keyring import KeyLifeError

AT_A_TIME: Final = 3
"""Issuers at work together: one signs, one writes to the database, one waits for either."""

_FILE_NAME: Final = re.compile(r"[0-9A-Za-z-]{1,64}")
"""Numbers are what was imported; only such become names of files."""

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Report:
    """What became of the certificates."""

    written: int = 0
    unchanged: int = 0
    skipped: int = 0

    @property
    def done(self) -> int:
        """Return how many there were."""
        return self.written + self.unchanged + self.skipped

    def add(self, other: Report) -> None:
        """Count what another report counted."""
        self.written += other.written
        self.unchanged += other.unchanged
        self.skipped += other.skipped


@dataclass(frozen=True, slots=True)
class ExistingFiles:
    """Writes files of signed certificates."""

    existing: ExistingCertificates

    async def write(
        self, prefix: str, out: Path, *, limit: int | None = None, progress: Progress | None = None
    ) -> Report:
        """Write the files of an issuer.

        Args:
            prefix: of the issuer.
            out: a folder, made if it is not there.
            limit: only the first so many, in the order of kind and number.
            progress: is told how many are done, and how many there are.
        """
        report = Report()
        database = self.existing.keyring.database
        keys = (await keys_of_issuer(database, prefix))[:limit]
        await self._write(prefix, keys, out, report, _telling(progress, report, len(keys)))
        return report

    async def write_all(self, out: Path, *, progress: Progress | None = None) -> Report:
        """Write the files of every issuer, each into a folder named for its prefix.

        What was recorded under a prefix that nobody has filed is skipped.
        """
        report = Report()
        database = self.existing.keyring.database
        counts = await certificates_by_issuer(database)
        tell = _telling(progress, report, sum(counts.values()))
        prefixes = iter(counts)

        async def work() -> None:
            for prefix in prefixes:
                keys = await keys_of_issuer(database, prefix)
                if await self._may_issue(prefix):
                    await self._write(prefix, keys, out / prefix, report, tell)
                else:
                    report.skipped += len(keys)
                    tell()

        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(AT_A_TIME):
                    group.create_task(work())
        except ExceptionGroup as group_error:
            # The first cause is the answer; the others were cancelled, or failed alike.
            raise group_error.exceptions[0] from group_error
        return report

    async def _may_issue(self, prefix: str) -> bool:
        """Say whether anybody filed with this prefix: records may name whom nobody knows."""
        try:
            await self.existing.keyring.signing_key(prefix)
        except KeyLifeError:
            return False
        return True

    async def _write(
        self,
        prefix: str,
        keys: Sequence[str],
        out: Path,
        report: Report,
        tell: Callable[[], None],
    ) -> None:
        await asyncio.to_thread(out.mkdir, parents=True, exist_ok=True)
        writing: asyncio.Future[Report] | None = None
        for batch in _batches(keys):
            signed = await self.existing.sign(prefix, batch)
            if writing is not None:
                report.add(await writing)
                tell()
            writing = asyncio.ensure_future(asyncio.to_thread(_write_files, signed, out))
        if writing is not None:
            report.add(await writing)
            tell()


def _batches(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))


def _telling(progress: Progress | None, report: Report, total: int) -> Callable[[], None]:
    if progress is None:
        return lambda: None
    return lambda: progress(report.done, total)


def _write_files(batch: Sequence[Signed], out: Path) -> Report:
    report = Report()
    for signed in batch:
        credential = signed.credential
        if credential is None or _FILE_NAME.fullmatch(signed.number) is None:
            report.skipped += 1
            continue
        texts = {".txt": credential.full.text, ".qr.txt": credential.qr_text}
        changed = [_put(out / f"{signed.number}{end}", text) for end, text in texts.items()]
        if any(changed):
            report.written += 1
        else:
            report.unchanged += 1
    return report


def _put(path: Path, text: str) -> bool:
    """Write a file unless it says the same already; say whether it was written."""
    try:
        if path.read_text(encoding="ascii") == text:
            return False
    except (FileNotFoundError, UnicodeDecodeError):
        pass
    path.write_text(text, encoding="ascii")
    return True
