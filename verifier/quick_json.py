r"""The same JSON as `strict_json` reads, read faster where that is proven to be safe.

orjson, where it is installed, is the fastest reader, and more lenient than ours: of a name that
stands twice it takes the last, and an integer too large for it becomes a float. So what it read
counts only with a proof that the strict reader would have read the same:

- Every name and every text stands between two quotation marks, and a mark within it is written
  `\"`. If the value, written again, has as many marks as the document, then no member gave way to
  a namesake: it would have taken the marks of its name along. A mark written as `\u0022` could
  make up for them, so that is in doubt.
- No number begins with so many digits that it could be an integer of 20.
- There are no more brackets than levels allowed, so nothing is nested deeper.

What it refuses (NaN, 1e999, a lone surrogate, bytes that are no UTF-8) and what cannot be proven is
left to the strict reader, which then says why, or reads it after all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, cast

try:
    from orjson import dumps as _orjson_dumps
    from orjson import loads as _orjson_loads
except ImportError:  # The verifier needs no more than `cryptography`; it is slower then.
    _LOADS: Callable[[bytes], Any] | None = None
    _DUMPS: Callable[[Any], bytes] = bytes
else:
    _LOADS, _DUMPS = _orjson_loads, _orjson_dumps

IN_DOUBT: Final = object()
"""What `read_quickly` returns for all that the strict reader has to decide."""

# Every digit as 0, and as `:` whatever may stand before a number. An integer that orjson makes a
# float of has 19 digits or more; shorter ones are exact.
_NUMBERS: Final = bytes.maketrans(b"123456789,[- \t\n\r", b"000000000:::::::")
_LARGE: Final = b":" + b"0" * 19
_ARRAY: Final = frozenset({list})


def read_quickly(raw: bytes, *, max_depth: int) -> Any:
    """Return the value of a JSON document, or `IN_DOUBT`."""
    # Without any bracket it is a scalar, and of a scalar nothing is proven here.
    if 0 < raw.count(b"{") + raw.count(b"[") <= max_depth:
        return _read(raw)
    return IN_DOUBT


def read_arrays_quickly(documents: Sequence[bytes], *, max_depth: int) -> list[Any] | None:
    """Return the values of documents that are arrays of no arrays, or None in doubt.

    They are read at once, as one array with a line for each. A line break cannot stand within a
    text. So where each break stands between a closing and an opening bracket, and there are no more
    brackets than the arrays themselves need, each line is one array, whole and by itself.
    """
    count = len(documents)
    joined = b"[" + b",\n".join(documents) + b"]"
    if not (
        joined.count(b"\n") == joined.count(b"],\n[") == count - 1
        and joined.count(b"[") == count + 1
        and joined.count(b"{") < max_depth
    ):
        return None
    values = _read(joined)
    if values is IN_DOUBT or len(values) != count or not _ARRAY.issuperset(map(type, values)):
        return None
    return cast("list[Any]", values)


def _read(raw: bytes) -> Any:
    """Return what orjson reads if names and numbers are proven; depth is the caller's to prove."""
    if _LOADS is None or _LARGE in raw.translate(_NUMBERS):
        return IN_DOUBT
    try:
        value = _LOADS(raw)
    except ValueError:
        return IN_DOUBT
    if raw.count(b'"') != _DUMPS(value).count(b'"') or (b"\\" in raw and b"\\u0022" in raw):
        return IN_DOUBT
    return value
