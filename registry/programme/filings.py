"""S15: filings of evaluation bodies, and how many of those who should be filed are.

The aim of the programme: all above-scale manufacturers that fulfil the conditions are filed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from registry.errors import BadArgumentError
from registry.graph.heads.filings import NOT_FILED, filings_head
from registry.graph.regulations import decode_regulations
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.places import place_at, province_of, require_division, require_industry
from registry.programme.coverage import SUBJECT, percent
from registry.regulations import Regulation, regulation_in_force
from registry.regulations.judging import at_least, condition
from registry.regulations.rows import division_row, regulation_row

KINDS: Final = ("EMPLOYER", "SOCIAL")
LAPSING_DAYS: Final = 90
"""What lapses in the next 90 days is shown beside the coverage (the issue's own number)."""


@dataclass(frozen=True, slots=True)
class FilingQuestion:
    """Which filings: where, of which kind, in force on a day, lapsing before a day; None: any.

    Raises:
        BadArgumentError: the kind is none.
        UnknownCodeError: there is no such division.
    """

    division: str | None
    kind: str | None
    expiring_before: date | None
    on: date | None

    def __post_init__(self) -> None:
        """Refuse what cannot be asked."""
        require_division(self.division)
        if self.kind is not None and self.kind not in KINDS:
            raise BadArgumentError(f"kind {self.kind} is not known; wanted {' or '.join(KINDS)}")


async def filings(
    inquiry: Inquiry,
    question: FilingQuestion,
    arguments: Mapping[str, object],
    selection: Selection,
) -> Row:
    """Return a page of filings; those that lapse come in the order in which they do."""
    head = filings_head(
        lapsing=question.expiring_before is not None, in_division=question.division is not None
    )
    return await inquiry.connection(
        head,
        arguments,
        selection,
        division=question.division,
        province=province_of(question.division),
        kind=question.kind,
        on=question.on,
        before=question.expiring_before,
    )


async def filing_coverage(
    inquiry: Inquiry,
    selection: Selection,
    *,
    division: str | None,
    industry: str | None,
    on: date | None,
) -> Row:
    """Return how many above-scale manufacturers are filed, and to their agencies which are not.

    Raises:
        UnknownCodeError: there is no such division or industry.
    """
    require_division(division)
    require_industry(industry)
    day = on or inquiry.today
    pages = list(selection.each("notFiled"))
    if len(pages) > 1:
        raise BadArgumentError("notFiled is asked with one first and after in an operation")
    arguments, below = pages[0] if pages else ((), Selection())
    named = dict(arguments)
    page = inquiry.page(
        NOT_FILED.name, {"division": division, "industry": industry, "on": day.isoformat(), **named}
    )
    counted = frozenset({"totalCount"}) if below.has("totalCount") else frozenset[str]()
    answer = await inquiry.read(
        NOT_FILED,
        below.below("nodes"),
        counted | {"counts", "lapsing", "regulations"},
        division=division,
        province=province_of(division),
        industry=industry,
        on=day,
        before=day + timedelta(days=LAPSING_DAYS),
        limit=page.limit if selection.has("notFiled") else 0,
        position=page.position,
        subject=SUBJECT,
    )
    above, filed = answer.extras["counts"]
    share = round(filed / above, 4) if above else None
    regulation = regulation_in_force(
        decode_regulations(answer.extras["regulations"]), place=place_at(division), on=day
    )
    return {
        "on": day.isoformat(),
        "division": division_row(division),
        "aboveScale": above,
        "filed": filed,
        "share": share,
        "lapsing": answer.extras["lapsing"],
        "conditions": [_condition(share, regulation, inquiry)],
        "regulation": None if regulation is None else regulation_row(regulation),
        "notFiled": lambda **_: inquiry.connected(page, answer),
    }


def _condition(share: float | None, regulation: Regulation | None, inquiry: Inquiry) -> Any:
    wanted = None if regulation is None else regulation.parameters.get("filedShare")
    text = (
        "规模以上制造业企业备案率达到目标"
        if inquiry.language == "zh"
        else "the share of above-scale manufacturers that are filed reaches the target"
    )
    return condition(
        "filedShare",
        at_least(share, wanted),
        text,
        detail=f"{percent(share)} / {percent(wanted)}",
        evidence=[] if regulation is None else [regulation.id],
    )
