"""The way into any graph: a few thousand rows in one transaction each.

A transaction reads what its rows point at and what is known under their keys, decides what each row
means (`merging`), writes, and marks what rests on it. It is whole or not at all, and decides from
the graph alone: after a kill the same import reads the rows that went in as unchanged and goes on,
and ends in the same graph. Counts and rejects are taken over only after a commit, because the
driver may run a transaction again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Final

from registry.dates import moment_text
from registry.graph.changes import Change, ChangeKind
from registry.graph.loading.access import Loading
from registry.graph.loading.marks import NEW_ROWS_MATTER_TO_NOBODY
from registry.graph.loading.transaction import LoadTransaction, Place, Stored
from registry.importing.columns import Row, Value
from registry.importing.faults import Fault
from registry.importing.merging import (
    Meaning,
    complete,
    confirmation_key,
    confirming,
    conflict_key,
    contradictions,
    fill,
    merge,
)
from registry.importing.numbers import WorkerNumbers
from registry.importing.properties import as_day, property_maker
from registry.importing.reading import NumberedRow
from registry.importing.references import named_by, split_by_references, wanted
from registry.importing.report import Counts
from registry.importing.sealed import SealedCells
from registry.importing.table import Table
from registry.importing.tables import CERTIFICATES, FILINGS, SESSIONS, WORKERS
from registry.personal import PersonalKeys

ROWS: Final = 5_000
"""Rows of one transaction."""


@dataclass(slots=True)
class Taken:
    """What one transaction did with its rows."""

    counts: Counts = field(default_factory=Counts)
    faults: list[Fault] = field(default_factory=list)


@dataclass(slots=True)
class _Change:
    """A row of the graph before (None: it is new) and after this transaction."""

    place: Place
    stored: Stored | None
    cells: Row


@dataclass(slots=True)
class _Plan:
    """What a transaction will write."""

    changes: dict[str, _Change] = field(default_factory=dict)
    conflicts: dict[str, tuple[str, Row, tuple[str, ...]]] = field(default_factory=dict)
    confirmations: dict[str, tuple[str, Row]] = field(default_factory=dict)


class BatchTable:
    """Loads the rows of one table."""

    def __init__(self, table: Table, keys: PersonalKeys) -> None:
        self._table = table
        self._key = table.key_maker()
        self._properties = property_maker(table, keys)
        self._sealed = SealedCells(table, keys)
        self._numbers = WorkerNumbers(keys) if table is WORKERS else None

    def load(self, loading: Loading, rows: Iterator[NumberedRow]) -> Iterator[Taken]:
        """Load the rows, and yield what each transaction did after it is committed."""
        # Occupations point forwards in their own file, so that file is one transaction; it is
        # small.
        size = None if self._table.name == "occupations" else ROWS
        while batch := list(islice(rows, size)):
            yield loading.transact(self._work(batch))

    def _work(self, batch: Sequence[NumberedRow]) -> Callable[[LoadTransaction], Taken]:
        return lambda transaction: self._take(transaction, batch)

    def _take(self, transaction: LoadTransaction, batch: Sequence[NumberedRow]) -> Taken:
        taken = Taken()
        rows, taken.faults = self._with_known_references(transaction, batch)
        if self._numbers is not None:
            rows, doubled = self._numbers.admit(transaction, rows)
            taken.faults += doubled
        plan = self._decide(transaction, rows, taken.counts)
        self._write(transaction, plan)
        return taken

    def _with_known_references(
        self, transaction: LoadTransaction, batch: Sequence[NumberedRow]
    ) -> tuple[list[NumberedRow], list[Fault]]:
        known = {
            target: set(transaction.known(target, sorted(keys)))
            for target, keys in wanted(self._table, batch).items()
        }
        known.setdefault(self._table.name, set())
        return split_by_references(self._table, batch, defaultdict(set, known))

    def _decide(
        self, transaction: LoadTransaction, rows: Sequence[NumberedRow], counts: Counts
    ) -> _Plan:
        """Say what each row means, in file order; later rows see what earlier ones made known."""
        places = {key: self._place(key, row) for _, row in rows for key in (self._key(row),)}
        stored = transaction.stored(self._table.name, places.values())
        known = {key: self._sealed.open(key, found.cells) for key, found in stored.items()}
        conflicts = self._known_conflicts(transaction, rows, known)
        plan = _Plan()
        for _line, row in rows:
            key = self._key(row)
            before = known.get(key)
            meaning, after = self._meaning(key, before, row, conflicts)
            setattr(counts, meaning.value, getattr(counts, meaning.value) + 1)
            if meaning is Meaning.CONFLICT and before is not None:
                differs = contradictions(self._table, before, row)
                plan.conflicts[conflict_key(key, row)] = (key, row, differs)
                continue
            if after != before:
                known[key] = after
                plan.changes[key] = _Change(places[key], stored.get(key), after)
            if self._table is CERTIFICATES:
                self._confirm(plan, key, after, row)
        return plan

    def _meaning(
        self, key: str, before: Row | None, row: Row, conflicts: set[str]
    ) -> tuple[Meaning, Row]:
        if before is None:
            return Meaning.CREATED, complete(self._table, row)
        if self._table is not CERTIFICATES:
            after = merge(self._table, before, row)
        elif contradictions(self._table, before, row):
            conflict = conflict_key(key, row)
            if conflict in conflicts:
                return Meaning.UNCHANGED, before
            conflicts.add(conflict)
            return Meaning.CONFLICT, before
        else:
            after = fill(before, row)
        return (Meaning.UNCHANGED if after == before else Meaning.UPDATED), after

    def _confirm(self, plan: _Plan, key: str, known: Row, row: Row) -> None:
        """Note a row of another provider; of each provider the first is kept."""
        provider = confirming(self._table, known, row)
        if provider is not None and not contradictions(self._table, known, row):
            plan.confirmations.setdefault(confirmation_key(key, provider), (key, row))

    def _known_conflicts(
        self, transaction: LoadTransaction, rows: Sequence[NumberedRow], known: Mapping[str, Row]
    ) -> set[str]:
        """Return those of the conflicts that the rows may be which the graph has, by key."""
        if self._table is not CERTIFICATES:
            return set()
        possible = [
            conflict_key(key, row)
            for _, row in rows
            for key in (self._key(row),)
            if key in known and contradictions(self._table, known[key], row)
        ]
        return transaction.stored_conflicts(possible) if possible else set()

    def _place(self, key: str, row: Row) -> Place:
        ends = self._table.ends
        if ends is None:
            return Place(key)
        start, end = (str(row[self._table.position(name)]) for name in ends)
        third = next((name for name in self._table.key if name not in ends), None)
        value = None if third is None else row[self._table.position(third)]
        return Place(key, start, end, as_day(str(value)) if third == "from" else value)

    def _write(self, transaction: LoadTransaction, plan: _Plan) -> None:
        name = self._table.name
        changes = list(plan.changes.values())
        old = [change for change in changes if change.stored is not None]
        new = [change for change in changes if change.stored is None]
        # Known rows first: a new one may take what they give up, such as an ID number.
        for group, is_new in ((old, False), (new, True)):
            if group:
                rows = [(change.place, self._values(change.cells)) for change in group]
                transaction.write(name, rows, new=is_new)
        self._link(transaction, changes)
        if plan.conflicts:
            transaction.write_conflicts(
                [
                    {"key": key, "certificate": of, "set": self._said(row, differs=list(differs))}
                    for key, (of, row, differs) in plan.conflicts.items()
                ]
            )
        if plan.confirmations:
            transaction.write_confirmations(
                [
                    {"key": key, "certificate": of, "set": self._said(row)}
                    for key, (of, row) in plan.confirmations.items()
                ]
            )
        if self._table is CERTIFICATES:
            transaction.record_changes(list(_happened(plan)))
        self._mark(transaction, changes, {of for of, _, _ in plan.conflicts.values()})

    def _values(self, cells: Row) -> Mapping[str, object]:
        if self._numbers is None:
            return self._properties(cells)
        values = dict(self._properties(self._numbers.open(cells)))
        # What the graph knows of the number stays as it is: it is never erased, and never read
        # back.
        return values if values["idHash"] is not None else _without(values, "idHash", "idEnc")

    def _said(self, row: Row, **more: object) -> Mapping[str, object]:
        """Return the properties of a row that is kept beside a certificate.

        Its values, and whose certificate it says it is.
        """
        values = _without(self._properties(row), "kind", "number", "issuerPrefix")
        holder = row[self._table.position("worker_id")]
        return {**values, "workerId": holder, **more}

    def _link(self, transaction: LoadTransaction, changes: Sequence[_Change]) -> None:
        for edge in self._table.edges:
            at = self._table.position(edge.column)
            moved = [
                change.stored.node
                for change in changes
                if change.stored is not None
                and change.stored.cells[at] is not None
                and change.stored.cells[at] != change.cells[at]
            ]
            if moved:
                transaction.unlink(edge.type, moved, outgoing=edge.outgoing)
            pairs = [
                (change.place.key, to)
                for change in changes
                if change.stored is None or change.stored.cells[at] != change.cells[at]
                for to in named_by(change.cells[at])
            ]
            if pairs:
                transaction.link(self._table.name, edge.column, pairs)

    def _mark(
        self, transaction: LoadTransaction, changes: Sequence[_Change], contradicted: set[str]
    ) -> None:
        if self._table.name in NEW_ROWS_MATTER_TO_NOBODY:
            changes = [change for change in changes if change.stored is not None]
        if not changes and not contradicted:
            return
        around: dict[str, set[Any]] = {
            "keys": {change.place.key for change in changes},
            "contradicted": contradicted,
            "workers": set(self._cells(changes, "workers")),
            "organisations": set(self._cells(changes, "organisations")),
            "sessions": set(self._cells(changes, "sessions")),
            "occupations": set(self._cells(changes, "occupations")),
            "prefixes": set(self._former(changes, FILINGS, "issuer_prefix")),
            "days": {as_day(str(day)) for day in self._former(changes, SESSIONS, "held_on")},
            "numbers": set(self._numbers_of(changes)),
        }
        if self._table is WORKERS:
            around["workers"] = around["keys"]
        transaction.mark(self._table.name, around)

    def _cells(self, changes: Iterable[_Change], target: str) -> Iterator[str]:
        """Yield what the rows name of a target now, and named before."""
        places = [
            at
            for at, column in enumerate(self._table.columns)
            # Nothing of a mentee rests on the mentor.
            if column.to == target and column.name != "mentee"
        ]
        for change in changes:
            for at in places:
                yield from named_by(change.cells[at])
                if change.stored is not None:
                    yield from named_by(change.stored.cells[at])

    def _former(self, changes: Iterable[_Change], table: Table, column: str) -> Iterator[Value]:
        """Yield the values that a column of known rows had, if this is the table."""
        if self._table is table:
            at = table.position(column)
            for change in changes:
                if change.stored is not None:
                    yield change.stored.cells[at]

    def _numbers_of(self, changes: Iterable[_Change]) -> Iterator[str]:
        if self._table is CERTIFICATES:
            at = CERTIFICATES.position("number")
            for change in changes:
                yield str(change.cells[at])


def _happened(plan: _Plan) -> Iterator[Change]:
    """Yield what the feed of changes says of certificates, first of themselves, then conflicts."""
    at = moment_text(datetime.now(UTC))
    provider = CERTIFICATES.position("provider")
    for key, change in plan.changes.items():
        kind = ChangeKind.RECORDED if change.stored is None else ChangeKind.UPDATED
        yield Change(key, kind, at, provider=_text(change.cells[provider]))
    for key, row, differs in plan.conflicts.values():
        yield Change(key, ChangeKind.CONFLICT, at, provider=_text(row[provider]), differs=differs)


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _without(values: Mapping[str, object], *names: str) -> dict[str, object]:
    return {name: value for name, value in values.items() if name not in names}
