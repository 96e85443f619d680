"""Real witnesses: `python -m verifier.witness serve`, each a process that can be killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class RunningWitness:
    """A witness that answers `POST <url>/add-checkpoint`."""

    url: str
    vkey: str
    process: subprocess.Popen[str]

    def kill(self) -> None:
        """End it without a chance to say anything."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def start_witness(
    home: Path, log_vkeys: Sequence[str], *, name: str = "w0.example", port: int = 0
) -> RunningWitness:
    """Start a witness whose state is `home`, on a free port unless one is given."""
    logs = [word for vkey in log_vkeys for word in ("--log", vkey)]
    command = [sys.executable, "-m", "verifier.witness", "serve", "--home", str(home)]
    process = subprocess.Popen(
        [*command, "--name", name, "--port", str(port), *logs],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    said: dict[str, str] = {}
    for line in process.stdout:
        word, _, value = line.strip().partition(" ")
        said[word] = value.strip()
        if word == "address":
            return RunningWitness(value.strip(), said["vkey"], process)
    raise AssertionError(f"the witness ended with {process.wait()} before it could serve")


@contextmanager
def running_witness(
    home: Path, log_vkeys: Sequence[str], *, name: str = "w0.example", port: int = 0
) -> Iterator[RunningWitness]:
    """Run a witness until the end of the block."""
    witness = start_witness(home, log_vkeys, name=name, port=port)
    try:
        yield witness
    finally:
        witness.process.terminate()
        witness.process.wait()
        assert witness.process.stdout is not None
        witness.process.stdout.close()
