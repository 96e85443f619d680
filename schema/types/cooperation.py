"""Schools and enterprises together: alliances, agreements, what they share."""

from __future__ import annotations

from enum import auto

import strawberry

from schema.enums import Named, published_enum
from schema.fields import Row, asked, output, resolved, shown
from schema.scalars import Date
from schema.types.organisations import Enterprise
from schema.types.reference import Count, Industry, PageInfo
from schema.types.teaching import Major


class AgreementState(Named):
    """Where a day lies in the period of an agreement."""

    PLANNED = auto()
    IN_FORCE = auto()
    ENDED = auto()


published_enum(
    AgreementState,
    "AgreementState",
    "Whether an agreement is in force on the day (协议状态)",
    PLANNED="Begins later (未生效)",
    IN_FORCE="In force (有效)",
    ENDED="Ended before (已到期)",
)


@output
class SharedResource:
    """A course, textbook, equipment, site or teacher that partners share (共享资源)."""

    id: strawberry.ID = shown("The id (标识)")
    name: str = shown("The name (名称)")
    kind: str = shown("COURSE, TEXTBOOK, EQUIPMENT, SITE or TEACHER (类别)")
    provider: Enterprise | None = shown("Who provides it; null is unknown (提供单位)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")


@output
class CooperationAgreement:
    """What a school and an enterprise agreed on (校企合作协议)."""

    agreement_no: strawberry.ID = shown("The number (协议编号)")
    kind: str | None = shown(
        "WORK_STUDY (工学一体化), CO_BUILT (共建), ORDER_CLASS (订单班) or PLACEMENT (实习就业); "
        "null is unknown (类别)"
    )
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")
    document_no: str | None = shown("The number of the document (文号)")
    state: AgreementState = shown("Whether it is in force on the day (状态)")
    school: Enterprise = shown("The school (院校)")
    enterprise: Enterprise = shown("The enterprise (企业)")
    majors: list[Major] = shown("The majors that it is about (专业)")
    resources: list[SharedResource] = shown("What is shared under it on the day (共享资源)")


@output
class CooperationAgreementConnection:
    """A page of agreements (协议列表)."""

    nodes: list[CooperationAgreement] = shown("The agreements (协议)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")


@output
class AllianceMember:
    """Who belongs to an alliance (联盟成员)."""

    organisation: Enterprise = shown("The school or enterprise (单位)")
    role: str = shown("LEADER or MEMBER (角色)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")


@output
class EducationAlliance:
    """An alliance of technical schools and enterprises (技工教育联盟、集团)."""

    id: strawberry.ID = shown("The id (标识)")
    name: str = shown("The name (名称)")
    industry: Industry | None = shown("Its industry; null is unknown (行业)")
    from_: Date | None = shown("The first day; null is unknown (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")
    document_no: str | None = shown("The number of the document (文号)")
    source: str | None = shown("Where it was published (来源)")
    member_count: int = shown("Members on the day (成员数)")
    members: list[AllianceMember] = shown("Members on the day, leaders first (成员)")
    leaders: list[Enterprise] = shown("Who leads it on the day (牵头单位)")
    agreements: list[CooperationAgreement] = shown(
        "Agreements between its members, in force on the day (成员间协议)"
    )
    majors: list[Major] = shown("Majors of those agreements (专业)")
    resources: list[SharedResource] = shown("What its members share on the day (共享资源)")


@output
class EducationAllianceConnection:
    """A page of alliances (联盟列表)."""

    nodes: list[EducationAlliance] = shown("The alliances (联盟)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")


@output
class AllianceMembership:
    """An alliance that an organisation belongs to (加入的联盟)."""

    alliance: EducationAlliance = shown("The alliance (联盟)")
    role: str = shown("LEADER or MEMBER (角色)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")


@output
class Cooperation:
    """With whom a school or an enterprise builds training together, on a day (校企合作)."""

    organisation: Enterprise = shown("The school or enterprise (单位)")
    partners: list[Enterprise] = shown("Partners of agreements in force (合作单位)")
    majors: list[Major] = shown("Majors of agreements in force (专业)")
    resources: list[SharedResource] = shown("Shared under agreements in force (共享资源)")
    provides: list[SharedResource] = shown("What it provides itself (提供的资源)")
    alliances: list[AllianceMembership] = shown("Its alliances (加入的联盟)")

    @resolved(
        "Its agreements, the latest first; by state, or all of them (合作协议)",
        CooperationAgreementConnection,
    )
    def agreements(  # type: ignore[misc]  # Strawberry hands the row to its Parent
        row: strawberry.Parent[Row],  # noqa: N805 - see above
        state: AgreementState | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> object:
        """Answer from the row, where the page was read with these arguments."""
        return asked(row, "agreements", state=state, first=first, after=after)
