"""What a condition says to people, in Chinese and English: its text, and what was found.

A detail names no exact age and no title of an achievement: a card is shown without a name, and
these would tell whose it is.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from registry import reference
from registry.dates import whole_years
from registry.eligibility import conditions as c
from registry.eligibility.glossary import (
    ACHIEVEMENT_KINDS,
    COMPETITION_CLASSES,
    EDUCATION,
    SCOPES,
    STUDIO_LEVELS,
    Pair,
    honours,
)
from registry.eligibility.policy import Group
from registry.eligibility.timeline import MET, UNKNOWN, Timeline
from registry.grade import mentees_on, mentees_promoted

if TYPE_CHECKING:
    from registry.eligibility.policy import Rule
    from registry.vocabulary import Rank

Lang = Literal["zh", "en"]


def rule_text(rule: Rule, lang: Lang) -> str:
    """Return what a condition or a group asks for."""
    return _choose(_asked(rule), lang)


def detail(rule: Rule, case: c.Case, course: Timeline, day: date, lang: Lang) -> str:
    """Return one sentence: what was found on a day, and how long it will be so."""
    parts = [
        _choose(pair, lang)
        for pair in (_found(rule, case, day), _time(course, day))
        if pair is not None
    ]
    if lang == "zh":
        return "；".join(parts) + "。"
    sentence = "; ".join(parts)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _choose(pair: Pair, lang: Lang) -> str:
    return pair[0] if lang == "zh" else pair[1]


def _asked(rule: Rule) -> Pair:
    match rule:
        case Group(kind="allOf"):
            return "全部符合", "All of these"
        case Group(kind="anyOf"):
            return "符合其中一项", "Any of these"
        case Group(wanted=wanted):
            return f"至少符合其中{wanted}项", f"At least {wanted} of these"
        case c.LevelAtLeast(level=level):
            zh, en = _level(level)
            return f"等级不低于{zh}", f"At least {en}"
        case c.YearsAtLevel(level=level, years=years, same_occupation=same):
            zh, en = _level(level)
            same_zh, same_en = ("同一职业", " in the same occupation") if same else ("", "")
            return (
                f"{same_zh}取得{zh}及以上等级满{years}年",
                f"{years} years as {en} or above{same_en}",
            )
        case c.Appointed(level=level, years=years):
            zh, en = _level(level)
            return (
                f"现受聘{zh}及以上岗位满{years}年",
                f"Appointed {en} or above for {years} years",
            )
        case c.YearsEmployed(years=years, same_enterprise=same):
            return (
                f"{'在本企业' if same else ''}工作满{years}年",
                f"{years} years at work{' with the present employer' if same else ''}",
            )
        case _:
            return _asked_of_person(rule)


def _asked_of_person(rule: Rule) -> Pair:
    """Return what is asked of somebody's post, person and record."""
    match rule:
        case c.FrontLinePost():
            return (
                "在生产或科研一线岗位工作",
                "Works on the front line of production or research",
            )
        case c.KeyPost():
            return "在关键岗位工作", "Works at a key post"
        case c.EmployerFiled():
            return (
                "所在企业已备案认定其职业的技能等级",
                "The employer is filed to assess the occupation",
            )
        case c.AgeBetween():
            return _asked_age(rule)
        case c.EducationAtLeast(education=education):
            zh, en = EDUCATION[education]
            return f"学历不低于{zh}", f"Education of at least {en}"
        case c.NoMisconduct(years=years):
            return f"近{years}年无不良记录", f"No misconduct within {years} years"
        case c.Stated(statement=code, text=text):
            return (
                text or f"有权机构认定：{code}",
                text or f"An authorised body states: {code}",
            )
        case _:
            return _asked_of_deeds(rule)


