"""The terms of rules in both languages: education, contests, achievements, studios, honours."""

from __future__ import annotations

from typing import Final

Pair = tuple[str, str]
"""The same in Chinese and English."""

EDUCATION: Final[dict[str, Pair]] = {
    "PRIMARY": ("小学", "primary school"),
    "JUNIOR_MIDDLE": ("初中", "junior middle school"),
    "SENIOR_MIDDLE": ("高中", "senior middle school"),
    "SECONDARY_VOCATIONAL": ("中专、中职或技校", "secondary vocational school"),
    "JUNIOR_COLLEGE": ("大专", "junior college"),
    "BACHELOR": ("本科", "bachelor"),
    "MASTER": ("硕士", "master"),
    "DOCTOR": ("博士", "doctor"),
}
COMPETITION_CLASSES: Final[dict[str, Pair]] = {
    "WORLD": ("世界技能大赛", "world"),
    "NATIONAL_1": ("国家级一类", "national, class 1"),
    "NATIONAL_2": ("国家级二类", "national, class 2"),
    "PROVINCIAL_1": ("省级一类", "provincial, class 1"),
    "PROVINCIAL_2": ("省级二类", "provincial, class 2"),
    "CITY": ("市级", "city"),
}
ACHIEVEMENT_KINDS: Final[dict[str, Pair]] = {
    "PRODUCT": ("产品", "product"),
    "INNOVATION": ("技术革新", "innovation"),
    "INVENTION": ("发明", "invention"),
    "RESEARCH": ("研究", "research"),
    "STANDARD": ("标准", "standard"),
    "METHOD": ("操作法", "method"),
}
SCOPES: Final[dict[str, Pair]] = {
    "ENTERPRISE": ("企业", "the enterprise"),
    "REGION": ("地区", "the region"),
    "TRADE": ("行业", "the trade"),
    "NATION": ("全国", "the nation"),
}
STUDIO_LEVELS: Final[dict[str, Pair]] = {
    "ENTERPRISE": ("企业级", "enterprise"),
    "CITY": ("市级", "city"),
    "PROVINCIAL": ("省级", "provincial"),
    "NATIONAL": ("国家级", "national"),
}
HONOURS: Final[dict[str, Pair]] = {
    "GRAND_SKILL_AWARD": ("中华技能大奖", "Grand Skill Award of China"),
    "NATIONAL_TECHNICAL_EXPERT": ("全国技术能手", "National Technical Expert"),
    "STATE_COUNCIL_ALLOWANCE": ("国务院政府特殊津贴", "State Council special allowance"),
    "NATIONAL_MODEL_WORKER": ("全国劳动模范", "National Model Worker"),
    "MAY_DAY_MEDAL": ("全国五一劳动奖章", "National May Day Labour Medal"),
    "PROVINCIAL_CHIEF_TECHNICIAN_TITLE": (
        "省级首席技师（荣誉称号）",
        "provincial title of chief technician",
    ),
    "PROVINCIAL_TECHNICAL_EXPERT": ("省级技术能手", "provincial technical expert"),
}
"""Honours that published rules name; any other is called by its id."""


def honours(types: tuple[str, ...]) -> Pair:
    """Return the names of honours as a list in each language."""
    names = [HONOURS.get(honour, (honour, honour)) for honour in types]
    return "、".join(zh for zh, _ in names), ", ".join(en for _, en in names)
