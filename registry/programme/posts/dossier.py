"""`appointmentCase`: all that speaks for and against one appointment, made or wanted.

Where the enterprise has appointed the worker to the grade, the latest such appointment is judged by
its own first day; else the day asked for is taken as the first day of a wanted one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.candidates.cards import Cards
from registry.dates import day_or_none
from registry.editions import Editions
from registry.graph.heads.appointment_case import APPOINTMENT_CASE
from registry.graph.policies import decode_policies
from registry.graph.regulations import decode_regulations
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.programme.posts.appointing import (
    SUBJECT,
    Appointing,
    Recorded,
    Waiver,
    conditions_of,
    verdict,
)
from registry.regulations import regulation_in_force
from registry.regulations.rows import regulation_row
from registry.vocabulary import Rank


@dataclass(frozen=True, slots=True)
class Question:
    """Whom an enterprise may appoint to a grade, to which post, from which day.

    `worker` None is nobody, `enterprise` None where the worker is employed on that day, `post` None
    any of the grade.
    """

    worker: str | None
    enterprise: str | None
    target: Rank
    post: str | None
    day: date


async def appointment_case(
    inquiry: Inquiry, question: Question, selection: Selection
) -> Row | None:
    """Return the dossier; None where person or enterprise are not there, or not open."""
    answer = await inquiry.read(
        APPOINTMENT_CASE,
        selection,
        frozenset({"policies", "regulations"}),
        worker=question.worker,
        enterprise=question.enterprise,
        rank=int(question.target),
        day=question.day,
        subject=SUBJECT,
        filings=True,
    )
    if not answer.rows:
        return None
    row = answer.rows[0][1]
    made = _Made.of(row["_recorded"])
    start = question.day if made is None else made.start
    cards = Cards(inquiry, decode_policies(answer.extras["policies"]))
    editions = Editions((newer, older) for newer, older in row["_kin"])
    report = cards.judge(row["_facts"], question.target, editions, as_of=start)
    regulation = regulation_in_force(
        decode_regulations(answer.extras["regulations"]), place=row["_seats"].place, on=start
    )
    case = Appointing(
        facts=row["_facts"],
        enterprise=row["_enterprise"],
        rank=question.target,
        post=question.post if made is None else made.post,
        start=start,
        end=None if made is None else made.end,
        seats=row["_seats"],
        regulation=regulation,
        report=report,
        waiver=None if made is None else made.waiver,
        recorded=None if made is None else made.recorded,
    )
    conditions = conditions_of(case, inquiry.language)
    return row | {
        "target": question.target.name,
        "asOf": start.isoformat(),
        "post": case.post,
        "outcome": verdict(conditions),
        "conditions": conditions,
        "eligibility": None if report is None else cards.report_row(report, sealed=False),
        "regulation": None if regulation is None else regulation_row(regulation),
        "exception": None if made is None else _exception_row(made.waiver),
        "publishedOn": None if made is None else made.recorded.published_on,
    }


@dataclass(frozen=True, slots=True)
class _Made:
    """An appointment that stands in the graph."""

    recorded: Recorded
    post: str | None
    start: date
    end: date | None
    waiver: Waiver | None

    @classmethod
    def of(cls, value: list[Any] | None) -> _Made | None:
        if value is None:
            return None
        id_, post, start, end, published_on, fields, reason, document_no = value
        return cls(
            recorded=Recorded(id_, day_or_none(published_on), tuple(fields or ())),
            post=post,
            start=date.fromisoformat(start),
            end=day_or_none(end),
            waiver=None if reason is None else Waiver(reason, document_no),
        )


def _exception_row(waiver: Waiver | None) -> Row | None:
    if waiver is None:
        return None
    return {"reason": waiver.reason, "documentNo": waiver.document_no}
