"""The reasons of a score as a candidacy keeps them: written by `derive`, read by a card.

A card explains its score. The parts come from all facts of a worker, with the certificates of every
mentee: too much to read again for each card of a page. So a candidacy keeps, as one JSON text,

    [[ids of the certificates and appointments of its grade],
     [[criterion, units, [ids]], ... in the order of publication]]

and no weight or point, which are published (`registry.score`), nor the years, which a clock moves.
What stands here changes with its facts on the days of `Worker.validUntil`, like the points that the
search sorts by; so a card's parts add up to the score of its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import orjson

from registry.facts import AppointmentFact, CertificateFact
from registry.grade import Grade
from registry.score import ScorePart, score_part
from registry.vocabulary import Rank


def kept_reasons(grade: Grade, merits: Iterable[ScorePart]) -> str:
    """Return the text that a candidacy of this grade keeps."""
    earned = [(part.criterion, part.units, part.evidence) for part in merits]
    return orjson.dumps([[_id(item) for item in grade.evidence], earned]).decode()


def explain(reasons: str, *, rank: int, since: date, today: date) -> tuple[ScorePart, ...]:
    """Return the parts of the score on `today` of a candidacy that keeps these reasons.

    Parts of nothing are left out, but for the two of the grade.
    """
    evidence, earned = orjson.loads(reasons)
    return (
        score_part("LEVEL", rank, evidence, value=Rank(rank).name),
        score_part("YEARS", today.year - since.year, evidence[:1]),
        *(score_part(criterion, units, ids) for criterion, units, ids in earned),
    )


def _id(item: CertificateFact | AppointmentFact) -> str:
    return item.key if isinstance(item, CertificateFact) else item.id
