"""How people are paid: published groups, the own arrangements and allowances.

Amounts come sealed with a row and are opened by the field that shows one, so that nothing else of
the process ever has them in the clear.
"""

from __future__ import annotations

from enum import auto

import strawberry

from registry.programme.pay_snapshot import opened
from schema.asking import Info
from schema.enums import Named, SkillLevel, published_enum
from schema.fields import Row, output, resolved, shown
from schema.scalars import Date, DateTime
from schema.types.candidates import ConditionReport
from schema.types.organisations import Enterprise
from schema.types.people import Project
from schema.types.reference import Count, PageInfo
from schema.types.regulations import Regulation


class PayMode(Named):
    """How somebody is paid."""

    POST_PERFORMANCE = auto()
    AGREEMENT = auto()
    PROJECT = auto()
    ANNUAL = auto()


class AllowanceKind(Named):
    """What is granted beside the pay."""

    SKILL = auto()
    MENTOR = auto()
    SPECIAL = auto()
    NIGHT = auto()
    ENVIRONMENT = auto()
    TEAM_LEADER = auto()
    SCHOLARSHIP = auto()


class AllowanceTerm(Named):
    """How often an allowance is paid."""

    MONTH = auto()
    ONCE = auto()


published_enum(
    PayMode,
    "PayMode",
    "How somebody is paid (薪酬形式)",
    POST_PERFORMANCE="By post and performance (岗位绩效工资)",
    AGREEMENT="By agreement (协议工资)",
    PROJECT="By project (项目工资)",
    ANNUAL="By the year (年薪制)",
)
published_enum(
    AllowanceKind,
    "AllowanceKind",
    "What is granted beside the pay (津贴类别)",
    SKILL="For skill (技能津贴)",
    MENTOR="For teaching (带徒津贴)",
    SPECIAL="A special one (专项特殊津贴)",
    NIGHT="For night shifts (夜班津贴)",
    ENVIRONMENT="For the working environment (作业环境津贴)",
    TEAM_LEADER="For leading a team (班组长津贴)",
    SCHOLARSHIP="For apprentices (学徒奖学金)",
)
published_enum(
    AllowanceTerm,
    "AllowanceTerm",
    "How often an allowance is paid (发放周期)",
    MONTH="Every month (按月)",
    ONCE="Once (一次性)",
)


@output
class PayModeShare:
    """People of a group with one form of pay (薪酬形式占比)."""

    mode: PayMode = shown("The form of pay (薪酬形式)")
    people: int | None = shown("How many; null where it is not published (人数)")
    share: float | None = shown("Their share of the group; null where it is not published (占比)")
    median_annual: float | None = shown(
        "The median, yuan a year, rounded; null where it is not published (年薪中位数)"
    )
    for_core_posts: bool | None = shown(
        "Whether the guidance names it for core posts; null without guidance (是否核心岗位形式)"
    )


@output
class PayModes:
    """How a group of people is paid, as far as it may be published (薪酬形式统计).

    A snapshot of the day, the same for everybody. A group that is not published looks like one
    that is empty.
    """

    occupation: strawberry.ID | None = shown("The occupation; null is all (职业)")
    level: SkillLevel | None = shown("The grade; null is all (等级)")
    division: strawberry.ID | None = shown("The province or city; null is the nation (地区)")
    as_of: Date = shown("The day that is counted (基准日)")
    counted_at: DateTime = shown("When it was counted (统计时间)")
    people: int | None = shown("How many people; null where it is not published (人数)")
    median_annual: float | None = shown(
        "The median, yuan a year, rounded; null where it is not published (年薪中位数)"
    )
    modes: list[PayModeShare] = shown("One for each form of pay (薪酬形式)")
    suppressed: bool = shown("Whether anything is not published (是否有隐去)")
    regulation: Regulation | None = shown("What may be published (统计规定)")
    guidance: Regulation | None = shown("What the guidance says of pay (薪酬指引)")
    conditions: list[ConditionReport] = shown("What was judged (条件)")


@output
class PayArrangement:
    """How a worker is paid: for the worker alone (薪酬安排)."""

    mode: PayMode = shown("The form of pay (薪酬形式)")
    enterprise: Enterprise = shown("Who pays (单位)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")
    post: str | None = shown("The post (岗位)")
    project: Project | None = shown("The project that is paid for (项目)")
    document_no: str | None = shown("The number of the document (文号)")

    @resolved("Yuan a year (年薪)", float | None)
    def annual_amount(  # type: ignore[misc]  # Strawberry hands the row to its Parent
        row: strawberry.Parent[Row],  # noqa: N805 - see above
        info: Info,
    ) -> float | None:
        """Open the amount."""
        place = ("pay_arrangements", row["_key"], "annual_amount")
        return opened(info.context.services.personal, place, row["annualAmount"])


@output
class AllowanceScheme:
    """What an employer grants beside the pay (津贴制度)."""

    id: strawberry.ID = shown("The id (标识)")
    kind: AllowanceKind = shown("What for (类别)")
    level: SkillLevel | None = shown("For which grade; null is for all (等级)")
    term: AllowanceTerm | None = shown("How often it is paid (发放周期)")
    enterprise: Enterprise = shown("Who grants it (单位)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")
    document_no: str | None = shown("The number of the document (文号)")
    people_paid: int | None = shown(
        "Different people paid in the last twelve months: for the enterprise and its agencies "
        "(近一年发放人数)"
    )

    @resolved("Yuan a month or once: for the enterprise itself (金额)", float | None)
    def amount(  # type: ignore[misc]  # Strawberry hands the row to its Parent
        row: strawberry.Parent[Row],  # noqa: N805 - see above
        info: Info,
    ) -> float | None:
        """Open the amount."""
        place = ("allowance_schemes", row["id"], "amount")
        return opened(info.context.services.personal, place, row["amount"])


@output
class AllowanceConnection:
    """A page of allowances, with what the programme recommends (津贴制度列表)."""

    nodes: list[AllowanceScheme] = shown("The allowances (津贴制度)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")
    regulation: Regulation | None = shown("What the programme recommends (规定)")
    conditions: list[ConditionReport] = shown("What of it is on record (条件)")


@output
class AllowancePayment:
    """An allowance that a worker was paid: for the worker alone (津贴发放)."""

    id: strawberry.ID = shown("The id (标识)")
    paid_on: Date = shown("When (发放日)")
    scheme: AllowanceScheme = shown("Under which scheme (津贴制度)")

    @resolved("Yuan (金额)", float | None)
    def amount(  # type: ignore[misc]  # Strawberry hands the row to its Parent
        row: strawberry.Parent[Row],  # noqa: N805 - see above
        info: Info,
    ) -> float | None:
        """Open the amount."""
        place = ("allowance_payments", row["id"], "amount")
        return opened(info.context.services.personal, place, row["amount"])


@output
class AllowancePaymentConnection:
    """A page of allowances paid, the latest first (津贴发放列表)."""

    nodes: list[AllowancePayment] = shown("The payments (发放)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")
