"""S0, S25: targets beside what is counted today and what was published before; who is responsible.

A share about people is counted where a place bounds the count; of the nation the latest published
statistic stands in, with its day and source.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from registry.access import counts_exactly
from registry.errors import UnknownCodeError
from registry.graph.heads.governance import DUTIES, JOINT_MECHANISMS, TARGETS
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.places import place_at, require_division
from registry.programme.coverage import shown_counts
from registry.regulations.judging import at_least
from registry.vocabulary import MECHANISMS, Outcome

_SHARES: Final = {"CERTIFICATION_COVERAGE": "coverage", "SENIOR_SHARE": "seniorShare"}
_NEEDED: Final = ("history", "division")


async def targets(
    inquiry: Inquiry, selection: Selection, *, policy: str | None, division: str | None
) -> list[Row]:
    """Return the targets of a document, and those that hold in a division.

    Raises:
        UnknownCodeError: there is no such division.
    """
    require_division(division)
    wanted = Selection()
    wanted.merge(selection)
    for name in _NEEDED:
        for field in ("on", "value", "source") if name == "history" else ("code",):
            wanted.want(name).want(field)
    rows = await inquiry.many(
        TARGETS, wanted, policy=policy, division=division, place=place_at(division)
    )
    return [{**row, **_beside(row, inquiry)} for row in rows]


def _beside(row: Mapping[str, Any], inquiry: Inquiry) -> Row:
    """Return what is: counted today, or the latest that was published."""
    actual = _counted(row, inquiry)
    today = inquiry.today.isoformat()
    seen: Mapping[str, Any] = {"on": today, "source": "counted", "value": actual}
    if actual is None:
        past = [one for one in row["history"] if one["on"] <= today]
        seen = past[-1] if past else {"on": None, "source": None, "value": None}
        actual = seen["value"]
    return {
        "actual": actual,
        "actualOn": seen["on"],
        "actualSource": seen["source"],
        "outcome": _outcome(actual, row, inquiry.today),
    }


def _counted(row: Mapping[str, Any], inquiry: Inquiry) -> float | None:
    """Return the number as it may be seen; a share of nobody is unknown."""
    counted: Sequence[int] | None = row["counted"]
    if counted is None:
        return None
    if row["measure"] in _SHARES:
        employed, certified, senior = counted
        place = place_at(None if row["division"] is None else row["division"]["code"])
        shown = shown_counts(
            {"employed": employed, "certified": certified, "senior": senior},
            exact=counts_exactly(inquiry.viewer, place),
        )
        share: float | None = shown[_SHARES[row["measure"]]]
        return share
    if row["measure"] == "FILED_SHARE":
        above, filed = counted
        return round(filed / above, 4) if above else None
    return float(counted[0])


def _outcome(actual: float | None, row: Mapping[str, Any], today: date) -> Outcome:
    """Say whether the target is reached; before its last day it is still open."""
    reached = at_least(actual, row["value"])
    if reached is Outcome.UNMET and today.isoformat() <= row["to"]:
        return Outcome.UNKNOWN
    return reached


async def duties(
    inquiry: Inquiry,
    selection: Selection,
    *,
    body: str | None,
    division: str | None,
    mechanism: str | None,
    on: date | None,
) -> list[Row]:
    """Return who is responsible for what on a day (default: today).

    Raises:
        UnknownCodeError: there is no such division or mechanism.
    """
    require_division(division)
    if mechanism is not None and mechanism not in MECHANISMS:
        raise UnknownCodeError(f"mechanism {mechanism} is not known; wanted S0 to S31")
    return await inquiry.many(
        DUTIES,
        selection,
        body=body,
        mechanism=mechanism,
        division=division,
        place=place_at(division),
        on=on or inquiry.today,
    )


async def joint_mechanisms(
    inquiry: Inquiry, selection: Selection, *, division: str | None, on: date | None
) -> list[Row]:
    """Return the mechanisms in which bodies work together in a division on a day.

    Raises:
        UnknownCodeError: there is no such division.
    """
    require_division(division)
    return await inquiry.many(
        JOINT_MECHANISMS,
        selection,
        division=division,
        place=place_at(division),
        on=on or inquiry.today,
    )
