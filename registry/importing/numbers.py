"""ID numbers of an import: compared by digest, each belonging to one worker.

The graph has digests only, so a row's number becomes its digest before it is compared; the number
itself is kept beside it for as long as it may have to be written.
"""

from __future__ import annotations

from collections.abc import Sequence

from registry.graph.loading.transaction import LoadTransaction
from registry.importing.columns import Row
from registry.importing.faults import Fault
from registry.importing.reading import NumberedRow, Where, fault_of
from registry.importing.tables import WORKERS
from registry.personal import PersonalKeys

_ID = WORKERS.position("worker_id")
_NUMBER = WORKERS.position("id_number")


class WorkerNumbers:
    """The ID numbers of one batch of workers."""

    def __init__(self, keys: PersonalKeys) -> None:
        self._keys = keys
        self._numbers: dict[str, str] = {}

    def admit(
        self, transaction: LoadTransaction, rows: Sequence[NumberedRow]
    ) -> tuple[list[NumberedRow], list[Fault]]:
        """Return the rows with digests for numbers, and the faults of doubled numbers."""
        self._numbers = {
            self._keys.digest(str(row[_NUMBER])): str(row[_NUMBER])
            for _, row in rows
            if row[_NUMBER] is not None
        }
        owners = transaction.owners(sorted(self._numbers))
        held = {worker: digest for digest, worker in owners.items()}
        kept, faults = list[NumberedRow](), list[Fault]()
        for line, row in rows:
            if row[_NUMBER] is None:
                kept.append((line, row))
                continue
            number, worker = str(row[_NUMBER]), str(row[_ID])
            digest = self._keys.digest(number)
            if owners.setdefault(digest, worker) != worker:
                faults.append(doubled(line, number))
                continue
            former = held.get(worker)
            if former is not None and former != digest:
                owners.pop(former, None)
            held[worker] = digest
            kept.append((line, _replaced(row, digest)))
        return kept, faults

    def open(self, row: Row) -> Row:
        """Return the row with the number again, or with none where only the graph knows it."""
        digest = row[_NUMBER]
        return row if digest is None else _replaced(row, self._numbers.get(str(digest)))


def doubled(line: int, number: str) -> Fault:
    """Return the fault of a row whose ID number another worker has."""
    where = Where(WORKERS.file, line, WORKERS.columns[_NUMBER], number)
    return fault_of(where, "duplicate_id_number", "another worker has this number")


def _replaced(row: Row, value: str | None) -> Row:
    return (*row[:_NUMBER], value, *row[_NUMBER + 1 :])
