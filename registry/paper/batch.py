"""Thousands of certificates: signed in this process, printed on every core.

Signing again what was signed before gives the same token (`registry.issuing.existing`), so what is
printed today has the code that was printed last year. A file is there whole or not at all, and one
that is there is left alone: a batch that was ended goes on where it stopped. What cannot be printed
is reported with its reason, and the rest goes on. At most two batches are in memory.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Final

from registry.issuing.existing import BATCH, ExistingCertificates, Signed
from registry.log.proofs import Proofs
from registry.paper.errors import PaperError
from registry.paper.facts import read_paper
from registry.paper.printing import FILE_NAME, PaperFormat, print_certificate

_CHUNK: Final = 25
"""Certificates that a process prints before it says so."""
_AHEAD: Final = 2 * BATCH // _CHUNK
_UNSIGNED: Final = "the record says too little to be signed"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Choice:
    """How to print: see `print_certificate`."""

    form: PaperFormat
    show_id: bool = False
    attach: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """One certificate to print into a file."""

    path: Path
    credential: str
    qr_text: str
    log_proof: str | None = None


@dataclass(slots=True)
class Report:
    """What became of the certificates; `refused` has a reason for each number."""

    printed: int = 0
    present: int = 0
    refused: dict[str, str] = field(default_factory=dict)


def print_job(job: Job, choice: Choice) -> str | None:
    """Print one certificate; return why it cannot be printed, None if it was."""
    try:
        facts = read_paper(job.credential, job.qr_text)
        content = print_certificate(
            facts,
            choice.form,
            show_id=choice.show_id,
            attach=choice.attach,
            log_proof=job.log_proof,
        )
    except PaperError as err:
        return str(err)
    part = job.path.with_name(f".{job.path.name}.part")
    part.write_bytes(content)
    part.replace(job.path)
    return None


def print_jobs(jobs: Sequence[Job], choice: Choice) -> list[str | None]:
    """Print certificates, in a process of their own; return what `print_job` does, in order."""
    return [print_job(job, choice) for job in jobs]


@dataclass(frozen=True, slots=True)
class PaperBatch:
    """Prints certificates on record into a folder."""

    existing: ExistingCertificates
    proofs: Proofs
    out: Path
    choice: Choice

    async def run(
        self, issuers: Mapping[str, str], *, force: bool, progress: Progress | None = None
    ) -> Report:
        """Print certificates, `<number>.<form>` each.

        Args:
            issuers: issuer prefix by the key of the certificate.
            force: print also what is there already.
            progress: is told how many are done, and how many there are to do.
        """
        self.out.mkdir(parents=True, exist_ok=True)
        report = Report()
        wanted = [(issuers[key], key) for key in sorted(issuers, key=lambda k: (issuers[k], k))]
        todo = [one for one in wanted if force or not self._path(_number(one[1])).exists()]
        report.present = len(wanted) - len(todo)
        if not todo:
            return report
        # Forking a process with a database driver's threads could leave a lock held for ever.
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
            try:
                await self._print(pool, todo, report, progress)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        return report

    async def _print(
        self,
        pool: Executor,
        todo: Sequence[tuple[str, str]],
        report: Report,
        progress: Progress | None,
    ) -> None:
        loop = asyncio.get_running_loop()
        running: dict[asyncio.Future[list[str | None]], Sequence[Job]] = {}

        async def collect(most: int) -> None:
            """Wait until at most so many chunks are being printed."""
            while len(running) > most:
                done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                for future in done:
                    _note(report, running.pop(future), future.result())
                if progress is not None:
                    progress(report.printed + len(report.refused), len(todo))

        for prefix, keys in _batches(todo):
            jobs = await self._jobs(await self.existing.sign(prefix, keys), report)
            for start in range(0, len(jobs), _CHUNK):
                chunk = jobs[start : start + _CHUNK]
                running[loop.run_in_executor(pool, print_jobs, chunk, self.choice)] = chunk
                await collect(_AHEAD)
        await collect(0)

    async def _jobs(self, signed: Sequence[Signed], report: Report) -> list[Job]:
        jobs = []
        for one in signed:
            if one.credential is None or FILE_NAME.fullmatch(one.number) is None:
                report.refused[one.number] = _UNSIGNED
                continue
            full = one.credential.full
            standing = await self.proofs.of_token(full.jwt_sha256) if self.choice.attach else None
            proof = None if standing is None else standing.proof
            jobs.append(Job(self._path(one.number), full.text, one.credential.qr_text, proof))
        return jobs

    def _path(self, number: str) -> Path:
        return self.out / f"{number}.{self.choice.form}"


def _number(key: str) -> str:
    return key.partition(":")[2]


def _batches(todo: Sequence[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """Yield issuer prefix and keys, at most `BATCH` keys at a time."""
    for prefix, group in groupby(todo, key=lambda one: one[0]):
        keys = [key for _, key in group]
        for start in range(0, len(keys), BATCH):
            yield prefix, keys[start : start + BATCH]


def _note(report: Report, jobs: Sequence[Job], refusals: Sequence[str | None]) -> None:
    for job, refusal in zip(jobs, refusals, strict=True):
        if refusal is None:
            report.printed += 1
        else:
            report.refused[job.path.stem] = refusal
