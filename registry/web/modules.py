"""The ES modules of a page: which files it loads, and how they become one script.

Our modules keep to a small part of the language, so that no tool is needed to read them: imports
and exports stand at the start of a line and on one line, by name, from relative paths, without
cycles. What is written otherwise is refused, so that a page cannot lose a module in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import Final

_FROM: Final = re.compile(r'^(import|export) \{ ([^}]+) \} from "(\.{1,2}/[^"]+)";$', re.MULTILINE)
_LIST: Final = re.compile(r"^export \{ ([^}]+) \};$", re.MULTILINE)
_DECLARED: Final = re.compile(
    r"^export (?=(?:async function|function\*|function|class|const) ?([\w$]+))", re.MULTILINE
)
_OTHER: Final = re.compile(
    r"^(?:import|export)\b.*|\bimport\(.*|^(?:(?:const|let) .* = )?await\b.*", re.MULTILINE
)


class ModuleError(Exception):
    """A module is written in a way that is not read here."""


@dataclass(frozen=True, slots=True)
class Module:
    """A module by its path, and the paths of those it imports."""

    path: str
    text: str
    imports: tuple[str, ...]


def modules_of(entry: str, read: Callable[[str], str]) -> list[Module]:
    """Return an entry module and all that it needs, each after those it imports.

    Args:
        entry: a path with `/`, as a page names it.
        read: returns the text at such a path.

    Raises:
        ModuleError: modules import each other in a circle.
    """
    found: dict[str, Module] = {}
    _visit(entry, read, found, ())
    return list(found.values())


def _visit(
    path: str, read: Callable[[str], str], found: dict[str, Module], above: tuple[str, ...]
) -> None:
    if path in above:
        raise ModuleError(f"modules import each other: {' > '.join((*above, path))}")
    if path in found:
        return
    text = read(path)
    imports = tuple(_resolve(path, match[3]) for match in _FROM.finditer(text))
    for imported in imports:
        _visit(imported, read, found, (*above, path))
    found[path] = Module(path, text, imports)


def _resolve(path: str, name: str) -> str:
    return normpath(join(dirname(path), name))


def bundle(modules: list[Module]) -> str:
    """Return modules as one script: each a function that gives what it exports, in their order.

    Raises:
        ModuleError: a module imports, exports or waits in a way that is not read here.
    """
    names = {module.path: f"module{place}" for place, module in enumerate(modules)}
    parts = [_function(module, names) for module in modules]
    return '"use strict";\n' + "\n".join(parts) + "\n"


def _function(module: Module, names: dict[str, str]) -> str:
    exported: list[str] = []

    def bind(match: re.Match[str]) -> str:
        source = names[_resolve(module.path, match[3])]
        if match[1] == "import":
            return f"const {{ {_renamed(match[2])} }} = {source};"
        exported.extend(f"{new}: {source}.{old}" for old, new in _pairs(match[2]))
        return ""

    def listed(match: re.Match[str]) -> str:
        exported.extend(f"{new}: {old}" for old, new in _pairs(match[1]))
        return ""

    def declared(match: re.Match[str]) -> str:
        exported.append(match[1])
        return ""

    body = _DECLARED.sub(declared, _LIST.sub(listed, _FROM.sub(bind, module.text)))
    left = _OTHER.search(body)
    if left is not None:
        raise ModuleError(f"{module.path}: cannot be joined: {left[0]}")
    result = ", ".join(exported)
    return f"const {names[module.path]} = (() => {{\n{body}\nreturn {{ {result} }};\n}})();"


def _pairs(names: str) -> list[tuple[str, str]]:
    """Return `a, b as c` as pairs of the name inside and the name outside."""
    parts = [part.strip().split(" as ") for part in names.split(",") if part.strip()]
    return [(part[0], part[-1]) for part in parts]


def _renamed(names: str) -> str:
    return ", ".join(old if old == new else f"{old}: {new}" for old, new in _pairs(names))
