"""A worker and the worker's record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from schema.enums import (
    AssignmentMode,
    CertificateKind,
    CertificateStatus,
    CheckCode,
    SkillLevel,
)
from schema.fields import Row, asked, output, resolved, shown
from schema.scalars import Date, DateTime
from schema.types.organisations import Enterprise
from schema.types.reference import Count, HonourType, Occupation, PageInfo
from schema.types.regulations import Regulation

if TYPE_CHECKING:
    from schema.types.candidates import ConditionReport, LineageEntry
    from schema.types.pay import AllowancePaymentConnection, PayArrangement
    from schema.types.studios import Achievement, StudioMembership, StudioYear


@output
class Employment:
    """A job (劳动关系)."""

    enterprise: Enterprise = shown("The employer (用人单位)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")
    post: str | None = shown("The post (岗位)")


@output
class Appointment:
    """An appointment to a post of a grade (聘任)."""

    id: strawberry.ID = shown("The id (标识)")
    level: SkillLevel = shown("The grade (等级)")
    post: str | None = shown("The post (岗位)")
    enterprise: Enterprise = shown("Who appointed (聘任单位)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")
    decision_no: str | None = shown("The number of the decision (文号)")
    published_on: Date | None = shown("When it was published (公示日)")
    fields: list[str] = shown("The fields of the post (领域)")


@output
class HonourAward:
    """An honour received (荣誉)."""

    type: HonourType = shown("Which honour (荣誉类型)")
    batch: str | None = shown("The batch (批次)")
    year: int = shown("The year (年份)")
    document_no: str | None = shown("The number of the document (文号)")
    published_url: str | None = shown("Where it was published (公布网址)")


@output
class CompetitionResult:
    """A place in a skills competition (竞赛名次)."""

    competition: str = shown("The competition (竞赛)")
    class_: str = shown("WORLD, NATIONAL_1, NATIONAL_2, PROVINCIAL_1, PROVINCIAL_2 or CITY (类别)")
    event: str = shown("The event (赛项)")
    year: int = shown("The year (年份)")
    rank: int = shown("The place (名次)")
    medal: str | None = shown("GOLD, SILVER, BRONZE or MERIT (奖牌)")


@output
class Mentorship:
    """One teaches another (师徒关系)."""

    mentor: Worker = shown("Who teaches; masked where the viewer may not know who it is (师傅)")
    mentee: Worker = shown("Who learns; masked where the viewer may not know who it is (徒弟)")
    kind: str = shown("MASTER, ENTERPRISE or SCHOOL (类别)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")


@output
class Studio:
    """A master studio (技能大师工作室)."""

    id: strawberry.ID = shown("The id (标识)")
    name: str = shown("The name (名称)")
    level: str = shown("NATIONAL, PROVINCIAL, CITY or ENTERPRISE (级别)")
    leader: Worker | None = shown("Who leads it, where the viewer may know (领办人)")
    members: int = shown("How many members it has today (成员数)")
    host: Enterprise | None = shown("Where it is (依托单位)")
    founded_on: Date | None = shown("When it was approved (批准日期)")
    fund: float | None = shown("Yuan granted for it; for who sees inside (资助经费)")
    occupation: Occupation | None = shown("Its trade, else that of its leader (职业)")
    memberships: list[Annotated[StudioMembership, strawberry.lazy("schema.types.studios")]] = shown(
        "Who belonged to it and when, of those whom the viewer may know (成员)"
    )
    members_by_year: list[Annotated[StudioYear, strawberry.lazy("schema.types.studios")]] = shown(
        "How many belonged to it in each year (历年成员数)"
    )
    lineage: list[Annotated[LineageEntry, strawberry.lazy("schema.types.candidates")]] = shown(
        "Whom the leader taught, and whom those taught, to depth 6, with the grades won meanwhile;"
        " for who may see the leader's record (师承)"
    )
    produced: list[Annotated[Achievement, strawberry.lazy("schema.types.studios")]] = shown(
        "What it made (产出成果)"
    )
    achievements: list[Annotated[Achievement, strawberry.lazy("schema.types.studios")]] = shown(
        "What leader and members achieved in their time there, of those whom the viewer may know "
        "(成员成果)"
    )
    conditions: list[Annotated[ConditionReport, strawberry.lazy("schema.types.candidates")]] = (
        shown("What is asked of it; told by `studio` and `studios`, elsewhere empty (条件)")
    )
    regulation: Regulation | None = shown("What says so; null is none in force (规定)")


@output
class Consent:
    """A consent of a worker (授权同意)."""

    purpose: str = shown("TALENT_SEARCH, CONTACT or FLEXIBLE_MOBILITY (用途)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")
    grantee: strawberry.ID | None = shown("To whom; null is to everybody (被授权方)")


@output
class Project:
    """A project (项目)."""

    id: strawberry.ID = shown("The id (标识)")
    name: str = shown("The name (名称)")
    key_field: str | None = shown("The key field (重点领域)")


@output
class Assignment:
    """An assignment under flexible mobility (柔性流动派遣)."""

    id: strawberry.ID = shown("The id (标识)")
    mode: AssignmentMode = shown("How (方式)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")
    duty_percent: int = shown("The share of the working time (工作量百分比)")
    purpose: str | None = shown("What for (目的)")
    status: str = shown("PLANNED, ACTIVE, ENDED or CANCELLED (状态)")
    worker: Worker | None = shown("Who, where the viewer may know (人员)")
    home: Enterprise = shown("Who lends (派出单位)")
    host: Enterprise = shown("Who borrows (接收单位)")
    project: Project | None = shown("The project (项目)")
    mentees_gained: int = shown(
        "People of the host whom the worker began to teach meanwhile (带徒数)"
    )


@output
class Certificate:
    """A certificate on record (证书)."""

    number: strawberry.ID = shown("The number (证书编号)")
    kind: CertificateKind = shown("The kind (种类)")
    level: SkillLevel | None = shown("The grade, where it has one (等级)")
    occupation: Occupation | None = shown("The occupation (职业)")
    work_type: str | None = shown("The work type (工种)")
    issued_on: Date = shown("The day of issue (发证日期)")
    registered_at: DateTime = shown("When it was registered (登记时间)")
    status: CertificateStatus = shown("What the issuer says of it today (状态)")
    issuer: Enterprise | None = shown("Who issued it, by the filing that it names (发证机构)")
    filing_no: strawberry.ID | None = shown("The filing that it names (备案号)")
    session_id: strawberry.ID | None = shown("The session that it rests on (评价批次)")
    holder: Worker | None = shown("Whose it is, where the viewer may know (持证人)")
    suspicions: list[CheckCode] = shown("Checks that fail or warn on the record (疑点)")


@output
class Worker:
    """A worker (技能人才).

    What is not open to the viewer is null or an empty list, the same as what is not there.
    """

    id: strawberry.ID = shown("The id (标识)")
    name_masked: str = shown("The masked name (脱敏姓名)")
    name: str | None = shown("The name, where the viewer may know it (姓名)")
    gender: str | None = shown("M or F (性别)")
    birth_year: int | None = shown("The year of birth (出生年份)")
    status: str = shown("ACTIVE, RETIRED or DECEASED (状态)")
    certificates: list[Certificate] = shown("Certificates, highest grade first (证书)")
    employments: list[Employment] = shown("Jobs, the latest first (劳动关系)")
    appointments: list[Appointment] = shown("Appointments, the latest first (聘任)")
    honours: list[HonourAward] = shown("Honours, the latest first (荣誉)")
    competition_results: list[CompetitionResult] = shown("Places in competitions (竞赛名次)")
    mentors: list[Mentorship] = shown("Who taught this worker (师傅)")
    mentees: list[Mentorship] = shown("Whom this worker teaches or taught (徒弟)")
    studios: list[Studio] = shown("Studios led or joined (工作室)")
    assignments: list[Assignment] = shown("Assignments, the latest first (派遣)")
    consents: list[Consent] = shown("Consents (授权同意)")
    pay_arrangements: list[Annotated[PayArrangement, strawberry.lazy("schema.types.pay")]] = shown(
        "How the worker is paid, the latest first: for the worker alone (薪酬安排)"
    )

    @resolved(
        "Allowances that the worker was paid, the latest first: for the worker alone (津贴发放)",
        Annotated["AllowancePaymentConnection", strawberry.lazy("schema.types.pay")] | None,
    )
    def allowances(  # type: ignore[misc]  # Strawberry hands the row to its Parent
        row: strawberry.Parent[Row],  # noqa: N805 - see above
        first: int | None = None,
        after: str | None = None,
    ) -> object:
        """Answer from the row, where the page was read with these arguments."""
        return asked(row, "allowances", first=first, after=after)


@output
class WorkerConnection:
    """A page of workers (人员列表)."""

    nodes: list[Worker] = shown("The workers (人员)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")


@output
class AccessEvent:
    """A look at a person by somebody else (访问记录)."""

    at: DateTime = shown("When (时间)")
    role: str = shown("In which role (角色)")
    organisation: strawberry.ID | None = shown("For which organisation (机构)")
    purpose: str = shown("Why: what was asked (目的)")
    fields: list[str] = shown("What was looked at (字段)")


@output
class AccessEventConnection:
    """A page of access events (访问记录列表)."""

    nodes: list[AccessEvent] = shown("The events, the latest first (访问记录)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")


@output
class Viewer:
    """Who is asking (访问者)."""

    role: str = shown("anonymous, holder, enterprise, issuer, agency or admin (角色)")
    subject: strawberry.ID | None = shown("The worker, for a holder (人员)")
    organisation: strawberry.ID | None = shown(
        "The organisation, for an enterprise or issuer (机构)"
    )
    division: strawberry.ID | None = shown("The division, for an agency; null is the nation (地区)")
