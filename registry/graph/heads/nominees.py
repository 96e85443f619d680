"""`nominees`: people who may fulfil the criteria of an honour and are not nominated in the batch.

The regulation in force is chosen in the statement, because where its people are found stands
beside it (`registry.regulations.findable`): a grade, an honour, places of a contest, each an index.
Only what the viewer's whole record is open of is found. Whether somebody fulfils the rule is judged
outside, for a window of rows at a time (`registry.programme.walking`).

Nobody starts at all workers: a question about a city or county starts at those who work there, an
enterprise at its staff, a holder at the own record; all others walk the starts.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

from registry.graph.regulations import REGULATIONS
from registry.graph.shapes.model import Head

Way = Literal["SELF", "STAFF", "CITY", "COUNTY", "STARTS"]

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

_SPLIT: Final = """
    WITH [start IN split(ruling.starts, ';') | split(start, ' ')] AS starts"""

_STARTS: Final = """
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

_WORKS: Final = """<-[job:EMPLOYED]-(worker:Worker)
    WHERE job.from <= $today AND (job.to IS NULL OR job.to >= $today)"""

_AMONG: Final[dict[Way, str]] = {
    "SELF": """
    MATCH (worker:Worker {id: $viewerSubject})""",
    "STAFF": """
    MATCH (:Organisation {uscc: $viewerOrganisation})"""
    + _WORKS,
    "CITY": """
    MATCH (:Organisation {cityCode: $division})"""
    + _WORKS,
    "COUNTY": """
    MATCH (:Organisation {division: $division})"""
    + _WORKS,
}

_STAND_AT_A_START: Final = """
    WITH DISTINCT worker, starts
    WHERE EXISTS {
        UNWIND starts AS start
        WITH start WHERE start[0] = 'RANK' AND worker.rank >= toInteger(start[1])
        RETURN start
        UNION
        UNWIND starts AS start
        MATCH (worker)-[:RECEIVED]->(:HonourAward)-[:OF]->(held:HonourType)
        WHERE start[0] = 'HONOUR' AND held.id = start[1]
        RETURN start
        UNION
        UNWIND starts AS start
        MATCH (worker)-[:PLACED]->(place:CompetitionResult)-[:IN]->(:CompetitionEvent)
              -[:OF]->(contest:Competition)
        WHERE start[0] = 'CONTEST' AND contest.class = start[1]
        AND place.rank <= toInteger(start[2])
        RETURN start }"""

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
    found = _STARTS if way == "STARTS" else _AMONG[way] + _STAND_AT_A_START
    return Head(
        name="nominees",
        type="Nominee",
        rows=RULING + _SPLIT + found + _PAGE,
        roles={"worker": "worker"},
        position="[worker.rank, worker.id]",
        extras=_EXTRAS,
    )
