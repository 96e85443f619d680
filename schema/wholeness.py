"""At the start: every field of the schema has a source and a policy.

A gap stops the process, naming all that is missing.

A type of rows is answered by its shape (`registry.graph.shapes`); the other types are values that a
service makes, listed here. A field of a shape's type that the shape does not answer, or a field
without a policy in `registry.access`, would fail only when somebody asks.
"""

from __future__ import annotations

from typing import Final

from graphql import GraphQLObjectType, GraphQLSchema

from registry.access import policy_of
from registry.graph.shapes import SHAPES

MADE_BY_SERVICES: Final = frozenset(
    [
        "Query",
        "Mutation",
        "Viewer",
        "RankingWeight",
        "RegulationParameter",
        "PayModes",
        "PayModeShare",
        "AllowanceConnection",
        "AllowancePaymentConnection",
        "EducationFund",
        "EducationFundFigures",
        "FundUseConnection",
        "FundTotal",
        "DoubleFunding",
        "CertificationCoverage",
        "CoverageOfGroup",
        "CoveragePoint",
        "FilingConnection",
        "FilingCoverage",
        "PolicyScorecard",
        "ScorecardLine",
        "Target",
        "PageInfo",
        "Count",
        "OccupationConnection",
        "EnterpriseConnection",
        "WorkerConnection",
        "AssignmentConnection",
        "AssignmentFlow",
        "AssignmentConflict",
        "GradePyramid",
        "PyramidRow",
        "PostGrade",
        "PostConnection",
        "SuccessionRiskConnection",
        "AppointmentException",
        "SubsidyItemConnection",
        "SubsidyQuote",
        "TrainingProjectConnection",
        "ChallengeConnection",
        "RecordedChallenge",
        "SuspectConnection",
        "SuspectCertificate",
        "AccessEventConnection",
        "CandidateComparison",
        "ComparedCriterion",
        "ComparedPoints",
        "ComparedCondition",
        "ComparedOutcome",
        "SavedSearchConnection",
        "SavedSearchChanges",
        "ChangedCandidate",
        "RecordedSearch",
        "DeletedSearch",
        "ContactRequestConnection",
        "RecordedContactRequest",
        "PipelineConnection",
        "PipelineEdge",
        "PipelineMonth",
        "Bottleneck",
        "CandidateConnection",
        "CandidateEdge",
        "Facet",
        "FacetBucket",
        "ScorePart",
        "EligibilityReport",
        "ConditionReport",
        "ReachPath",
        "ReachHop",
        "SimilarWorker",
        "SharedTie",
        "VerificationReport",
        "CheckResult",
        "VerifiedCertificate",
        "NomineeConnection",
        "HonourRollConnection",
        "HonourBatch",
        "TalentProgrammeConnection",
        "CompetitionConnection",
        "CompetitionMonthConnection",
        "CompetitionPromotionConnection",
        "MajorConnection",
        "TrainingPackageConnection",
        "TrainingPlanConnection",
        "Refused",
        "IssuedCertificate",
        "AssessmentPlanConnection",
        "FiledAssessmentPlan",
        "RecordedAssessmentSession",
        "ChangedCertificateStatus",
        "RecordedConsent",
        "Appointed",
        "FiledAssignment",
        "TeamQualification",
        "TeamConnection",
        "TeamGap",
        "EarlierCertificateConnection",
        "ChangeFeed",
        "Expert",
        "ExpertConnection",
        "KnowledgeFlow",
        "AssignmentRequestConnection",
        "RequestedAssignment",
        "DecidedAssignment",
        "ApprenticeshipConnection",
        "StudioConnection",
        "StudioYear",
        "ApprenticeRatio",
        "RecordedApprenticeship",
        "TrainingBaseConnection",
        "BaseRuling",
        "BaseIntake",
        "GradeIntake",
        "SupplierConnection",
        "EducationAllianceConnection",
        "CooperationAgreementConnection",
    ]
)
"""Types whose values are made in Python: connections, reports, results."""


class IncompleteSchemaError(Exception):
    """The schema promises fields that nothing answers, or that nobody decided about."""


def check_wholeness(schema: GraphQLSchema) -> None:
    """Check every object type and field of the schema.

    Raises:
        IncompleteSchemaError: fields lack a source or a policy; all of them are named.
    """
    gaps: list[str] = []
    for name, kind in sorted(schema.type_map.items()):
        if isinstance(kind, GraphQLObjectType) and not name.startswith("__"):
            gaps += _gaps(name, kind)
    if gaps:
        raise IncompleteSchemaError("; ".join(gaps))


def _gaps(name: str, kind: GraphQLObjectType) -> list[str]:
    fields = set(kind.fields)
    gaps: list[str] = []
    shape = SHAPES.get(name)
    if shape:
        gaps += [
            f"{name}.{field} has no place in its shape" for field in sorted(fields - shape.fields())
        ]
        gaps += [
            f"{name}.{field} is shaped but not in the schema"
            for field in sorted(shape.fields() - fields)
        ]
    elif name not in MADE_BY_SERVICES:
        gaps.append(f"{name} has no shape")
    if name not in {"Query", "Mutation"}:
        gaps += [
            f"{name}.{field} has no policy"
            for field in sorted(fields)
            if not _has_policy(name, field)
        ]
    return gaps


def _has_policy(type_name: str, field: str) -> bool:
    try:
        policy_of(type_name, field)
    except KeyError:
        return False
    return True
