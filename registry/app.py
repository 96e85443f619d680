"""The application: every part joined into one Starlette process. Nothing else imports both `registry` and `schema`.

Each part contributes `routes(services) -> list[Route]`; services are made when the process starts and closed when it ends.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from registry.events import AccessEvents
from registry.graph.driver import Database, open_driver
from registry.graph.reading import Reader
from registry.sealing import Sealing
from registry.services import Services
from registry.settings import Settings
from registry.tokens import Tokens
from schema.build import build_schema
from schema.documents import Documents
from schema.endpoint import Endpoint


def create_app(settings: Settings | None = None) -> Starlette:
    """Return the application; it reads the environment if no settings are given."""
    chosen = settings or Settings()
    documents = Documents(build_schema())

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        driver = open_driver(chosen)
        try:
            database = Database(driver, chosen.neo4j_database)
            services = Services(
                settings=chosen,
                database=database,
                reader=Reader(database),
                tokens=Tokens.load(chosen),
                sealing=Sealing.load(chosen),
                events=AccessEvents(database),
            )
            app.state.services = services
            endpoint = Endpoint(services, documents)
            app.router.routes.append(Route("/graphql", endpoint.__call__, methods=["POST"]))
            yield
        finally:
            await driver.close()

    return Starlette(lifespan=lifespan, routes=[Route("/health", _health)])


async def _health(_request: Request) -> Response:
    return JSONResponse({"status": "ok"})
