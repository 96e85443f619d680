"""What the programme aims at, how far it is, who may assess, and who answers for what."""

from __future__ import annotations

from enum import auto

import strawberry

from schema.enums import ConditionOutcome, Named, published_enum
from schema.fields import Row, asked, output, resolved, shown
from schema.scalars import Date, DateTime
from schema.types.candidates import ConditionReport
from schema.types.organisations import EnterpriseConnection, Filing
from schema.types.reference import Count, Division, Industry, PageInfo
from schema.types.regulations import Regulation


class CoverageGroup(Named):
    """What coverage is grouped by."""

    CITY = auto()
    INDUSTRY = auto()
    ENTERPRISE = auto()


published_enum(
    CoverageGroup,
    "CoverageGroup",
    "What certification coverage is grouped by (分组方式)",
    CITY="City or municipality of the employer (地市)",
    INDUSTRY="Division of industry, GB/T 4754 (行业)",
    ENTERPRISE="Employer: those whose inside the viewer may see (企业)",
)


@output
class CoveragePoint:
    """Coverage on one day; numbers are null where a group under 5 would show (持证情况)."""

    on: Date = shown("The day (日期)")
    employed: int | None = shown("Workers on the books (在职人数)")
    certified: int | None = shown("Those with a counting certificate (持证人数)")
    senior_and_up: int | None = shown("Those of grade SENIOR and up (高级工以上人数)")
    coverage: float | None = shown("Certified / employed, 0 to 1 (持证率)")
    senior_share: float | None = shown("SENIOR and up / certified, 0 to 1 (高级工以上占比)")
    suppressed: bool = shown("Whether the numbers are hidden (是否隐去)")


@output
class CoverageOfGroup:
    """Coverage of one city, industry or enterprise (分组持证情况)."""

    key: strawberry.ID = shown("Code of the city or industry, or credit code (标识)")
    label: str = shown("Its name (名称)")
    employed: int | None = shown("Workers on the books (在职人数)")
    certified: int | None = shown("Those with a counting certificate (持证人数)")
    senior_and_up: int | None = shown("Those of grade SENIOR and up (高级工以上人数)")
    coverage: float | None = shown("Certified / employed, 0 to 1 (持证率)")
    senior_share: float | None = shown("SENIOR and up / certified, 0 to 1 (高级工以上占比)")
    suppressed: bool = shown("Whether the numbers are hidden (是否隐去)")


@output
class Statistic:
    """A number that was published for a day (统计数据)."""

    measure: str = shown("What was measured, such as CERTIFICATION_COVERAGE (指标)")
    on: Date = shown("The day (日期)")
    value: float = shown("The value; shares are from 0 to 1 (数值)")
    source: str | None = shown("Where it was published (来源)")


@output
class CertificationCoverage:
    """How many of those on the books are certified, beside the target (人人持证)."""

    as_of: Date = shown("The day that is counted (基准日)")
    counted_at: DateTime = shown(
        "The moment of the count, in a large registry some minutes ago (统计时间)"
    )
    division: Division | None = shown("Where; null is the nation (地区)")
    enterprise: str | None = shown("The enterprise that was asked for (企业)")
    employed: int | None = shown("Workers on the books (在职人数)")
    certified: int | None = shown("Those with a counting certificate (持证人数)")
    senior_and_up: int | None = shown("Those of grade SENIOR and up (高级工以上人数)")
    coverage: float | None = shown("Certified / employed, 0 to 1 (持证率)")
    senior_share: float | None = shown("SENIOR and up / certified, 0 to 1 (高级工以上占比)")
    suppressed: bool = shown("Whether the numbers are hidden (是否隐去)")
    conditions: list[ConditionReport] = shown("What the regulation asks, and what is (条件)")
    regulation: Regulation | None = shown("The regulation in force there (规定)")
    trend: list[CoveragePoint] = shown("The ends of the three years before, and the day (趋势)")
    statistics: list[Statistic] = shown("What was published before, the earliest first (统计数据)")

    @resolved(
        "By city, industry or enterprise; with `below` those under a share (分组)",
        list[CoverageOfGroup],
    )
    def groups(  # type: ignore[misc]  # Strawberry hands the row to its Parent
        row: strawberry.Parent[Row],  # noqa: N805 - see above
        by: CoverageGroup,
        below: float | None = None,
    ) -> object:
        """Answer from the row, where the groups were counted."""
        return asked(row, "groups", by=by.value, below=below)


@output
class PolicyDocument:
    """A document that sets targets (政策文件)."""

    id: strawberry.ID = shown("The id (标识)")
    title: str = shown("The title (标题)")
    document_no: str | None = shown("The number of the document (文号)")
    issued_by: str | None = shown("Who issued it (发文单位)")
    division: Division | None = shown("Where it holds; null is nation-wide (适用地区)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")
    source: str | None = shown("Where it was read (来源)")


