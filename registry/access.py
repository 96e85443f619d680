"""Who may see what: the only place that decides (MEANINGS.md, "Who sees what"; DESIGN.md 5).

Nothing is filtered after the database has answered. What is decided here goes *into* the statement:
the compiler turns a tie into a predicate (`registry.graph.rules` holds its Cypher) and a policy
into a condition of a field.

- A **tie** is a fact that binds a viewer to a person, an organisation or a row: "own staff of
  today", "consent CONTACT in force".
- The ties that hold give an **openness**, computed once for each row by the database: how much of
  it this viewer may see.
- A **policy** says for each field of each type which openness it needs. A field without a policy
  stops the start-up.
- **Rows** of some types are open by another way than the person they belong to (the certificates an
  issuer gave, the assignments in an agency's duty): `ROW_TIES`.

Absent and forbidden look alike: a field that is not open is null or an empty list, a row that is
not open is not there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final

from registry.viewer import Standing, Viewer


class Openness(IntEnum):
    """How much of a row is open to a viewer. Each includes those before it."""

    MASKED = 1
    """That somebody is there: the id and the masked name, where a row of another must name them."""
    KNOWN = 2
    """Who it is; of an organisation: what the public registers say."""
    RECORD = 3
    """The whole record."""


class Tie(StrEnum):
    """What binds a viewer to a row. `registry.graph.rules` says each in Cypher."""

    ALWAYS = "always"
    SELF = "self"
    OWN_STAFF = "own_staff"
    CONTACT = "contact"
    EMPLOYED_IN_DIVISION = "employed_in_division"
    LENT_IN_DIVISION = "lent_in_division"
    CERTIFIED_BY_US = "certified_by_us"
    OWN_ORGANISATION = "own_organisation"
    ORGANISATION_IN_DIVISION = "organisation_in_division"
    ISSUED_BY_US = "issued_by_us"
    ISSUED_IN_DIVISION = "issued_in_division"
    HOLDER_OPEN = "holder_open"
    OURS_LENT = "ours_lent"
    DUTY_IN_DIVISION = "duty_in_division"
    OWN_ASSIGNMENT = "own_assignment"
    PLACED_IN_DIVISION = "placed_in_division"
    PAID_TO_US = "paid_to_us"
    OWN_APPRENTICESHIP = "own_apprenticeship"
    APPRENTICED_WITH_US = "apprenticed_with_us"
    APPRENTICED_IN_DIVISION = "apprenticed_in_division"
    OWN_PROJECT = "own_project"
    PROJECT_OWNER = "project_owner"
    PROJECT_IN_DIVISION = "project_in_division"
    CHANGE_OF_OURS = "change_of_ours"
    CHANGE_IN_DIVISION = "change_in_division"
    FEED_BEGIN = "feed_begin"
    OWN_REQUEST = "own_request"
    OUR_REQUEST = "our_request"
    REQUEST_IN_DIVISION = "request_in_division"


class Kind(StrEnum):
    """The kinds of row whose openness depends on the viewer.

    All others are as open as the row that shows them.
    """

    PERSON = "person"
    ORGANISATION = "organisation"


Ties = tuple[tuple[Tie, Openness], ...]

OPENNESS: Final[Mapping[Kind, Mapping[Standing, Ties]]] = {
    Kind.PERSON: {
        Standing.ANONYMOUS: (),
        Standing.HOLDER: ((Tie.SELF, Openness.RECORD),),
        Standing.ENTERPRISE: ((Tie.OWN_STAFF, Openness.RECORD), (Tie.CONTACT, Openness.KNOWN)),
        Standing.ISSUER: ((Tie.CERTIFIED_BY_US, Openness.KNOWN),),
        Standing.AGENCY: (
            (Tie.EMPLOYED_IN_DIVISION, Openness.RECORD),
            (Tie.LENT_IN_DIVISION, Openness.KNOWN),
        ),
        Standing.NATION: ((Tie.ALWAYS, Openness.RECORD),),
        Standing.ADMINISTRATOR: ((Tie.ALWAYS, Openness.RECORD),),
    },
    Kind.ORGANISATION: {
        Standing.ANONYMOUS: (),
        Standing.HOLDER: ((Tie.ALWAYS, Openness.KNOWN),),
        Standing.ENTERPRISE: (
            (Tie.OWN_ORGANISATION, Openness.RECORD),
            (Tie.ALWAYS, Openness.KNOWN),
        ),
        Standing.ISSUER: ((Tie.OWN_ORGANISATION, Openness.RECORD), (Tie.ALWAYS, Openness.KNOWN)),
        Standing.AGENCY: (
            (Tie.ORGANISATION_IN_DIVISION, Openness.RECORD),
            (Tie.ALWAYS, Openness.KNOWN),
        ),
        Standing.NATION: ((Tie.ALWAYS, Openness.RECORD),),
        Standing.ADMINISTRATOR: ((Tie.ALWAYS, Openness.RECORD),),
    },
}
"""The first tie that holds decides; where none does, the row is MASKED."""


class Rows(StrEnum):
    """The kinds of row that are open by a tie of their own."""

    CERTIFICATE = "certificate"
    ASSIGNMENT = "assignment"
    SUSPECT = "suspect"
    """A certificate that looks wrong: the business of its issuer and of the issuer's agency, not of
    the holder's.
    """
    PRIVATE = "private"
    """What concerns a person alone: who looked at them."""
    APPRENTICESHIP = "apprenticeship"
    """An apprenticeship: of the apprentice and the mentors, of the enterprise and the school."""
    STUDIO = "studio"
    """That a master studio is there, and what it made: known to everybody who signed in."""
    PROJECT = "project"
    """A project with its teams: the business of its owner, and of who works on it."""
    CHANGE = "change"
    """A change of a certificate: of its issuer, and of the issuer's agency when it was made."""
    REQUEST = "request"
    """A request to lend somebody: of host, home and worker."""

    PAY = "pay"
    """What a person is paid: for that person alone, not even for the administrator."""
    OWN_PAY = "own_pay"
    """What an enterprise grants: the amounts are its own business."""
    FUND_USE = "fund_use"
    """What a fund paid for: of the agency whose fund it is, and of whom it was paid to."""


