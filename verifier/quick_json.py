"""The same JSON as `strict_json` reads, read faster where that is proven to be safe.

orjson, where it is installed, is the fastest reader, and more lenient than ours: of a name that
stands twice it takes the last, and an integer too large for it becomes a float. So what it read
counts only with a proof, made from the value, that the strict reader would have read the same:

- Every name and every text stands between two quotation marks. If the document has exactly twice as
  many marks as the value has names and texts, then no member gave way to a namesake (it would have
  taken its name along), whatever else the marks were used for.
- No number is so large that it could have been an integer of 20 digits.
- Nothing is nested deeper than is allowed.

What it refuses (NaN, 1e999, a lone surrogate, bytes that are no UTF-8) and what cannot be proven is
left to the strict reader, which then says why, or reads it after all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, cast

try:
    from orjson import loads as _orjson_loads
except ImportError:  # The verifier needs no more than `cryptography`; it is slower then.
    _LOADS: Callable[[bytes], Any] | None = None
else:
    _LOADS = _orjson_loads

IN_DOUBT: Final = object()
"""What `read_quickly` returns for all that the strict reader has to decide."""

# An integer that orjson made a float of is at least 2**63; its integers are exact.
_SAFE: Final = 10**18
_CONTAINERS: Final = frozenset({dict, list})
_ARRAY: Final = frozenset({list})


class _DoubtError(Exception):
    """The proof fails; never leaves this module."""


def read_quickly(raw: bytes, *, max_depth: int) -> Any:
    """Return the value of a JSON document, or `IN_DOUBT`."""
    if _LOADS is None:
        return IN_DOUBT
    try:
        value = _LOADS(raw)
        # Of a document that is a scalar nothing is proven here.
        proven = type(value) in _CONTAINERS and _is_proven(raw, [value], max_depth)
    except (ValueError, _DoubtError):
        return IN_DOUBT
    return value if proven else IN_DOUBT


def read_arrays_quickly(documents: Sequence[bytes], *, max_depth: int) -> list[Any] | None:
    """Return the values of documents that are arrays of no arrays, or None in doubt.

    They are read at once, as one array with a line for each. A line break cannot stand within a
    text. So where each break stands between a closing and an opening bracket, and there are no more
    brackets than the arrays themselves need, each line is one array, whole and by itself.
    """
    count = len(documents)
    joined = b"[" + b",\n".join(documents) + b"]"
    if _LOADS is None or not (
        joined.count(b"\n") == joined.count(b"],\n[") == count - 1
        and joined.count(b"[") == count + 1
    ):
        return None
    try:
        values = _LOADS(joined)
        proven = (
            len(values) == count
            and _ARRAY.issuperset(map(type, values))
            and _is_proven(joined, values, max_depth)
        )
    except (ValueError, _DoubtError):
        return None
    return cast("list[Any]", values) if proven else None


def _is_proven(raw: bytes, containers: list[Any], depth: int) -> bool:
    """Tell whether `raw` has two marks for each name and text in these objects and arrays.

    Args:
        raw: the document that holds them, and no text beside them.
        containers: level by level they are left for those inside them.
        depth: how many levels there may be.

    Raises:
        _DoubtError: a number is very large, or the nesting is too deep.
    """
    texts = 0
    for _ in range(depth):
        inner = []
        for container in containers:
            values = container
            if type(container) is dict:
                texts += len(container)
                values = container.values()
            for value in values:
                kind = type(value)
                if kind is str:
                    texts += 1
                elif kind is dict or kind is list:
                    inner.append(value)
                elif value is not None and not -_SAFE < value < _SAFE:
                    raise _DoubtError
        if not inner:
            return raw.count(b'"') == 2 * texts
        containers = inner
    raise _DoubtError
