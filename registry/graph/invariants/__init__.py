"""What a graph must hold and Community cannot enforce, as two lists of rules.

`shapes.cypher`: properties that must be there; as long as one is missing, nothing can be computed
from the facts. `ties.cypher`: relationships that must be there once, or not at all. The files
read like lists: a comment with the rule, then the statement that finds what breaks it. A topic has
lists of its own: `<topic>_shapes.cypher`, `<topic>_ties.cypher`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, LiteralString


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in words, and the statement (parameter `$limit`) that counts what breaks it."""

    text: str
    statement: LiteralString


@cache
def rules(of: Literal["shapes", "ties"]) -> tuple[Rule, ...]:
    """Return the rules in the order of their file."""
    topics = sorted(
        path.name for path in files(__name__).iterdir() if path.name.endswith(f"_{of}.cypher")
    )
    return tuple(rule for name in (f"{of}.cypher", *topics) for rule in _listed(name))


def _listed(name: str) -> list[Rule]:
    text = (files(__name__) / name).read_text(encoding="utf-8")
    # What stands before the first empty line is about the file.
    _, _, listed = text.partition("\n\n")
    return [_rule(part) for part in listed.split(";\n") if part.strip()]


def _rule(part: str) -> Rule:
    words, _, statement = part.strip().partition("\n")
    return Rule(words.removeprefix("// "), statement)
