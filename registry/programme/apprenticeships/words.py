"""What each condition of an apprenticeship asks for, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from registry.language import Language
from registry.programme.apprenticeships.facts import Asked

_TEXTS: Final[Mapping[Asked, tuple[str, str]]] = {
    Asked.ENTERPRISE_MENTOR: ("有企业导师", "a mentor of the enterprise is named"),
    Asked.SCHOOL_MENTOR: ("有院校导师", "a mentor of the school is named"),
    Asked.MENTORS_EMPLOYED: (
        "导师为所在企业或院校的职工",
        "each mentor works for the enterprise or the school",
    ),
    Asked.CONTRACT: (
        "劳动合同不少于{months}个月",
        "the labour contract lasts at least {months} months",
    ),
    Asked.MONTHS_AT_LEAST: (
        "培养期限不少于{months}个月",
        "the apprenticeship lasts at least {months} months",
    ),
    Asked.MONTHS_AT_MOST: (
        "培养期限不超过{months}个月",
        "the apprenticeship lasts at most {months} months",
    ),
    Asked.WAGE: (
        "工资不低于当地最低工资标准",
        "the wage is at least the local minimum",
    ),
    Asked.TARGET_LEVEL: (
        "培养目标等级在规定范围内",
        "the grade trained for is one of those allowed",
    ),
    Asked.ON_TIME: ("按期完成", "it is not running beyond its last day"),
    Asked.CERTIFICATE: (
        "取得培养职业目标等级及以上证书",
        "a certificate of the occupation, of the target grade or above, was won",
    ),
}

_UNTOLD: Final = "?"
"""Stands for a number that no regulation says."""


def text_of(asked: Asked, language: Language, *, months: int | None = None) -> str:
    """Return what a condition asks for."""
    text = _TEXTS[asked][0 if language == "zh" else 1]
    return text.replace("{months}", _UNTOLD if months is None else str(months))
