"""The one way in which a code is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(eq=False)
class InvalidCodeError(ValueError):
    """A code is not what its standard says.

    `code` is stable and published: `bad_shape`, `impossible_date` or `bad_check_character`.
    `found` is the offending part alone, never the whole number, so that it may be shown and logged.
    """

    code: str
    found: str
    wanted: str

    def __str__(self) -> str:
        """Return what was found and what was wanted."""
        return f"found {self.found}, wanted {self.wanted}"
