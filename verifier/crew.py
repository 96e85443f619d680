"""A batch on every core: lines to workers, their answers back in order.

One process reads, hands out and writes; the others judge. They are forked, so that a trust file
that is read already is everyone's, and only when a batch turns out to be long: a short one is
judged here and now. A piece of the stream is handed out as it came, so who sends one line and waits
has the answer before sending the next.

Bounded: a worker has one piece at a time, and no piece is taken up while the answer of one that
came `_AHEAD` pieces before is still awaited. A worker that dies (killed, out of memory) leaves an
error for each of its lines, and another takes its place. Workers end with their parent: each waits
at a pipe of which nobody else holds the other end.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BufferedIOBase, UnsupportedOperation
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Final, Protocol, Self

from verifier.batch import Answer
from verifier.lines import Lines, LineSplitter

ALONE: Final = 256
"""So many lines are judged without help; starting workers takes as long as half of them."""

_PIECE_BYTES: Final = 262_144
_AHEAD: Final = 4
_SECONDS_TO_END: Final = 2.0
_AFTER_STANDARD: Final = 3


class Judge(Protocol):
    """How lines are judged, and what is said of those that a worker died over."""

    def judge(self, lines: Lines) -> Answer:
        """Return the answers to some lines."""

    def give_up(self, lines: Lines) -> Answer:
        """Return the answers to lines that nobody will judge."""


def judge_stream(
    source: BufferedIOBase, judge: Judge, *, workers: int | None = None
) -> Iterator[Answer]:
    """Yield the answers to all lines of a stream, in order, as they are known.

    Args:
        source: read by `read1`, and waited for by its file descriptor where it has one.
        judge: forked into every worker.
        workers: how many; None for one on each core that this process may use.
    """
    splitter, alone = LineSplitter(), 0
    count = _cores() if workers is None else workers
    can_fork = count > 1 and _descriptor(source) is not None
    while alone < ALONE or not can_fork:
        piece = source.read1(_PIECE_BYTES)
        lines = splitter.feed(piece) if piece else splitter.finish()
        alone += len(lines)
        if lines:
            yield judge.judge(lines)
        if not piece:
            return
    with _Crew(judge, count) as crew:
        yield from crew.judge_rest(source, splitter)


def _cores() -> int:
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _descriptor(source: BufferedIOBase) -> int | None:
    try:
        return source.fileno()
    except UnsupportedOperation:
        return None


@dataclass(slots=True)
class _Task:
    """A piece of the stream, and its answer when it is known."""

    lines: Lines
    answer: Answer | None = None


@dataclass(slots=True)
class _Worker:
    """A process at the other end of a pipe, and what it is at."""

    process: BaseProcess
    pipe: Connection
    task: _Task | None = None


class _Crew:
    """The workers of one batch."""

    def __init__(self, judge: Judge, count: int) -> None:
        self._judge = judge
        self._context = multiprocessing.get_context("fork")
        self._workers: list[_Worker] = []
        self._tasks: deque[_Task] = deque()
        for _ in range(count):
            self._workers.append(self._start())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        for worker in self._workers:
            worker.pipe.close()
        for worker in self._workers:
            worker.process.join(_SECONDS_TO_END)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()

    def judge_rest(self, source: BufferedIOBase, splitter: LineSplitter) -> Iterator[Answer]:
        """Yield the answers to what is still to come."""
        more = True
        while more or self._tasks:
            if self._wait(source if more and self._has_room() else None):
                piece = source.read1(_PIECE_BYTES)
                more = bool(piece)
                self._take_up(splitter.feed(piece) if piece else splitter.finish())
            while self._tasks and (answer := self._tasks[0].answer) is not None:
                self._tasks.popleft()
                yield answer

    def _has_room(self) -> bool:
        idle = any(worker.task is None for worker in self._workers)
        return idle and len(self._tasks) < _AHEAD * len(self._workers)

    def _take_up(self, lines: Lines) -> None:
        if lines:
            task = _Task(lines)
            self._tasks.append(task)
            self._hand_out(task)

    def _hand_out(self, task: _Task) -> None:
        worker = next(worker for worker in self._workers if worker.task is None)
        worker.task = task
        try:
            worker.pipe.send(task.lines)
        except OSError:
            self._replace(worker)

    def _wait(self, source: BufferedIOBase | None) -> bool:
        """Wait for an answer or for `source`; tell whether there is something to read."""
        busy = {worker.pipe: worker for worker in self._workers if worker.task is not None}
        descriptor = None if source is None else source.fileno()
        ready = wait([*busy, *([] if descriptor is None else [descriptor])])
        for pipe, worker in busy.items():
            if pipe in ready:
                self._collect(worker)
        return descriptor in ready

    def _collect(self, worker: _Worker) -> None:
        try:
            answer: Answer = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker)
            return
        if worker.task is not None:
            worker.task.answer = answer
        worker.task = None

    def _replace(self, worker: _Worker) -> None:
        """Answer for a worker that died, and start another."""
        worker.pipe.close()
        worker.process.join(_SECONDS_TO_END)
        if worker.task is not None:
            worker.task.answer = self._judge.give_up(worker.task.lines)
        place = self._workers.index(worker)
        del self._workers[place]
        self._workers.insert(place, self._start())

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self._judge.judge), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)


def _work(pipe: Connection, judge: Callable[[Lines], Answer]) -> None:
    """Judge what comes until the parent closes its end.

    An interruption goes to all processes of a terminal, and is the parent's to act on.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What was open at the fork is the parent's; held open here, it would never end for others.
    own = pipe.fileno()
    os.closerange(_AFTER_STANDARD, own)
    os.closerange(own + 1, os.sysconf("SC_OPEN_MAX"))
    try:
        while True:
            pipe.send(judge(pipe.recv()))
    except (EOFError, OSError):
        return
