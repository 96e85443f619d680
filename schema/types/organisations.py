"""Organisations: enterprises, schools and social evaluators, all `Enterprise` in the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from schema.enums import SkillLevel
from schema.fields import Row, asked, output, resolved, shown
from schema.scalars import Date
from schema.types.reference import Count, Division, Industry, PageInfo, ScopeItem

if TYPE_CHECKING:
    from schema.types.people import WorkerConnection


@output
class Designation:
    """A designation of an enterprise (企业认定)."""

    kind: str = shown("LEADING, SINGLE_CHAMPION, LITTLE_GIANT or EXCELLENT_SCHOOL (类别)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")
    document_no: str | None = shown("The number of the document (文号)")


@output
class Filing:
    """The filing of an evaluation body with the authorities (评价机构备案)."""

    filing_no: strawberry.ID = shown("The filing number (备案号)")
    issuer_prefix: str = shown("The 13 characters with which its certificates begin (证书前缀)")
    kind: str = shown("EMPLOYER or SOCIAL (类别)")
    valid_from: Date = shown("The first day (起始日)")
    valid_to: Date = shown("The last day (截止日)")
    status: str = shown("ACTIVE, SUSPENDED or WITHDRAWN today (状态)")
    body_level: str | None = shown("Filed with: MINISTRY, PROVINCE or CITY (备案级别)")
    status_since: Date | None = shown("Since when it has its status (状态起始日)")
    days_left: int = shown("Days from today to the last day; negative when it is over (剩余天数)")
    organisation: Enterprise | None = shown("Whose filing it is (备案机构)")
    scope: list[ScopeItem] = shown("What it may certify (备案范围)")


@output
class Enterprise:
    """An enterprise, school or social evaluator (企业或机构)."""

    uscc: strawberry.ID = shown("The unified social credit code, GB 32100 (统一社会信用代码)")
    name: str = shown("The name (名称)")
    kind: str = shown("ENTERPRISE, SCHOOL or SOCIAL_EVALUATOR (类别)")
    division: Division | None = shown("Where it is (所在地)")
    industry: Industry | None = shown("Its industry (行业)")
    scale_above: bool | None = shown("Above the designated size (规模以上)")
    ownership: str | None = shown("SOE_CENTRAL, SOE_LOCAL, PRIVATE or FOREIGN (所有制)")
    designations: list[Designation] = shown("Its designations (企业认定)")
    filings: list[Filing] = shown("Its filings as an evaluation body (评价机构备案)")
    suppliers: list[Enterprise] = shown("Who supplies it: for itself and its agencies (供应商)")
    customers: list[Enterprise] = shown("Whom it supplies: for itself and its agencies (客户)")

    @resolved(
        "Own staff of today, highest grade first: for the enterprise itself and its agencies "
        "(本单位职工)",
        Annotated["WorkerConnection", strawberry.lazy("schema.types.people")] | None,
    )
    def staff(  # type: ignore[misc]  # Strawberry hands the row to its Parent
        row: strawberry.Parent[Row],  # noqa: N805 - see above
        first: int | None = None,
        after: str | None = None,
        min_level: SkillLevel | None = None,
        text: str | None = None,
    ) -> object:
        """Answer from the row, where the page was read with these arguments."""
        return asked(row, "staff", first=first, after=after, minLevel=min_level, text=text)


@output
class EnterpriseConnection:
    """A page of enterprises (企业列表)."""

    nodes: list[Enterprise] = shown("The enterprises (企业)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")
