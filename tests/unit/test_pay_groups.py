"""Which groups of people may be published by how they are paid."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from random import Random

import pytest

from registry.programme.pay_groups import Group, Limits, Paid, Published, publish, wider
from registry.vocabulary import PAY_MODES

LIMITS = Limits(people=5, employers=3, largest_share=0.5, step=1_000)
NANJING, SUZHOU, HANGZHOU = "320100", "320500", "330100"


def paid(
    people: int,
    *,
    employers: Sequence[str] = "abc",
    city: str = NANJING,
    mode: str = "ANNUAL",
    rank: int | None = 4,
    occupation: str | None = "2022:1",
    amount: float | None = 100_000,
) -> list[Paid]:
    """Return people spread over employers one after the other."""
    return [
        Paid(
            employer=f"{city}{employers[number % len(employers)]}",
            occupation=occupation,
            rank=rank,
            province=f"{city[:2]}0000",
            city=city,
            mode=mode,
            amount=amount,
        )
        for number in range(people)
    ]


def groups(*people: list[Paid], limits: Limits = LIMITS) -> dict[Group, Published]:
    return {one.group: one for one in publish([one for some in people for one in some], limits)}


@pytest.mark.parametrize(
    ("people", "employers", "is_published"),
    [
        pytest.param(6, "abc", True, id="enough-people-of-enough-employers"),
        pytest.param(5, "abc", True, id="five-people"),
        pytest.param(4, "abcd", False, id="four-people"),
        pytest.param(6, "ab", False, id="two-employers"),
        pytest.param(6, "aabcab", True, id="half-of-one-employer"),
        pytest.param(7, "aaabcaa", False, id="more-than-half-of-one-employer"),
    ],
)
def test_limits_of_a_group(people: int, employers: str, is_published: bool) -> None:
    found = groups(paid(people, employers=employers))
    assert (Group() in found) == is_published
    assert (Group("2022:1", 4, NANJING, "ANNUAL") in found) == is_published


def test_a_group_says_how_many_and_which_modes_nobody_has() -> None:
    found = groups(paid(6))[Group()]
    assert (found.people, found.median) == (6, 100_000)
    assert found.absent == ("POST_PERFORMANCE", "AGREEMENT", "PROJECT")


def test_what_is_not_known_belongs_to_all_alone() -> None:
    found = groups(paid(6, occupation=None, rank=None))
    assert {group.occupation for group in found} == {""}
    assert {group.rank for group in found} == {0}


@pytest.mark.parametrize(
    ("amounts", "median"),
    [
        pytest.param([50_499] * 6, 50_000, id="down"),
        pytest.param([50_500] * 6, 51_000, id="half-goes-up"),
        pytest.param([10_000, 20_000, 30_000, 40_000, 50_000], 30_000, id="the-middle"),
        pytest.param([50_000.0, None, None, 50_000, 50_000, 50_000], None, id="four-known"),
        pytest.param([None] * 6, None, id="none-known"),
    ],
)
def test_medians_are_rounded(amounts: list[float | None], median: float | None) -> None:
    people = [
        one for place, amount in enumerate(amounts)
        for one in paid(1, employers="abc"[place % 3], amount=amount)
    ]  # fmt: skip
    assert groups(people)[Group()].median == median


def test_a_city_that_the_rest_would_tell_is_held_back() -> None:
    # Suzhou's four are what Nanjing's twelve lack to the sixteen of the province.
    found = groups(paid(12), paid(4, employers="abc", city=SUZHOU))
    assert Group(place="320000") in found
    assert not {Group(place=NANJING), Group(place=SUZHOU)} & set(found)


def test_what_is_left_of_enough_people_tells_nobody() -> None:
    # Hangzhou's five have one employer; they are not published, and may be left over.
    found = groups(paid(12), paid(5, employers="a", city=HANGZHOU))
    assert Group(place=NANJING) in found
    assert Group(place=HANGZHOU) not in found


def test_a_mode_that_the_others_would_tell_is_held_back() -> None:
    found = groups(paid(9, mode="POST_PERFORMANCE"), paid(3))
    assert found.keys() & {Group(mode=mode) for mode in PAY_MODES} == set()
    assert found[Group()].people == 12


def test_the_smallest_part_is_held_back_first() -> None:
    found = groups(
        paid(12, occupation="2022:1"),
        paid(6, occupation="2022:2", employers="def"),
        paid(2, occupation="2022:3"),
    )
    assert Group("2022:1") in found
    assert Group("2022:2") not in found


def test_a_narrow_group_needs_its_wider_ones() -> None:
    # All of Nanjing together has an employer with more than half; its technicians have not.
    found = groups(
        paid(12, employers="a", rank=4), paid(6, rank=5), paid(30, city=HANGZHOU, rank=4)
    )
    assert Group(place=NANJING) not in found
    assert Group(rank=5, place=NANJING) not in found


@pytest.mark.parametrize("seed", range(12))
def test_no_two_answers_tell_of_less_than_five(seed: int) -> None:
    random = Random(seed)
    people = [
        one
        for city, mode, rank in product((NANJING, SUZHOU, HANGZHOU), PAY_MODES, (4, 5, None))
        for one in paid(
            random.randint(0, 9), city=city, mode=mode, rank=rank,
            employers="abcdef"[: random.randint(1, 6)], occupation=f"2022:{random.randint(1, 3)}",
        )
    ]  # fmt: skip
    found = groups(people)
    assert found
    sizes = {group: one.people for group, one in found.items()}
    for group in found:
        assert all(parent in found for _, parent in wider(group))
    for parent, name in product(found, ("occupation", "rank", "place", "mode")):
        parts = [
            size for group, size in sizes.items() if (name, parent) in set(wider(group))
        ]  # fmt: skip
        left = sizes[parent] - sum(parts)
        assert not parts or left == 0 or left >= LIMITS.people
