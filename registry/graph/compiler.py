"""The compiler: head + selection + standing -> one parameterised statement that returns ONE record of nested positional lists.

The only place that composes Cypher, and only from our own constants (DESIGN.md 4). Nothing from a
client is text in it: values are parameters, and the fields wanted of the root rows are switched by
parameters (`$with_honours`), so that one text serves every selection of them. What is wanted deeper
is composed in the order of the shapes, whatever order it was asked in.

    RETURN [ COLLECT { <head rows> WITH *, <openness> AS v0  RETURN [<position>, [<columns>, <parts>, <edges>]] },
             CASE WHEN $with_totalCount THEN COUNT { ... } END ] AS answer

Columns come first, then parts, edges and pages; a `Layout` remembers the places and turns the lists
into rows (`registry.graph.layout`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from registry.access import OPENNESS, ROW_TIES, Kind, Openness, Rows, Tie, policy_of
from registry.graph.layout import EdgeSlot, Layout, PageSlot
from registry.graph.rules import PERSON_RULES, ROW_RULES, TIES
from registry.graph.selection import Arguments, Selection
from registry.graph.shapes import SHAPES
from registry.graph.shapes.model import LIST_ROWS, Edge, Head, PageEdge, Shape
from registry.paging import COUNT_CAP
from registry.viewer import Standing

_CALL: Final = re.compile(r"@(\w+)\((\w+)\)")
_PARAMETER: Final = re.compile(r"\$@(\w+)")
_VARIABLE: Final = re.compile(r"(?<!\$)@(\w+)\b(?!\()")


@dataclass(frozen=True, slots=True)
class Statement:
    """A compiled text and how to read its one record. `extras` are the names of the results beside the rows, in order."""

    text: str
    layout: Layout
    extras: tuple[str, ...]
    switches: tuple[str, ...]
    """The fields of the root rows that a parameter `with_<name>` switches."""


def compile_statement(head: Head, selection: Selection, standing: Standing) -> Statement:
    """Compile the statement of a root field; `selection` is what is wanted of a row."""
    compiler = _Compiler(standing)
    shape = SHAPES[head.type]
    variables = dict(head.roles)
    opening, condition = "", ""
    if shape.kind:
        variables["open"] = compiler.fresh()
        opening = (
            f"\nWITH *, {compiler.openness(shape.kind, variables['it'])} AS {variables['open']}"
        )
        condition = f" WHERE {variables['open']} >= {Openness.KNOWN:d}"
    body, layout = compiler.row(shape, variables, selection, first_level=True)
    results = [f"COLLECT {{ {head.rows}{opening}{condition}\nRETURN [{head.position}, {body}] }}"]
    results += [f"CASE WHEN $with_{name} THEN {extra} END" for name, extra in head.extras.items()]
    text = compiler.decided("RETURN [" + ",\n".join(results) + "] AS answer")
    switches = (*(part.name for part in shape.parts), *(edge.name for edge in shape.edges))
    return Statement(text, layout, tuple(head.extras), switches)


@dataclass(slots=True)
class _Compiler:
    standing: Standing
    variables: int = 0
    pages: int = 0

    def fresh(self) -> str:
        self.variables += 1
        return f"v{self.variables - 1}"

    def row(
        self,
        shape: Shape,
        roles: Mapping[str, str],
        selection: Selection,
        *,
        first_level: bool = False,
    ) -> tuple[str, Layout]:
        """Return the list of a row's values, and where each stands in it."""
        wanted = selection.names()
        values = [
            self.guarded(shape, column.name, roles, self.placed(column.cypher, roles))
            for column in shape.columns
        ]
        parts = [part for part in shape.parts if first_level or part.is_wanted(wanted)]
        for part in parts:
            text = self.placed(part.cypher, roles)
            values.append(
                self.guarded(
                    shape, part.name, roles, text, switch=part.name if first_level else None
                )
            )
        edges: list[EdgeSlot] = []
        for edge in shape.edges:
            if first_level or edge.name in wanted:
                text, below = self.edge(shape, edge, roles, selection.below(edge.name))
                values.append(
                    self.guarded(
                        shape, edge.name, roles, text, switch=edge.name if first_level else None
                    )
                )
                edges.append(EdgeSlot(edge.name, edge.many, below))
        pages: list[PageSlot] = []
        for page in shape.pages:
            for arguments, below_page in selection.each(page.name):
                text, slot = self.page(page, roles, arguments, below_page)
                values.append(self.guarded(shape, page.name, roles, text))
                pages.append(slot)
        if shape.kind:
            values.append(roles["open"])
        scalars = [(column.name, column.decode) for column in shape.columns]
        scalars += [(part.name, part.decode) for part in parts]
        layout = Layout(
            shape, tuple(scalars), tuple(edges), tuple(pages), wanted if not first_level else None
        )
        return "[" + ", ".join(values) + "]", layout

    def guarded(
        self,
        shape: Shape,
        name: str,
        roles: Mapping[str, str],
        text: str,
        *,
        switch: str | None = None,
    ) -> str:
        """Let a value through only if it is wanted and open."""
        conditions = [f"$with_{switch}"] if switch else []
        if shape.kind and not name.startswith("_"):
            policy = policy_of(shape.type, name)
            # Rows with ties of their own are judged row by row inside.
            if policy.needs > Openness.MASKED and not policy.rows:
                conditions.append(f"{roles['open']} >= {policy.needs:d}")
        return f"CASE WHEN {' AND '.join(conditions)} THEN {text} END" if conditions else text

    def edge(
        self, shape: Shape, edge: Edge, roles: Mapping[str, str], selection: Selection
    ) -> tuple[str, Layout]:
        """Return the `COLLECT` of an edge's rows."""
        target = SHAPES[edge.shape]
        clauses, inner, carried = self.bound(edge.match, roles, edge.roles)
        conditions: list[str] = []
        if target.kind:
            inner["open"] = self.fresh()
            clauses += f"\nWITH {', '.join(carried)}, {self.openness(target.kind, inner['it'])} AS {inner['open']}"
            carried.append(inner["open"])
            if target.kind is Kind.PERSON and not edge.masked:
                conditions.append(f"{inner['open']} >= {Openness.KNOWN:d}")
        elif shape.kind and (rows := policy_of(shape.type, edge.name).rows):
            clauses += f"\nWITH {', '.join(carried)}"
            tie = self.row_rule(rows, inner["it"], beside_record=True)
            conditions.append(f"({roles['open']} >= {Openness.RECORD:d} OR {tie})")
        if conditions:
            clauses += f" WHERE {' AND '.join(conditions)}"
        order = f" ORDER BY {self.placed(edge.order, inner)}" if edge.order else ""
        clauses += f"\nWITH {', '.join(carried)}{order} LIMIT {LIST_ROWS if edge.many else 1}"
        body, layout = self.row(target, inner, selection)
        return f"COLLECT {{ {clauses}\nRETURN {body} }}", layout

    def page(
        self, page: PageEdge, roles: Mapping[str, str], arguments: Arguments, selection: Selection
    ) -> tuple[str, PageSlot]:
        """Return `[rows with their positions, count]` of a page inside a row."""
        target = SHAPES[page.shape]
        place = f"page{self.pages}"
        self.pages += 1
        counted, _, _ = self.bound(page.match, roles, page.roles)
        clauses, inner, carried = self.bound(page.match, roles, page.roles)
        names, after, order = (
            ", ".join(carried),
            self.placed(page.after, inner),
            self.placed(page.order, inner),
        )
        clauses += f"\nWITH {names} WHERE $@position IS NULL OR {after}\nWITH {names} ORDER BY {order} LIMIT $@limit"
        if target.kind:
            inner["open"] = self.fresh()
            clauses += (
                f"\nWITH {names}, {self.openness(target.kind, inner['it'])} AS {inner['open']}"
            )
        body, layout = self.row(target, inner, selection.below("nodes"))
        rows = f"COLLECT {{ {clauses}\nRETURN [{self.placed(page.position, inner)}, {body}] }}"
        text = f"[{rows}, CASE WHEN $@counted THEN COUNT {{ {counted} RETURN 1 LIMIT {COUNT_CAP + 1} }} END]"
        return _PARAMETER.sub(rf"${place}_\1", text), PageSlot(
            page, place, arguments, selection.has("totalCount"), layout
        )

    def bound(
        self, match: str, roles: Mapping[str, str], gives: Mapping[str, str]
    ) -> tuple[str, dict[str, str], list[str]]:
        """Name the new variables of a template.

        Returns the clauses, the roles of the shape that they lead to, and which of those variables
        are new.
        """
        named = dict(roles)
        for name in _VARIABLE.findall(match):
            if name not in named:
                named[name] = self.fresh()
        inner = {role: named[name] for role, name in gives.items()}
        return (
            self.placed(match, named),
            inner,
            [named[name] for name in gives.values() if name not in roles],
        )

    def placed(self, template: str, roles: Mapping[str, str]) -> str:
        """Put the real names of variables into a template; parameters `$@name` stay for the page that owns them."""
        return _VARIABLE.sub(lambda mark: roles[mark[1]], template)

    def openness(self, kind: Kind, variable: str) -> str:
        """Return the expression of how open a row of this kind is: 1, 2 or 3."""
        cases, otherwise = "", Openness.MASKED
        for tie, degree in OPENNESS[kind][self.standing]:
            if tie is Tie.ALWAYS:
                otherwise = degree
                break
            cases += f" WHEN {self.tie(tie, variable)} THEN {degree:d}"
        return f"CASE{cases} ELSE {otherwise:d} END" if cases else f"{otherwise:d}"

    def decided(self, text: str) -> str:
        """Put this standing's decisions in place of every `@rule(variable)`."""
        return _CALL.sub(lambda call: self.rule(call[1], call[2]), text)

    def rule(self, name: str, variable: str) -> str:
        """Return the predicate of a decision.

        Raises:
            KeyError: there is no such rule.
        """
        if name in ROW_RULES:
            return self.row_rule(ROW_RULES[name], variable)
        kind, degree = PERSON_RULES[name]
        return self.any_of(
            [tie for tie, given in OPENNESS[kind][self.standing] if given >= degree], variable
        )

    def row_rule(self, rows: Rows, variable: str, *, beside_record: bool = False) -> str:
        """Return the predicate that a row is open by ties of its own; `beside_record`: the holder's openness is judged beside it."""
        ties = [
            tie
            for tie in ROW_TIES[rows][self.standing]
            if not (beside_record and tie is Tie.HOLDER_OPEN)
        ]
        return self.any_of(ties, variable)

    def any_of(self, ties: list[Tie], variable: str) -> str:
        if Tie.ALWAYS in ties:
            return "true"
        return "(" + " OR ".join(self.tie(tie, variable) for tie in ties) + ")" if ties else "false"

    def tie(self, tie: Tie, variable: str) -> str:
        return self.decided(TIES[tie].replace("@it", variable))
