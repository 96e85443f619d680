"""The larger GraphQL documents of the pages, as files beside them, and how they are usually asked.

The pages fetch them by name; the server has the database plan them when it starts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from registry.dates import add_years
from registry.viewer import ANONYMOUS, Role, Viewer

FOLDER: Final = Path(__file__).parent / "static" / "queries"

# Statement texts depend on the kind of viewer, not on who it is: these are nobody in particular.
_ENTERPRISE: Final = Viewer(Role.ENTERPRISE, organisation="")
_AGENCY: Final = Viewer(Role.AGENCY, division="320000")
SOMEBODY: Final[Mapping[str, Viewer]] = {
    "anonymous": ANONYMOUS,
    "holder": Viewer(Role.HOLDER, subject=""),
    "enterprise": _ENTERPRISE,
    "issuer": Viewer(Role.ISSUER, organisation=""),
    "agency": _AGENCY,
    "administrator": Viewer(Role.ADMINISTRATOR),
}
"""One viewer of each kind that `docs/questions` names."""


@dataclass(frozen=True, slots=True)
class Known:
    """An operation of a document (None: its only one), as one kind of viewer asks it."""

    text: str
    operation: str | None
    viewer: Viewer
    variables: Mapping[str, Any]


def known_documents(today: date) -> Sequence[Known]:
    """Return what the pages ask first, each with variables that lead to the usual statement."""
    search, trace, verify = (
        (FOLDER / f"{name}.graphql").read_text(encoding="utf-8")
        for name in ("search", "trace", "verify")
    )
    trade = {"occupations": ["2022:6-18-02-04"], "divisions": ["320000"]}
    card = {"sort": "SCORE", "target": "CHIEF_TECHNICIAN", "first": 1}
    period = {"from": add_years(today, -1).isoformat(), "to": today.isoformat()}
    paper = {"number": "S000032000001241000001", "holderName": "-"}
    return (
        Known(search, "Search", _ENTERPRISE, card | {"filter": {"minLevel": "SENIOR_TECHNICIAN"}}),
        Known(search, "Search", _ENTERPRISE, card | {"filter": trade}),
        Known(verify, "ByNumber", ANONYMOUS, paper),
        Known(trace, "Trace", _AGENCY, period | {"filter": period}),
    )
