"""`payModes`: how people are paid, from the published statistics of today.

The answer is the same for everybody, agencies too: pay is what people keep to themselves, and a
number that only some may see would be subtracted from one that all may see. A group that is not
published looks like one that is empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from registry.editions import occupation_key
from registry.eligibility import ConditionReport
from registry.errors import UnknownCodeError
from registry.graph.heads.pay_modes import PAY_MODES as PAY_MODES_HEAD
from registry.graph.reading import Answer
from registry.graph.regulations import decode_regulations
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.language import Language, said
from registry.places import place_at, require_division
from registry.programme.explaining import explained
from registry.programme.pay_groups import ANY
from registry.programme.pay_snapshot import SUBJECT, is_stale
from registry.regulations import Regulation, regulation_in_force
from registry.regulations.judging import condition
from registry.vocabulary import PAY_MODES, Outcome, Rank

GUIDANCE: Final = "PAY"
_EXTRAS: Final = frozenset({"snapshot", "regulations", "known"})


async def pay_modes(
    inquiry: Inquiry, *, occupation: str | None, level: str | None, division: str | None
) -> Row:
    """Return shares of modes and medians of an occupation, a grade and a place; None is all.

    Raises:
        UnknownCodeError: there is no such occupation or division.
    """
    require_division(division)
    asked = None if occupation is None else occupation_key(occupation)
    answer = await _read(inquiry, asked, level, division)
    if asked is not None and not answer.extras["known"]:
        raise UnknownCodeError(f"occupation {asked} is not known")
    as_of, at, _ = answer.extras["snapshot"]
    rules = _in_force(inquiry, answer, division)
    groups = {row["mode"]: row for _, row in answer.rows}
    whole = groups.get(ANY)
    conditions = list(_conditions(inquiry.language, whole, rules, level))
    return {
        "occupation": asked,
        "level": level,
        "division": division,
        "asOf": as_of,
        "countedAt": at,
        "people": whole and whole["people"],
        "medianAnnual": whole and whole["median"],
        "modes": [_mode_row(mode, groups, rules.get(GUIDANCE)) for mode in PAY_MODES],
        "suppressed": whole is None or any(_people(mode, groups) is None for mode in PAY_MODES),
        "guidance": _guidance_row(inquiry, rules),
        **explained(inquiry, rules.get(SUBJECT), conditions),
    }


async def _read(
    inquiry: Inquiry, occupation: str | None, level: str | None, division: str | None
) -> Answer:
    """Read the groups; where an import has meanwhile changed the facts, from a new snapshot."""
    snapshots, now, today = inquiry.services.pay_snapshots, inquiry.now, inquiry.today
    await snapshots.ensure(now=now, today=today)
    answer = await _read_groups(inquiry, occupation, level, division)
    if not is_stale(answer.extras["snapshot"], today):
        return answer
    await snapshots.remake(now=now, today=today)
    return await _read_groups(inquiry, occupation, level, division)


async def _read_groups(
    inquiry: Inquiry, occupation: str | None, level: str | None, division: str | None
) -> Answer:
    return await inquiry.read(
        PAY_MODES_HEAD,
        Selection(),
        _EXTRAS,
        occupation=occupation,
        rank=0 if level is None else Rank[level].value,
        place=division or ANY,
        modes=[ANY, *PAY_MODES],
        subjects=[SUBJECT, GUIDANCE],
    )


def _in_force(inquiry: Inquiry, answer: Answer, division: str | None) -> dict[str, Regulation]:
    """Return the regulations by subject; statistics are made by those of the nation."""
    rules: dict[str, Regulation] = {}
    for subject, place in ((SUBJECT, ()), (GUIDANCE, place_at(division))):
        known = [
            one
            for one in decode_regulations(answer.extras["regulations"])
            if one.subject == subject
        ]
        found = regulation_in_force(known, place=place, on=inquiry.today)
        if found is not None:
            rules[subject] = found
    return rules


def _mode_row(mode: str, groups: Mapping[str, Row], guidance: Regulation | None) -> Row:
    people, whole = _people(mode, groups), groups.get(ANY)
    group = groups.get(mode)
    return {
        "mode": mode,
        "people": people,
        "share": None if people is None or whole is None else people / whole["people"],
        "medianAnnual": group and group["median"],
        "forCorePosts": None if guidance is None else mode in guidance.parameters["coreModes"],
    }


def _people(mode: str, groups: Mapping[str, Row]) -> int | None:
    """Return how many have a mode: 0 stays 0, None is not published."""
    if mode in groups:
        people: int = groups[mode]["people"]
        return people
    whole = groups.get(ANY)
    return 0 if whole is not None and mode in whole["absent"] else None


def _conditions(
    language: Language, whole: Row | None, rules: Mapping[str, Regulation], level: str | None
) -> Iterator[ConditionReport]:
    yield _publishable(language, whole, rules.get(SUBJECT))
    guidance = rules.get(GUIDANCE)
    if guidance is not None and level in guidance.parameters.get("notBelowManagers", ()):
        yield condition(
            "PAY_LIKE_MANAGERS",
            Outcome.UNKNOWN,
            said(
                language,
                "国有企业聘任的特级技师、首席技师薪酬不低于本企业中层正职（指导性要求）",
                "appointed special and chief technicians of state-owned firms are paid no less than"
                " middle and senior managers (guidance)",
            ),
            detail=said(language, "未登记管理人员薪酬", "the pay of managers is not recorded"),
        )


def _publishable(
    language: Language, whole: Row | None, regulation: Regulation | None
) -> ConditionReport:
    if regulation is None:
        return condition(
            "PUBLISHABLE",
            Outcome.UNKNOWN,
            said(language, "没有可适用的统计规定", "no rule says what may be published"),
        )
    asked = regulation.parameters
    # Which of the limits a group misses is not said: that would tell about a small group.
    return condition(
        "PUBLISHABLE",
        Outcome.UNMET if whole is None else Outcome.MET,
        said(
            language,
            f"至少 {asked['people']} 人、{asked['employers']} 家单位，任一单位不超过"
            f" {asked['largestShare']:.0%}，且不能由其他公布数推算；按全国、省、市公布，"
            f"中位数取整到 {asked['step']:g} 元",
            f"at least {asked['people']} people of {asked['employers']} employers, none with more"
            f" than {asked['largestShare']:.0%}, and not to be computed from other published"
            f" numbers; for nation, provinces and cities; medians rounded to {asked['step']:g}"
            " yuan",
        ),
    )


def _guidance_row(inquiry: Inquiry, rules: Mapping[str, Regulation]) -> Any:
    return explained(inquiry, rules.get(GUIDANCE), ())["regulation"]
