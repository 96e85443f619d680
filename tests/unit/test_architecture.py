"""What a machine can hold of our style: who imports whom, where Cypher is, how long files are."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[2]
PACKAGES: Final = ("verifier", "registry", "schema")
LONGEST_FILE: Final = 400
LONGEST_FUNCTION: Final = 60
COMPILER: Final = "registry/graph/compiler.py"
"""The one module that may put Cypher together from our own constants."""

MAY_IMPORT: Final = {
    "verifier": {"verifier"},
    "registry": {"registry", "verifier"},
    "schema": {"schema", "registry", "verifier"},
}
JOINS_ALL: Final = "registry/app.py"
HOMES: Final = {"neo4j": "registry/graph/", "strawberry": "schema/"}
CYPHER: Final = re.compile(
    r"\b(MATCH|MERGE|UNWIND|OPTIONAL MATCH|DETACH DELETE)\s+[\(\$\[a-z]|\bRETURN\s+[a-z]+\.\w"
)
UNFINISHED: Final = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def sources() -> list[str]:
    """Return every module of the product, as a path from the root."""
    return sorted(
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
    )


@cache
def tree_of(name: str) -> ast.Module:
    return ast.parse((ROOT / name).read_text("utf-8"))


def imports_of(name: str) -> Iterator[str]:
    """Yield every module that a file imports, wherever in it."""
    for node in ast.walk(tree_of(name)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports relatively"
            yield node.module or ""


def docstrings_of(tree: ast.Module) -> set[int]:
    """Return the identities of the constants that are documentation and no code."""
    found: set[int] = set()
    for node in ast.walk(tree):
        for field in ("body", "orelse", "finalbody"):
            for child in _statements(node, field):
                if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
                    found.add(id(child.value))
    return found


def _statements(node: ast.AST, field: str) -> list[ast.stmt]:
    found = getattr(node, field, None)
    # The body of a lambda is no list of statements.
    return found if isinstance(found, list) else []


def cypher_in(name: str) -> list[int]:
    """Return the lines of the strings in a file that read as Cypher."""
    tree = tree_of(name)
    documentation = docstrings_of(tree)
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documentation
        and CYPHER.search(node.value)
    ]


@pytest.mark.parametrize("name", sources())
def test_imports_point_the_right_way(name: str) -> None:
    if name == JOINS_ALL:
        return
    allowed = MAY_IMPORT[name.split("/", maxsplit=1)[0]]
    ours = {module.split(".")[0] for module in imports_of(name)} & set(PACKAGES)

    assert ours <= allowed


@pytest.mark.parametrize("name", sources())
def test_neo4j_and_strawberry_stay_in_their_homes(name: str) -> None:
    strangers = [
        module
        for module in imports_of(name)
        for library, home in HOMES.items()
        if module.split(".")[0] == library and not name.startswith(home)
    ]

    assert strangers == []


@pytest.mark.parametrize("name", sources())
def test_cypher_is_only_in_the_graph_package(name: str) -> None:
    if not name.startswith("registry/graph/"):
        assert cypher_in(name) == []


@pytest.mark.parametrize("name", sources())
def test_no_cypher_is_put_together_outside_the_compiler(name: str) -> None:
    if name == COMPILER:
        return
    composed = [
        node.lineno
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.JoinedStr)
        and CYPHER.search(
            "$x".join(part.value for part in node.values if isinstance(part, ast.Constant))
        )
    ]

    assert composed == []


@pytest.mark.parametrize("name", sources())
def test_every_module_says_what_it_is_for(name: str) -> None:
    assert ast.get_docstring(tree_of(name))


@pytest.mark.parametrize("name", sources())
def test_files_and_functions_are_short(name: str) -> None:
    lines = len((ROOT / name).read_text("utf-8").splitlines())
    long = [
        node.name
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]

    assert lines <= LONGEST_FILE
    assert long == []


def test_nothing_is_left_unfinished() -> None:
    suffixes = {".py", ".cypher", ".js", ".css", ".html", ".md"}
    marked = [
        path.relative_to(ROOT).as_posix()
        for package in (*PACKAGES, "docs", "scripts")
        for path in (ROOT / package).rglob("*")
        if path.suffix in suffixes and UNFINISHED.search(path.read_text("utf-8"))
    ]

    assert marked == []


@pytest.mark.parametrize(
    ("text", "is_cypher"),
    [
        pytest.param("MATCH (n) RETURN n.id", True, id="a-statement"),
        pytest.param("UNWIND $rows AS row", True, id="rows"),
        pytest.param("DO NOT MATCH THE HASHES", False, id="plain-words-in-capitals"),
        pytest.param("nothing to match (yet)", False, id="plain-words"),
    ],
)
def test_cypher_is_told_from_words(text: str, *, is_cypher: bool) -> None:
    assert bool(CYPHER.search(text)) == is_cypher
