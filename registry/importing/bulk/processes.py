"""Work in two processes at once, because Python computes on one core.

A task runs in a forked child, which shares what its parent has in memory without a copy. It tells
of its progress and sends its result through a pipe; a child that fails ends the others, and its
error is raised here.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Final

Tell = Callable[[str, int, float], None]
"""Hears step, rows done and which part of it that is."""

Task = Callable[[Tell], Any]

_FORK: Final = multiprocessing.get_context("fork")


class ChildFailedError(Exception):
    """A child process did not end well; the message is its traceback, or how it ended."""


@dataclass(frozen=True, slots=True)
class _Failure:
    said: str


@contextmanager
def at_work(tasks: Sequence[Task], tell: Tell) -> Iterator[Callable[[], list[Any]]]:
    """Run the tasks in children while the block does its own work.

    What it gives waits for their results, in order.

    Raises:
        ChildFailedError: one of them failed; the others are ended.
    """
    # What stands in memory now is shared; a collection in a child would touch, and so copy, all of
    # it.
    gc.collect()
    gc.freeze()
    # What the block makes are rows without cycles, too: nothing is there to collect.
    gc.disable()
    children = []
    for task in tasks:
        here, there = _FORK.Pipe(duplex=False)
        child = _FORK.Process(target=_run, args=(task, there), daemon=True)
        child.start()
        there.close()
        children.append((child, here))
    try:
        yield lambda: _results([here for _, here in children], tell)
    finally:
        for child, here in children:
            here.close()
            if child.is_alive():
                child.terminate()
            child.join()
        gc.enable()
        gc.unfreeze()


def run_together(tasks: Sequence[Task], tell: Tell) -> list[Any]:
    """Run the tasks at once and return their results in order; see `at_work`."""
    with at_work(tasks, tell) as results:
        return results()


def _results(pipes: Sequence[Connection], tell: Tell) -> list[Any]:
    results: dict[int, Any] = {}
    open_pipes = {pipe: at for at, pipe in enumerate(pipes)}
    while open_pipes:
        for pipe in wait(list(open_pipes)):
            assert isinstance(pipe, Connection)  # noqa: S101 - what `wait` was given
            try:
                message = pipe.recv()
            except EOFError as err:
                raise ChildFailedError("a process of the import was killed") from err
            match message:
                case _Failure(said):
                    raise ChildFailedError(said)
                case ("told", step, rows, part):
                    tell(step, rows, part)
                case ("result", result):
                    results[open_pipes.pop(pipe)] = result
    return [results[at] for at in range(len(pipes))]


def _run(task: Task, pipe: Connection) -> None:
    """Run a task in a child, whose values are rows without cycles: nothing is there to collect."""
    gc.disable()
    try:
        result = task(lambda step, rows, part: pipe.send(("told", step, rows, part)))
        pipe.send(("result", result))
    except BaseException:  # noqa: BLE001 - the parent raises it, with this traceback
        pipe.send(_Failure(traceback.format_exc()))
    pipe.close()
    # Without the parent's exit handlers: they are the parent's.
    os._exit(0)
