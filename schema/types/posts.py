"""Posts of the eight grades, and appointments to them."""

from __future__ import annotations

import strawberry

from registry.programme.posts.structure import PostProblem
from schema.enums import ConditionOutcome, SkillLevel, published_enum
from schema.fields import output, shown
from schema.scalars import Date
from schema.types.candidates import ConditionReport, EligibilityReport
from schema.types.organisations import Enterprise
from schema.types.people import (
    Appointment,
    Certificate,
    CompetitionResult,
    HonourAward,
    Mentorship,
    Worker,
)
from schema.types.reference import Count, Occupation, PageInfo
from schema.types.regulations import Regulation
from schema.types.studios import Achievement

published_enum(
    PostProblem,
    "PostProblem",
    "What may be wrong with a post (岗位问题)",
    OVER_QUOTA="More hold it than may (超额)",
    QUOTA_UNKNOWN="Its quota is not recorded (名额不详)",
    VACANT="Fewer hold it than may (空缺)",
    TERM_ENDING="The term of somebody appointed to it ends soon (聘期将满)",
)


@output
class PostHolder:
    """Somebody who holds a post today (在岗人员)."""

    worker: Worker | None = shown("Who, where the viewer may know (人员)")
    appointment: Appointment | None = shown("The appointment; null for a job alone (聘任)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")


@output
class Post:
    """A post of an enterprise (岗位)."""

    id: strawberry.ID = shown("The id (标识)")
    name: str = shown("The name (名称)")
    level: SkillLevel = shown("The grade of the post (岗位等级)")
    occupation: Occupation | None = shown("The occupation (职业)")
    quota: int | None = shown("How many may hold it; null is unknown (名额)")
    key_post: bool | None = shown("Whether it is a key post; null is unknown (关键岗位)")
    key_field: str | None = shown("The key field (重点领域)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")
    document_no: str | None = shown("The number of the document (文号)")
    held: int = shown("How many hold it today (在岗人数)")
    vacancies: int | None = shown("How many more may; null where the quota is unknown (空缺)")
    over_quota: bool | None = shown(
        "Whether more hold it than may; null where the quota is unknown (是否超额)"
    )
    problems: list[PostProblem] = shown("What may be wrong with it (问题)")
    holders: list[PostHolder] = shown("Who holds it today (在岗人员)")


@output
class PostGrade:
    """The posts of one grade of an enterprise (岗位等级结构)."""

    level: SkillLevel = shown("The grade (等级)")
    posts: int = shown("How many posts (岗位数)")
    quota: int | None = shown("How many may hold them; null where one is unknown (名额)")
    holders: int = shown("How many hold one or are appointed to the grade (在岗人数)")
    vacancies: int | None = shown("How many more may; null where unknown (空缺)")
    over_quota: bool | None = shown("Whether more hold them than may (是否超额)")
    appointed: int = shown("How many of them by an appointment in force (聘任人数)")
    ending: int = shown("How many of these terms end soon (即将到期)")
    staff: int = shown("How many of the staff have reached this grade themselves (职工等级人数)")


@output
class PostConnection:
    """A page of posts, and the structure of the eight grades (岗位列表)."""

    nodes: list[Post] = shown("The posts in force, the highest grade first (岗位)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")
    as_of: Date = shown("The day that is counted (基准日)")
    grades: list[PostGrade] = shown("The eight grades, the lowest first (八级结构)")
    conditions: list[ConditionReport] = shown("What is asked of the structure (核对项)")
    regulation: Regulation | None = shown("The regulation in force there (规定)")


@output
class AppointmentException:
    """A decision to appoint in spite of a rule (破格聘任)."""

    reason: str = shown("Why (理由)")
    document_no: str | None = shown("The number of the decision (文号)")


@output
class AppointmentCase:
    """The dossier of one appointment, made or wanted (聘任审核档案)."""

    worker: Worker | None = shown("Who (人员)")
    enterprise: Enterprise | None = shown("Who appoints (聘任单位)")
    target: SkillLevel = shown("The grade (目标等级)")
    post: str | None = shown("The post; null is any of the grade (岗位)")
    as_of: Date = shown("The first day of the appointment, which is judged (基准日)")
    outcome: ConditionOutcome = shown(
        "Whether all that is asked for holds, an exception taken into account (结论)"
    )
    conditions: list[ConditionReport] = shown(
        "Staff, rule, filing, quota, term, publication, key field, exception (审核项)"
    )
    eligibility: EligibilityReport | None = shown(
        "The report by the policy in force; null without one (任职资格)"
    )
    regulation: Regulation | None = shown("The regulation in force there (规定)")
    exception: AppointmentException | None = shown("The exception, if one is recorded (例外)")
    published_on: Date | None = shown("When the appointment was published (公示日)")
    certificates: list[Certificate] = shown("Certificates that count, best first (证书)")
    appointments: list[Appointment] = shown("Appointments in force, anywhere (现聘)")
    achievements: list[Achievement] = shown("Achievements (成果)")
    honours: list[HonourAward] = shown("Honours (荣誉)")
    competition_results: list[CompetitionResult] = shown("Places in competitions (竞赛名次)")
    mentees: list[Mentorship] = shown("Whom they taught (带徒)")
