"""The verifier stands alone: standard library, `cryptography`, itself; no input or output.

A faster reader of JSON helps where it is installed.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import verifier

FILES = sorted(Path(verifier.__file__).parent.glob("*.py"))
# What a module uses where it is installed, and does without where it is not.
MAY_HELP = {
    "quick_json.py": {"orjson"},
    "picturereader.py": {"PIL", "pypdfium2", "zxingcpp"},
}
AT_THE_EDGE = {"cli.py", "__main__.py", "crew.py", "pictures.py"}
INPUT_AND_OUTPUT = {"asyncio", "http", "os", "pathlib", "shutil", "socket", "subprocess", "urllib"}


def imported(path: Path) -> Iterator[str]:
    """Yield the packages that a module imports, wherever it does."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            yield str(node.module).partition(".")[0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_module_imports_nothing_else(path: Path) -> None:
    allowed = {*sys.stdlib_module_names, "cryptography", "verifier", *MAY_HELP.get(path.name, ())}
    assert set(imported(path)) <= allowed


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_only_the_command_touches_the_world(path: Path) -> None:
    if path.name not in AT_THE_EDGE:
        assert not INPUT_AND_OUTPUT & set(imported(path))
        calls = [
            node.func
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Call)
        ]
        assert not any(
            isinstance(name, ast.Name) and name.id in {"open", "print"} for name in calls
        )
