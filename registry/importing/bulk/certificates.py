"""Results and certificates of a bulk load.

With them comes what checks of certificates need of other certificates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from registry.importing.bulk.files import cells, edge_set, node_set
from registry.importing.bulk.tables import Outcome, TableLoad
from registry.importing.bulk.writing import TableFiles, Typed
from registry.importing.columns import Row, Value
from registry.importing.merging import conflict_key
from registry.importing.tables import CERTIFICATES, RESULTS

_NUMBER: Final = CERTIFICATES.position("number")
_KIND: Final = CERTIFICATES.position("kind")
_HOLDER: Final = CERTIFICATES.position("worker_id")
_RESULT: Final = CERTIFICATES.position("result_id")
_SESSION: Final = RESULTS.position("session_id")

_TELL_ROWS: Final = 10_000

_SAID: Final = tuple(
    (at, name, column)
    for at, name, column in CERTIFICATES.stored()
    if name not in {"kind", "number"}
)
"""What another row says of a certificate, beside whose it says it is."""

SAID: Final[tuple[Typed, ...]] = (
    *((name, column.kind.graph) for _, name, column in _SAID),
    ("workerId", "string"),
)
CONFLICTS: Final = node_set(
    "conflicts", "Conflict", [("key", "ID(Conflict)"), *SAID, ("differs", "string[]")]
)
CONTRADICTED_BY: Final = edge_set(
    "conflicts.CONTRADICTED_BY", "CONTRADICTED_BY", "Certificate", "Conflict"
)
CONFIRMATIONS: Final = node_set(
    "confirmations", "Confirmation", [("key", "ID(Confirmation)"), *SAID]
)
CONFIRMED_BY: Final = edge_set(
    "confirmations.CONFIRMED_BY", "CONFIRMED_BY", "Certificate", "Confirmation"
)


@dataclass(slots=True)
class CertificateOutcome:
    """What a process found out that read results and certificates.

    `kinds_of_numbers` has the kinds of the numbers that come more than once; `conflicts` the
    columns in which each other row of a certificate differs.
    """

    outcome: Outcome
    results_of_sessions: dict[str, int] = field(default_factory=dict)
    kinds_of_numbers: dict[str, frozenset[str]] = field(default_factory=dict)
    conflicts: dict[str, tuple[frozenset[str], ...]] = field(default_factory=dict)


def load_certificates(load: TableLoad, outcome: CertificateOutcome) -> None:
    """Load both files; the nodes of certificates are written when their codes are known."""
    sessions = _load_results(load, outcome.results_of_sessions)
    folding = load.folding(CERTIFICATES)
    if folding is None or load.spill is None:
        return
    folding.known = {**folding.known, "results": sessions}
    writer = TableFiles(CERTIFICATES, load.files, load.keys, nodes=False)
    done = 0
    for key, row in folding.rows():
        writer.write(key, row)
        number, result = str(row[_NUMBER]), row[_RESULT]
        session = None if result is None else sessions[str(result)]
        load.spill.add(str(row[_HOLDER]), "certificates", (key, row, session))
        if number in folding.doubled:
            kinds = outcome.kinds_of_numbers.get(number, frozenset())
            outcome.kinds_of_numbers[number] = kinds | {str(row[_KIND])}
        done += 1
        if not done % _TELL_ROWS:
            load.tell(CERTIFICATES.file, done, min(folding.reading.part, 0.99))
    _write_conflicts(load, folding.conflicts, outcome)
    _write_confirmations(load, folding.confirmations)
    load.tell(CERTIFICATES.file, done, 1.0)


def _load_results(load: TableLoad, counts: dict[str, int]) -> dict[str, str]:
    """Load results, count those of each session, and return the session of each."""
    sessions: dict[str, str] = {}

    def note(key: str, row: Row) -> None:
        session = str(row[_SESSION])
        sessions[key] = session
        counts[session] = counts.get(session, 0) + 1

    load.run("results", note=note)
    return sessions


def _write_conflicts(
    load: TableLoad,
    conflicts: list[tuple[str, Row, tuple[str, ...]]],
    outcome: CertificateOutcome,
) -> None:
    if not conflicts:
        return
    write, join = load.files.writer(CONFLICTS), load.files.writer(CONTRADICTED_BY)
    for key, row, differs in conflicts:
        write(cells([conflict_key(key, row), *_said(row), differs]))
        join((key, conflict_key(key, row)))
        outcome.conflicts[key] = (*outcome.conflicts.get(key, ()), frozenset(differs))


def _write_confirmations(load: TableLoad, confirmations: Mapping[str, tuple[str, Row]]) -> None:
    if not confirmations:
        return
    write, join = load.files.writer(CONFIRMATIONS), load.files.writer(CONFIRMED_BY)
    for key, (certificate, row) in confirmations.items():
        write(cells([key, *_said(row)]))
        join((certificate, key))


def _said(row: Row) -> list[Value]:
    return [*(row[at] for at, _, _ in _SAID), row[_HOLDER]]
