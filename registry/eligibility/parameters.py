"""The conditions that a rule may name, and the parameters of each: IMPORT.md's table as data.

A parameter may be left out where the field of its condition's class has a default. A reader takes a
value and its path in the policy, and refuses it by that path.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final, cast

from registry.eligibility import conditions
from registry.vocabulary import (
    ACHIEVEMENT_SCOPES,
    COMPETITION_CLASSES,
    EDUCATION,
    HONOUR_LEVELS,
    Rank,
)

MAX_YEARS: Final = 100
MAX_COUNT: Final = 10_000
ACHIEVEMENT_KINDS: Final = (
    "PRODUCT",
    "INNOVATION",
    "INVENTION",
    "RESEARCH",
    "STANDARD",
    "METHOD",
)


@dataclass(eq=False)
class PolicyRefusedError(ValueError):
    """A policy cannot be taken.

    `path` is the offending part (`rule.allOf[1].years`), `reason` a stable code: `missing`,
    `bad_type`, `bad_value`, `unknown_condition`, `unknown_parameter`, `not_a_rule`, `too_deep`;
    `hint` says what was wanted.
    """

    code: ClassVar[str] = "policy_refused"
    path: str
    reason: str
    hint: str

    def __str__(self) -> str:
        """Return path, reason and hint in one line."""
        return f"{self.path}: {self.reason}, {self.hint}"


Reader = Callable[[object, str], Any]
"""Reads a parameter, given its value and its path."""


def member(data: Mapping[str, object], name: str, read: Reader, *, optional: bool = False) -> Any:
    """Read a member of a policy or regulation; one that is null is as one that is not there.

    Raises:
        PolicyRefusedError: it is missing and not optional, or its reader refuses it.
    """
    value = data.get(name)
    if value is None:
        if optional:
            return None
        raise PolicyRefusedError(name, "missing", f"{name} is needed")
    return read(value, name)


def one_of(names: tuple[str, ...]) -> Reader:
    """Read one of these names."""

    def read(value: object, path: str) -> str:
        if not isinstance(value, str):
            raise PolicyRefusedError(path, "bad_type", "a text is wanted")
        if value not in names:
            raise PolicyRefusedError(path, "bad_value", f"one of {', '.join(names)} is wanted")
        return value

    return read


def whole_number(lowest: int, highest: int) -> Reader:
    """Read a whole number within both bounds."""

    def read(value: object, path: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise PolicyRefusedError(path, "bad_type", "a whole number is wanted")
        if not lowest <= value <= highest:
            raise PolicyRefusedError(
                path, "bad_value", f"a number from {lowest} to {highest} is wanted"
            )
        return value

    return read


def many(read_one: Reader) -> Reader:
    """Read a list of at least one."""

    def read(value: object, path: str) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise PolicyRefusedError(path, "bad_type", "a list is wanted")
        if not value:
            raise PolicyRefusedError(path, "bad_value", "at least one is wanted")
        return tuple(read_one(one, f"{path}[{index}]") for index, one in enumerate(value))

    return read


def text(value: object, path: str) -> str:
    """Read a text that is not empty."""
    if not isinstance(value, str):
        raise PolicyRefusedError(path, "bad_type", "a text is wanted")
    if not value.strip():
        raise PolicyRefusedError(path, "bad_value", "a text that is not empty is wanted")
    return value


def flag(value: object, path: str) -> bool:
    """Read a truth value."""
    if not isinstance(value, bool):
        raise PolicyRefusedError(path, "bad_type", "true or false is wanted")
    return value


def level(value: object, path: str) -> Rank:
    """Read the name of a grade."""
    return Rank[cast("str", one_of(tuple(rank.name for rank in Rank))(value, path))]


def day(value: object, path: str) -> date:
    """Read a day, `YYYY-MM-DD`."""
    written = text(value, path)
    try:
        read = date.fromisoformat(written)
    except ValueError:
        read = None
    # Python reads other forms of ISO 8601 too.
    if read is None or read.isoformat() != written:
        raise PolicyRefusedError(path, "bad_value", "a day like 2020-06-01 is wanted")
    return read


def division(value: object, path: str) -> str:
    """Read the six digits of a division; whether it exists is not asked here."""
    code = text(value, path)
    if len(code) != 6 or not (code.isascii() and code.isdecimal()):
        raise PolicyRefusedError(path, "bad_value", "six digits are wanted")
    return code


_YEARS = whole_number(0, MAX_YEARS)
_COUNT = whole_number(1, MAX_COUNT)

PARAMETERS: Final[
    Mapping[
        str,
        tuple[Callable[..., conditions.Condition], Mapping[str, tuple[str, Reader]]],
    ]
] = {
    "level_at_least": (conditions.LevelAtLeast, {"level": ("level", level)}),
    "years_at_level": (
        conditions.YearsAtLevel,
        {
            "level": ("level", level),
            "years": ("years", _YEARS),
            "sameOccupation": ("same_occupation", flag),
        },
    ),
    "years_employed": (
        conditions.YearsEmployed,
        {"years": ("years", _YEARS), "sameEnterprise": ("same_enterprise", flag)},
    ),
    "age_between": (
        conditions.AgeBetween,
        {"min": ("minimum", _YEARS), "max": ("maximum", _YEARS)},
    ),
    "education_at_least": (
        conditions.EducationAtLeast,
        {"education": ("education", one_of(EDUCATION))},
    ),
    "front_line_post": (conditions.FrontLinePost, {}),
    "key_post": (conditions.KeyPost, {}),
    "honour": (conditions.Honoured, {"types": ("types", many(text))}),
    "competition": (
        conditions.Placed,
        {
            "classAtLeast": ("class_at_least", one_of(COMPETITION_CLASSES)),
            "rankAtMost": ("rank_at_most", _COUNT),
        },
    ),
    "achievement": (
        conditions.Achieved,
        {
            "kinds": ("kinds", many(one_of(ACHIEVEMENT_KINDS))),
            "scopeAtLeast": ("scope_at_least", one_of(ACHIEVEMENT_SCOPES)),
            "keyField": ("key_field", text),
        },
    ),
    "mentees": (conditions.Mentees, {"count": ("count", _COUNT)}),
    "mentees_promoted": (conditions.MenteesPromoted, {"count": ("count", _COUNT)}),
    "leads_studio": (
        conditions.LeadsStudio,
        {"levelAtLeast": ("level_at_least", one_of(HONOUR_LEVELS))},
    ),
    "appointed": (
        conditions.Appointed,
        {"level": ("level", level), "years": ("years", _YEARS)},
    ),
    "employer_filed": (conditions.EmployerFiled, {}),
    "no_misconduct": (conditions.NoMisconduct, {"years": ("years", _YEARS)}),
    "statement": (
        conditions.Stated,
        {"code": ("statement", text), "text": ("text", text)},
    ),
}
"""For each `is`: the class of the condition, and for each parameter its field and its reader."""
