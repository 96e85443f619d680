"""How the modules of a page become one script, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from registry.web.modules import ModuleError, bundle, modules_of
from registry.web.shell import STATIC, Shell
from registry.web.standalone import VERIFIER_WEB, standalone


def test_modules_stand_after_what_they_import() -> None:
    files = {
        "page/a.js": 'import { b, c as d } from "./b.js";\nexport const a = b + d;\n',
        "page/b.js": 'export { c } from "../core/c.js";\nexport function b() {}\n',
        "core/c.js": "const inner = 1;\nexport { inner as c };\n",
    }
    modules = modules_of("page/a.js", files.__getitem__)

    assert [module.path for module in modules] == ["core/c.js", "page/b.js", "page/a.js"]
    assert "const { b, c: d } = module1;" in bundle(modules)
    assert "return { c: module0.c, b };" in bundle(modules)
    assert "return { c: inner };" in bundle(modules)


def test_modules_that_import_each_other_are_refused() -> None:
    files = {
        "a.js": 'import { b } from "./b.js";\n',
        "b.js": 'import { a } from "./a.js";\n',
    }
    with pytest.raises(ModuleError, match=r"a\.js > b\.js > a\.js"):
        modules_of("a.js", files.__getitem__)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('import thing from "./thing.js";\n', id="default-import"),
        pytest.param("export default 1;\n", id="default-export"),
        pytest.param('import {\n  a,\n} from "./thing.js";\n', id="import-on-many-lines"),
        pytest.param("export let a = 1;\n", id="binding-that-may-change"),
        pytest.param('const { a } = await import("./thing.js");\n', id="dynamic-import"),
        pytest.param("await start();\n", id="top-level-await"),
        pytest.param("const found = await start();\n", id="top-level-await-in-a-constant"),
    ],
)
def test_what_would_be_lost_is_refused(text: str) -> None:
    with pytest.raises(ModuleError, match=r"a\.js: cannot be joined"):
        bundle(modules_of("a.js", {"a.js": text}.__getitem__))


def test_the_saved_page_holds_every_module_and_asks_for_nothing() -> None:
    page = standalone()

    assert page == standalone()
    assert not re.search(r'\b(?:src|href)="(?!#)', page)
    assert "default-src 'none'" in page
    assert page.count("<script") == 1
    assert standalone("{}").count("<script") == 2


def test_the_shell_holds_every_file_that_the_page_loads() -> None:
    shell = Shell.read()
    files = re.findall(r'"/static/[0-9a-f]{16}/([^"]+)"', shell.worker)
    expected = {
        f"verifier/{path.relative_to(VERIFIER_WEB).as_posix()}"
        for folder in ("js", "qr", "page")
        for path in (VERIFIER_WEB / folder).glob("*.js")
    } - {"verifier/page/saved.js"}

    assert expected <= set(files)
    assert set(files) - expected == {
        "icon.svg",
        "js/api.js",
        "js/dom.js",
        "js/session.js",
        "js/verify.js",
        "js/words.js",
        "verifier/base.css",
        "verifier/verify.css",
    }
    assert shell.page.count(f"/static/{shell.digest}/") == shell.page.count("/static/")


def test_any_changed_file_makes_another_version(tmp_path: Path) -> None:
    static, verifier = tmp_path / "static", tmp_path / "verifier"
    copy(STATIC, static)
    copy(VERIFIER_WEB, verifier)
    before = Shell.read(static, verifier)
    changed = verifier / "qr" / "read.js"
    changed.write_text(changed.read_text("utf-8") + "\n", "utf-8")

    assert before.digest == Shell.read().digest
    assert Shell.read(static, verifier).digest != before.digest


def copy(source: Path, target: Path) -> None:
    for path in source.rglob("*"):
        if path.is_file():
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())


WORD = re.compile(r"\bt\.([A-Za-z_0-9]+)")


def keys_of(text: str, name: str) -> set[str]:
    """Return the names of the words of one language in a module of words."""
    body = text.partition(f"const {name} = {{")[2].partition("\n};")[0]
    # Words within quotes and within objects are not names.
    body = re.sub(r'"(?:[^"\\]|\\.)*"|`[^`]*`', "''", body)
    body = re.sub(r"\{[^{}]*\}", "''", body)
    return set(re.findall(r"(?:^|[,\s])([A-Za-z_0-9]+):", body))


@pytest.mark.parametrize("path", [VERIFIER_WEB / "page" / "words.js", STATIC / "js" / "words.js"])
def test_both_languages_have_the_same_words(path: Path) -> None:
    text = path.read_text("utf-8")

    assert keys_of(text, "ZH") == keys_of(text, "EN") != set()


def test_every_word_that_the_verifiers_page_says_is_there_and_none_is_left_over() -> None:
    words = (VERIFIER_WEB / "page" / "words.js").read_text("utf-8")
    said = {
        word
        for path in (VERIFIER_WEB / "page").glob("*.js")
        for word in WORD.findall(path.read_text("utf-8"))
    }
    pages = [VERIFIER_WEB / "saved.html", *STATIC.glob("*.html")]
    shown = {word for path in pages for word in re.findall(r'data-t="(\w+)"', path.read_text())}
    sides = (STATIC / "js").glob("*.js")
    elsewhere = {word for path in sides for word in WORD.findall(path.read_text("utf-8"))}
    capitals = {word for word in keys_of(words, "EN") if word.isupper() or word[0].isupper()}
    by_origin = {"trustServer", "trustKept", "trustGiven", "trustEmbedded"}

    assert said - keys_of(words, "EN") == set()
    assert keys_of(words, "EN") - said - shown - elsewhere - capitals - by_origin == set()
