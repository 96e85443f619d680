"""The routes for people who look: `/health`, `/ready`, `/metrics`."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from registry.observing.page import MetricsPage
from registry.observing.readiness import Readiness
from registry.services import Services


def routes(services: Services) -> list[BaseRoute]:
    """Return the routes."""
    readiness = Readiness(services)
    return [
        Route("/health", readiness.health),
        Route("/ready", readiness.ready),
        Route("/metrics", MetricsPage(services).answer),
    ]
