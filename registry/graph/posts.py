"""The posts and appointments of an enterprise, by which an appointment there is judged.

`SEATS` is an expression over `owner`, so that the dossier of an appointment reads it in its own
statement; a mutation reads it under the lock of the enterprise, so that two appointments cannot
take the last free post together.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from registry.dates import day_or_none
from registry.graph.driver import Transaction
from registry.graph.regulations import REGULATIONS, decode_regulations
from registry.places import place_at
from registry.programme.posts.appointing import Office, Seats
from registry.programme.posts.structure import PostFact
from registry.regulations import Regulation

SEATS: Final = """[owner.division,
    COLLECT {
        MATCH (owner)-[:HAS_POST]->(seat:Post)
        WHERE seat.from <= $day AND (seat.to IS NULL OR seat.to >= $day)
        RETURN [seat.id, seat.name, seat.rank, seat.quota]
    },
    COLLECT {
        MATCH (owner)<-[:BY]-(office:Appointment {rank: $rank})<-[:APPOINTED]-(officer:Worker)
        WHERE office.to IS NULL OR office.to >= $day
        RETURN [officer.id, office.post, office.rank, toString(office.from), toString(office.to)]
    }]"""
"""Posts in force on `$day`, and appointments to `$rank` that have not ended by then."""

LOCKED_SEATS: Final = (
    """
MATCH (owner:Organisation {uscc: $enterprise})
SET owner += {}
WITH owner
RETURN """
    + SEATS
    + ", "
    + REGULATIONS
)


def decode_seats(value: list[Any]) -> Seats:
    """Return the seats in a value of `SEATS`."""
    division, posts, offices = value
    return Seats(
        place=place_at(division),
        posts=tuple(PostFact(*post) for post in posts),
        offices=tuple(
            Office(worker, post, rank, date.fromisoformat(start), day_or_none(end))
            for worker, post, rank, start, end in offices
        ),
    )


async def locked_seats(
    tx: Transaction, enterprise: str, *, rank: int, day: date, subject: str
) -> tuple[Seats, tuple[Regulation, ...]]:
    """Lock an enterprise; return its seats and the regulations that judge them.

    An enterprise that does not exist has none of either.
    """
    parameters = {"enterprise": enterprise, "rank": rank, "day": day, "subject": subject}
    rows = await tx.run(LOCKED_SEATS, parameters)
    if not rows:
        return Seats((), (), ()), ()
    [[seats, regulations]] = rows
    return decode_seats(seats), decode_regulations(regulations)
