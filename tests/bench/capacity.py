"""How large a registry is: nodes, relationships, files, indexes, and what 220 million would be.

    python -m tests.bench.capacity --home DIR [--save FILE] [--beside FILE]

`--beside` names the points of a smaller registry: with two points the third, for `--target` workers
(220 million), lies on the line through both; with one it is in proportion. Bytes are those of the
files on disk, without the transaction log; seconds of the import are those of its own report, kept
by `tests.bench.growth` beside the home that it has filled (`import.json`).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import neo4j

from registry.graph.driver import open_sync_driver
from registry.graph.local import local_database, store_folder
from registry.settings import Settings
from tests.bench.search import say

TARGET: Final = 220_000_000
ALL: Final = """
MATCH (n) RETURN count(n) AS number
UNION ALL MATCH ()-[r]->() RETURN count(r) AS number
"""
INDEXES: Final = "SHOW INDEXES YIELD id, name RETURN id, name"
COUNTS: Final = """
MATCH (n) UNWIND labels(n) AS label RETURN 'node ' + label AS name, count(*) AS number
UNION ALL MATCH ()-[r]->() RETURN 'relationship ' + type(r) AS name, count(*) AS number
"""
_LEAST_BYTES: Final = 1_000_000

Points = dict[str, float]


def counts(session: neo4j.Session) -> Points:
    """Return how many there are of each label and type."""
    found: Points = dict(session.run(COUNTS).values())
    nodes, relationships = (row[0] for row in session.run(ALL).values())
    return {"nodes": nodes, "relationships": relationships} | found


def sizes(store: Path, names: Mapping[str, str]) -> Points:
    """Return the bytes of every file of the store, those of an index together."""
    found: Points = {}
    for path in store.rglob("*"):
        if path.is_file():
            parts = path.relative_to(store).parts
            is_index = parts[:2] == ("schema", "index")
            name = f"index {names.get(parts[3], parts[3])}" if is_index else f"file {parts[-1]}"
            found[name] = found.get(name, 0) + path.stat().st_size
    total = sum(found.values())
    indexes = sum(size for name, size in found.items() if name.startswith("index "))
    return {"bytes": total, "bytes of indexes": indexes} | found


def measured(settings: Settings) -> Points:
    """Return all points of a home."""
    with (
        local_database(settings, progress=say) as address,
        open_sync_driver(settings) as driver,
        driver.session(database=address.database) as session,
    ):
        names = {str(number): name for number, name in session.run(INDEXES).values()}
        points = counts(session)
    store = store_folder(settings) / "databases" / address.database
    points |= sizes(store, names)
    kept = settings.home / "import.json"
    if kept.exists():
        points["seconds of the import"] = json.loads(kept.read_text("utf-8"))["seconds"]
    return points


def extrapolated(point: float, other: float | None, size: tuple[float, float], at: float) -> float:
    """Return where the line through two points is at a size; through zero if there is but one."""
    workers, other_workers = size
    if other is None or workers == other_workers:
        return point / workers * at
    slope = (point - other) / (workers - other_workers)
    return point + slope * (at - workers)


def show(points: Points, beside: Points, target: int) -> None:
    """Print a table in Markdown, the largest of each kind first."""
    workers = points["node Worker"]
    size = (workers, beside.get("node Worker", workers))
    say(f"| | {size[1]:,.0f} workers | {workers:,.0f} workers | a worker | {target:,} workers |")
    say("|---|---|---|---|---|")
    for name, value in sorted(points.items(), key=lambda item: (item[0].split()[0], -item[1])):
        if name.startswith(("file ", "index ")) and value < _LEAST_BYTES:
            continue
        other = beside.get(name)
        before = "" if other is None else f"{other:,.0f}"
        far = extrapolated(value, other, size, target)
        say(f"| {name} | {before} | {value:,.0f} | {value / workers:,.2f} | {far:,.0f} |")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--target", type=int, default=TARGET)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--beside", type=Path)
    chosen = parser.parse_args()
    points = measured(Settings(home=chosen.home))
    if chosen.save:
        chosen.save.write_text(json.dumps(points, indent=1), "utf-8")
    beside: Points = json.loads(chosen.beside.read_text("utf-8")) if chosen.beside else {}
    show(points, beside, chosen.target)


if __name__ == "__main__":
    main()
