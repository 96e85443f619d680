"""Carry over what an empty graph holds.

Its nodes into the loader's files, its names into the world.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from registry.graph.loading.carried import Carried, Rows
from registry.graph.loading.finishing import LOAD_MARK
from registry.importing.bulk.files import LoaderFiles, cells, edge_set, node_set
from registry.importing.bulk.world import World
from registry.importing.bulk.writing import Typed

_DIVISION: Final[tuple[Typed, ...]] = (
    ("name", "string"), ("level", "string"), ("provinceCode", "string"), ("cityCode", "string"),
    ("latitude", "double"), ("longitude", "double"),
)  # fmt: skip
_LEVEL: Final[tuple[Typed, ...]] = (("rank", "long"), ("zh", "string"), ("en", "string"))
_OCCUPATION: Final[tuple[Typed, ...]] = (
    ("edition", "string"), ("code", "string"), ("name", "string"), ("green", "boolean"),
    ("digital", "boolean"), ("search", "string"), ("addedOn", "date"),
)  # fmt: skip
_POLICY: Final[tuple[Typed, ...]] = (
    ("title", "string"), ("documentNo", "string"), ("division", "string"), ("validFrom", "date"),
    ("validTo", "date"), ("target", "string"), ("confidence", "string"), ("source", "string"),
    ("rule", "string"),
)  # fmt: skip
_REGULATION: Final[tuple[Typed, ...]] = (
    ("title", "string"), ("documentNo", "string"), ("division", "string"), ("validFrom", "date"),
    ("validTo", "date"), ("subject", "string"), ("confidence", "string"), ("source", "string"),
    ("parameters", "string"), ("about", "string"), ("starts", "string"),
)  # fmt: skip
_MIGRATION: Final[tuple[Typed, ...]] = (("sha256", "string"), ("appliedAt", "string"))


def carry(carried: Carried, files: LoaderFiles, world: World) -> None:
    """Write what is carried over, and remember keys and names."""
    divisions = [row[:-1] for row in carried.divisions]
    occupations = [row[:-1] for row in carried.occupations]
    _nodes(files, "Division", "code", _DIVISION, divisions)
    _nodes(files, "Industry", "code", (("name", "string"),), carried.industries)
    _nodes(files, "SkillLevel", "key", _LEVEL, carried.levels)
    _nodes(files, "Occupation", "key", _OCCUPATION, occupations)
    _nodes(files, "Policy", "id", _POLICY, carried.policies)
    _nodes(files, "Regulation", "id", _REGULATION, carried.regulations)
    _nodes(files, "Migration", "id", _MIGRATION, carried.reference_load)
    _nodes(files, "ImportRun", "id", (), [[LOAD_MARK]])
    part_of = files.writer(edge_set("PART_OF", "PART_OF", "Division", "Division"))
    for code, *_, above in carried.divisions:
        if above is not None:
            part_of((code, above))
    supersedes = files.writer(edge_set("SUPERSEDES", "SUPERSEDES", "Occupation", "Occupation"))
    successors: dict[str, list[tuple[str, str]]] = {}
    for key, _, _, name, *_, older in carried.occupations:
        world.occupation_names[key] = name
        for other in older:
            supersedes((key, other))
            successors.setdefault(other, []).append((key, name))
    world.successors = {key: tuple(sorted(newer)) for key, newer in successors.items()}
    world.known |= {
        "divisions": {row[0] for row in divisions},
        "industries": {row[0] for row in carried.industries},
        "occupations": {row[0] for row in occupations},
    }


def _nodes(files: LoaderFiles, label: str, key: str, columns: Sequence[Typed], rows: Rows) -> None:
    write = files.writer(node_set(label, label, [(key, f"ID({label})"), *columns]))
    for row in rows:
        write(cells(row))
