"""Apprenticeship, and the posts kept for apprentices."""

from __future__ import annotations

from enum import auto
from typing import Annotated

import strawberry

from registry.programme.apprenticeships.facts import Problem as ApprenticeshipProblem
from schema.enums import ConditionOutcome, Named, SkillLevel, published_enum
from schema.fields import asked_with, output, shown
from schema.scalars import Date
from schema.types.candidates import ConditionReport
from schema.types.mutations import Refused
from schema.types.organisations import Enterprise
from schema.types.people import Worker
from schema.types.reference import Count, Division, Industry, Occupation, PageInfo
from schema.types.regulations import Regulation


class ApprenticeOrigin(Named):
    """The origins of `registry.vocabulary.APPRENTICE_ORIGINS`."""

    NEW_HIRE = auto()
    ON_POST = auto()
    TRANSFERRED = auto()


class ApprenticeshipStatus(Named):
    """The statuses of `registry.vocabulary.APPRENTICESHIP_STATUSES`."""

    RUNNING = auto()
    COMPLETED = auto()
    ENDED = auto()


published_enum(
    ApprenticeOrigin,
    "ApprenticeOrigin",
    "Who becomes an apprentice (学徒来源)",
    NEW_HIRE="Newly hired (新招用职工)",
    ON_POST="On the post already (在岗职工)",
    TRANSFERRED="Transferred to another post (转岗职工)",
)
published_enum(
    ApprenticeshipStatus,
    "ApprenticeshipStatus",
    "What became of an apprenticeship (培养状态)",
    RUNNING="It goes on (在培)",
    COMPLETED="It was completed (结业)",
    ENDED="It was given up (终止)",
)
published_enum(
    ApprenticeshipProblem,
    "ApprenticeshipProblem",
    "What is wrong with an apprenticeship: a condition that does not hold (学徒培养问题)",
    MISSING_ENTERPRISE_MENTOR="Nobody of the enterprise teaches (缺企业导师)",
    MISSING_SCHOOL_MENTOR="Nobody of the school teaches (缺院校导师)",
    MENTOR_NOT_EMPLOYED="A mentor does not work where it should (导师不在册)",
    CONTRACT_TOO_SHORT="The labour contract is too short (合同期限不足)",
    TOO_SHORT="The apprenticeship is too short (培养期过短)",
    TOO_LONG="The apprenticeship is too long (培养期过长)",
    WAGE_BELOW_MINIMUM="The wage is below the local minimum (工资低于最低标准)",
    LEVEL_NOT_ALLOWED="No grade to train for (目标等级不符)",
    OVERDUE="It runs beyond its last day (逾期未结业)",
    COMPLETED_WITHOUT_CERTIFICATE="Completed without a certificate of its grade (结业未取证)",
)


@output
class ApprenticeClass:
    """A class of apprentices with its plan (学徒班)."""

    id: strawberry.ID = shown("The id (标识)")
    enterprise: Enterprise = shown("The enterprise (企业)")
    school: Enterprise | None = shown("The school (院校)")
    occupation: Occupation | None = shown("What is taught (职业)")
    target_level: SkillLevel | None = shown("The grade trained for (目标等级)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")
    plan: str | None = shown("The plan of the training (培养方案)")
    document_no: str | None = shown("The number of the document (文号)")


@output
class Apprenticeship:
    """An apprenticeship: one apprentice, mentors at work and at school (新型学徒培养).

    The wage is never shown; whether it is lawful is a condition.
    """

    id: strawberry.ID = shown("The id (标识)")
    apprentice: Worker = shown("Who learns; masked where the viewer may not know who it is (学徒)")
    enterprise: Enterprise = shown("Where (企业)")
    school: Enterprise | None = shown("With which school (院校)")
    class_: ApprenticeClass | None = shown("In which class (学徒班)")
    occupation: Occupation | None = shown("What is taught (职业)")
    target_level: SkillLevel | None = shown("The grade trained for (目标等级)")
    enterprise_mentors: list[Worker] = shown("Who teaches at work (企业导师)")
    school_mentors: list[Worker] = shown("Who teaches at school (院校导师)")
    origin: ApprenticeOrigin | None = shown("Newly hired, on the post, or transferred (来源)")
    contract_from: Date | None = shown("The first day of the labour contract (合同起始日)")
    contract_to: Date | None = shown("Its last day; null is open or unknown (合同截止日)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The agreed last day; null is open (截止日)")
    agreement_no: str | None = shown("The number of the agreement (协议号)")
    public_fund: str | None = shown("The public fund that pays (资金来源)")
    status: ApprenticeshipStatus = shown("What became of it; ENDED is given up (状态)")
    completed_on: Date | None = shown("When it was completed (结业日)")
    certificate_number: strawberry.ID | None = shown(
        "The certificate, as its file says; for who may see the apprentice's record (证书编号)"
    )
    outcome: ConditionOutcome = shown("Whether all conditions hold (结论)")
    conditions: list[ConditionReport] = shown("What is asked of it, and what was found (条件)")
    problems: list[ApprenticeshipProblem] = shown("The conditions that do not hold (问题)")
    regulation: Regulation | None = shown("What it was judged by; null is none in force (规定)")
    subsidy_per_year: float | None = shown(
        "Yuan that the regulation grants for a person-year as things stand; null where it does not "
        "say (年度补贴标准)"
    )


