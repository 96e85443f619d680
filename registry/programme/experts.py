"""Who is free to help (S31): the candidate search, limited to a period, with the rule of lending.

Cards are those of the search: opaque, only of people who consent to be found. Who does not consent
to be lent (to everybody, or to the viewer's enterprise) is left out unless asked for. What one page
shows is judged, nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from registry.access import finder
from registry.candidates import Availability, Wish
from registry.candidates.search import extras_of, read_cards
from registry.graph.layout import connection
from registry.graph.regulations import decode_regulations
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.programme.explaining import explained
from registry.programme.lending import SUBJECT, Wanted, lendable
from registry.regulations import Regulation

FIELD = "availableExperts"


@dataclass(frozen=True, slots=True)
class ExpertQuestion:
    """Whom somebody looks for; `willing`: only who consents to be lent."""

    occupation: str
    mode: str
    start: date
    end: date
    duty_percent: int
    divisions: tuple[str, ...] = ()
    min_level: str | None = None
    willing: bool = True

    def wish(self, *, exclude: str | None) -> Wish:
        """Return it as a candidate search."""
        return Wish(
            occupations=(self.occupation,),
            divisions=self.divisions,
            min_level=self.min_level,
            available_for=Availability(self.start, self.end, self.duty_percent),
            exclude_enterprise=exclude,
            willing=self.willing,
        )


async def available_experts(
    inquiry: Inquiry,
    question: ExpertQuestion,
    wanted: Selection,
    arguments: Mapping[str, object],
) -> Row:
    """Return a page of experts who are free for that share of every day, the best first.

    `arguments` are those of the field. An enterprise does not find its own staff.

    Raises:
        BadPageError, BadCursorError, BadArgumentError: see `registry.errors`.
        UnknownCodeError: there is no such occupation or division.
    """
    page = inquiry.page(FIELD, arguments)
    who = finder(inquiry.viewer)
    if who is None:
        return connection([], [], more=False, page_is_first=True, total=0)
    wish = question.wish(exclude=inquiry.viewer.organisation)
    rows = wanted.below("nodes", "node")
    extras = extras_of(wish, wanted, rows) | {"regulations"}
    rows.want("_lending")
    answer = await read_cards(inquiry, wish, who, page, rows=rows, extras=extras, subject=SUBJECT)
    regulations = decode_regulations(answer.extras["regulations"])
    found = inquiry.connected(page, answer)
    found["nodes"] = [_expert(inquiry, row, question, regulations) for row in found["nodes"]]
    return found


def _expert(
    inquiry: Inquiry, card: Row, question: ExpertQuestion, regulations: Sequence[Regulation]
) -> Row:
    judged = lendable(
        card["_lending"],
        Wanted(
            question.mode,
            question.start,
            question.end,
            question.duty_percent,
            inquiry.viewer.organisation,
        ),
        regulations,
        today=inquiry.today,
        language=inquiry.language,
    )
    explanation = explained(inquiry, judged.regulation, judged.conditions)
    return {
        "node": card,
        "freePercent": judged.free_percent,
        "outcome": judged.outcome,
        **explanation,
    }
