"""How many certificates are printed in a second: on one core, and by as many processes as cores.

    python -m tests.bench.paper [--certificates N]

The facts are read and the code is made for each certificate anew, as in a batch; signing is not in
it (`tests/bench/issue.py` measures that). One core is measured by CPU time, all of them by the
clock, so the latter means something only while the machine does nothing else. The floor is one QR
symbol and one compression of as many bytes as a PDF holds: what no layout can do without.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import tempfile
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final

from registry.paper.batch import Choice, Job, print_jobs
from registry.paper.facts import read_paper
from registry.paper.printing import PaperFormat, print_certificate
from registry.paper.symbol import symbol_of
from tests.support.contents import PREFIX, welder
from tests.support.papers import texts_of

_CHUNK: Final = 25
_INFLATED_BYTES: Final = 110_000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--certificates", type=int, default=500)
    count = parser.parse_args().certificates
    texts = [texts_of(welder(number=f"{PREFIX}26200{place:04d}")) for place in range(count)]
    floor = _rate(lambda place: _floor(texts[place % count][1]), 50)
    _say(f"{'floor':12}{floor:8.1f} /s a core")
    for form, times in ((PaperFormat.PDF, 100), (PaperFormat.SVG, 100), (PaperFormat.PNG, 10)):
        rate = _rate(lambda place, form=form: _print(texts[place % count], form), times)
        _say(f"{form:12}{rate:8.1f} /s a core  {rate / floor:5.0%} of the floor")
    _measure_batch(texts)


def _print(texts: tuple[str, str], form: PaperFormat) -> None:
    print_certificate(read_paper(*texts), form)


def _floor(qr_text: str) -> None:
    symbol_of(qr_text)
    zlib.compress(os.urandom(_INFLATED_BYTES), 4)


def _rate(work: Callable[[int], None], times: int) -> float:
    work(0)
    began = time.process_time()
    for place in range(times):
        work(place)
    return times / (time.process_time() - began)


def _measure_batch(texts: list[tuple[str, str]]) -> None:
    cores = os.cpu_count() or 1
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(cores, context) as pool:
        jobs = [Job(Path(folder) / f"{n}.pdf", *both) for n, both in enumerate(texts)]
        chunks = [jobs[start : start + _CHUNK] for start in range(0, len(jobs), _CHUNK)]
        choice = [Choice(PaperFormat.PDF)] * len(chunks)
        [*pool.map(print_jobs, chunks[:cores], choice[:cores])]
        began = time.perf_counter()
        [*pool.map(print_jobs, chunks, choice)]
        rate = len(jobs) / (time.perf_counter() - began)
    _say(f"{'batch, PDF':12}{rate:8.1f} /s on {cores} cores")


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - the output


if __name__ == "__main__":
    main()
