"""Reference tables, published rules, and the parts that every list shares."""

from __future__ import annotations

import strawberry

from schema.enums import DivisionLevel, SkillLevel
from schema.fields import output, shown
from schema.scalars import Date


@output
class PageInfo:
    """Where a page stands in its list (分页信息)."""

    has_next_page: bool = shown("Whether rows follow (是否有下一页)")
    has_previous_page: bool = shown("Whether rows precede (是否有上一页)")
    start_cursor: str | None = shown("The cursor of the first row (首条游标)")
    end_cursor: str | None = shown("The cursor of the last row (末条游标)")


@output
class Count:
    """A number that is exact up to a cap of 10,000.

    Beyond it `exact` is false and `value` is the cap (计数).
    """

    value: int = shown("The number, or the cap (数量)")
    exact: bool = shown("Whether the number is exact (是否精确)")


@output
class Industry:
    """A division of industry, GB/T 4754-2017 (行业)."""

    id: strawberry.ID = shown("The code, such as C34 (行业代码)")
    name: str = shown("The name (名称)")


@output
class Division:
    """An administrative division, GB/T 2260 (行政区划)."""

    code: strawberry.ID = shown("Six digits (区划代码)")
    name: str = shown("The name (名称)")
    level: DivisionLevel = shown("Province, city or county (级别)")
    parent: Division | None = shown("The division above (上级区划)")


@output
class OccupationalStandard:
    """A national standard of an occupation (国家职业标准)."""

    gzb_no: strawberry.ID = shown("The number of the standard (标准编号)")
    year: int = shown("The year of its edition (版本年份)")
    levels: list[SkillLevel] = shown("The grades that it defines (等级)")


@output
class Occupation:
    """An occupation of one edition of the classification (职业)."""

    id: strawberry.ID = shown("`edition:code`, such as 2022:6-18-02-04 (标识)")
    edition: str = shown("The edition of the classification (版本)")
    code: str = shown(
        "The code in that edition; a code means other things in other editions (职业编码)"
    )
    name: str = shown("The name (职业名称)")
    green: bool = shown("Marked as a green occupation (绿色职业)")
    digital: bool = shown("Marked as a digital occupation (数字职业)")
    superseded_by: list[Occupation] = shown("What replaced it in later editions (被替代为)")
    supersedes: list[Occupation] = shown("What it replaced of earlier editions (替代)")
    added_on: Date | None = shown(
        "The day on which it was added to its edition, where that is known (新职业发布日期)"
    )
    standards: list[OccupationalStandard] = shown(
        "Its standards with the grades that each defines, the latest first (职业标准)"
    )


@output
class OccupationConnection:
    """A page of occupations (职业列表)."""

    nodes: list[Occupation] = shown("The occupations (职业)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")


@output
class HonourType:
    """A kind of honour (荣誉类型)."""

    id: strawberry.ID = shown("The code (标识)")
    name: str = shown("The name (名称)")
    level: str = shown("NATIONAL, PROVINCIAL, CITY or ENTERPRISE (级别)")
    quota: int | None = shown("How many are given a time, where it is known (名额)")


@output
class Policy:
    """A rule that decides who may be appointed to a grade, where and how long it holds (政策)."""

    id: strawberry.ID = shown("The id (标识)")
    title: str = shown("The title (标题)")
    document_no: str | None = shown("The number of the document (文号)")
    division: Division | None = shown("Where it holds; null is nation-wide (适用地区)")
    valid_from: Date = shown("The first day in force (施行日)")
    valid_to: Date | None = shown("The last day in force; null is open (失效日)")
    target: SkillLevel = shown("The grade that it is about (目标等级)")
    confidence: str = shown("How sure the reading of the document is: high, medium or low (可信度)")
    source: str | None = shown("Where it was read (来源)")


@output
class RankingWeight:
    """What one reason is worth in the score of a candidate; the same for everyone (评分权重)."""

    criterion: str = shown("The criterion (指标)")
    weight: int = shown("Points a unit (权重)")
    text: str = shown("What it means, in words (说明)")


@output
class ScopeItem:
    """What an issuer may lawfully certify in a period (备案范围)."""

    filing_no: strawberry.ID = shown("The filing (备案号)")
    issuer: str = shown("The issuer's name (评价机构)")
    occupation: Occupation = shown("The occupation (职业)")
    levels: list[SkillLevel] = shown("The grades (等级)")
    valid_from: Date = shown("The first day (起始日)")
    valid_to: Date = shown("The last day (截止日)")
