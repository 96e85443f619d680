"""Which teams have an engineer and a leading talent (S30), and which key fields lack one.

`teams` reads the rule's inputs with the rows; `team_gaps` counts all running projects of the asked
fields, at most `MAX_PROJECTS`, in one statement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from registry.errors import UnknownCodeError
from registry.graph.heads.teams import MAX_PROJECTS, TEAM_GAPS, Way, teams_head
from registry.graph.regulations import decode_regulations
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.graph.shapes.teams import decode_members
from registry.inquiry import Inquiry
from registry.places import place_at, require_division
from registry.programme.explaining import explained
from registry.programme.teams import SUBJECT, Qualification, qualification
from registry.regulations import Regulation
from registry.vocabulary import Outcome


async def teams(
    inquiry: Inquiry,
    wanted: Selection,
    *,
    project: str | None,
    key_field: str | None,
    as_of: date | None,
    paging: Mapping[str, object],
) -> Row:
    """Return a page of teams with their members on a day (default: today), by id.

    Raises:
        UnknownCodeError: there is no such project, or no project in that field.
    """
    day = as_of or inquiry.today
    asked = {"project": project, "keyField": key_field, "asOf": day}
    page = inquiry.page("teams", {**asked, **paging})
    way: Way = "PROJECT" if project else "FIELD" if key_field else "ALL"
    rows = wanted.below("nodes")
    extras = {"unknown"} | ({"totalCount"} if wanted.has("totalCount") else set())
    if rows.has("qualification"):
        extras.add("regulations")
    answer = await inquiry.read(
        teams_head(way),
        rows,
        frozenset(extras),
        **asked,
        keyFields=[key_field] if key_field else [],
        subject=SUBJECT,
        limit=page.limit,
        position=page.position,
    )
    _refuse_unknown(answer.extras["unknown"])
    regulations = decode_regulations(answer.extras.get("regulations") or ())
    for _, row in answer.rows:
        if "_members" in row:
            row["qualification"] = _row(inquiry, _judge(inquiry, row, regulations, day), day)
    return inquiry.connected(page, answer)


async def team_gaps(
    inquiry: Inquiry, *, key_fields: Sequence[str], division: str | None, as_of: date | None
) -> list[Row]:
    """Return for each key field how many teams of running projects qualify, and which lack one.

    Raises:
        UnknownCodeError: there is no such division, or no project in one of the fields.
    """
    require_division(division)
    day = as_of or inquiry.today
    answer = await inquiry.read(
        TEAM_GAPS,
        Selection(),
        frozenset({"regulations", "unknown"}),
        keyFields=sorted(set(key_fields)),
        project=None,
        division=division,
        asOf=day,
        subject=SUBJECT,
        # One more than is looked at tells that there are more.
        most=MAX_PROJECTS + 1,
    )
    _refuse_unknown(answer.extras["unknown"])
    regulations = decode_regulations(answer.extras["regulations"])
    found = [row for _, row in answer.rows][:MAX_PROJECTS]
    fields: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        fields[row["_project"][2]].append(row)
    complete = len(answer.rows) <= MAX_PROJECTS
    return [
        _gap(inquiry, field, rows, regulations, day) | {"complete": complete}
        for field, rows in sorted(fields.items())
    ]


def _gap(
    inquiry: Inquiry, field: str, rows: Sequence[Row], regulations: Sequence[Regulation], day: date
) -> Row:
    outcomes: list[Outcome] = []
    without: list[Row] = []
    for row in rows:
        own = [
            _judge(inquiry, {**row, "_members": decode_members(members)}, regulations, day).outcome
            for members in row["_teams"]
        ]
        outcomes += own
        if Outcome.MET not in own:
            id_, name, key_field = row["_project"]
            without.append({"id": id_, "name": name, "keyField": key_field})
    return {
        "keyField": field,
        "asOf": day.isoformat(),
        "projects": len(rows),
        "teams": len(outcomes),
        "qualified": outcomes.count(Outcome.MET),
        "unknown": outcomes.count(Outcome.UNKNOWN),
        "projectsWithout": without,
    }


def _judge(
    inquiry: Inquiry, row: Mapping[str, Any], regulations: Iterable[Regulation], day: date
) -> Qualification:
    place = place_at(row["_division"])
    return qualification(
        row["_members"], regulations, place=place, on=day, language=inquiry.language
    )


def _row(inquiry: Inquiry, judged: Qualification, day: date) -> Row:
    explanation = explained(inquiry, judged.regulation, judged.conditions)
    return {"outcome": judged.outcome, "asOf": day.isoformat(), **explanation}


def _refuse_unknown(unknown: Sequence[str]) -> None:
    if unknown:
        raise UnknownCodeError(f"nobody knows: {', '.join(unknown)}")