ROW_TIES: Final[Mapping[Rows, Mapping[Standing, tuple[Tie, ...]]]] = {
    Rows.CERTIFICATE: {
        Standing.ANONYMOUS: (),
        Standing.HOLDER: (Tie.HOLDER_OPEN,),
        Standing.ENTERPRISE: (Tie.HOLDER_OPEN,),
        Standing.ISSUER: (Tie.ISSUED_BY_US,),
        Standing.AGENCY: (Tie.ISSUED_IN_DIVISION, Tie.HOLDER_OPEN),
        Standing.NATION: (Tie.ALWAYS,),
        Standing.ADMINISTRATOR: (Tie.ALWAYS,),
    },
    Rows.ASSIGNMENT: {
        Standing.ANONYMOUS: (),
        Standing.HOLDER: (Tie.OWN_ASSIGNMENT,),
        Standing.ENTERPRISE: (Tie.OURS_LENT,),
        Standing.ISSUER: (),
        Standing.AGENCY: (Tie.DUTY_IN_DIVISION,),
        Standing.NATION: (Tie.ALWAYS,),
        Standing.ADMINISTRATOR: (Tie.ALWAYS,),
    },
    Rows.SUSPECT: {
        Standing.ANONYMOUS: (),
        Standing.HOLDER: (Tie.HOLDER_OPEN,),
        Standing.ENTERPRISE: (Tie.HOLDER_OPEN,),
        Standing.ISSUER: (Tie.ISSUED_BY_US,),
        Standing.AGENCY: (Tie.ISSUED_IN_DIVISION,),
        Standing.NATION: (Tie.ALWAYS,),
        Standing.ADMINISTRATOR: (Tie.ALWAYS,),
    },
    Rows.APPRENTICESHIP: {
        Standing.ANONYMOUS: (),
        Standing.HOLDER: (Tie.OWN_APPRENTICESHIP,),
        Standing.ENTERPRISE: (Tie.APPRENTICED_WITH_US,),
        Standing.ISSUER: (),
        Standing.AGENCY: (Tie.APPRENTICED_IN_DIVISION,),
        Standing.NATION: (Tie.ALWAYS,),
        Standing.ADMINISTRATOR: (Tie.ALWAYS,),
    },
    Rows.STUDIO: {
        standing: () if standing is Standing.ANONYMOUS else (Tie.ALWAYS,) for standing in Standing
    },
    Rows.PRIVATE: {
        Standing.ANONYMOUS: (),
        Standing.HOLDER: (Tie.SELF,),
        Standing.ENTERPRISE: (),
        Standing.ISSUER: (),
        Standing.AGENCY: (),
        Standing.NATION: (),
        Standing.ADMINISTRATOR: (Tie.ALWAYS,),
    },
    Rows.PAY: {
        standing: (Tie.SELF,) if standing is Standing.HOLDER else () for standing in Standing
    },
    Rows.OWN_PAY: {
        standing: (Tie.OWN_ORGANISATION,) if standing is Standing.ENTERPRISE else ()
        for standing in Standing
    },
    Rows.FUND_USE: {
        Standing.ANONYMOUS: (),
        Standing.HOLDER: (),
        Standing.ENTERPRISE: (Tie.PAID_TO_US,),
        Standing.ISSUER: (),
        Standing.AGENCY: (Tie.PLACED_IN_DIVISION,),
        Standing.NATION: (Tie.ALWAYS,),
        Standing.ADMINISTRATOR: (Tie.ALWAYS,),
    },
    Rows.PROJECT: {
        Standing.ANONYMOUS: (),
        Standing.HOLDER: (Tie.OWN_PROJECT,),
        Standing.ENTERPRISE: (Tie.PROJECT_OWNER,),
        Standing.ISSUER: (),
        Standing.AGENCY: (Tie.PROJECT_IN_DIVISION,),
        Standing.NATION: (Tie.ALWAYS,),
        Standing.ADMINISTRATOR: (Tie.ALWAYS,),
    },
    Rows.CHANGE: {
        Standing.ANONYMOUS: (),
        Standing.HOLDER: (),
        Standing.ENTERPRISE: (),
        Standing.ISSUER: (Tie.CHANGE_OF_OURS, Tie.FEED_BEGIN),
        Standing.AGENCY: (Tie.CHANGE_IN_DIVISION, Tie.FEED_BEGIN),
        Standing.NATION: (Tie.ALWAYS,),
        Standing.ADMINISTRATOR: (Tie.ALWAYS,),
    },
    Rows.REQUEST: {
        Standing.ANONYMOUS: (),
        Standing.HOLDER: (Tie.OWN_REQUEST,),
        Standing.ENTERPRISE: (Tie.OUR_REQUEST,),
        Standing.ISSUER: (),
        Standing.AGENCY: (Tie.REQUEST_IN_DIVISION,),
        Standing.NATION: (Tie.ALWAYS,),
        Standing.ADMINISTRATOR: (Tie.ALWAYS,),
    },
}
"""A row is open if any of these ties holds; the statements of root fields say `@certificate(it)`,
`@assignment(it)`, `@private(worker)`.
"""


