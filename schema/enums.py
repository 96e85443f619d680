"""The enumerations of the contract.

Each is the registry's own vocabulary where there is one, so there is nothing to translate.

Members are text equal to their names, so rows may hold plain names.
"""

from __future__ import annotations

from enum import Enum, StrEnum, auto
from typing import TypeVar

import strawberry

from registry.log.proofs import LogStatus as LogState
from registry.vocabulary import AssignmentMode, CertificateKind, CertificateStatus
from registry.vocabulary import Outcome as ConditionOutcome
from verifier.checks import Check as CheckCode
from verifier.checks import Outcome as VerificationOutcome
from verifier.checks import State as CheckState

__all__ = [
    "AssignmentMode",
    "CandidateFacet",
    "CandidateSort",
    "CertificateKind",
    "CertificateStatus",
    "CheckCode",
    "CheckState",
    "ConditionOutcome",
    "DivisionLevel",
    "LogState",
    "Named",
    "SkillLevel",
    "VerificationOutcome",
    "published_enum",
]

E = TypeVar("E", bound=type[Enum])


class Named(StrEnum):
    """A member's value is its name."""

    @staticmethod
    def _generate_next_value_(name: str, start: int, count: int, last_values: list[str]) -> str:  # noqa: ARG004
        return name


class SkillLevel(Named):
    """The grades by the names of `registry.vocabulary.Rank`."""

    APPRENTICE = auto()
    JUNIOR = auto()
    INTERMEDIATE = auto()
    SENIOR = auto()
    TECHNICIAN = auto()
    SENIOR_TECHNICIAN = auto()
    SPECIAL_TECHNICIAN = auto()
    CHIEF_TECHNICIAN = auto()


class CandidateSort(Named):
    """The orders of a candidate search."""

    SCORE = auto()
    LEVEL = auto()
    YEARS_AT_LEVEL = auto()
    HONOURS = auto()
    MENTEES = auto()


class CandidateFacet(Named):
    """What the counts of a candidate search may be grouped by."""

    LEVEL = auto()
    PROVINCE = auto()
    OCCUPATION = auto()
    HONOUR = auto()


class DivisionLevel(Named):
    """The three levels of GB/T 2260."""

    PROVINCE = auto()
    CITY = auto()
    COUNTY = auto()


def published_enum(enumeration: E, name: str, description: str, **members: str) -> None:
    """Make an enumeration part of the schema, with a description of its members."""
    strawberry.enum(enumeration, name=name, description=description)
    for value in enumeration.__strawberry_definition__.values:  # type: ignore[attr-defined]  # set by the line above
        value.description = members.get(value.name)


