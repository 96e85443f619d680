"""Training bases as they are asked for: a page by trade, grade and place, one base, a chain's gaps.

The statements are in `registry.graph.heads.training_bases`; the rules in `base_rules`,
`base_intake` and `small_firms`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from registry.editions import occupation_key
from registry.errors import BadArgumentError, UnknownCodeError
from registry.graph.heads.training_bases import (
    SUPPLIERS_WITHOUT_SEAT,
    TRAINING_BASE,
    Way,
    training_bases_head,
)
from registry.graph.regulations import decode_regulations
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.graph.shapes.training import year_bounds
from registry.inquiry import Inquiry
from registry.paging import counted
from registry.places import place_at, require_division
from registry.programme.base_intake import Looker, intake
from registry.programme.base_rules import ruling
from registry.programme.small_firms import Size, small_condition
from registry.reference import Seat, city_seats, divisions
from registry.regulations import Regulation, regulation_in_force
from registry.vocabulary import Rank

SUBJECT: Final = "TRAINING_BASE"
MAX_KM: Final = 5_000
KM_OF_DEGREE: Final = 111.0
"""Kilometres of a degree of latitude; rather too few, so that no band is too narrow."""


@dataclass(frozen=True, slots=True)
class Near:
    """Within so many kilometres of the seat of a division's city."""

    division: str
    km: float


@dataclass(frozen=True, slots=True)
class Question:
    """Which bases: all conditions hold together, None asks for nothing.

    Raises:
        BadArgumentError: a distance is impossible, or the place has no known seat.
        UnknownCodeError: there is no such division.
    """

    occupation: str | None = None
    level: str | None = None
    division: str | None = None
    near: Near | None = None
    designated: bool | None = None
    ended: bool = False

    def __post_init__(self) -> None:
        """Refuse what cannot be asked."""
        require_division(self.division)
        if self.near is None:
            return
        require_division(self.near.division)
        if not 0 < self.near.km <= MAX_KM:
            raise BadArgumentError(f"near.km is {self.near.km}, must be above 0, at most {MAX_KM}")
        if seat_of(self.near.division) is None:
            raise BadArgumentError(
                f"near.division {self.near.division} has no known seat, name a city or county"
            )

    @property
    def way(self) -> Way:
        """How the bases are found."""
        if self.occupation is not None:
            return "OCCUPATION"
        return "EVERY" if self.near is None else "NEAR"

    def parameters(self) -> dict[str, object]:
        """Return the parameters of the statement."""
        return {
            "occupation": None if self.occupation is None else occupation_key(self.occupation),
            "rank": None if self.level is None else Rank[self.level].value,
            "division": self.division,
            "designated": self.designated,
            "ended": self.ended,
            **_reach(self.near),
        }


def seat_of(division: str) -> Seat | None:
    """Return where the city of a division is; None where that is not known."""
    return city_seats().get(divisions()[division].city_code or "")


def _reach(near: Near | None) -> dict[str, object]:
    seat = None if near is None else seat_of(near.division)
    if near is None or seat is None:
        return dict.fromkeys(("latitude", "longitude", "metres", "south", "north"))
    degrees = near.km / KM_OF_DEGREE
    return {
        "latitude": seat.latitude,
        "longitude": seat.longitude,
        "metres": math.floor(near.km * 1_000),
        "south": seat.latitude - degrees,
        "north": seat.latitude + degrees,
    }


async def training_bases(
    inquiry: Inquiry, question: Question, wanted: Selection, *, first: int | None, after: str | None
) -> Row:
    """Return a page of bases, the nearest first where a place is asked for.

    Raises:
        UnknownCodeError: the graph has no such occupation.
    """
    head = training_bases_head(question.way, near=question.near is not None)
    page = inquiry.page(head.name, {**asdict(question), "first": first, "after": after})
    extras = {name for name in ("totalCount", "placeUnknown") if wanted.has(name)}
    rows = wanted.below("nodes")
    extras |= _extras_of(rows)
    if question.occupation is not None:
        extras.add("occupationKnown")
    answer = await inquiry.read(
        head,
        rows,
        frozenset(extras),
        limit=page.limit,
        position=page.position,
        subject=SUBJECT,
        **question.parameters(),
    )
    if answer.extras["occupationKnown"] is False:
        raise UnknownCodeError(f"occupation {question.occupation} is not known")
    _judge((row for _, row in answer.rows), answer.extras, inquiry)
    unknown = answer.extras["placeUnknown"]
    return {
        **inquiry.connected(page, answer),
        "placeUnknown": None if unknown is None else counted(unknown),
    }


