"""Shapes of subsidised catalogues, their items and differences, and of a person to be quoted for.

`SubsidyCase` is a type of our own, not of the schema: the service makes quotes of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from registry.graph.shapes.agency import left_to_the_service
from registry.graph.shapes.candidates import KIN
from registry.graph.shapes.decoding import level, listed
from registry.graph.shapes.model import Column, Computed, Edge, PageEdge, Part, Shape
from registry.graph.subsidies import PERSON, decode_person
from registry.vocabulary import Rank


def _item_arguments(arguments: Mapping[str, Any]) -> Mapping[str, object]:
    wanted = arguments.get("level")
    return {
        "rank": Rank[wanted].value if wanted else None,
        "field": arguments.get("field"),
        "urgent": arguments.get("urgent"),
    }


ITEM: Final = Shape(
    type="SubsidyItem",
    columns=(
        Column("_key", "@it.key"),
        Column("_catalogue", "head([(@it)-[:IN]->(itemOf:SubsidyCatalogue) | itemOf.id])"),
        Column("_occupation", "@it.occKey"),
        Column("_rank", "@it.rank"),
        Column("level", "@it.rank", level),
        Column("baseRate", "@it.baseRate"),
        Column("urgent", "@it.urgent"),
        Column("field", "@it.field"),
    ),
    edges=(Edge("occupation", "Occupation", "MATCH (@it)-[:FOR]->(@to:Occupation)", many=False),),
)

CATALOGUE: Final = Shape(
    type="SubsidyCatalogue",
    columns=(
        Column("id", "@it.id"),
        Column("_division", "@it.division"),
        Column("year", "@it.year"),
        Column("version", "@it.version"),
        Column("publishedOn", "toString(@it.publishedOn)"),
        Column("documentNo", "@it.documentNo"),
        Column("supplements", "@it.supplements"),
    ),
    parts=(
        Part(
            "trades",
            "COUNT { MATCH (@it)<-[:IN]-(traded:SubsidyItem) RETURN DISTINCT traded.occKey }",
        ),
    ),
    edges=(Edge("division", "Division", "MATCH (@to:Division {code: @it.division})", many=False),),
    pages=(
        PageEdge(
            "items",
            "SubsidyItem",
            """MATCH (@to:SubsidyItem)-[:IN]->(@it)
            WHERE ($@rank IS NULL OR @to.rank = $@rank)
            AND ($@field IS NULL OR @to.field = $@field)
            AND ($@urgent IS NULL OR @to.urgent = $@urgent)""",
            position="@it.key",
            after="@it.key > $@position",
            order="@it.key",
            arguments=_item_arguments,
        ),
    ),
)

_SAME_ITEM: Final = "@was.key = @before.id + '|' + @to.occKey + '|' + toString(@to.rank)"

CHANGE: Final = Shape(
    type="SubsidyItemChange",
    columns=(
        Column(
            "differs",
            """[name IN ['baseRate', 'urgent', 'field']
                WHERE @was[name] <> @it[name] OR (@was[name] IS NULL) <> (@it[name] IS NULL)]""",
            listed,
        ),
    ),
    edges=(
        Edge("before", "SubsidyItem", roles={"it": "was"}, many=False),
        Edge("after", "SubsidyItem", roles={"it": "it"}, many=False),
    ),
)


REPORT: Final = Shape(
    type="SubsidyCatalogueReport",
    columns=(
        Column("_division", "@it.division"),
        Column("_id", "@it.id"),
        Column("_above", "@above.id"),
        # Trades of the catalogue above, and those that this one has beside them.
        Column(
            "_added",
            """CASE WHEN @above IS NULL THEN null ELSE [
            COUNT { MATCH (@above)<-[:IN]-(theirs:SubsidyItem) RETURN DISTINCT theirs.occKey },
            COUNT { MATCH (@it)<-[:IN]-(ours:SubsidyItem)
                WHERE NOT EXISTS { MATCH (@above)<-[:IN]-(:SubsidyItem {occKey: ours.occKey}) }
                RETURN DISTINCT ours.occKey }] END""",
        ),
    ),
    edges=(
        Edge("catalogue", "SubsidyCatalogue", roles={"it": "it"}, many=False),
        Edge(
            "comparedWith",
            "SubsidyCatalogue",
            "WITH @before AS @to WHERE @to IS NOT NULL",
            many=False,
        ),
        Edge(
            "added",
            "SubsidyItem",
            """MATCH (@to:SubsidyItem)-[:IN]->(@it)
            WHERE @before IS NOT NULL AND NOT EXISTS { MATCH (@was:SubsidyItem) WHERE """
            + _SAME_ITEM
            + " }",
            order="@it.key",
        ),
        Edge(
            "removed",
            "SubsidyItem",
            """MATCH (@to:SubsidyItem)-[:IN]->(@before)
            WHERE NOT EXISTS { MATCH (@now:SubsidyItem)
                WHERE @now.key = @it.id + '|' + @to.occKey + '|' + toString(@to.rank) }""",
            order="@it.key",
        ),
        Edge(
            "changed",
            "SubsidyItemChange",
            """MATCH (@to:SubsidyItem)-[:IN]->(@it) WHERE @before IS NOT NULL
            MATCH (@was:SubsidyItem) WHERE """
            + _SAME_ITEM
            + """
            AND any(name IN ['baseRate', 'urgent', 'field'] WHERE @was[name] <> @to[name]
                OR (@was[name] IS NULL) <> (@to[name] IS NULL))""",
            roles={"it": "to", "was": "was"},
            order="@it.key",
        ),
    ),
    computed=(
        Computed("regulation", left_to_the_service),
        Computed("conditions", left_to_the_service),
    ),
)

_IN_FORCE: Final = """@catalogue.division IN place AND @catalogue.year = $on.year
            AND (@catalogue.publishedOn IS NULL OR @catalogue.publishedOn <= $on)"""

CASE: Final = Shape(
    type="SubsidyCase",
    person="_worker",
    columns=(
        Column("_worker", "worker.id"),
        Column("_person", PERSON, decode_person),
        Column("_kin", KIN, listed),
    ),
    edges=(
        Edge(
            "certificates",
            "Certificate",
            """MATCH (worker)-[:HOLDS]->(@to:Certificate)
            WHERE CASE WHEN $number IS NULL THEN @to.issuedOn <= $on
                AND (@to.status = 'VALID' OR @to.statusSince > $on)
                ELSE @to.number = $number AND ($kind IS NULL OR @to.kind = $kind) END""",
            order="coalesce(@it.rank, 0) DESC, @it.issuedOn, @it.key",
        ),
        Edge(
            "catalogues",
            "SubsidyCatalogue",
            "MATCH (@catalogue:SubsidyCatalogue) WHERE " + _IN_FORCE,
            roles={"it": "catalogue"},
            order="@it.id",
        ),
        # Whoever is certified in an occupation may find it by another edition's code: its kin,
        # siblings of a split too, which the rules leave out.
        Edge(
            "items",
            "SubsidyItem",
            """MATCH (worker)-[:HOLDS]->(@paper:Certificate)-[:FOR]->(:Occupation)
                  -[:SUPERSEDES*0..8]-(@kin:Occupation)
            WITH DISTINCT @kin, @paper.rank AS kinRank
            MATCH (@catalogue:SubsidyCatalogue) WHERE """
            + _IN_FORCE
            + """
            MATCH (@to:SubsidyItem)
            WHERE @to.key = @catalogue.id + '|' + @kin.key + '|' + toString(kinRank)
            WITH DISTINCT @to""",
            order="@it.key",
        ),
    ),
)

SHAPES: Final = (ITEM, CATALOGUE, CHANGE, REPORT, CASE)
