"""The application: every part joined into one Starlette process.

Nothing else imports both `registry` and `schema`.

Each part contributes `routes(services) -> list of routes`; `PARTS` names them. The services are
made when the process starts and closed when it ends. A schema that promises what nothing answers
stops the start (`schema.wholeness`).
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from registry import web
from registry.badges import routes as badges
from registry.bookmarks import BadBookmarkError, Bookmarks
from registry.dates import china_day
from registry.events import AccessEvents
from registry.exchanges import refusal
from registry.graph.driver import Database, open_driver
from registry.graph.errors import DatabaseAwayError, StatementTooSlowError
from registry.graph.reading import Reader
from registry.graph.sent import both
from registry.headers import Headers
from registry.issuing import routes as issuing
from registry.log import routes as log
from registry.observing import routes as observing
from registry.observing.logs import configure
from registry.observing.meter import Meter
from registry.observing.requests import Observed
from registry.observing.tracing import Traces, closing
from registry.office import Office
from registry.paper import routes as paper
from registry.personal import PersonalKeys
from registry.programme.pay_snapshot import PaySnapshots
from registry.rollover import Rollover
from registry.sealing import Sealing
from registry.services import Services, utc_now
from registry.settings import Settings
from registry.signers.errors import SignerError
from registry.snapshots import Snapshots
from registry.tokens import Tokens
from registry.verification import routes as verification
from registry.wallet import offerroutes as offers
from registry.wallet import routes as wallet
from registry.wallet import shareroutes as shares
from registry.web.documents import known_documents
from schema import warming
from schema.endpoint import Endpoint, refused
from schema.known import shipped_questions

PARTS: Final[tuple[Callable[[Services], Sequence[BaseRoute]], ...]] = (
    verification.routes,
    issuing.routes,
    log.routes,
    badges.routes,
    wallet.routes,
    offers.routes,
    shares.routes,
    paper.routes,
    web.routes,
    observing.routes,
)
"""What is served beside `/graphql`, in the order in which paths are tried."""

_PASSING: Final = (SignerError, DatabaseAwayError, StatementTooSlowError)
"""What passes by itself; answered by whoever did not expect it with status 503."""


def create_app(
    settings: Settings | None = None, *, clock: Callable[[], datetime] = utc_now
) -> Starlette:
    """Return the application.

    It reads the environment if no settings are given. `clock` tells the moment, aware UTC.
    """
    chosen = settings or Settings()

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        configure(chosen.log)
        meter, traces = Meter(), Traces.of(chosen)
        async with open_driver(chosen) as driver, closing(traces):
            sent = meter.sent if traces is None else both(meter.sent, traces.sent)
            database = Database(driver, chosen.neo4j_database, sent=sent)
            services = make_services(chosen, database, clock, meter=meter, traces=traces)
            app.state.services = services
            app.state.endpoint = Endpoint.of(services)
            app.router.routes.extend(app.state.endpoint.routes())
            app.router.routes.extend(route for part in PARTS for route in part(services))
            keepers = (services.rollover.keep(), services.office.log.sequencer.keep())
            keeping = [asyncio.create_task(keeper) for keeper in keepers]
            # What lives as long as the process need not be looked through for garbage.
            gc.collect()
            gc.freeze()
            try:
                yield
            finally:
                gc.unfreeze()
                for task in keeping:
                    task.cancel()
                await asyncio.gather(*keeping, return_exceptions=True)

    return Starlette(
        lifespan=lifespan,
        middleware=[
            Middleware(Headers),
            Middleware(Observed),
            Middleware(Bookmarks, refuse=_refuse_bookmark),
        ],
        exception_handlers=dict.fromkeys(_PASSING, _unavailable),
    )


def make_services(
    settings: Settings,
    database: Database,
    clock: Callable[[], datetime],
    *,
    meter: Meter,
    traces: Traces | None,
) -> Services:
    """Return the services of a process over this database."""
    sealing, events = Sealing.load(settings), AccessEvents(database)
    personal = PersonalKeys.load(settings)
    return Services(
        settings=settings,
        database=database,
        reader=Reader(database),
        tokens=Tokens.load(settings),
        sealing=sealing,
        personal=personal,
        events=events,
        rollover=Rollover(database, today=lambda: china_day(clock())),
        office=Office.of(
            settings,
            database,
            sealing=sealing,
            events=events,
            clock=clock,
            notices=meter.notices,
        ),
        pay_snapshots=PaySnapshots(database, personal),
        snapshots=Snapshots(database.beside(), clock),
        meter=meter,
        traces=traces,
        clock=clock,
    )


async def warm(app: Starlette) -> None:
    """Read the known documents and have the database plan what the pages ask, behind requests."""
    services: Services = app.state.services
    endpoint: Endpoint = app.state.endpoint
    await warming.compile_known(endpoint.documents, endpoint.known)
    pages = known_documents(china_day(services.clock()))
    await warming.warm(services, endpoint.documents, pages)
    await warming.warm(services, endpoint.documents, shipped_questions(), endpoint.idle)


def _refuse_bookmark(request: Request, error: BadBookmarkError) -> Response:
    """Say that the bookmark is none, in the form of the path."""
    if request.url.path == "/graphql":
        return refused(request, error.code, str(error))
    return refusal(400, error.code, str(error))


async def _unavailable(_request: Request, error: Exception) -> Response:
    """Say that a key or the database is away: nothing was written, and one may ask again."""
    code = getattr(error, "code", "unavailable")
    return refusal(503, code.upper(), str(error), {"Retry-After": "1"})
