"""Read a policy from JSON, and refuse it with the path of the part that is wrong.

A rule is either a condition, `{"is": ..., parameters}`, or a group, `{"allOf": [...]}`, `{"anyOf":
[...]}` or `{"atLeast": {"n": 2, "of": [...]}}`. Members of a policy that are not known are ignored,
like unknown columns; inside a rule nothing is ignored, because a condition that nobody evaluates
would make people eligible who are not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any, Final, cast

from registry.eligibility import conditions
from registry.eligibility.parameters import (
    MAX_YEARS,
    PARAMETERS,
    PolicyRefusedError,
    day,
    division,
    level,
    member,
    text,
    whole_number,
)
from registry.eligibility.policy import Group, Kind, Policy, Rule

MAX_DEPTH: Final = 16


def parse_policy(data: object) -> Policy:
    """Read a policy.

    Raises:
        PolicyRefusedError: a part is missing, unknown or not of its kind.
    """
    if not isinstance(data, dict):
        raise PolicyRefusedError("", "bad_type", "a JSON object is wanted")
    valid_from = member(data, "validFrom", day)
    valid_to = member(data, "validTo", day, optional=True)
    if valid_to is not None and valid_to < valid_from:
        raise PolicyRefusedError("validTo", "bad_value", "a day not before validFrom is wanted")
    return Policy(
        id=member(data, "id", text),
        title=member(data, "title", text),
        document_no=member(data, "documentNo", text, optional=True),
        division=member(data, "division", division, optional=True),
        valid_from=valid_from,
        valid_to=valid_to,
        target=member(data, "target", level),
        confidence=member(data, "confidence", text),
        source=member(data, "source", text, optional=True),
        rule=parse_rule(member(data, "rule", lambda value, _: value), "rule"),
    )


def parse_rule(data: object, path: str) -> Rule:
    """Read a rule alone.

    Raises:
        PolicyRefusedError: a part is missing, unknown or not of its kind.
    """
    return _rule(data, path, 1)


def _rule(data: object, path: str, depth: int) -> Rule:
    if depth > MAX_DEPTH:
        raise PolicyRefusedError(path, "too_deep", f"at most {MAX_DEPTH} levels of groups are read")
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
        else whole_number(1, len(parts))(wanted, path.removesuffix(".of") + ".n")
    )
    return Group(
        kind,
        number,
        tuple(_rule(part, f"{path}[{index}]", depth + 1) for index, part in enumerate(parts)),
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
    defaults = {field.name for field in fields(cast("Any", made)) if field.default is not MISSING}
    arguments: dict[str, Any] = {}
    for parameter, (field_name, read) in parameters.items():
        value = data.get(parameter)
        if value is not None:
            arguments[field_name] = read(value, f"{path}.{parameter}")
        elif field_name not in defaults:
            raise PolicyRefusedError(f"{path}.{parameter}", "missing", f"{name} needs {parameter}")
    _check_ages(name, arguments, path)
    return made(**arguments)


def _check_ages(name: str, arguments: Mapping[str, Any], path: str) -> None:
    """Check what `age_between` needs of its two parameters together."""
    if name != conditions.AgeBetween.code:
        return
    if not arguments:
        raise PolicyRefusedError(f"{path}.min", "missing", "age_between needs min, max or both")
    if arguments.get("maximum", MAX_YEARS) < arguments.get("minimum", 0):
        raise PolicyRefusedError(f"{path}.max", "bad_value", "an age not below min is wanted")
