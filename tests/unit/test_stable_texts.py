"""A text that the database has not seen costs it a second of planning, so there are few of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations, product

from registry.graph.compiler import compile_statement
from registry.graph.heads.candidate_rows import AREAS, Plan
from registry.graph.heads.candidates import FACETS, search_head
from registry.graph.selection import Selection
from registry.graph.shapes import SHAPES
from registry.graph.shapes.model import Head, Shape
from registry.viewer import Standing

CARD = SHAPES["Candidate"]
DEAR = frozenset().union(*(part.served() for part in CARD.parts if part.dear))
"""What is read from all facts of a worker, with a text of its own: `eligibility`."""

PLAN = Plan(by_occupation=True, areas=("PROVINCE",), by_employer=True)


def text_of(selection: Selection, head: Head | None = None) -> str:
    return compile_statement(
        head or search_head(PLAN, frozenset()), selection, Standing.ENTERPRISE
    ).text


def scalars(shape: Shape) -> list[str]:
    edges = {edge.name for edge in shape.edges}
    return sorted(shape.fields() - edges - {page.name for page in shape.pages} - DEAR)


def subsets_of_edges(shape: Shape) -> Iterator[tuple[str, ...]]:
    names = [edge.name for edge in shape.edges]
    for size in range(len(names) + 1):
        yield from combinations(names, size)


def test_all_selections_of_a_card_are_one_text() -> None:
    texts = set()
    pick = random.Random(0)
    for edges in subsets_of_edges(CARD):
        wanted = Selection.of(*edges, *(name for name in scalars(CARD) if pick.random() < 0.5))
        for edge in CARD.edges:
            if edge.name in edges:
                inside = [column.name for column in SHAPES[edge.shape].columns]
                for name in pick.sample(inside, pick.randint(0, len(inside))):
                    wanted.want(edge.name).want(name)
        texts.add(text_of(wanted))
    texts.update(text_of(Selection.of(name)) for name in scalars(CARD))
    assert len(texts) == 1


def test_what_stands_below_to_one_open_row_changes_no_text() -> None:
    plain = text_of(Selection.of("level"))
    for path in (
        ("certificates", "occupation"),
        ("honours", "type"),
        ("appointments", "enterprise"),
    ):
        wanted = Selection()
        wanted.want(path[0]).want(path[1]).want("name")
        assert text_of(wanted) == plain


def test_what_is_off_is_switched_off_and_what_is_wanted_is_on() -> None:
    wanted = Selection.of("explanation")
    wanted.want("honours").want("type").want("name")
    statement = compile_statement(search_head(PLAN, frozenset()), wanted, Standing.ENTERPRISE)
    on = {name for name, is_on in statement.switched(wanted).items() if is_on}
    assert on == {"with__reasons", "with_honours", "with_honours_type"}
    assert all(f"${name}" in statement.text for name in statement.switched(wanted))


def test_results_beside_the_rows_make_two_texts() -> None:
    wanted = Selection.of("level")
    asked = [frozenset(some) for some in ((), ("totalCount",), ("unknown",))]
    assert len({text_of(wanted, search_head(PLAN, extras)) for extras in asked}) == 1
    facets = [frozenset({facet}) for facet in FACETS] + [frozenset({"totalCount", *FACETS})]
    assert len({text_of(wanted, search_head(PLAN, extras)) for extras in facets}) == 1


def test_an_order_that_no_index_holds_is_no_other_text() -> None:
    texts = {
        search_head(Plan(by_occupation=True, areas=(), sort=sort), frozenset()).rows
        for sort in ("YEARS_AT_LEVEL", "HONOURS", "MENTEES")
    }
    assert len(texts) == 1


def test_all_searches_in_a_direction_with_areas_of_one_level_are_30_texts() -> None:
    areas = ((), *((area,) for area in AREAS))
    texts = {
        search_head(
            Plan(
                by_occupation=occupation,
                areas=where,
                by_employer=bool(where) or industry,
                sort=sort,
            ),
            frozenset(),
        ).rows
        for occupation, where, industry, sort in product(
            (True, False), areas, (True, False), ("SCORE", "LEVEL", "HONOURS")
        )
    }
    assert len(texts) == 30
