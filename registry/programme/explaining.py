"""What every explained answer of the programme shows: the regulation, and conditions as rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from registry.candidates.cards import Cards, condition_row
from registry.eligibility import ConditionReport
from registry.inquiry import Inquiry
from registry.regulations import Regulation
from registry.regulations.rows import regulation_row


def explained(
    inquiry: Inquiry, regulation: Regulation | None, conditions: Iterable[ConditionReport]
) -> dict[str, Any]:
    """Return regulation and conditions; evidence as this viewer may see it."""
    show = Cards(inquiry, ()).evidence
    return {
        "regulation": None if regulation is None else regulation_row(regulation),
        "conditions": [condition_row(one, show) for one in conditions],
    }
