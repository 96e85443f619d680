"""Derived facts of workers as they stand in the graph: read, compared, written.

A worker whose derived facts are already what a computation gives is left alone: most rebuilds
change little, and an unchanged node costs no index update.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from registry.dates import day_or_none
from registry.derived import Candidacy, Derived, Prospect

STORED: Final = """[
    worker.rank, toString(worker.rankSince), worker.occKey, worker.searchText,
    toString(worker.validUntil),
    COLLECT {
        MATCH (worker)-[:OFFERS]->(k:Candidacy)
        RETURN [k.workerId, k.occKey, k.rank, toString(k.since), k.overall, k.uscc, k.division,
                k.provinceCode, k.cityCode, k.industry, k.primary, k.plainRank, k.behind,
                k.employers, k.honours, k.honourCount, k.menteeCount, k.leadsStudio, k.keyFields,
                k.occKeys, k.open, k.grantees, k.eligible, k.maybe, k.points, k.byScore, k.byLevel,
                k.reasons]
    },
    COLLECT {
        MATCH (worker)-[near:ADVANCES_AT]->(at:Organisation)
        RETURN [at.uscc, near.target, near.policy, toString(near.eligibleFrom), near.lacks,
                near.division, near.provinceCode, near.cityCode]
    }
]"""
"""An expression over a variable `worker`."""

WRITE_WORKERS: Final = """
UNWIND $rows AS row
MATCH (worker:Worker {id: row.id})
SET worker += row.derived
"""

DELETE_CANDIDACIES: Final = """
UNWIND $ids AS id
MATCH (:Worker {id: id})-[:OFFERS]->(candidacy:Candidacy)
DETACH DELETE candidacy
"""

CREATE_CANDIDACIES: Final = """
UNWIND $rows AS row
MATCH (worker:Worker {id: row.workerId})
CREATE (worker)-[:OFFERS]->(candidacy:Candidacy)
SET candidacy = row
"""

DELETE_PROSPECTS: Final = """
UNWIND $ids AS id
MATCH (:Worker {id: id})-[near:ADVANCES_AT]->(:Organisation)
DELETE near
"""

CREATE_PROSPECTS: Final = """
UNWIND $rows AS row
MATCH (worker:Worker {id: row.id})
MATCH (at:Organisation {uscc: row.uscc})
CREATE (worker)-[near:ADVANCES_AT]->(at)
SET near = row.derived
"""


def decode_stored(value: list[Any]) -> Derived:
    """Return the derived facts in a value of `STORED`."""
    rank, since, occupation, text, valid_until, candidacies, prospects = value
    return Derived(
        rank=rank,
        rank_since=day_or_none(since),
        occupation=occupation,
        search_text=text,
        valid_until=day_or_none(valid_until),
        candidacies=tuple(_candidacy(row) for row in candidacies),
        prospects=tuple(_prospect(row) for row in prospects),
    )


def is_same(stored: Derived, derived: Derived) -> bool:
    """Say whether the graph holds exactly these derived facts, lists in any order."""
    return (
        stored.properties() == derived.properties()
        and same_candidacies(stored, derived)
        and same_prospects(stored, derived)
    )


def same_candidacies(stored: Derived, derived: Derived) -> bool:
    """Say whether the graph holds exactly these candidacies, each once, in any order."""
    return _by_place(stored.candidacies) == _by_place(derived.candidacies)


def same_prospects(stored: Derived, derived: Derived) -> bool:
    """Say whether the graph holds exactly these prospects, each once, in any order."""
    return sorted(stored.prospects, key=_grade_and_place) == sorted(
        derived.prospects, key=_grade_and_place
    )


def _grade_and_place(prospect: Prospect) -> tuple[int, str]:
    return prospect.target, prospect.uscc


def _by_place(candidacies: Iterable[Candidacy]) -> list[Candidacy]:
    return sorted(candidacies, key=lambda row: (row.occupation or "", row.uscc or ""))


def _candidacy(row: list[Any]) -> Candidacy:
    values = dict(zip(Candidacy.__slots__, row, strict=True))
    for name in _LISTS:
        values[name] = tuple(values[name] or ())
    values["since"] = day_or_none(values["since"])
    values["overall"] = bool(values["overall"])
    return Candidacy(**values)


def _prospect(row: list[Any]) -> Prospect:
    uscc, target, policy, eligible_from, lacks, division, province, city = row
    day = day_or_none(eligible_from)
    return Prospect(uscc, target, policy, day, lacks, division, province, city)


_LISTS: Final = (
    "behind", "employers", "honours", "key_fields", "occupations", "grantees", "eligible", "maybe",
)  # fmt: skip
