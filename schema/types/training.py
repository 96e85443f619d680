"""Training bases: what they train for, how full they are, and for whom."""

from __future__ import annotations

import strawberry

from schema.enums import ConditionOutcome, SkillLevel
from schema.fields import Row, asked, asked_with, output, resolved, shown
from schema.scalars import Date
from schema.types.candidates import ConditionReport
from schema.types.organisations import Enterprise, EnterpriseConnection
from schema.types.reference import Count, Division, Industry, Occupation, PageInfo
from schema.types.regulations import Regulation


@asked_with
class NearInput:
    """Within a distance of the seat of a division's city, by great circle (附近)."""

    division: strawberry.ID = strawberry.field(
        description="Six digits; a county stands for the seat of its city (地区)"
    )
    km: float = strawberry.field(description="Kilometres, above 0, at most 5,000 (公里)")


@output
class IndustryCluster:
    """An advanced manufacturing cluster or a pilot zone (先进制造业集群、高质量发展试验区)."""

    id: strawberry.ID = shown("The id (标识)")
    name: str = shown("The name (名称)")
    kind: str = shown("CLUSTER or PILOT_ZONE (类别)")
    division: Division | None = shown("Where it is (所在地)")
    industry: Industry | None = shown("Its industry (行业)")
    from_: Date | None = shown("The first day; null is unknown (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")
    document_no: str | None = shown("The number of the document (文号)")


@output
class BaseOffer:
    """A grade of an occupation that a base trains for (培训项目)."""

    occupation: Occupation = shown("The occupation (职业)")
    level: SkillLevel = shown("The grade (等级)")
    capacity: int | None = shown("Places a year; null is unknown (年培训能力)")
    from_: Date | None = shown("The first day; null is unknown (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")


@output
class BaseRuling:
    """Whether the host held an accepted designation when the base was designated (承办资格)."""

    outcome: ConditionOutcome = shown("UNKNOWN without the day or a regulation (结论)")
    as_of: Date | None = shown("The day of designation (认定日)")
    regulation: Regulation | None = shown("The regulation of that day and place (适用规定)")
    conditions: list[ConditionReport] = shown("The conditions (条件)")


@output
class GradeIntake:
    """Seats of one grade in a year (分等级培训人次)."""

    level: SkillLevel = shown("The grade (等级)")
    capacity: int | None = shown("Places a year; null is unknown (年培训能力)")
    seats: int | None = shown("Seats; null where suppressed (名额)")
    completed: int | None = shown("Completed; null where suppressed or not all known (结业)")


@output
class BaseIntake:
    """Sessions that began in a year. Groups under 5 are suppressed for outsiders (年度培训量)."""

    year: int = shown("The year (年份)")
    grades: list[GradeIntake] = shown("By grade (分等级)")
    seats: int | None = shown("Seats of all grades (名额合计)")
    completed: int | None = shown("Completed; null while not all are known (结业合计)")
    advanced_seats: int | None = shown(
        "Seats of the grades that the regulation counts apart, technician and up (高技能培训名额)"
    )
    advanced_share: float | None = shown("Their share of all seats, 0 to 1 (高技能占比)")
    outside_seats: int | None = shown(
        "Seats for small enterprises that supply the host or are supplied by it "
        "(产业链中小微企业名额)"
    )
    unknown_seats: int | None = shown(
        "Seats for enterprises of the chain of unknown size (规模未知企业名额)"
    )
    outside_share: float | None = shown(
        "Share of outside seats, 0 to 1; null while sizes are unknown (产业链中小微企业占比)"
    )
    suppressed: bool = shown("Whether any number is suppressed (是否有隐去)")
    regulation: Regulation | None = shown("The regulation of that year and place (适用规定)")
    conditions: list[ConditionReport] = shown("What the regulation asks of the year (条件)")
    evidence: list[strawberry.ID] = shown(
        "Ids of the sessions, for the host and its agencies (依据)"
    )


@output
class TrainingBase:
    """A training base of the skill foundation programme (国家技能根基工程培训基地)."""

    id: strawberry.ID = shown("The id (标识)")
    name: str = shown("The name (名称)")
    host: Enterprise = shown("The enterprise or school that hosts it (承办单位)")
    cluster: IndustryCluster | None = shown("The cluster or pilot zone it relies on (依托集群)")
    division: Division | None = shown("Where it is (所在地)")
    batch: str | None = shown("The batch (批次)")
    designated_on: Date | None = shown("The day of designation; null is unknown (认定日)")
    to: Date | None = shown("The last day; null is open (截止日)")
    status: str = shown("ACTIVE, SUSPENDED or WITHDRAWN (状态)")
    latitude: float | None = shown("Degrees of its own place, WGS 84 (纬度)")
    longitude: float | None = shown("Degrees of its own place, WGS 84 (经度)")
    place_basis: str | None = shown(
        "What a distance is measured to: OWN coordinates or the CITY_SEAT; null is unknown "
        "(位置依据)"
    )
    distance_km: float | None = shown("How far it is from the place asked for (距离)")
    equipment: list[str] = shown("Equipment (设备)")
    document_no: str | None = shown("The number of the document (文号)")
    source: str | None = shown("Where it was published (来源)")
    offers: list[BaseOffer] = shown("What it trains for (培训项目)")
    ruling: BaseRuling = shown("Whether its host may be one, and why (承办资格)")
    intake: list[BaseIntake] = shown("Intake of each year, the latest first (年度培训量)")

    @resolved(
        "Suppliers of the host without a seat in this base's sessions of a year: for the host and "
        "its agencies (未获名额的供应商)",
        EnterpriseConnection,
    )
    def suppliers_without_seat(  # type: ignore[misc]  # Strawberry hands the row to its Parent
        row: strawberry.Parent[Row],  # noqa: N805 - see above
        year: int,
        first: int | None = None,
        after: str | None = None,
    ) -> object:
        """Answer from the row, where the page was read with these arguments."""
        return asked(row, "suppliersWithoutSeat", year=year, first=first, after=after)


@output
class TrainingBaseConnection:
    """A page of training bases (培训基地列表)."""

    nodes: list[TrainingBase] = shown("The bases (基地)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")
    place_unknown: Count = shown(
        "Bases that fit but for a distance: left out of `near`, as their place is not known "
        "(位置未知)"
    )


@output
class SupplierWithoutSeat:
    """A supplier that had no seat (未获名额的供应商)."""

    supplier: Enterprise = shown("The supplier (供应商)")
    small: ConditionReport = shown("Whether it is a small enterprise, and why (是否中小微企业)")


@output
class SupplierConnection:
    """A page of suppliers (供应商列表)."""

    nodes: list[SupplierWithoutSeat] = shown("The suppliers (供应商)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")
