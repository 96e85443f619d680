"""Key posts whose holder may leave, and who might follow."""

from __future__ import annotations

from schema.enums import ConditionOutcome, SkillLevel
from schema.fields import output, shown
from schema.scalars import Date
from schema.types.candidates import ConditionReport
from schema.types.people import Worker
from schema.types.reference import Count, PageInfo
from schema.types.regulations import Regulation


@output
class Successor:
    """A mentee of the holder who might follow (可能的接续人)."""

    worker: Worker | None = shown("Who, where the viewer may know (人员)")
    level: SkillLevel | None = shown("The grade today (等级)")
    in_time: ConditionOutcome = shown("Whether they can follow in time (能否按期接续)")
    ready_on: Date | None = shown(
        "When they fulfil the policy for the wanted grade; null is already, or not known (符合日)"
    )
    lacks: list[ConditionReport] = shown("What they still lack for that grade (尚缺条件)")


@output
class SuccessionRisk:
    """A key post that one person alone holds, and nobody can take over in time (接续风险)."""

    post: str | None = shown("The name of the post; null for a job without one (岗位)")
    post_level: SkillLevel | None = shown("The grade recorded for the post (岗位等级)")
    wanted_level: SkillLevel | None = shown(
        "The grade that a successor needs: of the post, else of the holder (所需等级)"
    )
    holder: Worker | None = shown("Who holds it, where the viewer may know (在岗人员)")
    outcome: ConditionOutcome = shown(
        "MET: at risk; UNKNOWN where a missing fact could change it (结论)"
    )
    conditions: list[ConditionReport] = shown("Why: MET is a reason for the risk (理由)")
    successors: list[Successor] = shown("Who might follow, the readiest first (可能的接续人)")


@output
class SuccessionRiskConnection:
    """A page of key posts at risk (接续风险列表)."""

    nodes: list[SuccessionRisk] = shown("The posts by name (岗位)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many were found up to here; exact on the last page (总数)")
    as_of: Date = shown("Today (基准日)")
    until: Date = shown("The last day of the horizon (期限)")
    regulation: Regulation | None = shown("The regulation in force there (规定)")
