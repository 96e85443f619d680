"""The words of a paper certificate, Chinese and English.

A title in bold needs its characters in the bold font, which holds nothing else: `BOLD_WORDS` is
what `scripts/paper_fonts.py` puts into it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Words:
    """The same in both languages."""

    zh: str
    en: str


TITLES: Final = {
    "SKILL_GRADE": Words("职业技能等级证书", "Certificate of Vocational Skill Level"),
    "QUALIFICATION": Words("职业资格证书", "Certificate of Vocational Qualification"),
    "SPECIAL_ABILITY": Words("专项职业能力证书", "Certificate of Special Vocational Ability"),
    "SPECIAL_TECHNICIAN": Words("特级技师证书", "Certificate of Special Technician"),
}
LEVELS: Final = {
    "APPRENTICE": Words("学徒工", "Apprentice"),
    "JUNIOR": Words("初级工 · 五级", "Junior Worker · Grade 5"),
    "INTERMEDIATE": Words("中级工 · 四级", "Intermediate Worker · Grade 4"),
    "SENIOR": Words("高级工 · 三级", "Senior Worker · Grade 3"),
    "TECHNICIAN": Words("技师 · 二级", "Technician · Grade 2"),
    "SENIOR_TECHNICIAN": Words("高级技师 · 一级", "Senior Technician · Grade 1"),
    "SPECIAL_TECHNICIAN": Words("特级技师", "Special Technician"),
    "CHIEF_TECHNICIAN": Words("首席技师", "Chief Technician"),
}
ATTAINED: Final = Words(
    "经评价机构考核认定，达到下列职业技能等级，特发此证。",
    "has been assessed by the issuer named below and has attained this vocational skill level.",
)
ABLE: Final = Words(
    "经考核合格，具备下列专项职业能力，特发此证。",
    "has been assessed and has proved the special vocational ability named below.",
)
NUMBER: Final = Words("证书编号", "Certificate No.")
NAME: Final = Words("姓名", "Name")
IDENTITY: Final = Words("身份证件号码", "Identity document No.")
OCCUPATION: Final = Words("职业", "Occupation")
WORK_TYPE: Final = Words("工种", "Work type")
SCORES: Final = Words("成绩", "Scores")
THEORY: Final = Words("理论", "theory")
PRACTICAL: Final = Words("实操", "practical")
SESSION: Final = Words("认定批次", "Assessment session")
ENTERPRISE: Final = Words("工作单位", "Employer")
ISSUER: Final = Words("颁发机构（盖章）", "Issuer (seal)")
ISSUED_ON: Final = Words("颁发日期", "Date of issue")
SCAN: Final = Words("扫码核验", "Scan to verify")
HINT: Final = Words(
    "证书是否真实、有效，以核验结果为准，不以纸面文字为准。扫描二维码，或将本页拍照、扫描后在下列网址核验；也可离线核验。",
    "What counts is the signed code, not the printed words. Scan it, or take a picture of this page"
    " to the address below; it can be verified offline, too.",
)

BOLD_WORDS: Final = (
    *(words.zh for words in TITLES.values()),
    *(words.zh for words in LEVELS.values()),
    SCAN.zh,
)


def code_of(edition: str) -> Words:
    """Return what an occupation's code is called: the code of an edition of the classification."""
    return Words(f"职业编码（分类大典 {edition} 年版）", f"Occupation code ({edition})")
