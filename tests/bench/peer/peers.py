"""The two peers as contestants: @neo4j/graphql over our graph, PostGraphile over tables.

The natural question to the first is asked of the facts, without our derived Candidacy: its rows are
those of a search by grade, since a score is no fact, so they are not compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from registry.graph.address import Address
from registry.score import score_in
from tests.bench.peer.contestants import Asked, Case, Contestant, Facts, one, pair, request
from tests.bench.peer.packages import node
from tests.bench.peer.postgres import Cluster
from tests.bench.peer.processes import free_port, serving
from tests.bench.peer.scene import Scene

EXPERT: Final = "@neo4j/graphql, expert"
NATURAL: Final = "@neo4j/graphql, natural"
TABLES: Final = "PostGraphile"
_PRODUCTION: Final = {"NODE_ENV": "production", "GRAPHILE_ENV": "production"}
_FACTS: Final = (
    "number", "kind", "rank", "workType", "issuedOn", "registeredAt", "status", "filingNo",
)  # fmt: skip


@contextmanager
def neo4j_graphql(
    folder: Path, address: Address, scene: Scene, database_pid: int
) -> Iterator[tuple[Contestant, Contestant]]:
    """Run @neo4j/graphql for the length of a block: asked by an expert, and naturally."""
    port = free_port()
    environment = _PRODUCTION | {
        "PORT": str(port),
        "NEO4J_URI": address.uri,
        "NEO4J_USER": address.user,
        "NEO4J_PASSWORD": address.password,
        "NEO4J_DATABASE": address.database,
    }

    def cards(data: Any) -> Facts:
        return [_card_of_graph(row, scene) for row in data["candidacies"]]

    said = {
        Case.CARDS_20: ("cards", cards),
        Case.CARDS_100: ("cards", cards),
        Case.CERTIFICATE: ("certificate", _certificates_of_graph),
        Case.ASSIGNMENTS_100: ("assignments", _assignments_of_graph),
    }
    expert = {
        case: Asked(request(scene, f"neo4j/{path}", case, port), facts)
        for case, (path, facts) in said.items()
    }
    natural = {
        case: Asked(request(scene, "neo4j/natural", case, port))
        for case in (Case.CARDS_20, Case.CARDS_100)
    }
    with serving([node(folder), "neo4j.mjs"], port, environment, folder) as pid:
        pids = pid, database_pid
        yield (
            Contestant(EXPERT, port, pids, expert),
            Contestant(NATURAL, port, pids, natural),
        )


@contextmanager
def postgraphile(folder: Path, cluster: Cluster, scene: Scene) -> Iterator[Contestant]:
    """Run PostGraphile for the length of a block."""
    port = free_port()
    environment = _PRODUCTION | {"PORT": str(port), "DATABASE_URL": cluster.url}

    def cards(data: Any) -> Facts:
        return [_card_of_tables(row, scene) for row in data["allCandidacies"]["nodes"]]

    said = {
        Case.CARDS_20: ("cards", cards),
        Case.CARDS_100: ("cards", cards),
        Case.CERTIFICATE: ("certificate", _certificate_of_tables),
        Case.ASSIGNMENTS_100: ("assignments", _assignments_of_tables),
    }
    asked = {
        case: Asked(request(scene, f"postgraphile/{path}", case, port), facts)
        for case, (path, facts) in said.items()
    }
    with serving([node(folder), "postgraphile.mjs"], port, environment, folder) as pid:
        yield Contestant(TABLES, port, (pid, cluster.pid), asked)


def _card_of_graph(row: Any, scene: Scene) -> tuple[Any, ...]:
    worker = row["worker"][0]
    return (
        row["rank"],
        row["since"],
        score_in(scene.today.year, row["points"]),
        pair(row["occupation"], "key"),
        pair(row["division"], "code"),
        pair(row["industry"], "code"),
        pair(one(worker["studios"]), "id"),
        sorted((won["year"], pair(one(won["type"]), "id")) for won in worker["honours"]),
    )


def _card_of_tables(row: Any, scene: Scene) -> tuple[Any, ...]:
    honours = row["workerByWorkerId"]["honourAwardsByWorker"]["nodes"]
    return (
        row["rank"],
        row["since"],
        score_in(scene.today.year, row["points"]),
        pair(row["occupationByOccKey"], "key"),
        pair(row["divisionByCityCode"], "code"),
        pair(row["industryByIndustry"], "code"),
        pair(row["studioByStudio"], "rowId"),
        sorted((won["year"], pair(won["honourTypeByType"], "rowId")) for won in honours),
    )


def _certificates_of_graph(data: Any) -> Facts:
    return [
        (
            *(row[name] for name in _FACTS),
            pair(one(row["occupation"]), "key"),
            pair(one(row["filing"])["organisation"][0], "uscc"),
        )
        for row in data["certificates"]
    ]


def _certificate_of_tables(data: Any) -> Facts:
    row = data["certificateByNumberAndKind"]
    return [
        (
            *(row[name] for name in _FACTS),
            pair(row["occupationByOccKey"], "key"),
            pair(row["filingByFilingNo"]["organisationByOrganisation"], "uscc"),
        )
    ]


def _assignments_of_graph(data: Any) -> Facts:
    return [
        (
            *(row[name] for name in ("id", "mode", "from", "to", "dutyPercent", "status")),
            pair(row["worker"][0], "id", "nameMasked"),
            pair(row["home"][0], "uscc"),
            pair(row["host"][0], "uscc"),
            pair(one(row["project"]), "id"),
        )
        for row in data["flexibleAssignments"]
    ]


def _assignments_of_tables(data: Any) -> Facts:
    return [
        (
            *(row[name] for name in ("rowId", "mode", "begins", "ends", "dutyPercent", "status")),
            pair(row["workerByWorker"], "rowId", "nameMasked"),
            pair(row["organisationByHome"], "uscc"),
            pair(row["organisationByHost"], "uscc"),
            pair(row["projectByProject"], "rowId"),
        )
        for row in data["assignmentsOf"]["nodes"]
    ]
