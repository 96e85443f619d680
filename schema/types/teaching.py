"""Majors, packages and their review, training plans for posts."""

from __future__ import annotations

import strawberry

from schema.asking import Info
from schema.enums import ConditionOutcome, SkillLevel
from schema.fields import Row, asked, output, resolved, shown
from schema.scalars import Date
from schema.types.candidates import ConditionReport
from schema.types.organisations import Enterprise
from schema.types.people import Worker
from schema.types.reference import Count, Occupation, PageInfo


@output
class TeachingResourcePackage:
    """Teaching resources of a major (教学资源包)."""

    id: strawberry.ID = shown("The id (标识)")
    title: str = shown("The title (名称)")
    kind: str = shown("TEXTBOOK, COURSEWARE, TASK, CASE, SIMULATION or ASSESSMENT (类型)")
    published_on: Date | None = shown("When it was published (发布日)")
    document_no: str | None = shown("The number of the document (文号)")


@output
class MajorPartner:
    """An enterprise that an agreement in force ties to a major (校企合作单位)."""

    agreement_no: strawberry.ID = shown("The agreement (协议)")
    enterprise: Enterprise = shown("The enterprise (企业)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")


@output
class Major:
    """What a school teaches (专业)."""

    id: strawberry.ID = shown("The id (标识)")
    school: Enterprise = shown("Where (院校)")
    name: str = shown("The name (名称)")
    kind: str | None = shown("EMERGING (新兴专业), QUALITY (优质专业) or ORDINARY (类型)")
    level: SkillLevel | None = shown("The grade that it leads to (培养等级)")
    work_study: bool | None = shown("Work and study integrated (工学一体化)")
    occupations: list[Occupation] = shown("The occupations that it trains for (对应职业)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")
    in_force: bool = shown("Whether it is taught today (是否在招)")
    new_since: Date | None = shown("Since when it counts as new (新设日)")
    document_no: str | None = shown("The number of the document (文号)")
    packages: list[TeachingResourcePackage] = shown("Its teaching resources (教学资源包)")
    partners: list[MajorPartner] = shown("Enterprises by agreements in force today (合作企业)")


@output
class MajorConnection:
    """A page of majors (专业列表)."""

    nodes: list[Major] = shown("The majors (专业)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")


@output
class CommitteeMember:
    """A seat in an expert committee; only of those whom the viewer may know (委员)."""

    worker: Worker = shown("Who (人员)")
    role: str = shown("CHAIR, VICE_CHAIR, MEMBER or SECRETARY (职务)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")


@output
class ExpertCommittee:
    """An expert committee for training packages (职业培训包专家委员会)."""

    id: strawberry.ID = shown("The id (标识)")
    name: str = shown("The name (名称)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")
    in_force: bool = shown("Whether it is in office today (是否在任)")
    document_no: str | None = shown("The number of the document (文号)")
    member_count: int | None = shown("How many sit in it today; suppressed below 5 (委员人数)")
    members: list[CommitteeMember] = shown("Who sits in it today (委员)")


@output
class TrainingPackage:
    """A training package of an occupation (职业培训包)."""

    id: strawberry.ID = shown("The id (标识)")
    occupation: Occupation = shown("The occupation (职业)")
    levels: list[SkillLevel] = shown("The grades (等级)")
    title: str = shown("The title (名称)")
    version: str = shown("The version (版本)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")
    in_force: bool = shown("Whether it holds today (是否有效)")
    document_no: str | None = shown("The number of the document (文号)")
    reviewed_by: ExpertCommittee | None = shown("Who reviewed it, where recorded (审定委员会)")
    reviewed_on: Date | None = shown("When, where recorded (审定日)")
    plans: int = shown("How many training plans use it (采用的计划数)")
    reviewed: ConditionOutcome = shown(
        "Whether a committee in office reviewed it before it was used (审定结论)"
    )

    @resolved("What is asked of the review, one by one (审定条件)", list[ConditionReport])
    def conditions(  # type: ignore[misc]  # Strawberry hands the row to its Parent
        row: strawberry.Parent[Row],  # noqa: N805 - see above
        info: Info,
    ) -> object:
        """Say what was found, in the language of the request."""
        return asked(row, "conditions", language=info.context.language)


@output
class TrainingPackageConnection:
    """A page of training packages.

    With `outcomes` it may be shorter than asked though more follow (职业培训包列表).
    """

    nodes: list[TrainingPackage] = shown("The packages (培训包)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown(
        "How many there are; with `outcomes`, how many were found up to the end of this page (总数)"
    )


@output
class TrainingPlan:
    """A training plan of an enterprise for a post (岗位培训计划)."""

    id: strawberry.ID = shown("The id (标识)")
    enterprise: Enterprise = shown("Whose (企业)")
    post: str = shown("The post (岗位)")
    post_id: str | None = shown("The id of the post, where it is recorded (岗位标识)")
    occupation: Occupation = shown("The occupation (职业)")
    level: SkillLevel | None = shown("The grade that it leads to (目标等级)")
    year: int = shown("The year (年度)")
    hours: int | None = shown("Hours of training (课时)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")
    document_no: str | None = shown("The number of the document (文号)")
    package: TrainingPackage | None = shown("The package that it uses, where recorded (培训包)")
    outcome: ConditionOutcome = shown("Whether it rests on a package that fits (结论)")

    @resolved("What is asked of a plan, one by one (条件)", list[ConditionReport])
    def conditions(  # type: ignore[misc]  # Strawberry hands the row to its Parent
        row: strawberry.Parent[Row],  # noqa: N805 - see above
        info: Info,
    ) -> object:
        """Say what was found, in the language of the request."""
        return asked(row, "conditions", language=info.context.language)


@output
class TrainingPlanConnection:
    """A page of training plans.

    With `outcomes` it may be shorter than asked though more follow (培训计划列表).
    """

    nodes: list[TrainingPlan] = shown("The plans (计划)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown(
        "How many there are; with `outcomes`, how many were found up to the end of this page (总数)"
    )