@dataclass(frozen=True, slots=True)
class Policy:
    """What a field needs.

    An openness of the row that holds it, or, for a list, rows open by their own tie.
    """

    needs: Openness
    rows: Rows | None = None


MASKED: Final = Policy(Openness.MASKED)
KNOWN: Final = Policy(Openness.KNOWN)
RECORD: Final = Policy(Openness.RECORD)


def _fields(policy: Policy, names: str) -> dict[str, Policy]:
    return dict.fromkeys(names.split(), policy)


POLICIES: Final[Mapping[str, Mapping[str, Policy]]] = {
    "Worker": _fields(MASKED, "id nameMasked status payArrangements allowances")
    | _fields(KNOWN, "name appointments honours competitionResults studios")
    | _fields(RECORD, "gender birthYear employments mentors mentees consents")
    | {
        "certificates": Policy(Openness.RECORD, Rows.CERTIFICATE),
        "assignments": Policy(Openness.RECORD, Rows.ASSIGNMENT),
    },
    "Enterprise": _fields(
        MASKED, "uscc name kind division industry scaleAbove ownership designations filings"
    )
    | _fields(RECORD, "suppliers customers staff"),
}
"""Types whose fields are not all as open as the row. A type that shows no person and no inside of
an organisation stands in `OPEN_TYPES`.
"""

