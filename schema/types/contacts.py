"""Requests to be in contact with a candidate."""

from __future__ import annotations

from enum import auto
from typing import Annotated

import strawberry

from schema.enums import Named, published_enum
from schema.fields import output, shown
from schema.scalars import Date, DateTime
from schema.types.mutations import Refused
from schema.types.organisations import Enterprise
from schema.types.people import Worker
from schema.types.reference import Count, PageInfo


class ContactState(Named):
    """How far a request is."""

    PENDING = auto()
    ACCEPTED = auto()
    DECLINED = auto()
    EXPIRED = auto()


published_enum(
    ContactState,
    "ContactState",
    "How far a request to be in contact is (联系请求状态)",
    PENDING="Waits for the worker (待答复)",
    ACCEPTED="The worker consented; the name is shown while the consent lasts (已同意)",
    DECLINED="The worker declined (已拒绝)",
    EXPIRED="The worker did not answer in time (已过期)",
)


@output
class ContactRequest:
    """An enterprise asks a candidate to be in contact; the worker decides (联系请求)."""

    id: strawberry.ID = shown("The id (标识)")
    enterprise: Enterprise | None = shown("Who asks (请求单位)")
    purpose: str = shown("What for (用途)")
    message: str | None = shown("In its own words (留言)")
    at: DateTime = shown("When it was sent (请求时间)")
    state: ContactState = shown("How far it is (状态)")
    expires: Date = shown("The last day to answer (答复期限)")
    answered_on: Date | None = shown("When it was answered (答复日期)")
    until: Date | None = shown("The last day of the consent; null is open, or none (同意截止日)")
    candidate: strawberry.ID | None = shown("The card, for the enterprise that asks (候选人)")
    worker: Worker | None = shown("Who was asked, for viewers who may know (人员)")


@output
class ContactRequestConnection:
    """A page of requests, the latest first (联系请求列表)."""

    nodes: list[ContactRequest] = shown("The requests (联系请求)")
    page_info: PageInfo = shown("Where the page stands (分页信息)")
    total_count: Count = shown("How many there are (总数)")


@output
class RecordedContactRequest:
    """The request as it now stands (已登记联系请求)."""

    contact_request: ContactRequest = shown("The request (联系请求)")


ContactRequestResult = Annotated[
    RecordedContactRequest | Refused,
    strawberry.union("ContactRequestResult", description="The request, or why not (请求结果)"),
]
