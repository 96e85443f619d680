"""The public GraphQL contract: Strawberry types, root fields, limits, and the endpoint."""

from __future__ import annotations

from pathlib import Path
from typing import Final

PUBLISHED: Final = Path(__file__).parent / "schema.graphql"
"""The schema as it is checked in; a change in it is read in review like a change of law."""


def served() -> str:
    """Return the schema that is served, in the schema definition language."""
    from schema.build import build_schema  # noqa: PLC0415 - `import schema` alone builds nothing

    return build_schema().as_str() + "\n"


def export(path: Path = PUBLISHED) -> None:
    """Write the schema that is served to the file that is checked in."""
    path.write_text(served(), encoding="utf-8")