OPEN_TYPES: Final = frozenset(
    {
        # Reference tables, published rules and statistics (MEANINGS.md: anonymous).
        "Occupation",
        "OccupationConnection",
        "OccupationalStandard",
        "Industry",
        "Division",
        "HonourType",
        "Policy",
        "Regulation",
        "RegulationParameter",
        # The programme's aims, duties and published numbers.
        "CertificationCoverage",
        "CoverageOfGroup",
        "CoveragePoint",
        "Statistic",
        "PolicyDocument",
        "Target",
        "FilingConnection",
        "FilingCoverage",
        "GovernmentBody",
        "Duty",
        "JointMechanism",
        "PolicyScorecard",
        "ScorecardLine",
        "RankingWeight",
        "ScopeItem",
        "PageInfo",
        "Count",
        "Viewer",
        "GradePyramid",
        "PyramidRow",
        "CheckResult",
        "VerificationReport",
        "VerifiedCertificate",
        # Parts of a row that is itself open or not: whoever sees the certificate sees its parts.
        "Certificate",
        "Employment",
        "Appointment",
        "HonourAward",
        "CompetitionResult",
        "Mentorship",
        "Studio",
        "Consent",
        "Designation",
        "Filing",
        "Assignment",
        "Project",
        "Post",
        "PostHolder",
        "PostGrade",
        "PostConnection",
        "AppointmentCase",
        "SuccessionRisk",
        "SuccessionRiskConnection",
        "Successor",
        "AppointmentException",
        # Cards and their parts: the search itself finds only what the viewer may find.
        "Candidate",
        "CandidateConnection",
        "CandidateEdge",
        "CertificateCard",
        "ScorePart",
        "EligibilityReport",
        "ConditionReport",
        "Facet",
        "FacetBucket",
        "CandidateComparison",
        "ComparedCriterion",
        "ComparedPoints",
        "ComparedCondition",
        "ComparedOutcome",
        "SavedSearch",
        "SavedSearchConnection",
        "SavedSearchChanges",
        "ChangedCandidate",
        "RecordedSearch",
        "DeletedSearch",
        "ContactRequest",
        "ContactRequestConnection",
        "RecordedContactRequest",
        # Planning: the statement finds own staff, or the people of an agency's division.
        "PipelineEntry",
        "PipelineEdge",
        "PipelineMonth",
        "PipelineConnection",
        "Bottleneck",
        "LineageEntry",
        "ReachPath",
        "ReachHop",
        # Training bases and whom they train: published; numbers of people are exact for the host.
        "TrainingBase",
        "TrainingBaseConnection",
        "BaseOffer",
        "BaseRuling",
        "BaseIntake",
        "GradeIntake",
        "IndustryCluster",
        "SupplierWithoutSeat",
        "EducationAlliance",
        "EducationAllianceConnection",
        "AllianceMember",
        "AllianceMembership",
        "Cooperation",
        "CooperationAgreement",
        "CooperationAgreementConnection",
        "SharedResource",
        "SupplierConnection",
        # Pages and lists of rows that are open by their own ties.
        "WorkerConnection",
        "EnterpriseConnection",
        "AssignmentConnection",
        "AssignmentFlow",
        "AssignmentConflict",
        "SuspectConnection",
        "SuspectCertificate",
        "AccessEvent",
        "AccessEventConnection",
        # Teams, versions and changes of certificates, experts, requests to lend: rows that are
        # open by their own ties.
        "Team",
        "TeamMember",
        "TeamQualification",
        "TeamConnection",
        "TeamGap",
        "CertificateSources",
        "CertificateSource",
        "DataProvider",
        "SyncBatch",
        "Change",
        "ChangeFeed",
        "EarlierCertificateConnection",
        "Expert",
        "ExpertConnection",
        "KnowledgeTransfer",
        "KnowledgeFlow",
        "AssignmentRequest",
        "AssignmentRequestConnection",
        "Nominee",
        "NomineeConnection",
        "TalentProgramme",
        "HonourRollEntry",
        "HonourRollConnection",
        "HonourBatch",
        "TalentProgrammeConnection",
        "EventResult",
        "CompetitionEvent",
        "Competition",
        "CompetitionConnection",
        "CompetitionMonth",
        "CompetitionMonthConnection",
        "CompetitionPromotion",
        "CompetitionPromotionConnection",
        "Major",
        "MajorConnection",
        "MajorPartner",
        "TeachingResourcePackage",
        "CommitteeMember",
        "ExpertCommittee",
        "TrainingPackage",
        "TrainingPackageConnection",
        "TrainingPlan",
        "TrainingPlanConnection",
        # Published catalogues and calls; quotes of people whose record is open.
        "SubsidyCatalogue",
        "SubsidyCatalogueReport",
        "SubsidyItem",
        "SubsidyItemChange",
        "SubsidyItemConnection",
        "SubsidyQuote",
        "TrainingProject",
        "TrainingProjectConnection",
        "Challenge",
        "ChallengeConnection",
        "Bid",
        # Answers to the caller's own mutations.
        "RecordedChallenge",
        "Refused",
        "IssuedCertificate",
        "AssessmentPlan",
        "AssessmentSession",
        "AssessmentResult",
        "AssessmentPlanConnection",
        "FiledAssessmentPlan",
        "RecordedAssessmentSession",
        "ChangedCertificateStatus",
        "RecordedConsent",
        "Appointed",
        "FiledAssignment",
        "RequestedAssignment",
        "DecidedAssignment",
        # Apprenticeships are open by their own ties, the posts of an enterprise where it is; sums
        # are published.
        # A studio shows people by their own ties.
        # Pay and funds: the rows and the amounts are open by ties that stand in their shapes.
        "PayModes",
        "PayModeShare",
        "PayArrangement",
        "AllowanceScheme",
        "AllowanceConnection",
        "AllowancePayment",
        "AllowancePaymentConnection",
        "EducationFund",
        "EducationFundFigures",
        "FundUse",
        "FundUseConnection",
        "FundTotal",
        "DoubleFunding",
        "Achievement",
        "StudioConnection",
        "StudioMembership",
        "StudioYear",
        "Apprenticeship",
        "ApprenticeClass",
        "ApprenticeshipConnection",
        "ApprenticePosts",
        "ApprenticeRatio",
        "RecordedApprenticeship",
    }
)
"""Types all of whose fields are as open as the row or the answer that they stand in."""


