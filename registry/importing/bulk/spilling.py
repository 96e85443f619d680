"""Which records a row of each table about people becomes.

See `people` for how they are read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, cast

from registry.importing.bulk.spill import Record
from registry.importing.bulk.world import World
from registry.importing.columns import Row

Spiller = Callable[[World, str, Row], Record | None]
"""Makes the record of a row, given its key; None where nothing is derived from the row."""


def _cells(row: Row) -> Iterator[Any]:
    return iter(cast("tuple[Any, ...]", row))


def _worker(_world: World, key: str, row: Row) -> Record:
    return key, "worker", row


def _result(_world: World, key: str, row: Row) -> Record | None:
    _, session, worker, _, _, passed = _cells(row)
    return (worker, "results", (key, session)) if passed else None


def _employment(_world: World, _key: str, row: Row) -> Record:
    worker, uscc, start, end, _, key_post, front_line = _cells(row)
    return worker, "employments", (uscc, start, end, key_post, front_line)


def _appointment(_world: World, key: str, row: Row) -> Record:
    _, worker, _, rank, _, start, end, _, _, fields, *_ = _cells(row)
    return worker, "appointments", (key, rank, start, end, fields)


def _honour(world: World, key: str, row: Row) -> Record:
    worker, honour, _, year, on, *_ = _cells(row)
    name, level = world.honours[honour]
    return worker, "honours", (key, honour, name, level, year, on)


def _mentorship(_world: World, _key: str, row: Row) -> Record:
    mentor, mentee, _, start, end, _ = _cells(row)
    return mentor, "mentees", (mentee, start, end)


def _studio(_world: World, key: str, row: Row) -> Record:
    _, _, level, leader, _, approved_on, *_ = _cells(row)
    return leader, "studios", (key, level, approved_on)


def _place(world: World, key: str, row: Row) -> Record:
    event, worker, rank, _ = _cells(row)
    class_, year = world.events[event]
    return worker, "competitions", (key, class_, rank, year)


def _achievement(_world: World, key: str, row: Row) -> Record:
    _, worker, kind, title, scope, on, key_field = _cells(row)
    return worker, "achievements", (key, kind, title, scope, on, key_field)


def _statement(_world: World, key: str, row: Row) -> Record:
    worker, code, holds, start, end, *_ = _cells(row)
    return worker, "statements", (key, code, holds, start, end)


def _misconduct(_world: World, key: str, row: Row) -> Record:
    worker, kind, start, end, _ = _cells(row)
    return worker, "misconduct", (key, kind, start, end)


def _team_member(world: World, _key: str, row: Row) -> Record | None:
    team, worker, *_ = _cells(row)
    key_field = world.teams[team]
    return None if key_field is None else (worker, "fields", key_field)


def _consent(_world: World, _key: str, row: Row) -> Record:
    worker, purpose, start, end, grantee = _cells(row)
    return worker, "consents", (purpose, start, end, grantee)


SPILLERS: Final[dict[str, Spiller]] = {
    "workers": _worker,
    "results": _result,
    "employments": _employment,
    "appointments": _appointment,
    "honours": _honour,
    "mentorships": _mentorship,
    "studios": _studio,
    "competition_results": _place,
    "achievements": _achievement,
    "statements": _statement,
    "misconduct": _misconduct,
    "team_members": _team_member,
    "consents": _consent,
}
