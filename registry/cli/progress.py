"""Progress for people: one line a step, on standard error, with the seconds since the start."""

from __future__ import annotations

import time
from collections.abc import Callable

import typer


def progress_lines() -> Callable[[str], None]:
    """Return a function that says one line with the seconds since this call."""
    began = time.monotonic()

    def say(line: str) -> None:
        typer.echo(f"[{time.monotonic() - began:6.1f} s] {line}", err=True)

    return say
