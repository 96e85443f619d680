"""The candidate search: cards without names, each with the reasons."""

from __future__ import annotations

from datetime import date
from typing import Any

import strawberry

from schema.enums import (
    AssignmentMode,
    CandidateFacet,
    CertificateKind,
    ConditionOutcome,
    SkillLevel,
)
from schema.fields import Row, asked, asked_with, output, published_name, resolved, shown
from schema.scalars import Date
from schema.types.people import (
    Appointment,
    CompetitionResult,
    HonourAward,
    Studio,
    Worker,
)
from schema.types.reference import (
    Count,
    Division,
    Industry,
    Occupation,
    PageInfo,
    Policy,
)


@asked_with
class AvailabilityInput:
    """A period in which somebody is wanted (可用时段)."""

    mode: AssignmentMode = shown("How (方式)")
    from_: Date = shown("The first day (起始日)")
    to: Date = shown("The last day (截止日)")
    duty_percent: int = shown("The wanted share of the working time, 1 to 100 (工作量百分比)")


@asked_with
class CandidateFilter:
    """All conditions hold together.

    Unknown codes are an error that names them, never an empty answer (筛选条件).
    """

    occupations: list[strawberry.ID] | None = strawberry.field(
        default=None,
        description="`2022:6-18-02-04`, or a bare code for edition 2022; superseded editions are "
        "followed (职业)",
    )
    occupation_prefix: str | None = strawberry.field(
        default=None, description="`6-18`: a group of the classification (职业大中小类)"
    )
    divisions: list[strawberry.ID] | None = strawberry.field(
        default=None,
        description="Six digits; everything below is meant too; of a current employer (地区)",
    )
    industry: strawberry.ID | None = strawberry.field(
        default=None, description="GB/T 4754 division, `C34` (行业)"
    )
    min_level: SkillLevel | None = strawberry.field(
        default=None, description="At least this grade (最低等级)"
    )
    min_years_at_level: int | None = strawberry.field(
        default=None, description="Whole years at the best grade (任级年限)"
    )
    honours: list[strawberry.ID] | None = strawberry.field(
        default=None, description="Any of these (荣誉)"
    )
    min_mentees: int | None = strawberry.field(
        default=None, description="Different people taught (带徒数)"
    )
    leads_studio: bool | None = strawberry.field(
        default=None, description="Leads a studio, or leads none (领办工作室)"
    )
    key_field: str | None = strawberry.field(
        default=None, description="A key field, such as 工业母机 (重点领域)"
    )
    text: str | None = strawberry.field(
        default=None,
        description="Words in occupation, work type, honour or achievement titles (关键词)",
    )
    eligible_for: SkillLevel | None = strawberry.field(
        default=None, description="The report under the policy in force says MET (符合条件)"
    )
    allow_unknown: bool | None = strawberry.field(
        default=None, description="With `eligibleFor`: UNKNOWN is enough (含待核实)"
    )
    available_for: AvailabilityInput | None = strawberry.field(
        default=None, description="Free for so much work in a period (可用时段)"
    )
    exclude_enterprise: strawberry.ID | None = strawberry.field(
        default=None, description="Not employed here today (排除单位)"
    )


def filter_values(given: Any) -> dict[str, Any]:
    """Return what is asked, as JSON values by their GraphQL names; nothing for null."""
    return {
        published_name(name): _value(value)
        for name, value in vars(given).items()
        if value is not None
    }


