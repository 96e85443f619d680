"""Assessments: plans, sessions, results."""

from __future__ import annotations

import strawberry

from schema.enums import SkillLevel
from schema.fields import output, shown
from schema.scalars import Date, DateTime
from schema.types.candidates import ConditionReport
from schema.types.organisations import Enterprise
from schema.types.people import Certificate, Worker
from schema.types.reference import Count, Occupation, PageInfo


@output
class AssessmentResult:
    """The result of one candidate (成绩)."""

    id: strawberry.ID = shown("The id (标识)")
    worker: Worker | None = shown("Who, where the viewer may know (人员)")
    theory: float | None = shown("Theory, 0 to 100 (理论成绩)")
    practical: float | None = shown("Practical skill, 0 to 100 (技能成绩)")
    passed: bool = shown("Whether passed (是否合格)")
    certificate: Certificate | None = shown("The certificate that it led to (证书)")


@output
class AssessmentPlan:
    """A plan of an assessment, as filed (评价计划)."""

    id: strawberry.ID = shown("The id (标识)")
    filing_no: strawberry.ID = shown("The filing (备案号)")
    organisation: Enterprise | None = shown("Who is filed (评价机构)")
    occupation: Occupation = shown("The occupation (职业)")
    level: SkillLevel = shown("The grade (等级)")
    planned_for: Date = shown("The day it is planned for (计划日期)")
    filed_at: DateTime = shown("When it was filed (备案时间)")
    seats: int = shown("How many candidates (名额)")
    site: str | None = shown("Where (地点)")
    sessions: list[AssessmentSession] = shown("The sessions held, the earliest first (批次)")
    sat: int = shown("How many results its sessions have (参评人数)")
    passed: int = shown("How many passed (合格数)")
    certificates: int = shown("How many certificates rest on them (发证数)")
    checks: list[ConditionReport] = shown(
        "Filed before held, within the seats, one site; UNMET is what looks wrong (核对项)"
    )


@output
class AssessmentSession:
    """A session of an assessment, as recorded (评价批次)."""

    id: strawberry.ID = shown("The id (标识)")
    plan_id: strawberry.ID = shown("The plan (计划)")
    plan: AssessmentPlan | None = shown("The plan (计划)")
    held_on: Date = shown("When it was held (评价日期)")
    assessors: list[str] = shown("Who assessed (考评员)")
    results: int = shown("How many results (成绩数)")
    passed: int = shown("How many passed (合格数)")
    assessment_results: list[AssessmentResult] = shown("The results (成绩)")
    certificates: list[Certificate] = shown("The certificates that rest on it (证书)")
    outliers: list[ConditionReport] = shown(
        "What agencies look at first, each with its numbers; UNMET is an outlier (异常核对)"
    )
    keep_until: Date | None = shown("Until when its data are kept (电子档案保存至)")
    keep_paper_until: Date | None = shown("Until when its papers are kept (纸质档案保存至)")


@output
class AssessmentPlanConnection:
    """A page of plans (评价计划列表)."""

    nodes: list[AssessmentPlan] = shown("The plans (计划)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")
