"""What each hostile shape costs until it is answered, and the manners of an ordinary request.

python -m tests.bench.hostile [--rounds N] [--all]

Every shape of `tests.support.hostile` goes through the whole application in this process, without
a database (shapes that reach it are answered that it is away). CPU of this process, the best of the
rounds, beside a floor of the same run: a plain loop that takes about 100 ms on the machine where
the limit was chosen. A shape that costs more than the floor fails the bench. Last comes what the
manners add to each ordinary request: negotiation, known documents, cost and charge.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import process_time
from typing import Final

import httpx
from pydantic import SecretStr

from registry.allowance import Allowance
from registry.app import create_app
from registry.settings import Settings
from registry.viewer import ANONYMOUS
from schema.build import build_schema
from schema.documents import Documents
from schema.known import KnownDocuments
from schema.negotiation import accepts_gzip, media_type
from schema.wire import Operation
from tests.support.hostile import Hostile, asked, hostile

FLOOR_STEPS: Final = 2_400_000
DOUBLING: Final = "29-doubling-fragments"
SHOWN: Final = 12


def floor() -> float:
    """Return the CPU seconds of the loop."""
    began = process_time()
    total = 0
    for number in range(FLOOR_STEPS):
        total += number
    return process_time() - began


async def sent(client: httpx.AsyncClient, shape: Hostile) -> tuple[float, int]:
    """Return the CPU seconds of one answer, and its size."""
    path = f"/graphql?{shape.query}" if shape.query else "/graphql"
    request = client.build_request(shape.method, path, content=shape.body, headers=shape.headers)
    began = process_time()
    response = await client.send(request)
    return process_time() - began, len(response.content)


def indented(shape: Hostile, by: int) -> Hostile:
    """Return the shape with blanks before its document."""
    return replace(shape, body=shape.body.replace(b'"query": "', b'"query": "' + b" " * by, 1))


async def measured(settings: Settings, rounds: int) -> dict[str, tuple[float, int]]:
    """Return the best CPU seconds of each shape, and the size of its answer."""
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://a.test") as client:
            await sent(client, asked("the-first", None, "{ honourTypes { id } }"))
            found = {}
            for shape in hostile():
                # A valid document is remembered, so each round sends another text.
                runs = [await sent(client, indented(shape, by)) for by in range(rounds)]
                found[shape.name] = min(runs)
            return found


def each(work: Callable[[], object], times: int = 20_000) -> float:
    """Return the CPU microseconds of one call."""
    began = process_time()
    for _ in range(times):
        work()
    return (process_time() - began) / times * 1e6


def manners() -> None:
    """Print what an ordinary request pays for them, in microseconds."""
    text = "{ viewer { role } }"
    documents, known = Documents(build_schema()), KnownDocuments.load(None, is_only=False)
    document = documents.read(text, None, {})
    allowance, operation = Allowance.of(Settings()), Operation(text, {}, None)
    accept = "application/graphql-response+json, application/json;q=0.9"
    parts: dict[str, Callable[[], object]] = {
        "media type and coding": lambda: (media_type(accept), accepts_gzip("gzip, br")),
        "which document, is it listed": lambda: known.is_listed(known.text_of(operation)),
        "its cost": lambda: documents.cost(document, None, {}),
        "charge": lambda: allowance.charge(ANONYMOUS, "192.0.2.1", 1).shown(1),
    }
    for name, work in parts.items():
        print(f"{each(work):8.1f} us  {name}")  # noqa: T201


def main() -> int:
    """Print the table; return 1 if a shape costs more than the floor."""
    parser = argparse.ArgumentParser(description="What hostile shapes cost.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--all", action="store_true", help="every shape, not only the dearest")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        away = Settings(
            home=Path(home), neo4j_uri="bolt://127.0.0.1:1", neo4j_password=SecretStr("x")
        )
        found = asyncio.run(measured(away, chosen.rounds))
    loop = min(floor() for _ in range(5))
    ranked = sorted(found.items(), key=lambda item: -item[1][0])
    print(f"{loop * 1e3:8.1f} ms  the floor")  # noqa: T201
    for name, (seconds, size) in ranked if chosen.all else ranked[:SHOWN]:
        print(f"{seconds * 1e3:8.1f} ms  {seconds / loop:5.2f}  {size:7,} bytes  {name}")  # noqa: T201
    seconds = found[DOUBLING][0]
    print(f"{seconds * 1e3:8.1f} ms  {seconds / loop:5.2f}  {DOUBLING}; {len(found)} shapes in all")  # noqa: T201
    manners()
    return int(ranked[0][1][0] > loop)


if __name__ == "__main__":
    sys.exit(main())
