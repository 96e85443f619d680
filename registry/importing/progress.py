"""What an import tells of its progress; how it looks is the command's business."""

from __future__ import annotations

from typing import Protocol


class ImportProgress(Protocol):
    """Is told what happens, from one thread, several times a second at most."""

    def order(self, steps: list[str]) -> None:
        """Hear the order of work."""
        ...

    def at(self, step: str, rows: int, part: float) -> None:
        """Hear that a step has done so many rows, and which part of it that is (0 to 1)."""
        ...

    def say(self, line: str) -> None:
        """Hear a sentence: a warning, or what happens outside the steps."""
        ...


class Silent:
    """Says nothing."""

    def order(self, steps: list[str]) -> None:
        """Say nothing."""

    def at(self, step: str, rows: int, part: float) -> None:
        """Say nothing."""

    def say(self, line: str) -> None:
        """Say nothing."""
