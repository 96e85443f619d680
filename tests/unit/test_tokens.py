"""Tokens are read strictly: only what this registry made, unchanged and in time, makes a viewer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from typer.testing import CliRunner

from registry.cli import application
from registry.settings import Settings
from registry.tokens import BadTokenError, Tokens, mint, viewer_of
from registry.viewer import ANONYMOUS, Role, Standing, Viewer

NOW = datetime.now(UTC)
KEY = ec.generate_private_key(ec.SECP256R1())
TOKENS = Tokens(KEY)
VIEWERS = (
    Viewer(),
    Viewer(Role.HOLDER, subject="W1"),
    Viewer(Role.ENTERPRISE, organisation="91320500MA1XXXXX0A"),
    Viewer(Role.ISSUER, organisation="91320500MA1XXXXX0A"),
    Viewer(Role.AGENCY, division="320000"),
    Viewer(Role.AGENCY),
    Viewer(Role.ADMINISTRATOR),
)
CLAIMS = {
    "iss": "talent-registry",
    "aud": "talent-registry",
    "sub": "admin",
    "iat": int(NOW.timestamp()),
    "exp": int(NOW.timestamp()) + 24 * 3600,
    "jti": "1",
    "role": "admin",
}


def signed(
    claims: dict[str, object], *, key: object = KEY, algorithm: str = "ES256", typ: str = "at+jwt"
) -> str:
    return "Bearer " + jwt.encode(claims, key, algorithm=algorithm, headers={"typ": typ})  # type: ignore[arg-type]  # keys of any kind


@pytest.mark.parametrize("viewer", VIEWERS, ids=lambda viewer: viewer.standing)
def test_a_token_makes_its_viewer(viewer: Viewer) -> None:
    assert TOKENS.viewer(f"Bearer {TOKENS.mint(viewer, hours=1, now=NOW)}") == viewer


def test_no_header_is_nobody() -> None:
    assert TOKENS.viewer(None) == ANONYMOUS


def test_the_claims_that_the_refusals_below_spoil_are_good() -> None:
    assert TOKENS.viewer(signed(CLAIMS)) == Viewer(Role.ADMINISTRATOR)


@pytest.mark.parametrize(
    "header",
    [
        pytest.param(signed(CLAIMS | {"exp": int(NOW.timestamp()) - 1}), id="run-out-a-second-ago"),
        pytest.param(signed(CLAIMS | {"iss": "another"}), id="another-issuer"),
        pytest.param(signed(CLAIMS | {"aud": "another"}), id="another-audience"),
        pytest.param(signed(CLAIMS | {"aud": ["talent-registry", "another"]}), id="audiences"),
        pytest.param(signed(CLAIMS | {"role": "root"}), id="no-such-role"),
        pytest.param(signed(CLAIMS | {"role": "holder"}), id="holder-of-nothing"),
        pytest.param(
            signed({name: value for name, value in CLAIMS.items() if name != "exp"}), id="no-exp"
        ),
        pytest.param(
            signed({name: value for name, value in CLAIMS.items() if name != "role"}), id="no-role"
        ),
        pytest.param(signed(CLAIMS, typ="JWT"), id="another-type"),
        pytest.param(signed(CLAIMS, key=ec.generate_private_key(ec.SECP256R1())), id="another-key"),
        pytest.param(signed(CLAIMS, key="k" * 32, algorithm="HS256"), id="another-algorithm"),
        pytest.param(signed(CLAIMS)[:-4] + "AAAA", id="signature-changed"),
        pytest.param(signed(CLAIMS).removeprefix("Bearer "), id="no-scheme"),
        pytest.param("Bearer", id="no-token"),
        pytest.param("Bearer a.b.c", id="noise"),
        pytest.param("Bearer \u00e9", id="not-ascii"),
    ],
)
def test_any_other_token_is_refused(header: str) -> None:
    with pytest.raises(BadTokenError):
        TOKENS.viewer(header)


@pytest.mark.parametrize("role", ["holder", "enterprise", "issuer"])
def test_a_role_needs_its_identity(role: str) -> None:
    with pytest.raises(BadTokenError, match="needs"):
        viewer_of(role, subject=None, organisation=None, division=None)


def test_an_identity_that_the_role_has_not_is_left_out() -> None:
    assert viewer_of("agency", subject="W1", organisation="U1", division="320000") == Viewer(
        Role.AGENCY, division="320000"
    )


def test_an_agency_without_division_stands_for_the_nation() -> None:
    assert Viewer(Role.AGENCY).standing is Standing.NATION


def test_the_key_is_made_once_for_all_processes(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    token = mint(settings, role="enterprise", organisation="U1")
    assert Tokens.load(settings).viewer(f"Bearer {token}") == Viewer(
        Role.ENTERPRISE, organisation="U1"
    )
    assert (tmp_path / "keys" / "tokens.pem").stat().st_mode & 0o777 == 0o600


def test_the_command_prints_a_token_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGISTRY_HOME", str(tmp_path))
    words = ["token", "--role", "agency", "--division", "320000", "--hours", "1"]
    result = CliRunner().invoke(application(words), words)
    token = result.stdout.strip()
    assert result.stdout == token + "\n"
    assert Tokens.load(Settings()).viewer(f"Bearer {token}") == Viewer(
        Role.AGENCY, division="320000"
    )
    claims = jwt.decode(token, options={"verify_signature": False})
    assert timedelta(seconds=claims["exp"] - claims["iat"]) == timedelta(hours=1)


def test_the_command_says_what_a_role_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGISTRY_HOME", str(tmp_path))
    words = ["token", "--role", "holder"]
    result = CliRunner().invoke(application(words), words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--subject" in result.stderr


def test_a_token_that_was_read_runs_out_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = Tokens(KEY)
    bearer = f"Bearer {tokens.mint(VIEWERS[1], hours=1, now=NOW)}"
    assert tokens.viewer(bearer) is tokens.viewer(bearer)
    later = NOW + timedelta(hours=2)

    class Clock(datetime):
        @classmethod
        def now(cls, *_: object, **__: object) -> datetime:  # type: ignore[override] # Told by hand.
            return later

    monkeypatch.setattr("registry.tokens.time.time", later.timestamp)
    monkeypatch.setattr("jwt.api_jwt.datetime", Clock)
    with pytest.raises(BadTokenError, match="run out"):
        tokens.viewer(bearer)
