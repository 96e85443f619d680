"""Root fields while they are resolved: each in a span of its own, and named in explanations.

Only where somebody looks: with traces on, or for a request that asked to be explained. All others
pay a look at two empty places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from inspect import isawaitable
from typing import Any

from graphql import GraphQLResolveInfo, MiddlewareManager

from registry.graph.explaining import current_explanation, of_root_field
from registry.observing.tracing import Traces
from registry.viewer import Role, Viewer
from schema.wire import BadBodyError, Operation


def wants_explanation(operation: Operation, viewer: Viewer) -> bool:
    """Say whether a request asks how the database answers it: `{"extensions": {"explain": true}}`.

    Raises:
        BadBodyError: 403 `FORBIDDEN`, who asks is no administrator.
    """
    if operation.extensions.get("explain") is not True:
        return False
    if viewer.role is not Role.ADMINISTRATOR:
        raise BadBodyError("plans are shown to administrators", status=403, code="FORBIDDEN")
    return True


def watching(traces: Traces | None) -> MiddlewareManager | None:
    """Return what graphql-core puts around resolvers, None where nobody looks."""
    if traces is None and current_explanation() is None:
        return None
    return _manager(traces)


@contextmanager
def root_field(traces: Traces | None, kind: str, name: str, path: str) -> Iterator[None]:
    """Surround the resolving of a root field; `path` is its key in the answer."""
    with of_root_field(path):
        if traces is None:
            yield
        else:
            with traces.field(kind, name):
                yield


@lru_cache(maxsize=8)
def _manager(traces: Traces | None) -> MiddlewareManager:
    async def resolved(
        resolve: Callable[..., Any], source: object, info: GraphQLResolveInfo[Any], arguments: Any
    ) -> object:
        kind = info.operation.operation.value
        with root_field(traces, kind, info.field_name, str(info.path.key)):
            value = resolve(source, info, **arguments)
            return await value if isawaitable(value) else value

    def around(
        resolve: Callable[..., Any],
        source: object,
        info: GraphQLResolveInfo[Any],
        **arguments: object,
    ) -> object:
        if info.path.prev is not None:
            return resolve(source, info, **arguments)
        return resolved(resolve, source, info, arguments)

    return MiddlewareManager(around)
