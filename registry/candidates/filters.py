"""A filter of the candidate search as JSON values by their GraphQL names, to be kept and read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from registry.candidates.wish import Availability, Wish


def wish_of(kept: Mapping[str, Any]) -> Wish:
    """Return what a kept filter asks for."""
    free = kept.get("availableFor")
    return Wish(
        occupations=tuple(kept.get("occupations") or ()),
        occupation_prefix=kept.get("occupationPrefix") or None,
        divisions=tuple(kept.get("divisions") or ()),
        industry=kept.get("industry"),
        min_level=kept.get("minLevel"),
        min_years_at_level=kept.get("minYearsAtLevel"),
        honours=tuple(kept.get("honours") or ()),
        min_mentees=kept.get("minMentees"),
        leads_studio=kept.get("leadsStudio"),
        key_field=kept.get("keyField"),
        text=kept.get("text"),
        eligible_for=kept.get("eligibleFor"),
        allow_unknown=bool(kept.get("allowUnknown")),
        available_for=None
        if free is None
        else Availability(
            date.fromisoformat(free["from"]), date.fromisoformat(free["to"]), free["dutyPercent"]
        ),
        exclude_enterprise=kept.get("excludeEnterprise"),
    )
