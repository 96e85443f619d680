"""`talent-registry check`: does the graph hold what it must, and are its derived facts true?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from registry.dates import china_today
from registry.settings import Settings

if TYPE_CHECKING:
    from registry.graph.consistency import Violation

_Repair = Annotated[
    bool, typer.Option("--repair", help="Write derived facts afresh where they differ.")
]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(epilog="Example: talent-registry check --repair")(check)


def check(*, repair: _Repair = False) -> None:
    """Report every violation of what the database cannot enforce; exit status 1 if there is any.

    With --repair derived facts are computed afresh; what was imported or recorded is never changed.
    """
    # The other commands need neither the driver nor tables.
    from registry.graph.consistency import violations  # noqa: PLC0415
    from registry.graph.local import local_database  # noqa: PLC0415

    settings = Settings()
    found: list[Violation] = []
    with local_database(settings):
        for violation in violations(settings, today=china_today(), repair=repair):
            typer.echo(f"found: {violation.rule} ({violation.count})", err=True)
            found.append(violation)
    if not found:
        typer.echo("the graph holds what it must; derived facts are true")
        return
    _print(found)
    if repair:
        typer.echo("derived facts are computed afresh; check again to see what is left")
    raise typer.Exit(1)


def _print(found: list[Violation]) -> None:
    from rich.console import Console  # noqa: PLC0415 - only a report needs tables
    from rich.table import Table  # noqa: PLC0415

    table = Table(title="Violations")
    table.add_column("rule, broken by")
    table.add_column("count", justify="right")
    table.add_column("the first", overflow="fold")
    for violation in found:
        table.add_row(violation.rule, f"{violation.count:,}", "\n".join(violation.examples))
    Console().print(table)
