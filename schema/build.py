"""The schema: the root classes of all topics, merged."""

from __future__ import annotations

from functools import cache
from typing import Any, Final, cast

import strawberry
from graphql import GraphQLSchema
from strawberry.schema.config import StrawberryConfig
from strawberry.tools import merge_types

from schema.fields import PublishedNames, value_of
from schema.roots.agency import AgencyQuery
from schema.roots.apprenticeships import ApprenticeshipQuery
from schema.roots.apprenticing import ApprenticeshipMutation
from schema.roots.assessments import AssessmentQuery
from schema.roots.bidding import BiddingMutation
from schema.roots.candidates import CandidateQuery
from schema.roots.contacts import ContactMutation, ContactQuery
from schema.roots.contests import ContestQuery
from schema.roots.cooperation import CooperationQuery
from schema.roots.funds import FundQuery
from schema.roots.governance import GovernanceQuery
from schema.roots.honours import HonourQuery
from schema.roots.lending import LendingMutation
from schema.roots.mobility import MobilityQuery
from schema.roots.mutations import Mutation
from schema.roots.pay import PayQuery
from schema.roots.people import PeopleQuery
from schema.roots.posts import PostQuery
from schema.roots.prospects import ProspectQuery
from schema.roots.reference import ReferenceQuery
from schema.roots.saved import SavedMutation, SavedQuery
from schema.roots.sharing import SharingQuery
from schema.roots.subsidies import SubsidyQuery
from schema.roots.teaching import TeachingQuery
from schema.roots.teams import TeamQuery
from schema.roots.training import TrainingQuery
from schema.roots.verify import VerifyQuery
from schema.scalars import SCALARS

QUERIES: Final = (
    PeopleQuery,
    PostQuery,
    AssessmentQuery,
    CandidateQuery,
    ProspectQuery,
    ContactQuery,
    SavedQuery,
    AgencyQuery,
    VerifyQuery,
    ReferenceQuery,
    SubsidyQuery,
    TeamQuery,
    SharingQuery,
    MobilityQuery,
    HonourQuery,
    ContestQuery,
    TeachingQuery,
    PayQuery,
    FundQuery,
    GovernanceQuery,
    ApprenticeshipQuery,
    TrainingQuery,
    CooperationQuery,
)
"""The root classes of all topics."""

MUTATIONS: Final = (
    Mutation,
    LendingMutation,
    ApprenticeshipMutation,
    BiddingMutation,
    ContactMutation,
    SavedMutation,
)


@cache
def build_schema() -> strawberry.Schema:
    """Return the schema of this process; it is built once."""
    return strawberry.Schema(
        query=merge_types("Query", QUERIES),
        mutation=merge_types("Mutation", MUTATIONS),
        config=StrawberryConfig(
            name_converter=PublishedNames(),
            default_resolver=value_of,
            scalar_map=cast("dict[object, Any]", SCALARS),
        ),
    )


def core_schema(schema: strawberry.Schema) -> GraphQLSchema:
    """Return the graphql-core schema inside; Strawberry shows no other way to it."""
    return schema._schema  # noqa: SLF001 - see above
