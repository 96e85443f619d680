"""Master studios (S13): found by level, trade and place, with what the regulation asks of them.

A studio is led by somebody of at least a grade, and who leads it teaches. The grade is today's over
all occupations; whoever has none on record has not reached it. What was found of a leader whom the
viewer may not know is not told, only whether it is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from registry.candidates.cards import condition_row
from registry.editions import occupation_key
from registry.eligibility import ConditionReport
from registry.errors import UnknownCodeError
from registry.graph.heads.studios import EVERYWHERE, IN_DIVISION, STUDIO
from registry.graph.reading import Answer
from registry.graph.regulations import decode_regulations
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.language import Language, said
from registry.places import province_of, require_division
from registry.regulations import Regulation, regulation_in_force
from registry.regulations.judging import condition, held
from registry.regulations.rows import regulation_row
from registry.vocabulary import Outcome, Rank

SUBJECT: Final = "STUDIO"
_JUDGED: Final = frozenset({"conditions", "regulation"})


async def studio(inquiry: Inquiry, key: str, selection: Selection) -> Row | None:
    """Return a studio, None where there is none or the viewer has not signed in."""
    answer = await inquiry.read(
        STUDIO, selection, frozenset({"regulations"}), id=key, subject=SUBJECT
    )
    _complete(inquiry, answer, selection)
    return answer.rows[0][1] if answer.rows else None


async def studios(
    inquiry: Inquiry,
    selection: Selection,
    *,
    level: str | None,
    occupation: str | None,
    division: str | None,
    first: int | None,
    after: str | None,
) -> Row:
    """Return a page of studios, by id.

    Raises:
        UnknownCodeError: there is no such division or occupation.
        BadPageError, BadCursorError: see `Cursors.page`.
    """
    require_division(division)
    arguments = {
        "level": level,
        "occupation": occupation,
        "division": division,
        "first": first,
        "after": after,
    }
    page = inquiry.page(EVERYWHERE.name, arguments)
    wanted = selection.below("nodes")
    extras = {"regulations", "isKnown"} | ({"totalCount"} if selection.has("totalCount") else set())
    answer = await inquiry.read(
        EVERYWHERE if division is None else IN_DIVISION,
        wanted,
        frozenset(extras),
        level=level,
        occupation=None if occupation is None else occupation_key(occupation),
        division=division,
        province=province_of(division),
        limit=page.limit,
        position=page.position,
        subject=SUBJECT,
    )
    if not answer.extras["isKnown"]:
        raise UnknownCodeError(f"occupation {occupation} is not known")
    _complete(inquiry, answer, wanted)
    return inquiry.connected(page, answer)


def conditions_of(
    case: Sequence[Any], regulation: Regulation | None, language: Language
) -> tuple[ConditionReport, ...]:
    """Return what is asked of a studio: `case` is leader, rank, pupils, whether known, place."""
    leader, rank, pupils, is_known, _ = case
    asked = {} if regulation is None else regulation.parameters
    wanted: Rank | None = asked.get("leaderLevel")
    has_level = Outcome.UNKNOWN if wanted is None else held((rank or 0) >= wanted)
    teaches = Outcome.UNKNOWN if regulation is None else held(bool(pupils))
    name = "-" if rank is None else Rank(rank).name
    found = [
        condition(
            "LEADER_LEVEL",
            has_level,
            said(language, "领办人达到规定等级", "the leader has the grade that is asked for"),
            detail=f"{name} / {wanted.name if wanted else '?'}" if is_known else "",
            evidence=[leader] if is_known else (),
        )
    ]
    if regulation is None or asked["mentoring"]:
        found.append(
            condition(
                "MENTORING",
                teaches,
                said(language, "领办人正在带徒", "the leader is teaching"),
                detail=str(len(pupils)) if is_known else "",
                evidence=pupils if is_known else (),
            )
        )
    return tuple(found)


def _complete(inquiry: Inquiry, answer: Answer, wanted: Selection) -> None:
    if wanted.names().isdisjoint(_JUDGED):
        return
    regulations = decode_regulations(answer.extras["regulations"])
    for _, row in answer.rows:
        *_, place = row["_case"]
        regulation = _in_force(regulations, place or (), inquiry)
        row["regulation"] = None if regulation is None else regulation_row(regulation)
        row["conditions"] = [
            condition_row(one, list)
            for one in conditions_of(row["_case"], regulation, inquiry.language)
        ]


def _in_force(
    regulations: Iterable[Regulation], place: Iterable[str | None], inquiry: Inquiry
) -> Regulation | None:
    codes = list(dict.fromkeys(code for code in place if code is not None))
    return regulation_in_force(regulations, place=codes, on=inquiry.today)
