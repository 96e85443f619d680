"""Requests that mean harm: shapes that cost other servers seconds, gigabytes or their lives.

Each has the code that it is answered with (None: it is answered), whoever sends it. The API test
asserts code and size; `python -m tests.bench.hostile` measures what each costs.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

VIEWER: Final = "{ viewer { role } }"
WORKER: Final = "{ worker(id: 1) { %s } }"
_JSON: Final[Mapping[str, str]] = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Hostile:
    """A request as it is sent."""

    name: str
    code: str | None
    body: bytes
    headers: Mapping[str, str] = field(default_factory=lambda: _JSON)
    method: str = "POST"
    query: str = ""


def asked(name: str, code: str | None, text: str, **others: Any) -> Hostile:
    """Return a well-formed request with this document."""
    return Hostile(name, code, json.dumps({"query": text, **others}).encode())


def with_variables(name: str, code: str | None, variables: Any) -> Hostile:
    """Return a harmless document with these variables."""
    return asked(
        name, code, "query ($id: ID) { divisions(parent: $id) { code } }", variables=variables
    )


def hostile() -> Iterator[Hostile]:
    """Yield all of them; every name is another shape."""
    yield from _tokens()
    yield from _fragments()
    yield from _nested()
    yield from _repeated()
    yield from _introspecting()
    yield from _sizes()
    yield from _variables()
    yield from _bodies()
    yield from _wire()


def _tokens() -> Iterator[Hostile]:
    yield asked("1000-aliases", "TOO_COMPLEX", WORKER % " ".join(f"a{n}: id" for n in range(1000)))
    yield asked("300-aliases", "TOO_COMPLEX", WORKER % " ".join(f"a{n}: id" for n in range(300)))
    yield asked("1000-directives", "TOO_COMPLEX", WORKER % ("id " + "@skip(if: false) " * 1000))
    yield asked("140-directives", "TOO_COMPLEX", WORKER % ("id " + "@skip(if: false) " * 140))
    yield asked("spread-directives", "TOO_COMPLEX", WORKER % ("... @skip(if: false) { id } " * 90))
    yield asked("unknown-directives", "INVALID_QUERY", WORKER % ("id " + "@a " * 40))
    yield asked("60-kb-name", "INVALID_QUERY", "{ " + "a" * 60_000 + " }")
    yield asked("60-kb-comment", "INVALID_QUERY", "#" * 60_000)
    yield asked("60-kb-text", None, '{ divisions(parent: "' + "a" * 60_000 + '") { code } }')
    yield asked("60-kb-block", None, '{ divisions(parent: """' + "a\n" * 20_000 + '""") { code } }')
    yield asked("60-kb-commas", "INVALID_QUERY", "," * 60_000)
    yield asked("open-text", "INVALID_QUERY", '{ worker(id: "' + "\\\\" * 10_000)
    yield asked("null-byte", "INVALID_QUERY", "{ viewer \x00 { role } }")
    yield asked("beyond-unicode", "INVALID_QUERY", '{ worker(id: "\\u{110000}") { id } }')
    yield asked("lone-surrogate", "INVALID_QUERY", '{ worker(id: "\\uD800") { id } }')


def _fragments() -> Iterator[Hostile]:
    tower = [f"fragment f{n} on Worker {{ ...f{n + 1} ...f{n + 1} }}" for n in range(29)]
    yield asked(
        "29-doubling-fragments",
        "TOO_COMPLEX",
        WORKER % "...f0" + " ".join(tower) + " fragment f29 on Worker { id }",
    )
    ring = [f"fragment f{n} on Worker {{ ...f{(n + 1) % 29} ...f0 }}" for n in range(29)]
    yield asked("doubling-ring", "INVALID_QUERY", WORKER % "...f0" + " ".join(ring))
    yield asked("own-spread", "INVALID_QUERY", WORKER % "...a" + "fragment a on Worker { ...a }")
    cycle = "fragment a on Worker { mentees { mentee { ...a } } }"
    yield asked("cycle-through-fields", "INVALID_QUERY", WORKER % "...a" + cycle)
    chain = [f"fragment f{n} on Worker {{ ...f{n + 1} }}" for n in range(120)]
    yield asked("a-chain-of-120", "INVALID_QUERY", WORKER % "...f0" + " ".join(chain))
    unused = " ".join(f"fragment f{n} on Worker {{ id }}" for n in range(120))
    yield asked("120-unused-fragments", "INVALID_QUERY", VIEWER + unused)
    same = "fragment a on Worker { id } " * 120
    yield asked("120-fragments-of-one-name", "INVALID_QUERY", WORKER % "...a" + same)
    yield asked("300-spreads", "INVALID_QUERY", WORKER % ("...a " * 300))


def _nested() -> Iterator[Hostile]:
    yield asked("braces", "INVALID_QUERY", "{" * 60_000)
    yield asked("brackets", "TOO_COMPLEX", "{ worker(id: " + "[" * 60_000)
    pairs = "mentees { mentee { " * 150
    yield asked("300-levels", "TOO_COMPLEX", WORKER % (pairs + "id" + " } }" * 150))
    inline = "... { " * 240 + "id" + " }" * 240
    yield asked("240-inline-fragments", "TOO_COMPLEX", WORKER % inline)
    lists = "[" * 480 + "]" * 480
    yield asked("480-lists", "TOO_COMPLEX", "{ divisions(parent: " + lists + ") { code } }")
    objects = "{a: " * 240 + "1" + "}" * 240
    yield asked("240-objects", "TOO_COMPLEX", "{ divisions(parent: " + objects + ") { code } }")
    kinds = "[" * 480 + "ID" + "]" * 480
    yield asked("a-type-of-480-lists", "TOO_COMPLEX", f"query ($a: {kinds}) {VIEWER}")


def _repeated() -> Iterator[Hostile]:
    yield asked("one-field-300-times", "TOO_COMPLEX", WORKER % ("id " * 300))
    merged = "occupation { id name } " * 10
    cards = "nodes { " + merged + " } "
    text = "{ candidates(filter: {}) { " + cards * 10 + " } }"
    yield asked("ten-times-ten", None, text)
    yield asked("one-field-in-200-fragments", "TOO_COMPLEX", WORKER % ("... { id } " * 200))
    spread = "".join(f"...f{n} " for n in range(90))
    same = "".join(f"fragment f{n} on Worker {{ id }} " for n in range(90))
    yield asked("one-field-in-90-spreads", "TOO_COMPLEX", WORKER % spread + same)
    conflicts = " ".join(f"a: worker(id: {n}) {{ id }}" for n in range(10))
    yield asked("conflicting-arguments", "INVALID_QUERY", "{ " + conflicts + " }")
    wrong = " ".join(f"x{n}" for n in range(900))
    yield asked("900-wrong-fields", "TOO_COMPLEX", "{ " + wrong + " }")
    operations = " ".join(f"query q{n} {VIEWER}" for n in range(100))
    yield asked("100-operations", None, operations, operationName="q99")
    yield asked("no-such-operation", "BAD_REQUEST", operations, operationName="q" * 60_000)
    declared = " ".join(f"$v{n}: ID" for n in range(240))
    yield asked("240-variables", "INVALID_QUERY", f"query ({declared}) {VIEWER}")
    given = " ".join(f"a{n}: 1" for n in range(240))
    yield asked("240-arguments", "INVALID_QUERY", f"{{ worker({given}) {{ id }} }}")


def _introspecting() -> Iterator[Hostile]:
    types = "fields { type { " * 10 + "name" + " } }" * 10
    yield asked("types-of-types", "TOO_COMPLEX", "{ __schema { types { " + types + " } } }")
    roots = " ".join(f"a{n}: __schema {{ types {{ fields {{ name }} }} }}" for n in range(25))
    yield asked("25-schemas", "TOO_COMPLEX", "{ " + roots + " }")
    kinds = "ofType { " * 30 + "name" + " }" * 30
    yield asked("kinds-of-kinds", "TOO_COMPLEX", '{ __type(name: "A") { ' + kinds + " } }")


def _sizes() -> Iterator[Hostile]:
    page = "enterprises(first: %s) { nodes { staff(first: %s) { nodes { id name } } } }"
    yield asked("large-pages", "TOO_COMPLEX", "{ " + page % (100, 100) * 11 + " }")
    yield asked("a-size-of-400-digits", "INVALID_QUERY", "{ " + page % ("9" * 400, 1) + " }")
    deep = "query ($n: Int) { " + page % ("$n", "$n") + " }"
    for name, value, code in (
        ("a-milliard-of-rows", 10**9, "BAD_PAGE"),
        ("a-negative-size", -1, "BAD_PAGE"),
        ("a-size-beyond-64-bits", 10**30, "BAD_REQUEST"),
        ("a-size-that-is-a-list", [[1]], "BAD_REQUEST"),
        ("a-size-that-is-a-fraction", 1e308, "BAD_REQUEST"),
    ):
        yield asked(name, code, deep, variables={"n": value})


def _variables() -> Iterator[Hostile]:
    yield with_variables("deep-values", "TOO_COMPLEX", {"id": _deep(200)})
    yield with_variables("a-list-of-20000", "TOO_COMPLEX", {"id": list(range(10_000))})
    yield with_variables("2000-names", "TOO_COMPLEX", {f"v{n}": n for n in range(2_000)})
    yield with_variables("a-null-byte", None, {"id": "\x00"})
    yield with_variables("prototypes", None, {"__proto__": {"id": 1}, "constructor": {}})
    yield with_variables("60-kb-value", None, {"id": "一" * 10_000})
    yield with_variables("an-object-for-an-id", "BAD_REQUEST", {"id": {"a": ["b"] * 900}})
    many = {"filter": {"occupations": ["2022:6-18-02-04"] * 900}}
    text = "query ($filter: CandidateFilter!) { candidates(filter: $filter) { nodes { id } } }"
    yield asked("900-equal-codes", None, text, variables=many)
    unknown = {"filter": {f"f{n}": n for n in range(900)}}
    yield asked("900-unknown-members", "BAD_REQUEST", text, variables=unknown)


def _bodies() -> Iterator[Hostile]:
    for name, code, body in (
        ("64-kb-of-brackets", "BAD_REQUEST", b"[" * 64_000),
        ("64-kb-of-objects", "BAD_REQUEST", b'{"a":' * 12_000),
        ("values-5000-deep", "BAD_REQUEST", b'{"variables":' + b"[" * 5_000 + b"]" * 5_000 + b"}"),
        ("over-64-kb", "TOO_LARGE", b'{"query": "' + b" " * 70_000 + b'"}'),
        ("broken-utf-8", "BAD_REQUEST", b'{"query": "\xff"}'),
        ("half-a-surrogate", "BAD_REQUEST", b'{"query": "\\ud800"}'),
        ("no-number", "BAD_REQUEST", b'{"query": "{a}", "variables": {"a": NaN}}'),
        ("endless-number", "BAD_REQUEST", b'{"query": "{a}", "variables": {"a": 1e400}}'),
        ("twice-the-key", "INVALID_QUERY", b'{"query": "{viewer{role}}", "query": "{nobody}"}'),
        ("a-batch", "BAD_REQUEST", b"[" + b'{"query":"{viewer{role}}"},' * 900 + b"{}]"),
        ("nothing", "BAD_REQUEST", b""),
    ):
        yield Hostile(name, code, body)


def _wire() -> Iterator[Hostile]:
    body = json.dumps({"query": VIEWER}).encode()
    squeezed = gzip.compress(b" " * 10_000_000)
    kinds = ", ".join(f"text/x{n};q=0.{n}" for n in range(1_000))
    hashed = {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "a" * 60_000}}}
    yield Hostile("a-bomb-of-gzip", "BAD_REQUEST", squeezed, {**_JSON, "Content-Encoding": "gzip"})
    yield Hostile("1000-media-types", "BAD_REQUEST", body, {**_JSON, "Accept": kinds})
    yield Hostile(
        "a-form", "BAD_REQUEST", b"query=%7B__typename%7D", {"Content-Type": "text/plain"}
    )
    yield Hostile(
        "a-long-token", "BAD_TOKEN", body, {**_JSON, "Authorization": "Bearer " + "a" * 8_000}
    )
    yield Hostile("60-kb-hash", "PERSISTED_QUERY_NOT_FOUND", json.dumps(hashed).encode())
    mutation = "query=mutation%7B__typename%7D"
    yield Hostile("a-mutation-by-get", "BAD_REQUEST", b"", {}, "GET", mutation)
    yield Hostile("1000-parameters", "BAD_REQUEST", b"", {}, "GET", "a=1&" * 1_000)
    yield asked("a-subscription", "INVALID_QUERY", "subscription { viewer { role } }")


def _deep(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value