def policy_of(type_name: str, field: str) -> Policy:
    """Return the policy of a field.

    Raises:
        KeyError: it has none. `schema.wholeness` finds that at the start.
    """
    if type_name in OPEN_TYPES:
        return MASKED
    return POLICIES[type_name][field]


class Act(StrEnum):
    """What a viewer may record.

    About whom is decided in the statement that reads what the record rests on.
    """

    ISSUE = "issue"
    """Plans, sessions, certificates and their status, under filings of the own organisation."""
    CONSENT = "consent"
    """The own consents."""
    APPOINT = "appoint"
    """Own staff, to a post."""
    LEND = "lend"
    """Own staff, to another enterprise."""
    BORROW = "borrow"
    """Somebody whom the enterprise found, by asking home and worker."""
    CONSENT_TO_LEND = "consent_to_lend"
    """Decide about a request: as home, as the worker, as the host that takes it back."""
    CONTACT = "contact"
    """Ask a candidate whom the enterprise found to be in contact."""
    APPRENTICE = "apprentice"
    """Own staff, as apprentices."""
    BID = "bid"
    """For challenges, as the own organisation, which awards its own ones."""
    OFFER = "offer"
    """Certificates to their holder's wallet: the own ones, or those of the own organisation."""
    SHARE = "share"
    """Chosen facts of the own certificates, by a code."""


