"""Teams of engineers and leading skilled workers (S30): does a team have both on a day?

A member counts by a role in the team and by what the record says of the person, and both may be
open: somebody whom the team calls its engineer is one by a professional title or certificate of an
occupation that the regulation names, is none if all titles on record are of others, and is not
known to be one without any. A leading talent is one by grade, by honour, or by the word of an
authorised body. The regulation TEAM of the place of the project's owner says which roles,
occupations, grades and honours these are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.eligibility import ConditionReport
from registry.language import Language, said
from registry.regulations import Regulation, regulation_in_force
from registry.regulations.judging import all_of, any_of, condition, held
from registry.vocabulary import Outcome, Rank

SUBJECT = "TEAM"

Keyed = tuple[str, Any]
"""The key of a record, and what it says."""


@dataclass(frozen=True, slots=True)
class Member:
    """A member on a day, with what is on record of the person that day.

    `titles` and `certificates` name occupations (None where a certificate names none), `grades`
    ranks, `honours` their types, `statements` code and word of an authorised body.
    """

    role: str
    titles: tuple[Keyed, ...] = ()
    certificates: tuple[Keyed, ...] = ()
    grades: tuple[Keyed, ...] = ()
    honours: tuple[Keyed, ...] = ()
    statements: tuple[tuple[str, str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Qualification:
    """What a regulation says of a team; without one in force everything is UNKNOWN."""

    outcome: Outcome
    regulation: Regulation | None
    conditions: tuple[ConditionReport, ...]


def qualification(
    members: Sequence[Member],
    regulations: Iterable[Regulation],
    *,
    place: Sequence[str],
    on: date,
    language: Language,
) -> Qualification:
    """Judge a team by its members on a day, at the place (nearest first) of its project."""
    regulation = regulation_in_force(regulations, place=place, on=on)
    asked: Mapping[str, Any] = {} if regulation is None else regulation.parameters
    conditions = (
        _present(
            "ENGINEER_PRESENT",
            said(language, "团队中有工程师", "an engineer is in the team"),
            members if regulation else None,
            roles=asked.get("engineerRoles", ()),
            judge=lambda member: _engineer(member, asked, language),
            language=language,
        ),
        _present(
            "LEADING_TALENT_PRESENT",
            said(language, "团队中有高技能领军人才", "a leading skilled worker is in the team"),
            members if regulation else None,
            roles=asked.get("leadingRoles", ()),
            judge=lambda member: _leading(member, asked, language),
            language=language,
        ),
    )
    return Qualification(all_of(conditions), regulation, conditions)


def _present(
    code: str,
    text: str,
    members: Sequence[Member] | None,
    *,
    roles: Sequence[str],
    judge: Any,
    language: Language,
) -> ConditionReport:
    """Say whether any member with one of the roles is what the role says."""
    if members is None:
        detail = said(language, "当地没有现行规定", "no regulation is in force there")
        return condition(code, Outcome.UNKNOWN, text, detail=detail)
    judged = [judge(member) for member in members if member.role in roles]
    found = sum(one.outcome is Outcome.MET for one in judged)
    detail = said(
        language,
        f"担任该角色{len(judged)}人，记录证实{found}人",
        f"{len(judged)} have the role, the record confirms {found}",
    )
    evidence = [key for one in judged if one.outcome is Outcome.MET for key in one.evidence]
    return condition(
        code, any_of(judged), text, detail=detail, evidence=evidence, parts=tuple(judged)
    )


def _engineer(member: Member, asked: Mapping[str, Any], language: Language) -> ConditionReport:
    prefixes = tuple(asked["engineerPrefixes"])
    recorded = [(key, occ) for key, occ in (*member.titles, *member.certificates) if occ]
    evidence = [key for key, occ in recorded if occ.partition(":")[2].startswith(prefixes)]
    # A skilled worker's certificate says nothing against a title that was not handed in; titles of
    # other occupations do.
    known = True if evidence else (False if member.titles else None)
    return condition(
        "ENGINEER",
        held(known),
        said(
            language,
            f"职称或证书的职业属于 {'、'.join(prefixes)}",
            f"a title or certificate of an occupation in {', '.join(prefixes)}",
        ),
        detail=_found(language, known, has_record=bool(recorded)),
        evidence=evidence,
    )


def _leading(member: Member, asked: Mapping[str, Any], language: Language) -> ConditionReport:
    lowest = asked.get("leadingLevel")
    honours = asked.get("leadingHonours", ())
    parts = [
        _by_records(
            "LEADING_LEVEL",
            said(language, "等级达到规定", "the grade is high enough"),
            None if lowest is None else [k for k, rank in member.grades if rank >= lowest],
        ),
        _by_records(
            "LEADING_HONOUR",
            said(language, "获得规定的荣誉", "has one of the honours"),
            [key for key, honour in member.honours if honour in honours],
        ),
        _recognised(member, asked.get("recognition"), language),
    ]
    # What the regulation does not ask for is no way to be one.
    ways = [part for part in parts if part is not None]
    level = "" if lowest is None else Rank(lowest).name
    return condition(
        "LEADING_TALENT",
        any_of(ways),
        said(
            language,
            "具有规定的等级、荣誉，或经有权机构认定",
            "has the grade or an honour, or an authorised body says so",
        ),
        detail=level,
        evidence=[key for way in ways if way.outcome is Outcome.MET for key in way.evidence],
        parts=ways,
    )


def _by_records(code: str, text: str, evidence: list[str] | None) -> ConditionReport | None:
    if evidence is None:
        return None
    return condition(code, held(bool(evidence)), text, evidence=evidence)


def _recognised(member: Member, code: str | None, language: Language) -> ConditionReport | None:
    """Return what authorised bodies say; nobody has spoken is not "no"."""
    if code is None:
        return None
    words = [(key, holds) for key, about, holds in member.statements if about == code]
    known = None if not words else any(holds for _, holds in words)
    return condition(
        "RECOGNISED",
        held(known),
        said(language, "有权机构认定为领军人才", "an authorised body recognises a leading talent"),
        detail=code,
        evidence=[key for key, holds in words if holds == known],
    )


def _found(language: Language, known: bool | None, *, has_record: bool) -> str:  # noqa: FBT001
    if known:
        return said(language, "记录证实", "confirmed by the record")
    if known is False:
        return said(language, "登记的职称属于其他职业", "the titles on record are of others")
    if has_record:
        return said(language, "只登记了其他职业的证书", "only certificates of others are on record")
    return said(language, "没有登记职称", "no title is on record")
