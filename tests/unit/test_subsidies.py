"""What is paid for a certificate, rule by rule: edges of periods, missing facts, provinces."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import Any, Final

import pytest

from registry.dates import add_months
from registry.editions import Editions
from registry.facts import CertificateFact, StatementFact
from registry.places import place_at
from registry.programme.challenges import Bidding, bidding_conditions
from registry.programme.subsidies.catalogues import additions
from registry.programme.subsidies.facts import (
    Apprenticed,
    Catalogue,
    Claim,
    FundUsed,
    Item,
    Person,
)
from registry.programme.subsidies.finding import Found, catalogues_at, find
from registry.programme.subsidies.rules import Case, Quote, quote
from registry.regulations import Regulation, parse_regulation, regulation_in_force
from registry.vocabulary import Outcome, Rank

MET, UNMET, UNKNOWN = Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN

WELDER: Final = "2022:6-18-02-04"
OLD_WELDER: Final = "2015:6-18-02-04"
TURNER: Final = "2022:6-18-01-01"
EDITIONS: Final = Editions([(WELDER, OLD_WELDER)])
TODAY: Final = date(2026, 11, 24)
NUMBER: Final = "S000032000123264000017"
COUNTY, CITY, PROVINCE = "320921", "320900", "320000"

CERTIFICATE: Final = CertificateFact(
    key=f"SKILL_GRADE:{NUMBER}",
    kind="SKILL_GRADE",
    number=NUMBER,
    rank=Rank.SENIOR,
    occupation=WELDER,
    work_type=None,
    issued_on=date(2026, 6, 1),
    status="VALID",
    status_since=None,
)
INSURED: Final = StatementFact("w|INSURED", "INSURED", True, date(2020, 1, 1), None)
PERSON: Final = Person(
    birth_date=date(1990, 5, 5), place=(COUNTY, CITY, PROVINCE), statements=(INSURED,)
)
ITEM: Final = Item("C|o|4", "C", WELDER, Rank.SENIOR, base=2000, urgent=True)
CATALOGUE: Final = Catalogue("C", CITY, 1, supplements=False)
PARAMETERS: Final[dict[str, Any]] = {
    "months": 12,
    "maxPaid": 3,
    "uplift": 0.3,
    "minAge": 16,
    "maxAge": 60,
    "minLevel": "JUNIOR",
    "maxLevel": "SENIOR_TECHNICIAN",
    "insured": "INSURED",
    "publicFunds": ["SKILL_ACCOUNT", "EMPLOYMENT_SUBSIDY"],
    "mayAdd": 0.3,
}


def regulation(**changes: Any) -> Regulation:
    """Return a regulation with some parameters changed; None leaves one out."""
    given = {k: v for k, v in {**PARAMETERS, **changes}.items() if v is not None}
    return parse_regulation(
        {
            "id": "R",
            "title": "T",
            "division": None,
            "validFrom": "2020-01-01",
            "subject": "SUBSIDY",
            "confidence": "high",
            "parameters": given,
        }
    )


def case(**changes: Any) -> Case:
    """Return a case in which everything is in order, but for these changes."""
    known: dict[str, Any] = {
        "certificate": CERTIFICATE,
        "person": PERSON,
        "found": Found(MET, ITEM, CATALOGUE),
        "regulation": regulation(),
        "editions": EDITIONS,
        "on": TODAY,
        "language": "en",
    }
    return Case(**{**known, **changes})


def outcomes(said: Quote) -> dict[str, Outcome]:
    """Return the outcome of each condition."""
    return {one.code: one.outcome for one in said.conditions}


def only(said: Quote) -> dict[str, Outcome]:
    """Return the conditions that are not met."""
    return {code: outcome for code, outcome in outcomes(said).items() if outcome is not MET}


def certificate(**changes: Any) -> CertificateFact:
    return replace(CERTIFICATE, **changes)


def person(**changes: Any) -> Person:
    return replace(PERSON, **changes)


def claim(**changes: Any) -> Claim:
    return replace(Claim("K1", TURNER, Rank.SENIOR, None, date(2025, 1, 1), "PAID"), **changes)


def test_all_in_order_pays_base_and_uplift() -> None:
    said = quote(case())
    assert (said.outcome, said.base, said.uplift, said.rate, said.amount) == (
        MET, 2000, 0.3, 2600.0, 2600.0,
    )  # fmt: skip
    assert list(outcomes(said)) == [
        "CERTIFICATE_COUNTS", "IN_CATALOGUE", "GRADE_IN_RANGE", "IN_TIME", "NOT_PAID_BEFORE",
        "FEWER_THAN_MAX_PAID", "AGE_IN_RANGE", "INSURED", "NO_DOUBLE_FUNDING",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("item", "parameters", "uplift", "amount"),
    [
        pytest.param({"urgent": False}, {}, 0.0, 2000.0, id="a-usual-trade-is-not-raised"),
        pytest.param({}, {"urgentFrom": "SENIOR"}, 0.3, 2600.0, id="urgent-at-the-lowest-grade"),
        pytest.param({}, {"urgentFrom": "TECHNICIAN"}, 0.0, 2000.0, id="urgent-below-the-grade"),
        pytest.param({"urgent": None}, {}, None, None, id="not-known-whether-urgent"),
        pytest.param({"base": None}, {}, 0.3, None, id="no-known-rate"),
        pytest.param({"base": 1000.1}, {"uplift": 0.155}, 0.155, 1155.12, id="rounded-to-a-fen"),
    ],
)
def test_rates(
    item: dict[str, Any],
    parameters: dict[str, Any],
    uplift: float | None,
    amount: float | None,
) -> None:
    found = Found(MET, replace(ITEM, **item), CATALOGUE)
    said = quote(case(found=found, regulation=regulation(**parameters)))
    assert (said.outcome, said.uplift, said.amount) == (MET, uplift, amount)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            {"certificate": certificate(issued_on=date(2025, 11, 24))}, {}, id="last-day-in-time"
        ),
        pytest.param(
            {"certificate": certificate(issued_on=date(2025, 11, 23))},
            {"IN_TIME": UNMET},
            id="a-day-too-late",
        ),
        pytest.param(
            {"certificate": certificate(status="REVOKED", status_since=date(2026, 11, 25))},
            {},
            id="revoked-tomorrow-counts-today",
        ),
        pytest.param(
            {"certificate": certificate(status="REVOKED", status_since=TODAY)},
            {"CERTIFICATE_COUNTS": UNMET},
            id="revoked-today",
        ),
        pytest.param(
            {"certificate": certificate(rank=Rank.APPRENTICE)},
            {"GRADE_IN_RANGE": UNMET},
            id="grade-below-the-range",
        ),
        pytest.param(
            {"certificate": certificate(rank=Rank.SPECIAL_TECHNICIAN)},
            {"GRADE_IN_RANGE": UNMET},
            id="grade-above-the-range",
        ),
        pytest.param(
            {"certificate": certificate(rank=None)}, {"GRADE_IN_RANGE": UNKNOWN}, id="no-grade"
        ),
        pytest.param({"person": person(birth_date=date(2010, 11, 24))}, {}, id="sixteen-today"),
        pytest.param(
            {"person": person(birth_date=date(2010, 11, 25))},
            {"AGE_IN_RANGE": UNMET},
            id="sixteen-tomorrow",
        ),
        pytest.param({"person": person(birth_date=date(1965, 11, 25))}, {}, id="still-sixty-today"),
        pytest.param(
            {"person": person(birth_date=date(1965, 11, 24))},
            {"AGE_IN_RANGE": UNMET},
            id="sixty-one-today",
        ),
        pytest.param(
            {"person": person(birth_date=None)}, {"AGE_IN_RANGE": UNKNOWN}, id="no-birth-date"
        ),
        pytest.param(
            {
                "person": person(birth_date=None),
                "regulation": regulation(minAge=None, maxAge=None),
            },
            {},
            id="no-age-is-asked-for",
        ),
        pytest.param(
            {"person": person(statements=())}, {"INSURED": UNKNOWN}, id="nobody-said-insured"
        ),
        pytest.param(
            {"person": person(statements=(replace(INSURED, holds=False),))},
            {"INSURED": UNMET},
            id="said-not-insured",
        ),
        pytest.param(
            {"person": person(statements=(replace(INSURED, end=date(2026, 11, 23)),))},
            {"INSURED": UNKNOWN},
            id="statement-ended-yesterday",
        ),
        pytest.param(
            {"person": person(statements=()), "regulation": regulation(insured=None)},
            {},
            id="insurance-is-not-asked-for",
        ),
    ],
)
def test_conditions_of_certificate_and_person(
    changes: dict[str, Any], expected: dict[str, Outcome]
) -> None:
    assert only(quote(case(**changes))) == expected


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        pytest.param([claim()], {}, id="another-trade"),
        pytest.param([claim(occupation=WELDER, rank=Rank.TECHNICIAN)], {}, id="another-grade"),
        pytest.param([claim(occupation=WELDER)], {"NOT_PAID_BEFORE": UNMET}, id="the-same"),
        pytest.param(
            [claim(occupation=OLD_WELDER)],
            {"NOT_PAID_BEFORE": UNMET},
            id="the-same-by-its-old-code",
        ),
        pytest.param(
            [claim(certificate=NUMBER)], {"NOT_PAID_BEFORE": UNMET}, id="the-certificate-itself"
        ),
        pytest.param(
            [claim(occupation=WELDER, claimed_on=date(2026, 11, 25))], {}, id="claimed-tomorrow"
        ),
        pytest.param(
            [claim(occupation=WELDER, claimed_on=TODAY)],
            {"NOT_PAID_BEFORE": UNMET},
            id="claimed-today",
        ),
        pytest.param([claim(occupation=WELDER, status="REFUSED")], {}, id="refused"),
        pytest.param(
            [claim(occupation=WELDER, status="PENDING")],
            {"NOT_PAID_BEFORE": UNKNOWN},
            id="pending",
        ),
        pytest.param(
            [claim(occupation=None)], {"NOT_PAID_BEFORE": UNKNOWN}, id="paid-for-no-known-trade"
        ),
        pytest.param(
            [claim(occupation=None, rank=Rank.JUNIOR)], {}, id="no-known-trade-of-another-grade"
        ),
        pytest.param([claim(), claim(id="K2", rank=Rank.JUNIOR)], {}, id="two-paid"),
        pytest.param(
            [claim(), claim(id="K2", rank=Rank.JUNIOR), claim(id="K3", rank=Rank.TECHNICIAN)],
            {"FEWER_THAN_MAX_PAID": UNMET},
            id="three-paid",
        ),
        pytest.param(
            [
                claim(),
                claim(id="K2", rank=Rank.JUNIOR),
                claim(id="K3", rank=Rank.TECHNICIAN, status="PENDING"),
            ],
            {"FEWER_THAN_MAX_PAID": UNKNOWN},
            id="two-paid-and-one-pending",
        ),
    ],
)
def test_claims_before(claims: list[Claim], expected: dict[str, Outcome]) -> None:
    assert only(quote(case(person=person(claims=tuple(claims))))) == expected


def apprenticed(**changes: Any) -> Apprenticed:
    return replace(
        Apprenticed("A1", WELDER, Rank.SENIOR, "SKILL_ACCOUNT", date(2025, 1, 1), None, None),
        **changes,
    )


@pytest.mark.parametrize(
    ("records", "outcome"),
    [
        pytest.param({"apprenticeships": (apprenticed(),)}, UNMET, id="a-funded-apprenticeship"),
        pytest.param(
            {"apprenticeships": (apprenticed(occupation=OLD_WELDER),)}, UNMET, id="by-its-old-code"
        ),
        pytest.param(
            {"apprenticeships": (apprenticed(rank=Rank.INTERMEDIATE),)}, MET, id="of-another-grade"
        ),
        pytest.param(
            {"apprenticeships": (apprenticed(certificate="other"),)},
            MET,
            id="that-led-to-another-certificate",
        ),
        pytest.param(
            {"apprenticeships": (apprenticed(occupation=None, certificate=NUMBER),)},
            UNMET,
            id="that-led-to-this-certificate",
        ),
        pytest.param(
            {"apprenticeships": (apprenticed(fund="ENTERPRISE_EDUCATION"),)},
            MET,
            id="paid-by-the-enterprise",
        ),
        pytest.param({"apprenticeships": (apprenticed(fund=None),)}, UNKNOWN, id="of-unknown-fund"),
        pytest.param(
            {"apprenticeships": (apprenticed(start=date(2026, 11, 25)),)}, MET, id="not-yet-begun"
        ),
        pytest.param(
            {"fund_uses": (FundUsed("U", "SKILL_ACCOUNT", NUMBER, 2026),)},
            UNMET,
            id="a-fund-paid-for-the-certificate",
        ),
        pytest.param(
            {
                "fund_uses": (FundUsed("U", "SKILL_ACCOUNT", "session-a", 2026),),
                "sessions": {CERTIFICATE.key: "session-a"},
            },
            UNMET,
            id="a-fund-paid-for-the-session",
        ),
        pytest.param(
            {"fund_uses": (FundUsed("U", "SKILL_ACCOUNT", "session-b", 2026),)},
            MET,
            id="a-fund-paid-for-another-session",
        ),
        pytest.param(
            {"fund_uses": (FundUsed("U", "SKILL_ACCOUNT", None, 2026),)},
            UNKNOWN,
            id="a-fund-paid-for-something-that-year",
        ),
        pytest.param(
            {"fund_uses": (FundUsed("U", "SKILL_ACCOUNT", None, 2024),)},
            MET,
            id="a-fund-paid-for-something-long-before",
        ),
    ],
)
def test_no_training_is_paid_twice(records: dict[str, Any], outcome: Outcome) -> None:
    said = quote(case(person=person(**records)))
    assert outcomes(said)["NO_DOUBLE_FUNDING"] is outcome
    assert said.amount == {MET: 2600.0, UNMET: 0.0, UNKNOWN: None}[outcome]


def test_without_a_regulation_what_it_would_decide_is_unknown() -> None:
    said = quote(case(regulation=None))
    assert said.outcome is UNKNOWN
    assert said.amount is None
    assert {code for code, outcome in outcomes(said).items() if outcome is MET} == {
        "CERTIFICATE_COUNTS", "IN_CATALOGUE", "NOT_PAID_BEFORE",
    }  # fmt: skip


def test_evidence_names_the_records() -> None:
    said = quote(case(person=person(claims=(claim(occupation=WELDER),))))
    evidence = {one.code: one.evidence for one in said.conditions}
    assert evidence["NOT_PAID_BEFORE"] == ("K1",)
    assert evidence["CERTIFICATE_COUNTS"] == (CERTIFICATE.key,)
    assert evidence["IN_CATALOGUE"] == (ITEM.key,)
    assert evidence["INSURED"] == (INSURED.key,)


def catalogue(division: str, *, supplements: bool | None, version: int = 1) -> Catalogue:
    return Catalogue(f"{division}-{version}", division, version, supplements)


def item_of(one: Catalogue, occupation: str = WELDER) -> Item:
    key = f"{one.id}|{occupation}|4"
    return Item(key, one.id, occupation, Rank.SENIOR, base=1000, urgent=False)


COUNTY_ADDS: Final = catalogue(COUNTY, supplements=True)
COUNTY_ALONE: Final = catalogue(COUNTY, supplements=False)
COUNTY_UNSURE: Final = catalogue(COUNTY, supplements=None)
CITY_ALONE: Final = catalogue(CITY, supplements=False)
CITY_LATER: Final = catalogue(CITY, supplements=False, version=2)


@pytest.mark.parametrize(
    ("catalogues", "items", "outcome", "by"),
    [
        pytest.param([], [], UNKNOWN, None, id="no-catalogue-is-known"),
        pytest.param([CITY_ALONE], [], UNMET, None, id="not-in-it"),
        pytest.param(
            [CITY_ALONE], [item_of(CITY_ALONE, OLD_WELDER)], MET, CITY_ALONE, id="by-an-old-code"
        ),
        pytest.param([CITY_ALONE], [item_of(CITY_ALONE, TURNER)], UNMET, None, id="another-trade"),
        pytest.param(
            [CITY_ALONE, COUNTY_ALONE],
            [item_of(CITY_ALONE), item_of(COUNTY_ALONE)],
            MET,
            COUNTY_ALONE,
            id="the-nearest-decides",
        ),
        pytest.param(
            [CITY_ALONE, COUNTY_ALONE],
            [item_of(CITY_ALONE)],
            UNMET,
            None,
            id="the-nearest-stands-alone",
        ),
        pytest.param(
            [CITY_ALONE, COUNTY_ADDS],
            [item_of(CITY_ALONE)],
            MET,
            CITY_ALONE,
            id="the-nearest-adds-to-the-one-above",
        ),
        pytest.param(
            [CITY_ALONE, COUNTY_UNSURE],
            [item_of(CITY_ALONE)],
            UNKNOWN,
            CITY_ALONE,
            id="not-known-whether-it-adds",
        ),
        pytest.param([COUNTY_ADDS], [], UNKNOWN, None, id="what-it-adds-to-is-not-known"),
        pytest.param(
            [CITY_ALONE, CITY_LATER],
            [item_of(CITY_ALONE)],
            UNMET,
            None,
            id="the-latest-version-decides",
        ),
    ],
)
def test_the_item_of_a_certificate(
    catalogues: list[Catalogue], items: list[Item], outcome: Outcome, by: Catalogue | None
) -> None:
    at_place = catalogues_at(catalogues, (COUNTY, CITY, PROVINCE))
    found = find(CERTIFICATE, catalogues=at_place, items=items, editions=EDITIONS)
    assert found.outcome is outcome
    assert (found.item and found.item.catalogue) == (by and by.id)


@pytest.mark.parametrize(
    ("division", "added", "outcome"),
    [
        pytest.param(COUNTY, (10, 3), MET, id="thirty-percent-exactly"),
        pytest.param(COUNTY, (10, 4), UNMET, id="one-too-many"),
        pytest.param(COUNTY, None, UNKNOWN, id="nothing-above-is-known"),
    ],
)
def test_what_a_county_adds(division: str, added: tuple[int, int] | None, outcome: Outcome) -> None:
    [said] = additions(division, added, evidence=("C",), regulation=regulation(), language="zh")
    assert (said.code, said.outcome, said.evidence) == ("MAY_ADD", outcome, ("C",))


def test_a_city_may_publish_what_it_likes() -> None:
    assert additions(CITY, (1, 9), evidence=(), regulation=regulation(), language="en") == ()


@pytest.mark.parametrize(
    ("division", "on", "expected"),
    [
        pytest.param("320921", date(2025, 1, 1), "JS-YANCHENG-SUBSIDY-2025", id="a-county-below"),
        pytest.param("320921", date(2024, 12, 31), "CN-SUBSIDY-INFERRED", id="the-day-before"),
        pytest.param("440106", TODAY, "GD-SUBSIDY", id="a-district-of-guangdong"),
        pytest.param("210200", TODAY, "LN-DALIAN-SUBSIDY", id="dalian"),
        pytest.param("210100", TODAY, "CN-SUBSIDY-INFERRED", id="another-city-of-liaoning"),
        pytest.param("330100", date(2022, 6, 1), None, id="before-any-rule"),
    ],
)
def test_shipped_regulations(division: str, on: date, expected: str | None) -> None:
    shipped = [
        json.loads(path.read_text("utf-8"))
        for path in (files("registry") / "policies").iterdir()
        if "SUBSIDY" in path.name
    ]
    found = regulation_in_force(map(parse_regulation, shipped), place=place_at(division), on=on)
    assert (found and found.id) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        pytest.param(date(2024, 2, 29), 12, date(2025, 2, 28), id="leap-day"),
        pytest.param(date(2025, 8, 31), 6, date(2026, 2, 28), id="short-month"),
        pytest.param(date(2025, 12, 1), 1, date(2026, 1, 1), id="over-the-year"),
        pytest.param(date(9999, 12, 1), 1, date.max, id="beyond-the-calendar"),
    ],
)
def test_months(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


PUBLISHED, DEADLINE = date(2026, 3, 1), date(2026, 4, 1)


@pytest.mark.parametrize(
    ("bids", "status", "expected"),
    [
        pytest.param([], "OPEN", {"BIDS_IN_TIME": MET}, id="no-bid"),
        pytest.param(
            [Bidding(DEADLINE, awarded=True), Bidding(PUBLISHED, awarded=False)],
            "AWARDED",
            {"BIDS_IN_TIME": MET, "AWARDED_IN_TIME": MET},
            id="first-and-last-day",
        ),
        pytest.param(
            [Bidding(date(2026, 4, 2), awarded=False), Bidding(PUBLISHED, awarded=True)],
            "AWARDED",
            {"BIDS_IN_TIME": UNMET, "AWARDED_IN_TIME": MET},
            id="a-late-bid-that-lost",
        ),
        pytest.param(
            [Bidding(date(2026, 4, 2), awarded=True)],
            "AWARDED",
            {"BIDS_IN_TIME": UNMET, "AWARDED_IN_TIME": UNMET},
            id="a-late-bid-that-won",
        ),
        pytest.param(
            [Bidding(PUBLISHED, awarded=None)],
            "AWARDED",
            {"BIDS_IN_TIME": MET, "AWARDED_IN_TIME": UNKNOWN},
            id="nobody-is-said-to-have-won",
        ),
    ],
)
def test_bids(bids: list[Bidding], status: str, expected: dict[str, Outcome]) -> None:
    said = bidding_conditions(
        bids, published=PUBLISHED, deadline=DEADLINE, status=status, language="zh"
    )
    assert {one.code: one.outcome for one in said} == expected
