"""Apprenticeship: an enterprise opens and completes one."""

from __future__ import annotations

import strawberry

from registry.programme.apprenticeships.listing import recorded
from registry.recording.apprenticeships import OpenOrder
from registry.recording.refusals import Refusal
from registry.recording.requests import Made, Request
from registry.vocabulary import Rank
from schema.asking import Info, selection_of
from schema.fields import resolved
from schema.recording import made, office, refused, requested
from schema.scalars import Date
from schema.types import apprenticeships as types


@strawberry.type
class ApprenticeshipMutation:
    @resolved("Opens an apprenticeship of own staff (登记学徒培养)", types.OpenApprenticeshipResult)
    async def open_apprenticeship(
        self,
        info: Info,
        input: types.OpenApprenticeshipInput,
        idempotency_key: strawberry.ID,
    ) -> object:
        """Record an apprenticeship that the regulation in force does not forbid."""
        order = OpenOrder(
            apprentice=input.apprentice,
            enterprise=input.enterprise,
            occupation=input.occupation,
            rank=Rank[input.target_level.value],
            enterprise_mentors=tuple(dict.fromkeys(input.enterprise_mentors)),
            school_mentors=tuple(dict.fromkeys(input.school_mentors)),
            contract_start=input.contract_from,
            start=input.from_,
            end=input.to,
            agreement_no=input.agreement_no,
            contract_end=input.contract_to,
            school=input.school,
            class_id=input.class_,
            origin=None if input.origin is None else input.origin.value,
            wage=input.wage,
            public_fund=input.public_fund,
        )
        request = requested(info, idempotency_key, input)
        return await _answer(info, await office(info).apprenticeships.open(request, order))

    @resolved(
        "Completes an apprenticeship, with its certificate if one was won (学徒结业)",
        types.CompleteApprenticeshipResult,
    )
    async def complete_apprenticeship(
        self,
        info: Info,
        *,
        id: strawberry.ID,
        on: Date,
        idempotency_key: strawberry.ID,
        certificate_number: strawberry.ID | None = None,
    ) -> object:
        """Record the last day of an apprenticeship, and the certificate."""
        given = {"id": id, "on": on, "certificateNumber": certificate_number}
        request = Request(info.context.viewer, idempotency_key, info.field_name, given)
        answer = await office(info).apprenticeships.complete(request, id, on, certificate_number)
        return await _answer(info, answer)


async def _answer(info: Info, answer: Made | Refusal) -> object:
    if isinstance(answer, Refusal):
        return refused(info, answer)
    wanted = selection_of(info).below("apprenticeship")
    row = await recorded(info.context, answer["apprenticeshipId"], wanted)
    notes = answer["notes"][info.context.language]
    return made(types.RecordedApprenticeship, apprenticeship=row, notes=notes)
