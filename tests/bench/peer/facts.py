"""The same facts as tables: read from the graph, written to PostgreSQL.

Candidacies are derived facts; reading them from the graph gives the peer what an expert would have
computed for it. Only those open to everybody are taken: the search of the benchmark finds no
others.
"""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Iterator, Mapping
from typing import Final

import neo4j

from registry.graph.driver import open_sync_driver
from registry.graph.local import find_address
from registry.settings import Settings
from tests.bench.peer.packages import HERE
from tests.bench.peer.postgres import Cluster

TABLES: Final[Mapping[str, str]] = {
    "occupation": "MATCH (o:Occupation) RETURN o.key, o.name",
    "division": "MATCH (d:Division) RETURN d.code, d.name",
    "industry": "MATCH (i:Industry) RETURN i.code, i.name",
    "honour_type": "MATCH (h:HonourType) RETURN h.id, h.name",
    "organisation": "MATCH (o:Organisation) RETURN o.uscc, o.name, o.cityCode, o.industry",
    "worker": "MATCH (w:Worker) RETURN w.id, w.nameMasked",
    "studio": """MATCH (s:MasterStudio)
        OPTIONAL MATCH (w:Worker)-[:LEADS]->(s)
        RETURN s.id, s.name, w.id""",
    "honour_award": """MATCH (w:Worker)-[:RECEIVED]->(a:HonourAward)-[:OF]->(t:HonourType)
        RETURN a.key, w.id, a.year, t.id""",
    "candidacy": """MATCH (w:Worker)-[:OFFERS]->(k:Candidacy {open: true})
        WHERE k.occKey > '' AND k.uscc > '' AND k.provinceCode > ''
        OPTIONAL MATCH (w)-[:LEADS]->(s:MasterStudio)
        RETURN w.id, k.occKey, k.uscc, k.provinceCode, k.cityCode, k.industry, s.id, k.rank,
               toString(k.since), k.points, k.byScore""",
    "filing": """MATCH (o:Organisation)-[:FILED_AS]->(f:EvaluationFiling)
        RETURN f.filingNo, o.uscc""",
    "certificate": """MATCH (c:Certificate)
        OPTIONAL MATCH (c)-[:FOR]->(o:Occupation)
        OPTIONAL MATCH (c)-[:ISSUED_UNDER]->(f:EvaluationFiling)
        RETURN c.number, c.kind, c.rank, c.workType, toString(c.issuedOn),
               toString(c.registeredAt), c.status, o.key, f.filingNo""",
    "project": "MATCH (p:Project) RETURN p.id, p.name",
    "assignment": """MATCH (w:Worker)-[:ASSIGNED]->(a:FlexibleAssignment)
        MATCH (home:Organisation)<-[:FROM]-(a)-[:TO]->(host:Organisation)
        OPTIONAL MATCH (a)-[:ON]->(p:Project)
        RETURN a.id, a.mode, toString(a.from), toString(a.to), a.dutyPercent, a.status, w.id,
               home.uscc, host.uscc, p.id, a.homeProvince, a.hostProvince""",
}


def fill(settings: Settings, cluster: Cluster) -> None:
    """Copy every table, then make the indexes."""
    cluster.run((HERE / "tables.sql").read_text("utf-8"))
    with (
        open_sync_driver(settings) as driver,
        driver.session(
            database=find_address(settings).database, default_access_mode=neo4j.READ_ACCESS
        ) as session,
    ):
        for table, statement in TABLES.items():
            result = session.run(statement)
            _copy(cluster, table, (record.values() for record in result))
    cluster.run((HERE / "indexes.sql").read_text("utf-8"))


def _copy(cluster: Cluster, table: str, rows: Iterator[list[object]]) -> None:
    """Write the rows of a table; what is unknown is an empty field."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    subprocess.run(
        cluster.psql("-c", f"COPY {table} FROM STDIN WITH (FORMAT csv)"),
        input=text.getvalue(),
        text=True,
        check=True,
    )
