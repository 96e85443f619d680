"""`nominees`: people who may fulfil the criteria of an honour and are not nominated in the batch.

The regulation in force is chosen in the statement, because where its people are found stands
beside it (`registry.regulations.findable`): a grade, an honour, places of a contest, each an index.
Only what the viewer's whole record is open of is found. Whether somebody fulfils the rule is judged
outside, for a window of rows at a time (`registry.programme.walking`).

Nobody starts at all workers: an enterprise starts at its staff, a holder at the own record; an
agency walks the starts, and those of other divisions are passed over.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

from registry.graph.regulations import REGULATIONS
from registry.graph.shapes.model import Head

Way = Literal["SELF", "STAFF", "STARTS"]

_PLACE: Final = """coalesce($place, head(COLLECT {
        MATCH (mine:Organisation {uscc: $viewerOrganisation})
        RETURN [mine.division, mine.cityCode, mine.provinceCode] }), [])"""

RULING: Final = (
    """WITH """
    + _PLACE
    + """ AS place
    MATCH (ruling:Regulation {subject: 'HONOUR', about: $honour})
    WHERE ruling.validFrom <= $today AND (ruling.validTo IS NULL OR ruling.validTo >= $today)
    AND (ruling.division IS NULL OR ruling.division IN place)
    WITH ruling, CASE WHEN ruling.division IS NULL THEN size(place) ELSE
        head([at IN range(0, size(place) - 1) WHERE place[at] = ruling.division]) END AS distance
    ORDER BY distance, ruling.validFrom DESC, ruling.id DESC LIMIT 1"""
)
"""The nearest regulation about an honour, as `registry.regulations.regulation_in_force` says."""

_STARTS: Final = """
    WITH [start IN split(ruling.starts, ';') | split(start, ' ')] AS starts
    CALL (starts) {
        UNWIND [start IN starts WHERE start[0] = 'RANK' | toInteger(start[1])] AS lowest
        MATCH (worker:Worker) WHERE worker.rank >= lowest
        RETURN worker
        UNION
        UNWIND [start IN starts WHERE start[0] = 'HONOUR' | start[1]] AS honourId
        MATCH (:HonourType {id: honourId})<-[:OF]-(:HonourAward)<-[:RECEIVED]-(worker:Worker)
        RETURN worker
        UNION
        UNWIND [start IN starts WHERE start[0] = 'CONTEST'] AS contest
        MATCH (:Competition {class: contest[1]})<-[:OF]-(:CompetitionEvent)
              <-[:IN]-(place:CompetitionResult)<-[:PLACED]-(worker:Worker)
        WHERE place.rank <= toInteger(contest[2])
        RETURN worker
    }"""

_STAFF: Final = """
    MATCH (:Organisation {uscc: $viewerOrganisation})<-[job:EMPLOYED]-(worker:Worker)
    WHERE job.from <= $today AND (job.to IS NULL OR job.to >= $today)"""

_SELF: Final = """
    MATCH (worker:Worker {id: $viewerSubject})"""

_PAGE: Final = """
    WITH DISTINCT worker
    WHERE worker.status = 'ACTIVE' AND worker.rank IS NOT NULL AND @record(worker)
    AND ($position IS NULL OR worker.rank < $position[0]
         OR worker.rank = $position[0] AND worker.id > $position[1])
    AND ($division IS NULL OR EXISTS {
        MATCH (worker)-[work:EMPLOYED]->(at:Organisation)
        WHERE work.from <= $today AND (work.to IS NULL OR work.to >= $today)
        AND $division IN [at.division, at.cityCode, at.provinceCode] })
    AND NOT EXISTS {
        MATCH (worker)-[:NOMINATED]->(:Nomination {honour: $honour, batch: $batch}) }
    WITH worker ORDER BY worker.rank DESC, worker.id LIMIT $limit"""

_WAYS: Final[dict[Way, str]] = {"SELF": _SELF, "STAFF": _STAFF, "STARTS": _STARTS}

_EXTRAS: Final = {
    "regulations": REGULATIONS,
    "ruling": "head(COLLECT { " + RULING + " RETURN ruling.id })",
    "honour": """head(COLLECT {
        MATCH (honour:HonourType {id: $honour})
        RETURN [honour.id, honour.name, honour.level, honour.quota] })""",
    "nominated": """COUNT {
        MATCH (nomination:Nomination {honour: $honour, batch: $batch})
        WHERE nomination.status <> 'REJECTED' }""",
}


@cache
def nominees_head(way: Way) -> Head:
    """Return the head of the people who are found this way."""
    return Head(
        name="nominees",
        type="Nominee",
        rows=RULING + _WAYS[way] + _PAGE,
        roles={"worker": "worker"},
        position="[worker.rank, worker.id]",
        extras=_EXTRAS,
    )
