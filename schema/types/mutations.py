"""Inputs and results of the mutations.

Every result is what was made, or a refusal with its reasons.
"""

from __future__ import annotations

from typing import Annotated

import strawberry

from schema.enums import AssignmentMode, CertificateKind, CertificateStatus, LogState, SkillLevel
from schema.fields import asked_with, output, shown
from schema.scalars import Date
from schema.types.assessments import AssessmentPlan, AssessmentSession
from schema.types.people import Appointment, Assignment, Certificate, Consent
from schema.types.verification import CheckResult


@asked_with
class FileAssessmentPlanInput:
    """A plan of an assessment, filed before it is held (评价计划)."""

    filing_no: strawberry.ID = shown("The filing (备案号)")
    occupation: strawberry.ID = shown("The occupation, `edition:code` or a bare code (职业)")
    level: SkillLevel = shown("The grade (等级)")
    planned_for: Date = shown("The day it is planned for (计划日期)")
    seats: int = shown("How many candidates (名额)")
    site: str | None = strawberry.field(default=None, description="Where (地点)")


@asked_with
class ResultInput:
    """The result of one candidate (成绩)."""

    worker: strawberry.ID = shown("Who (人员)")
    theory: float = shown("Theory, 0 to 100 (理论成绩)")
    practical: float = shown("Practical skill, 0 to 100 (技能成绩)")
    passed: bool = shown("Whether passed (是否合格)")


@asked_with
class RecordAssessmentSessionInput:
    """A session that was held, with all results (评价批次)."""

    plan_id: strawberry.ID = shown("The plan (计划)")
    held_on: Date = shown("When it was held (评价日期)")
    assessors: list[str] = shown("Who assessed (考评员)")
    results: list[ResultInput] = shown("The results (成绩)")


@asked_with
class IssueCertificateInput:
    """A certificate to be issued for a passed result (发证)."""

    session_id: strawberry.ID = shown("The session (评价批次)")
    worker: strawberry.ID = shown("To whom (人员)")
    issued_on: Date = shown("The day of issue (发证日期)")
    work_type: str | None = strawberry.field(default=None, description="The work type (工种)")


@asked_with
class ChangeCertificateStatusInput:
    """A change of status by decision (状态变更)."""

    number: strawberry.ID = shown("The number (证书编号)")
    to: CertificateStatus = shown("The new status; REVOKED is final (新状态)")
    reason: str = shown("Why (原因)")
    decision_no: str = shown("The number of the decision (文号)")
    kind: CertificateKind | None = strawberry.field(
        default=None, description="Which, where two kinds have the same number (种类)"
    )


@asked_with
class GrantConsentInput:
    """A consent to be given (授权同意)."""

    worker: strawberry.ID = shown("Whose (人员)")
    purpose: str = shown("TALENT_SEARCH, CONTACT or FLEXIBLE_MOBILITY (用途)")
    from_: Date = shown("The first day (起始日)")
    to: Date | None = strawberry.field(
        default=None, description="The last day; null is open (截止日)"
    )
    grantee: strawberry.ID | None = strawberry.field(
        default=None, description="To whom; CONTACT names one (被授权方)"
    )


@asked_with
class WithdrawConsentInput:
    """A consent to be withdrawn (撤回同意)."""

    worker: strawberry.ID = shown("Whose (人员)")
    purpose: str = shown("TALENT_SEARCH, CONTACT or FLEXIBLE_MOBILITY (用途)")
    on: Date = shown("From which day (撤回日)")
    grantee: strawberry.ID | None = strawberry.field(
        default=None, description="From whom (被授权方)"
    )


@asked_with
class AppointExceptionInput:
    """A decision to appoint although rule, filing or quota forbid it (破格聘任)."""

    reason: str = shown("Why (理由)")
    document_no: strawberry.ID = shown("The number of the decision (文号)")


@asked_with
class AppointInput:
    """An appointment to a post (聘任)."""

    worker: strawberry.ID = shown("Whom (人员)")
    enterprise: strawberry.ID = shown("Who appoints (聘任单位)")
    level: SkillLevel = shown("The grade (等级)")
    post: str = shown("The post (岗位)")
    from_: Date = shown("The first day (起始日)")
    decision_no: str = shown("The number of the decision (文号)")
    fields: list[str] = shown("The fields of the post (领域)")
    to: Date | None = strawberry.field(
        default=None, description="The last day; null is open (截止日)"
    )
    exception: AppointExceptionInput | None = strawberry.field(
        default=None,
        description="Relaxes the rule, the filing and the quota; recorded with the appointment "
        "(例外决定)",
    )


