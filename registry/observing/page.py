"""`/metrics`: the counts of this process, for Prometheus and whoever reads its formats.

Text format 0.0.4, or OpenMetrics where `Accept` asks for it. Nothing in it is about a person, but
it says how busy the registry is, so it is open to few:

- to whoever holds `REGISTRY_METRICS_TOKEN`, or a token of an administrator;
- without a token to this machine, as long as the registry itself is only on this machine: its base
  URL is a loopback address, and the request went through no proxy.

The last rule does not rest on headers alone. A proxy that serves the world connects from this
machine too, and many add no header; but a registry that serves the world has an address of the
world in its credentials, hence in `REGISTRY_BASE_URL`.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from prometheus_client import CollectorRegistry, Metric
from prometheus_client.exposition import choose_encoder
from starlette.requests import Request
from starlette.responses import Response

from registry.exchanges import NOT_STORED, refusal
from registry.observing.figures import Figures, figures_of
from registry.services import Services
from registry.tokens import BadTokenError
from registry.viewer import Role

_PROXIED: Final = (
    "forwarded",
    "via",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-real-ip",
)
"""Headers that only a proxy adds."""


class MetricsPage:
    """Answers `/metrics`."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def answer(self, request: Request) -> Response:
        """Show the metrics to those who may see them: 200, 401 or 403."""
        refused = self._refused(request)
        if refused is not None:
            return refused
        figures = await figures_of(self._services)
        encode, content_type = choose_encoder(request.headers.get("accept", ""))
        content = encode(_Both(self._services.meter.registry, figures))
        return Response(content, headers={**NOT_STORED, "Content-Type": content_type})

    def _refused(self, request: Request) -> Response | None:
        authorization = request.headers.get("authorization")
        if authorization is None:
            if self._is_at_home(request):
                return None
            return _denied(401, "TOKEN_NEEDED", "metrics need a token: docs/operations.md")
        if self._is_metrics_token(authorization):
            return None
        try:
            viewer = self._services.tokens.viewer(authorization)
        except BadTokenError as err:
            return _denied(401, err.code, str(err))
        if viewer.role is Role.ADMINISTRATOR:
            return None
        return _denied(403, "FORBIDDEN", "metrics are for administrators")

    def _is_metrics_token(self, authorization: str) -> bool:
        secret = self._services.settings.metrics_token
        if secret is None:
            return False
        scheme, _, token = authorization.partition(" ")
        expected = secret.get_secret_value().encode()
        return scheme.lower() == "bearer" and hmac.compare_digest(token.strip().encode(), expected)

    def _is_at_home(self, request: Request) -> bool:
        settings = self._services.settings
        return (
            request.client is not None
            and is_loopback(request.client.host)
            and is_loopback(urlsplit(settings.base_url).hostname or "")
            and not any(name in request.headers for name in _PROXIED)
        )


class _Both(CollectorRegistry):
    """The counts of a process and the figures of this moment, as one registry."""

    def __init__(self, counts: CollectorRegistry, figures: Figures) -> None:
        super().__init__()
        self._counts = counts
        self._figures = figures

    def collect(self) -> Iterator[Metric]:
        """Yield both."""
        yield from self._counts.collect()
        yield from self._figures.collect()


def is_loopback(host: str) -> bool:
    """Say whether a host, as a URL or a connection names it, is this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _denied(status: int, code: str, message: str) -> Response:
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return refusal(status, code, message, headers)
