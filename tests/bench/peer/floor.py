"""The floor: the statement of each case through the driver alone, and one access event.

What ours takes beyond the first is GraphQL, HTTP, access and the event. It is asked one after the
other in this process, from a coroutine, as a request does.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

from registry.events import AccessEvent
from registry.services import utc_now
from registry.settings import Settings
from registry.viewer import Viewer
from tests.bench.peer.contestants import Case
from tests.bench.peer.packages import HERE
from tests.bench.peer.processes import cpu_seconds
from tests.bench.peer.scene import PROVINCE, Scene
from tests.support.api import Api, agency, enterprise, running_api


def floors(
    settings: Settings, scene: Scene, database_pid: int, requests: int
) -> Iterator[tuple[str, float, float]]:
    """Yield a name, CPU milliseconds of this process and of the database, for each floor."""
    searching, tracing = enterprise(scene.enterprise), agency(PROVINCE)
    asked = (
        (Case.CARDS_20, "cards", searching),
        (Case.CARDS_100, "cards", searching),
        (Case.CERTIFICATE, "certificate", tracing),
        (Case.ASSIGNMENTS_100, "assignments", tracing),
    )
    with running_api(settings) as api:
        for case, path, viewer in asked:
            sent = _sent(api, scene, path, case, viewer)
            yield (case, *_cost(api, sent, requests, database_pid))
        people = tuple(f"W{number:08}" for number in range(1, 21))
        event = AccessEvent(
            utc_now(), "enterprise", scene.enterprise, "candidates", ("level",), people
        )
        yield (
            "one access event of 20 people",
            *_cost(api, lambda: api.services.events.record(event), requests, database_pid),
        )


def _sent(api: Api, scene: Scene, path: str, case: Case, viewer: Viewer) -> Callable[[], Any]:
    """Return what sends the statement of a case again."""
    database, noted = api.services.database, []
    read = database.read

    async def noting(*arguments: Any, **named: Any) -> Any:
        noted.append((arguments, named))
        return await read(*arguments, **named)

    query = (HERE / "asked" / "ours" / f"{path}.graphql").read_text("utf-8")
    values = scene.variables(case.rows)
    database.read = noting  # type: ignore[method-assign] # The statement is what is wanted.
    try:
        api.ask(query, viewer, {name: values[name] for name in values if f"${name}:" in query})
    finally:
        database.read = read  # type: ignore[method-assign]
    arguments, named = noted[-1]
    return lambda: read(*arguments, **named)


def _cost(
    api: Api, work: Callable[[], Any], requests: int, database_pid: int
) -> tuple[float, float]:
    async def again(times: int) -> None:
        for _ in range(times):
            await work()

    api.run(again(requests // 4))
    pids = os.getpid(), database_pid
    before = [cpu_seconds(pid) for pid in pids]
    api.run(again(requests))
    mine, database = (
        (cpu_seconds(pid) - start) * 1000 / requests
        for pid, start in zip(pids, before, strict=True)
    )
    return mine, database
