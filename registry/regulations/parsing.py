"""Read a regulation from JSON, and refuse it with the path of the part that is wrong.

Members of a regulation that are not known are ignored, like unknown columns; among its parameters
nothing is ignored, because one that nobody reads would be believed to hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from registry.eligibility.parameters import (
    PolicyRefusedError,
    day,
    division,
    member,
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
    valid_from = member(data, "validFrom", day)
    valid_to = member(data, "validTo", day, optional=True)
    if valid_to is not None and valid_to < valid_from:
        raise PolicyRefusedError("validTo", "bad_value", "a day not before validFrom is wanted")
    subject = member(data, MEMBER, one_of(tuple(SUBJECTS)))
    return Regulation(
        id=member(data, "id", text),
        title=member(data, "title", text),
        document_no=member(data, "documentNo", text, optional=True),
        division=member(data, "division", division, optional=True),
        valid_from=valid_from,
        valid_to=valid_to,
        subject=subject,
        confidence=member(data, "confidence", text),
        source=member(data, "source", text, optional=True),
        parameters=_parameters(subject, member(data, "parameters", lambda value, _: value)),
    )


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
