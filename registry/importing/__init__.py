"""Import of what others export: one CSV file for each kind of fact, as IMPORT.md fixes it.

The parts, in the order of work:

- `columns`, `tables`: one declarative table of files; the reader, the documentation and both ways
  of loading come from it;
- `reading`: physical lines to rows of typed values, or a fault with a stable reason;
- `merging`: what a row means beside what is known under its key: new, the same, an update, a
  conflict;
- `batches`: into any graph, a few thousand rows in one transaction each;
- `bulk`: into an empty local graph, through the loader that ships with Neo4j, with derived facts;
- `run`: chooses the way, holds the lock, reports.
"""

from __future__ import annotations

from registry.importing.report import Counts, ImportReport, NothingToImportError
from registry.importing.run import run_import, shipped_policies

__all__ = ["Counts", "ImportReport", "NothingToImportError", "run_import", "shipped_policies"]
