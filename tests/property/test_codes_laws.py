"""Laws of the two check characters."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from registry.codes import (
    InvalidCodeError,
    check_uscc,
    id_check_character,
    read_id_number,
    uscc_check_character,
)
from registry.codes.uscc import ALPHABET

DIVISIONS = st.text("0123456789", min_size=6, max_size=6)
ORDERS = st.text("0123456789", min_size=3, max_size=3)
DATES = st.dates(min_value=date(1000, 1, 1))


@given(DIVISIONS, DATES, ORDERS)
def test_the_check_character_is_iso_7064_mod_11_2(division: str, born: date, order: str) -> None:
    number = f"{division}{born:%Y%m%d}{order}"
    by_horner = (1 - 2 * int(number, 13)) % 11
    assert id_check_character(number) == ("X" if by_horner == 10 else str(by_horner))


@given(DIVISIONS, DATES, ORDERS)
def test_a_number_with_its_check_character_is_read(division: str, born: date, order: str) -> None:
    first17 = f"{division}{born:%Y%m%d}{order}"
    read = read_id_number(first17 + id_check_character(first17))
    assert read.birth_date == born
    assert read.gender == ("M" if int(order) % 2 else "F")


@given(DIVISIONS, DATES, ORDERS, st.integers(0, 17), st.sampled_from("0123456789"))
def test_any_changed_digit_is_refused(
    division: str, born: date, order: str, place: int, digit: str
) -> None:
    first17 = f"{division}{born:%Y%m%d}{order}"
    number = first17 + id_check_character(first17)
    changed = number[:place] + digit + number[place + 1 :]
    if changed == number:
        return
    try:
        read_id_number(changed)
    except InvalidCodeError:
        return
    raise AssertionError(changed)


@given(st.text(max_size=40))
def test_reading_is_total(text: str) -> None:
    for read in (read_id_number, check_uscc):
        try:
            read(text)
        except InvalidCodeError as refused:
            assert refused.code in {"bad_shape", "impossible_date", "bad_check_character"}


CODES = st.tuples(
    st.text(ALPHABET, min_size=2, max_size=2), DIVISIONS, st.text(ALPHABET, min_size=9, max_size=9)
).map("".join)


@given(CODES, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_any_changed_character_of_a_credit_code_is_refused(
    first17: str, place: int, character: str
) -> None:
    code = first17 + uscc_check_character(first17)
    assert check_uscc(code) == code
    changed = code[:place] + character + code[place + 1 :]
    if changed == code:
        return
    try:
        check_uscc(changed)
    except InvalidCodeError:
        return
    raise AssertionError(changed)
