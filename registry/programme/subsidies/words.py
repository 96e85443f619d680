"""What the conditions of a subsidy say to people: what is asked for, and what was found.

A detail names no exact age: the record itself shows a year of birth alone.
"""

from __future__ import annotations

from typing import Final

from registry.language import Language

TEXTS: Final = {
    "CERTIFICATE_COUNTS": ("证书在当日有效", "The certificate counts on the day"),
    "IN_CATALOGUE": (
        "职业（工种）和等级列入当地当年政府补贴培训目录",
        "Occupation and grade are in the catalogue of the place and year",
    ),
    "GRADE_IN_RANGE": ("等级在补贴范围内", "The grade is one that is subsidised"),
    "IN_TIME": ("在发证后{months}个月内申领", "Claimed within {months} months of the issue"),
    "NOT_PAID_BEFORE": (
        "同一职业（工种）同一等级未享受过补贴",
        "Not paid before for this occupation and grade",
    ),
    "FEWER_THAN_MAX_PAID": (
        "享受补贴次数少于{maxPaid}次",
        "Fewer than {maxPaid} claims were paid before",
    ),
    "AGE_IN_RANGE": ("年龄符合要求（{ages}）", "Age in range ({ages})"),
    "INSURED": ("参加规定的社会保险", "Insured as the regulation asks"),
    "NO_DOUBLE_FUNDING": (
        "同一培训未由其他公共资金支付",
        "No other public fund paid for the same training",
    ),
    "MAY_ADD": (
        "县级目录新增工种不超过上级目录的{percent}%",
        "A county adds at most {percent} % to the trades of the catalogue above",
    ),
}
"""What each condition asks for, by its code."""

DETAILS: Final = {
    "no_regulation": ("当地没有已知的有效规定", "no regulation is known to be in force there"),
    "counts": ("当日有效", "it counts"),
    "does_not_count": ("当日尚未发放或已失效", "not yet issued, suspended or revoked on the day"),
    "item": ("列入{catalogue}", "in {catalogue}"),
    "item_unsure": (
        "列入上级目录{catalogue}，但不知当地目录是否在其基础上增补",
        "in {catalogue} above; whether the nearer catalogue adds to it is not known",
    ),
    "no_item": ("{catalogue}没有这一职业和等级", "{catalogue} lacks this occupation and grade"),
    "no_catalogue": ("没有已知的当年目录", "no catalogue of the year is known"),
    "above_unknown": (
        "{catalogue}没有，其增补的上级目录不详",
        "not in {catalogue}, and the catalogue that it adds to is not known",
    ),
    "not_said": ("证书未记载职业或等级", "the certificate names no occupation or no grade"),
    "grade": ("{level}", "{level}"),
    "last_day": ("最后申领日{day}", "the last day is {day}"),
    "nothing_paid": ("没有已支付的申领", "nothing was paid"),
    "paid": ("已支付：{claims}", "paid: {claims}"),
    "perhaps_paid": (
        "待审核或可能属于同一项目：{claims}",
        "pending, or perhaps for the same: {claims}",
    ),
    "count": ("已支付{paid}次，待审核{pending}次", "{paid} paid, {pending} pending"),
    "no_birth_date": ("出生日期不详", "the birth date is not known"),
    "age_fits": ("符合", "it fits"),
    "age_does_not_fit": ("不符合", "it does not fit"),
    "no_statement": ("没有权威机构的说明", "no body has stated it"),
    "stated": ("依据说明", "as stated"),
    "not_asked": ("规定未要求", "the regulation does not ask for it"),
    "no_other_fund": ("没有其他公共资金的记录", "no other public fund is recorded"),
    "other_fund": ("已由{funds}支付", "paid by {funds}"),
    "fund_unsure": (
        "{funds}的用途或出资不详",
        "what {funds} was paid for, or by whom, is not known",
    ),
    "adds": ("新增{added}个，上级目录{above}个", "{added} added to {above}"),
    "nothing_above": ("没有已知的上级目录", "no catalogue above is known"),
}
"""What was found, by what it is about."""


def asked(code: str, language: Language, **values: object) -> str:
    """Return what a condition asks for."""
    return _chosen(TEXTS[code], language).format(**values)


def found(about: str, language: Language, **values: object) -> str:
    """Return what was found."""
    return _chosen(DETAILS[about], language).format(**values)


def _chosen(pair: tuple[str, str], language: Language) -> str:
    return pair[0] if language == "zh" else pair[1]
