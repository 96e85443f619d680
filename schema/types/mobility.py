"""Who is free to help, what guests passed on, and requests to lend somebody."""

from __future__ import annotations

from typing import Annotated

import strawberry

from schema.enums import AssignmentMode, ConditionOutcome, SkillLevel
from schema.fields import asked_with, output, shown
from schema.scalars import Date, DateTime
from schema.types.candidates import Candidate, ConditionReport
from schema.types.mutations import Refused
from schema.types.organisations import Enterprise
from schema.types.people import Appointment, Assignment, Certificate, Project, Worker
from schema.types.reference import Count, PageInfo
from schema.types.regulations import Regulation


@output
class Expert:
    """Somebody who could be lent, and whether the rule allows it (可用专家)."""

    node: Candidate = shown("The card, without a name (候选卡片)")
    free_percent: int = shown(
        "The share of the working time that is free on every day of the period (空闲比例)"
    )
    outcome: ConditionOutcome = shown("Whether all conditions hold (结论)")
    regulation: Regulation | None = shown("The rule; null where none is in force (规定)")
    conditions: list[ConditionReport] = shown("What the rule asks (条件)")


@output
class ExpertConnection:
    """A page of experts (可用专家列表)."""

    nodes: list[Expert] = shown("The experts, best first (专家)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")


@output
class KnowledgeTransfer:
    """A guest taught somebody of the host (知识传授)."""

    assignment: Assignment = shown("The assignment during which it began (派遣)")
    mentor: Worker = shown("The guest; masked where the viewer may not know who it is (师傅)")
    mentee: Worker = shown("Who learned; masked where the viewer may not know who it is (徒弟)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")
    grades_won: list[SkillLevel] = shown(
        "Grades above all held before, won since the first day; of whose record is open (晋升等级)"
    )
    certificates: list[Certificate] = shown("Certificates since the first day (新获证书)")
    appointments: list[Appointment] = shown("Appointments since the first day (新聘任)")


@output
class KnowledgeFlow:
    """What guests left behind at a host (知识流动)."""

    guests: int = shown("Different guests who taught (授艺专家人数)")
    taught: int = shown("Different people taught (受教人数)")
    promoted: int = shown("Of them, those who won a higher grade since (晋级人数)")
    nodes: list[KnowledgeTransfer] = shown("Who taught whom, the earliest first (师徒)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")
