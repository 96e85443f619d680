"""Our application without its access events: for the benchmark alone, to show what they cost."""

from __future__ import annotations

from starlette.applications import Starlette

from registry import app
from registry.events import AccessEvent, AccessEvents


def create_app() -> Starlette:
    """Return the application, which writes down nobody whom it shows."""
    AccessEvents.record = _nothing  # type: ignore[method-assign, assignment] # What it costs is the question.
    return app.create_app()


async def _nothing(_events: AccessEvents, _event: AccessEvent) -> None:
    return None
