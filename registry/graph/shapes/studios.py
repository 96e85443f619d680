"""Shapes of what master studios are and made: see `registry.programme.studios`."""

from __future__ import annotations

from typing import Final

from registry.graph.shapes.model import Column, Shape

ACHIEVEMENT: Final = Shape(
    type="Achievement",
    columns=(
        Column("id", "@it.id"),
        Column("kind", "@it.kind"),
        Column("title", "@it.title"),
        Column("scope", "@it.scope"),
        Column("on", "toString(@it.on)"),
        Column("keyField", "@it.keyField"),
    ),
)

SHAPES: Final = (ACHIEVEMENT,)
