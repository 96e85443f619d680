"""`talent-registry seed`: invent a nation in the format of the import, with planted frauds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

if TYPE_CHECKING:
    from registry.seeding import SeedReport

_LINE_EVERY: Final = 0.1
"""Share of a step after which a plain line is due, where there is no terminal for a bar."""

_EPILOG: Final = (
    "Example: talent-registry seed --workers 20000 --profile demo --seed 1 --out .local/demo"
)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(epilog=_EPILOG)(seed)


def seed(
    out: Annotated[Path, typer.Option(help="Folder for the files.")],
    workers: Annotated[int, typer.Option(min=1, help="How many workers to invent.")] = 20_000,
    profile: Annotated[
        str, typer.Option(help="demo (the top boosted a hundredfold) or national (honest numbers).")
    ] = "demo",
    seed: Annotated[int, typer.Option(help="The same seed gives the same nation.")] = 1,
    force: Annotated[  # noqa: FBT002 - an option is named on the command line
        bool, typer.Option(help="Write over an earlier nation.")
    ] = False,
) -> None:
    """Invent a nation in the format of the import, with planted frauds named in truth.json."""
    from registry.seeding import SeedRefusedError, generate  # noqa: PLC0415 - keeps help quick

    try:
        with _shown() as progress:
            report = generate(
                workers=workers,
                profile=profile,
                seed=seed,
                out=out,
                progress=progress,
                force=force,
            )
    except SeedRefusedError as err:
        typer.echo(f"talent-registry: {err}", err=True)
        raise typer.Exit(1) from err
    _summarise(report)


@contextmanager
def _shown() -> Iterator[Callable[[str, int, int], None]]:
    """Give a progress function: a bar on a terminal, plain lines elsewhere."""
    if not sys.stderr.isatty():
        yield _plain_lines()
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:,.0f}"))
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as bar:
        tasks: dict[str, TaskID] = {}

        def show(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=total)
            bar.update(tasks[step], completed=done)

        yield show


def _plain_lines() -> Callable[[str, int, int], None]:
    said: dict[str, float] = {}

    def say(step: str, done: int, total: int) -> None:
        share = done / total
        if step not in said or share >= min(said[step] + _LINE_EVERY, 1.0) > said[step]:
            said[step] = share
            typer.echo(f"{step}: {done:,} of {total:,}", err=True)

    return say


def _summarise(report: SeedReport) -> None:
    """Print what was made, and how far the top is from honest numbers."""
    table = Table("", "made", "honest", title=f"{report.out}: the nation of {report.today}")
    for column in table.columns[1:]:
        column.justify = "right"
    table.add_row("workers", f"{report.rows['workers']:,}", "")
    table.add_row("certificates", f"{report.rows['certificates']:,}", "")
    table.add_row(
        "special technicians 特级技师", f"{report.special:,}", f"{report.honest_special:.1f}"
    )
    table.add_row("chief technicians 首席技师", f"{report.chief:,}", f"{report.honest_chief:.2f}")
    for code, count in report.frauds.items():
        table.add_row(f"certificates with {code}", f"{count:,}", "")
    for kind, count in report.conflicts.items():
        table.add_row(f"assignments with {kind}", f"{count:,}", "")
    Console().print(table)
    typer.echo(f"{sum(report.rows.values()):,} rows in {report.seconds:.1f} s")
