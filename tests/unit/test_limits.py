"""What a document may ask for.

Each limit is exceeded once, and a doubling tower of fragments costs nothing to refuse.
"""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from graphql import get_introspection_query

from schema.build import build_schema, core_schema
from schema.documents import BadDocumentError, Documents
from schema.limits import MAX_ALIASES, MAX_DEPTH, MAX_DIRECTIVES, MAX_MERGED, MAX_REPEATS
from schema.weights import WEIGHTS

DOCUMENTS = Documents(build_schema())


def code_of(text: str, name: str | None = None, **variables: Any) -> str | None:
    try:
        DOCUMENTS.read(text, name, variables)
    except BadDocumentError as err:
        return str(err.errors[0]["extensions"]["code"])
    return None


def nested(levels: int) -> str:
    """A document so many levels deep.

    Worker, then mentees and mentee in turn, and a scalar at the end.
    """
    names = ["mentees", "mentee"] * levels
    inner = names[: levels - 2]
    leaf = "kind" if len(inner) % 2 else "id"
    return (
        "{ worker(id: 1) {"
        + "".join(f"{name} {{" for name in inner)
        + leaf
        + "}" * (len(inner) + 2)
    )


TOWER = "{ worker(id: 1) { ...f0 } } fragment f29 on Worker { id } " + " ".join(
    f"fragment f{level} on Worker {{ ...f{level + 1} ...f{level + 1} }}" for level in range(29)
)
BIG = """query ($n: Int) { enterprises(first: 100) { nodes { staff(first: $n) { nodes {
    certificates { holder { id name status } } } } } } }"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(nested(MAX_DEPTH - 4), None, id="deep"),
        pytest.param(nested(MAX_DEPTH + 1), "TOO_COMPLEX", id="one-level-too-deep"),
        pytest.param(
            "{" + " ".join(f"a{n}: honourTypes {{ id }}" for n in range(20)) + "}",
            None,
            id="20-root-fields",
        ),
        pytest.param(
            "{" + " ".join(f"a{n}: honourTypes {{ id }}" for n in range(21)) + "}",
            "TOO_COMPLEX",
            id="21-root-fields",
        ),
        pytest.param(
            "{ worker(id: 1) {" + " ".join(f"a{n}: id" for n in range(MAX_ALIASES)) + "} }",
            None,
            id="aliases",
        ),
        pytest.param(
            "{ worker(id: 1) {" + " ".join(f"a{n}: id" for n in range(MAX_ALIASES + 1)) + "} }",
            "TOO_COMPLEX",
            id="one-alias-too-many",
        ),
        pytest.param("{ worker(id: 1) {" + "id " * MAX_REPEATS + "} }", None, id="repeats"),
        pytest.param(
            "{ worker(id: 1) {" + "id " * (MAX_REPEATS + 1) + "} }",
            "TOO_COMPLEX",
            id="one-repeat-too-many",
        ),
        pytest.param("{ worker(id: 1) {" + "... { id } " * MAX_MERGED + "} }", None, id="merged"),
        pytest.param(
            "{ worker(id: 1) {" + "... { id } " * (MAX_MERGED + 1) + "} }",
            "TOO_COMPLEX",
            id="one-merged-too-many",
        ),
        pytest.param(
            "{ viewer { role " + "@skip(if: false) " * (MAX_DIRECTIVES + 1) + "} }",
            "TOO_COMPLEX",
            id="one-directive-too-many",
        ),
        pytest.param("{ viewer { role } " + "# \n" * 990 + "}", None, id="comments-are-no-tokens"),
        pytest.param("{" + "viewer { role } " * 250 + "}", "TOO_COMPLEX", id="1000-tokens"),
        pytest.param("{" * 900, "INVALID_QUERY", id="braces"),
        pytest.param(
            "{ divisions(parent: " + "[" * 490 + "]" * 490 + ") { code } }",
            "TOO_COMPLEX",
            id="nested-values",
        ),
        pytest.param(TOWER, "TOO_COMPLEX", id="doubling-fragments"),
        pytest.param(
            "{ worker(id: 1) { ...a } } fragment a on Worker { ...b } fragment b on Worker { ...a "
            "}",
            "INVALID_QUERY",
            id="cycle",
        ),
        pytest.param("{ worker(id: 1) { ...a } }", "INVALID_QUERY", id="no-such-fragment"),
        pytest.param("fragment a on Nothing { id }", "INVALID_QUERY", id="no-operation"),
        pytest.param("subscription { a }", "INVALID_QUERY", id="subscription"),
        pytest.param(
            get_introspection_query(specified_by_url=True, input_value_deprecation=True),
            None,
            id="introspection",
        ),
    ],
)
def test_a_document_is_measured(text: str, expected: str | None) -> None:
    assert code_of(text) == expected


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        pytest.param({"n": 1}, None, id="small-pages"),
        pytest.param({}, None, id="usual-pages"),
        pytest.param({"n": 100}, "TOO_COMPLEX", id="large-pages"),
        pytest.param({"n": 10**9}, "TOO_COMPLEX", id="endless-pages"),
        pytest.param({"n": "many"}, "TOO_COMPLEX", id="no-number"),
    ],
)
def test_sizes_in_variables_are_measured_each_time(
    variables: dict[str, Any], expected: str | None
) -> None:
    assert code_of(BIG, n=1) is None
    assert code_of(BIG, **variables) == expected


def test_the_default_of_a_variable_is_a_size() -> None:
    assert code_of(BIG.replace("$n: Int", "$n: Int = 100")) == "TOO_COMPLEX"


def test_a_doubling_tower_is_refused_in_milliseconds() -> None:
    code_of(TOWER)
    best = min(_seconds(TOWER + f"# {attempt}") for attempt in range(5))
    assert best < 0.005


def test_the_operation_is_chosen_by_name() -> None:
    text = "query A { viewer { role } } query B { viewer { role } }"
    assert [code_of(text), code_of(text, "A"), code_of(text, "C")] == [
        "BAD_REQUEST",
        None,
        "BAD_REQUEST",
    ]


def _seconds(text: str) -> float:
    start = time.perf_counter()
    assert code_of(text) == "TOO_COMPLEX"
    return time.perf_counter() - start


@pytest.mark.parametrize(
    ("text", "variables", "expected"),
    [
        pytest.param("{ viewer { role } }", {}, 2, id="two-fields"),
        pytest.param("{ honourTypes { id } }", {}, 6, id="a-list-of-five"),
        pytest.param("{ occupations(first: 7) { nodes { id } } }", {}, 15, id="a-page-of-seven"),
        pytest.param("{ occupations { nodes { id } } }", {}, 41, id="the-usual-page"),
        pytest.param(
            "query ($n: Int) { occupations(first: $n) { nodes { id } } }",
            {"n": 3},
            7,
            id="a-page-of-a-variable",
        ),
        pytest.param("mutation { __typename }", {}, 1_001, id="a-write"),
        pytest.param("{ changes { hasMore } }", {}, 25_021, id="a-field-with-a-weight"),
        pytest.param("{ a: changes { hasMore } }", {}, 25_021, id="a-weight-under-an-alias"),
    ],
)
def test_the_cost_is_known_before_execution(
    text: str, variables: dict[str, Any], expected: int
) -> None:
    assert DOCUMENTS.cost(DOCUMENTS.read(text, None, variables), None, variables) == expected


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        pytest.param({"a": [1] * 1_000}, None, id="a-long-list"),
        pytest.param({"a": [1] * 1_001}, "TOO_COMPLEX", id="a-longer-list"),
        pytest.param({"a": [[[{"b": [1]}]]]}, None, id="nested"),
        pytest.param({"a": json.loads("[" * 25 + "]" * 25)}, "TOO_COMPLEX", id="nested-too-deeply"),
    ],
)
def test_values_of_variables_are_bounded(variables: dict[str, Any], expected: str | None) -> None:
    assert code_of("{ viewer { role } }", **variables) == expected


def test_who_is_no_developer_is_told_no_names() -> None:
    def refusal(text: str, *, developer: bool) -> Any:
        with pytest.raises(BadDocumentError) as refused:
            DOCUMENTS.read(text, None, {}, developer=developer)
        return refused.value.errors[0]

    wrong = "{ viewer { rol } }"
    assert "Did you mean 'role'" in refusal(wrong, developer=True)["message"]
    assert "Did you mean" not in refusal(wrong, developer=False)["message"]
    asked = refusal("{ __schema { types { name } } }", developer=False)
    assert asked["extensions"]["code"] == "INTROSPECTION_OFF"


def test_every_weight_is_that_of_a_root_field() -> None:
    query = core_schema(build_schema()).query_type
    assert query
    assert set(WEIGHTS) <= set(query.fields)
