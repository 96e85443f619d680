"""Why a witness does not cosign.

A refusal answers one request, by a status of the protocol. A broken witness answers none: it cannot
know any more what it has cosigned.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar

from verifier.errors import VerifierError


@dataclass(eq=False)
class RefusedError(VerifierError):
    """A request is not cosigned; `known_size` goes with a conflict (c2sp.org/tlog-witness)."""

    code: ClassVar[str] = "witness_refused"
    status: HTTPStatus
    reason: str
    known_size: int | None = None

    def __str__(self) -> str:
        return self.reason


class BrokenError(VerifierError):
    """The key or the memory of the witness is missing, unreadable or contradicts itself."""

    code: ClassVar[str] = "witness_broken"
