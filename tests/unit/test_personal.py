"""ID numbers at rest: found by digest, read with the key, and with nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from registry.masking import mask_id_number, mask_name
from registry.personal import PersonalKeyError, PersonalKeys
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


def test_masks_hide_length_and_birthday() -> None:
    assert mask_name("欧阳娜娜") == "欧**"
    assert mask_id_number(NUMBER) == "****0017"
    assert mask_id_number("12") == "****"
