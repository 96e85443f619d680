"""Say what a run of mutmut found: the score of each module, and every survivor with its change.

python scripts/mutants.py FOLDER

FOLDER is where mutmut ran. A survivor that tests/mutation.md names, with the reason why no test can
tell it from the original, is counted by itself; it is named by its change, not by its number, which
moves with every edit. Exits with 1 if fewer than 95 of 100 of the others were noticed.
"""

from __future__ import annotations

import ast
import difflib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

WANTED = 0.95
NAMED = Path(__file__).resolve().parent.parent / "tests" / "mutation.md"
# Exit codes that mutmut notes for a mutant: all tests passed, or none runs it.
SURVIVED = frozenset({0, 33})


@dataclass
class Module:
    """What became of the mutants of one module."""

    noticed: int = 0
    unasked: int = 0
    survivors: list[str] = field(default_factory=list)


def main() -> None:
    """Print the table and the survivors."""
    folder = Path(sys.argv[1]) / "mutants"
    named = NAMED.read_text(encoding="utf-8")
    noticed = missed = 0
    for path in sorted((folder / "verifier").rglob("*.meta")):
        module = read(path)
        changes = list(changes_of(path.with_suffix(""), module.survivors))
        equivalent = [change for change in changes if change in named]
        unnamed = [change for change in changes if change not in named]
        noticed, missed = noticed + module.noticed, missed + len(unnamed)
        name = path.with_suffix("").relative_to(folder)
        counts = f"{module.noticed:5} noticed {len(unnamed):4} missed {len(equivalent):4} named"
        print(f"{name!s:32}{counts} {module.unasked:4} not asked")
        for change in unnamed:
            print(f"    {change}")
    score = noticed / max(noticed + missed, 1)
    print(f"{noticed} of {noticed + missed} noticed: {score:.1%}")
    sys.exit(score < WANTED)


def read(meta: Path) -> Module:
    """Return what mutmut noted about one file."""
    module = Module()
    for name, code in json.loads(meta.read_text())["exit_code_by_key"].items():
        if code is None:
            module.unasked += 1
        elif code in SURVIVED:
            module.survivors.append(name.rpartition(".")[2])
        else:
            module.noticed += 1
    return module


def changes_of(source: Path, mutants: list[str]) -> Iterator[str]:
    """Yield the change that each mutant makes, as `old -> new`, of the lines that differ."""
    text = source.read_text(encoding="utf-8")
    lines = text.split("\n")
    bodies = {
        node.name: lines[node.lineno : node.end_lineno]
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
    }
    for mutant in mutants:
        original = bodies[re.sub(r"__mutmut_\d+$", "__mutmut_orig", mutant)]
        diff = [*difflib.unified_diff(original, bodies[mutant], lineterm="", n=0)][2:]
        old, new = (
            " ".join(line[1:].strip() for line in diff if line.startswith(sign)) for sign in "-+"
        )
        yield f"{old} -> {new}"


if __name__ == "__main__":
    main()
