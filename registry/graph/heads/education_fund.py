"""`educationFund`: the figures of a firm for a year and the one before, by their keys."""

from __future__ import annotations

from typing import Final

from registry.graph.regulations import REGULATIONS_OF_SUBJECTS
from registry.graph.shapes.model import Head

EDUCATION_FUND: Final = Head(
    name="educationFund",
    type="FundedFirm",
    rows="MATCH (it:Organisation {uscc: $enterprise}) WHERE @inside(it)",
    extras={"regulations": REGULATIONS_OF_SUBJECTS},
)
