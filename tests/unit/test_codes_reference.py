"""The reference tables are read whole, and every division knows its province and city."""

from __future__ import annotations

import pytest

from registry.reference import divisions, industries, levels, occupations


def test_the_tables_are_whole() -> None:
    assert (len(divisions()), len(occupations()), len(industries()), len(levels())) == (
        3214,
        894,
        31,
        8,
    )
    assert occupations()["2022:6-18-02-04"].name == "焊工"
    assert industries()["C34"].name == "通用设备制造业"
    assert [level.rank for level in levels().values()] == list(range(1, 9))


@pytest.mark.parametrize(
    ("code", "level", "province", "city"),
    [
        pytest.param("320000", "PROVINCE", "320000", None, id="a-province-has-no-city"),
        pytest.param("110000", "PROVINCE", "110000", "110000", id="a-municipality-is-its-city"),
        pytest.param("110105", "COUNTY", "110000", "110000", id="a-district-of-a-municipality"),
        pytest.param("320100", "CITY", "320000", "320100", id="a-city-is-its-own-city"),
        pytest.param("320102", "COUNTY", "320000", "320100", id="a-district-of-a-city"),
        pytest.param("419001", "COUNTY", "410000", "419001", id="a-county-run-by-its-province"),
    ],
)
def test_a_division_stands_in(code: str, level: str, province: str, city: str | None) -> None:
    division = divisions()[code]
    assert (division.level, division.province_code, division.city_code) == (level, province, city)
