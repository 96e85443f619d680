"""Shapes of organisations (all three kinds are `Enterprise` in the contract).

Their designations, filings and scopes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from registry.access import Kind
from registry.graph.shapes.decoding import first, levels
from registry.graph.shapes.model import Column, Edge, PageEdge, Part, Shape
from registry.vocabulary import Rank

_STATUS_TODAY: Final = """CASE WHEN @filing.status <> 'ACTIVE' AND @filing.statusSince > $today
    THEN 'ACTIVE' ELSE @filing.status END"""


def _staff_arguments(arguments: Mapping[str, Any]) -> Mapping[str, object]:
    level, text = arguments.get("minLevel"), arguments.get("text")
    return {
        "minRank": Rank[level].value if level else 0,
        "text": unicodedata.normalize("NFKC", text).strip().lower() if text else "",
    }


ENTERPRISE: Final = Shape(
    type="Enterprise",
    kind=Kind.ORGANISATION,
    columns=(
        Column("uscc", "@it.uscc"),
        Column("name", "@it.name"),
        Column("kind", "@it.kind"),
        Column("scaleAbove", "@it.scaleAbove"),
        Column("ownership", "@it.ownership"),
    ),
    edges=(
        Edge("division", "Division", "MATCH (@it)-[:LOCATED_IN]->(@to:Division)", many=False),
        Edge("industry", "Industry", "MATCH (@it)-[:IN_INDUSTRY]->(@to:Industry)", many=False),
        Edge(
            "designations",
            "Designation",
            "MATCH (@it)-[:DESIGNATED]->(@to:Designation)",
            order="@it.from, @it.key",
        ),
        Edge(
            "filings",
            "Filing",
            "MATCH (@it)-[:FILED_AS]->(@to:EvaluationFiling)",
            roles={"filing": "to", "filer": "it"},
            order="@filing.from, @filing.filingNo",
        ),
        Edge(
            "suppliers",
            "Enterprise",
            "MATCH (@to:Organisation)-[:SUPPLIES]->(@it) WITH DISTINCT @to",
            order="@it.uscc",
        ),
        Edge(
            "customers",
            "Enterprise",
            "MATCH (@it)-[:SUPPLIES]->(@to:Organisation) WITH DISTINCT @to",
            order="@it.uscc",
        ),
    ),
    pages=(
        PageEdge(
            "staff",
            "Worker",
            """MATCH (@to:Worker)-[@job:EMPLOYED]->(@it)
            WHERE @job.from <= $today AND (@job.to IS NULL OR @job.to >= $today)
            AND coalesce(@to.rank, 0) >= $@minRank AND ($@text = '' OR toLower(@to.search)
                CONTAINS $@text)
            WITH DISTINCT @to""",
            # The best first: 9 - rank is one digit, so the text order of the key is the order of
            # the list.
            position="toString(9 - coalesce(@it.rank, 0)) + @it.id",
            after="toString(9 - coalesce(@it.rank, 0)) + @it.id > $@position",
            order="toString(9 - coalesce(@it.rank, 0)) + @it.id",
            arguments=_staff_arguments,
        ),
    ),
)

DESIGNATION: Final = Shape(
    type="Designation",
    columns=(
        Column("kind", "@it.kind"),
        Column("from", "toString(@it.from)"),
        Column("to", "toString(@it.to)"),
        Column("documentNo", "@it.documentNo"),
    ),
)

FILING: Final = Shape(
    type="Filing",
    columns=(
        Column("filingNo", "@filing.filingNo"),
        Column("issuerPrefix", "@filing.issuerPrefix"),
        Column("kind", "@filing.kind"),
        Column("validFrom", "toString(@filing.from)"),
        Column("validTo", "toString(@filing.to)"),
        Column("status", _STATUS_TODAY),
        Column("bodyLevel", "@filing.bodyLevel"),
        Column("statusSince", "toString(@filing.statusSince)"),
        Column("daysLeft", "duration.inDays($today, @filing.to).days"),
    ),
    edges=(
        Edge(
            "organisation",
            "Enterprise",
            "MATCH (@to:Organisation)-[:FILED_AS]->(@filing)",
            many=False,
        ),
        Edge(
            "scope",
            "ScopeItem",
            "MATCH (@filing)-[@covers:COVERS]->(@occupation:Occupation)",
            roles={"filing": "filing", "covers": "covers", "occupation": "occupation"},
            order="@occupation.key",
        ),
    ),
)

SCOPE_ITEM: Final = Shape(
    type="ScopeItem",
    columns=(
        Column("filingNo", "@filing.filingNo"),
        Column("levels", "@covers.ranks", levels),
        Column("validFrom", "toString(@filing.from)"),
        Column("validTo", "toString(@filing.to)"),
    ),
    parts=(
        Part(
            "issuer",
            "COLLECT { MATCH (scopeOwner:Organisation)-[:FILED_AS]->(@filing) RETURN "
            "scopeOwner.name LIMIT 1 }",
            first,
        ),
    ),
    edges=(Edge("occupation", "Occupation", roles={"it": "occupation"}, many=False),),
)

SHAPES: Final = (ENTERPRISE, DESIGNATION, FILING, SCOPE_ITEM)
