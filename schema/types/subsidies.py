"""Subsidised training: catalogues, what would be paid, training projects, challenges."""

from __future__ import annotations

import strawberry

from schema.enums import ConditionOutcome, SkillLevel
from schema.fields import Row, asked, output, resolved, shown
from schema.scalars import Date
from schema.types.candidates import ConditionReport
from schema.types.organisations import Enterprise
from schema.types.people import Certificate
from schema.types.reference import Count, Division, Occupation, PageInfo
from schema.types.regulations import Regulation


@output
class SubsidyItem:
    """A trade and grade that training is paid for (补贴项目)."""

    occupation: Occupation = shown("The occupation (职业)")
    level: SkillLevel = shown("The grade (等级)")
    base_rate: float | None = shown("Yuan for a person, before any uplift (基础标准)")
    urgent: bool | None = shown("An urgent trade; null is unknown (急需紧缺)")
    field: str | None = shown("The field it is counted to (领域)")


@output
class SubsidyItemConnection:
    """A page of items (补贴项目列表)."""

    nodes: list[SubsidyItem] = shown("The items (项目)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")


@output
class SubsidyCatalogue:
    """The catalogue of subsidised training of a place and year (政府补贴培训目录)."""

    id: strawberry.ID = shown("The id (标识)")
    division: Division | None = shown("Where it holds (适用地区)")
    year: int = shown("The year (年度)")
    version: int | None = shown("The version in that year (版本)")
    published_on: Date | None = shown("The day of publication (公布日期)")
    document_no: str | None = shown("The number of the document (文号)")
    supplements: bool | None = shown(
        "Whether it adds to the catalogue of the division above; null is unknown (是否为增补目录)"
    )
    trades: int = shown("How many occupations it has (职业数)")

    @resolved("Its items, by occupation and grade (补贴项目)", SubsidyItemConnection)
    def items(  # type: ignore[misc]  # Strawberry hands the row to its Parent
        row: strawberry.Parent[Row],  # noqa: N805 - see above
        *,
        level: SkillLevel | None = None,
        field: str | None = None,
        urgent: bool | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> object:
        """Answer from the row, where the page was read with these arguments."""
        return asked(
            row, "items", level=level, field=field, urgent=urgent, first=first, after=after
        )


@output
class SubsidyItemChange:
    """An item that two catalogues have, with other values (项目调整)."""

    differs: list[str] = shown("Which values differ: baseRate, urgent, field (变更项)")
    before: SubsidyItem = shown("As it was (调整前)")
    after: SubsidyItem = shown("As it is (调整后)")


@output
class SubsidyCatalogueReport:
    """The catalogue that decides at a place in a year, and what changed (目录及调整)."""

    catalogue: SubsidyCatalogue = shown("The catalogue (目录)")
    compared_with: SubsidyCatalogue | None = shown(
        "That of the same division in the year asked to compare with (对比目录)"
    )
    added: list[SubsidyItem] = shown("Items that the other year did not have (新增)")
    removed: list[SubsidyItem] = shown("Items of the other year that it has no more (调出)")
    changed: list[SubsidyItemChange] = shown("Items with other values (调整)")
    regulation: Regulation | None = shown("By what it is judged (依据)")
    conditions: list[ConditionReport] = shown("What the catalogue of a county has to fulfil (审查)")


@output
class SubsidyQuote:
    """What would be paid for a certificate on a day, and every reason why or why not (补贴测算)."""

    certificate: Certificate = shown("The certificate (证书)")
    as_of: Date = shown("The day of the claim (申领日)")
    place: Division | None = shown("Where the claim is made (申领地)")
    outcome: ConditionOutcome = shown("Whether it is paid; UNKNOWN where a fact lacks (结论)")
    amount: float | None = shown(
        "Yuan that are paid: 0 if a condition is unmet, null while one is unknown (金额)"
    )
    rate: float | None = shown("Yuan for this item with its uplift (补贴标准)")
    base: float | None = shown("Yuan before the uplift (基础标准)")
    uplift: float | None = shown("The uplift of an urgent trade, 0.3 for 30 % (上浮比例)")
    item: SubsidyItem | None = shown("The item of the catalogue (目录项目)")
    catalogue: SubsidyCatalogue | None = shown("The catalogue that decides (目录)")
    regulation: Regulation | None = shown("The regulation that decides (依据)")
    conditions: list[ConditionReport] = shown("Each rule, with its outcome and evidence (条件)")
    evidence: list[str] = shown("Ids of the records that it rests on (证据)")


@output
class TrainingProject:
    """A training project that an authority calls for (培训项目)."""

    id: strawberry.ID = shown("The id (标识)")
    name: str = shown("The name (名称)")
    field: str | None = shown("The field (领域)")
    division: Division | None = shown("Where it is offered (地区)")
    occupation: Occupation | None = shown("The occupation (职业)")
    level: SkillLevel | None = shown("The grade (等级)")
    provider: Enterprise | None = shown("Who trains (培训机构)")
    seats: int | None = shown("How many can take part (名额)")
    published_on: Date = shown("The day of the call (征集公布日)")
    deadline: Date = shown("The last day to answer it (征集截止日)")
    status: str = shown("CALLED, SELECTED or WITHDRAWN (状态)")
    status_since: Date | None = shown("Since when (状态起始日)")
    from_: Date | None = shown("The first day of the training (开始日)")
    to: Date | None = shown("The last day of the training (结束日)")
    document_no: str | None = shown("The number of the document (文号)")


@output
class TrainingProjectConnection:
    """A page of training projects (培训项目列表)."""

    nodes: list[TrainingProject] = shown("The projects (项目)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")


@output
class Bid:
    """A bid for a challenge (投标)."""

    bidder: Enterprise = shown("Who bids (投标单位)")
    bid_on: Date = shown("The day of the bid (投标日期)")
    awarded: bool | None = shown("Whether it was awarded; null is unknown (是否中标)")
    awarded_on: Date | None = shown("The day of the award (中标日期)")


@output
class Challenge:
    """A problem that organisations are called to solve: whoever can, bids (揭榜挂帅项目)."""

    id: strawberry.ID = shown("The id (标识)")
    problem: str = shown("The problem (榜题)")
    field: str | None = shown("The field (领域)")
    budget: float | None = shown("Yuan (资助额)")
    owner: Enterprise | None = shown("Who poses it (发榜单位)")
    published_on: Date = shown("The day of publication (发榜日)")
    deadline: Date = shown("The last day to bid (截止日)")
    status: str = shown("OPEN, AWARDED, CLOSED or CANCELLED (状态)")
    document_no: str | None = shown("The number of the document (文号)")
    bid_count: int = shown("How many bids were made (投标数)")
    bids: list[Bid] = shown(
        "Awarded bids; to the bidder, to who poses it and to their agencies the others too (投标)"
    )
    conditions: list[ConditionReport] = shown("Whether bids and awards are in order (审查)")


@output
class ChallengeConnection:
    """A page of challenges (揭榜挂帅项目列表)."""

    nodes: list[Challenge] = shown("The challenges (项目)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")
