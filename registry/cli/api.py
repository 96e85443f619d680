"""The public API in this process, for commands that ask it: no server has to run."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx

    from registry.settings import Settings


@asynccontextmanager
async def local_api(settings: Settings, token: str) -> AsyncIterator[httpx.AsyncClient]:
    """Give a client of the application, asking with this token, and a database that runs."""
    import httpx  # noqa: PLC0415 - help needs none of these

    from registry.app import create_app  # noqa: PLC0415
    from registry.graph.local import local_database  # noqa: PLC0415

    app = create_app(settings)
    with local_database(settings):
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(
                transport=httpx.ASGITransport(app),
                base_url=settings.base_url,
                headers={"Authorization": f"Bearer {token}"},
                timeout=60,
            ) as client,
        ):
            yield client
