"""One transaction of an import: what it can ask, and what it can write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final, LiteralString

import neo4j

from registry.graph.changes import RECORD_CHANGES, Change, change_rows
from registry.graph.loading import (
    apprenticeships,
    assessment,
    assignments,
    calls,
    certificates,
    cooperation,
    funds,
    governance,
    marks,
    merits,
    organisations,
    pay,
    people,
    policies,
    posts,
    recognition,
    references,
    sharing,
    subsidies,
    teaching,
    training,
)
from registry.graph.loading.statements import EdgeStatements, NodeStatements

Properties = Mapping[str, Any]

STATEMENTS: Final[Mapping[str, NodeStatements | EdgeStatements]] = {
    **organisations.STATEMENTS,
    **assessment.STATEMENTS,
    **people.STATEMENTS,
    **certificates.STATEMENTS,
    **merits.STATEMENTS,
    **posts.STATEMENTS,
    **assignments.STATEMENTS,
    **apprenticeships.STATEMENTS,
    **governance.STATEMENTS,
    **subsidies.STATEMENTS,
    **calls.STATEMENTS,
    **recognition.STATEMENTS,
    **teaching.STATEMENTS,
    **sharing.STATEMENTS,
    **pay.STATEMENTS,
    **funds.STATEMENTS,
    **training.STATEMENTS,
    **cooperation.STATEMENTS,
}

UNLINK_OUTGOING: Final = """
UNWIND $rows AS row
MATCH (node)-[link]->()
WHERE elementId(node) = row.node AND type(link) = row.type
DELETE link
"""
UNLINK_INCOMING: Final = """
UNWIND $rows AS row
MATCH (node)<-[link]-()
WHERE elementId(node) = row.node AND type(link) = row.type
DELETE link
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """A row that the graph has: its node, and its cells in column order.

    A list is a tuple, a date text.
    """

    node: str
    cells: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row is looked for.

    Its key, and for a relationship what it joins and the third part of its key.
    """

    key: str
    start: str | None = None
    end: str | None = None
    at: object = None

    def parameters(self) -> dict[str, Any]:
        """Return it as a row of `$rows`."""
        return {"key": self.key, "start": self.start, "end": self.end, "at": self.at}


class LoadTransaction:
    """Statements of one transaction."""

    def __init__(self, transaction: neo4j.ManagedTransaction) -> None:
        self.transaction = transaction

    def values(self, statement: LiteralString, **parameters: Sequence[Any]) -> list[Any]:
        """Return what a statement says in its one column."""
        return self.transaction.run(statement, parameters).value()

    def known(self, target: str, keys: Sequence[str]) -> Iterator[str]:
        """Yield those of the keys that the graph has, as rows of a table or a reference table."""
        for [key] in self._run(references.KNOWN[target], keys=keys):
            yield key

    def owners(self, hashes: Sequence[str]) -> dict[str, str]:
        """Return the worker of each hashed ID number that the graph has."""
        return dict(self._run(references.OWNERS_OF_NUMBERS, hashes=hashes))

    def stored(self, table: str, places: Iterable[Place]) -> dict[str, Stored]:
        """Return the rows that the graph has, by key."""
        rows = [place.parameters() for place in places]
        return {
            key: Stored(node, tuple(_cell(cell) for cell in cells))
            for key, node, cells in self._run(STATEMENTS[table].read, rows=rows)
        }

    def write(self, table: str, rows: Sequence[tuple[Place, Properties]], *, new: bool) -> None:
        """Write properties of rows that are all new, or all known."""
        statements = STATEMENTS[table]
        match statements:
            case NodeStatements():
                statement = statements.write
            case EdgeStatements():
                statement = statements.create if new else statements.update
        self._run(statement, rows=[{**place.parameters(), "set": values} for place, values in rows])

    def link(self, table: str, column: str, pairs: Sequence[tuple[str, str]]) -> None:
        """Create the relationships of a column: from the row's key to what the cell names."""
        statements = STATEMENTS[table]
        if isinstance(statements, NodeStatements):
            rows = [{"key": key, "to": to} for key, to in pairs]
            self._run(statements.links[column], rows=rows)

    def unlink(self, relationship: str, nodes: Sequence[str], *, outgoing: bool) -> None:
        """Delete the relationships of one type and direction of nodes."""
        statement = UNLINK_OUTGOING if outgoing else UNLINK_INCOMING
        self._run(statement, rows=[{"node": node, "type": relationship} for node in nodes])

    def mark(self, table: str, around: Mapping[str, Iterable[Any]]) -> None:
        """Mark what rests on changed rows; `around` has the parameters of `marks`."""
        parameters = {name: sorted(values) for name, values in around.items()}
        for statement in marks.BY_TABLE.get(table, ()):
            self._run(statement, **parameters)

    def stored_conflicts(self, keys: Sequence[str]) -> set[str]:
        """Return those of the conflict keys that the graph has."""
        return {key for [key] in self._run(certificates.CONFLICTS_KNOWN, keys=keys)}

    def write_conflicts(self, rows: Sequence[Properties]) -> None:
        """Create contradicting rows; each has `key`, `certificate` (its key) and `set`."""
        self._run(certificates.CONFLICTS_CREATE, rows=rows)

    def write_confirmations(self, rows: Sequence[Properties]) -> None:
        """Create confirming rows that the graph does not have; each is as a contradicting one."""
        self._run(certificates.CONFIRMATIONS_CREATE, rows=rows)

    def record_changes(self, changes: Sequence[Change]) -> None:
        """Record what happened to certificates, when they are as they will be."""
        self._run(RECORD_CHANGES, rows=change_rows(changes))

    def stored_policies(self, kind: str, keys: Sequence[str]) -> dict[str, Properties]:
        """Return the properties of policies (or regulations) of the graph; dates are text."""
        read = policies.POLICIES_READ if kind == "policy" else policies.REGULATIONS_READ
        return dict(self._run(read, keys=keys))

    def write_policies(self, kind: str, rows: Sequence[Properties]) -> None:
        """Write policies (or regulations); each has `key` and `set`."""
        write = policies.POLICIES_WRITE if kind == "policy" else policies.REGULATIONS_WRITE
        self._run(write, rows=rows)

    def _run(self, statement: LiteralString, **parameters: Iterable[Any]) -> list[list[Any]]:
        if not any(chain.from_iterable(parameters.values())):
            return []
        result = self.transaction.run(statement, parameters)
        return [record.values() for record in result]


def _cell(cell: object) -> object:
    return tuple(cell) if isinstance(cell, list) else cell
