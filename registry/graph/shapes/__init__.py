"""All shapes by the GraphQL type that they answer. A new module of shapes is named here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from registry.graph.shapes import (
    agency,
    apprenticeships,
    assessments,
    calls,
    candidates,
    certificates,
    contests,
    cooperation,
    funds,
    governance,
    honours,
    knowledge,
    lending,
    organisations,
    pay,
    people,
    posts,
    prospects,
    reference_tables,
    sharing,
    studios,
    subsidies,
    succession,
    teaching,
    teams,
    training,
)
from registry.graph.shapes.model import Shape

SHAPES: Final[Mapping[str, Shape]] = {
    shape.type: shape
    for module in (
        people,
        posts,
        certificates,
        organisations,
        reference_tables,
        candidates,
        prospects,
        agency,
        assessments,
        subsidies,
        calls,
        apprenticeships,
        studios,
        succession,
        governance,
        teams,
        sharing,
        knowledge,
        lending,
        training,
        cooperation,
        honours,
        contests,
        teaching,
        pay,
        funds,
    )
    for shape in module.SHAPES
}
