"""`talent-registry explain FILE`: what the database does for a GraphQL document.

It asks the public GraphQL API, in this process, as the viewer that is named, and shows each
statement with its root field, hits, indexes and plan. Who runs commands may see all plans, so any
viewer can be tried; over HTTP plans are shown to administrators (`extensions.explain`). It is asked
twice and the second time is shown: the first has to be planned.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from registry.settings import Settings
from registry.tokens import BadTokenError, mint
from registry.viewer import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.tree import Tree

_HOURS = 1 / 60
_ROLES = ", ".join(Role)
_BAD_USE = 2


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        epilog="Example: talent-registry explain docs/questions/S16-posts.graphql "
        "--role enterprise --organisation 913200000000000002"
    )(explain)


def explain(
    file: Annotated[Path, typer.Argument(help="A GraphQL document.", exists=True, dir_okay=False)],
    *,
    variables: Annotated[str, typer.Option(help="Its variables, as JSON.")] = "{}",
    operation: Annotated[str | None, typer.Option(help="Which, if it has several.")] = None,
    role: Annotated[str, typer.Option(help=f"Who asks: {_ROLES}.")] = Role.ADMINISTRATOR.value,
    subject: Annotated[str | None, typer.Option(help="Worker id, for a holder.")] = None,
    organisation: Annotated[
        str | None, typer.Option(help="USCC, for an enterprise or issuer.")
    ] = None,
    division: Annotated[str | None, typer.Option(help="Six digits, for an agency.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, texts included.")] = False,
) -> None:
    """Show the statements of a document: hits, indexes, plans."""
    import orjson  # noqa: PLC0415 - help needs none of it

    settings = Settings()
    try:
        token = mint(
            settings,
            role=role,
            subject=subject,
            organisation=organisation,
            division=division,
            hours=_HOURS,
        )
        body = {
            "query": file.read_text(encoding="utf-8"),
            "operationName": operation,
            "variables": orjson.loads(variables),
        }
    except (BadTokenError, ValueError) as err:
        _fail(str(err), _BAD_USE)
    statements = asyncio.run(_explained(settings, body, token))
    if as_json:
        typer.echo(orjson.dumps(statements, option=orjson.OPT_INDENT_2).decode())
    else:
        _print(statements)


async def _explained(
    settings: Settings, body: Mapping[str, Any], token: str
) -> list[dict[str, Any]]:
    from registry.cli.api import local_api  # noqa: PLC0415 - help needs none of these
    from registry.graph.explaining import explaining  # noqa: PLC0415

    async with local_api(settings, token) as client:
        for _ in range(2):
            # The application runs in this task, so it sees who explains.
            with explaining() as explanation:
                answer = (await client.post("/graphql", json=body)).json()
    for error in answer.get("errors", ()):
        typer.echo(f"talent-registry: {error['message']}", err=True)
    if answer.get("data") is None:
        raise typer.Exit(1)
    return explanation.to_json()


def _print(statements: list[dict[str, Any]]) -> None:
    from rich.console import Console  # noqa: PLC0415 - only an answer needs trees
    from rich.markup import escape  # noqa: PLC0415
    from rich.tree import Tree  # noqa: PLC0415

    console = Console()
    for shown in statements:
        head = "{path}: {rows} rows, {hits:,} hits, {milliseconds} ms".format_map(shown)
        tree = Tree(f"[bold]{escape(head)}")
        for index in shown["indexes"] or ["none"]:
            tree.add(escape(f"index: {index}"))
        _grow(tree, shown["plan"])
        console.print(tree)
    console.print(
        f"{len(statements)} statements, {sum(each['hits'] for each in statements):,} hits"
    )


def _grow(tree: Tree, step: Mapping[str, Any]) -> None:
    """Add a step below another, in one line, and what it reads from below it."""
    from rich.markup import escape  # noqa: PLC0415

    details = " ".join(step["details"].split())[:100]
    line = f"{step['operator']} {details} [{step['hits']} hits, {step['rows']} rows]"
    branch = tree.add(escape(line))
    for child in step["children"]:
        _grow(branch, child)


def _fail(message: str, status: int) -> NoReturn:
    typer.echo(f"talent-registry: {message}", err=True)
    raise typer.Exit(status)
