"""`talent-registry search`: the candidate search of the page, at a terminal.

It asks the public GraphQL API, in this process, with the document that the page uses and a token
of a minute: what a page shows to this enterprise stands here, and nothing else.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated, Any, Final, NoReturn

import typer

from registry.settings import Settings
from registry.viewer import Role
from registry.vocabulary import Rank

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

_HOURS: Final = 1 / 60
_OCCUPATIONS: Final = (
    "query ($text: String!) { occupations(text: $text, first: 20) { nodes { id } } }"
)
_MARKS: Final = {"MET": "+", "UNMET": "-", "UNKNOWN": "?"}
_LEVELS: Final = ", ".join(rank.name for rank in Rank)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        epilog="Example: talent-registry search 焊工 --division 320000 "
        "--min-level SENIOR_TECHNICIAN --target CHIEF_TECHNICIAN"
    )(search)


def search(
    occupation: Annotated[
        list[str] | None, typer.Argument(help="Keys such as 2022:6-18-02-04, or names.")
    ] = None,
    *,
    division: Annotated[
        list[str] | None, typer.Option(help="Six digits; a province means all below it.")
    ] = None,
    text: Annotated[str | None, typer.Option(help="Words in titles of any kind.")] = None,
    min_level: Annotated[str | None, typer.Option(help=_LEVELS)] = None,
    target: Annotated[str, typer.Option(help="Whose rule is explained.")] = "CHIEF_TECHNICIAN",
    eligible: Annotated[
        bool, typer.Option("--eligible", help="Only who meets the rule of the target.")
    ] = False,
    organisation: Annotated[
        str | None, typer.Option(help="Search as this enterprise (USCC); else as administrator.")
    ] = None,
    first: Annotated[int, typer.Option(min=1, max=100, help="How many.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="The answer as it came.")] = False,
) -> None:
    """Search candidates, and say of each why it fits: + met, - unmet, ? unknown."""
    filter_: dict[str, Any] = {
        "divisions": division or None,
        "text": text,
        "minLevel": min_level,
        "eligibleFor": target if eligible else None,
    }
    known = {name: value for name, value in filter_.items() if value is not None}
    variables = {"sort": "SCORE", "target": target, "first": first, "filter": known}
    answer = asyncio.run(_search(Settings(), variables, occupation or [], organisation))
    if as_json:
        import orjson  # noqa: PLC0415 - help needs none of it

        typer.echo(orjson.dumps(answer, option=orjson.OPT_INDENT_2).decode())
    else:
        _print(answer["candidates"], target)


async def _search(
    settings: Settings, variables: dict[str, Any], names: list[str], organisation: str | None
) -> dict[str, Any]:
    from registry.cli.api import local_api  # noqa: PLC0415 - help needs none of these
    from registry.tokens import mint  # noqa: PLC0415
    from registry.web.documents import FOLDER  # noqa: PLC0415

    role = Role.ADMINISTRATOR if organisation is None else Role.ENTERPRISE
    token = mint(settings, role=role, organisation=organisation, hours=_HOURS)
    document = (FOLDER / "search.graphql").read_text(encoding="utf-8")
    async with local_api(settings, token) as client:
        keys = [key for name in names for key in await _keys(client, name)]
        if keys:
            variables["filter"]["occupations"] = keys
        return await _ask(client, document, variables)


async def _keys(client: httpx.AsyncClient, name: str) -> list[str]:
    """Return the keys of an occupation: itself, or of what has the name."""
    if name[:1].isdigit():
        return [name]
    found = await _ask(client, _OCCUPATIONS, {"text": name})
    keys = [node["id"] for node in found["occupations"]["nodes"]]
    if not keys:
        _fail(f"no occupation is named {name!r}; a key such as 2022:6-18-02-04 is taken too")
    return keys


async def _ask(
    client: httpx.AsyncClient, query: str, variables: Mapping[str, Any]
) -> dict[str, Any]:
    answer = (await client.post("/graphql", json={"query": query, "variables": variables})).json()
    if answer.get("errors"):
        _fail("; ".join(error["message"] for error in answer["errors"]))
    data: dict[str, Any] = answer["data"]
    return data


def _print(found: Mapping[str, Any], target: str) -> None:
    from rich.console import Console  # noqa: PLC0415 - only an answer needs tables
    from rich.table import Table  # noqa: PLC0415

    total = found["totalCount"]
    number = f"{total['value']:,}" if total["exact"] else f"more than {total['value']:,}"
    table = Table(title=f"{number} found", show_lines=True)
    for heading in ("who", "level", "occupation", "where", "score", target):
        table.add_column(heading, overflow="fold")
    for card in found["nodes"]:
        table.add_row(
            (card["worker"] or {}).get("name") or card["id"][:12],
            f"{card['level']}\nsince {card['levelSince']}",
            (card["occupation"] or {}).get("name", ""),
            (card["division"] or {}).get("name", ""),
            str(card["score"]),
            _reasons(card["eligibility"]),
        )
    Console().print(table)


def _reasons(report: Mapping[str, Any] | None) -> str:
    if report is None:
        return "no rule in force here"
    when = report["eligibleSince"] or report["eligibleFrom"]
    lines = [f"{report['outcome']}{f' ({when})' if when else ''}"]
    lines += [
        f"{_MARKS[said['outcome']]} {said['text']}{_detail(said)}" for said in report["conditions"]
    ]
    return "\n".join(lines)


def _detail(said: Mapping[str, Any]) -> str:
    return f": {said['detail']}" if said["detail"] else ""


def _fail(message: str) -> NoReturn:
    typer.echo(f"talent-registry: {message}", err=True)
    raise typer.Exit(1)
