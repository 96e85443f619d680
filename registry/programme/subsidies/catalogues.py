"""`subsidyCatalogue`: the catalogue of a place and year, what changed, and what a county adds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Final

from registry.errors import BadArgumentError
from registry.graph.heads.subsidies import CATALOGUE
from registry.graph.regulations import decode_regulations
from registry.places import place_at, require_division
from registry.programme.subsidies.words import asked, found
from registry.reference import divisions
from registry.regulations import Regulation, regulation_in_force
from registry.regulations.judging import at_most, condition
from registry.regulations.rows import regulation_row
from registry.vocabulary import Outcome

if TYPE_CHECKING:
    from registry.eligibility import ConditionReport
    from registry.graph.selection import Selection
    from registry.graph.shapes.model import Row
    from registry.inquiry import Inquiry
    from registry.language import Language

SUBJECT: Final = "SUBSIDY"


async def subsidy_catalogue(
    inquiry: Inquiry,
    wanted: Selection,
    *,
    division: str,
    year: int,
    compared_with: int | None,
) -> Row | None:
    """Return the nearest catalogue of a place and year; None where none is known.

    Raises:
        UnknownCodeError: there is no such division.
        BadArgumentError: it would be compared with itself.
    """
    require_division(division)
    if compared_with == year:
        raise BadArgumentError("`comparedWith` is another year")
    answer = await inquiry.read(
        CATALOGUE,
        wanted,
        frozenset({"regulations"}),
        subject=SUBJECT,
        place=list(place_at(division)),
        year=year,
        comparedWith=compared_with,
    )
    if not answer.rows:
        return None
    _, row = answer.rows[0]
    regulation = regulation_in_force(
        decode_regulations(answer.extras["regulations"]),
        place=place_at(row["_division"]),
        on=_day_of(year, inquiry.today),
    )
    row["regulation"] = regulation and regulation_row(regulation)
    row["conditions"] = additions(
        row["_division"],
        row["_added"],
        evidence=[key for key in (row["_id"], row["_above"]) if key is not None],
        regulation=regulation,
        language=inquiry.language,
    )
    return row


def additions(
    division: str,
    added: tuple[int, int] | None,
    *,
    evidence: Iterable[str],
    regulation: Regulation | None,
    language: Language,
) -> tuple[ConditionReport, ...]:
    """Judge how many trades a county adds to the catalogue above it; nobody else adds to one.

    `added`: how many trades the catalogue above has, and how many this one has beside them.
    """
    if divisions()[division].level != "COUNTY":
        return ()
    share = regulation.parameters.get("mayAdd") if regulation else None
    if regulation is not None and share is None:
        return ()
    outcome, detail = Outcome.UNKNOWN, found("nothing_above", language)
    if added is not None:
        above, more = added
        detail = found("adds", language, added=more, above=above)
        outcome = at_most(more, None if share is None else share * above)
    if regulation is None:
        detail = found("no_regulation", language)
    percent = "…" if share is None else f"{share * 100:g}"
    text = asked("MAY_ADD", language, percent=percent)
    return (condition("MAY_ADD", outcome, text, detail=detail, evidence=tuple(evidence)),)


def _day_of(year: int, today: date) -> date:
    """Return the day of a year on which its catalogue is judged: today, or the nearest to it."""
    return min(max(today, date(year, 1, 1)), date(year, 12, 31))
