"""Places and industries as questions name them: whether they exist, and what stands above them."""

from __future__ import annotations

from registry.errors import UnknownCodeError
from registry.reference import divisions, industries


def require_division(code: str | None) -> None:
    """Refuse a division that GB/T 2260 does not know.

    Raises:
        UnknownCodeError: there is no such division.
    """
    if code is not None and code not in divisions():
        raise UnknownCodeError(f"division {code} is not known")


def require_industry(code: str | None) -> None:
    """Refuse an industry that GB/T 4754 does not know.

    Raises:
        UnknownCodeError: there is no such industry.
    """
    if code is not None and code not in industries():
        raise UnknownCodeError(f"industry {code} is not known")


def province_of(code: str | None) -> str | None:
    """Return the province of a division: the first two of its six digits say it (GB/T 2260)."""
    return None if code is None else f"{code[:2]}0000"


def place_at(code: str | None) -> tuple[str, ...]:
    """Return the division and those above it, the nearest first; nothing for an unknown one.

    It is the `place` at which a policy or regulation is looked for.
    """
    place: list[str] = []
    while code is not None and code in divisions():
        place.append(code)
        code = divisions()[code].parent_code
    return tuple(place)


def prefix_of(code: str | None) -> str | None:
    """Return the digits that the codes of a division and of all below it begin with."""
    if code is None:
        return None
    return code[:2] if code.endswith("0000") else code.removesuffix("00")
