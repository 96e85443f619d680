"""Shapes of pay: what a worker is paid, what an employer grants, and published groups.

Amounts stand in a row as they stand in the graph, sealed; the field that shows one opens it
(`schema.types.pay`). Whether a row holds an amount at all is decided here, by `@pay` and
`@own_pay`: no openness of a record is enough.

`PayGroup` is a type of our own, not of the schema: the service makes the answer of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from registry.graph.shapes.decoding import level, listed
from registry.graph.shapes.model import Column, Edge, PageEdge, Part, Shape

PAY_GROUP: Final = Shape(
    type="PayGroup",
    columns=(
        Column("mode", "@mode"),
        Column("people", "@it.people"),
        Column("median", "@it.median"),
        Column("absent", "@it.absent", listed),
    ),
)

PAY_ARRANGEMENT: Final = Shape(
    type="PayArrangement",
    columns=(
        Column("_key", "@it.key"),
        Column("mode", "@it.mode"),
        Column("from", "toString(@it.from)"),
        Column("to", "toString(@it.to)"),
        Column("post", "@it.post"),
        Column("documentNo", "@it.documentNo"),
        Column("annualAmount", "@it.annualAmountEnc"),
    ),
    edges=(
        Edge("enterprise", "Enterprise", "MATCH (@it)-[:BY]->(@to:Organisation)", many=False),
        Edge("project", "Project", "MATCH (@it)-[:ON]->(@to:Project)", many=False),
    ),
)

ALLOWANCE_SCHEME: Final = Shape(
    type="AllowanceScheme",
    columns=(
        Column("id", "@it.id"),
        Column("kind", "@it.kind"),
        Column("level", "@it.rank", level),
        Column("term", "@it.term"),
        Column("from", "toString(@it.from)"),
        Column("to", "toString(@it.to)"),
        Column("documentNo", "@it.documentNo"),
        Column("amount", "CASE WHEN @own_pay(@grantor) THEN @it.amountEnc END"),
    ),
    parts=(
        Part(
            "peoplePaid",
            """CASE WHEN @inside(@grantor) THEN size(COLLECT {
                MATCH (paidWorker:Worker)-[:WAS_PAID]->(paid:Payment)-[:UNDER]->(@it)
                WHERE paid.paidOn > $today - duration('P1Y') AND paid.paidOn <= $today
                RETURN DISTINCT paidWorker.id }) END""",
        ),
    ),
    edges=(Edge("enterprise", "Enterprise", roles={"it": "grantor"}, many=False),),
)

ALLOWANCE_PAYMENT: Final = Shape(
    type="AllowancePayment",
    columns=(
        Column("id", "@it.id"),
        Column("paidOn", "toString(@it.paidOn)"),
        Column("amount", "@it.amountEnc"),
    ),
    edges=(
        Edge(
            "scheme",
            "AllowanceScheme",
            "MATCH (@it)-[:UNDER]->(@to:AllowanceScheme)<-[:GRANTS]-(@grantor:Organisation)",
            roles={"it": "to", "grantor": "grantor"},
            many=False,
        ),
    ),
)


def _no_arguments(_arguments: Mapping[str, Any]) -> Mapping[str, object]:
    return {}


PAY_ARRANGEMENTS_OF_WORKER: Final = Edge(
    "payArrangements",
    "PayArrangement",
    "MATCH (@it)-[:PAID_UNDER]->(@to:PayArrangement) WHERE @pay(@it)",
    order="@it.from DESC, @it.key",
)

ALLOWANCES_OF_WORKER: Final = PageEdge(
    "allowances",
    "AllowancePayment",
    "MATCH (@it)-[:WAS_PAID]->(@to:Payment) WHERE @pay(@it)",
    # The latest first: days count backwards, so that the order is ascending.
    position="[toString(@it.paidOn), @it.id]",
    after="@it.paidOn < date($@position[0]) OR @it.paidOn = date($@position[0])"
    " AND @it.id > $@position[1]",
    order="@it.paidOn DESC, @it.id",
    arguments=_no_arguments,
)

SHAPES: Final = (PAY_GROUP, PAY_ARRANGEMENT, ALLOWANCE_SCHEME, ALLOWANCE_PAYMENT)
