"""Honours and talent programmes: who may be nominated, and who was honoured."""

from __future__ import annotations

import strawberry

from schema.enums import ConditionOutcome, SkillLevel
from schema.fields import Row, asked, output, resolved, shown
from schema.scalars import Date
from schema.types.candidates import ConditionReport
from schema.types.people import HonourAward, Worker, WorkerConnection
from schema.types.reference import Count, Division, HonourType, PageInfo
from schema.types.regulations import Regulation


@output
class TalentProgramme:
    """A programme that supports talented people (人才支持计划)."""

    id: strawberry.ID = shown("The id (标识)")
    name: str = shown("The name (名称)")
    level: str = shown("NATIONAL, PROVINCIAL, CITY or ENTERPRISE (级别)")
    division: Division | None = shown("Where it holds; null is nation-wide (地区)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")
    document_no: str | None = shown("The number of the document (文号)")
    member_count: int | None = shown("How many are in it today; suppressed below 5 (入选人数)")

    @resolved("Who is in it today, of those whom the viewer may know (入选人员)", WorkerConnection)
    def members(  # type: ignore[misc]  # Strawberry hands the row to its Parent
        row: strawberry.Parent[Row],  # noqa: N805 - see above
        first: int | None = None,
        after: str | None = None,
    ) -> object:
        """Answer from the row, where the page was read with these arguments."""
        return asked(row, "members", first=first, after=after)


@output
class TalentProgrammeConnection:
    """A page of talent programmes (人才计划列表)."""

    nodes: list[TalentProgramme] = shown("The programmes (计划)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")


@output
class Nominee:
    """Somebody who may be nominated for an honour, with the reasons (推荐人选)."""

    worker: Worker = shown("Who (人员)")
    level: SkillLevel = shown("The grade of today (技能等级)")
    level_since: Date | None = shown("Since when (取得日)")
    outcome: ConditionOutcome = shown("What the criteria say (结论)")
    conditions: list[ConditionReport] = shown("The criteria one by one (条件)")
    programmes: list[TalentProgramme] = shown(
        "Talent programmes that the person is in today (入选的人才计划)"
    )


@output
class NomineeConnection:
    """A page of nominees.

    It may be shorter than asked though more follow: `hasNextPage` says so (推荐人选列表).
    """

    nodes: list[Nominee] = shown("The people, the highest grade first (人选)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown(
        "How many were found up to the end of this page's search; exact when all were judged (人数)"
    )
    honour: HonourType = shown("The honour (荣誉)")
    regulation: Regulation | None = shown(
        "Whose criteria they are; null: none is in force, so nobody is found (依据)"
    )
    batch: str = shown("The batch (批次)")
    quota: int | None = shown("How many the batch may have (名额)")
    nominated: int | None = shown(
        "How many are nominated in the batch, not counting the rejected; suppressed below 5"
        " (已推荐人数)"
    )
    remaining: int | None = shown("What is left of the quota, where both are known (剩余名额)")


@output
class HonourBatch:
    """What was awarded in one batch (表彰批次)."""

    batch: str | None = shown("The batch (批次)")
    year: int = shown("The year (年份)")
    awarded: int | None = shown("How many were honoured; suppressed below 5 (表彰人数)")
    quota: int | None = shown("How many it might have (名额)")
    condition: ConditionReport = shown("Whether the quota was kept (是否超出名额)")


@output
class HonourRollEntry:
    """An award in a roll, and whether its document is there (表彰名册条目)."""

    worker: Worker = shown("Who was honoured (人员)")
    award: HonourAward = shown("The award (表彰)")
    on: Date | None = shown("The day; null: only the year is known (表彰日)")
    outcome: ConditionOutcome = shown("Whether all that an award must name is there (结论)")
    conditions: list[ConditionReport] = shown("What an award must name, one by one (条件)")


@output
class HonourRollConnection:
    """A page of the rolls of an honour: those whom the viewer may know (表彰名册)."""

    nodes: list[HonourRollEntry] = shown("The awards, the latest first (表彰)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many of them there are (总数)")
    honour: HonourType = shown("The honour (荣誉)")
    regulation: Regulation | None = shown("What is asked of an award today (依据)")
    batches: list[HonourBatch] = shown("Every batch with its number, the latest first (批次)")
