"""`allowances`: the allowances of an enterprise, beside what the programme recommends.

The programme says that firms *may* set them, so none is a breach: a kind that is not on record is
UNKNOWN, for what nobody recorded is not what nobody pays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from registry.eligibility import ConditionReport
from registry.graph.heads.allowances import ALLOWANCES
from registry.graph.regulations import decode_regulations
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.language import Language, said
from registry.places import place_at
from registry.programme.explaining import explained
from registry.regulations import Regulation, regulation_in_force
from registry.regulations.judging import all_of, condition
from registry.vocabulary import Outcome

SUBJECT: Final = "ALLOWANCE"

_GROUPS: Final[Mapping[str, tuple[str, str, str]]] = {
    "recommended": (
        "RECOMMENDED_ALLOWANCES",
        "一线生产技术岗位可设置的津贴",
        "allowances that firms may set for front-line production and technical posts",
    ),
    "forApprenticeship": (
        "APPRENTICESHIP_ALLOWANCES",
        "学徒奖学金和师带徒津贴",
        "what firms are supported to set for apprentices and who teaches them",
    ),
}
"""Parameter of the regulation: code and words of the group of conditions."""

_KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "SKILL": ("技能津贴", "skill allowance"),
    "MENTOR": ("带徒津贴", "mentor allowance"),
    "SPECIAL": ("专项特殊津贴", "special allowance"),
    "NIGHT": ("夜班津贴", "night allowance"),
    "ENVIRONMENT": ("作业环境津贴", "allowance for working environment"),
    "TEAM_LEADER": ("班组长津贴", "team leader allowance"),
    "SCHOLARSHIP": ("学徒奖学金", "apprentice scholarship"),
}


async def allowances(
    inquiry: Inquiry,
    enterprise: str | None,
    wanted: Selection,
    *,
    first: int | None,
    after: str | None,
) -> Row:
    """Return a page of schemes, with the regulation and what of it is on record.

    The enterprise is by default the viewer's own.
    """
    firm = enterprise or inquiry.viewer.organisation
    page = inquiry.page(ALLOWANCES.name, {"enterprise": firm, "first": first, "after": after})
    rows = wanted.below("nodes")
    extras = frozenset(ALLOWANCES.extras) - (
        frozenset() if wanted.has("totalCount") else {"totalCount"}
    )
    answer = await inquiry.read(
        ALLOWANCES,
        rows,
        extras,
        limit=page.limit,
        position=page.position,
        enterprise=firm,
        subject=SUBJECT,
    )
    regulation, conditions = None, list[ConditionReport]()
    if answer.extras["firm"] is not None:
        division, in_force = answer.extras["firm"]
        regulation = regulation_in_force(
            decode_regulations(answer.extras["regulations"]),
            place=place_at(division),
            on=inquiry.today,
        )
        conditions = list(judged(regulation, in_force, inquiry.language))
    return {**inquiry.connected(page, answer), **explained(inquiry, regulation, conditions)}


def judged(
    regulation: Regulation | None, in_force: Iterable[Any], language: Language
) -> Iterator[ConditionReport]:
    """Yield what the regulation recommends, given kind and id of the schemes in force."""
    if regulation is None:
        return
    schemes: dict[str, list[str]] = defaultdict(list)
    for kind, id_ in in_force:
        schemes[kind].append(id_)
    for parameter, (code, chinese, english) in _GROUPS.items():
        parts = [_kind(kind, schemes, language) for kind in regulation.parameters[parameter]]
        yield condition(code, all_of(parts), said(language, chinese, english), parts=parts)


def _kind(kind: str, schemes: Mapping[str, list[str]], language: Language) -> ConditionReport:
    found = schemes.get(kind, [])
    return condition(
        kind,
        Outcome.MET if found else Outcome.UNKNOWN,
        said(language, *_KINDS[kind]),
        detail=""
        if found
        else said(language, "没有登记", "none is on record, which does not mean that none is paid"),
        evidence=found,
    )
