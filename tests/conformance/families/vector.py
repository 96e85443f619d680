"""A vector: what is asked, and what must come out."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from tests.support.issuer import Issuer, bound_claims

ISSUER: Final = Issuer()
PLAIN: Final = ISSUER.credential()
BOUND: Final = ISSUER.credential(bound_claims())
STRICTNESS: Final = "CREDENTIAL.md section 6, strictness"


class Vector(NamedTuple):
    """What is asked, and what must come out: `flaws` are the checks neither PASSED nor SKIPPED."""

    topic: str
    name: str
    credential: str
    outcome: str = "VALID"
    flaws: dict[str, str] = {}  # noqa: RUF012 - never changed
    question: dict[str, Any] = {}  # noqa: RUF012 - never changed
    trust: dict[str, Any] | None = None
    source: str = "CREDENTIAL.md section 1"


def invalid(topic: str, name: str, credential: str, check: str, **more: Any) -> Vector:
    """Return a vector in which one check fails."""
    return Vector(topic, name, credential, "INVALID", {check: "FAILED"}, **more)


def unavailable(topic: str, name: str, credential: str, check: str, **more: Any) -> Vector:
    """Return a vector in which something needed cannot be had."""
    return Vector(topic, name, credential, "UNAVAILABLE", {check: "UNAVAILABLE"}, **more)
