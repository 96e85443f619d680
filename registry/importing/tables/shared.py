"""Columns that many files have."""

from __future__ import annotations

from typing import Final

from registry.importing.columns import DAY, KEY, OPEN, TEXT, USCC, Column, Kind, one_of
from registry.vocabulary import HONOUR_LEVELS


def must(name: str, kind: Kind = KEY, to: str | None = None) -> Column:
    """Return a required column."""
    return Column(name, kind, required=True, to=to)


FROM: Final = must("from", DAY)
TO: Final = Column("to", DAY, empty_means=OPEN)
WORKER: Final = must("worker_id", to="workers")
EMPLOYER: Final = must("uscc", USCC, to="organisations")
DOCUMENT: Final = Column("document_no", TEXT)
HONOUR_LEVEL: Final = must("level", one_of(*reversed(HONOUR_LEVELS)))
