"""How the database answered: the text, the plan, the hits and the indexes of each statement.

While an `Explanation` is open in the running request, every read is sent with PROFILE in front, so
the answer that is given and the plan that is shown are of the same execution. Values of parameters
are not shown, since they may be about people: only what kind of value each was.

Writes are not explained: what a mutation shows of its record is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Final

import neo4j

_CURRENT: Final[ContextVar[Explanation | None]] = ContextVar("explanation", default=None)
_ROOT_FIELD: Final[ContextVar[str | None]] = ContextVar("root_field", default=None)

_FULL_TEXT: Final = "db.index."


@dataclass(frozen=True, slots=True)
class Explained:
    """One statement; `path` is the key in the answer of the root field that it was read for."""

    path: str | None
    statement: str
    parameters: Mapping[str, object]
    rows: int
    milliseconds: int
    plan: Mapping[str, Any]

    @property
    def hits(self) -> int:
        """How often the database looked at its store for it."""
        return sum(step["hits"] for step in _steps(self.plan))

    @property
    def indexes(self) -> list[str]:
        """The index of each step that uses one, with what it is asked for."""
        found = [step["details"] for step in _steps(self.plan) if _uses_index(step)]
        return list(dict.fromkeys(found))

    def to_json(self) -> dict[str, Any]:
        """Return its members in `extensions.explain`."""
        return {
            "path": self.path,
            "statement": self.statement,
            "parameters": dict(self.parameters),
            "rows": self.rows,
            "hits": self.hits,
            "milliseconds": self.milliseconds,
            "indexes": self.indexes,
            "plan": self.plan,
        }


@dataclass(slots=True)
class Explanation:
    """The statements of one request, in the order in which they were answered."""

    statements: list[Explained] = field(default_factory=list)

    def to_json(self) -> list[dict[str, Any]]:
        """Return them as `extensions.explain` shows them."""
        return [statement.to_json() for statement in self.statements]

    def note(
        self,
        statement: str,
        parameters: Mapping[str, object] | None,
        rows: int,
        summary: neo4j.ResultSummary,
    ) -> None:
        """Add a statement that was sent as `profiled` says."""
        self.statements.append(
            Explained(
                path=_ROOT_FIELD.get(),
                statement=statement.strip(),
                parameters={name: kind_of(value) for name, value in (parameters or {}).items()},
                rows=rows,
                milliseconds=(summary.result_available_after or 0)
                + (summary.result_consumed_after or 0),
                plan=_step(summary.profile or {}),
            )
        )


@contextmanager
def explaining() -> Iterator[Explanation]:
    """Explain every read of the block."""
    explanation = Explanation()
    token = _CURRENT.set(explanation)
    try:
        yield explanation
    finally:
        _CURRENT.reset(token)


@contextmanager
def of_root_field(path: str) -> Iterator[None]:
    """Say for which root field the reads of the block are."""
    token = _ROOT_FIELD.set(path)
    try:
        yield
    finally:
        _ROOT_FIELD.reset(token)


def current_explanation() -> Explanation | None:
    """Return the explanation of the running request; None if nobody asked for one."""
    return _CURRENT.get()


def profiled(statement: str) -> str:
    """Return the text that has the database show its plan beside its answer."""
    return f"PROFILE {statement}"


def kind_of(value: object) -> object:
    """Return what may be shown of a parameter: a switch itself, of all else its kind."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, list | tuple):
        return f"{len(value)} values"
    return type(value).__name__


def _step(step: Mapping[str, Any]) -> dict[str, Any]:
    """Return a step of a plan without what only machines read."""
    arguments = step.get("args") or step.get("arguments") or {}
    return {
        "operator": str(step.get("operatorType", "")).partition("@")[0],
        "details": str(arguments.get("Details", "")),
        "rows": step.get("rows", 0),
        "estimatedRows": arguments.get("EstimatedRows"),
        "hits": step.get("dbHits", 0),
        "children": [_step(child) for child in step.get("children") or ()],
    }


def _steps(step: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield step
    for child in step["children"]:
        yield from _steps(child)


def _uses_index(step: Mapping[str, Any]) -> bool:
    operator = step["operator"]
    return "Index" in operator or (operator == "ProcedureCall" and _FULL_TEXT in step["details"])