@asked_with
class FileAssignmentInput:
    """An assignment under flexible mobility to be filed (派遣备案)."""

    worker: strawberry.ID = shown("Whom (人员)")
    host: strawberry.ID = shown("Who borrows (接收单位)")
    mode: AssignmentMode = shown("How (方式)")
    from_: Date = shown("The first day (起始日)")
    duty_percent: int = shown("The share of the working time, 1 to 100 (工作量百分比)")
    purpose: str = shown("What for (目的)")
    to: Date = shown("The last day (截止日)")
    project: strawberry.ID | None = strawberry.field(default=None, description="The project (项目)")
    home_consent_no: str | None = strawberry.field(
        default=None,
        description="The number of the home employer's decision; without it the filing is its "
        "consent (原单位同意文号)",
    )


@output
class Refused:
    """Not done, and why (未办理)."""

    code: str = shown("Why, published and permanent (代码)")
    message: str = shown("Why, in words (说明)")
    checks: list[CheckResult] = shown("The checks that failed (核验项)")


@output
class IssuedCertificate:
    """A certificate, signed and registered (已发证书)."""

    certificate: Certificate = shown("The certificate (证书)")
    credential: str = shown(
        "The signed SD-JWT VC with all disclosures; given once more for the same key, byte for "
        "byte (数字凭证)"
    )
    qr_text: str = shown("What the QR on the paper says (二维码内容)")
    log_state: LogState = shown(
        "How far it is in the log; ask again under the same key to see it become LOGGED (日志状态)"
    )
    log_proof: str | None = shown(
        "The first proof that it is in the log, to be kept with the credential; null while PENDING "
        "(日志证明)"
    )


@output
class FiledAssessmentPlan:
    """The plan that was filed (已备案计划)."""

    plan: AssessmentPlan = shown("The plan (计划)")


@output
class RecordedAssessmentSession:
    """The session that was recorded (已登记批次)."""

    session: AssessmentSession = shown("The session (批次)")


@output
class ChangedCertificateStatus:
    """The certificate with its new status (状态已变更)."""

    certificate: Certificate = shown("The certificate (证书)")


@output
class RecordedConsent:
    """The consent as it now stands (已登记同意)."""

    consent: Consent = shown("The consent (授权同意)")


@output
class Appointed:
    """The appointment that was made (已聘任)."""

    appointment: Appointment = shown("The appointment (聘任)")
    notes: list[str] = shown("Conditions that the registry does not know (待核实事项)")


@output
class FiledAssignment:
    """The assignment as it now stands (已备案派遣)."""

    assignment: Assignment = shown("The assignment (派遣)")


FileAssessmentPlanResult = Annotated[
    FiledAssessmentPlan | Refused,
    strawberry.union("FileAssessmentPlanResult", description="The plan, or why not (备案结果)"),
]
RecordAssessmentSessionResult = Annotated[
    RecordedAssessmentSession | Refused,
    strawberry.union(
        "RecordAssessmentSessionResult", description="The session, or why not (登记结果)"
    ),
]
IssueCertificateResult = Annotated[
    IssuedCertificate | Refused,
    strawberry.union(
        "IssueCertificateResult", description="The certificate, or why not (发证结果)"
    ),
]
ChangeCertificateStatusResult = Annotated[
    ChangedCertificateStatus | Refused,
    strawberry.union(
        "ChangeCertificateStatusResult", description="The certificate, or why not (变更结果)"
    ),
]
ConsentResult = Annotated[
    RecordedConsent | Refused,
    strawberry.union("ConsentResult", description="The consent, or why not (同意结果)"),
]
AppointResult = Annotated[
    Appointed | Refused,
    strawberry.union("AppointResult", description="The appointment, or why not (聘任结果)"),
]
FileAssignmentResult = Annotated[
    FiledAssignment | Refused,
    strawberry.union("FileAssignmentResult", description="The assignment, or why not (派遣结果)"),
]
