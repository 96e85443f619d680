"""What surrounds a master studio: what it made, who belonged to it and when."""

from __future__ import annotations

from enum import auto

import strawberry

from schema.enums import Named, published_enum
from schema.fields import output, shown
from schema.scalars import Date
from schema.types.people import Studio, Worker
from schema.types.reference import Count, PageInfo


class StudioLevel(Named):
    """The levels of `registry.vocabulary.HONOUR_LEVELS`."""

    NATIONAL = auto()
    PROVINCIAL = auto()
    CITY = auto()
    ENTERPRISE = auto()


published_enum(
    StudioLevel,
    "StudioLevel",
    "Who approved a master studio (工作室级别)",
    NATIONAL="National (国家级)",
    PROVINCIAL="Provincial (省级)",
    CITY="Of a city (市级)",
    ENTERPRISE="Of an enterprise (企业级)",
)


@output
class Achievement:
    """Something achieved: a product, a method, a standard ... (成果)."""

    id: strawberry.ID = shown("The id (标识)")
    kind: str = shown("PRODUCT, INNOVATION, INVENTION, RESEARCH, STANDARD or METHOD (类别)")
    title: str = shown("What it is (名称)")
    scope: str | None = shown("How far it reaches: ENTERPRISE, REGION, TRADE or NATION (范围)")
    on: Date | None = shown("When (日期)")
    key_field: str | None = shown("The key field (重点领域)")


@output
class StudioMembership:
    """A term in a studio (工作室成员).

    Told of people whom the viewer may know.
    """

    worker: Worker | None = shown("Who (成员)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = shown("The last day; null is open (截止日)")


@output
class StudioYear:
    """How many belonged to a studio in a year (年度成员数)."""

    year: int = shown("The year (年份)")
    members: int | None = shown("Different members; null is a group too small to be shown (成员数)")


@output
class StudioConnection:
    """A page of master studios (工作室列表)."""

    nodes: list[Studio] = shown("The studios (工作室)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")
