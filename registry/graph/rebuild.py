"""Keep derived facts true, in the transaction of their cause.

`rebuild` reads the facts of workers, derives, and writes what differs. It takes the write lock of
each worker before it reads: of two transactions that touch one worker the second then sees what the
first committed, and neither writes a candidacy from half of the facts. Workers are taken in order
of id, so that two rebuilds do not wait for each other in a circle.

The caller names whose facts it changed. What a mentee wins counts for the mentor, so mentors are
rebuilt with them. A change of an organisation, its filings, of policies or editions is a change for
many: the import marks them (`registry.graph.loading.marks`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

import neo4j

from registry.derived import Basis, Derived, derive
from registry.editions import Editions
from registry.facts import WorkerFacts
from registry.graph.candidacies import (
    CREATE_CANDIDACIES,
    CREATE_PROSPECTS,
    DELETE_CANDIDACIES,
    DELETE_PROSPECTS,
    STORED,
    WRITE_WORKERS,
    decode_stored,
    same_candidacies,
    same_prospects,
)
from registry.graph.facts import FACTS_TO_DERIVE, decode_facts, decode_filings, surroundings_of
from registry.graph.policies import POLICIES, decode_policies
from registry.graph.steps import RunsStatements, Steps, run_steps, run_steps_blocking

BATCH: Final = 1_000
"""Workers read and written by one round of statements: their facts then take a few megabytes."""

BASIS: Final = (
    "RETURN "
    + POLICIES
    + """,
       COLLECT {
           MATCH (newer:Occupation)-[:SUPERSEDES]->(older:Occupation)
           RETURN [newer.key, older.key]
       }
"""
)

SURROUNDINGS: Final = """
RETURN COLLECT {
           UNWIND $usccs AS uscc
           MATCH (o:Organisation {uscc: uscc})-[:FILED_AS]->(f:EvaluationFiling)
           RETURN [uscc, f.filingNo, toString(f.from), toString(f.to), f.status,
                   toString(f.statusSince),
                   COLLECT { MATCH (f)-[:COVERS]->(covered:Occupation) RETURN covered.key }]
       },
       COLLECT {
           UNWIND $occupations AS key
           MATCH (o:Occupation {key: key})
           RETURN [key, o.name]
       }
"""

WITH_MENTORS: Final = """
UNWIND $ids AS id
MATCH (mentor:Worker)-[:MENTORS]->(:Worker {id: id})
RETURN DISTINCT mentor.id
"""

READ_LOCKED: Final = (
    """
UNWIND $ids AS id
MATCH (worker:Worker {id: id})
SET worker += {}
WITH worker, worker.status = 'ACTIVE' AS found
RETURN collect(["""
    + FACTS_TO_DERIVE
    + ", "
    + STORED
    + "])"
)
"""One record for all: a record for each costs the driver several times more."""

READ_UNLOCKED: Final = (
    """
UNWIND $ids AS id
MATCH (worker:Worker {id: id})
WITH worker, worker.status = 'ACTIVE' AS found
RETURN collect(["""
    + FACTS_TO_DERIVE
    + ", "
    + STORED
    + "])"
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A worker's facts with what the graph holds of them and what a fresh computation gives."""

    facts: WorkerFacts
    stored: Derived
    derived: Derived


async def rebuild(transaction: RunsStatements, worker_ids: Collection[str], *, today: date) -> int:
    """Rebuild the derived facts of workers and of their mentors; return how many changed."""
    return await run_steps(transaction, rebuild_steps(worker_ids, today=today))


def rebuild_blocking(
    transaction: neo4j.ManagedTransaction | neo4j.Transaction,
    worker_ids: Collection[str],
    *,
    today: date,
    with_mentors: bool = True,
) -> int:
    """Do the same in a blocking transaction; `with_mentors` False: the ids are complete."""
    return run_steps_blocking(
        transaction, rebuild_steps(worker_ids, today=today, with_mentors=with_mentors)
    )


def rebuild_steps(
    worker_ids: Collection[str], *, today: date, with_mentors: bool = True
) -> Steps[int]:
    """Yield the statements of a rebuild; the result is the number of workers that changed."""
    ids = set(worker_ids)
    if not ids:
        return 0
    basis = yield from read_basis(today)
    if with_mentors:
        rows = yield WITH_MENTORS, {"ids": sorted(ids)}
        ids.update(row[0] for row in rows)
    changed = 0
    for batch in batches(sorted(ids), BATCH):
        judged = yield from judge_steps(batch, basis, lock=True)
        changed += yield from write_steps(judged)
    return changed


def read_basis(today: date) -> Steps[Basis]:
    """Yield the statement that reads policies and editions; names come with each batch."""
    [[policies, pairs]] = yield BASIS, {}
    return Basis(
        today=today,
        policies=decode_policies(policies),
        editions=_editions(frozenset((newer, older) for newer, older in pairs)),
        occupation_names={},
    )


def judge_steps(ids: Sequence[str], basis: Basis, *, lock: bool) -> Steps[list[Judged]]:
    """Yield the statements that read workers, and derive; unknown ids are passed over."""
    [[rows]] = yield READ_LOCKED if lock else READ_UNLOCKED, {"ids": list(ids), "filings": False}
    [[filed, names]] = yield SURROUNDINGS, surroundings_of([facts for facts, _ in rows])
    filings = decode_filings(filed)
    around = replace(basis, occupation_names=dict(names))
    judged = []
    for value, stored in rows:
        facts = decode_facts(value, filings)
        judged.append(Judged(facts, decode_stored(stored), derive(facts, around)))
    return judged


def write_steps(judged: Sequence[Judged]) -> Steps[int]:
    """Yield the statements that make the graph hold what was derived, where it does not."""
    properties = [one for one in judged if one.stored.properties() != one.derived.properties()]
    candidacies = [one for one in judged if not same_candidacies(one.stored, one.derived)]
    prospects = [one for one in judged if not same_prospects(one.stored, one.derived)]
    if properties:
        written = [{"id": one.facts.id, "derived": one.derived.properties()} for one in properties]
        yield WRITE_WORKERS, {"rows": written}
    outdated = [one.facts.id for one in candidacies if one.stored.candidacies]
    if outdated:
        yield DELETE_CANDIDACIES, {"ids": outdated}
    created = [row.properties() for one in candidacies for row in one.derived.candidacies]
    if created:
        yield CREATE_CANDIDACIES, {"rows": created}
    outdated = [one.facts.id for one in prospects if one.stored.prospects]
    if outdated:
        yield DELETE_PROSPECTS, {"ids": outdated}
    near_by = [
        {"id": one.facts.id, "uscc": near.uscc, "derived": near.properties()}
        for one in prospects
        for near in one.derived.prospects
    ]
    if near_by:
        yield CREATE_PROSPECTS, {"rows": near_by}
    return len({one.facts.id for one in (*properties, *candidacies, *prospects)})


def batches(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Yield the items in runs of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


@lru_cache(maxsize=4)
def _editions(pairs: frozenset[tuple[str, str]]) -> Editions:
    """Keep the closed pairs of a graph between events."""
    return Editions(pairs)
