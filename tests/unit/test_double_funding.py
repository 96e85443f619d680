"""When two uses of funds are one too many."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from registry.programme.double_funding import Finding, Pair, Use, findings, rule_of, sentence
from registry.regulations import Regulation
from registry.vocabulary import Outcome

TODAY = date(2026, 11, 24)
FIRST = Use("U1", "SKILL_ACCOUNT", "T", "COURSE", "320100", 2025)
SECOND = replace(FIRST, id="U2", fund="EMPLOYMENT_SUBSIDY")
APPRENTICE = replace(SECOND, training="A", kind="APPRENTICESHIP")
PAIR = Pair(FIRST, SECOND, shown=True, people=("w1",))


def regulation(id_: str, division: str | None, begins: str, **more: Any) -> Regulation:
    funds = ("SKILL_ACCOUNT", "EMPLOYMENT_SUBSIDY", "UNEMPLOYMENT_INSURANCE")
    return Regulation(
        id_, id_, None, division, date.fromisoformat(begins), None, "FUND_USE", "low", None,
        {"publicFunds": funds, **more},
    )  # fmt: skip


NATION = regulation("CN", None, "2019-01-01")
WUHAN = regulation("WH", "420100", "2026-01-01", soleTrainings=("APPRENTICESHIP",))


def found(*pairs: Pair, regulations: tuple[Regulation, ...] = (NATION, WUHAN)) -> list[Finding]:
    return list(findings(pairs, rule_of(regulations, today=TODAY)))


def in_wuhan(use: Use, year: int = 2026) -> Use:
    return replace(use, division="420106", year=year)


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        pytest.param(PAIR, "TWO_PUBLIC_FUNDS", id="two-public-funds"),
        pytest.param(
            replace(PAIR, second=replace(FIRST, id="U2")), "PAID_TWICE", id="one-fund-twice"
        ),
        pytest.param(
            replace(PAIR, second=replace(SECOND, fund="ENTERPRISE_EDUCATION")), None,
            id="a-firm-may-add-its-own",
        ),
        pytest.param(
            replace(PAIR, second=replace(SECOND, training="other")), None, id="another-training"
        ),
        pytest.param(
            replace(PAIR, first=replace(FIRST, training=None),
                    second=replace(SECOND, training=None)), None,
            id="two-trainings-without-a-name-are-not-one",
        ),
        pytest.param(replace(PAIR, people=()), "SAME_TRAINING", id="nobody-recorded"),
        pytest.param(replace(PAIR, second=APPRENTICE), None, id="an-apprentice-elsewhere"),
        pytest.param(
            replace(PAIR, first=in_wuhan(FIRST), second=in_wuhan(APPRENTICE)),
            "BESIDE_SOLE_TRAINING", id="an-apprentice-of-wuhan",
        ),
        pytest.param(
            replace(PAIR, first=in_wuhan(FIRST, 2025), second=in_wuhan(APPRENTICE, 2025)), None,
            id="before-the-rule-of-wuhan",
        ),
        pytest.param(
            replace(PAIR, first=in_wuhan(FIRST), second=in_wuhan(APPRENTICE, 2025)), None,
            id="an-apprentice-in-another-year",
        ),
        pytest.param(
            replace(PAIR, first=in_wuhan(FIRST), second=in_wuhan(APPRENTICE), people=()), None,
            id="nobody-recorded-beside-an-apprentice",
        ),
    ],
)  # fmt: skip
def test_a_pair(pair: Pair, expected: str | None) -> None:
    assert [finding.kind for finding in found(pair)] == ([] if expected is None else [expected])


def test_who_is_not_recorded_is_a_question() -> None:
    assert found(PAIR)[0].outcome is Outcome.UNMET
    assert found(replace(PAIR, people=()))[0].outcome is Outcome.UNKNOWN


def test_a_pair_is_found_once() -> None:
    turned = Pair(SECOND, FIRST, shown=True, people=("w1",))
    assert len(found(PAIR, turned)) == 1


def test_without_a_regulation_nothing_is_found() -> None:
    assert found(PAIR, regulations=()) == []


def test_the_other_place_is_said_and_not_shown() -> None:
    [finding] = found(replace(PAIR, shown=False))
    assert finding.evidence == ("U1",)
    assert "outside" in sentence(finding, "en")
    assert found(PAIR)[0].evidence == ("U1", "U2")
