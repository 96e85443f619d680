"""Refusals: expected outcomes of a mutation, published with code and message.

Where the reason is one of the published checks of a certificate its code is used, so that a refusal
today and a failed check tomorrow have one name. A code stands in `MESSAGES` with its Chinese and
English text, or is a `CheckCode`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from verifier.checks import CheckResult
from verifier.texts import Language, text_of

MESSAGES: Final[dict[str, tuple[str, str]]] = {
    "FORBIDDEN": ("您的身份不能办理此事", "your role may not do this"),
    "FILING_NOT_FOUND": ("您没有该备案", "you have no such filing"),
    "PLAN_NOT_FOUND": ("您没有该认定计划", "you have no such assessment plan"),
    "SESSION_NOT_FOUND": ("您没有该认定批次", "you have no such assessment session"),
    "CERTIFICATE_NOT_FOUND": ("您没有颁发过该证书", "you issued no such certificate"),
    "WORKER_NOT_FOUND": ("没有该人员", "there is no such worker"),
    "OCCUPATION_NOT_FOUND": ("没有该职业", "there is no such occupation"),
    "HOST_NOT_FOUND": ("没有该用人单位", "there is no such host"),
    "PROJECT_NOT_FOUND": ("没有该项目", "there is no such project"),
    "GRANTEE_NOT_FOUND": ("没有该被授权单位", "there is no such grantee"),
    "ASSIGNMENT_NOT_FOUND": ("您没有该派出记录", "you have no such assignment"),
    "REQUEST_NOT_FOUND": ("您没有该派遣申请", "you have no such request"),
    "ALREADY_DECIDED": ("该申请已经决定", "this request has been decided already"),
    "NO_HOME": ("该人员目前没有用人单位", "the worker has no employer at present"),
    "CONSENT_NOT_FOUND": ("当日没有该授权", "there is no such consent on that day"),
    "INVALID_PERIOD": ("起止日期不成立", "the period ends before it begins"),
    "INVALID_DATE": ("日期不成立", "the day is not possible here"),
    "INVALID_SEATS": ("座位数须为 1 至 100000", "seats must be from 1 to 100,000"),
    "INVALID_DUTY": (
        "工作量须为 1% 至 100%",
        "the duty share must be from 1 to 100 per cent",
    ),
    "INVALID_SCORE": ("成绩须为 0 至 100", "scores must be from 0 to 100"),
    "INVALID_PURPOSE": ("授权用途不成立", "there is no such purpose of consent"),
    "INVALID_TEXT": ("文字为空或过长", "a text is empty or too long"),
    "INVALID_FIELD": ("重点领域为空或过长", "a field is empty or too long"),
    "EMPTY_SESSION": ("批次没有成绩或考评员", "a session needs results and assessors"),
    "DOUBLE_RESULT": (
        "同一人员在批次中出现两次",
        "a worker stands twice in the session",
    ),
    "NOT_YET_HELD": ("认定尚未举行", "the session has not been held yet"),
    "LEVEL_NOT_CERTIFIED": ("该等级不发证书", "no certificate exists for this level"),
    "LEVEL_NOT_APPOINTED": ("该等级不是聘任岗位", "this level is no appointed post"),
    "ALREADY_ISSUED": (
        "该批次已为此人发证",
        "a certificate was issued already for this worker and session",
    ),
    "NUMBERS_EXHAUSTED": (
        "当年该等级的编号已用完",
        "the numbers of this year and grade are used up",
    ),
    "ALREADY_REVOKED": (
        "证书已被撤销，不可再变更",
        "a revoked certificate stays revoked",
    ),
    "STATUS_UNCHANGED": ("证书已是该状态", "the certificate has this status already"),
    "AMBIGUOUS_NUMBER": (
        "编号属于多类证书，请指明类别",
        "the number belongs to several kinds; name one",
    ),
    "ALREADY_GRANTED": ("该授权已存在", "this consent is in force already"),
    "GRANTEE_REQUIRED": (
        "联系授权须指明单位",
        "a consent to contact must name an enterprise",
    ),
    "NOT_OWN_STAFF": (
        "该人员不是本单位职工",
        "the worker is not on your staff on that day",
    ),
    "NOT_ELIGIBLE": (
        "不符合现行政策的条件",
        "the conditions of the policy in force are not met",
    ),
    "EMPLOYER_NOT_FILED": (
        "单位没有含该职业的有效评价备案",
        "the enterprise has no filing in force for the occupation",
    ),
    "POST_WITHOUT_QUOTA": (
        "该等级没有空缺的岗位名额",
        "no post of the grade is free",
    ),
    "TERM_TOO_LONG": (
        "聘期超过规定年限",
        "the term is longer than allowed",
    ),
    "DUTY_OVER_100": (
        "工作量合计超过 100%",
        "duty shares add up to more than 100 per cent",
    ),
    "OUTSIDE_HOME_EMPLOYMENT": (
        "超出原单位劳动关系期限",
        "the worker is not employed at home throughout",
    ),
    "NO_WORKER_CONSENT": ("没有本人同意", "the worker's consent is missing"),
    "HOST_IS_HOME": ("用人单位就是原单位", "host and home are the same"),
    "CANDIDATE_NOT_FOUND": ("没有该候选人", "there is no such candidate"),
    "CONTACT_REQUEST_NOT_FOUND": ("没有该联系请求", "there is no such request"),
    "ALREADY_REQUESTED": ("已有待答复的联系请求", "a request to this candidate is open already"),
    "REQUESTED_LATELY": (
        "该人员已拒绝或未答复，在此日前不得再次请求",
        "the worker declined or did not answer; not to be asked again before",
    ),
    "TOO_MANY_REQUESTS": (
        "待答复的联系请求已达上限",
        "as many requests as are allowed wait for an answer",
    ),
    "ALREADY_ANSWERED": ("该联系请求已答复", "the request has been answered already"),
    "REQUEST_EXPIRED": ("该联系请求已过期", "the request has expired"),
    "NO_REGULATION": ("当地没有现行规定", "no regulation is in force there"),
    "SEARCH_NOT_FOUND": ("没有该保存的检索", "there is no such saved search"),
    "SEARCH_TOO_LONG": ("检索条件过长", "the filter is too long to be kept"),
    "TOO_MANY_SEARCHES": ("保存的检索已达上限", "as many searches as are allowed are kept"),
    "NAME_TAKEN": ("已有同名检索", "a search of this name is kept already"),
    "ALREADY_ENDED": ("派出已经结束或取消", "the assignment has ended already"),
    "SCHOOL_NOT_FOUND": ("没有该院校", "there is no such school"),
    "CLASS_NOT_FOUND": ("本单位没有该学徒班", "you have no such class of apprentices"),
    "APPRENTICESHIP_NOT_FOUND": ("您没有该学徒培养记录", "you have no such apprenticeship"),
    "APPRENTICESHIP_OVER": ("该学徒培养已经结业或终止", "the apprenticeship is over already"),
    "APPRENTICESHIP_OVERLAPS": (
        "该学徒在此期间已有在培项目",
        "the worker is an apprentice at that time already",
    ),
    "INVALID_WAGE": ("工资不成立", "the wage is not possible"),
    "INVALID_FUND": ("没有该项资金", "there is no such fund"),
    "INVALID_MENTORS": (
        "导师过多，或学徒本人为导师",
        "there are too many mentors, or the apprentice is one of them",
    ),
    "MISSING_ENTERPRISE_MENTOR": ("缺企业导师", "nobody of the enterprise teaches"),
    "MISSING_SCHOOL_MENTOR": ("缺院校导师", "nobody of the school teaches"),
    "MENTOR_NOT_EMPLOYED": (
        "导师不是本单位或该院校职工",
        "a mentor does not work for the enterprise or the school",
    ),
    "CONTRACT_TOO_SHORT": ("劳动合同期限不足", "the labour contract is too short"),
    "TOO_SHORT": ("培养期过短", "the apprenticeship is too short"),
    "TOO_LONG": ("培养期过长", "the apprenticeship is too long"),
    "WAGE_BELOW_MINIMUM": ("工资低于当地最低工资标准", "the wage is below the local minimum"),
    "LEVEL_NOT_ALLOWED": ("目标等级不在规定范围内", "the grade is none to train for"),
    "CERTIFICATE_NOT_COUNTING": (
        "该证书不是该学徒在培养期内取得的该职业有效证书",
        "it is no valid certificate that the apprentice won in the occupation and in time",
    ),
    "CERTIFICATE_TOO_LOW": ("证书等级低于目标等级", "the certificate is below the target grade"),
    "CHALLENGE_NOT_FOUND": ("没有该揭榜挂帅项目", "there is no such challenge"),
    "BIDDER_NOT_FOUND": ("没有该单位", "there is no such bidder"),
    "NOT_OWN_BID": ("只能为本单位揭榜", "you bid for your own organisation alone"),
    "OWN_CHALLENGE": ("不能揭自己发布的榜", "who poses a challenge does not bid for it"),
    "ALREADY_BID": ("已经投标", "there is a bid already"),
    "BIDDING_CLOSED": ("投标已经截止", "the challenge is not open for bids"),
    "BIDDING_OPEN": ("投标尚未截止", "others may still bid"),
    "BID_NOT_FOUND": ("该单位没有投标", "there is no bid of that organisation"),
    "BID_NOT_IN_TIME": ("投标不在期限内", "the bid was not made in time"),
}
"""Code to Chinese and English; codes are published and permanent."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a record was refused.

    `detail` is a fact to go with the message, the same in every language, never personal.
    """

    code: str
    detail: str | None = None
    checks: tuple[CheckResult, ...] = ()

    def message(self, lang: Language) -> str:
        """Return the reason as one sentence."""
        if self.checks:
            text = text_of(self.checks[0].reason, lang)
        else:
            text = MESSAGES[self.code][0 if lang == "zh" else 1]
        if self.detail is None:
            return text
        return f"{text}：{self.detail}" if lang == "zh" else f"{text}: {self.detail}"


class RefusedError(Exception):
    """Raised inside a unit of work: nothing that it wrote stays."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def refuse(code: str, detail: str | None = None) -> RefusedError:
    """Return the error that refuses a record with a code of `MESSAGES`."""
    return RefusedError(Refusal(code, detail))


def refuse_for(checks: tuple[CheckResult, ...]) -> RefusedError:
    """Return the error that refuses a record for failed checks.

    The first of them gives its code.
    """
    return RefusedError(Refusal(checks[0].code.value, checks[0].detail, checks))
