"""Money for training: a firm's education fund, and what funds paid for."""

from __future__ import annotations

from enum import auto

import strawberry

from schema.enums import ConditionOutcome, Named, published_enum
from schema.fields import output, shown
from schema.scalars import Date
from schema.types.candidates import ConditionReport
from schema.types.organisations import Enterprise
from schema.types.people import Worker
from schema.types.reference import Count, Division, PageInfo
from schema.types.regulations import Regulation


class FundKind(Named):
    """The funds that are pooled for training."""

    EMPLOYMENT_SUBSIDY = auto()
    SKILL_ACCOUNT = auto()
    UNEMPLOYMENT_INSURANCE = auto()
    ENTERPRISE_EDUCATION = auto()
    TALENT_TEAM = auto()


published_enum(
    FundKind,
    "FundKind",
    "The funds that are pooled for training (资金)",
    EMPLOYMENT_SUBSIDY="Employment subsidies (就业补助资金)",
    SKILL_ACCOUNT="The account for raising skills (职业技能提升行动专账资金)",
    UNEMPLOYMENT_INSURANCE="Unemployment insurance (失业保险基金)",
    ENTERPRISE_EDUCATION="The education fund of a firm (企业职工教育经费)",
    TALENT_TEAM="Building teams of talent (人才队伍建设经费)",
)


@output
class EducationFundFigures:
    """What a firm set aside and spent in a year; null is not recorded (职工教育经费数据)."""

    year: int = shown("The year (年度)")
    wage_bill: float | None = shown("All wages, yuan (工资总额)")
    accrued: float | None = shown("Set aside, yuan (提取额)")
    spent: float | None = shown("Spent, yuan (使用额)")
    spent_frontline: float | None = shown("Spent for front-line staff, yuan (用于一线职工)")
    high_skill_firm: bool | None = shown("Whether the firm needs high skill (是否技术要求高)")
    frontline_share_of_spent: float | None = shown("Front line / spent (一线占使用额)")
    frontline_share_of_accrued: float | None = shown("Front line / set aside (一线占提取额)")
    accrual_rate: float | None = shown("Set aside / wages (提取比例)")


@output
class EducationFund:
    """The education fund of a firm in a year, and how it is judged (职工教育经费)."""

    enterprise: Enterprise = shown("The firm (企业)")
    year: int = shown("The year (年度)")
    figures: EducationFundFigures = shown("Its figures (数据)")
    year_before: EducationFundFigures | None = shown("Those of the year before (上年数据)")
    outcome: ConditionOutcome = shown(
        "Whether the front line has its share and enough is set aside (结论)"
    )
    conditions: list[ConditionReport] = shown(
        "What was judged: the first two decide, the others are told beside (条件)"
    )
    regulation: Regulation | None = shown("The rule of the firm's place (规定)")
    tax_regulation: Regulation | None = shown("The rule of the deduction (税前扣除规定)")


@output
class FundUse:
    """What a fund paid for (资金使用)."""

    id: strawberry.ID = shown("The id (标识)")
    fund: FundKind = shown("Which fund (资金)")
    fund_name: str | None = shown("Its name (资金名称)")
    division: Division | None = shown("Whose money it is (地区)")
    enterprise: Enterprise | None = shown("Whom it was paid to (拨付对象)")
    year: int = shown("The year of the budget (年度)")
    used_on: Date | None = shown("When (使用日)")
    amount: float | None = shown("Yuan (金额)")
    purpose: str | None = shown("What for (用途)")
    training: str | None = shown("The training: a project, session or certificate (培训)")
    training_kind: str | None = shown("PROJECT, SESSION, APPRENTICESHIP or COURSE (培训类别)")
    document_no: str | None = shown("The number of the document (文号)")
    people_benefited: int = shown("People on record as trained (受益人数)")
    workers: list[Worker] = shown("Those of them whom the viewer may know (受益人员)")


@output
class FundTotal:
    """What a fund paid in all, over the whole question (资金合计)."""

    fund: FundKind = shown("Which fund (资金)")
    uses: int = shown("How many uses (笔数)")
    amount: float | None = shown("Yuan, of those whose amount is known (金额)")
    unknown_amounts: int = shown("Uses whose amount is not recorded (金额未登记笔数)")


@output
class DoubleFunding:
    """One training paid for twice, or the question whether it is (重复资助)."""

    kind: str = shown(
        "TWO_PUBLIC_FUNDS, PAID_TWICE, BESIDE_SOLE_TRAINING, or SAME_TRAINING where it is not "
        "recorded who was trained (类别)"
    )
    outcome: ConditionOutcome = shown("UNMET is found, UNKNOWN is a question (结论)")
    funds: list[FundKind] = shown("The funds (资金)")
    training: str | None = shown("The training (培训)")
    year: int = shown("The year (年度)")
    people: int | None = shown("People in both; null where it is not recorded (人数)")
    detail: str = shown("What was found (说明)")
    evidence: list[strawberry.ID] = shown("The uses, as far as they are the viewer's duty (依据)")
    regulation: Regulation = shown("The rule of the place whose money it is (规定)")


@output
class FundUseConnection:
    """A page of what funds paid for, with sums and double funding (资金使用列表)."""

    nodes: list[FundUse] = shown("The uses, the latest year first (资金使用)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")
    totals: list[FundTotal] = shown("Sums by fund, over all pages (合计)")
    double_funding: list[DoubleFunding] = shown(
        "What is paid twice, the latest 100: for those who look after the funds (重复资助)"
    )
    double_funding_count: Count = shown("How often something is paid twice (重复资助数)")
