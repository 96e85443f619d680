"""A witness that is killed at any moment, and asked for two histories all the while.

Every cosignature that was ever answered must fit into one history. `TEST_KILLS=100` looks longer.
"""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Final

from tests.support.evil_log import EvilLog
from tests.support.running_witness import RunningWitness, running_witness, start_witness
from tests.support.witnesses import LOG
from verifier.notes import parse_note, parse_note_key, verify_cosignature

KILLS: Final = int(os.environ.get("TEST_KILLS", "2"))
SIZES: Final = 300
HISTORIES: Final = (
    EvilLog([b"a %d" % n for n in range(SIZES)]),
    EvilLog([b"b %d" % n for n in range(SIZES)]),
)


def ask(url: str, body: bytes) -> tuple[int, str]:
    """Send one request, and close the connection even if the other end dies meanwhile."""
    with closing(HTTPConnection(url.removeprefix("http://"), timeout=5)) as connection:
        connection.request("POST", "/add-checkpoint", body)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


class Pressure:
    """Asks a witness to cosign, in turn from both histories, and keeps what it answers."""

    def __init__(self, url: str, seed: int) -> None:
        self.url = url
        self.random = random.Random(seed)
        self.cosigned: list[tuple[int, int, str]] = []
        self.ended = threading.Event()
        self.threads = [threading.Thread(target=self._run) for _ in range(3)]
        for thread in self.threads:
            thread.start()

    def end(self) -> list[tuple[int, int, str]]:
        self.ended.set()
        for thread in self.threads:
            thread.join()
        return self.cosigned

    def _run(self) -> None:
        known = 0
        while not self.ended.is_set():
            history = self.random.randrange(2)
            size = min(known + self.random.randrange(4), SIZES)
            try:
                status, text = ask(self.url, HISTORIES[history].request(known, size))
            except (OSError, HTTPException):
                time.sleep(0.01)
                continue
            if status == 200:
                self.cosigned.append((history, size, text))
                known = size
            elif status == 409:
                known = int(text)


def test_no_kill_makes_it_contradict_itself(tmp_path: Path) -> None:
    first = start_witness(tmp_path, [LOG.vkey])
    witness = first
    pressure = Pressure(first.url, seed=1)
    port = int(first.url.rpartition(":")[2])
    try:
        for kill in range(KILLS):
            time.sleep(random.Random(kill).uniform(0.02, 0.3))
            _kill(witness)
            witness = start_witness(tmp_path, [LOG.vkey], port=port)
            assert witness.vkey == first.vkey
        time.sleep(0.2)
    finally:
        cosigned = pressure.end()
        _kill(witness)

    assert cosigned
    _check(cosigned, first.vkey)
    with running_witness(tmp_path, [LOG.vkey]) as last:
        status, text = ask(last.url, HISTORIES[0].request(0, 0))
        known = 0 if status == 200 else int(text)
    assert known >= max(size for _, size, _ in cosigned)


def _kill(witness: RunningWitness) -> None:
    witness.kill()
    assert witness.process.stdout is not None
    witness.process.stdout.close()


def _check(cosigned: list[tuple[int, int, str]], vkey: str) -> None:
    assert len({history for history, size, _ in cosigned if size > 0}) <= 1
    key = parse_note_key(vkey)
    for history, size, lines in cosigned:
        log = HISTORIES[history]
        note = parse_note(log.signed(log.body(size), cosigned=False) + lines)
        assert verify_cosignature(note, key) is not None


def test_two_processes_of_one_home_are_one_witness(tmp_path: Path) -> None:
    with running_witness(tmp_path, [LOG.vkey]) as one, running_witness(tmp_path, [LOG.vkey]) as two:
        assert one.vkey == two.vkey
        answers = []
        threads = [
            threading.Thread(
                target=lambda url, log: answers.append(ask(url, log.request(0, 9))[0]),
                args=(url, log),
            )
            for url in (one.url, two.url)
            for log in HISTORIES
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(answers) == [200, 409, 409, 409]


def test_it_stops_when_asked(tmp_path: Path) -> None:
    with running_witness(tmp_path, [LOG.vkey]) as witness:
        witness.process.send_signal(signal.SIGINT)
        assert witness.process.wait(10) == 0
