"""How near `verify_credential` comes to what the signature alone costs, and a batch to all cores.

    python -m tests.bench.verify [--seconds S]
    python -m tests.bench.verify --batch [--lines N]

A credential has six disclosures and a cached status list. There are more different ones than the
verifier remembers signatures of, so none is a repeat; a repeat is measured by itself. All rates
come from one run, in slices that take turns, so that a busy machine slows them alike, and from CPU
time of one core. The bare limit is one ES256 check by `cryptography`. A batch is measured by the
clock, on one core and on all, so it means something only while the machine does nothing else.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.hashes import SHA256

from tests.support.issuer import ISSUED, NOW, Issuer, certificate_claims, trust_file
from verifier import Outcome, Trust, verify_credential
from verifier.remembered import MAX_REMEMBERED

_SLICE: Final = 200
_DIFFERENT: Final = MAX_REMEMBERED + _SLICE


def main() -> None:
    """Measure and print what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=6.0)
    parser.add_argument("--batch", action="store_true", help="measure a batch on one core and all")
    parser.add_argument("--lines", type=int, default=40_000, help="of the batch")
    options = parser.parse_args()
    if options.batch:
        _measure_batch(options.lines)
    else:
        _measure_single(options.seconds)


def _credentials(count: int) -> list[str]:
    issuer = Issuer()
    return [issuer.credential(certificate_claims(iat=ISSUED + number)) for number in range(count)]


def _measure_single(seconds: float) -> None:
    credentials = _credentials(_DIFFERENT)
    trust = Trust.from_json(trust_file())
    if verify_credential(credentials[0], trust=trust, now=NOW).outcome is not Outcome.VALID:
        raise SystemExit("the credential of the benchmark must be valid")
    unseen, again = cycle(credentials), credentials[0]
    works = {
        "bare ES256": _bare(credentials[0]),
        "verify_credential": lambda: verify_credential(next(unseen), trust=trust, now=NOW),
        "a repeat of one": lambda: verify_credential(again, trust=trust, now=NOW),
    }
    spent = dict.fromkeys(works, 0.0)
    rounds, end = 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        for name, work in works.items():
            spent[name] += _time(work)
        rounds += 1
    rates = {name: rounds * _SLICE / total for name, total in spent.items()}
    _say(f"{'credential':20}{len(again):8} bytes, 6 disclosures")
    for name, rate in rates.items():
        ratio = rate / rates["bare ES256"]
        _say(f"{name:20}{rate:8.0f} /s  {1e6 / rate:6.1f} us  {ratio:5.0%} of bare")


def _bare(credential: str) -> Callable[[], object]:
    """Return one check of a signature, and nothing else."""
    issuer, algorithm = Issuer(), ECDSA(SHA256())
    message = credential.partition("~")[0].rpartition(".")[0].encode()
    signature = issuer.key.sign(message, algorithm)  # type: ignore[call-arg]
    public = issuer.key.public_key()
    return lambda: public.verify(signature, message, algorithm)  # type: ignore[call-arg]


def _time(work: Callable[[], object]) -> float:
    start = time.process_time()
    for _ in range(_SLICE):
        work()
    return time.process_time() - start


def _measure_batch(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = trust_file(expires="2099-01-01T00:00:00Z")
        (folder / "trust.json").write_text(json.dumps(file))
        with (folder / "requests").open("w") as requests:
            for number, credential in enumerate(_credentials(count)):
                requests.write(json.dumps({"id": number, "credential": credential, "at": NOW}))
                requests.write("\n")
        cores = sorted(os.sched_getaffinity(0))
        one, every = (_run_batch(folder, set(some)) for some in (cores[:1], cores))
    _say(f"one core          {count / one:8.0f} lines/s")
    _say(f"{len(cores)} cores           {count / every:8.0f} lines/s  {one / every:.2f} times")


def _run_batch(folder: Path, cores: set[int]) -> float:
    """Return the seconds that the command takes on some cores."""
    command = [sys.executable, "-m", "verifier", "--trust", "trust.json", "--batch"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    start = time.perf_counter()
    with (folder / "requests").open("rb") as requests, (folder / "reports").open("wb") as reports:
        subprocess.run(
            command,
            cwd=folder,
            env=environment,
            stdin=requests,
            stdout=reports,
            check=True,
            preexec_fn=lambda: os.sched_setaffinity(0, cores),
        )
    return time.perf_counter() - start


def _say(text: str) -> None:
    print(text)  # noqa: T201 - the output


if __name__ == "__main__":
    main()
