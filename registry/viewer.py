"""Who asks: the role and the identity that a bearer token proves, or nobody.

A viewer is a value. What it may see is decided in `registry.access` alone, by its *standing*: the
role, with an agency that has no division standing for the nation.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The roles of MEANINGS.md, "Who sees what".

    The values are published in `Viewer.role` and in tokens.
    """

    ANONYMOUS = "anonymous"
    HOLDER = "holder"
    ENTERPRISE = "enterprise"
    ISSUER = "issuer"
    AGENCY = "agency"
    ADMINISTRATOR = "admin"


class Standing(StrEnum):
    """What decides.

    A role, and for an agency whether it answers for a division or for the nation.
    """

    ANONYMOUS = "anonymous"
    HOLDER = "holder"
    ENTERPRISE = "enterprise"
    ISSUER = "issuer"
    AGENCY = "agency"
    NATION = "nation"
    ADMINISTRATOR = "admin"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks.

    `subject` is the worker id of a holder, `organisation` the credit code (USCC) of an enterprise
    or issuer, `division` the six digits of an agency's division; None where the role has none.
    """

    role: Role = Role.ANONYMOUS
    subject: str | None = None
    organisation: str | None = None
    division: str | None = None

    @property
    def standing(self) -> Standing:
        """What `registry.access` decides by."""
        if self.role is Role.AGENCY and self.division is None:
            return Standing.NATION
        return Standing(self.role.value)

    @property
    def scope(self) -> str:
        """Name the viewer for pairwise ids, cursors and idempotency keys.

        Equal for the same viewer, different otherwise.
        """
        return "|".join(
            (self.role.value, self.subject or "", self.organisation or "", self.division or "")
        )


ANONYMOUS = Viewer()
