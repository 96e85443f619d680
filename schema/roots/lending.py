"""Requests to lend somebody: a host asks, home and worker decide."""

from __future__ import annotations

import strawberry

from registry.graph.heads.lending import RECORDED
from registry.recording.lending import Decision, LendingOrder
from registry.recording.refusals import Refusal
from registry.recording.requests import Made
from schema.asking import Info, selection_of
from schema.fields import resolved
from schema.recording import made, office, refused, requested
from schema.types import mobility as types


@strawberry.type
class LendingMutation:
    @resolved(
        "Asks, as the host, to be lent somebody whose card one was given (申请派遣)",
        types.RequestAssignmentResult,
    )
    async def request_assignment(
        self,
        info: Info,
        input: types.RequestAssignmentInput,
        idempotency_key: strawberry.ID,
    ) -> object:
        """Record a request; home and worker decide about it."""
        order = LendingOrder(
            worker=input.worker,
            host=input.host,
            mode=input.mode,
            start=input.from_,
            end=input.to,
            duty_percent=input.duty_percent,
            project=input.project,
            purpose=input.purpose,
        )
        request = requested(info, idempotency_key, input)
        answer = await office(info).lending.ask(request, order)
        return await _answer(info, answer, types.RequestedAssignment)

    @resolved(
        "Consents to a request or declines it, as home or worker; with both consents the "
        "assignment is planned (决定派遣申请)",
        types.DecideAssignmentResult,
    )
    async def decide_assignment(
        self,
        info: Info,
        input: types.DecideAssignmentInput,
        idempotency_key: strawberry.ID,
    ) -> object:
        """Record a decision."""
        decision = Decision(
            request=input.request,
            accept=input.accept,
            side=input.side,
            decision_no=input.decision_no,
        )
        request = requested(info, idempotency_key, input)
        answer = await office(info).lending.decide(request, decision)
        return await _answer(info, answer, types.DecidedAssignment)


async def _answer(
    info: Info,
    answer: Made | Refusal,
    kind: type[types.RequestedAssignment | types.DecidedAssignment],
) -> object:
    if isinstance(answer, Refusal):
        return refused(info, answer)
    wanted = selection_of(info).below("request")
    row = await info.context.one(RECORDED, wanted, key=answer["requestId"])
    return made(kind, request=row)
