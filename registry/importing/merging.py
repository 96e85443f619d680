"""What a row means beside what is known under its key.

- An empty cell is unknown and erases nothing that is known. Where IMPORT.md and MEANINGS.md give an
  empty cell a meaning (`to`: open end; `status` of a worker: ACTIVE) it is that value, and replaces
  another; a column that the file does not have says nothing.
- Other values update what is known, in file order, except a certificate's: there a row that fills
  empty cells is an update, and a row that contradicts any known value is kept whole beside it, as a
  conflict, and fills nothing.
- The provider says who speaks, not what is said: another provider with the same facts contradicts
  nobody. Its row is kept beside the certificate, as a confirmation, the first of each provider.
"""

from __future__ import annotations

import hashlib
from enum import Enum
from typing import Final

from registry.importing.columns import OPEN, Row
from registry.importing.table import Table

CERTIFICATES: Final = "certificates"
_SPEAKER: Final = "provider"


class Meaning(Enum):
    """What a row is, and what the import counts it as."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CONFLICT = "conflicts"


def complete(table: Table, row: Row) -> Row:
    """Return a first row as it is stored.

    Open ends are absent, what an absent column leaves out has its default.
    """
    if not any(column.empty_means for column in table.columns):
        return row
    return tuple(
        column.empty_means
        if value is None and column.empty_means not in {None, OPEN}
        else (None if value == OPEN and column.empty_means == OPEN else value)
        for value, column in zip(row, table.columns, strict=True)
    )


def merge(table: Table, known: Row, row: Row) -> Row:
    """Return what is known after a later row of the same key."""
    return tuple(
        old if new is None else (None if new == OPEN and column.empty_means == OPEN else new)
        for old, new, column in zip(known, row, table.columns, strict=True)
    )


def contradictions(table: Table, known: Row, row: Row) -> tuple[str, ...]:
    """Return the columns in which a row says something else than what is known."""
    return tuple(
        column.name
        for old, new, column in zip(known, row, table.columns, strict=True)
        if old is not None and new is not None and old != new and column.name != _SPEAKER
    )


def fill(known: Row, row: Row) -> Row:
    """Return the known values with its empty cells filled."""
    return tuple(new if old is None else old for old, new in zip(known, row, strict=True))


def confirming(table: Table, known: Row, row: Row) -> str | None:
    """Return the provider of a row that contradicts nothing, if it is not the recorded one."""
    at = table.position(_SPEAKER)
    return None if row[at] is None or row[at] == known[at] else str(row[at])


def confirmation_key(certificate_key: str, provider: str) -> str:
    """Return the key of a confirming row: a provider confirms a certificate once."""
    return f"{certificate_key}#{provider}"


def conflict_key(certificate_key: str, row: Row) -> str:
    """Return the key of a contradicting row: the same row again is the same conflict."""
    text = "\x1f".join("" if value is None else str(value) for value in row)
    return f"{certificate_key}#{hashlib.sha256(text.encode()).hexdigest()[:32]}"
