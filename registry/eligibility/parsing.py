"""Read a policy from JSON, and refuse it with the path of the part that is wrong.

A rule is either a condition, `{"is": ..., parameters}`, or a group, `{"allOf": [...]}`, `{"anyOf": [...]}` or `{"atLeast": {"n": 2, "of": [...]}}`. The table
below says which parameters a condition has and what they may be; a parameter may be left out where the field of its class has a default.
Members of a policy that are not known are ignored, like unknown columns; inside a rule nothing is ignored, because a condition that nobody evaluates
would make people eligible who are not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from typing import Any, ClassVar, Final, cast

from registry.eligibility import conditions
from registry.eligibility.policy import Group, Kind, Policy, Rule
from registry.vocabulary import (
    ACHIEVEMENT_SCOPES,
    COMPETITION_CLASSES,
    EDUCATION,
    HONOUR_LEVELS,
    Rank,
)

MAX_DEPTH: Final = 16
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

    `path` is the offending part (`rule.allOf[1].years`), `reason` a stable code: `missing`, `bad_type`, `bad_value`, `unknown_condition`,
    `unknown_parameter`, `not_a_rule`, `too_deep`; `hint` says what was wanted.
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


def _one_of(names: tuple[str, ...]) -> Reader:
    def read(value: object, path: str) -> str:
        if not isinstance(value, str):
            raise PolicyRefusedError(path, "bad_type", "a text is wanted")
        if value not in names:
            raise PolicyRefusedError(
                path, "bad_value", f"one of {', '.join(names)} is wanted"
            )
        return value

    return read


def _whole(lowest: int, highest: int) -> Reader:
    def read(value: object, path: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise PolicyRefusedError(path, "bad_type", "a whole number is wanted")
        if not lowest <= value <= highest:
            raise PolicyRefusedError(
                path, "bad_value", f"a number from {lowest} to {highest} is wanted"
            )
        return value

    return read


def _many(read_one: Reader) -> Reader:
    def read(value: object, path: str) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise PolicyRefusedError(path, "bad_type", "a list is wanted")
        if not value:
            raise PolicyRefusedError(path, "bad_value", "at least one is wanted")
        return tuple(
            read_one(one, f"{path}[{index}]") for index, one in enumerate(value)
        )

    return read


def _text(value: object, path: str) -> str:
    if not isinstance(value, str):
        raise PolicyRefusedError(path, "bad_type", "a text is wanted")
    if not value.strip():
        raise PolicyRefusedError(
            path, "bad_value", "a text that is not empty is wanted"
        )
    return value


def _flag(value: object, path: str) -> bool:
    if not isinstance(value, bool):
        raise PolicyRefusedError(path, "bad_type", "true or false is wanted")
    return value


def _level(value: object, path: str) -> Rank:
    return Rank[cast("str", _one_of(tuple(rank.name for rank in Rank))(value, path))]


def _day(value: object, path: str) -> date:
    try:
        return date.fromisoformat(_text(value, path))
    except PolicyRefusedError:
        raise
    except ValueError as err:
        raise PolicyRefusedError(
            path, "bad_value", "a day like 2020-06-01 is wanted"
        ) from err


def _division(value: object, path: str) -> str:
    code = _text(value, path)
    if len(code) != 6 or not (code.isascii() and code.isdecimal()):
        raise PolicyRefusedError(path, "bad_value", "six digits are wanted")
    return code


_YEARS = _whole(0, MAX_YEARS)
_COUNT = _whole(1, MAX_COUNT)

PARAMETERS: Final[
    Mapping[
        str,
        tuple[Callable[..., conditions.Condition], Mapping[str, tuple[str, Reader]]],
    ]
] = {
    "level_at_least": (conditions.LevelAtLeast, {"level": ("level", _level)}),
    "years_at_level": (
        conditions.YearsAtLevel,
        {
            "level": ("level", _level),
            "years": ("years", _YEARS),
            "sameOccupation": ("same_occupation", _flag),
        },
    ),
    "years_employed": (
        conditions.YearsEmployed,
        {"years": ("years", _YEARS), "sameEnterprise": ("same_enterprise", _flag)},
    ),
    "age_between": (
        conditions.AgeBetween,
        {"min": ("minimum", _YEARS), "max": ("maximum", _YEARS)},
    ),
    "education_at_least": (
        conditions.EducationAtLeast,
        {"education": ("education", _one_of(EDUCATION))},
    ),
    "front_line_post": (conditions.FrontLinePost, {}),
    "key_post": (conditions.KeyPost, {}),
    "honour": (conditions.Honoured, {"types": ("types", _many(_text))}),
    "competition": (
        conditions.Placed,
        {
            "classAtLeast": ("class_at_least", _one_of(COMPETITION_CLASSES)),
            "rankAtMost": ("rank_at_most", _COUNT),
        },
    ),
    "achievement": (
        conditions.Achieved,
        {
            "kinds": ("kinds", _many(_one_of(ACHIEVEMENT_KINDS))),
            "scopeAtLeast": ("scope_at_least", _one_of(ACHIEVEMENT_SCOPES)),
            "keyField": ("key_field", _text),
        },
    ),
    "mentees": (conditions.Mentees, {"count": ("count", _COUNT)}),
    "mentees_promoted": (conditions.MenteesPromoted, {"count": ("count", _COUNT)}),
    "leads_studio": (
        conditions.LeadsStudio,
        {"levelAtLeast": ("level_at_least", _one_of(HONOUR_LEVELS))},
    ),
    "appointed": (
        conditions.Appointed,
        {"level": ("level", _level), "years": ("years", _YEARS)},
    ),
    "employer_filed": (conditions.EmployerFiled, {}),
    "no_misconduct": (conditions.NoMisconduct, {"years": ("years", _YEARS)}),
    "statement": (
        conditions.Stated,
        {"code": ("statement", _text), "text": ("text", _text)},
    ),
}
"""For each `is`: the class of the condition, and for each parameter its field and its reader."""


def parse_policy(data: object) -> Policy:
    """Read a policy.

    Raises:
        PolicyRefusedError: a part is missing, unknown or not of its kind.
    """
    if not isinstance(data, dict):
        raise PolicyRefusedError("", "bad_type", "a JSON object is wanted")
    valid_from = _member(data, "validFrom", _day)
    valid_to = _member(data, "validTo", _day, optional=True)
    if valid_to is not None and valid_to < valid_from:
        raise PolicyRefusedError(
            "validTo", "bad_value", "a day not before validFrom is wanted"
        )
    return Policy(
        id=_member(data, "id", _text),
        title=_member(data, "title", _text),
        document_no=_member(data, "documentNo", _text, optional=True),
        division=_member(data, "division", _division, optional=True),
        valid_from=valid_from,
        valid_to=valid_to,
        target=_member(data, "target", _level),
        confidence=_member(data, "confidence", _text),
        source=_member(data, "source", _text, optional=True),
        rule=_rule(_member(data, "rule", lambda value, _: value), "rule", 1),
    )


def _member(
    data: Mapping[str, object], name: str, read: Reader, *, optional: bool = False
) -> Any:
    value = data.get(name)
    if value is None:
        if optional:
            return None
        raise PolicyRefusedError(name, "missing", f"a policy needs {name}")
    return read(value, name)


def _rule(data: object, path: str, depth: int) -> Rule:
    if depth > MAX_DEPTH:
        raise PolicyRefusedError(
            path, "too_deep", f"at most {MAX_DEPTH} levels of groups are read"
        )
    if not isinstance(data, dict):
        raise PolicyRefusedError(path, "bad_type", "a condition or a group is wanted")
    if "is" in data:
        return _condition(data, path)
    match data:
        case {"allOf": parts} if len(data) == 1:
            return _group("allOf", None, parts, f"{path}.allOf", depth)
        case {"anyOf": parts} if len(data) == 1:
            return _group("anyOf", 1, parts, f"{path}.anyOf", depth)
        case {"atLeast": {"n": wanted, "of": parts} as counted} if (
            len(data) == 1 and len(counted) == 2
        ):
            return _group("atLeast", wanted, parts, f"{path}.atLeast.of", depth)
    raise PolicyRefusedError(
        path,
        "not_a_rule",
        'one of "is", "allOf", "anyOf", "atLeast" {"n", "of"} is wanted',
    )


def _group(kind: Kind, wanted: object, parts: object, path: str, depth: int) -> Group:
    if not isinstance(parts, list):
        raise PolicyRefusedError(path, "bad_type", "a list of rules is wanted")
    if not parts:
        raise PolicyRefusedError(path, "bad_value", "at least one rule is wanted")
    number = (
        len(parts)
        if wanted is None
        else _whole(1, len(parts))(wanted, path.removesuffix(".of") + ".n")
    )
    return Group(
        kind,
        number,
        tuple(
            _rule(part, f"{path}[{index}]", depth + 1)
            for index, part in enumerate(parts)
        ),
    )


def _condition(data: Mapping[str, object], path: str) -> conditions.Condition:
    name = data["is"]
    if not isinstance(name, str) or name not in PARAMETERS:
        raise PolicyRefusedError(
            f"{path}.is",
            "unknown_condition",
            f"one of {', '.join(PARAMETERS)} is wanted",
        )
    made, parameters = PARAMETERS[name]
    for given in data:
        if given != "is" and given not in parameters:
            known = ", ".join(parameters) or "none"
            raise PolicyRefusedError(
                f"{path}.{given}", "unknown_parameter", f"{name} has these: {known}"
            )
    defaults = {
        field.name
        for field in fields(cast("Any", made))
        if field.default is not MISSING
    }
    arguments: dict[str, Any] = {}
    for parameter, (field_name, read) in parameters.items():
        value = data.get(parameter)
        if value is not None:
            arguments[field_name] = read(value, f"{path}.{parameter}")
        elif field_name not in defaults:
            raise PolicyRefusedError(
                f"{path}.{parameter}", "missing", f"{name} needs {parameter}"
            )
    _check_ages(name, arguments, path)
    return made(**arguments)


def _check_ages(name: str, arguments: Mapping[str, Any], path: str) -> None:
    """Check what `age_between` needs of its two parameters together."""
    if name != conditions.AgeBetween.code:
        return
    if not arguments:
        raise PolicyRefusedError(
            f"{path}.min", "missing", "age_between needs min, max or both"
        )
    if arguments.get("maximum", MAX_YEARS) < arguments.get("minimum", 0):
        raise PolicyRefusedError(
            f"{path}.max", "bad_value", "an age not below min is wanted"
        )
