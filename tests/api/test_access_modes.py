"""Every read is routed as a read, and every write as a write, through `neo4j://`.

The questions of docs/questions are held to it in `test_programme_questions.py`; here is what
verifiers ask, and what the database itself says of a write that was routed as a read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any, Final

import neo4j
import pytest

from tests.api.test_verification import BY_CREDENTIAL, BY_NUMBER, ISSUE, post
from tests.support.api import Api, issuer, running_api
from tests.support.database import Graph
from tests.support.sessions import noted_sessions
from tests.support.small_world import ISSUER, NOW, build, name_of, routed, settings_of

MARKED: Final = "MERGE (mark:TestDatabase {id: 'talent-registry tests'}) SET mark.seen = 1"


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    settings = settings_of(graph, tmp_path_factory.mktemp("home"))
    build(graph, settings, workers=5)
    uri = routed(graph).neo4j_uri
    with running_api(settings.model_copy(update={"neo4j_uri": uri}), clock=lambda: NOW) as api:
        yield api


@pytest.fixture(scope="module")
def issued(api: Api) -> dict[str, Any]:
    values = {"worker": "w1", "key": "access-modes"}
    reply = api.ask(ISSUE, issuer(ISSUER), values)
    while reply.codes == ["TOO_SLOW"]:  # A busy machine plans for long; the key makes it safe.
        reply = api.ask(ISSUE, issuer(ISSUER), values)
    made = reply.data["issueCertificate"]
    assert "credential" in made, made
    found: dict[str, Any] = made
    return found


def test_a_mutation_opens_a_session_that_writes(api: Api, issued: dict[str, Any]) -> None:
    assert issued["certificate"]["number"]
    with noted_sessions() as noted:
        values = {"worker": "w2", "key": "access-modes-2"}
        assert api.ask(ISSUE, issuer(ISSUER), values).data
    assert noted.writes >= 1


ASKED: Final[dict[str, Callable[[Api, dict[str, Any]], Any]]] = {
    "by number": lambda api, made: (
        api.ask(
            BY_NUMBER, variables={"number": made["certificate"]["number"], "name": name_of(1)}
        ).data
    ),
    "by credential": lambda api, made: (
        api.ask(
            BY_CREDENTIAL, variables={"credential": made["credential"], "name": name_of(1)}
        ).data
    ),
    "over HTTP": lambda api, made: post(api, {"credential": made["credential"]}),
    "status lists": lambda api, _: api.send("GET", "/status"),
    "status list": lambda api, _: [
        api.send("GET", uri.removeprefix(api.services.office.keyring.base_url))
        for uri in api.send("GET", "/status").json()["status_lists"]
    ],
    "trust file": lambda api, _: api.send("GET", "/trust.json"),
    "issuer keys": lambda api, _: api.send("GET", "/.well-known/jwt-vc-issuer/issuers/S000032000"),
    "checkpoint": lambda api, _: api.send("GET", "/log/checkpoint"),
    "proof": lambda api, made: api.send(
        "GET", f"/log/proof/{sha256(made['credential'].partition('~')[0].encode()).hexdigest()}"
    ),
    "readiness": lambda api, _: api.send("GET", "/ready"),
}


@pytest.mark.parametrize("name", ASKED)
def test_what_a_verifier_asks_is_routed_as_a_read(
    api: Api, issued: dict[str, Any], name: str
) -> None:
    # The first of each version of a status list is logged before anybody is given it.
    ASKED[name](api, issued)
    events = api.services.events
    before = events.groups
    with noted_sessions() as noted:
        ASKED[name](api, issued)
    assert noted.writes == events.groups - before


def test_the_database_refuses_a_write_that_is_routed_as_a_read(api: Api) -> None:
    with pytest.raises(neo4j.exceptions.ClientError, match="read access mode"):
        api.run(api.services.database.read(MARKED))
