"""When a team has an engineer and a leading talent, by roles, records and regulations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import pytest

from registry.programme.teams import Member, Qualification, qualification
from registry.regulations import Regulation, parse_regulation
from registry.vocabulary import Outcome
from tests.support.shipped import shipped

DAY: Final = date(2026, 11, 24)
NATION: Final = parse_regulation(shipped("CN-TEAM"))
ENGINEER: Final = Member("ENGINEER", titles=(("t", "2022:2-02-07-01"),))
LEADER: Final = Member("LEADING_TALENT", honours=(("h", "GRAND_SKILL_AWARD"),))
MET, UNMET, UNKNOWN = Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN


def regulation(**parameters: Any) -> Regulation:
    """Return the national regulation with other parameters; None leaves one out."""
    given = shipped("CN-TEAM")
    merged = given["parameters"] | parameters
    given["parameters"] = {name: value for name, value in merged.items() if value is not None}
    return parse_regulation(given)


def judged(
    members: Sequence[Member],
    *regulations: Regulation,
    place: Sequence[str] = (),
    on: date = DAY,
) -> Qualification:
    """Judge a team."""
    return qualification(members, regulations or (NATION,), place=place, on=on, language="en")


@pytest.mark.parametrize(
    ("engineer", "expected"),
    [
        pytest.param(ENGINEER, MET, id="title-of-an-engineers-occupation"),
        pytest.param(
            Member("ENGINEER", certificates=(("c", "2022:2-02-07-01"),)), MET, id="certificate"
        ),
        pytest.param(Member("ENGINEER"), UNKNOWN, id="nothing-on-record"),
        pytest.param(
            Member("ENGINEER", certificates=(("c", "2022:6-18-02-04"),)),
            UNKNOWN,
            id="a-welders-certificate-says-nothing-of-a-title",
        ),
        pytest.param(
            Member("ENGINEER", certificates=(("c", None),)), UNKNOWN, id="certificate-of-nothing"
        ),
        pytest.param(
            Member("ENGINEER", titles=(("t", "2022:2-06-07-01"),)), UNMET, id="title-of-another"
        ),
        pytest.param(
            Member("ENGINEER", titles=(("t", "2022:2-020-01"),)), UNMET, id="not-of-that-class"
        ),
        pytest.param(
            Member("MEMBER", titles=(("t", "2022:2-02-07-01"),)), UNMET, id="without-the-role"
        ),
    ],
)
def test_an_engineer_is_one_by_role_and_record(engineer: Member, expected: Outcome) -> None:
    found = judged([engineer, LEADER])
    assert found.outcome is expected
    assert [one.outcome for one in found.conditions] == [expected, MET]


@pytest.mark.parametrize(
    ("leader", "expected"),
    [
        pytest.param(LEADER, MET, id="honour"),
        pytest.param(Member("LEADING_TALENT", grades=(("a", 7),)), MET, id="special-technician"),
        pytest.param(Member("LEADING_TALENT", grades=(("a", 6),)), UNKNOWN, id="a-grade-lower"),
        pytest.param(
            Member("LEADING_TALENT", honours=(("h", "CITY_TECHNICAL_EXPERT"),)),
            UNKNOWN,
            id="an-honour-that-is-not-enough",
        ),
        pytest.param(
            Member("LEADING_TALENT", statements=(("s", "LEADING_TALENT", True),)),
            MET,
            id="recognised",
        ),
        pytest.param(
            Member("LEADING_TALENT", statements=(("s", "LEADING_TALENT", False),)),
            UNMET,
            id="recognition-refused",
        ),
        pytest.param(
            Member("LEADING_TALENT", statements=(("s", "UNIQUE_CRAFT", False),)),
            UNKNOWN,
            id="a-word-about-something-else",
        ),
        pytest.param(Member("ENGINEER", grades=(("a", 8),)), UNMET, id="without-the-role"),
    ],
)
def test_a_leading_talent_is_one_by_grade_honour_or_word(leader: Member, expected: Outcome) -> None:
    assert judged([ENGINEER, leader]).outcome is expected


def test_where_no_recognition_is_provided_for_the_record_decides() -> None:
    plain = Member("LEADING_TALENT", grades=(("a", 6),))
    assert judged([ENGINEER, plain], regulation(recognition=None)).outcome is UNMET
    lower = regulation(recognition=None, leadingLevel="SENIOR_TECHNICIAN")
    assert judged([ENGINEER, plain], lower).outcome is MET


def test_one_of_several_is_enough_and_the_evidence_is_hers() -> None:
    found = judged([Member("ENGINEER"), ENGINEER, LEADER])
    assert found.outcome is MET
    assert found.conditions[0].evidence == ("t",)
    assert [part.outcome for part in found.conditions[0].parts] == [UNKNOWN, MET]


def test_a_known_lack_outweighs_what_is_not_known() -> None:
    assert judged([Member("ENGINEER")]).outcome is UNMET
    assert judged([]).outcome is UNMET


def test_without_a_regulation_nothing_is_known() -> None:
    early = judged([ENGINEER, LEADER], on=date(2022, 6, 1))
    elsewhere = judged([ENGINEER, LEADER], regulation_of_jiangsu())
    for found in (early, elsewhere):
        assert (found.outcome, found.regulation) == (UNKNOWN, None)


def regulation_of_jiangsu() -> Regulation:
    """Return a regulation that holds in one province alone."""
    return parse_regulation(shipped("CN-TEAM") | {"id": "JS-TEAM", "division": "320000"})


def test_the_province_overrides_the_nation() -> None:
    both = (NATION, regulation_of_jiangsu())
    for place, id_ in ((("320102", "320100", "320000"), "JS-TEAM"), (("330000",), "CN-TEAM")):
        found = judged([ENGINEER], *both, place=place)
        assert found.regulation is not None
        assert found.regulation.id == id_
