"""The checks of a certificate on record, one broken thing at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from registry.papercheck import (
    REGISTRY_CHECKS,
    CertificateCase,
    ChainLink,
    FilingCase,
    SessionFact,
    check_certificate,
    crowded_sessions,
    suspicions,
    two_site_sessions,
)
from registry.papercheck.case import issuer_prefix_of
from verifier import Check, State
from verifier.texts import TEXTS

ON = date(2026, 11, 24)
PREFIX = "S000032000123"
OCC = "2022:6-18-02-04"

FILING = FilingCase("F1", date(2022, 1, 1), date(2026, 12, 31), "ACTIVE", None, frozenset({4, 5}))
LINK = ChainLink(
    "R1",
    "F1",
    OCC,
    5,
    datetime(2024, 3, 1, 2, tzinfo=UTC),
    date(2024, 4, 1),
    over_seats=False,
    two_sites=False,
)
GOOD = CertificateCase(
    key=f"SKILL_GRADE:{PREFIX}242000001",
    kind="SKILL_GRADE",
    number=f"{PREFIX}242000001",
    rank=5,
    occupation=OCC,
    issued_on=date(2024, 4, 20),
    registered_at=datetime(2024, 4, 21, 1, tzinfo=UTC),
    status="VALID",
    status_since=None,
    filing_no="F1",
    named_prefix=PREFIX,
    filings=(FILING,),
    passed=(LINK,),
    crowded=(False, False),
    standards=(frozenset({2, 3, 4, 5, 6}),),
)


def states(case: CertificateCase, on: date = ON) -> dict[str, str]:
    """Return what did not pass."""
    results = check_certificate(case, on=on)
    return {
        str(check): str(result.state)
        for check, result in results.items()
        if result.state is not State.PASSED
    }


def filing(**changes: Any) -> dict[str, Any]:
    return {"filings": (replace(FILING, **changes),)}


def link(**changes: Any) -> dict[str, Any]:
    return {"passed": (replace(LINK, **changes),)}


def test_a_good_certificate_passes_every_check_of_the_registry() -> None:
    results = check_certificate(GOOD, on=ON)
    assert tuple(results) == REGISTRY_CHECKS
    assert {result.state for result in results.values()} == {State.PASSED}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            {"number": f"{PREFIX}247000001"}, {"FORMAT": "FAILED"}, id="no-such-grade-digit"
        ),
        pytest.param(
            {"number": f"{PREFIX}232000001"}, {"FORMAT": "FAILED"}, id="year-of-another-year"
        ),
        pytest.param(
            {"number": f"{PREFIX}243000001"},
            {"FORMAT": "FAILED"},
            id="grade-digit-of-another-level",
        ),
        pytest.param(
            {"named_prefix": "S000032000999"}, {"FORMAT": "FAILED"}, id="prefix-of-another-filing"
        ),
        pytest.param(
            {"filings": ()},
            {"ISSUER_NOT_FILED": "FAILED", "OUT_OF_SCOPE": "SKIPPED"},
            id="nobody-filed",
        ),
        pytest.param(
            filing(status="WITHDRAWN"), {"ISSUER_NOT_FILED": "FAILED"}, id="withdrawn-always"
        ),
        pytest.param(
            filing(status="WITHDRAWN", status_since=date(2024, 4, 20)),
            {"ISSUER_NOT_FILED": "FAILED"},
            id="withdrawn-on-the-day",
        ),
        pytest.param(
            filing(status="SUSPENDED", status_since=date(2024, 4, 21)),
            {},
            id="suspended-the-day-after",
        ),
        pytest.param(
            filing(status="WITHDRAWN", end=date(2024, 4, 19)),
            {"ISSUER_NOT_FILED": "FAILED", "OUT_OF_SCOPE": "FAILED"},
            id="withdrawn-and-scope-judged-all-the-same",
        ),
        pytest.param(filing(end=date(2024, 4, 20)), {}, id="filing-ends-today"),
        pytest.param(
            filing(end=date(2024, 4, 19)), {"OUT_OF_SCOPE": "FAILED"}, id="filing-ended-yesterday"
        ),
        pytest.param(
            filing(start=date(2024, 4, 21)), {"OUT_OF_SCOPE": "FAILED"}, id="filing-begins-tomorrow"
        ),
        pytest.param(
            filing(ranks=frozenset({4})), {"OUT_OF_SCOPE": "FAILED"}, id="level-not-in-scope"
        ),
        pytest.param(
            filing(ranks=frozenset()), {"OUT_OF_SCOPE": "FAILED"}, id="occupation-not-in-scope"
        ),
        pytest.param(
            {"passed": (), "crowded": None},
            {"NO_ASSESSMENT_CHAIN": "FAILED", "CAPACITY_EXCEEDED": "SKIPPED"},
            id="no-result",
        ),
        pytest.param(
            link(filing_no="F2"),
            {"NO_ASSESSMENT_CHAIN": "FAILED"},
            id="result-under-another-filing",
        ),
        pytest.param(
            link(occupation="2015:6-18-02-04"),
            {"NO_ASSESSMENT_CHAIN": "FAILED"},
            id="result-in-another-edition",
        ),
        pytest.param(link(rank=4), {"NO_ASSESSMENT_CHAIN": "FAILED"}, id="result-of-another-level"),
        pytest.param(link(held_on=date(2024, 4, 20)), {}, id="held-on-the-day-of-issue"),
        pytest.param(
            link(held_on=date(2024, 4, 21)),
            {"NO_ASSESSMENT_CHAIN": "FAILED"},
            id="held-after-issue",
        ),
        pytest.param(
            link(filed_at=datetime(2024, 4, 1, 1, tzinfo=UTC)),
            {"NO_ASSESSMENT_CHAIN": "FAILED"},
            id="filed-on-the-day",
        ),
        pytest.param(
            link(filed_at=datetime(2024, 3, 31, 16, 30, tzinfo=UTC)),
            {"NO_ASSESSMENT_CHAIN": "FAILED"},
            id="filed-on-the-day-in-china",
        ),
        pytest.param(
            link(filed_at=datetime(2024, 3, 31, 15, 30, tzinfo=UTC)),
            {},
            id="filed-late-on-the-day-before-in-china",
        ),
        pytest.param(
            {"standards": ()}, {"LEVEL_NOT_IN_STANDARD": "SKIPPED"}, id="no-standard-known"
        ),
        pytest.param(
            {"standards": (frozenset({2}), frozenset({3, 4}))},
            {"LEVEL_NOT_IN_STANDARD": "FAILED"},
            id="in-no-standard",
        ),
        pytest.param(
            {"standards": (frozenset({2}), frozenset({5}))}, {}, id="in-one-of-two-standards"
        ),
        pytest.param(
            {"registered_at": datetime(2024, 5, 20, 15, tzinfo=UTC)},
            {},
            id="registered-30-days-later",
        ),
        pytest.param(
            {"registered_at": datetime(2024, 5, 20, 16, tzinfo=UTC)},
            {"LATE_REGISTRATION": "WARNED"},
            id="registered-31-days-later-in-china",
        ),
        pytest.param(
            {"registered_at": datetime(2024, 4, 19, 15, tzinfo=UTC)},
            {"LATE_REGISTRATION": "FAILED"},
            id="registered-before",
        ),
        pytest.param(
            {"registered_at": datetime(2024, 4, 19, 17, tzinfo=UTC)},
            {},
            id="registered-on-the-day-in-china",
        ),
        pytest.param(
            {"status": "REVOKED", "status_since": ON}, {"REVOKED": "FAILED"}, id="revoked-today"
        ),
        pytest.param(
            {"status": "REVOKED", "status_since": date(2026, 11, 25)}, {}, id="revoked-tomorrow"
        ),
        pytest.param({"status": "SUSPENDED"}, {"SUSPENDED": "FAILED"}, id="suspended-always"),
        pytest.param(
            {"crowded": (True, False)},
            {"CAPACITY_EXCEEDED": "WARNED"},
            id="more-results-than-seats",
        ),
        pytest.param(
            {"crowded": (False, True)}, {"CAPACITY_EXCEEDED": "WARNED"}, id="assessor-at-two-sites"
        ),
        pytest.param(
            {"crowded": None, **link(two_sites=True)},
            {"CAPACITY_EXCEEDED": "WARNED"},
            id="crowded-where-it-was-won",
        ),
        pytest.param(
            {"conflicts": (frozenset({"worker_id"}),)},
            {"DUPLICATE_NUMBER": "FAILED", "CONFLICTING_SOURCES": "FAILED"},
            id="another-holder",
        ),
        pytest.param(
            {"other_kinds": ("QUALIFICATION",)}, {"DUPLICATE_NUMBER": "FAILED"}, id="another-kind"
        ),
        pytest.param(
            {"conflicts": (frozenset({"issued_on"}),)},
            {"CONFLICTING_SOURCES": "FAILED"},
            id="another-date",
        ),
        pytest.param(
            {"conflicts": (frozenset({"registered_at", "work_type"}),)},
            {"CONFLICTING_SOURCES": "WARNED"},
            id="minor-conflict",
        ),
        pytest.param(
            {"successors": (("2022:2", "新"),)}, {"SUPERSEDED_EDITION": "WARNED"}, id="superseded"
        ),
    ],
)
def test_what_is_wrong_is_said(changes: Mapping[str, Any], expected: Mapping[str, str]) -> None:
    case = replace(GOOD, **changes)
    assert states(case) == expected
    assert all(result.reason in TEXTS for result in check_certificate(case, on=ON).values())


@pytest.mark.parametrize("kind", ["QUALIFICATION", "SPECIAL_ABILITY"])
def test_older_law_skips_filing_scope_and_chain(kind: str) -> None:
    case = replace(
        GOOD,
        kind=kind,
        number="2410000000200001",
        filings=(),
        passed=(),
        filing_no=None,
        named_prefix=None,
    )  # fmt: skip
    skipped = {
        "ISSUER_NOT_FILED": "SKIPPED",
        "OUT_OF_SCOPE": "SKIPPED",
        "NO_ASSESSMENT_CHAIN": "SKIPPED",
    }
    found = states(case)
    assert {code: found[code] for code in skipped} == skipped
    assert ("FORMAT" in found) == (kind == "SPECIAL_ABILITY")


def test_a_pilot_number_has_no_issuer_prefix_and_so_no_filing() -> None:
    case = replace(GOOD, number="RSN32010012324200001", issued_on=date(2024, 4, 20), filings=())
    assert states(case)["ISSUER_NOT_FILED"] == "FAILED"
    assert issuer_prefix_of("SKILL_GRADE", case.number) is None


def test_without_a_named_filing_any_with_the_prefix_carries_the_chain() -> None:
    assert states(replace(GOOD, filing_no=None, named_prefix=None)) == {}


def test_status_makes_nobody_suspicious() -> None:
    assert suspicions(replace(GOOD, status="REVOKED", standards=(frozenset({2}),))) == (
        Check.LEVEL_NOT_IN_STANDARD,
    )


def session(
    name: str, *, site: str | None, assessors: str = "A", day: int = 1, results: int = 1
) -> SessionFact:
    return SessionFact(name, date(2024, 1, day), tuple(assessors), site, 2, results)


@pytest.mark.parametrize(
    ("sessions", "expected"),
    [
        pytest.param([session("1", site="X"), session("2", site="Y")], {"1", "2"}, id="two-sites"),
        pytest.param([session("1", site="X"), session("2", site="X")], set(), id="same-site"),
        pytest.param([session("1", site="X"), session("2", site=None)], set(), id="site-unknown"),
        pytest.param([session("1", site="X"), session("2", site="Y", day=2)], set(), id="two-days"),
        pytest.param(
            [session("1", site="X", assessors="AB"), session("2", site="Y", assessors="C")],
            set(),
            id="others",
        ),
        pytest.param(
            [session("1", site="X"), session("2", site="Y"), session("3", site=None)],
            {"1", "2", "3"},
            id="third-session-of-a-traveller",
        ),
    ],
)
def test_an_assessor_in_two_places(sessions: list[SessionFact], expected: set[str]) -> None:
    assert two_site_sessions(sessions) == expected


def test_a_session_is_crowded_with_more_results_than_seats() -> None:
    sessions = [session("full", site=None, results=2), session("over", site=None, results=3)]
    assert crowded_sessions(sessions) == {"over"}
