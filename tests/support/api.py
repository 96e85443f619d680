"""The API as a client sees it.

The real application over the real database, in this process, as any viewer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from starlette.applications import Starlette

from registry.app import create_app
from registry.graph.explaining import explaining
from registry.services import Services, utc_now
from registry.settings import Settings
from registry.viewer import ANONYMOUS, Role, Viewer
from schema.endpoint import Endpoint
from tests.support.database import Graph
from tests.support.small_world import NOW, build, settings_of

ADMINISTRATOR: Final = Viewer(Role.ADMINISTRATOR)
NATION: Final = Viewer(Role.AGENCY)


def holder(worker: str) -> Viewer:
    """Return the holder of a record."""
    return Viewer(Role.HOLDER, subject=worker)


def enterprise(uscc: str) -> Viewer:
    """Return an enterprise."""
    return Viewer(Role.ENTERPRISE, organisation=uscc)


def issuer(uscc: str) -> Viewer:
    """Return an issuer."""
    return Viewer(Role.ISSUER, organisation=uscc)


def agency(division: str) -> Viewer:
    """Return the agency of a division."""
    return Viewer(Role.AGENCY, division=division)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer.

    `statements` counts what was asked of the database for it, the access event left out.
    """

    status: int
    body: Any
    statements: int

    @property
    def data(self) -> Any:
        """The data; fails where there are errors."""
        assert "errors" not in self.body, self.body["errors"]
        return self.body["data"]

    @property
    def codes(self) -> list[str]:
        """The codes of the errors."""
        return [error["extensions"]["code"] for error in self.body.get("errors", ())]


class Api:
    """Asks the application."""

    def __init__(self, app: Starlette, runner: asyncio.Runner, client: httpx.AsyncClient) -> None:
        self._app = app
        self._runner = runner
        self._client = client

    @property
    def services(self) -> Services:
        """The services of the running application."""
        services: Services = self._app.state.services
        return services

    @property
    def endpoint(self) -> Endpoint:
        """The endpoint of GraphQL."""
        endpoint: Endpoint = self._app.state.endpoint
        return endpoint

    def token(self, viewer: Viewer) -> str:
        """Return a token of this viewer."""
        return self.services.tokens.mint(viewer, hours=1, now=datetime.now(UTC))

    def ask(
        self,
        query: str,
        viewer: Viewer = ANONYMOUS,
        variables: Mapping[str, Any] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Ask as a viewer."""
        shown = dict(headers or {})
        if viewer != ANONYMOUS:
            shown["Authorization"] = f"Bearer {self.token(viewer)}"
        before = self._asked()
        response = self.send(
            "POST", "/graphql", json={"query": query, "variables": variables}, headers=shown
        )
        return Reply(response.status_code, response.json(), self._asked() - before)

    def send(self, method: str, path: str, **request: Any) -> httpx.Response:
        """Send any request."""
        return self._runner.run(self._client.request(method, path, **request))

    def hits(self, query: str, viewer: Viewer) -> int:
        """Ask, and return how often the database looked at its store for the answer."""

        async def explained() -> int:
            with explaining() as explanation:
                response = await self._client.post(
                    "/graphql",
                    json={"query": query},
                    headers={"Authorization": f"Bearer {self.token(viewer)}"},
                )
            assert "errors" not in response.json(), response.text
            return sum(one.hits for one in explanation.statements)

        found: int = self.run(explained())
        return found

    def run(self, work: Any) -> Any:
        """Run a coroutine beside the application."""
        return self._runner.run(work)

    def statements(self, work: Callable[[], object]) -> list[str]:
        """Return the texts that were read from the database meanwhile."""
        database = self.services.database
        read, texts = database.read, []

        async def noted(statement: str, *arguments: Any, **named: Any) -> Any:
            texts.append(statement)
            return await read(statement, *arguments, **named)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(database, "read", noted)
            work()
        return texts

    def _asked(self) -> int:
        return self.services.database.statements - self.services.events.groups


@contextmanager
def running_api(settings: Settings, *, clock: Callable[[], datetime] = utc_now) -> Iterator[Api]:
    """Run the application.

    The day has begun (`Rollover`), so that statements are those of requests alone.
    """
    app = create_app(settings, clock=clock)
    with asyncio.Runner() as runner:
        lifespan = app.router.lifespan_context(app)
        runner.run(lifespan.__aenter__())
        try:
            transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
            client = httpx.AsyncClient(transport=transport, base_url="http://registry.test")
            api = Api(app, runner, client)
            runner.run(api.services.rollover.ensure())
            yield api
            runner.run(client.aclose())
        finally:
            runner.run(lifespan.__aexit__(None, None, None))


@contextmanager
def running_small_world(
    graph: Graph, home: Path, *, workers: int, clock: Callable[[], datetime] = lambda: NOW
) -> Iterator[Api]:
    """Write the small world into an empty graph and run the application over it, at `NOW`."""
    settings = settings_of(graph, home)
    build(graph, settings, workers=workers)
    with running_api(settings, clock=clock) as api:
        yield api
