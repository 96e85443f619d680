"""The posts of an enterprise by grade: what somebody may be appointed to (S16)."""

from __future__ import annotations

from typing import Final

from registry.importing.columns import BOOLEAN, COUNT, LEVEL, OCCUPATION, TEXT, Column
from registry.importing.rules import PERIOD
from registry.importing.table import Edge, Table
from registry.importing.tables.shared import DOCUMENT, EMPLOYER, FROM, TO, must

POSTS: Final = Table(
    "posts",
    key=("post_id",),
    label="Post",
    key_property="id",
    columns=(
        must("post_id"),
        EMPLOYER,
        must("name", TEXT),
        must("level", LEVEL),
        Column("occupation", OCCUPATION, to="occupations"),
        Column("quota", COUNT),
        Column("key_post", BOOLEAN),
        Column("key_field", TEXT),
        FROM,
        TO,
        DOCUMENT,
    ),
    edges=(Edge("HAS_POST", "uscc", outgoing=False), Edge("FOR", "occupation")),
    rules=(PERIOD,),
    renamed={"post_id": "id", "level": "rank", "occupation": "occKey"},
    unstored=frozenset({"uscc"}),
)
