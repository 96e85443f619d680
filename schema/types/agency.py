"""What an agency traces and counts."""

from __future__ import annotations

import strawberry

from schema.enums import AssignmentMode, CheckCode, SkillLevel
from schema.fields import asked_with, output, shown
from schema.scalars import Date, DateTime
from schema.types.people import Assignment, Certificate, Worker
from schema.types.reference import Count, Division, PageInfo


@asked_with
class AssignmentFilter:
    """Which assignments: those that touch the period; all conditions hold together (派遣筛选)."""

    from_: Date = strawberry.field(description="The first day of the period (起始日)")
    to: Date = strawberry.field(description="The last day of the period (截止日)")
    worker: strawberry.ID | None = strawberry.field(default=None, description="Who (人员)")
    home_enterprise: strawberry.ID | None = strawberry.field(
        default=None, description="Who lends (派出单位)"
    )
    host_enterprise: strawberry.ID | None = strawberry.field(
        default=None, description="Who borrows (接收单位)"
    )
    division: strawberry.ID | None = strawberry.field(
        default=None, description="Home or host is in it (地区)"
    )
    project: strawberry.ID | None = strawberry.field(default=None, description="The project (项目)")
    mode: AssignmentMode | None = strawberry.field(default=None, description="How (方式)")


@output
class AssignmentConnection:
    """A page of assignments (派遣列表)."""

    nodes: list[Assignment] = shown("The assignments (派遣)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")


@output
class AssignmentFlow:
    """People and days that moved from one division to another (流动)."""

    from_: Division = shown("Where they came from (派出地)")
    to: Division = shown("Where they went (接收地)")
    mode: AssignmentMode = shown("How (方式)")
    people: int = shown("Different people (人数)")
    person_days: int = shown("Days in the period, one a day and assignment (人日)")


@output
class AssignmentConflict:
    """Something wrong with assignments (派遣冲突)."""

    kind: str = shown(
        "DUTY_OVER_100, OUTSIDE_HOME_EMPLOYMENT, NO_HOME_CONSENT, NO_WORKER_CONSENT or "
        "HOST_IS_HOME (类别)"
    )
    worker: Worker | None = shown("Who, where the viewer may know (人员)")
    assignments: list[Assignment] = shown("The assignments (派遣)")
    from_: Date = shown("The first day (起始日)")
    to: Date = shown("The last day (截止日)")
    detail: str = shown("What is wrong (说明)")


@output
class PyramidRow:
    """Workers of one grade (等级人数)."""

    level: SkillLevel = shown("The grade (等级)")
    workers: int | None = shown("How many; null where the group is suppressed (人数)")


@output
class GradePyramid:
    """Workers by grade; groups smaller than 5 are suppressed (等级结构)."""

    as_of: Date = shown("The day that is counted (基准日)")
    counted_at: DateTime = shown(
        "The moment of the count, in a large registry some minutes ago (统计时间)"
    )
    rows: list[PyramidRow] = shown("One for each grade (等级)")
    suppressed: bool = shown("Whether any group is suppressed (是否有隐去)")


@output
class SuspectCertificate:
    """A certificate that looks wrong (可疑证书)."""

    certificate: Certificate = shown("The certificate (证书)")
    codes: list[CheckCode] = shown("The checks that say why (疑点)")
    detail: str = shown("Why, in words (说明)")


@output
class SuspectConnection:
    """A page of suspect certificates (可疑证书列表)."""

    nodes: list[SuspectCertificate] = shown("The certificates (证书)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")
