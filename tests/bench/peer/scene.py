"""What everybody is asked about: one search, one certificate, one trace, found in the graph itself.

The search is one that all can answer alike: an occupation that no edition replaced, in a province,
whose first page shows nobody twice. Ours follows editions and shows a worker with two employers
once; a peer that had to do so would do more work than it does here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import neo4j

from registry.dates import china_day
from registry.graph.demonstration import cast
from registry.graph.driver import open_sync_driver
from registry.graph.local import find_address
from registry.services import utc_now
from registry.settings import Settings

PROVINCE: Final = "320000"
MOST: Final = 100

OCCUPATIONS: Final = """
MATCH (k:Candidacy {provinceCode: $province, open: true})
WHERE k.occKey > ''
WITH k.occKey AS key, count(k) AS found
WHERE NOT EXISTS { MATCH (:Occupation {key: key})-[:SUPERSEDES]-() }
RETURN key ORDER BY found DESC, key LIMIT 50
"""
FIRST: Final = """
MATCH (k:Candidacy {occKey: $key, provinceCode: $province})
WHERE k.open OR $enterprise IN k.grantees
RETURN k.workerId, k.open ORDER BY k.byScore LIMIT $most
"""
CERTIFICATE: Final = """
MATCH (o:Organisation {provinceCode: $province})-[:FILED_AS]->(f:EvaluationFiling)
      <-[:ISSUED_UNDER]-(c:Certificate {status: 'VALID'})
WHERE c.occKey IS NOT NULL AND NOT EXISTS { MATCH (c)-[:CONTRADICTED_BY]->() }
RETURN c.number, c.kind ORDER BY c.number LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is asked; `enterprise` searches, the province's agency asks the rest."""

    enterprise: str
    occupation: str
    number: str
    kind: str
    today: date

    def variables(self, first: int) -> dict[str, object]:
        """Return the values of all variables, of which each question declares its own."""
        return {
            "occupation": self.occupation,
            "division": PROVINCE,
            "first": first,
            "today": self.today.isoformat(),
            "number": self.number,
            "kind": self.kind,
            "from": (self.today - timedelta(days=365)).isoformat(),
            "to": self.today.isoformat(),
        }


def find_scene(settings: Settings) -> Scene:
    """Return the scene of a graph.

    Raises:
        SystemExit: there is none: the graph is too small.
    """
    enterprise = cast(settings, province=PROVINCE).enterprise
    with (
        open_sync_driver(settings) as driver,
        driver.session(
            database=find_address(settings).database, default_access_mode=neo4j.READ_ACCESS
        ) as session,
    ):
        keys = session.run(OCCUPATIONS, province=PROVINCE).value()
        certificate = session.run(CERTIFICATE, province=PROVINCE).values()
        for key in keys:
            rows = session.run(
                FIRST, key=key, province=PROVINCE, enterprise=enterprise, most=MOST + 1
            ).values()
            workers = {worker for worker, is_open in rows if is_open}
            if enterprise and certificate and len(workers) == len(rows):
                number, kind = certificate[0]
                return Scene(enterprise, key, number, kind, china_day(utc_now()))
    raise SystemExit("the graph is too small: no search that everybody can answer alike")
