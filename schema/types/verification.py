"""The report of a verification."""

from __future__ import annotations

from schema.enums import (
    CertificateKind,
    CertificateStatus,
    CheckCode,
    CheckState,
    SkillLevel,
    VerificationOutcome,
)
from schema.fields import output, shown
from schema.scalars import Date, DateTime
from schema.types.reference import Occupation


@output
class CheckResult:
    """One check and what became of it (核验项)."""

    code: CheckCode = shown("Which check (代码)")
    state: CheckState = shown("What became of it (状态)")
    text: str = shown("What it says, in words (说明)")
    detail: str | None = shown("What was found (详情)")


@output
class VerifiedCertificate:
    """What the number and the holder factor, or the credential itself, disclose (证书信息)."""

    number: str = shown("The number (证书编号)")
    kind: CertificateKind = shown("The kind (种类)")
    level: SkillLevel | None = shown("The grade (等级)")
    occupation: Occupation | None = shown("The occupation (职业)")
    work_type: str | None = shown("The work type (工种)")
    issued_on: Date = shown("The day of issue (发证日期)")
    issuer: str = shown("Who issued it (发证机构)")
    issuer_prefix: str | None = shown("The issuer's prefix (证书前缀)")
    status: CertificateStatus | None = shown("What the issuer says of it, where it is known (状态)")
    status_since: Date | None = shown("Since when (状态起始日)")
    holder_name_masked: str | None = shown("The masked name of the holder (脱敏姓名)")
    disclosed: str | None = shown("The names of the disclosed claims, comma separated (已披露项)")


@output
class VerificationReport:
    """Is this certificate true, and how do we know (核验报告)."""

    outcome: VerificationOutcome = shown("The verdict (结论)")
    summary: str = shown("One sentence, in the language of Accept-Language (摘要)")
    checks: list[CheckResult] = shown("Every check once, also those that did not run (核验项)")
    certificate: VerifiedCertificate | None = shown("What was disclosed (证书信息)")
    verified_at: DateTime = shown("When (核验时间)")
    receipt: str | None = shown("The report as a JWT signed by the registry (核验回执)")
