"""How open a row must be for each of its fields to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from registry.access.opentypes import OPEN_TYPES
from registry.access.ties import Openness, Rows


@dataclass(frozen=True, slots=True)
class Policy:
    """What a field needs.

    An openness of the row that holds it, or, for a list, rows open by their own tie.
    """

    needs: Openness
    rows: Rows | None = None


MASKED: Final = Policy(Openness.MASKED)
KNOWN: Final = Policy(Openness.KNOWN)
RECORD: Final = Policy(Openness.RECORD)


def _fields(policy: Policy, names: str) -> dict[str, Policy]:
    return dict.fromkeys(names.split(), policy)


POLICIES: Final[Mapping[str, Mapping[str, Policy]]] = {
    "Worker": _fields(MASKED, "id nameMasked status payArrangements allowances")
    | _fields(KNOWN, "name appointments honours competitionResults studios")
    | _fields(RECORD, "gender birthYear employments mentors mentees consents")
    | {
        "certificates": Policy(Openness.RECORD, Rows.CERTIFICATE),
        "assignments": Policy(Openness.RECORD, Rows.ASSIGNMENT),
    },
    "Enterprise": _fields(
        MASKED, "uscc name kind division industry scaleAbove ownership designations filings"
    )
    | _fields(RECORD, "suppliers customers staff"),
}
"""Types whose fields are not all as open as the row. A type that shows no person and no inside of
an organisation stands in `OPEN_TYPES`.
"""


def policy_of(type_name: str, field: str) -> Policy:
    """Return the policy of a field.

    Raises:
        KeyError: it has none. `schema.wholeness` finds that at the start.
    """
    if type_name in OPEN_TYPES:
        return MASKED
    return POLICIES[type_name][field]
