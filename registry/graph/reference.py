"""Divisions, industries, grades and occupations: in every graph, whatever else is in it.

They come from the tables of `registry.reference`. Their digest stands in the graph, so a second
load of the same tables costs one look-up, and new tables are merged over the old ones: nothing is
removed that a certificate may name.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any, Final, LiteralString

import neo4j

from registry import reference
from registry.dates import moment_text
from registry.searchtext import title_search

Row = dict[str, Any]

_TABLES: Final = (
    "divisions.csv",
    "city_seats.csv",
    "industries.csv",
    "levels.csv",
    "occupations.csv",
    "words/work_types.csv",
)
_FORM: Final = b"3"
"""Is changed with the properties written below, so that every graph gets the new ones."""

MERGE_DIVISIONS: Final = """
UNWIND $rows AS row
MERGE (division:Division {code: row.code})
SET division += row
"""
JOIN_DIVISIONS: Final = """
UNWIND $rows AS row
MATCH (division:Division {code: row.code})
MATCH (parent:Division {code: row.parent})
MERGE (division)-[:PART_OF]->(parent)
"""
MERGE_INDUSTRIES: Final = """
UNWIND $rows AS row
MERGE (industry:Industry {code: row.code})
SET industry += row
"""
MERGE_LEVELS: Final = """
UNWIND $rows AS row
MERGE (level:SkillLevel {key: row.key})
SET level += row
"""
MERGE_OCCUPATIONS: Final = """
UNWIND $rows AS row
MERGE (occupation:Occupation {key: row.key})
SET occupation += row
"""
LOADED: Final = """
MATCH (load:Migration {id: 'reference'})
RETURN load.sha256
"""
RECORD_LOAD: Final = """
MERGE (load:Migration {id: 'reference'})
SET load.sha256 = $sha256, load.appliedAt = $now
"""


@dataclass(frozen=True, slots=True)
class _Load:
    """One statement with its rows."""

    statement: LiteralString
    rows: list[Row]


def is_reference_loaded(session: neo4j.Session) -> bool:
    """Say whether the graph has just these tables."""
    return session.run(LOADED).value() == [_digest()]


def load_reference(session: neo4j.Session) -> None:
    """Merge the tables into the graph.

    One transaction: a graph has all of them or what it had before.
    """
    with session.begin_transaction(timeout=120) as transaction:
        for load in _loads():
            transaction.run(load.statement, rows=load.rows).consume()
        now = moment_text(datetime.now(UTC))
        transaction.run(RECORD_LOAD, sha256=_digest(), now=now).consume()
        transaction.commit()


def _digest() -> str:
    """Return the digest of the tables and of the form in which they are written."""
    digest = hashlib.sha256(_FORM)
    for table in _TABLES:
        digest.update((files(reference) / table).read_bytes())
    return digest.hexdigest()


def _loads() -> list[_Load]:
    divisions = reference.divisions().values()
    return [
        _Load(MERGE_DIVISIONS, [_division(division) for division in divisions]),
        _Load(
            JOIN_DIVISIONS,
            [
                {"code": division.code, "parent": division.parent_code}
                for division in divisions
                if division.parent_code
            ],
        ),
        _Load(
            MERGE_INDUSTRIES,
            [{"code": row.code, "name": row.name} for row in reference.industries().values()],
        ),
        _Load(
            MERGE_LEVELS,
            [
                {"key": row.key, "rank": row.rank, "zh": row.zh, "en": row.en}
                for row in reference.levels().values()
            ],
        ),
        _Load(MERGE_OCCUPATIONS, [_occupation(row) for row in reference.occupations().values()]),
    ]


def _division(division: reference.Division) -> Row:
    seat = reference.city_seats().get(division.code)
    return {
        "code": division.code,
        "name": division.name,
        "level": division.level,
        "provinceCode": division.province_code,
        "cityCode": division.city_code,
        "latitude": None if seat is None else seat.latitude,
        "longitude": None if seat is None else seat.longitude,
    }


def _occupation(occupation: reference.Occupation) -> Row:
    # Somebody who types 数控车工 means the occupation above that work type.
    work_types = reference.work_types().get(occupation.code, ())
    return {
        "key": occupation.key,
        "edition": occupation.edition,
        "code": occupation.code,
        "name": occupation.name,
        "green": occupation.green,
        "digital": occupation.digital,
        "search": "\n".join(title_search(title) for title in (occupation.name, *work_types)),
    }
