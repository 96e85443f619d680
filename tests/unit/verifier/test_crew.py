"""Long batches on several processes: in order, bounded, and alive when a worker is not."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.issuer import NOW, Issuer, trust_file
from verifier.batch import Answer, answer_lost_lines
from verifier.crew import ALONE, judge_stream
from verifier.lines import Lines

ROOT = Path(__file__).parents[3]
DEADLY = b"die"
MANY = 4 * ALONE


class Echo:
    """Answers a line with its number, its text and who judged it; dies over a deadly one."""

    def judge(self, lines: Lines) -> Answer:
        if any(line == DEADLY for _, line in lines):
            os.kill(os.getpid(), signal.SIGKILL)
        return Answer(b"".join(self._answer(*line) for line in lines), good=True)

    def give_up(self, lines: Lines) -> Answer:
        return Answer(b"".join(b"%d lost 0\n" % number for number, _ in lines), good=False)

    def _answer(self, number: int, line: bytes | None) -> bytes:
        return b"%d %s %d\n" % (number, line or b"", os.getpid())


class SlowEcho(Echo):
    """Takes its time, so that the next piece finds it busy."""

    def judge(self, lines: Lines) -> Answer:
        time.sleep(0.01)
        return super().judge(lines)


class Pipe:
    """A pipe as a source, written to by a thread."""

    def __init__(self, *pieces: bytes) -> None:
        reading, self._writing = os.pipe()
        self.source = os.fdopen(reading, "rb")
        self._pieces = pieces
        self._thread = threading.Thread(target=self._write)

    def __enter__(self) -> io.BufferedIOBase:
        self._thread.start()
        return self.source

    def __exit__(self, *_exception: object) -> None:
        self._thread.join()
        self.source.close()

    def _write(self) -> None:
        for piece in self._pieces:
            rest = memoryview(piece)
            while rest:
                rest = rest[os.write(self._writing, rest) :]
        os.close(self._writing)


def answers(
    source: io.BufferedIOBase, workers: int, echo: Echo | None = None
) -> Iterator[list[str]]:
    """Yield the words of every answered line."""
    for answer in judge_stream(source, echo or Echo(), workers=workers):
        yield from (text.split(" ") for text in answer.line.decode().splitlines())


def test_a_long_batch_is_answered_in_order_by_several() -> None:
    lines = [f"{number:0200}" for number in range(1, MANY * 4)]
    with Pipe("\n".join(lines).encode()) as source:
        found = list(answers(source, 2, SlowEcho()))
    assert [(int(number), text) for number, text, _ in found] == list(enumerate(lines, 1))
    judges = {pid for _, _, pid in found}
    assert len(judges) == 3
    assert str(os.getpid()) in judges


@pytest.mark.parametrize(
    ("count", "workers"),
    [pytest.param(ALONE - 1, 2, id="short"), pytest.param(MANY, 1, id="only-one-core")],
)
def test_what_is_not_worth_help_is_judged_here(count: int, workers: int) -> None:
    with Pipe(b"x\n" * count) as source:
        found = list(answers(source, workers))
    assert len(found) == count
    assert {pid for _, _, pid in found} == {str(os.getpid())}


def test_a_source_that_cannot_be_waited_for_is_judged_here() -> None:
    found = list(answers(io.BytesIO(b"x\n" * MANY), 2))
    assert len(found) == MANY
    assert {pid for _, _, pid in found} == {str(os.getpid())}


def test_who_waits_for_an_answer_before_the_next_line_gets_it() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as source:
        os.write(writing, b"x\n" * ALONE)
        found = answers(source, 2)
        for number in range(1, ALONE + 1):
            assert next(found)[0] == str(number)
        for number in range(ALONE + 1, ALONE + 20):
            os.write(writing, b"y\n")
            assert next(found)[:2] == [str(number), "y"]
        os.close(writing)
        assert list(found) == []


def test_a_worker_that_dies_leaves_an_error_and_not_a_gap() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as source:
        os.write(writing, b"x\n" * ALONE)
        found = answers(source, 2)
        for _ in range(ALONE):
            next(found)
        told = []
        for line in (b"a\n", DEADLY + b"\n", b"b\n", DEADLY + b"\n", DEADLY + b"\n", b"c\n"):
            os.write(writing, line)
            told.append(next(found)[1])
        os.close(writing)
        assert told == ["a", "lost", "b", "lost", "lost", "c"]
        assert list(found) == []


def test_who_stops_asking_leaves_no_process_behind() -> None:
    with Pipe(b"x\n" * MANY * 8) as source:
        found = answers(source, 2)
        pids = {int(next(found)[2]) for _ in range(MANY * 4)}
        found.close()  # type: ignore[attr-defined]
        source.read()
    for pid in pids - {os.getpid()}:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_lost_lines_are_answered_under_their_ids() -> None:
    lines: Lines = [(1, b'{"id": 7, "credential": "x"}'), (2, b"garbage"), (3, None)]
    answer = answer_lost_lines(lines, now=NOW, lang="en")
    reports = [json.loads(line) for line in answer.line.splitlines()]
    assert [(report["id"], report.get("line")) for report in reports] == [
        (7, None),
        (None, 2),
        (None, 3),
    ]
    assert {report["outcome"] for report in reports} == {"UNAVAILABLE"}
    assert not answer.good


@pytest.fixture
def command(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start a batch that goes on as long as its input does."""
    (tmp_path / "trust.json").write_text(json.dumps(trust_file()))
    process = subprocess.Popen(
        [sys.executable, "-m", "verifier", "--trust", "trust.json", "--batch"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    with process:
        yield process
        process.kill()


def test_an_interruption_ends_the_batch_quietly(command: subprocess.Popen[bytes]) -> None:
    assert command.stdin is not None
    assert command.stdout is not None
    assert command.stderr is not None
    line = json.dumps({"id": 1, "credential": Issuer().credential(), "at": NOW}).encode() + b"\n"
    for _ in range(2 * ALONE):
        command.stdin.write(line)
        command.stdin.flush()
        assert command.stdout.readline()
    command.send_signal(signal.SIGINT)
    assert command.wait(timeout=20) == 130
    assert command.stderr.read() == b""
    assert _children_of(command.pid) == []


def _children_of(pid: int) -> list[int]:
    """Return the processes whose parent is, or was, `pid`, a second after it ended."""
    time.sleep(0.1)
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append(int(stat.parent.name))
    return found
