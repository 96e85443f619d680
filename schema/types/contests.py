"""Competitions, what a place in them gives a right to, and the promotions that cite one."""

from __future__ import annotations

import strawberry

from schema.enums import ConditionOutcome, SkillLevel
from schema.fields import output, shown
from schema.scalars import Date
from schema.types.candidates import ConditionReport
from schema.types.people import CompetitionResult, Worker
from schema.types.reference import Count, Division, Occupation, PageInfo
from schema.types.regulations import Regulation


@output
class EventResult:
    """Somebody's place in an event; only of those whom the viewer may know (名次)."""

    worker: Worker = shown("Who (人员)")
    rank: int = shown("The place, the best is 1 (名次)")
    medal: str | None = shown("GOLD, SILVER, BRONZE or MERIT (奖牌)")
    conditions: list[ConditionReport] = shown(
        "What the place gives a right to: MEDAL, HONOUR, PROMOTION; the awards and promotions that"
        " followed are in the evidence (奖励依据)"
    )


@output
class CompetitionEvent:
    """An event of a competition (赛项)."""

    id: strawberry.ID = shown("The id (标识)")
    name: str = shown("The name (名称)")
    occupation: Occupation | None = shown("The occupation (职业)")
    field: str | None = shown("The key field, such as 工业机器人 (重点领域)")
    participants: int | None = shown("How many took part, where it is recorded (参赛人数)")
    results: list[EventResult] = shown("The places, the best first (名次)")


@output
class Competition:
    """A skills competition (职业技能竞赛)."""

    id: strawberry.ID = shown("The id (标识)")
    name: str = shown("The name (名称)")
    class_: str = shown(
        "WORLD, NATIONAL_1, NATIONAL_2, PROVINCIAL_1, PROVINCIAL_2 or CITY (竞赛类别)"
    )
    year: int = shown("The year (年份)")
    division: Division | None = shown("Whose it is; null is nation-wide (地区)")
    events: list[CompetitionEvent] = shown("The events (赛项)")
    months: list[CompetitionMonth] = shown("The contest months that it belongs to (竞赛月)")
    regulation: Regulation | None = shown(
        "What decides the rights of a place; null: nothing was in force (依据)"
    )


@output
class CompetitionConnection:
    """A page of competitions (竞赛列表)."""

    nodes: list[Competition] = shown("The competitions, the latest first (竞赛)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")


@output
class CompetitionMonth:
    """A month of competitions that a place holds (职业技能竞赛月)."""

    id: strawberry.ID = shown("The id (标识)")
    name: str = shown("The name (名称)")
    division: Division = shown("Where (地区)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day (截止日)")
    document_no: str | None = shown("The number of the document (文号)")
    competitions: int = shown(
        "How many competitions it has; `competitions(month:)` has them (竞赛数)"
    )


@output
class CompetitionMonthConnection:
    """A page of contest months (竞赛月列表)."""

    nodes: list[CompetitionMonth] = shown("The months, the latest first (竞赛月)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")


@output
class CompetitionPromotion:
    """A promotion that cites a contest, and what justifies it (竞赛晋级)."""

    id: strawberry.ID = shown("The id (标识)")
    worker: Worker = shown("Who (人员)")
    occupation: Occupation = shown("The occupation (职业)")
    from_level: SkillLevel | None = shown("The grade before, where it is recorded (原等级)")
    to_level: SkillLevel = shown("The grade after (晋升等级)")
    on: Date = shown("The day of the decision (晋升日)")
    rule: str | None = shown("The rule that the decision names (引用规定)")
    document_no: str | None = shown("The number of the document (文号)")
    result: CompetitionResult | None = shown(
        "The place that justifies it; null: none in the event that is cited (名次)"
    )
    regulation: Regulation | None = shown(
        "What decides the rights of a place; null: nothing was in force (依据)"
    )
    outcome: ConditionOutcome = shown(
        "MET: justified; UNMET: suspicious; UNKNOWN: something is not recorded (结论)"
    )
    conditions: list[ConditionReport] = shown("What justifies it, one by one (条件)")


@output
class CompetitionPromotionConnection:
    """A page of promotions.

    With `outcomes` it may be shorter than asked though more follow (竞赛晋级列表).
    """

    nodes: list[CompetitionPromotion] = shown("The promotions, the earliest first (晋级)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown(
        "How many were found up to the end of this page's search; exact when all were judged (总数)"
    )
