"""What certificate numbers say about themselves."""

from __future__ import annotations

import pytest

from verifier.numbers import NumberParts, read_number

PREFIX = "Y000123XXXXXX".replace("X", "0")


@pytest.mark.parametrize(
    ("kind", "number", "parts"),
    [
        pytest.param(
            "SKILL_GRADE",
            f"{PREFIX}195000001",
            NumberParts("SKILL_GRADE_2019", PREFIX, 19, "5", "JUNIOR"),
            id="the-sample-of-the-rule",
        ),
        pytest.param(
            "SKILL_GRADE",
            "S000032000123001000017",
            NumberParts("SKILL_GRADE_2019", "S000032000123", 0, "1", "SENIOR_TECHNICIAN"),
            id="the-year-2000",
        ),
        pytest.param(
            "SKILL_GRADE",
            "RGW990000001183" + "00001",
            NumberParts("PILOT_2018", None, 18, "3", "SENIOR"),
            id="pilot",
        ),
        pytest.param(
            "SPECIAL_TECHNICIAN",
            "S00003200012326T000017",
            NumberParts("SPECIAL_TECHNICIAN", "S000032000123", 26, "T", None),
            id="letter",
        ),
        pytest.param(
            "QUALIFICATION",
            "1510003000402345",
            NumberParts("QUALIFICATION_16", None, 15, "4", "INTERMEDIATE"),
            id="sixteen-digits",
        ),
        pytest.param(
            "QUALIFICATION",
            "1510003000402",
            NumberParts("QUALIFICATION_SHANGHAI_13"),
            id="thirteen-digits",
        ),
        pytest.param(
            "QUALIFICATION",
            "0001510003000402",
            NumberParts("QUALIFICATION_SHANGHAI_13"),
            id="thirteen-digits-as-looked-up",
        ),
        pytest.param("SPECIAL_ABILITY", "", NumberParts("SPECIAL_ABILITY"), id="no-rule"),
        pytest.param("SPECIAL_ABILITY", "a\nb", NumberParts("SPECIAL_ABILITY"), id="no-rule-lines"),
        pytest.param("SKILL_GRADE", "", None, id="empty"),
        pytest.param("SKILL_GRADE", "X000032000123262000017", None, id="another-category"),
        pytest.param("SKILL_GRADE", "s000032000123262000017", None, id="small-letter"),
        pytest.param("SKILL_GRADE", "S000032000123260000017", None, id="grade-0"),
        pytest.param("SKILL_GRADE", "S000032000123266000017", None, id="grade-6"),
        pytest.param("SKILL_GRADE", "S00003200012326T000017", None, id="grade-letter"),
        pytest.param("SKILL_GRADE", "S00003200012326200001", None, id="a-digit-short"),
        pytest.param("SKILL_GRADE", "S0000320001232620000178", None, id="a-digit-long"),
        pytest.param("SKILL_GRADE", "S000032000123262000017\n", None, id="newline"),
        pytest.param("SKILL_GRADE", "S00003200012326200001７", None, id="full-width-digit"),
        pytest.param("SPECIAL_TECHNICIAN", "S000032000123262000017", None, id="digit-for-letter"),
        pytest.param("QUALIFICATION", "1510005000402345", None, id="organisation-kind-5"),
        pytest.param("QUALIFICATION", "1510003000602345", None, id="grade-6-of-16"),
        pytest.param("DIPLOMA", "1", None, id="unknown-kind"),
    ],
)
def test_parts_of_a_number(kind: str, number: str, parts: NumberParts | None) -> None:
    assert read_number(kind, number) == parts
