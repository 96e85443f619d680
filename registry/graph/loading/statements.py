"""The form of a table's statements. All take `$rows`, a list of maps.

A row of a node has `key`, `set` (a map of properties; null removes one) and, in a link, `to`: the
key of the node at the other end. A row of a relationship has `key`, `set`, `start` and `end` (keys
of the nodes) and `at`: the third part of its key. Every `read` returns `[key, element id, [the
cells in the order of the table's columns]]` for those rows that are there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import LiteralString


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
