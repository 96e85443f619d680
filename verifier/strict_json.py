"""JSON with one meaning only.

Two readers of the same signed bytes must see the same value, or one of them can be deceived. So
what RFC 8259 leaves to the reader is refused: members twice, numbers that no double or 64-bit
integer holds, NaN, text that is not Unicode, and nesting that exhausts somebody's stack (RFC 8725
section 2.4 and 3.7 give the reasons).

The scanner is the standard library's, in C; the hooks run once per object and number. Depth is
measured after reading, and only where the text has enough brackets to be deep at all: reading stops
by itself, with RecursionError, long before memory is short. `quick_json` reads most documents first
and leaves to this reader all that it could misread.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

from verifier.errors import MalformedError
from verifier.quick_json import IN_DOUBT, read_arrays_quickly, read_quickly

JSON: TypeAlias = Any
"""A dict, list, str, int, float, bool or None, as `parse_json` returns it. Narrow it before use."""

MAX_DEPTH: Final = 32
MAX_INTEGER_DIGITS: Final = 19


def _object(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise MalformedError("a member name stands twice in one object")
    return members


def _integer(digits: str) -> int:
    if len(digits) - (digits[0] == "-") > MAX_INTEGER_DIGITS:
        raise MalformedError(f"an integer has more than {MAX_INTEGER_DIGITS} digits")
    return int(digits)


def _float(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise MalformedError("a number is too large")
    return number


def _constant(name: str) -> JSON:
    raise MalformedError(f"{name} is no JSON")


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_float, parse_constant=_constant
)
# An attribute of every decoder, though the type stubs do not know it.
_SCAN: Final[Callable[[str, int], tuple[JSON, int]]] = vars(_DECODER)["scan_once"]


def _decode(text: str) -> JSON:
    """Decode one value. The scanner alone is half the cost of `decode`, which strips space."""
    try:
        value, end = _SCAN(text, 0)
    except StopIteration:
        end = -1
    return value if end == len(text) else _DECODER.decode(text)


def parse_json(raw: bytes | str) -> JSON:
    """Read one JSON document.

    Raises:
        MalformedError: it is none, or leaves a choice to its reader.
    """
    if type(raw) is bytes:
        value = read_quickly(raw, max_depth=MAX_DEPTH)
        if value is not IN_DOUBT:
            return value
    return parse_json_strictly(raw)


def parse_json_each(documents: Sequence[bytes]) -> list[JSON]:
    """Read several documents, each for itself.

    Raises:
        MalformedError: as `parse_json`, for any of them.
    """
    values = read_arrays_quickly(documents, max_depth=MAX_DEPTH)
    return [parse_json(document) for document in documents] if values is None else values


def parse_json_strictly(raw: bytes | str) -> JSON:
    """Read one JSON document with the strict reader alone.

    Raises:
        MalformedError: as `parse_json`.
    """
    try:
        text = raw.decode() if isinstance(raw, bytes) else raw
        value = _decode(text)
    except RecursionError as err:
        raise MalformedError(f"nested deeper than {MAX_DEPTH}") from err
    except ValueError as err:
        raise MalformedError("not JSON") from err
    # UTF-8 cannot carry a lone surrogate, so one comes by an escape, or bare in a `str`.
    if "\\ud" in text or "\\uD" in text or isinstance(raw, str):
        _refuse_lone_surrogates(value)
    brackets = text.count("[") + text.count("{")
    if brackets > MAX_DEPTH and depth_of(value) > MAX_DEPTH:
        raise MalformedError(f"nested deeper than {MAX_DEPTH}")
    return value


def parse_json_object(raw: bytes | str) -> dict[str, JSON]:
    """Read one JSON document that must be an object.

    Raises:
        MalformedError: as `parse_json`, or it is no object.
    """
    value = parse_json(raw)
    if type(value) is not dict:
        raise MalformedError("not a JSON object")
    return value


def depth_of(value: JSON) -> int:
    """Return how many arrays and objects stand inside one another; 0 for a scalar."""
    depth = 0
    level = [value]
    while containers := [item for item in level if isinstance(item, dict | list)]:
        depth += 1
        level = [
            child
            for item in containers
            for child in (item.values() if isinstance(item, dict) else item)
        ]
    return depth


def is_number(value: JSON) -> bool:
    """Tell whether `value` is a number: a boolean is not, though Python says it is an int."""
    return type(value) is int or type(value) is float


def _refuse_lone_surrogates(value: JSON) -> None:
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            try:
                item.encode()
            except UnicodeEncodeError as err:
                raise MalformedError("text with a lone surrogate") from err
        elif isinstance(item, dict):
            pending.extend(item)
            pending.extend(item.values())
        elif isinstance(item, list):
            pending.extend(item)
