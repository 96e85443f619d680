"""Our application under a profiler: where the CPU of a request goes, by function.

For `python -m tests.bench.peer --profile`. Seconds are CPU of the thread that answers. The profiler
itself makes many small functions look dearer than they are beside C: read the order. It begins with
`/profile/begin` and is written when the process ends.
"""

from __future__ import annotations

import cProfile
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from registry import app

FILE: Final = "PEER_PROFILE"
BEGIN: Final = "/profile/begin"


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
