"""The compiler: from what is wanted to one statement.

Head + selection + standing -> one parameterised statement that returns ONE record of nested
positional lists.

The only place that composes Cypher, and only from our own constants (DESIGN.md 4). Nothing from a
client is text in it: values are parameters, and what is wanted of the root rows is switched by
parameters (`$with_honours`), as are the edges below to one row that is open to everybody
(`$with_honours_type`), so that one text serves every selection of them. Dear parts, and what is
wanted deeper, are composed in the order of the shapes, whatever order they were asked in.

    RETURN [ COLLECT { <head rows>
                       WITH *, <openness> AS v0
                       RETURN [<position>, [<columns>, <parts>, <edges>, <pages>]] },
             CASE WHEN $with_totalCount THEN COUNT { ... } END ] AS answer

Columns come first, then parts, edges and pages; a `Layout` remembers the places and turns the lists
into rows (`registry.graph.layout`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
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


_TRUE: Final = "true"
_FALSE: Final = "false"


@dataclass(frozen=True, slots=True)
class Statement:
    """A compiled text and how to read its one record.

    `extras` are the names of the results beside the rows, in order.
    """

    text: str
    layout: Layout
    extras: tuple[str, ...]
    switches: tuple[Switch, ...]

    def switched(self, selection: Selection) -> dict[str, bool]:
        """Return the parameters that switch on what a selection of the rows wants."""
        return {switch.parameter: switch.is_on(selection) for switch in self.switches}


@dataclass(frozen=True, slots=True)
class Switch:
    """A parameter that is true where one of these fields is wanted, below these edges."""

    parameter: str
    path: tuple[str, ...]
    names: frozenset[str]

    def is_on(self, selection: Selection) -> bool:
        """Say whether a selection of the rows wants it."""
        return not self.names.isdisjoint(selection.below(*self.path).names())


def compile_statement(head: Head, selection: Selection, standing: Standing) -> Statement:
    """Compile the statement of a root field; `selection` is what is wanted of a row."""
    compiler = _Compiler(standing)
    shape = SHAPES[head.type]
    roles = dict(head.roles)
    opening = ""
    if shape.kind:
        clause, condition = compiler.opened(shape.kind, roles, ["*"], needs=Openness.KNOWN)
        opening = (clause or "\nWITH *") + condition
    body, layout = compiler.row(shape, roles, selection, path=())
    results = [f"COLLECT {{ {head.rows}{opening}\nRETURN [{head.position}, {body}] }}"]
    results += [f"CASE WHEN $with_{name} THEN {extra} END" for name, extra in head.extras.items()]
    text = compiler.decided("RETURN [" + ",\n".join(results) + "] AS answer")
    return Statement(text, layout, tuple(head.extras), tuple(compiler.switches))


@dataclass(slots=True)
class _Compiler:
    standing: Standing
    variables: int = 0
    pages: int = 0
    switches: list[Switch] = field(default_factory=list)
    opens: dict[str, str] = field(default_factory=dict)
    """Variable of a person or organisation -> its openness: a variable, or a number where it is the
    same for every row.
    """

    def row(
        self,
        shape: Shape,
        roles: Mapping[str, str],
        selection: Selection,
        *,
        path: tuple[str, ...] | None = None,
    ) -> tuple[str, Layout]:
        """Return the list of a row's values, and where each stands in it.

        `path` are the edges that lead from the root rows to this one; None where nothing of it is
        switched: further down, and in pages.
        """
        wanted = selection.names()
        values: list[str] = []

        def add(name: str, text: str, switch: str = "") -> None:
            values.append(self.guarded(shape, name, roles, text, switch))

        for column in shape.columns:
            add(column.name, self.placed(column.cypher, roles))
        scalars = [(column.name, column.decode) for column in shape.columns]
        # Of root rows those that are not dear are always there, and switched.
        always = [part for part in shape.parts if path == () and not part.dear]
        for part in shape.parts:
            if part in always or part.is_wanted(wanted):
                switch = self.switch((), part.name, part.served()) if part in always else ""
                add(part.name, self.placed(part.cypher, roles), switch)
                scalars.append((part.name, part.decode_if_read))
        edges: list[EdgeSlot] = []
        for edge in shape.edges:
            is_switched = path is not None and (not path or _is_cheap(edge))
            if is_switched or edge.name in wanted:
                switch = self.switch(path, edge.name) if path is not None and is_switched else ""
                below = (*path, edge.name) if path == () else None
                text, layout = self.edge(shape, edge, roles, selection.below(edge.name), path=below)
                add(edge.name, text, switch)
                edges.append(EdgeSlot(edge.name, edge.many, layout))
        pages: list[PageSlot] = []
        for page, (arguments, below_page) in _wanted_pages(shape, selection):
            text, slot = self.page(page, roles, arguments, below_page)
            add(page.name, text)
            pages.append(slot)
        if shape.kind:
            values.append(roles["open"])
        absent = frozenset(part.name for part in always if not part.is_wanted(wanted))
        layout = Layout(shape, tuple(scalars), tuple(edges), tuple(pages), wanted, absent)
        return "[" + ", ".join(values) + "]", layout

    def switch(self, path: tuple[str, ...], name: str, names: frozenset[str] | None = None) -> str:
        """Return the parameter that is true where a part or edge is wanted (of these fields)."""
        parameter = "_".join(("with", *path, name))
        self.switches.append(Switch(parameter, path, names or frozenset({name})))
        return parameter

    def guarded(
        self, shape: Shape, name: str, roles: Mapping[str, str], text: str, switch: str
    ) -> str:
        """Let a value through only if it is wanted and open."""
        conditions = [f"${switch}"] if switch else []
        if shape.kind and not name.startswith("_"):
            policy = policy_of(shape.type, name)
            # Rows with ties of their own are judged row by row inside.
            if not policy.rows:
                conditions.append(_at_least(roles["open"], policy.needs))
        conditions = [condition for condition in conditions if condition != _TRUE]
        if _FALSE in conditions:
            return "null"
        return f"CASE WHEN {' AND '.join(conditions)} THEN {text} END" if conditions else text

    def edge(
        self,
        shape: Shape,
        edge: Edge,
        roles: Mapping[str, str],
        selection: Selection,
        *,
        path: tuple[str, ...] | None,
    ) -> tuple[str, Layout]:
        """Return the list of an edge's rows, to which these edges lead from the root rows."""
        target = SHAPES[edge.shape]
        clauses, inner, carried = self.bound(edge.match, roles, edge.roles)
        clause, condition = "", ""
        if target.kind is Kind.ORGANISATION and not _asks_for_inside(target, selection):
            inner["open"] = f"{Openness.MASKED:d}"
        elif target.kind:
            must_be_known = target.kind is Kind.PERSON and not edge.masked
            needs = Openness.KNOWN if must_be_known else Openness.MASKED
            clause, condition = self.opened(target.kind, inner, carried, needs=needs)
        elif shape.kind and (rows := policy_of(shape.type, edge.name).rows):
            condition = self.row_condition(rows, roles["open"], inner["it"])
        if not clauses and not clause:
            # The row stands on variables that are there already: nothing is matched.
            body, layout = self.row(target, inner, selection, path=path)
            return _in_list(body, condition.removeprefix(" WHERE ")), layout
        if condition and not clause:
            clause = f"\nWITH {', '.join(carried)}"
        clauses += clause + condition
        if edge.many or edge.order:
            order = f" ORDER BY {self.placed(edge.order, inner)}" if edge.order else ""
            limit = LIST_ROWS if edge.many else 1
            clauses += f"\nWITH {', '.join(carried)}{order} LIMIT {limit}"
        body, layout = self.row(target, inner, selection, path=path)
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
        names = ", ".join(carried)
        after, order = self.placed(page.after, inner), self.placed(page.order, inner)
        clauses += (
            f"\nWITH {names} WHERE $@position IS NULL OR {after}"
            f"\nWITH {names} ORDER BY {order} LIMIT $@limit"
        )
        if target.kind:
            clauses += self.opened(target.kind, inner, carried, needs=Openness.MASKED)[0]
        body, layout = self.row(target, inner, selection.below("nodes"))
        rows = f"COLLECT {{ {clauses}\nRETURN [{self.placed(page.position, inner)}, {body}] }}"
        count = f"COUNT {{ {counted} RETURN 1 LIMIT {COUNT_CAP + 1} }}"
        text = f"[{rows}, CASE WHEN $@counted THEN {count} END]"
        slot = PageSlot(
            page,
            place,
            arguments,
            counted=selection.has("totalCount"),
            edges=selection.has("edges"),
            layout=layout,
        )
        return _PARAMETER.sub(rf"${place}_\1", text), slot

    def opened(
        self, kind: Kind, roles: dict[str, str], carried: list[str], *, needs: Openness
    ) -> tuple[str, str]:
        """Bind the role `open` of a person or organisation.

        A clause (none where it is known), and the condition of `needs`.
        """
        variable = roles["it"]
        known = self.opens.get(variable)
        clause = ""
        if known is None:
            known = expression = self.openness(kind, variable)
            if not expression.isdecimal():
                known = self.fresh()
                clause = f"\nWITH {', '.join(carried or [variable])}, {expression} AS {known}"
                carried.append(known)
            # An openness that is computed inside a list is not there outside it: remember only what
            # came with its variable.
            if variable in carried or "*" in carried or known.isdecimal():
                self.opens[variable] = known
        roles["open"] = known
        condition = _at_least(known, needs)
        return clause, "" if condition == _TRUE else f" WHERE {condition}"

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
        """Put the real names of variables into a template.

        Parameters `$@name` stay for the page that owns them.
        """
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

    def row_condition(self, rows: Rows, holder_open: str, variable: str) -> str:
        """Return the condition of rows of a person.

        The record is open, or the row by a tie of its own.
        """
        record = _at_least(holder_open, Openness.RECORD)
        tie = self.row_rule(rows, variable, beside_record=True)
        if _TRUE in {record, tie}:
            return ""
        either = [condition for condition in (record, tie) if condition != _FALSE]
        return f" WHERE {' OR '.join(either) or _FALSE}"

    def row_rule(self, rows: Rows, variable: str, *, beside_record: bool = False) -> str:
        """Return the predicate that a row is open by ties of its own.

        `beside_record`: the holder's openness is judged beside it.
        """
        ties = [
            tie
            for tie in ROW_TIES[rows][self.standing]
            if not (beside_record and tie is Tie.HOLDER_OPEN)
        ]
        return self.any_of(ties, variable)

    def any_of(self, ties: list[Tie], variable: str) -> str:
        if Tie.ALWAYS in ties:
            return _TRUE
        if not ties:
            return _FALSE
        return "(" + " OR ".join(self.tie(tie, variable) for tie in ties) + ")"

    def tie(self, tie: Tie, variable: str) -> str:
        return self.decided(TIES[tie].replace("@it", variable))

    def fresh(self) -> str:
        """Return a new variable."""
        self.variables += 1
        return f"v{self.variables - 1}"


def _wanted_pages(
    shape: Shape, selection: Selection
) -> list[tuple[PageEdge, tuple[Arguments, Selection]]]:
    return [(page, wish) for page in shape.pages for wish in selection.each(page.name)]


def _is_cheap(edge: Edge) -> bool:
    """Say whether an edge leads to one row that nobody's openness hides: little to plan."""
    return not edge.many and SHAPES[edge.shape].kind is not Kind.PERSON


def _asks_for_inside(shape: Shape, selection: Selection) -> bool:
    """Say whether a field is wanted that is not open wherever the row is shown."""
    wanted = selection.names() & shape.fields()
    return any(policy_of(shape.type, name).needs > Openness.MASKED for name in wanted)


def _at_least(openness: str, needs: Openness) -> str:
    """Return the condition that an openness is enough.

    Decided now where it is a number, or where anything is enough.
    """
    if needs <= Openness.MASKED:
        return _TRUE
    if openness.isdecimal():
        return _TRUE if int(openness) >= needs else _FALSE
    return f"{openness} >= {needs:d}"


def _in_list(body: str, condition: str) -> str:
    return f"CASE WHEN {condition} THEN [{body}] ELSE [] END" if condition else f"[{body}]"
