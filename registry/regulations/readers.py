"""Readers of parameters beside those of conditions (registry.eligibility.parameters)."""

from __future__ import annotations

from registry.eligibility.parameters import PolicyRefusedError, Reader
from registry.eligibility.parsing import parse_rule

MAX_MONEY = 1_000_000_000_000


def share(value: object, path: str) -> float:
    """Read a share: a number from 0 to 1, 0.6 for 60 %."""
    return _number(value, path, highest=1)


def money(value: object, path: str) -> float:
    """Read an amount in yuan, not negative."""
    return _number(value, path, highest=MAX_MONEY)


def table(read_one: Reader) -> Reader:
    """Read an object of names and values, such as an amount for each grade."""

    def read(value: object, path: str) -> dict[str, object]:
        if not isinstance(value, dict):
            raise PolicyRefusedError(path, "bad_type", "an object of names and values is wanted")
        if not value:
            raise PolicyRefusedError(path, "bad_value", "at least one name is wanted")
        return {name: read_one(one, f"{path}.{name}") for name, one in value.items()}

    return read


def rule(value: object, path: str) -> object:
    """Read a rule about a person, in the language of policies; its JSON is what is kept."""
    parse_rule(value, path)
    return value


def _number(value: object, path: str, *, highest: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PolicyRefusedError(path, "bad_type", "a number is wanted")
    if not 0 <= value <= highest:
        raise PolicyRefusedError(path, "bad_value", f"a number from 0 to {highest:,} is wanted")
    return value
