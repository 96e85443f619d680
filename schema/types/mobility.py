"""Who is free to help, what guests passed on, and requests to lend somebody."""

from __future__ import annotations

from typing import Annotated

import strawberry

from registry.recording.lending import AssignmentSide
from schema.enums import AssignmentMode, ConditionOutcome, SkillLevel, published_enum
from schema.fields import asked_with, output, shown
from schema.scalars import Date, DateTime
from schema.types.candidates import Candidate, ConditionReport
from schema.types.mutations import Refused
from schema.types.organisations import Enterprise
from schema.types.people import Appointment, Assignment, Certificate, Project, Worker
from schema.types.reference import Count, PageInfo
from schema.types.regulations import Regulation

published_enum(
    AssignmentSide,
    "AssignmentSide",
    "Who decides about a request to lend somebody (决定方)",
    HOME="The home employer (原单位)",
    WORKER="The worker (本人)",
    HOST="The host, that can only take it back (接收单位)",
)


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


@output
class AssignmentRequest:
    """A host asks to be lent somebody (派遣申请)."""

    id: strawberry.ID = shown("The id (标识)")
    state: str = shown("OPEN, AGREED, DECLINED or WITHDRAWN (状态)")
    at: DateTime = shown("When it was made (申请时间)")
    mode: AssignmentMode = shown("How (方式)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")
    duty_percent: int = shown("The share of the working time (工作量百分比)")
    purpose: str = shown("What for (目的)")
    home_consents: bool | None = shown("What home decided; null: nothing yet (原单位意见)")
    worker_consents: bool | None = shown("What the worker decided; null: nothing yet (本人意见)")
    worker: Worker | None = shown("Who, where the viewer may know (人员)")
    home: Enterprise | None = shown("Who would lend; told to the host when agreed (派出单位)")
    host: Enterprise = shown("Who asks (接收单位)")
    project: Project | None = shown("The project (项目)")
    assignment: Assignment | None = shown("What it became (派遣)")


@output
class AssignmentRequestConnection:
    """A page of requests (派遣申请列表)."""

    nodes: list[AssignmentRequest] = shown("The requests, the latest first (申请)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")


@asked_with
class RequestAssignmentInput:
    """What a host asks for (派遣申请)."""

    worker: strawberry.ID = shown("Whom: the id of a card that the viewer was given (人员)")
    mode: AssignmentMode = shown("How (方式)")
    from_: Date = shown("The first day (起始日)")
    to: Date = shown("The last day (截止日)")
    duty_percent: int = shown("The share of the working time, 1 to 100 (工作量百分比)")
    purpose: str = shown("What for (目的)")
    project: strawberry.ID | None = strawberry.field(default=None, description="The project (项目)")
    host: strawberry.ID | None = strawberry.field(
        default=None, description="Who asks; an administrator names it (接收单位)"
    )


@asked_with
class DecideAssignmentInput:
    """What home, worker or host decide about a request (派遣申请决定)."""

    request: strawberry.ID = shown("The request (申请)")
    accept: bool = shown("Consents, or declines; the host can only take it back (是否同意)")
    side: AssignmentSide | None = strawberry.field(
        default=None, description="For whom; an administrator names it (决定方)"
    )
    decision_no: str | None = strawberry.field(
        default=None, description="The number of home's decision (原单位同意文号)"
    )


@output
class RequestedAssignment:
    """The request that was made (已提交派遣申请)."""

    request: AssignmentRequest = shown("The request (申请)")


@output
class DecidedAssignment:
    """The request as it now stands (已决定派遣申请)."""

    request: AssignmentRequest = shown("The request (申请)")


RequestAssignmentResult = Annotated[
    RequestedAssignment | Refused,
    strawberry.union("RequestAssignmentResult", description="The request, or why not (申请结果)"),
]
DecideAssignmentResult = Annotated[
    DecidedAssignment | Refused,
    strawberry.union("DecideAssignmentResult", description="The request, or why not (决定结果)"),
]
