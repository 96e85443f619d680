"""The published weights, and what they promise about orders."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from registry.facts import (
    AchievementFact,
    CertificateFact,
    CompetitionFact,
    HonourFact,
    StudioFact,
    WorkerFacts,
)
from registry.grade import grade_on
from registry.reasons import explain, kept_reasons
from registry.score import (
    MOST_STABLE_POINTS,
    by_level,
    by_score,
    merits,
    ranking_weights,
    score,
    score_in,
    stable_points,
)
from registry.vocabulary import (
    ACHIEVEMENT_SCOPES,
    COMPETITION_CLASSES,
    HONOUR_LEVELS,
)

TODAY = date(2026, 11, 24)


def certificate(rank: int, issued_on: date) -> CertificateFact:
    return CertificateFact(
        f"SKILL_GRADE:{rank}",
        "SKILL_GRADE",
        str(rank),
        rank,
        "2022:1",
        None,
        issued_on,
        "VALID",
        None,
    )


def test_every_level_of_honour_studio_contest_and_achievement_has_a_weight() -> None:
    criteria = set(ranking_weights())
    assert {f"HONOURS_{level}" for level in HONOUR_LEVELS} <= criteria
    assert {f"STUDIO_{level}" for level in HONOUR_LEVELS} <= criteria
    assert {f"COMPETITION_{class_}" for class_ in COMPETITION_CLASSES} <= criteria
    assert {f"ACHIEVEMENTS_{scope}" for scope in ACHIEVEMENT_SCOPES} <= criteria


def test_no_weight_is_about_sex_age_ethnicity_or_region() -> None:
    words = {"性别", "年龄", "民族", "籍贯", "户籍", "sex", "age", "ethnic", "gender"}
    for weight in ranking_weights().values():
        assert not words & set(f"{weight.zh} {weight.en}".lower().split())
        assert weight.zh
        assert weight.en


def test_stable_points_can_never_exceed_what_the_sort_key_holds() -> None:
    most = sum(
        weight.weight * weight.most
        for weight in ranking_weights().values()
        if weight.most is not None
    )
    assert stable_points(8, date.min, most) <= MOST_STABLE_POINTS
    assert len(by_score(stable_points(1, date(9999, 1, 1), 0), "")) == len(by_score(most, ""))


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param((6, date(2020, 1, 1)), (5, date(1980, 1, 1)), id="a-grade-outweighs-decades"),
        pytest.param((5, date(2019, 1, 1)), (5, date(2020, 1, 1)), id="earlier-by-a-year"),
        pytest.param((8, date(2026, 11, 24)), (7, date(1960, 1, 1)), id="the-highest-grade-today"),
    ],
)
def test_of_one_worker_the_better_grade_scores_more(
    better: tuple[int, date], worse: tuple[int, date]
) -> None:
    assert stable_points(*better, 7) > stable_points(*worse, 7)
    assert by_score(stable_points(*better, 7), "W") < by_score(stable_points(*worse, 7), "W")
    assert by_level(*better, 0, "W") < by_level(*worse, 0, "W")


def test_a_year_moves_every_score_by_the_same() -> None:
    points = [stable_points(4, date(2011, 5, 5), 0), stable_points(8, date(2025, 5, 5), 60)]
    assert {score_in(2027, each) - score_in(2026, each) for each in points} == {1}


def test_the_score_is_the_sum_of_its_parts_and_of_the_stable_points() -> None:
    facts = WorkerFacts(
        "W",
        certificates=(certificate(6, date(2015, 6, 1)), certificate(5, date(2009, 6, 1))),
        honours=(
            HonourFact("h1", "A", "甲", "NATIONAL", date(2020, 1, 1)),
            HonourFact("h2", "B", "乙", "CITY", date(2027, 1, 1)),
        ),
        competitions=(
            CompetitionFact("c1", "NATIONAL_1", 1, date(2018, 1, 1)),
            CompetitionFact("c2", "NATIONAL_1", 9, date(2019, 1, 1)),
        ),
        studios=(StudioFact("s1", "CITY", None), StudioFact("s2", "NATIONAL", date(2021, 1, 1))),
        achievements=(AchievementFact("a1", "METHOD", "法", None, None, None),),
    )
    grade = grade_on(facts, TODAY)
    assert grade is not None
    kept = kept_reasons(grade, merits(facts, TODAY))
    parts = explain(kept, rank=grade.rank, since=grade.since, today=TODAY)
    assert [(part.criterion, part.value, part.points) for part in parts] == [
        ("LEVEL", "SENIOR_TECHNICIAN", 600),
        ("YEARS", "11", 11),
        ("HONOURS_NATIONAL", "1", 40),
        ("COMPETITION_NATIONAL_1", "3", 30),
        ("STUDIO_NATIONAL", "1", 40),
    ]
    stable = stable_points(grade.rank, grade.since, score(merits(facts, TODAY)))
    assert score(parts) == score_in(TODAY.year, stable) == 721


def test_units_beyond_the_most_count_no_more_but_are_shown() -> None:
    honours = tuple(
        HonourFact(f"h{n}", "A", "甲", "ENTERPRISE", date(2020, 1, 1)) for n in range(7)
    )
    facts = WorkerFacts("W", honours=honours)
    [part] = merits(facts, TODAY)
    assert (part.value, part.points, len(part.evidence)) == ("7", 15, 7)


def test_reasons_are_the_same_text_in_whatever_order_facts_come() -> None:
    same_day = [certificate(6, date(2015, 6, 1)), certificate(6, date(2015, 6, 1))]
    held = [replace(one, key=f"SKILL_GRADE:{n}") for n, one in enumerate(same_day)]
    honours = [HonourFact(f"h{n}", "A", "甲", "CITY", date(2020, 1, 1)) for n in range(3)]
    texts = set()
    for certificates in permutations(held):
        for received in permutations(honours):
            facts = WorkerFacts("W", certificates=certificates, honours=received)
            grade = grade_on(facts, TODAY)
            assert grade is not None
            texts.add(kept_reasons(grade, merits(facts, TODAY)))
    assert texts == {'[["SKILL_GRADE:0","SKILL_GRADE:1"],[["HONOURS_CITY",3,["h0","h1","h2"]]]]'}