ACTORS: Final[Mapping[Act, frozenset[Standing]]] = {
    Act.ISSUE: frozenset({Standing.ISSUER, Standing.ADMINISTRATOR}),
    Act.CONSENT: frozenset({Standing.HOLDER, Standing.ADMINISTRATOR}),
    Act.APPOINT: frozenset({Standing.ENTERPRISE, Standing.ADMINISTRATOR}),
    Act.LEND: frozenset({Standing.ENTERPRISE, Standing.ADMINISTRATOR}),
    Act.BORROW: frozenset({Standing.ENTERPRISE, Standing.ADMINISTRATOR}),
    Act.CONSENT_TO_LEND: frozenset({Standing.HOLDER, Standing.ENTERPRISE, Standing.ADMINISTRATOR}),
    Act.CONTACT: frozenset({Standing.ENTERPRISE}),
    Act.APPRENTICE: frozenset({Standing.ENTERPRISE, Standing.ADMINISTRATOR}),
    Act.BID: frozenset({Standing.ENTERPRISE, Standing.ADMINISTRATOR}),
    Act.OFFER: frozenset({Standing.HOLDER, Standing.ISSUER, Standing.ADMINISTRATOR}),
    Act.SHARE: frozenset({Standing.HOLDER}),
}


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose certificates an act may be about: a holder's own, an organisation's; None for any."""

    worker: str | None
    organisation: str | None


def reach(viewer: Viewer, act: Act) -> Reach | None:
    """Return whose certificates the viewer may offer or share, None for nobody's."""
    if viewer.standing not in ACTORS[act]:
        return None
    return Reach(worker=viewer.subject, organisation=viewer.organisation)


@dataclass(frozen=True, slots=True)
class Finder:
    """How a viewer finds candidates.

    Whose consent counts beside that given to everybody, and where they must be employed.
    """

    grantee: str | None
    within: str | None


def finder(viewer: Viewer) -> Finder | None:
    """Return how a viewer finds candidates.

    None for those who find nobody (MEANINGS.md, "Candidates").
    """
    match viewer.standing:
        case Standing.ENTERPRISE:
            return Finder(grantee=viewer.organisation, within=None)
        case Standing.AGENCY:
            return Finder(grantee=None, within=viewer.division)
        case Standing.NATION | Standing.ADMINISTRATOR:
            return Finder(grantee=None, within=None)
        case Standing.ANONYMOUS | Standing.HOLDER | Standing.ISSUER:
            return None


def counts_exactly(viewer: Viewer, place: Sequence[str]) -> bool:
    """Say whether published numbers of a place are exact for the viewer: an agency in its duty.

    `place` holds the division and those above it; nothing is the nation.
    """
    match viewer.standing:
        case Standing.NATION | Standing.ADMINISTRATOR:
            return True
        case Standing.AGENCY:
            return viewer.division in place
        case _:
            return False


def contact_parties(viewer: Viewer, *, worker: str | None, enterprise: str | None) -> Reach | None:
    """Return whose requests to be in contact are listed: sent by an enterprise, or to a worker.

    They concern these two alone, and the administrator, who names one of them.
    """
    match viewer.standing:
        case Standing.ENTERPRISE if worker is None and enterprise in {None, viewer.organisation}:
            return Reach(worker=None, organisation=viewer.organisation)
        case Standing.HOLDER if enterprise is None and worker in {None, viewer.subject}:
            return Reach(worker=viewer.subject, organisation=None)
        case Standing.ADMINISTRATOR if (worker is None) != (enterprise is None):
            return Reach(worker=worker, organisation=enterprise)
        case _:
            return None


def sees_sealed_evidence(viewer: Viewer) -> bool:
    """Say whether evidence about a candidate is shown to this viewer by opaque ids only."""
    return viewer.standing is Standing.ENTERPRISE


def follows_funds(viewer: Viewer) -> bool:
    """Say whether the viewer looks after public funds, and so hears what they paid twice."""
    return viewer.standing in {Standing.AGENCY, Standing.NATION, Standing.ADMINISTRATOR}
