"""Ours, as a contestant: one process of the web server that production runs.

An enterprise searches, so every search writes down whom it saw before it answers; a second process
leaves that out, which no other way of starting does, to show what it costs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from registry.settings import Settings
from registry.tokens import mint
from registry.vocabulary import Rank
from tests.bench.peer.contestants import Asked, Case, Contestant, Facts, pair, request
from tests.bench.peer.processes import free_port, serving
from tests.bench.peer.scene import PROVINCE, Scene

NAME: Final = "ours"
UNSEEN: Final = "ours without the access event"
_PRODUCT: Final = "registry.app:create_app"
FACTORIES: Final = {NAME: _PRODUCT, UNSEEN: "tests.bench.peer.unseen:create_app"}


@contextmanager
def ours(
    settings: Settings, scene: Scene, database_pid: int, name: str = NAME, factory: str = ""
) -> Iterator[Contestant]:
    """Run it for the length of a block."""
    port = free_port()
    command = [
        sys.executable, "-m", "uvicorn", "--factory", factory or FACTORIES[name],
        "--port", str(port), "--log-level", "error", "--no-access-log", "--no-server-header",
        "--loop", "uvloop", "--http", "httptools", "--timeout-keep-alive", "600",
    ]  # fmt: skip
    # The bucket of a viewer is not what is measured.
    environment = {"REGISTRY_HOME": str(settings.home), "REGISTRY_RATE": "1e12"}
    with serving(command, port, environment) as pid:
        yield Contestant(name, port, (pid, database_pid), _asked(settings, scene, port))


def _asked(settings: Settings, scene: Scene, port: int) -> dict[Case, Asked]:
    enterprise = mint(settings, role="enterprise", organisation=scene.enterprise)
    agency = mint(settings, role="agency", division=PROVINCE)
    said = [
        (Case.CARDS_20, "cards", enterprise, _cards),
        (Case.CARDS_100, "cards", enterprise, _cards),
        (Case.CERTIFICATE, "certificate", agency, _certificate),
        (Case.ASSIGNMENTS_100, "assignments", agency, _assignments),
    ]
    return {
        case: Asked(request(scene, f"ours/{path}", case, port, token), facts)
        for case, path, token, facts in said
    }


def _cards(data: Any) -> Facts:
    return [
        (
            Rank[row["level"]].value,
            row["levelSince"],
            row["score"],
            pair(row["occupation"], "id"),
            pair(row["division"], "code"),
            pair(row["industry"], "id"),
            pair(row["studio"], "id"),
            sorted((won["year"], pair(won["type"], "id")) for won in row["honours"]),
        )
        for row in data["candidates"]["nodes"]
    ]


def _certificate(data: Any) -> Facts:
    return [
        (
            row["number"],
            row["kind"],
            Rank[row["level"]].value,
            row["workType"],
            row["issuedOn"],
            row["registeredAt"],
            row["status"],
            row["filingNo"],
            pair(row["occupation"], "id"),
            pair(row["issuer"], "uscc"),
        )
        for row in (found["certificate"] for found in data["certificateSources"])
    ]


def _assignments(data: Any) -> Facts:
    return [
        (
            row["id"],
            row["mode"],
            row["from"],
            row["to"],
            row["dutyPercent"],
            row["status"],
            pair(row["worker"], "id", "nameMasked"),
            pair(row["home"], "uscc"),
            pair(row["host"], "uscc"),
            pair(row["project"], "id"),
        )
        for row in data["assignments"]["nodes"]
    ]