@output
class Target:
    """What a document aims at, beside what is (目标)."""

    id: strawberry.ID = shown("The id (标识)")
    document: PolicyDocument | None = shown("Who set it (政策文件)")
    measure: str = shown("What it is measured by, such as CERTIFICATION_COVERAGE (指标)")
    division: Division | None = shown("Where; null is the nation (地区)")
    industry: Industry | None = shown("In which industry; null is all (行业)")
    from_: Date = shown("The first day (起始日)")
    to: Date = shown("The day by which it is to be reached (截止日)")
    value: float = shown("The target; shares are from 0 to 1 (目标值)")
    source: str | None = shown("Where it was read (来源)")
    actual: float | None = shown(
        "Counted today, or the latest published statistic; null where nobody may know (实际值)"
    )
    actual_on: Date | None = shown("The day of the actual value (实际值日期)")
    actual_source: str | None = shown("`counted`, or the source of the statistic (实际值来源)")
    outcome: ConditionOutcome = shown(
        "MET when reached, UNMET when its last day is over, UNKNOWN till then (结果)"
    )
    history: list[Statistic] = shown("What was published, the earliest first (历史数据)")


@output
class FilingConnection:
    """A page of filings (备案列表)."""

    nodes: list[Filing] = shown("The filings (备案)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")


@output
class FilingCoverage:
    """How many above-scale manufacturers are filed to assess their own people (备案覆盖)."""

    on: Date = shown("The day (日期)")
    division: Division | None = shown("Where; null is the nation (地区)")
    above_scale: int = shown("Above-scale manufacturers (规模以上企业数)")
    filed: int = shown("Those with a filing in force on the day (已备案)")
    share: float | None = shown("Filed / above-scale, 0 to 1 (备案率)")
    lapsing: int = shown("Filings in force that lapse within 90 days (90天内到期)")
    conditions: list[ConditionReport] = shown("What the regulation asks, and what is (条件)")
    regulation: Regulation | None = shown("The regulation in force there (规定)")

    @resolved(
        "Above-scale manufacturers without a filing: for themselves and their agencies"
        " (未备案企业)",
        EnterpriseConnection,
    )
    def not_filed(  # type: ignore[misc]  # Strawberry hands the row to its Parent
        row: strawberry.Parent[Row],  # noqa: N805 - see above
        first: int | None = None,
        after: str | None = None,
    ) -> object:
        """Answer from the row, where the page was read with these arguments."""
        return asked(row, "notFiled", first=first, after=after)


@output
class GovernmentBody:
    """A body that is responsible for something (主管部门)."""

    id: strawberry.ID = shown("The id (标识)")
    name: str = shown("The name (名称)")
    kind: str = shown("HRSS, MIIT, SASAC, FINANCE or UNION (类别)")
    division: Division | None = shown("Of which division; null is the nation (地区)")


@output
class Duty:
    """What a body answers for (职责)."""

    body: GovernmentBody | None = shown("Who (部门)")
    mechanism: str = shown("The mechanism of the programme, S0 to S31 (机制)")
    role: str = shown("LEAD or SUPPORT (牵头或配合)")
    division: Division | None = shown("Where, if not in the whole of the body's own (地区)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")
    document_no: str | None = shown("The document that says so (文号)")


@output
class JointMechanism:
    """A mechanism in which bodies work together (联合工作机制)."""

    id: strawberry.ID = shown("The id (标识)")
    name: str = shown("The name (名称)")
    division: Division | None = shown("Where; null is the nation (地区)")
    members: list[GovernmentBody] = shown("Who takes part (成员单位)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")
    document_no: str | None = shown("The document that set it up (文号)")


@output
class ScorecardLine:
    """One measure of a division in a year (评分项)."""

    code: str = shown("The measure (指标代码)")
    mechanism: str = shown("The mechanism of the programme (机制)")
    text: str = shown("The measure in words (指标)")
    value: float | None = shown("In the year; null where it is unknown or suppressed (数值)")
    previous: float | None = shown("In the year before (上年数值)")
    trend: str = shown("UP, DOWN, FLAT or UNKNOWN (趋势)")
    wanted: float | None = shown("What a regulation asks for, if any does (目标值)")
    outcome: ConditionOutcome = shown("Whether it is reached (结果)")
    regulation: Regulation | None = shown("The regulation (规定)")


@output
class PolicyScorecard:
    """One page for a division and a year: how far each mechanism is (政策评分卡)."""

    division: Division | None = shown("Where; null is the nation (地区)")
    year: int = shown("The year (年度)")
    counted_at: DateTime = shown(
        "The moment of the count, in a large registry some minutes ago (统计时间)"
    )
    lines: list[ScorecardLine] = shown("The measures (指标)")
