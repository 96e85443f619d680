"""A small world for issuing: a filed issuer, a plan, a session with results, two enterprises.

Everything is in order, so that a test breaks the one thing it is about. Days are in 2026; `NOW` is
the moment of the tests.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from pydantic import SecretStr

from registry.graph.driver import Database, open_driver
from registry.issuing.certificates import Certificates
from registry.issuing.keyring import Keyring
from registry.issuing.lists import StatusLists
from registry.issuing.trust import TrustFiles
from registry.personal import PersonalKeys
from registry.recording.requests import Request, Requests
from registry.sealing import Sealing
from registry.settings import Settings
from registry.viewer import Role, Viewer
from tests.support.database import Graph

NOW: Final = datetime(2026, 11, 24, 4, tzinfo=UTC)
BASE: Final = "https://registry.example.cn/ab"
PREFIX: Final = "S000032000123"
WELDER: Final = "2022:6-18-02-04"
ISSUER: Final = "913200000000000001"
HOME: Final = "913200000000000002"
HOST: Final = "913300000000000003"
SESSION: Final = "session-a"
HELD_ON: Final = date(2026, 11, 10)

ISSUER_VIEWER: Final = Viewer(Role.ISSUER, organisation=ISSUER)
OTHER_ISSUER: Final = Viewer(Role.ISSUER, organisation=HOST)
HOME_VIEWER: Final = Viewer(Role.ENTERPRISE, organisation=HOME)
ADMINISTRATOR: Final = Viewer(Role.ADMINISTRATOR)

PLACES: Final = """
UNWIND [[$issuer, '江苏某某技能评价中心', '320102', '320000', '320100', 'SocialEvaluator'],
        [$home, '江苏某某重工有限公司', '320102', '320000', '320100', 'Enterprise'],
        [$host, '浙江某某机械有限公司', '330102', '330000', '330100', 'Enterprise']] AS row
CREATE (o:Organisation {uscc: row[0], name: row[1], kind: 'ENTERPRISE', division: row[2],
                        provinceCode: row[3], cityCode: row[4]})
WITH o, row
MATCH (d:Division {code: row[2]})
CREATE (o)-[:LOCATED_IN]->(d)
"""

CHAIN: Final = """
MATCH (issuer:Organisation {uscc: $issuer}), (welder:Occupation {key: $welder})
CREATE (issuer)-[:FILED_AS]->(filing:EvaluationFiling {
  filingNo: 'F1', kind: 'SOCIAL', issuerPrefix: $prefix, from: date('2024-01-01'),
  to: date('2027-12-31'),
  status: 'ACTIVE'})
CREATE (filing)-[:COVERS {ranks: [4, 5, 6]}]->(welder)
CREATE (plan:AssessmentPlan {planId: 'plan-a', filingNo: 'F1', occKey: $welder, rank: 5,
  plannedFor: date('2026-11-10'), filedAt: '2026-10-20T01:00:00Z', seats: 200, site: '一号考点'})
CREATE (plan)-[:UNDER]->(filing), (plan)-[:FOR]->(welder)
CREATE (:AssessmentSession {sessionId: $session, heldOn: date('2026-11-10'),
  assessors: ['A1', 'A2']})-[:OF]->(plan)
"""

WORKERS: Final = """
MATCH (session:AssessmentSession {sessionId: $session}), (home:Organisation {uscc: $home})
UNWIND $workers AS row
CREATE (w:Worker {id: row.id, name: row.name, nameMasked: row.masked, status: 'ACTIVE',
  birthDate: date('1980-05-05'), birthYear: 1980, idHash: row.hash, idEnc: row.sealed})
CREATE (w)-[:EMPLOYED {from: date('2020-01-01'), post: '焊工', keyPost: true,
  frontLine: true}]->(home)
CREATE (w)-[:GAVE]->(:Consent {key: row.id + '|TALENT_SEARCH|2024-01-01|',
  purpose: 'TALENT_SEARCH', from: date('2024-01-01')})
CREATE (w)-[:SAT]->(:AssessmentResult {resultId: 'result-' + row.id, theory: 82.5, practical: 90.0,
  passed: row.passed})-[:IN]->(session)
"""


def id_number_of(place: int) -> str:
    """Return the ID number of a worker of the world, of the division of invented people."""
    from registry.codes import id_check_character  # noqa: PLC0415 - used here alone

    first = f"99000019800505{place:03d}"
    return first + id_check_character(first)


def name_of(place: int) -> str:
    """Return the name of a worker of the world."""
    return f"张{'一二三四五六七八九十'[place % 10]}{'甲乙丙丁戊己庚辛壬癸'[place // 10 % 10]}"


@dataclass(slots=True)
class World:
    """The services over the small world, as a registry has them; `now` moves as a test says."""

    settings: Settings
    database: Database
    now: datetime = NOW
    requests: Requests = field(init=False)
    keyring: Keyring = field(init=False)
    lists: StatusLists = field(init=False)
    certificates: Certificates = field(init=False)
    trust: TrustFiles = field(init=False)

    def __post_init__(self) -> None:
        """Make the services."""
        self.requests = Requests(self.database, Sealing.load(self.settings), self.clock)
        self.keyring = Keyring.of(self.settings, self.database, self.clock)
        self.lists = StatusLists(self.keyring)
        self.certificates = Certificates(
            self.requests, self.keyring, PersonalKeys.load(self.settings)
        )
        self.trust = TrustFiles(self.keyring, self.lists)

    def clock(self) -> datetime:
        """Return the moment of the test."""
        return self.now


def settings_of(graph: Graph, home: Path) -> Settings:
    """Return settings of the test database with a state folder of the test's own."""
    return Settings(
        home=home,
        base_url=BASE,
        neo4j_uri=graph.address.uri,
        neo4j_user=graph.address.user,
        neo4j_password=SecretStr(graph.address.password),
        neo4j_database=graph.address.database,
    )


def routed(graph: Graph) -> Settings:
    """Return settings of the test database as a cluster is asked: each session is routed."""
    uri = graph.address.uri.replace("bolt://", "neo4j://")
    return settings_of(graph, graph.settings.home).model_copy(update={"neo4j_uri": uri})


def build(graph: Graph, settings: Settings, *, workers: int = 3) -> None:
    """Write the world into an empty graph: workers `w1`, `w2` ... all passed but the last."""
    personal = PersonalKeys.load(settings)
    names = {
        "issuer": ISSUER,
        "home": HOME,
        "host": HOST,
        "prefix": PREFIX,
        "welder": WELDER,
        "session": SESSION,
    }
    graph.run(PLACES, **names)
    graph.run(CHAIN, **names)
    rows = [
        {
            "id": f"w{place}",
            "name": name_of(place),
            "masked": "张**",
            "hash": personal.digest(id_number_of(place)),
            "sealed": personal.seal(id_number_of(place)),
            "passed": place != workers,
        }
        for place in range(1, workers + 1)
    ]
    graph.run(WORKERS, workers=rows, **names)


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[World]:
    """Open the services for one event loop."""
    driver = open_driver(settings)
    try:
        yield World(settings, Database(driver, settings.neo4j_database))
    finally:
        await driver.close()


Counter = Callable[[], int]


def request(
    key: str, operation: str = "issueCertificate", viewer: Viewer = ISSUER_VIEWER, **values: object
) -> Request:
    """Return a request under a key."""
    return Request(viewer, key, operation, values)
