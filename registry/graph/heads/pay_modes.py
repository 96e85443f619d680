"""`payModes`: the published groups of one occupation, grade and place, by their keys."""

from __future__ import annotations

from typing import Final

from registry.graph.pay import NEWEST, SNAPSHOT_STATE
from registry.graph.regulations import REGULATIONS_OF_SUBJECTS
from registry.graph.shapes.model import Head

PAY_MODES: Final = Head(
    name="payModes",
    type="PayGroup",
    # An occupation stands for the one that it has become, as in the snapshot.
    rows="OPTIONAL MATCH (older:Occupation {key: $occupation}) WITH older, "
    + NEWEST
    + """ AS newest
    WITH CASE WHEN older IS NULL THEN '' WHEN size(newest) = 1 THEN newest[0]
        ELSE older.key END AS occupation
    UNWIND $modes AS mode
    MATCH (it:PayGroup {key: occupation + '|' + toString($rank) + '|' + $place + '|' + mode})""",
    roles={"it": "it", "mode": "mode"},
    extras={
        "snapshot": SNAPSHOT_STATE,
        "regulations": REGULATIONS_OF_SUBJECTS,
        "known": "EXISTS { (:Occupation {key: $occupation}) }",
    },
)
