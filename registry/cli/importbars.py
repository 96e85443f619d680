"""The bars of an import on a terminal: one for each step, with rows a second and the time left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text


class _Rate(ProgressColumn):
    """Rows a second since the step began."""

    def render(self, task: Task) -> Text:
        """Return the rate of a step, nothing before it began."""
        rows = int(task.fields["rows"])
        return Text(f"{rows / task.elapsed:,.0f} rows/s" if task.elapsed and rows else "")


class _Bars:
    """Steps of the order of work are shown from the start, others when they begin."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def order(self, steps: list[str]) -> None:
        """Show a waiting bar for each step."""
        for step in steps:
            self._tasks[step] = self._progress.add_task(step, total=1.0, start=False, rows=0)
        self._begin_next()

    def at(self, step: str, rows: int, part: float) -> None:
        """Move a bar."""
        if step not in self._tasks:
            self._tasks[step] = self._progress.add_task(step, total=1.0, rows=0)
        self._progress.update(self._tasks[step], completed=part, rows=rows)
        if part >= 1.0:
            self._begin_next()

    def say(self, line: str) -> None:
        """Print a line above the bars."""
        self._progress.console.print(line, highlight=False, markup=False)

    def _begin_next(self) -> None:
        """Start the clock of the first step that waits."""
        for task in self._progress.tasks:
            if not task.finished:
                if not task.started:
                    self._progress.start_task(task.id)
                return


@contextmanager
def bars() -> Iterator[_Bars]:
    """Show bars on standard error for the length of a block."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rows]:,} rows"),
        _Rate(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        yield _Bars(progress)
