"""Settings: their defaults, and that each is documented."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry.settings import Settings, settings_page

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_of_settings_is_current() -> None:
    assert (ROOT / "docs" / "settings.md").read_text("utf-8") == settings_page()


def test_every_setting_says_what_it_is_for() -> None:
    assert all(field.description for field in Settings.model_fields.values())


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        pytest.param({}, "http://127.0.0.1:8000", id="by-default"),
        pytest.param({"REGISTRY_PORT": "81"}, "http://127.0.0.1:81", id="follows-the-port"),
        pytest.param({"REGISTRY_HOST": "0.0.0.0"}, "http://127.0.0.1:8000", id="no-wildcard"),
        pytest.param({"REGISTRY_BASE_URL": "https://r.example"}, "https://r.example", id="as-said"),
    ],
)
def test_base_url(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert Settings().base_url == expected


def test_secrets_are_not_printed() -> None:
    settings = Settings(key_passphrase="open sesame", neo4j_password="hunter2")

    assert "sesame" not in repr(settings)
    assert "hunter2" not in repr(settings)
