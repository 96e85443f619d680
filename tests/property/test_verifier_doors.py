"""The doors of the fuzzer stay closed: seeds and their mutations pass, and a short guided run."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.fuzz.doors import DOORS, enter, seeds

ROOT = Path(__file__).parents[2]
SEEDS = sorted(set(seeds()))


@pytest.mark.parametrize("door", range(len(DOORS)), ids=[door.__name__ for door in DOORS])
def test_what_is_made_from_a_seed_gets_a_report(door: int) -> None:
    chance = random.Random(door)
    fitting = [seed for seed in SEEDS if seed[0] == door]
    assert fitting
    for _ in range(60):
        data = bytearray(chance.choice(fitting))
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(1, len(data) + 1)
            match chance.randrange(3):
                case 0:
                    data[place:place] = chance.choice(fitting)[1:][: chance.randrange(40)]
                case 1:
                    del data[place : place + chance.randint(1, 8)]
                case _:
                    data[place : place + 1] = bytes([chance.randrange(256)])
        enter(bytes(data))


@pytest.mark.skipif(find_spec("atheris") is None, reason="Atheris has no wheel for this platform")
def test_a_short_guided_run_finds_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.fuzz.fuzz_verify", "--seconds", "1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr[-3000:]
