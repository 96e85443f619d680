"""Who is on the way to a grade."""

from __future__ import annotations

import strawberry

from schema.fields import output, shown
from schema.scalars import Date
from schema.types.candidates import ConditionReport
from schema.types.people import Worker
from schema.types.reference import Count, PageInfo, Policy


@output
class PipelineEntry:
    """Somebody on the way to a grade (储备人员)."""

    worker: Worker | None = shown("Who (人员)")
    eligible_from: Date | None = shown(
        "The day on which time alone makes the report MET; null where it does not (预计符合日)"
    )
    policy: Policy = shown("The rule that judges (政策)")
    missing: list[ConditionReport] = shown(
        "The conditions of the report that are UNMET or UNKNOWN today (尚缺条件)"
    )


@output
class PipelineEdge:
    """Somebody on the way, at a place in the list (储备条目)."""

    cursor: str = shown("The place (游标)")
    node: PipelineEntry = shown("Who (储备人员)")


@output
class PipelineMonth:
    """How many become eligible in a month (按月人数)."""

    month: str = shown("The month, `2027-03` (月份)")
    people: int | None = shown("How many; null where the group is suppressed (人数)")


@output
class Bottleneck:
    """A condition that people lack as the only one (唯一未满足的条件)."""

    id: strawberry.ID = shown("The policy and the place in its report, for `lacking` (标识)")
    code: str = shown("The condition (条件代码)")
    text: str = shown("The condition in words (条件)")
    policy: Policy = shown("The rule that has it (政策)")
    people: int | None = shown(
        "How many lack it alone, UNMET or UNKNOWN; null where suppressed (人数)"
    )


@output
class PipelineConnection:
    """Who becomes eligible, the first first (人才储备)."""

    edges: list[PipelineEdge] = shown("The people with their places (条目)")
    nodes: list[PipelineEntry] = shown("The people; published numbers name nobody (人员)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count | None = shown("How many there are; null where suppressed (总数)")
    until: Date = shown("The last day that is looked at (截止日)")
    months: list[PipelineMonth] = shown("How many become eligible in each month (按月统计)")
    bottlenecks: list[Bottleneck] = shown(
        "What is lacked as the only thing, by how many; the first would release most (瓶颈条件)"
    )
