"""What the office's commands share: the office over the database, for as long as they run."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import NoReturn, TypeVar

import typer

from registry.events import AccessEvents
from registry.graph.driver import Database, open_driver
from registry.graph.local import local_database
from registry.graph.migrate import migrate
from registry.issuing.keyring import KeyLifeError
from registry.office import Office
from registry.personal import PersonalKeyError
from registry.sealing import Sealing
from registry.settings import Settings
from registry.signers.errors import SignerError

T = TypeVar("T")


def in_office(work: Callable[[Office], Awaitable[T]]) -> T:
    """Run work in an office over the database that the settings name.

    A refusal is one line and exit status 1.
    """
    settings = Settings()
    try:
        with local_database(settings):
            migrate(settings)
            return asyncio.run(_work(settings, work))
    except (SignerError, KeyLifeError, PersonalKeyError) as err:
        fail(str(err))


def fail(message: str) -> NoReturn:
    """End the command with one line on standard error."""
    typer.echo(f"talent-registry: {message}", err=True)
    raise typer.Exit(1)


async def _work(settings: Settings, work: Callable[[Office], Awaitable[T]]) -> T:
    async with open_driver(settings) as driver:
        database = Database(driver, settings.neo4j_database)
        sealing, events = Sealing.load(settings), AccessEvents(database)
        return await work(Office.of(settings, database, sealing=sealing, events=events))