async def training_base(inquiry: Inquiry, id_: str, wanted: Selection) -> Row | None:
    """Return one base."""
    answer = await inquiry.read(TRAINING_BASE, wanted, _extras_of(wanted), subject=SUBJECT, id=id_)
    rows = [row for _, row in answer.rows]
    _judge(rows, answer.extras, inquiry)
    return rows[0] if rows else None


async def suppliers_without_seat(
    inquiry: Inquiry,
    wanted: Selection,
    *,
    enterprise: str | None,
    year: int | None,
    first: int | None,
    after: str | None,
) -> Row:
    """Return a page of the suppliers of an enterprise (default: the viewer's) without a seat.

    Raises:
        BadArgumentError: the calendar has no such year, or the viewer is no enterprise and names
            none.
    """
    uscc = enterprise or inquiry.viewer.organisation
    if uscc is None:
        raise BadArgumentError("enterprise is not given, and the viewer is none")
    asked = inquiry.today.year if year is None else year
    bounds = year_bounds(asked)
    page = inquiry.page(
        SUPPLIERS_WITHOUT_SEAT.name,
        {"enterprise": uscc, "year": asked, "first": first, "after": after},
    )
    rows = wanted.below("nodes")
    extras = {"totalCount"} if wanted.has("totalCount") else set()
    if rows.has("small"):
        extras.add("regulations")
    answer = await inquiry.read(
        SUPPLIERS_WITHOUT_SEAT,
        rows,
        frozenset(extras),
        limit=page.limit,
        position=page.position,
        subject=SUBJECT,
        uscc=uscc,
        **bounds,
    )
    if rows.has("small"):
        regulations = decode_regulations(answer.extras["regulations"])
        for _, row in answer.rows:
            row["small"] = _smallness(row, regulations, _last_day(asked, inquiry.today), inquiry)
    return inquiry.connected(page, answer)


def _smallness(row: Row, regulations: Iterable[Regulation], on: date, inquiry: Inquiry) -> object:
    regulation = regulation_in_force(regulations, place=place_at(row["_division"]), on=on)
    size = Size(row["_kind"], row["_scaleAbove"], row["_staffTotal"])
    return small_condition(size, regulation, uscc=row["_uscc"], language=inquiry.language)


def _extras_of(rows: Selection) -> frozenset[str]:
    judged = rows.has("ruling") or rows.has("intake")
    return frozenset({"regulations"}) if judged else frozenset()


def _judge(rows: Iterable[Row], extras: Any, inquiry: Inquiry) -> None:
    """Fill in what follows from the regulations."""
    if extras["regulations"] is None:
        return
    regulations = decode_regulations(extras["regulations"])
    for row in rows:
        place = place_at(row["_division"])
        if "ruling" in row:
            day = row["designatedOn"]
            row["ruling"] = ruling(
                row["_titles"],
                designated_on=None if day is None else date.fromisoformat(day),
                regulations=regulations,
                place=place,
                language=inquiry.language,
            )
        if "intake" in row:
            row["intake"] = intake(
                row["_intake"],
                row["_offers"],
                regulation_of=_in_year(regulations, place, inquiry.today),
                looker=Looker(exact=row["_exact"], language=inquiry.language),
            )


def _in_year(
    regulations: Sequence[Regulation], place: Sequence[str], today: date
) -> Callable[[int], Regulation | None]:
    """Return the function that gives the regulation by which a year is judged at a place."""
    return lambda year: regulation_in_force(regulations, place=place, on=_last_day(year, today))


def _last_day(year: int, today: date) -> date:
    """Return the day by whose regulation a year is judged: its last, but never a later one."""
    return min(date(year, 12, 31), today)
