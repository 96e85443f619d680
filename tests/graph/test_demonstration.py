"""Nobody hands out tokens over a graph that is not the demonstration."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from registry.demonstration import identities
from registry.graph.demonstration import mark_demonstration
from registry.settings import Settings
from tests.support.database import Graph

FILL = "CREATE (:Enterprise:Organisation {uscc: 'U', provinceCode: '320000', staffTotal: 9})"


@pytest.fixture
def settings(graph: Graph, tmp_path: Path) -> Settings:
    """Return settings as `scripts/serve` makes them for a database that it is given."""
    graph.wipe()
    graph.run(FILL)
    return Settings(
        home=tmp_path,
        seed="demo",
        neo4j_uri=graph.address.uri,
        neo4j_user=graph.address.user,
        neo4j_password=SecretStr(graph.address.password),
    )


def test_a_graph_that_was_there_before_offers_nobody(settings: Settings) -> None:
    assert identities(settings) == []


def test_the_invented_nation_offers_whom_it_has(settings: Settings) -> None:
    mark_demonstration(settings)
    assert [identity.id for identity in identities(settings)] == [
        "enterprise",
        "agency",
        "admin",
        "anonymous",
    ]


def test_where_no_demonstration_is_wanted_nobody_is_offered(settings: Settings) -> None:
    mark_demonstration(settings)
    assert identities(settings.model_copy(update={"seed": "none"})) == []
