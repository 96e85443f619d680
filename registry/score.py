"""How candidates are ranked: published weights, parts that add up, keys that sort.

A score is the sum of parts, and a part is `weight x units`, so that everybody can check it by hand.
The weights are data (`registry/reference/ranking_weights.json`), the same for everyone, and say
nothing about sex, age, ethnicity or region.

- Only LEVEL and YEARS depend on the grade that a search finds; the rest belongs to the worker. A
  grade outweighs every span of years in a working life, so of one worker the higher grade never
  scores less, and of equal grades the earlier one scores more.
- YEARS counts calendar years and is the only part that a clock moves, by the same amount for
  everybody on 1 January. So `score = stable points + this year x weight of YEARS`, and an order by
  stable points holds for ever.
- Sort keys are text in ascending order, best first: descending parts as complements of fixed width,
  the worker's id last.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from registry.facts import WorkerFacts
from registry.grade import mentees_on, mentees_promoted
from registry.vocabulary import HONOUR_LEVELS

MOST_STABLE_POINTS: Final = 49_999
"""No sum of stable points is higher: a test adds up the weights with their limits."""

_PLACES: Final = {1: 3, 2: 2, 3: 2, 4: 1, 5: 1, 6: 1, 7: 1, 8: 1}


@dataclass(frozen=True, slots=True)
class Weight:
    """A published weight: points for each unit, and how many units count at most (None: all)."""

    criterion: str
    weight: int
    most: int | None
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class ScorePart:
    """A part of a score: `points` = `weight` x units.

    `value` is the grade or the number of units; `evidence` are ids of facts.
    """

    criterion: str
    units: int
    value: str
    weight: int
    points: int
    evidence: tuple[str, ...]


@cache
def ranking_weights() -> dict[str, Weight]:
    """Return the published weights by criterion, in the order of publication."""
    text = (files("registry.reference") / "ranking_weights.json").read_text(encoding="utf-8")
    return {row["criterion"]: Weight(**row) for row in json.loads(text)}


def score(parts: Iterable[ScorePart]) -> int:
    """Return the sum of the parts."""
    return sum(part.points for part in parts)


def stable_points(rank: int, since: date, merit_points: int) -> int:
    """Return the points that no clock moves: the score without this year's share of YEARS."""
    weights = ranking_weights()
    return weights["LEVEL"].weight * rank - weights["YEARS"].weight * since.year + merit_points


def score_in(year: int, points: int) -> int:
    """Return the score in a calendar year of somebody with these stable points."""
    return points + ranking_weights()["YEARS"].weight * year


def by_score(points: int, worker_id: str) -> str:
    """Return the sort key of SCORE: the higher score first, then the lower id."""
    return f"{MOST_STABLE_POINTS - points:05d}{worker_id}"


def by_level(rank: int, since: date, points: int, worker_id: str) -> str:
    """Return the sort key of LEVEL: higher rank, earlier day, higher score, lower id."""
    return f"{9 - rank}{since.isoformat()}{by_score(points, worker_id)}"


def score_part(
    criterion: str, units: int, evidence: Iterable[str], *, value: str | None = None
) -> ScorePart:
    """Return a part of so many units; no more than the most of its weight give points."""
    weight = ranking_weights()[criterion]
    counted = units if weight.most is None else min(units, weight.most)
    return ScorePart(
        criterion=criterion,
        units=units,
        value=str(units) if value is None else value,
        weight=weight.weight,
        points=weight.weight * counted,
        evidence=tuple(evidence),
    )


def merits(facts: WorkerFacts, today: date) -> tuple[ScorePart, ...]:
    """Return the parts that do not depend on the grade, in the order of publication."""
    if not (
        facts.honours or facts.competitions or facts.mentees or facts.studios or facts.achievements
    ):
        return ()  # Most workers: a bulk load derives a million of them.
    counted: dict[str, list[tuple[int, str]]] = {}
    _count_honours(counted, facts, today)
    _count_competitions(counted, facts, today)
    for criterion, mentees in (
        ("MENTEES", mentees_on(facts, today)),
        ("MENTEES_PROMOTED", mentees_promoted(facts, today)),
    ):
        counted[criterion] = [(1, mentee) for mentee in mentees]
    _count_studio(counted, facts, today)
    for achievement in facts.achievements:
        if achievement.scope is not None and (achievement.on is None or achievement.on <= today):
            counted.setdefault(f"ACHIEVEMENTS_{achievement.scope}", []).append((1, achievement.id))
    return tuple(
        score_part(
            criterion,
            sum(units for units, _ in counted[criterion]),
            tuple(sorted(item for _, item in counted[criterion])),
        )
        for criterion in ranking_weights()
        if counted.get(criterion)
    )


def _count_honours(
    counted: dict[str, list[tuple[int, str]]], facts: WorkerFacts, today: date
) -> None:
    for honour in facts.honours:
        if honour.on <= today:
            counted.setdefault(f"HONOURS_{honour.level}", []).append((1, honour.key))


def _count_competitions(
    counted: dict[str, list[tuple[int, str]]], facts: WorkerFacts, today: date
) -> None:
    for result in facts.competitions:
        units = _PLACES.get(result.rank, 0)
        if units and result.on <= today:
            counted.setdefault(f"COMPETITION_{result.class_}", []).append((units, result.key))


def _count_studio(
    counted: dict[str, list[tuple[int, str]]], facts: WorkerFacts, today: date
) -> None:
    """Count the studio of the highest level: a master who leads two is not twice a master."""
    led = [
        (HONOUR_LEVELS.index(studio.level), studio.id)
        for studio in facts.studios
        if studio.approved_on is None or studio.approved_on <= today
    ]
    if led:
        level, studio_id = max(led, key=lambda item: (item[0], item[1]))
        counted[f"STUDIO_{HONOUR_LEVELS[level]}"] = [(1, studio_id)]
