"""Lines out of a stream that comes in pieces, in bounded memory.

A line may have `MAX_LINE_BYTES` and two more of white space; of a longer one nothing is kept but
its number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

MAX_LINE_BYTES: Final = 131_072
_MAX_RAW_BYTES: Final = MAX_LINE_BYTES + 2
_SPACE: Final = b" \t\r"

Lines: TypeAlias = list[tuple[int, bytes | None]]
"""Lines with their numbers from 1, empty ones left out; None for one that was too long."""


@dataclass(slots=True)
class LineSplitter:
    """Holds what has come of a line until its end comes."""

    _rest: bytes = b""
    _number: int = 0
    _too_long: bool = False

    def feed(self, piece: bytes) -> Lines:
        """Return the lines that end in this piece."""
        *whole, self._rest = (self._rest + piece).split(b"\n")
        lines: Lines = []
        for raw in whole:
            self._end(raw, lines)
        if len(self._rest) > _MAX_RAW_BYTES:
            self._rest, self._too_long = b"", True
        return lines

    def finish(self) -> Lines:
        """Return the last line, if there is one without an end."""
        lines: Lines = []
        self._end(self._rest, lines)
        self._rest = b""
        return lines

    def _end(self, raw: bytes, lines: Lines) -> None:
        self._number += 1
        line = raw.strip(_SPACE)
        if self._too_long or len(raw) > _MAX_RAW_BYTES or len(line) > MAX_LINE_BYTES:
            lines.append((self._number, None))
        elif line:
            lines.append((self._number, line))
        self._too_long = False
