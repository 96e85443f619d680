"""Our application under a profiler: where the CPU of a request goes, by function.

For `python -m tests.bench.peer --profile`. Seconds are CPU of the thread that answers. The profiler
itself makes many small functions look dearer than they are beside C: read the order. It begins with
`/profile/begin` and is written when the process ends.
"""

from __future__ import annotations

import cProfile
import os
import pstats
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from registry import app

FILE: Final = "PEER_PROFILE"
BEGIN: Final = "/profile/begin"
_ROOT: Final = f"{Path(__file__).resolve().parents[3]}/"
_MOST: Final = 14


def create_app() -> Starlette:
    """Return the application with a way to begin; the file is named by the environment."""
    made = app.create_app()
    profiler = cProfile.Profile(time.thread_time)
    inner = made.router.lifespan_context

    @asynccontextmanager
    async def lifespan(running: Starlette) -> AsyncIterator[None]:
        async with inner(running):
            yield
            profiler.disable()
            profiler.dump_stats(os.environ[FILE])

    async def begin(_request: Request) -> Response:
        profiler.enable()
        return PlainTextResponse("profiling")

    made.router.lifespan_context = lifespan
    made.router.routes.insert(0, Route(BEGIN, begin))
    return made


def report(file: Path, requests: int) -> Iterator[str]:
    """Yield two tables of markdown: by module, and by function, with shares of our CPU."""
    functions: dict[tuple[str, int, str], tuple[int, int, float, float, object]]
    functions = pstats.Stats(str(file)).stats  # type: ignore[attr-defined] # It has no other way.
    modules: defaultdict[str, list[float]] = defaultdict(lambda: [0, 0.0])
    rows: list[tuple[str, int, float]] = []
    for (path, _, name), (_, calls, own, _, _) in functions.items():
        module = _module(path)
        modules[module][0] += calls
        modules[module][1] += own
        rows.append((f"{module}: {name.strip('<>').split(' at ')[0]}", calls, own))
    by_module = [(name, int(calls), own) for name, (calls, own) in modules.items()]
    for title, listed in (("module", by_module), ("function", rows)):
        total = sum(own for _, _, own in listed)
        yield f"\n| {title} | calls a request | own CPU, us a request | share |"
        yield "|---|---|---|---|"
        for name, calls, own in sorted(listed, key=lambda row: -row[2])[:_MOST]:
            each = own * 1_000_000 / requests
            yield f"| {name} | {calls / requests:.0f} | {each:.0f} | {own / total:.0%} |"


def _module(path: str) -> str:
    """Return a file as it is told: ours from the root, another by its package."""
    if path == "~":
        return "built in"
    if "site-packages/" in path:
        return path.rpartition("site-packages/")[2].partition("/")[0]
    if path.startswith(_ROOT):
        return path.removeprefix(_ROOT)
    return "Python: " + Path(path).name