def _value(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return filter_values(value) if isinstance(value, AvailabilityInput) else value


@output
class ConditionReport:
    """One condition of the rule; groups carry their parts (条件)."""

    code: str = shown("The condition (条件代码)")
    text: str = shown("The condition in words (条件)")
    outcome: ConditionOutcome = shown("Met, unmet or unknown (结果)")
    detail: str = shown("Why (说明)")
    since: Date | None = shown(
        "Since when it has had this outcome, or when it will be met (起始日)"
    )
    evidence: list[strawberry.ID] = shown(
        "Ids of the facts behind it; opaque to enterprises (依据)"
    )
    parts: list[ConditionReport] = shown("The parts of a group (子条件)")


@output
class EligibilityReport:
    """May this worker be appointed to the grade, and why (任职资格报告)."""

    target: SkillLevel = shown("The grade (目标等级)")
    outcome: ConditionOutcome = shown(
        "UNKNOWN only where an unknown condition could change the answer (结论)"
    )
    policy: Policy = shown("The rule (政策)")
    as_of: Date = shown("The day that is judged (基准日)")
    eligible_since: Date | None = shown(
        "First day of the present unbroken run of MET days (符合起始日)"
    )
    eligible_from: Date | None = shown(
        "UNMET only for want of time: the day on which it becomes MET (预计符合日)"
    )
    conditions: list[ConditionReport] = shown("The conditions (条件)")


@output
class ScorePart:
    """A reason and what it is worth (得分项)."""

    criterion: str = shown("The criterion (指标)")
    value: str = shown("What was found (取值)")
    weight: int = shown("Points a unit (权重)")
    points: int = shown("The points (得分)")
    evidence: list[strawberry.ID] = shown(
        "Ids of the facts behind it; opaque to enterprises (依据)"
    )


@output
class CertificateCard:
    """What a card shows of a certificate.

    The number is masked but for issuer prefix and year (证书卡片).
    """

    kind: CertificateKind = shown("The kind (种类)")
    masked_number: str = shown("The masked number (脱敏编号)")
    level: SkillLevel | None = shown("The grade (等级)")
    occupation: Occupation | None = shown("The occupation (职业)")
    issued_on: Date = shown("The day of issue (发证日期)")
    issuer: str = shown("Who issued it (发证机构)")


@output
class Candidate:
    """A card without a name (候选人). `id` is opaque and means nothing to another viewer."""

    id: strawberry.ID = shown("The id for this viewer (标识)")
    level: SkillLevel = shown("The best grade in the searched occupations (等级)")
    level_since: Date = shown("Since when (取得日期)")
    years_at_level: int = shown("Whole years at that grade (任级年限)")
    occupation: Occupation | None = shown("The occupation of the best certificate (职业)")
    age_band: str = shown("Five years wide (年龄段)")
    division: Division | None = shown("City of the current employer (所在城市)")
    industry: Industry | None = shown("Industry of the current employer (行业)")
    certificates: list[CertificateCard] = shown("Certificates that count, best first (证书)")
    appointments: list[Appointment] = shown("Appointments (聘任)")
    honours: list[HonourAward] = shown("Honours (荣誉)")
    competition_results: list[CompetitionResult] = shown("Places in competitions (竞赛名次)")
    mentee_count: int = shown("Different people taught (带徒数)")
    mentees_promoted: int = shown("Mentees who won a higher grade while being taught (徒弟晋级数)")
    studio: Studio | None = shown("The studio led (工作室)")
    key_fields: list[str] = shown("Key fields (重点领域)")
    score: int = shown("The sum of the points of the explanation (得分)")
    explanation: list[ScorePart] = shown("The reasons (得分说明)")
    worker: Worker | None = shown("Who it is, for viewers who may know (人员)")

    @resolved(
        "The report for a grade; null where no policy is in force (任职资格)",
        EligibilityReport | None,
    )
    def eligibility(  # type: ignore[misc]  # Strawberry hands the row to its Parent
        row: strawberry.Parent[Row],  # noqa: N805 - see above
        target: SkillLevel,
    ) -> object:
        """Answer from the row, which holds the facts."""
        return asked(row, "eligibility", target=target)


@output
class CandidateEdge:
    """A candidate at a place in the list (候选人条目)."""

    cursor: str = shown("The place (游标)")
    node: Candidate = shown("The candidate (候选人)")


@output
class FacetBucket:
    """One value of a facet (分面值)."""

    key: strawberry.ID = shown("The value (值)")
    label: str = shown("The value in words (名称)")
    count: Count = shown("How many candidates (数量)")


@output
class Facet:
    """Counts of the same search without this facet's own filter (分面)."""

    facet: CandidateFacet = shown("Which (分面)")
    buckets: list[FacetBucket] = shown("The values (分面值)")


@output
class CandidateConnection:
    """A page of candidates (候选人列表)."""

    edges: list[CandidateEdge] = shown("The candidates with their places (条目)")
    nodes: list[Candidate] = shown("The candidates (候选人)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")

    @resolved(
        "Counts per value; computed only when asked for (分面统计)",
        list[Facet],
    )
    def facets(  # type: ignore[misc]  # Strawberry hands the row to its Parent
        row: strawberry.Parent[Row],  # noqa: N805 - see above
        by: list[CandidateFacet],
    ) -> object:
        """Answer from the row, which holds every facet that was asked for."""
        return asked(row, "facets", by=by)


@output
class LineageEntry:
    """Somebody taught by a worker, directly or through others (师承)."""

    worker: Worker = shown("Who learned (徒弟)")
    depth: int = shown("How many steps away (层级)")
    taught_by: Worker = shown("Who taught (师傅)")
    grades_won: list[SkillLevel] = shown("Higher grades won while being taught (师承期间晋级)")


@output
class ReachHop:
    """A step of a chain (路径环节)."""

    kind: str = shown("What it is: enterprise, worker, studio, team ... (类别)")
    label: str = shown("Its name, masked where it must be (名称)")
    id: strawberry.ID = shown("Its id, opaque where it must be (标识)")


@output
class ReachPath:
    """A chain that connects an enterprise with a candidate (人脉路径)."""

    hops: list[ReachHop] = shown("The steps (环节)")


@output
class SharedTie:
    """Something that two people have in common (共同点)."""

    kind: str = shown("STUDIO, PROJECT, COMPETITION or OCCUPATION (类别)")
    id: strawberry.ID = shown("Its id (标识)")
    label: str = shown("Its name (名称)")


@output
class SimilarWorker:
    """Somebody like a candidate (相似人才)."""

    candidate: Candidate = shown("The card (候选人)")
    shared: list[SharedTie] = shown("What both have in common, the rarest first (共同点)")
