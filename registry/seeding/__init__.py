"""Invents a nation in the format of IMPORT.md: people who do not exist, with planted frauds.

`generate` writes every file of the format, `truth.json` (what a perfect checker finds, exactly) and
the shipped policies. The distributions are those of DOMAIN.md 6.6; see `profiles`.
"""

from __future__ import annotations

from registry.seeding.nation import SeedRefusedError, SeedReport, generate

__all__ = ["SeedRefusedError", "SeedReport", "generate"]
