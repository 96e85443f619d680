"""Fuzz every door of the verifier with Atheris, guided by what its code does.

    python -m tests.fuzz.fuzz_verify --seconds 600 [--corpus FOLDER]

Starts from the conformance vectors. Ends with status 0 if nothing but reports and `VerifierError`
came out and no input took longer than ten seconds; a finding is printed, and written to the working
directory as libFuzzer does. A corpus folder is kept and grows; without one the run leaves nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from pathlib import Path

import atheris

MAX_BYTES = 70_000


def main() -> None:
    """Run for as long as is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--corpus", type=Path, help="a folder of inputs, kept from run to run")
    options = parser.parse_args()
    # Only what is imported here can tell the fuzzer which of its branches were taken.
    with atheris.instrument_imports(include=["verifier"]):
        from tests.fuzz.doors import enter, seeds  # noqa: PLC0415 - as said
    with tempfile.TemporaryDirectory() as name:
        folder: Path = options.corpus or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        for seed in seeds():
            (folder / hashlib.sha256(seed).hexdigest()).write_bytes(seed)
        limits = [f"-max_total_time={options.seconds}", f"-max_len={MAX_BYTES}", "-timeout=10"]
        atheris.Setup([sys.argv[0], *limits, str(folder)], enter)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
