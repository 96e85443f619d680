"""Signing records, keys, export and revocation by command; the offline verifier judges."""

from __future__ import annotations

import base64
import json
import os
import re
import socket
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from registry.issuing.samples import tampered, write_samples
from registry.signers.sm2 import SM2Public, holds
from tests.support.database import Graph
from tests.support.records import numbers_on_record, record_certificates
from tests.support.small_world import BASE, PREFIX, build, settings_of
from verifier.cli import main as verify

NUMBERS = numbers_on_record(6)
CHANGES: dict[str, dict[str, Any]] = {
    NUMBERS[1]: {"status": "REVOKED", "statusSince": date(2026, 11, 22)},
    NUMBERS[2]: {"status": "SUSPENDED", "statusSince": date(2026, 11, 22)},
    NUMBERS[3]: {"issuedOn": date(2028, 1, 5), "codes": ["OUT_OF_SCOPE"]},
    NUMBERS[4]: {"rank": None},
}


@pytest.fixture(scope="module")
def home(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    build(graph, settings_of(graph, home), workers=8)
    record_certificates(graph, len(NUMBERS), CHANGES)
    return home


@pytest.fixture(scope="module")
def environment(graph: Graph, home: Path) -> Mapping[str, str]:
    settings = settings_of(graph, home)
    return {
        **os.environ,
        "REGISTRY_HOME": str(home),
        "REGISTRY_BASE_URL": BASE,
        "NEO4J_URI": settings.neo4j_uri or "",
        "NEO4J_USER": settings.neo4j_user,
        "NEO4J_PASSWORD": settings.neo4j_password.get_secret_value(),
        "NEO4J_DATABASE": settings.neo4j_database,
    }


@pytest.fixture
def run(environment: Mapping[str, str]) -> object:
    def runner(*words: str, fails: bool = False) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "registry.cli", *words],
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert (done.returncode != 0) is fails, done.stderr
        return done.stderr if fails else done.stdout

    return runner


def verdict(
    folder: Path, trust: Path, number: str, capsys: pytest.CaptureFixture[str]
) -> tuple[str, set[str]]:
    """Return the verdict of the offline command and the checks that failed."""
    capsys.readouterr()
    verify(["--trust", str(trust), "--json", str(folder / f"{number}.txt")])
    report = json.loads(capsys.readouterr().out)
    return report["outcome"], {c["code"] for c in report["checks"] if c["state"] == "FAILED"}


