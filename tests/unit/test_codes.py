"""ID numbers and credit codes are read to the letter of GB 11643 and GB 32100."""

from __future__ import annotations

from datetime import date

import pytest

from registry.codes import InvalidCodeError, check_uscc, read_id_number


@pytest.mark.parametrize(
    ("text", "birth_date", "gender", "last4"),
    [
        # The specimen of GB 11643 itself, and another whose check character is X.
        pytest.param("11010519491231002X", date(1949, 12, 31), "F", "002X", id="specimen-with-x"),
        pytest.param("11010519491231002x", date(1949, 12, 31), "F", "002X", id="small-x-is-x"),
        pytest.param("440524188001010014", date(1880, 1, 1), "M", "0014", id="specimen-of-a-man"),
    ],
)
def test_an_id_number_says(text: str, birth_date: date, gender: str, last4: str) -> None:
    read = read_id_number(text)
    assert (read.birth_date, read.gender, read.last4) == (birth_date, gender, last4)


@pytest.mark.parametrize(
    ("text", "code", "wanted"),
    [
        pytest.param("110105194912310021", "bad_check_character", "X", id="wrong-check"),
        pytest.param("11010519490229002X", "impossible_date", "a day of the calendar", id="no-day"),
        pytest.param("11010519491231002", "bad_shape", None, id="seventeen"),
        pytest.param("11010519491231002X ", "bad_shape", None, id="a-space-after"),
        pytest.param("１1010519491231002X", "bad_shape", None, id="a-full-width-digit"),
        pytest.param("1101051949123100X2", "bad_shape", None, id="x-in-the-middle"),
        pytest.param("", "bad_shape", None, id="empty"),
    ],
)
def test_an_id_number_is_refused(text: str, code: str, wanted: str | None) -> None:
    with pytest.raises(InvalidCodeError) as refused:
        read_id_number(text)
    assert refused.value.code == code
    assert wanted is None or refused.value.wanted == wanted
    assert text not in str(refused.value) or not text


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("91110000600037341L", id="a-company"),
        pytest.param("91350100M000100Y43", id="the-specimen-of-gb-32100"),
        pytest.param("N21100006000373414", id="led-by-a-letter"),
    ],
)
def test_a_credit_code_is_accepted(code: str) -> None:
    assert check_uscc(code) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("91110000600037341K", "bad_check_character", id="wrong-check"),
        pytest.param("91110000600037341", "bad_shape", id="seventeen"),
        pytest.param("91110000I00037341L", "bad_shape", id="letter-i"),
        pytest.param("9111000060003734LL1", "bad_shape", id="nineteen"),
        pytest.param("911100A0600037341L", "bad_shape", id="a-letter-in-the-division"),
        pytest.param("91110000600037341l", "bad_check_character", id="a-small-letter"),
    ],
)
def test_a_credit_code_is_refused(text: str, code: str) -> None:
    with pytest.raises(InvalidCodeError) as refused:
        check_uscc(text)
    assert refused.value.code == code
