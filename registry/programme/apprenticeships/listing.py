"""`apprenticeships`: a page, each with its conditions; with a problem, those alone that have it.

Most problems depend on the regulation of the place, so the statement finds who may have one, and
the rules here keep who does (`registry.programme.walking`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from registry.candidates.cards import condition_row
from registry.graph.heads.apprenticeships import RECORDED, apprenticeships_head, way_to
from registry.graph.reading import Answer
from registry.graph.regulations import decode_regulations
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.paging import Page
from registry.personal import cell_place
from registry.places import province_of, require_division
from registry.programme.apprenticeships.facts import Apprenticeship, Problem
from registry.programme.apprenticeships.judging import SUBJECTS, Judgement, judge
from registry.programme.walking import Walk
from registry.regulations import Regulation
from registry.regulations.rows import regulation_row

FIELD: Final = "apprenticeships"

_JUDGED: Final = frozenset(
    {"outcome", "conditions", "problems", "regulation", "subsidyPerYear", "certificateNumber"}
)


async def apprenticeships(
    inquiry: Inquiry,
    selection: Selection,
    *,
    enterprise: str | None,
    division: str | None,
    status: str | None,
    problem: str | None,
    first: int | None,
    after: str | None,
) -> Row:
    """Return a page of apprenticeships, the latest first.

    Raises:
        UnknownCodeError: there is no such division.
        BadPageError, BadCursorError: see `Cursors.page`.
    """
    require_division(division)
    sought = None if problem is None else Problem(problem)
    arguments = {
        "enterprise": enterprise,
        "division": division,
        "status": status,
        "problem": problem,
        "first": first,
        "after": after,
    }
    walk = Walk.of(inquiry.page(FIELD, arguments), chooses=sought is not None)
    way, anchor = way_to(inquiry.viewer, enterprise=enterprise, division=division)
    wanted, extras = selection.below("nodes"), {"regulations"}
    if sought is not None:
        wanted.want("problems")
    elif selection.has("totalCount"):
        extras.add("totalCount")
    answer = await inquiry.read(
        apprenticeships_head(way, sought),
        wanted,
        frozenset(extras),
        anchor=anchor,
        area=anchor,
        province=province_of(anchor) if way == "DIVISION" else None,
        enterprise=enterprise,
        division=division,
        status=status,
        subjects=list(SUBJECTS),
        **(walk.parameters if sought else _paged(walk.page)),
    )
    complete(inquiry, answer, wanted)
    if sought is None:
        return inquiry.connected(walk.page, answer)
    return walk.connected(inquiry, answer, lambda row: sought in row["problems"])


async def recorded(inquiry: Inquiry, key: str, selection: Selection) -> Row:
    """Return the apprenticeship that a mutation has just made or changed."""
    answer = await inquiry.read(
        RECORDED, selection, frozenset({"regulations"}), key=key, subjects=list(SUBJECTS)
    )
    complete(inquiry, answer, selection)
    return answer.rows[0][1]


def complete(inquiry: Inquiry, answer: Answer, wanted: Selection) -> None:
    """Fill in what the regulations, the day and the language decide."""
    if wanted.names().isdisjoint(_JUDGED):
        return
    regulations = decode_regulations(answer.extras["regulations"])
    for _, row in answer.rows:
        facts, sealed, is_open = row["_case"]
        facts = replace(facts, wage=_wage(inquiry, facts, sealed))
        judged = judge(facts, regulations, today=inquiry.today, language=inquiry.language)
        row.update(judged_row(facts, judged, is_open=is_open))
        row["certificateNumber"] = row["_certificateNumber"] if is_open else None


def judged_row(facts: Apprenticeship, judged: Judgement, *, is_open: bool) -> Row:
    """Return what is computed of an apprenticeship, by GraphQL field name.

    Records that stand behind a condition are named to whom the apprentice's record is open.
    """
    show = list if is_open else _nothing
    return {
        "outcome": judged.outcome,
        "conditions": [condition_row(one, show) for one in judged.conditions],
        "problems": list(judged.problems),
        "regulation": _regulation_row(judged.regulation),
        "subsidyPerYear": judged.subsidy(facts.rank, facts.status),
    }


def _paged(page: Page) -> dict[str, object]:
    return {"limit": page.limit, "position": page.position}


def _wage(inquiry: Inquiry, facts: Apprenticeship, sealed: str | None) -> float | None:
    if sealed is None:
        return None
    place = cell_place(FIELD, facts.id, "wage")
    return float(inquiry.services.personal.open_cell(place, sealed))


def _regulation_row(regulation: Regulation | None) -> Row | None:
    return None if regulation is None else regulation_row(regulation)


def _nothing(_evidence: Iterable[str]) -> list[str]:
    return []
