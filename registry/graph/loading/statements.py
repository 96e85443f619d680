"""The form of a table's statements. All take `$rows`, a list of maps.

A row of a node has `key`, `set` (a map of properties; null removes one) and, in a link, `to`: the
key of the node at the other end. A row of a relationship has `key`, `set`, `start` and `end` (keys
of the nodes) and `at`: the third part of its key. Every `read` returns `[key, element id, [the
cells in the order of the table's columns]]` for those rows that are there.

Most tables are alike, so their statements are composed (`node_statements`, `edge_statements`) of
the names of labels, properties and relationships. All of them are literals of our own code
(`LiteralString`, which mypy holds): nothing that was read from a file is ever text of a statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, LiteralString


@dataclass(frozen=True, slots=True)
class NodeStatements:
    """A table whose rows become nodes.

    Read, write (new or known), and one link for each column that points somewhere.
    """

    read: LiteralString
    write: LiteralString
    links: Mapping[str, LiteralString]


@dataclass(frozen=True, slots=True)
class EdgeStatements:
    """A table whose rows become relationships."""

    read: LiteralString
    create: LiteralString
    update: LiteralString


@dataclass(frozen=True, slots=True)
class Target:
    """What a column points at: nodes of a label, by their key."""

    label: LiteralString
    key: LiteralString


ORGANISATION: Final = Target("Organisation", "uscc")
WORKER: Final = Target("Worker", "id")
OCCUPATION: Final = Target("Occupation", "key")
DIVISION: Final = Target("Division", "code")
INDUSTRY: Final = Target("Industry", "code")


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship between the node of a row and what one of its columns names.

    `many` for a column that names several; its cell is then a sorted list.
    """

    column: str
    type: LiteralString
    to: Target
    outgoing: bool = True
    many: bool = False


def cell(name: LiteralString) -> LiteralString:
    """Return the cell of a property."""
    return "it." + name


def day(name: LiteralString) -> LiteralString:
    """Return the cell of a property that is a date."""
    return "toString(it." + name + ")"


def node_statements(
    label: LiteralString,
    cells: Sequence[LiteralString | Link],
    *,
    key: LiteralString = "key",
    links: Sequence[Link] = (),
) -> NodeStatements:
    """Return the statements of a table whose rows become nodes.

    Args:
        label: of the nodes.
        cells: one for each column, in their order: `cell`, `day`, or the link of a column that is
            kept as a relationship and not as a property.
        key: the property that holds the key of a row.
        links: of columns whose value is kept as a property too (and stands in `cells` as that).
    """
    own = [one for one in cells if isinstance(one, Link)]
    return NodeStatements(
        read=_read(
            "MATCH (it:" + label + " {" + key + ": row.key})",
            [_end(one) if isinstance(one, Link) else one for one in cells],
        ),
        write="UNWIND $rows AS row\nMERGE (it:"
        + label
        + " {"
        + key
        + ": row.key})\nSET it += row.set\n",
        links={
            link.column: "UNWIND $rows AS row\nMATCH (it:"
            + label
            + " {"
            + key
            + ": row.key})\n"
            + _made(link)
            for link in (*own, *links)
        },
    )


def edge_statements(
    type_: LiteralString,
    start: Target,
    end: Target,
    cells: Sequence[LiteralString],
    *,
    at: LiteralString | None = None,
) -> EdgeStatements:
    """Return the statements of a table whose rows become relationships.

    Args:
        type_: of the relationships.
        start: what the first of the table's `ends` points at.
        end: what the second points at.
        cells: one for each column after the two ends, in their order: `cell` or `day`.
        at: the property that is the third part of the key, None where two ends are the key.
    """
    ends = (
        "MATCH (start:" + start.label + " {" + start.key + ": row.start})",
        "(end:" + end.label + " {" + end.key + ": row.end})",
    )
    found = ends[0] + "-[it:" + type_ + "]->" + ends[1]
    if at is not None:
        found += " WHERE it." + at + " = row.at"
    return EdgeStatements(
        read=_read(found, ["row.start", "row.end", *cells]),
        create="UNWIND $rows AS row\n"
        + ends[0]
        + "\nMATCH "
        + ends[1]
        + "\nCREATE (start)-[it:"
        + type_
        + "]->(end)\nSET it = row.set\n",
        update="UNWIND $rows AS row\n" + found + "\nSET it += row.set\n",
    )


def known(to: Target) -> LiteralString:
    """Return the look-up of those `$keys` that nodes have."""
    return "UNWIND $keys AS key\nMATCH (it:" + to.label + " {" + to.key + ": key})\nRETURN key\n"


def _read(found: LiteralString, cells: Sequence[LiteralString]) -> LiteralString:
    return (
        "UNWIND $rows AS row\n"
        + found
        + "\nRETURN row.key, elementId(it), [\n    "
        + ",\n    ".join(cells)
        + "\n]\n"
    )


def _tie(link: Link) -> LiteralString:
    """Return the relationship from the row's node, without the node at its end."""
    return "-[:" + link.type + "]->" if link.outgoing else "<-[:" + link.type + "]-"


def _end(link: Link) -> LiteralString:
    """Return the cell of a column that is kept as a relationship."""
    tie = "(it)" + _tie(link) + "(other:" + link.to.label + ")"
    if link.many:
        return "COLLECT { MATCH " + tie + " RETURN other." + link.to.key + " AS key ORDER BY key }"
    return "head([" + tie + " | other." + link.to.key + "])"


def _made(link: Link) -> LiteralString:
    return (
        "MATCH (other:"
        + link.to.label
        + " {"
        + link.to.key
        + ": row.to})\nCREATE (it)"
        + _tie(link)
        + "(other)\n"
    )
