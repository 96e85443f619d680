"""ID numbers at rest: found by digest, read with the key, and with nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from registry.importing.columns import KEY, YUAN, Column
from registry.importing.properties import property_maker
from registry.importing.sealed import SealedCells
from registry.importing.table import Table
from registry.masking import mask_all, mask_id_number, mask_name
from registry.personal import PersonalKeyError, PersonalKeys, cell_place
from registry.settings import Settings

NUMBER = "990000199001010017"


def test_the_same_number_gives_the_same_digest_and_seal(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    first, again = PersonalKeys.load(settings), PersonalKeys.load(settings)
    assert first.digest(NUMBER) == again.digest(NUMBER)
    assert first.seal(NUMBER) == again.seal(NUMBER)
    assert again.unseal(first.seal(NUMBER)) == NUMBER
    assert NUMBER not in first.seal(NUMBER)


def test_the_secret_is_ours_alone(tmp_path: Path) -> None:
    PersonalKeys.load(Settings(home=tmp_path))
    assert (tmp_path / "keys" / "personal.key").stat().st_mode & 0o777 == 0o600


def test_another_secret_reads_nothing(tmp_path: Path) -> None:
    one = PersonalKeys.load(Settings(home=tmp_path / "one"))
    other = PersonalKeys.load(Settings(home=tmp_path / "other"))
    assert one.digest(NUMBER) != other.digest(NUMBER)
    with pytest.raises(PersonalKeyError):
        other.unseal(one.seal(NUMBER))


@pytest.mark.parametrize(
    "passphrase",
    [pytest.param(None, id="without"), pytest.param(SecretStr("wrong"), id="with-another")],
)
def test_an_encrypted_secret_needs_its_passphrase(
    tmp_path: Path, passphrase: SecretStr | None
) -> None:
    right = Settings(home=tmp_path, key_passphrase=SecretStr("right"))
    sealed = PersonalKeys.load(right).seal(NUMBER)
    assert PersonalKeys.load(right).unseal(sealed) == NUMBER
    with pytest.raises(PersonalKeyError):
        PersonalKeys.load(Settings(home=tmp_path, key_passphrase=passphrase))


def test_a_cell_opens_at_its_own_place_alone(tmp_path: Path) -> None:
    keys = PersonalKeys.load(Settings(home=tmp_path))
    place, other = (cell_place("apprenticeships", key, "wage") for key in ("A1", "A2"))
    sealed = keys.seal_cell(place, "4500.0")
    assert keys.seal_cell(place, "4500.0") == sealed
    assert keys.open_cell(place, sealed) == "4500.0"
    assert keys.seal_cell(other, "4500.0") != sealed
    assert len(keys.seal_cell(place, "120000.0")) == len(sealed)
    for wrong, text in ((other, sealed), (place, sealed[:-2]), (place, "x")):
        with pytest.raises(PersonalKeyError):
            keys.open_cell(wrong, text)


def test_sealed_columns_are_stored_sealed_and_compared_open(tmp_path: Path) -> None:
    keys = PersonalKeys.load(Settings(home=tmp_path))
    pay = Column("wage", YUAN, mask=mask_all, sealed=True)
    table = Table(
        "pay",
        key=("id",),
        label="Pay",
        key_property="id",
        columns=(Column("id", KEY, required=True), pay),
        renamed={"wage": "wageEnc"},
    )
    stored = property_maker(table, keys)(("P1", 4500.5))
    assert "4500" not in str(stored["wageEnc"])
    cells = SealedCells(table, keys)
    assert cells.open("P1", ("P1", str(stored["wageEnc"]))) == ("P1", 4500.5)
    assert cells.open("P1", ("P1", None)) == ("P1", None)
    assert property_maker(table, keys)(("P1", None))["wageEnc"] is None


def test_masks_hide_length_and_birthday() -> None:
    assert mask_name("欧阳娜娜") == "欧**"
    assert mask_id_number(NUMBER) == "****0017"
    assert mask_id_number("12") == "****"
