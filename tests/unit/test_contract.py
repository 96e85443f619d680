"""The schema that is served is the one that is checked in.

It contains everything that is fixed from outside.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    NullValueNode,
    build_ast_schema,
    parse,
    print_ast,
)

from registry.access import OPEN_TYPES, POLICIES
from schema import PUBLISHED, served
from schema.build import build_schema, core_schema
from schema.wholeness import MADE_BY_SERVICES, IncompleteSchemaError, check_wholeness

CONTRACT = Path(__file__).parent.parent / "contract.graphql"

# The contract describes these unions in words: "the other results follow the same pattern".
RESULTS = """
union FileAssessmentPlanResult = FiledAssessmentPlan | Refused
union RecordAssessmentSessionResult = RecordedAssessmentSession | Refused
union ChangeCertificateStatusResult = ChangedCertificateStatus | Refused
union ConsentResult = RecordedConsent | Refused
union AppointResult = Appointed | Refused
union FileAssignmentResult = FiledAssignment | Refused
type FiledAssessmentPlan { plan: AssessmentPlan! }
type AssessmentPlan { id: ID! }
type RecordedAssessmentSession { session: AssessmentSession! }
type AssessmentSession { id: ID! }
type ChangedCertificateStatus { certificate: Certificate! }
type RecordedConsent { consent: Consent! }
type Appointed { appointment: Appointment! }
type FiledAssignment { assignment: Assignment! }
"""


def ours() -> GraphQLSchema:
    """The schema as clients read it."""
    return build_ast_schema(parse(served()))


def contract() -> GraphQLSchema:
    return build_ast_schema(parse(CONTRACT.read_text(encoding="utf-8") + RESULTS))


def promises(schema: GraphQLSchema) -> dict[str, str]:
    """Everything that a schema promises by name.

    Types, fields, arguments with type and default, enum values, members of unions.
    """
    found: dict[str, str] = {}
    for name, kind in schema.type_map.items():
        if name.startswith("__"):
            continue
        found[name] = type(kind).__name__
        if isinstance(kind, GraphQLObjectType):
            for field_name, field in kind.fields.items():
                found |= _field(f"{name}.{field_name}", field)
        elif isinstance(kind, GraphQLInputObjectType):
            found |= {
                f"{name}.{field}": f"{value.type} {_default(value)}"
                for field, value in kind.fields.items()
            }
        elif isinstance(kind, GraphQLEnumType):
            found |= {f"{name}.{value}": "value" for value in kind.values}
        elif isinstance(kind, GraphQLUnionType):
            found |= {f"{name} | {member.name}": "member" for member in kind.types}
    return found


def _field(place: str, field: GraphQLField) -> dict[str, str]:
    arguments = {
        f"{place}({name})": f"{argument.type} {_default(argument)}"
        for name, argument in field.args.items()
    }
    return {place: str(field.type)} | arguments


def _default(value: GraphQLArgument) -> str:
    written = value.ast_node.default_value if value.ast_node else None
    # A default of null and no default are the same to a client.
    return (
        "" if written is None or isinstance(written, NullValueNode) else f"= {print_ast(written)}"
    )


def test_what_is_served_is_what_is_checked_in() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == served(), (
        "run scripts/schema, and read the difference in review"
    )


def test_everything_fixed_from_outside_is_served_as_it_stands() -> None:
    served_promises = promises(ours())
    missing = {
        place: kind
        for place, kind in promises(contract()).items()
        if served_promises.get(place) != kind
    }
    assert missing == {}


def test_every_description_is_english_with_the_chinese_term() -> None:
    schema = core_schema(build_schema())
    for name, kind in schema.type_map.items():
        if name.startswith("__") or name in {"String", "Int", "Float", "Boolean", "ID"}:
            continue
        described = {name: kind.description} if name not in {"Query", "Mutation"} else {}
        if isinstance(kind, GraphQLObjectType | GraphQLInputObjectType):
            described |= {
                f"{name}.{field}": value.description for field, value in kind.fields.items()
            }
        for place, text in described.items():
            assert text, f"{place} has no description"
            assert any("\u4e00" <= sign <= "\u9fff" for sign in text), f"{place}: {text}"


def test_every_field_has_a_source_and_a_policy() -> None:
    check_wholeness(core_schema(build_schema()))


@pytest.mark.parametrize(
    ("definition", "gap"),
    [
        pytest.param(
            "type Query { a: Stranger } type Stranger { id: ID }",
            "Stranger has no shape",
            id="type-without-shape",
        ),
        pytest.param(
            "type Query { a: Industry } type Industry { id: ID name: String secret: String }",
            "Industry.secret",
            id="field",
        ),
        pytest.param(
            "type Query { a: Stranger } type Stranger { id: ID }",
            "Stranger.id has no policy",
            id="no-policy",
        ),
    ],
)
def test_a_gap_stops_the_start(definition: str, gap: str) -> None:
    with pytest.raises(IncompleteSchemaError, match=gap):
        check_wholeness(build_ast_schema(parse(definition)))


def test_the_lists_of_types_name_only_what_is_there() -> None:
    known = set(core_schema(build_schema()).type_map)
    assert OPEN_TYPES | POLICIES.keys() | MADE_BY_SERVICES <= known
