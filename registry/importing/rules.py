"""Checks across the cells of a row: each needs nothing but the row."""

from __future__ import annotations

from typing import Final

from registry.codes import read_id_number
from registry.importing.columns import OPEN
from registry.importing.table import Problem, Rule


def ordered(first: str, then: str) -> Rule:
    """Return the rule that the day `then` is not before the day `first`."""

    def check(start: str | None, end: str | None) -> Problem | None:
        # Days are text of one width, so the order of the text is the order of the days.
        if start is not None and end is not None and end != OPEN and end < start:
            return Problem(then, "ends_before_start", f"not before {start}")
        return None

    return Rule((first, then), check)


PERIOD: Final = ordered("from", "to")


def _identity(number: str | None, birth: str | None, gender: str | None) -> Problem | None:
    """Hold birth date and gender against the ID number, which says both."""
    if number is None:
        return None
    said = read_id_number(number)
    if birth is not None and birth != said.birth_date.isoformat():
        return Problem("birth_date", "contradicts_id_number", "another day than the ID number says")
    if gender is not None and gender != said.gender:
        return Problem("gender", "contradicts_id_number", "not what the ID number says")
    return None


SAME_PERSON: Final = Rule(("id_number", "birth_date", "gender"), _identity)


def _grantee(purpose: str | None, grantee: str | None) -> Problem | None:
    if purpose == "CONTACT" and grantee is None:
        return Problem("grantee", "missing_grantee", "the credit code of who may make contact")
    return None


GRANTEE: Final = Rule(("purpose", "grantee"), _grantee)


def different(first: str, second: str, hint: str = "two different ones") -> Rule:
    """Return the rule that two columns do not name the same."""

    def check(one: str | None, other: str | None) -> Problem | None:
        return Problem(second, "self_reference", hint) if one == other else None

    return Rule((first, second), check)


TWO_PEOPLE: Final = different("mentor", "mentee", "nobody is their own mentor")


def both(first: str, second: str) -> Rule:
    """Return the rule that two cells are only known together."""

    def check(one: object, other: object) -> Problem | None:
        if (one is None) == (other is None):
            return None
        return Problem(first if one is None else second, "missing_value", "both or neither")

    return Rule((first, second), check)


def _award(awarded: bool | None, day: str | None) -> Problem | None:  # noqa: FBT001 - a cell
    if day is not None and not awarded:
        return Problem("awarded_on", "not_awarded", "awarded 1, or no day of award")
    return None


AWARD: Final = Rule(("awarded", "awarded_on"), _award)
