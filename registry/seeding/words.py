"""Words of the invented nation, from the lists of `registry/reference/words`."""

from __future__ import annotations

from functools import cache

from registry.reference import read_table


@cache
def word_lists() -> dict[str, tuple[str, ...]]:
    """Return the word lists by kind."""
    return {row["kind"]: tuple(row["word"].split()) for row in read_table("words/words.csv")}


def words(kind: str) -> tuple[str, ...]:
    """Return the words of one kind."""
    return word_lists()[kind]
