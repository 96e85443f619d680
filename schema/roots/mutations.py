"""The mutations: each hands its input to the office and shows what was made, or why nothing was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import strawberry

from registry.graph.heads import recorded
from registry.graph.shapes.model import Head
from registry.inquiry import Inquiry
from registry.issuing.certificates import IssueOrder, StatusOrder
from registry.log.proofs import PENDING
from registry.office import Office
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
from schema.scalars import Date
from schema.types import mutations as types
from verifier.texts import text_of


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
        answer = await _office(info).assessments.file_plan(
            _request(info, idempotency_key, input), order
        )
        if isinstance(answer, Refusal):
            return _refused(info, answer)
        wanted = selection_of(info).below("plan")
        plan = await assessment_row(info.context, recorded.PLAN, wanted, key=answer["planId"])
        return _made(types.FiledAssessmentPlan, plan=plan)

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
        request = _request(info, idempotency_key, input)
        answer = await _office(info).assessments.record_session(request, order)
        if isinstance(answer, Refusal):
            return _refused(info, answer)
        wanted, key = selection_of(info).below("session"), answer["sessionId"]
        session = await assessment_row(info.context, recorded.SESSION, wanted, key=key)
        return _made(types.RecordedAssessmentSession, session=session)

    @resolved("Issues a certificate for a passed result (颁发证书)", types.IssueCertificateResult)
    async def issue_certificate(
        self,
        info: Info,
        input: types.IssueCertificateInput,
        idempotency_key: strawberry.ID,
    ) -> object:
        """Issue a certificate: numbered, signed, in a status list, with its log entry."""
        order = IssueOrder(input.session_id, input.worker, input.issued_on, input.work_type)
        request = _request(info, idempotency_key, input)
        answer = await _office(info).certificates.issue(request, order)
        if isinstance(answer, Refusal):
            return _refused(info, answer)
        row = await _row(info, recorded.CERTIFICATE, answer["certificateKey"], "certificate")
        standing = PENDING
        if selection_of(info).names() & {"logState", "logProof"}:
            standing = await _office(info).log.standing_of(answer["credential"].encode())
        return _made(
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
        request = _request(info, idempotency_key, input)
        answer = await _office(info).certificates.change_status(request, order)
        if isinstance(answer, Refusal):
            return _refused(info, answer)
        row = await _row(info, recorded.CERTIFICATE, answer["certificateKey"], "certificate")
        return _made(types.ChangedCertificateStatus, certificate=row)

    @resolved("Gives a consent (授权同意)", types.ConsentResult)
    async def grant_consent(
        self,
        info: Info,
        input: types.GrantConsentInput,
        idempotency_key: strawberry.ID,
    ) -> object:
        """Record a consent of the worker."""
        order = GrantOrder(input.worker, input.purpose, input.from_, input.to, input.grantee)
        answer = await _office(info).consents.grant(_request(info, idempotency_key, input), order)
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
        answer = await _office(info).consents.withdraw(
            _request(info, idempotency_key, input), order
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
        request = _request(info, idempotency_key, input)
        answer = await _office(info).appointments.appoint(request, order)
        if isinstance(answer, Refusal):
            return _refused(info, answer)
        row = await _row(info, recorded.APPOINTMENT, answer["appointmentId"], "appointment")
        notes = answer["notes"][info.context.language]
        return _made(types.Appointed, appointment=row, notes=notes)

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
        answer = await _office(info).assignments.file(_request(info, idempotency_key, input), order)
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
        return await _assignment(info, await _office(info).assignments.end(request, id, on))


def _office(info: Info) -> Office:
    return info.context.services.office


def _request(info: Info, key: str, given: Any) -> Request:
    values = strawberry.asdict(given)
    return Request(info.context.viewer, key, info.field_name, values)


def _refused(info: Info, refusal: Refusal) -> object:
    lang = info.context.language
    checks = [
        {
            "code": check.code,
            "state": check.state,
            "text": text_of(check.reason, lang),
            "detail": check.detail,
        }
        for check in refusal.checks
    ]
    return _made(types.Refused, code=refusal.code, message=refusal.message(lang), checks=checks)


def _made(kind: Callable[..., object], **values: Any) -> object:
    """Return an object of a type of a union: its fields may hold rows, as everywhere."""
    return kind(**values)


async def _row(info: Info, head: Head, key: str, field: str) -> object:
    inquiry: Inquiry = info.context
    return await inquiry.one(head, selection_of(info).below(field), key=key)


async def _consent(info: Info, answer: object) -> object:
    if isinstance(answer, Refusal):
        return _refused(info, answer)
    row = await _row(info, recorded.CONSENT, _key(answer, "consentKey"), "consent")
    return _made(types.RecordedConsent, consent=row)


async def _assignment(info: Info, answer: object) -> object:
    if isinstance(answer, Refusal):
        return _refused(info, answer)
    row = await _row(info, recorded.ASSIGNMENT, _key(answer, "assignmentId"), "assignment")
    return _made(types.FiledAssignment, assignment=row)


def _key(answer: Any, name: str) -> str:
    key: str = answer[name]
    return key
