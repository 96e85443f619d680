"""`talent-registry import`: what others export becomes the graph.

Exit status: 0 all rows taken; 3 some rejected; 2 nothing could be imported. The counts are the last
line of standard output; progress goes to standard error, as bars on a terminal and as plain lines
elsewhere.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from registry.importing.progress import ImportProgress

REJECTED: Final = 3
NOTHING: Final = 2
_LINE_SECONDS: Final = 2.0
"""A plain line is due after so long, and at the end of each step."""

_EPILOG: Final = (
    "Example: talent-registry import exports/2026-11 --rejects rejects.csv --summary summary.json. "
    "The word `policies` for a directory imports the policies that the project ships."
)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("import", epilog=_EPILOG)(import_directory)


def import_directory(
    directory: Annotated[str, typer.Argument(help="Folder of CSV files (docs/import.md).")],
    rejects: Annotated[
        Path, typer.Option(help="Where the rows go that were left out, with reasons.")
    ] = Path("rejects.csv"),
    summary: Annotated[
        Path | None, typer.Option(help="Where the counts by file go, as JSON.")
    ] = None,
    bulk: Annotated[
        bool | None,
        typer.Option(
            "--bulk/--batches",
            help="The way into an empty local graph; by default the size decides. Same result.",
        ),
    ] = None,
) -> None:
    """Import a folder of CSV files; the same import again changes nothing."""
    from registry.graph.errors import GraphError  # noqa: PLC0415 - keeps help quick
    from registry.importing import (  # noqa: PLC0415
        NothingToImportError,
        run_import,
        shipped_policies,
    )
    from registry.personal import PersonalKeyError  # noqa: PLC0415
    from registry.settings import Settings  # noqa: PLC0415

    folder = shipped_policies() if directory == "policies" else Path(directory)
    try:
        with shown_progress() as progress:
            report = run_import(
                folder,
                settings=Settings(),
                rejects=rejects,
                summary=summary,
                progress=progress,
                bulk=bulk,
            )
    except (NothingToImportError, GraphError, PersonalKeyError, OSError) as err:
        typer.echo(f"talent-registry: {err}", err=True)
        raise typer.Exit(NOTHING) from err
    rejected = report.total.rejected
    if rejected:
        typer.echo(f"{rejected:,} rows were left out; {rejects} says why", err=True)
    typer.echo(report.last_line())
    raise typer.Exit(REJECTED if rejected else 0)


@contextmanager
def shown_progress() -> Iterator[ImportProgress]:
    """Give bars on a terminal, plain lines elsewhere."""
    if not sys.stderr.isatty():
        yield PlainLines()
        return
    from registry.cli.importbars import bars  # noqa: PLC0415 - where no terminal is, rich is not needed

    with bars() as progress:
        yield progress


class PlainLines:
    """One line at the end of each step, and every two seconds of a long one."""

    def __init__(self) -> None:
        self._step = ""
        self._began = self._said = time.monotonic()
        self._ended = False

    def order(self, steps: list[str]) -> None:
        """Say the order of work."""
        self.say("order of work: " + ", ".join(steps))

    def at(self, step: str, rows: int, part: float) -> None:
        """Say how far a step is, if it is time to."""
        now = time.monotonic()
        if step != self._step:
            # A step began when the one before it was last heard of.
            self._step, self._began, self._ended = step, self._said, False
        ends = part >= 1.0 and not self._ended
        if ends or now - self._said >= _LINE_SECONDS:
            self._ended = part >= 1.0
            spent = max(now - self._began, 1e-6)
            left = "done" if ends else f"{spent / max(part, 1e-3) * (1 - part):,.0f} s left"
            self.say(f"{step}: {rows:,} rows, {part:.0%}, {rows / spent:,.0f} rows/s, {left}")
            self._said = now

    def say(self, line: str) -> None:
        """Say a line."""
        typer.echo(line, err=True)
