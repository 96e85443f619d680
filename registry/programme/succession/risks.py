"""`successionRisk`: a page of key posts at risk, each with its holder and who might follow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from registry.candidates.cards import Cards
from registry.dates import add_years
from registry.editions import Editions
from registry.errors import BadArgumentError
from registry.graph.heads.succession import SUCCESSION
from registry.graph.policies import decode_policies
from registry.graph.regulations import decode_regulations
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.places import place_at
from registry.programme.posts.structure import LOWEST_APPOINTED
from registry.programme.succession.judging import (
    Judged,
    Successor,
    judge_successors,
    risk_conditions,
    wanted_rank,
)
from registry.programme.walking import Walk
from registry.regulations import Regulation, regulation_in_force
from registry.regulations.judging import all_of
from registry.regulations.rows import regulation_row
from registry.vocabulary import Outcome, Rank

SUBJECT: Final = "SUCCESSION"
MAX_YEARS: Final = 40


async def succession_risk(
    inquiry: Inquiry,
    enterprise: str | None,
    selection: Selection,
    *,
    years: int,
    first: int | None,
    after: str | None,
) -> Row:
    """Return a page of the key posts that are at risk, or may be, within so many years.

    An enterprise that is not open looks like one without key posts.

    Raises:
        BadArgumentError: the number of years is out of range.
    """
    if not 0 <= years <= MAX_YEARS:
        raise BadArgumentError(f"years is {years}, must be 0 to {MAX_YEARS}")
    arguments = {"enterprise": enterprise, "years": years, "first": first, "after": after}
    walk = Walk.of(inquiry.page(SUCCESSION.name, arguments), chooses=True)
    wanted = selection.below("nodes")
    # Who might follow is looked at whatever is wanted of them.
    wanted.want("successors")
    answer = await inquiry.read(
        SUCCESSION,
        wanted,
        frozenset({"policies", "regulations"}),
        enterprise=enterprise,
        subject=SUBJECT,
        lowestAppointed=LOWEST_APPOINTED,
        filings=True,
        **walk.parameters,
    )
    by = add_years(inquiry.today, years)
    cards = Cards(inquiry, decode_policies(answer.extras["policies"]))
    regulations = decode_regulations(answer.extras["regulations"])
    rows = [row for _, row in answer.rows]
    # All rows are of one enterprise, so one regulation judges them.
    regulation = _in_force(regulations, rows, inquiry.today)
    for row in rows:
        _judge(row, regulation, cards, by)
    page = walk.connected(inquiry, answer, lambda row: row["outcome"] is not Outcome.UNMET)
    return page | {
        "asOf": inquiry.today.isoformat(),
        "until": by.isoformat(),
        "regulation": None if regulation is None else regulation_row(regulation),
    }


def _in_force(regulations: Iterable[Regulation], rows: list[Row], today: date) -> Regulation | None:
    if not rows:
        return None
    return regulation_in_force(regulations, place=place_at(rows[0]["_division"]), on=today)


def _judge(row: Row, regulation: Regulation | None, cards: Cards, by: date) -> None:
    """Judge one key post, and fill in what the shape left to the service."""
    wanted = wanted_rank(row["_postRank"], row["_holderRank"])
    people = [_successor(one, wanted, cards) for one in row["successors"]]
    judged = judge_successors(people, wanted, regulation, by=by)
    born = row["_born"]
    conditions = risk_conditions(
        born=None if born is None else date.fromisoformat(born),
        successors=judged,
        regulation=regulation,
        by=by,
        language=cards.inquiry.language,
    )
    shown = {one["_worker"]: one for one in row["successors"]}
    row |= {
        "wantedLevel": None if wanted is None else wanted.name,
        "outcome": all_of(conditions),
        "conditions": conditions,
        "successors": [shown[one.successor.worker] | _told(one) for one in judged],
    }


def _successor(row: Row, wanted: Rank | None, cards: Cards) -> Successor:
    report = None
    if wanted is not None:
        editions = Editions((newer, older) for newer, older in row["_kin"])
        report = cards.judge(row["_facts"], wanted, editions, as_of=cards.inquiry.today)
    return Successor(row["_worker"], row["_rank"], report)


def _told(judged: Judged) -> Row:
    return {"inTime": judged.in_time, "readyOn": judged.ready_on, "lacks": judged.lacks}