@output
class ApprenticeshipConnection:
    """A page of apprenticeships (学徒培养列表).

    With a problem a page may hold fewer rows than asked for and still have a next one.
    """

    nodes: list[Apprenticeship] = shown("The apprenticeships, the latest first (学徒培养)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown(
        "How many there are; with a problem, where not exact, at most so many (总数)"
    )


@output
class ApprenticePosts:
    """The posts of one enterprise in a year (企业学徒岗位)."""

    enterprise: Enterprise = shown("Which (企业)")
    posts_total: int = shown("All posts (岗位总量)")
    apprentice_posts: int = shown("Posts for apprentices (学徒岗位)")
    share: float = shown("Their share, 0 to 1 (占比)")
    target: float | None = shown("The share asked for at its place; null is none (目标)")
    outcome: ConditionOutcome = shown("Whether it is reached (结论)")


@output
class ApprenticeRatio:
    """Posts for apprentices as a share of all posts (学徒岗位占比)."""

    year: int = shown("The year (年份)")
    division: Division | None = shown("Where; null is the nation (地区)")
    industry: Industry | None = shown("In which industry; null is all (行业)")
    enterprises: int = shown("Enterprises that said both numbers (填报企业数)")
    enterprises_without: int = shown("Enterprises that did not (未填报企业数)")
    suppressed: bool = shown("Whether the sums are of too few enterprises to be shown (是否隐去)")
    posts_total: int | None = shown("All posts (岗位总量)")
    apprentice_posts: int | None = shown("Posts for apprentices (学徒岗位)")
    share: float | None = shown("Their share, 0 to 1 (占比)")
    target: float | None = shown("The share asked for; null is none (目标)")
    planned_staff: int | None = shown("Apprentices planned among staff (计划培养职工学徒)")
    planned_students: int | None = shown("Apprentices planned among students (计划培养学生学徒)")
    outcome: ConditionOutcome = shown("Whether the share is reached (结论)")
    conditions: list[ConditionReport] = shown("What was compared (条件)")
    regulation: Regulation | None = shown("What says so; null is none in force (规定)")
    below: list[ApprenticePosts] = shown(
        "Enterprises below the share of their place, the lowest first, at most 100; for who may "
        "see inside them (未达标企业)"
    )


@asked_with
class OpenApprenticeshipInput:
    """An apprenticeship to be opened by its enterprise (学徒培养登记)."""

    apprentice: strawberry.ID = shown("Who learns, of the own staff (学徒)")
    enterprise: strawberry.ID = shown("Where (企业)")
    occupation: strawberry.ID = shown("What is taught, `edition:code` or a bare code (职业)")
    target_level: SkillLevel = shown("The grade trained for (目标等级)")
    enterprise_mentors: list[strawberry.ID] = shown("Who teaches at work (企业导师)")
    school_mentors: list[strawberry.ID] = shown("Who teaches at school (院校导师)")
    contract_from: Date = shown("The first day of the labour contract (合同起始日)")
    from_: Date = shown("The first day (起始日)")
    to: Date = shown("The agreed last day (截止日)")
    agreement_no: str = shown("The number of the agreement (协议号)")
    contract_to: Date | None = strawberry.field(
        default=None, description="Its last day; null is open (合同截止日)"
    )
    school: strawberry.ID | None = strawberry.field(
        default=None, description="With which school (院校)"
    )
    class_: strawberry.ID | None = strawberry.field(
        default=None, description="In which class (学徒班)"
    )
    origin: ApprenticeOrigin | None = strawberry.field(default=None, description="Origin (来源)")
    wage: float | None = strawberry.field(
        default=None, description="Yuan a month; sealed, and never shown again (月工资)"
    )
    public_fund: str | None = strawberry.field(
        default=None, description="The public fund that pays (资金来源)"
    )


@output
class RecordedApprenticeship:
    """The apprenticeship as it now stands (已登记学徒培养)."""

    apprenticeship: Apprenticeship = shown("The apprenticeship (学徒培养)")
    notes: list[str] = shown("What the registry cannot know or judge (待核实事项)")


OpenApprenticeshipResult = Annotated[
    RecordedApprenticeship | Refused,
    strawberry.union(
        "OpenApprenticeshipResult", description="The apprenticeship, or why not (登记结果)"
    ),
]
CompleteApprenticeshipResult = Annotated[
    RecordedApprenticeship | Refused,
    strawberry.union(
        "CompleteApprenticeshipResult", description="The apprenticeship, or why not (结业结果)"
    ),
]