def _asked_of_deeds(rule: Rule) -> Pair:
    """Return what is asked of what somebody has done."""
    match rule:
        case c.Honoured(types=types):
            zh, en = honours(types)
            return f"获得下列荣誉之一：{zh}", f"Holds any of these honours: {en}"
        case c.Placed(class_at_least=class_, rank_at_most=rank):
            zh, en = COMPETITION_CLASSES[class_]
            return (
                f"在{zh}及以上竞赛中获得前{rank}名",
                f"Among the first {rank} of a contest ({en}, or above)",
            )
        case c.Achieved():
            return _asked_achievement(rule)
        case c.Mentees(count=count):
            return f"带徒不少于{count}人", f"Has had at least {count} mentees"
        case c.MenteesPromoted(count=count):
            return (
                f"带徒期间晋级的徒弟不少于{count}人",
                f"At least {count} mentees won a higher grade while mentored",
            )
        case c.LeadsStudio(level_at_least=level_name):
            zh, en = STUDIO_LEVELS[level_name]
            return (
                f"领办{zh}及以上技能大师工作室",
                f"Leads a master studio ({en} level or above)",
            )
    raise AssertionError(rule)  # every class of the table of parsing.py is above


def _asked_age(rule: c.AgeBetween) -> Pair:
    if rule.minimum is None:
        return f"年龄不超过{rule.maximum}岁", f"At most {rule.maximum} years old"
    if rule.maximum is None:
        return f"年满{rule.minimum}岁", f"At least {rule.minimum} years old"
    return (
        f"年龄{rule.minimum}至{rule.maximum}岁",
        f"{rule.minimum} to {rule.maximum} years old",
    )


def _asked_achievement(rule: c.Achieved) -> Pair:
    kinds = [ACHIEVEMENT_KINDS[kind] for kind in rule.kinds]
    scope_zh, scope_en = SCOPES[rule.scope_at_least]
    field_zh, field_en = (
        (f"，属{rule.key_field}", f" in {rule.key_field}") if rule.key_field else ("", "")
    )
    return (
        f"有{'、'.join(zh for zh, _ in kinds)}成果，影响范围不小于{scope_zh}{field_zh}",
        (
            f"Has a recorded {' or '.join(en for _, en in kinds)}{field_en}"
            f" with effect on at least {scope_en}"
        ),
    )


def _found(rule: Rule, case: c.Case, day: date) -> Pair | None:
    """Return what a condition found, where that says more than its outcome does."""
    match rule:
        case c.YearsAtLevel():
            first = rule.first(case, day)
            if first is None:
                return (
                    "没有该等级的有效证书或聘任",
                    "no certificate or appointment of that level",
                )
            years = whole_years(first[0], day)
            return (
                f"{first[0]}取得，已满{years}年",
                f"held since {first[0]}, {years} full years",
            )
        case c.YearsEmployed():
            days = rule.counted(case, day)
            return f"累计在职{days}天", f"{days} days of employment"
        case c.Mentees(count=count):
            number = len(mentees_on(case.facts, day))
            return f"已带徒{number}人，要求{count}人", f"{number} mentees of {count}"
        case c.MenteesPromoted(count=count):
            number = len(mentees_promoted(case.facts, day))
            return (
                f"已有{number}人晋级，要求{count}人",
                f"{number} mentees promoted of {count}",
            )
        case c.Honoured():
            names = dict.fromkeys(fact.name for fact in rule.received(case, day))
            return ("获得" + "、".join(names), "received " + ", ".join(names)) if names else None
    return None


def _time(course: Timeline, day: date) -> Pair:
    outcome = course.on(day)
    since, later = course.since(day), course.next_met(day)
    if outcome is MET:
        return (f"自{since}起符合", f"met since {since}") if since else ("符合", "met")
    if outcome is UNKNOWN:
        return "没有可供判断的记录", "nothing on record decides it"
    if later is not None:
        return (
            f"如无变化，自{later}起符合",
            f"will be met from {later} if nothing else changes",
        )
    return "不符合", "not met"


def _level(rank: Rank) -> Pair:
    level = reference.levels()[rank.name]
    return level.zh, level.en.lower()
