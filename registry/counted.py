"""How often a memory had what was asked of it: two plain numbers, read by whoever shows metrics."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Counted:
    """`hits` were there, `misses` had to be made. Written by the memory alone."""

    hits: int = 0
    misses: int = 0
