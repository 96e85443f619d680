"""Read a regulation from JSON, and refuse it with the path of the part that is wrong.

Members of a regulation that are not known are ignored, like unknown columns; among its parameters
nothing is ignored, because one that nobody reads would be believed to hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from registry.eligibility.parameters import (
    PolicyRefusedError,
    Reader,
    day,
    division,
    one_of,
    text,
)
from registry.regulations.model import Regulation
from registry.regulations.subjects import SUBJECTS

MEMBER: Final = "subject"
"""What tells a regulation from a policy in `policies/*.json`."""


def parse_regulation(data: Mapping[str, object]) -> Regulation:
    """Read a regulation.

    Raises:
        PolicyRefusedError: a part is missing, unknown or not of its kind.
    """
    valid_from = _member(data, "validFrom", day)
    valid_to = _member(data, "validTo", day, optional=True)
    if valid_to is not None and valid_to < valid_from:
        raise PolicyRefusedError("validTo", "bad_value", "a day not before validFrom is wanted")
    subject = _member(data, MEMBER, one_of(tuple(SUBJECTS)))
    return Regulation(
        id=_member(data, "id", text),
        title=_member(data, "title", text),
        document_no=_member(data, "documentNo", text, optional=True),
        division=_member(data, "division", division, optional=True),
        valid_from=valid_from,
        valid_to=valid_to,
        subject=subject,
        confidence=_member(data, "confidence", text),
        source=_member(data, "source", text, optional=True),
        parameters=_parameters(subject, _member(data, "parameters", lambda value, _: value)),
    )


def _member(data: Mapping[str, object], name: str, read: Reader, *, optional: bool = False) -> Any:
    value = data.get(name)
    if value is None:
        if optional:
            return None
        raise PolicyRefusedError(name, "missing", f"a regulation needs {name}")
    return read(value, name)


def _parameters(subject: str, data: object) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise PolicyRefusedError("parameters", "bad_type", "a JSON object is wanted")
    known = SUBJECTS[subject]
    for name in data:
        if name not in known:
            raise PolicyRefusedError(
                f"parameters.{name}",
                "unknown_parameter",
                f"{subject} has these: {', '.join(known)}",
            )
    read: dict[str, Any] = {}
    for name, parameter in known.items():
        value = data.get(name)
        if value is not None:
            read[name] = parameter.reader(value, f"parameters.{name}")
        elif parameter.required:
            raise PolicyRefusedError(
                f"parameters.{name}", "missing", f"{subject} needs {name}: {parameter.words}"
            )
    return read
