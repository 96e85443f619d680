"""The mutations: each hands its input to the office and shows what was made, or why nothing was."""

from __future__ import annotations

from typing import Any

import strawberry

from registry.graph.heads import recorded
from registry.graph.shapes.model import Head
from registry.inquiry import Inquiry
from registry.issuing.certificates import IssueOrder, StatusOrder
from registry.log.proofs import PENDING
from registry.programme.assessments.chain import assessment_row
from registry.programme.posts.appointing import Waiver
from registry.recording.appointments import AppointOrder
from registry.recording.assessments import PlanOrder, ResultOrder, SessionOrder
from registry.recording.assignments import AssignmentOrder
from registry.recording.consents import GrantOrder, WithdrawOrder
from registry.recording.refusals import Refusal
from registry.recording.requests import Request
from registry.vocabulary import Rank
from schema.asking import Info, selection_of
from schema.fields import resolved
from schema.recording import made, office, refused, requested
from schema.scalars import Date
from schema.types import mutations as types


@strawberry.type
class Mutation:
    @resolved("Files a plan of an assessment (备案评价计划)", types.FileAssessmentPlanResult)
    async def file_assessment_plan(
        self,
        info: Info,
        input: types.FileAssessmentPlanInput,
        idempotency_key: strawberry.ID,
    ) -> object:
        """File a plan before the assessment is held."""
        order = PlanOrder(
            filing_no=input.filing_no,
            occupation=input.occupation,
            rank=Rank[input.level.value],
            planned_for=input.planned_for,
            seats=input.seats,
            site=input.site,
        )
        answer = await office(info).assessments.file_plan(
            requested(info, idempotency_key, input), order
        )
        if isinstance(answer, Refusal):
            return refused(info, answer)
        wanted = selection_of(info).below("plan")
        plan = await assessment_row(info.context, recorded.PLAN, wanted, key=answer["planId"])
        return made(types.FiledAssessmentPlan, plan=plan)

    @resolved(
        "Records a session with its results (登记评价批次)", types.RecordAssessmentSessionResult
    )
    async def record_assessment_session(
        self,
        info: Info,
        input: types.RecordAssessmentSessionInput,
        idempotency_key: strawberry.ID,
    ) -> object:
        """Record a session that was held."""
        order = SessionOrder(
            plan_id=input.plan_id,
            held_on=input.held_on,
            assessors=tuple(input.assessors),
            results=tuple(
                ResultOrder(line.worker, line.theory, line.practical, line.passed)
                for line in input.results
            ),
        )
        request = requested(info, idempotency_key, input)
        answer = await office(info).assessments.record_session(request, order)
        if isinstance(answer, Refusal):
            return refused(info, answer)
        wanted, key = selection_of(info).below("session"), answer["sessionId"]
        session = await assessment_row(info.context, recorded.SESSION, wanted, key=key)
        return made(types.RecordedAssessmentSession, session=session)

    @resolved("Issues a certificate for a passed result (颁发证书)", types.IssueCertificateResult)
    async def issue_certificate(
        self,
        info: Info,
        input: types.IssueCertificateInput,
        idempotency_key: strawberry.ID,
    ) -> object:
        """Issue a certificate: numbered, signed, in a status list, with its log entry."""
        order = IssueOrder(input.session_id, input.worker, input.issued_on, input.work_type)
        request = requested(info, idempotency_key, input)
        answer = await office(info).certificates.issue(request, order)
        if isinstance(answer, Refusal):
            return refused(info, answer)
        row = await _row(info, recorded.CERTIFICATE, answer["certificateKey"], "certificate")
        standing = PENDING
        if selection_of(info).names() & {"logState", "logProof"}:
            standing = await office(info).log.standing_of(answer["credential"].encode())
        return made(
            types.IssuedCertificate,
            certificate=row,
            credential=answer["credential"],
            qr_text=answer["qrText"],
            log_state=standing.status,
            log_proof=standing.proof,
        )

    @resolved(
        "Suspends, revokes or reinstates a certificate (变更证书状态)",
        types.ChangeCertificateStatusResult,
    )
    async def change_certificate_status(
        self,
        info: Info,
        input: types.ChangeCertificateStatusInput,
        idempotency_key: strawberry.ID,
    ) -> object:
        """Change a status by decision; status lists follow."""
        kind = None if input.kind is None else input.kind.value
        order = StatusOrder(input.number, kind, input.to, input.reason, input.decision_no)
        request = requested(info, idempotency_key, input)
        answer = await office(info).certificates.change_status(request, order)
        if isinstance(answer, Refusal):
            return refused(info, answer)
        row = await _row(info, recorded.CERTIFICATE, answer["certificateKey"], "certificate")
        return made(types.ChangedCertificateStatus, certificate=row)

    @resolved("Gives a consent (授权同意)", types.ConsentResult)
    async def grant_consent(
        self,
        info: Info,
        input: types.GrantConsentInput,
        idempotency_key: strawberry.ID,
    ) -> object:
        """Record a consent of the worker."""
        order = GrantOrder(input.worker, input.purpose, input.from_, input.to, input.grantee)
        answer = await office(info).consents.grant(requested(info, idempotency_key, input), order)
        return await _consent(info, answer)

    @resolved("Withdraws a consent, from a day on (撤回同意)", types.ConsentResult)
    async def withdraw_consent(
        self,
        info: Info,
        input: types.WithdrawConsentInput,
        idempotency_key: strawberry.ID,
    ) -> object:
        """End a consent of the worker."""
        order = WithdrawOrder(input.worker, input.purpose, input.on, input.grantee)
        answer = await office(info).consents.withdraw(
            requested(info, idempotency_key, input), order
        )
        return await _consent(info, answer)

    @resolved(
        "Appoints a worker to a post of grade seven or eight; refused without rule, filing or "
        "quota, unless an exception with a document number is recorded (聘任)",
        types.AppointResult,
    )
    async def appoint(
        self,
        info: Info,
        input: types.AppointInput,
        idempotency_key: strawberry.ID,
    ) -> object:
        """Record an appointment that the policy in force does not forbid."""
        order = AppointOrder(
            worker=input.worker,
            enterprise=input.enterprise,
            rank=Rank[input.level.value],
            post=input.post,
            start=input.from_,
            end=input.to,
            decision_no=input.decision_no,
            fields=tuple(input.fields),
            exception=None
            if input.exception is None
            else Waiver(input.exception.reason, input.exception.document_no),
        )
        request = requested(info, idempotency_key, input)
        answer = await office(info).appointments.appoint(request, order)
        if isinstance(answer, Refusal):
            return refused(info, answer)
        row = await _row(info, recorded.APPOINTMENT, answer["appointmentId"], "appointment")
        notes = answer["notes"][info.context.language]
        return made(types.Appointed, appointment=row, notes=notes)

    @resolved("Files an assignment under flexible mobility (派遣备案)", types.FileAssignmentResult)
    async def file_assignment(
        self,
        info: Info,
        input: types.FileAssignmentInput,
        idempotency_key: strawberry.ID,
    ) -> object:
        """Record an assignment by the home enterprise."""
        order = AssignmentOrder(
            worker=input.worker,
            host=input.host,
            mode=input.mode,
            start=input.from_,
            end=input.to,
            duty_percent=input.duty_percent,
            project=input.project,
            purpose=input.purpose,
            home_consent_no=input.home_consent_no,
        )
        answer = await office(info).assignments.file(requested(info, idempotency_key, input), order)
        return await _assignment(info, answer)

    @resolved("Ends an assignment on a day (结束派遣)", types.FileAssignmentResult)
    async def end_assignment(
        self,
        info: Info,
        id: strawberry.ID,
        on: Date,
        idempotency_key: strawberry.ID,
    ) -> object:
        """Give an assignment its last day."""
        request = Request(
            info.context.viewer, idempotency_key, info.field_name, {"id": id, "on": on}
        )
        return await _assignment(info, await office(info).assignments.end(request, id, on))


async def _row(info: Info, head: Head, key: str, field: str) -> object:
    inquiry: Inquiry = info.context
    return await inquiry.one(head, selection_of(info).below(field), key=key)


async def _consent(info: Info, answer: object) -> object:
    if isinstance(answer, Refusal):
        return refused(info, answer)
    row = await _row(info, recorded.CONSENT, _key(answer, "consentKey"), "consent")
    return made(types.RecordedConsent, consent=row)


async def _assignment(info: Info, answer: object) -> object:
    if isinstance(answer, Refusal):
        return refused(info, answer)
    row = await _row(info, recorded.ASSIGNMENT, _key(answer, "assignmentId"), "assignment")
    return made(types.FiledAssignment, assignment=row)


def _key(answer: Any, name: str) -> str:
    key: str = answer[name]
    return key