def test_records_are_signed_and_an_offline_verifier_tells_them_apart(
    run: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert callable(run)
    out, trust = tmp_path / "out", tmp_path / "trust.json"
    said = run("issue", "--existing", "--issuer", PREFIX, "--out", str(out))
    assert said == "written 5, unchanged 0, skipped 1\n"
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert (
        run("issue", "--existing", "--issuer", PREFIX, "--out", str(out))
        == "written 0, unchanged 5, skipped 1\n"
    )
    elsewhere = tmp_path / "elsewhere"
    run("issue", "--existing", "--issuer", PREFIX, "--out", str(elsewhere), "--limit", "2")
    assert all(before[path.name] == path.read_bytes() for path in elsewhere.iterdir())
    assert len(list(elsewhere.iterdir())) == 4

    assert run("export", "--trust", str(trust)).endswith("1 issuers, good for 30 days\n")
    assert verdict(out, trust, NUMBERS[0], capsys) == ("VALID", set())
    assert verdict(out, trust, NUMBERS[1], capsys) == ("INVALID", {"REVOKED"})
    assert verdict(out, trust, NUMBERS[2], capsys) == ("INVALID", {"SUSPENDED"})
    assert "OUT_OF_SCOPE" in verdict(out, trust, NUMBERS[3], capsys)[1]


def test_a_revocation_by_command_is_in_the_next_trust_file(
    run: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert callable(run)
    trust = tmp_path / "trust.json"
    run("issue", "--existing", "--issuer", PREFIX, "--out", str(tmp_path))
    words = ("revoke", NUMBERS[5], "--reason", "查实", "--decision", "D1")
    assert run(*words, "--to", "SUSPENDED") == f"{NUMBERS[5]} is SUSPENDED\n"
    assert run(*words) == f"{NUMBERS[5]} is REVOKED\n"
    assert "ALREADY_REVOKED" in run(*words, fails=True)
    assert "CERTIFICATE_NOT_FOUND" in run(
        "revoke", "0", "--reason", "x", "--decision", "y", fails=True
    )
    run("export", "--trust", str(trust))

    assert verdict(tmp_path, trust, NUMBERS[5], capsys) == ("INVALID", {"REVOKED"})


def test_the_life_of_a_key_by_command(run: object, home: Path) -> None:
    assert callable(run)
    first = run("keys", "new", "--issuer", PREFIX).strip()
    assert re.fullmatch(r"[0-9a-f]{12}", first)
    assert (home / "keys" / "issuers" / PREFIX / f"{first}.pem").stat().st_mode & 0o777 == 0o600
    second = run("keys", "rotate", "--issuer", PREFIX).strip()
    listed = run("keys", "list", "--issuer", PREFIX)
    assert re.search(rf"{first} .* superseded", listed)
    assert re.search(rf"{second} .* current", listed)
    assert "last current key" in run(
        "keys", "retire", "--issuer", PREFIX, "--kid", second, fails=True
    )
    assert "signs now" in run("keys", "compromise", "--issuer", PREFIX, "--kid", second)
    assert re.search(rf"{second} .* compromised", run("keys", "list"))
    assert "no filing has" in run("keys", "new", "--issuer", "S000032009999", fails=True)


def test_samples_to_try_are_what_their_names_say(
    graph: Graph, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_samples(settings_of(graph, home))
    trust = folder / "trust.json"

    assert {path.name for path in folder.iterdir()} == {
        "README.txt",
        "trust.json",
        "valid.txt",
        "valid.qr.txt",
        "valid.badge.png",
        "revoked.txt",
        "suspended.txt",
        "out-of-scope.txt",
        "tampered.txt",
    }
    assert verdict(folder, trust, "valid", capsys)[0] == "VALID"
    assert verdict(folder, trust, "valid.qr", capsys)[0] == "VALID"
    assert verify(["--trust", str(trust), "--json", str(folder / "valid.badge.png")]) == 0
    assert verdict(folder, trust, "revoked", capsys)[1] == {"REVOKED"}
    assert verdict(folder, trust, "suspended", capsys)[1] == {"SUSPENDED"}
    assert "OUT_OF_SCOPE" in verdict(folder, trust, "out-of-scope", capsys)[1]
    assert verdict(folder, trust, "tampered", capsys)[1] == {"SIGNATURE"}


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail whatever would ask somebody."""

    def refuse(*_: object) -> None:
        raise AssertionError("an offline verification opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("no_network")
def test_a_bundle_verifies_without_a_network(run: object, tmp_path: Path) -> None:
    assert callable(run)
    out, packed, folder = tmp_path / "out", tmp_path / "offline.zip", tmp_path / "offline"
    run("issue", "--existing", "--issuer", PREFIX, "--out", str(out))
    folder.mkdir()
    assert "README.txt says how" in run("export", "--trust", str(packed))
    run("export", "--trust", str(folder))
    assert "leave out --signed" in run("export", "--trust", str(packed), "--signed", fails=True)

    unpacked = tmp_path / "unpacked"
    zipfile.ZipFile(packed).extractall(unpacked)
    names = {
        path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()
    }
    assert names == {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    }
    assert {"README.txt", "registry.jwk", "trust.json", "trust.jwt", "verify.html"} <= names
    assert f"status/{PREFIX}-1.jwt" in names
    for words in (
        ("--trust", str(unpacked / "trust.json")),
        ("--trust", str(unpacked / "trust.jwt"), "--trust-key", str(unpacked / "registry.jwk")),
    ):
        assert verify([*words, str(out / f"{NUMBERS[0]}.txt")]) == 0
        assert verify([*words, str(out / f"{NUMBERS[1]}.txt")]) == 1
    assert "核验" in (unpacked / "README.txt").read_text("utf-8")


def test_the_first_key_of_the_registry_reads_the_trust_file_of_its_third(
    run: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert callable(run)
    first, third = tmp_path / "first", tmp_path / "third"
    for folder in (first, third):
        folder.mkdir()
    run("issue", "--existing", "--issuer", PREFIX, "--out", str(tmp_path))
    credential = str(tmp_path / f"{NUMBERS[0]}.txt")
    run("export", "--trust", str(first))
    run("keys", "rotate", "--issuer", "registry", "--alg", "EdDSA")
    run("keys", "rotate", "--issuer", "registry")
    run("export", "--trust", str(third))
    held = ("--trust-key", str(first / "registry.jwk"))
    capsys.readouterr()

    assert (first / "registry.jwk").read_bytes() != (third / "registry.jwk").read_bytes()
    assert verify(["--trust", str(third / "trust.jwt"), *held, credential]) == 0

    # A stolen key vouches for nobody: whoever holds it has to get the new one.
    newest = json.loads((third / "registry.jwk").read_text())["kid"]
    run("keys", "compromise", "--issuer", "registry", "--kid", newest)
    run("export", "--trust", str(third))
    assert verify(["--trust", str(third / "trust.jwt"), *held, credential]) == 2
    own = ("--trust-key", str(third / "registry.jwk"))
    assert verify(["--trust", str(third / "trust.jwt"), *own, credential]) == 0


def test_all_issuers_get_a_folder_each(run: object, tmp_path: Path) -> None:
    assert callable(run)
    said = run("issue", "--existing", "--all", "--out", str(tmp_path))

    assert said.endswith("skipped 1\n")
    assert (tmp_path / PREFIX / f"{NUMBERS[0]}.txt").is_file()
    both = ("issue", "--existing", "--all", "--issuer", PREFIX, "--out", str(tmp_path))
    assert "say either" in run(*both, fails=True)
    assert "say either" in run("issue", "--existing", "--out", str(tmp_path), fails=True)


def test_keys_of_other_backends_by_command(run: object) -> None:
    assert callable(run)
    run("keys", "rotate", "--issuer", PREFIX, "--alg", "EdDSA")
    assert re.search(r"current  EdDSA  file", run("keys", "list", "--issuer", PREFIX))
    for backend in ("pkcs11", "kms"):
        words = ("keys", "rotate", "--issuer", PREFIX, "--backend", backend)
        assert "is not set up: docs/signers.md" in run(*words, fails=True)
    assert "--backend pkcs11 or kms" in run(
        "keys", "new", "--issuer", PREFIX, "--uri", "aws-kms:x", fails=True
    )


def test_sm2_beside_a_credential_of_the_issuer_alone(run: object, tmp_path: Path) -> None:
    assert callable(run)
    run("issue", "--existing", "--issuer", PREFIX, "--out", str(tmp_path))
    path = tmp_path / f"{NUMBERS[0]}.txt"

    assert run("sm2", "sign", "--issuer", PREFIX, str(path)).strip() == f"{path}.sm2.jws"
    assert run("sm2", "key", "--issuer", PREFIX).startswith("-----BEGIN PUBLIC KEY-----")
    jwt = path.read_text("ascii").partition("~")[0]
    pem = run("sm2", "key", "--issuer", PREFIX)
    point = base64.b64decode("".join(pem.splitlines()[1:-1]))[-64:]
    detached = Path(f"{path}.sm2.jws").read_text("ascii")
    assert holds(detached, jwt=jwt, public=SM2Public(point))

    foreign = tmp_path / "foreign.txt"
    foreign.write_text(tampered(path.read_text("ascii")))
    assert "no credential of issuer" in run(
        "sm2", "sign", "--issuer", PREFIX, str(foreign), fails=True
    )
