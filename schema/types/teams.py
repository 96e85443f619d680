"""Teams of engineers and leading skilled workers on projects."""

from __future__ import annotations

import strawberry

from schema.enums import ConditionOutcome
from schema.fields import output, shown
from schema.scalars import Date
from schema.types.candidates import ConditionReport
from schema.types.people import Project, Worker
from schema.types.reference import Count, PageInfo
from schema.types.regulations import Regulation


@output
class TeamMember:
    """Somebody in a team (团队成员)."""

    worker: Worker = shown("Who; masked where the viewer may not know who it is (人员)")
    role: str = shown("ENGINEER, LEADING_TALENT or MEMBER (角色)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")


@output
class TeamQualification:
    """Does the team have an engineer and a leading talent on the day, and why (团队资格)."""

    outcome: ConditionOutcome = shown("Whether both are there (结论)")
    as_of: Date = shown("The day that is judged (基准日)")
    regulation: Regulation | None = shown("The rule; null where none is in force (规定)")
    conditions: list[ConditionReport] = shown("One for each of the two (条件)")


@output
class Team:
    """A team on a project (攻关团队)."""

    id: strawberry.ID = shown("The id (标识)")
    name: str = shown("The name (名称)")
    project: Project = shown("What it works on (项目)")
    members: list[TeamMember] = shown("Who is in it on the day (成员)")
    qualification: TeamQualification = shown("Whether it has what it needs (团队资格)")


@output
class TeamConnection:
    """A page of teams (团队列表)."""

    nodes: list[Team] = shown("The teams (团队)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")


@output
class TeamGap:
    """How well a key field is staffed on a day (重点领域团队缺口)."""

    key_field: str = shown("The key field (重点领域)")
    as_of: Date = shown("The day (基准日)")
    projects: int = shown("Projects that run on the day (在研项目数)")
    teams: int = shown("Their teams (团队数)")
    qualified: int = shown("Teams that have an engineer and a leading talent (合格团队数)")
    unknown: int = shown("Teams of which the record does not say (待核实团队数)")
    projects_without: list[Project] = shown("Projects none of whose teams has both (缺团队的项目)")
    complete: bool = shown("Whether all projects were looked at: at most 5,000 are (是否完整)")
