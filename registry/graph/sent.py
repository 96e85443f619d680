"""What is known of a statement after it was sent: for metrics and traces, never for answers.

The text is one of ours and names its parameters; their values may be about people, and stay out.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter_ns
from types import TracebackType
from typing import Any, Literal, NamedTuple

Mode = Literal["read", "write"]


class Sent(NamedTuple):
    """A statement that was answered or failed; a tuple, since every statement makes one.

    `began` and `ended` are readings of `time.perf_counter_ns`; `error` the class of what was
    raised, None for an answer.
    """

    text: str
    mode: Mode
    began: int
    ended: int
    rows: int
    error: str | None


def unwatched(_sent: Sent) -> None:
    """Take notice of nothing: what a database does whom nobody watches."""


def both(one: Callable[[Sent], None], other: Callable[[Sent], None]) -> Callable[[Sent], None]:
    """Return what tells two."""

    def tell(sent: Sent) -> None:
        one(sent)
        other(sent)

    return tell


class Watched:
    """Surrounds the sending of one statement: it takes the rows, and tells `sent` at the end."""

    __slots__ = ("_began", "_mode", "_rows", "_sent", "_text")

    def __init__(self, text: str, mode: Mode, sent: Callable[[Sent], None]) -> None:
        self._text = text
        self._mode: Mode = mode
        self._sent = sent
        self._rows: list[list[Any]] = []
        self._began = perf_counter_ns()

    def __enter__(self) -> list[list[Any]]:
        """Return the list that the rows are put into."""
        return self._rows

    def __exit__(
        self,
        kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Tell of the statement, whether it was answered or failed."""
        error = None if kind is None else kind.__name__
        self._sent(
            Sent(self._text, self._mode, self._began, perf_counter_ns(), len(self._rows), error)
        )