published_enum(
    SkillLevel,
    "SkillLevel",
    "The eight grades (新八级工), lowest first. The last two are posts held by appointment, not "
    "certificates.",
    APPRENTICE="Apprentice (学徒工)",
    JUNIOR="Junior worker, grade five (初级工)",
    INTERMEDIATE="Intermediate worker, grade four (中级工)",
    SENIOR="Senior worker, grade three (高级工)",
    TECHNICIAN="Technician, grade two (技师)",
    SENIOR_TECHNICIAN="Senior technician, grade one (高级技师)",
    SPECIAL_TECHNICIAN="Special technician (特级技师)",
    CHIEF_TECHNICIAN="Chief technician (首席技师)",
)
published_enum(
    LogState,
    "LogState",
    "How far a certificate is in the transparency log (登记日志状态)",
    PENDING="Recorded; no witnessed checkpoint covers it yet (待见证)",
    LOGGED="Covered by a checkpoint that enough witnesses cosigned (已见证)",
)
published_enum(
    CertificateKind,
    "CertificateKind",
    "The kinds of certificate that the programme shares (证书种类)",
    SKILL_GRADE="Vocational skill grade certificate (职业技能等级证书)",
    QUALIFICATION="National vocational qualification certificate (职业资格证书)",
    SPECIAL_ABILITY="Special vocational ability certificate (专项职业能力证书)",
    SPECIAL_TECHNICIAN="Special technician certificate (特级技师证书)",
)
published_enum(
    CertificateStatus,
    "CertificateStatus",
    "What the issuer says of a certificate (证书状态)",
    VALID="In force (有效)",
    SUSPENDED="Suspended, may be reinstated (暂停)",
    REVOKED="Revoked for good (撤销)",
)
published_enum(
    AssignmentMode,
    "AssignmentMode",
    "How a worker is lent under flexible mobility (柔性流动方式)",
    PART_TIME="Part-time post (兼职)",
    SERVICE="Service (服务)",
    PROJECT="Project cooperation (项目合作)",
)
published_enum(
    ConditionOutcome,
    "ConditionOutcome",
    "Kleene's three values of a condition (条件结果)",
    MET="The condition holds (符合)",
    UNMET="The condition does not hold (不符合)",
    UNKNOWN="The registry does not know; UNKNOWN is not no (待核实)",
)
published_enum(
    VerificationOutcome,
    "VerificationOutcome",
    "The verdict of a verification (核验结果)",
    VALID="Every check that applies has passed (有效)",
    VALID_WITH_WARNINGS="Valid, with something to know (有效，有提示)",
    INVALID="At least one check has failed (无效)",
    NOT_FOUND="No such certificate, or not of this holder: the same answer for both (未查到)",
    UNAVAILABLE="Something that is needed could not be had; this is not INVALID (暂时无法核验)",
)
published_enum(
    CandidateSort,
    "CandidateSort",
    "The order of a candidate search, best first (排序)",
    SCORE="By the sum of the reasons (综合得分)",
    LEVEL="By grade, then by how long it has been held (技能等级)",
    YEARS_AT_LEVEL="By how long the present grade has been held (任级年限)",
    HONOURS="By the number of honours (荣誉数)",
    MENTEES="By the number of people taught (带徒数)",
)
published_enum(
    CandidateFacet,
    "CandidateFacet",
    "What counts are grouped by (分面)",
    LEVEL="Grade (等级)",
    PROVINCE="Province of the employer (省份)",
    OCCUPATION="Occupation of each counting certificate (职业)",
    HONOUR="Honour (荣誉)",
)
published_enum(
    DivisionLevel,
    "DivisionLevel",
    "The level of an administrative division, GB/T 2260 (行政区划级别)",
    PROVINCE="Province, autonomous region or municipality (省级)",
    CITY="City or prefecture (地级)",
    COUNTY="County or district (县级)",
)
published_enum(
    CheckState,
    "CheckState",
    "What became of a check (核验项状态)",
    PASSED="The check holds (通过)",
    FAILED="The check does not hold (未通过)",
    WARNED="Something to know (提示)",
    SKIPPED="Not asked for, not applicable, or pointless after an earlier failure; the text says "
    "which (未执行)",
    UNAVAILABLE="Needed, and could not be had (无法获取)",
)
published_enum(
    CheckCode,
    "CheckCode",
    "The checks of a certificate, in the order they run (核验项). Published and permanent.",
    FORMAT="The number or the credential can be read and does not contradict itself (格式)",
    SIGNATURE="Signed by a key of the issuer (签名)",
    KEY_STATE="The key was good when it signed (密钥状态)",
    ISSUER_NOT_FILED="The issuer was filed with the authorities (机构备案)",
    OUT_OF_SCOPE="Occupation, level and day are in the filed scope (备案范围)",
    NO_ASSESSMENT_CHAIN="A plan filed before, a session and a passed result stand behind it "
    "(评价过程)",
    LEVEL_NOT_IN_STANDARD="The national standard of the occupation has the level (国家职业标准)",
    LATE_REGISTRATION="Registered in time (登记时限)",
    VALIDITY_PERIOD="The credential is in its period (有效期)",
    REVOKED="Not revoked (撤销)",
    SUSPENDED="Not suspended (暂停)",
    STATUS_UNAVAILABLE="The status could be read (状态获取)",
    HOLDER_MISMATCH="It belongs to the person named (持证人)",
    HOLDER_BINDING="The presenter holds the holder's key (持有人绑定)",
    DISCLOSURES="What is disclosed is what was signed (选择性披露)",
    NOT_IN_LOG="It stands in the transparency log (登记日志)",
    LOG_PROOF="The proof of the log holds (日志证明)",
    SUPERSEDED_EDITION="The occupation has not been superseded (职业分类版本)",
    DUPLICATE_NUMBER="The number belongs to one certificate alone (编号重复)",
    CAPACITY_EXCEEDED="The session was not larger than planned, its assessors in one place "
    "(考场容量)",
    CONFLICTING_SOURCES="The sources agree about it (数据来源一致)",
)
