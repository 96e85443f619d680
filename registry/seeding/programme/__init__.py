"""The mechanisms of the programme in the invented nation, in the order in which they are told."""

from __future__ import annotations

from typing import Final

from registry.seeding.programme.topic import Topic

TOPICS: Final[tuple[type[Topic], ...]] = ()

__all__ = ["TOPICS", "Topic"]
