"""Flexible mobility: who is free to help, what guests passed on, requests to lend somebody."""

from __future__ import annotations

from dataclasses import asdict

import strawberry

from registry.graph.heads.lending import requests_head, way_of
from registry.programme.experts import ExpertQuestion, available_experts
from registry.programme.knowledge import knowledge_flow
from schema.asking import Info, selection_of
from schema.enums import AssignmentMode, SkillLevel
from schema.fields import Row, resolved
from schema.scalars import Date
from schema.types.mobility import AssignmentRequestConnection, ExpertConnection, KnowledgeFlow


@strawberry.type
class MobilityQuery:
    """The root fields of this topic."""

    @resolved(
        "Experts of an occupation who are free for a share of every day of a period and consent to "
        "be lent, with what the rule asks (可用专家)",
        ExpertConnection,
    )
    async def available_experts(
        self,
        info: Info,
        *,
        occupation: strawberry.ID,
        mode: AssignmentMode,
        from_: Date,
        to: Date,
        duty_percent: int,
        divisions: list[strawberry.ID] | None = None,
        min_level: SkillLevel | None = None,
        willing: bool = True,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of experts; `willing: false` shows also whom one would have to ask."""
        question = ExpertQuestion(
            occupation=occupation,
            mode=mode.value,
            start=from_,
            end=to,
            duty_percent=duty_percent,
            divisions=tuple(divisions or ()),
            min_level=None if min_level is None else min_level.value,
            willing=willing,
        )
        arguments = {**asdict(question), "first": first, "after": after}
        return await available_experts(info.context, question, selection_of(info), arguments)

    @resolved(
        "Whom guests began to teach at a host in a period, and what those became up to today: for "
        "the host and its agencies; `enterprise` is by default the viewer's own (知识流动)",
        KnowledgeFlow,
    )
    async def knowledge_flow(
        self,
        info: Info,
        *,
        from_: Date,
        to: Date,
        enterprise: strawberry.ID | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of what was passed on."""
        return await knowledge_flow(
            info.context,
            selection_of(info),
            enterprise=enterprise,
            period=(from_, to),
            paging={"first": first, "after": after},
        )

    @resolved(
        "Requests to lend somebody, the latest first: of host, home, worker and their agencies "
        "(派遣申请)",
        AssignmentRequestConnection,
    )
    async def assignment_requests(
        self,
        info: Info,
        *,
        state: str | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of requests."""
        arguments = {"state": state, "first": first, "after": after}
        head = requests_head(way_of(info.context.viewer))
        return await info.context.connection(head, arguments, selection_of(info), state=state)
