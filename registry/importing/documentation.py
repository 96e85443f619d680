"""docs/import.md, written from the tables that the reader reads by.

`python -m registry.importing.documentation` prints it.
"""

from __future__ import annotations

import sys
from typing import Final

from registry.importing.columns import OPEN, Column
from registry.importing.faults import REASONS
from registry.importing.table import Table
from registry.importing.tables import TABLES

_INTRODUCTION: Final = """\
# Import

`talent-registry import DIRECTORY` reads the files below; any combination will do. Written from
the code that reads them.

- CSV after RFC 4180, UTF-8 (a byte-order mark is tolerated), a header row; separated by commas,
  or by tabs if the header has one.
- Dates `YYYY-MM-DD`; moments RFC 3339 with an offset, kept in UTC; booleans `1` or `0`; lists
  separated by `;`.
- Levels by name (`APPRENTICE` ... `CHIEF_TECHNICIAN`); occupations `edition:code`, or a bare code
  of 2022; divisions six digits of GB/T 2260; industries `C13` ... `C43`.
- A column points at rows of the same import or of the graph; the order of files does not matter.
  An unknown column gives one warning.
- The same row again changes nothing. Another row of the same key updates what is known, in file
  order.
- **An empty cell is unknown and erases nothing.** Where an empty cell has a meaning, it is that
  value: an empty `to` is an open end and replaces a known end, an empty `status` of a worker is
  `ACTIVE`. A column that a file does not have says nothing.
- **A certificate is never updated silently.** A row that only fills empty cells is an update. A
  row that contradicts a known value is kept whole beside it, as a conflict, and fills nothing;
  the same contradiction again is unchanged. The provider says who speaks: the same facts from
  another provider contradict nobody.
- A row that cannot be taken is left out whole and listed in `rejects.csv` (`--rejects PATH`) with
  one reason, the first in column order. Values of personal columns are masked there. The others
  go in. Suspicious is not malformed: what a check would flag is imported.
- The last line is `created N, updated N, unchanged N, conflicts N, rejected N`; `--summary PATH`
  writes it by file as JSON.
- Exit status: 0 all rows taken; 3 some rejected; 2 nothing could be imported.
- Into an empty local graph the bulk loader of Neo4j is used (small imports go faster in batches,
  and do; `--bulk` or `--batches` decides otherwise), else batches. Both end in the same graph. An
  import that was killed is run again, and ends as if it had never been killed.
- `talent-registry import policies` imports the policies that the project ships.

`*` marks a required column, `†` a personal one, `‡` one that is sealed at rest.
"""

_POLICIES: Final = """\
## policies/*.json

One policy each, key `id`; a policy is replaced as a whole. A refused one is listed with the path
of its offending part as the column, for example `rule.allOf[1].years`. Becomes a `Policy` node.
"""


def page() -> str:
    """Return docs/import.md."""
    parts = [_INTRODUCTION, *(_table(table) for table in TABLES), _POLICIES, _reasons()]
    return "\n".join(parts)


def _table(table: Table) -> str:
    becomes = (
        f"a relationship `{table.label}` from `{table.ends[0]}` to `{table.ends[1]}`"
        if table.ends is not None
        else f"a node `{table.label}`"
    )
    lines = [
        f"## {table.file}",
        "",
        f"Key: {', '.join(f'`{name}`' for name in table.key)}. Becomes {becomes}.",
        "",
        "| column | value | points at |",
        "|---|---|---|",
        *(_column(column) for column in table.columns),
        "",
    ]
    return "\n".join(lines)


def _column(column: Column) -> str:
    marks = ("*" if column.required else "") + ("†" if column.mask is not None else "")
    marks += "‡" if column.sealed else ""
    value = column.kind.words
    if column.empty_means == OPEN:
        value += "; empty: open end"
    elif column.empty_means is not None:
        value += f"; empty: `{column.empty_means}`"
    return f"| `{column.name}`{marks} | {value} | {column.to or ''} |"


def _reasons() -> str:
    lines = ["## Reasons for a reject", "", "| reason | meaning |", "|---|---|"]
    lines += [f"| `{reason}` | {meaning} |" for reason, meaning in REASONS.items()]
    policy = (
        "Policies also: `missing`, `bad_type`, `bad_value`, `unknown_condition`, "
        "`unknown_parameter`, `not_a_rule`, `too_deep`."
    )
    return "\n".join([*lines, "", policy]) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
