"""All shapes by the GraphQL type that they answer. A new module of shapes is named here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from registry.graph.shapes import (
    agency,
    candidates,
    certificates,
    governance,
    honours,
    organisations,
    people,
    reference_tables,
    teams,
)
from registry.graph.shapes.model import Shape

SHAPES: Final[Mapping[str, Shape]] = {
    shape.type: shape
    for module in (
        people,
        certificates,
        organisations,
        reference_tables,
        candidates,
        agency,
        governance,
        teams,
        honours,
    )
    for shape in module.SHAPES
}
