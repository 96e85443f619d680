"""Directories to import, and whole graphs to compare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import neo4j

NODES: Final = """
MATCH (n)
WHERE NOT n:Migration AND NOT n:Lock AND NOT n:TestDatabase AND NOT n:Change
    AND NOT n:ChangeFeed
RETURN elementId(n), labels(n), properties(n)
"""
EDGES: Final = """
MATCH (a)-[r]->(b)
RETURN elementId(a), type(r), elementId(b), properties(r)
"""

Frozen = tuple[Any, ...]


def write(directory: Path, files: Mapping[str, str]) -> Path:
    """Write files into a directory, and return it; lines may be indented."""
    directory.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        lines = [line.strip() for line in text.strip().splitlines()]
        (directory / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return directory


def append(path: Path, *rows: str) -> None:
    """Add rows to a file."""
    with path.open("a", encoding="utf-8") as file:
        file.writelines(row + "\n" for row in rows)


def whole_graph(driver: neo4j.Driver) -> Counter[Frozen]:
    """Return every node and relationship by what it is, with how many there are of each; equal
    graphs give equal counters."""
    with driver.session() as session:
        nodes = {id_: _frozen(labels, known) for id_, labels, known in session.run(NODES).values()}
        edges = session.run(EDGES).values()
    things: Counter[Frozen] = Counter(nodes.values())
    things.update(
        (nodes[start], kind, nodes[end], _frozen([], known))
        for start, kind, end, known in edges
        if start in nodes and end in nodes
    )
    return things


def _frozen(labels: list[str], properties: Mapping[str, Any]) -> Frozen:
    return (
        tuple(sorted(labels)),
        tuple(sorted((name, _value(value)) for name, value in properties.items())),
    )


def _value(value: Any) -> str:
    return f"{type(value).__name__} {value}"
