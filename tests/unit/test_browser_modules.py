"""What a machine can hold of the verifier in JavaScript without a browser: its files and imports.

The core is used three ways: by the served page, by a saved file into which every module is joined,
and by whoever copies the folder. So it stands alone, and its imports have one simple form.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from verifier.texts import SUMMARIES, TEXTS
from verifier.web.tables import tables_module, texts_module

CORE: Final = Path(__file__).resolve().parents[2] / "verifier" / "web" / "js"
MODULES: Final = sorted(CORE.glob("*.js"))
GENERATED: Final = {"tables.js": tables_module, "texts.js": texts_module}
DOOR: Final = "index.js"
LONGEST_FILE: Final = 200
LONGEST_LINE: Final = 100
IMPORT: Final = re.compile(
    r'^(?:im|ex)port \{ ([\w, ]+) \} from "\./([a-z0-9-]+\.js)";$', re.MULTILINE
)
EXPORT: Final = re.compile(r"^export (?:async )?(?:function|class|const) (\w+)", re.MULTILINE)
PASSED: Final = re.compile(r'\bpassed\("([A-Z_]+)"')
REASON: Final = re.compile(r'\b(?:failed|unavailable)\("([A-Z_]+)", "([a-z_]+)"')
SKIPPED: Final = re.compile(r'\bskip(?:ped\("[A-Z_]+", |Status\()"([a-z_]+)"')
ONLY_TESTED: Final = {("ed25519.js", "isSignedByArithmetic")}
# What would reach beyond the core, or read more leniently than it does.
FOREIGN: Final = re.compile(
    r"\b(fetch|XMLHttpRequest|localStorage|document|window|eval|Function|innerHTML)\b\s*[(.]"
    r"|JSON\.parse|import\(|^export default|^export \*",
    re.MULTILINE,
)


def code_of(path: Path) -> str:
    """Return a module without its comments, which may speak of anything."""
    return re.sub(r"^\s*(//|/?\*).*$", "", path.read_text("utf-8"), flags=re.MULTILINE)


def imports_of(path: Path) -> dict[str, set[str]]:
    """Return the names that a module takes, by the file that it takes them from."""
    found: dict[str, set[str]] = {}
    for names, file in IMPORT.findall(code_of(path)):
        found.setdefault(file, set()).update(names.split(", "))
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_is_short_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text("utf-8")
    lines = text.splitlines()

    assert lines[0].startswith("// ")
    assert len(lines) <= LONGEST_FILE
    if path.name not in GENERATED:
        assert [line for line in lines if len(line) > LONGEST_LINE] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_an_import_has_one_form_and_names_what_is_there(path: Path) -> None:
    code = code_of(path)

    assert len(re.findall(r"\bfrom \"", code)) == len(IMPORT.findall(code))
    for file, names in imports_of(path).items():
        assert names <= set(EXPORT.findall((CORE / file).read_text("utf-8")))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_reaches_for_nothing_outside_the_core(path: Path) -> None:
    assert FOREIGN.findall(code_of(path)) == []


def test_no_module_needs_itself() -> None:
    needed = {path.name: set(imports_of(path)) for path in MODULES}
    settled: set[str] = set()
    while ready := {name for name, files in needed.items() if files <= settled} - settled:
        settled |= ready

    assert settled == set(needed)


def test_every_module_is_reached_from_the_door_and_every_export_is_used() -> None:
    taken = {
        (file, name)
        for path in MODULES
        for file, names in imports_of(path).items()
        for name in names
    }
    given = {
        (path.name, name)
        for path in MODULES
        if path.name != DOOR
        for name in EXPORT.findall(path.read_text("utf-8"))
    }

    assert {file for file, _ in taken} == {path.name for path in MODULES} - {DOOR}
    assert given - taken == ONLY_TESTED


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_every_reason_that_is_given_has_its_words(path: Path) -> None:
    code = code_of(path)
    rows = {
        *(f"{check}.passed" for check in PASSED.findall(code)),
        *(f"{check}.{why}" for check, why in REASON.findall(code)),
        *(f"skipped.{why}" for why in SKIPPED.findall(code)),
    }

    assert rows <= TEXTS.keys()


@pytest.mark.parametrize("name", GENERATED)
def test_tables_and_words_are_those_of_python(name: str) -> None:
    assert (CORE / name).read_text("utf-8") == GENERATED[name]()


def test_words_stand_in_both_languages() -> None:
    text = texts_module()

    for chinese, english in [*TEXTS.values(), *SUMMARIES.values()]:
        assert chinese in text
        assert english in text
