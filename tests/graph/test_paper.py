"""Certificates on record are printed by command, and a batch that ended goes on where it was."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from tests.support.database import Graph
from tests.support.records import numbers_on_record, record_certificates
from tests.support.small_world import BASE, PREFIX, build, settings_of
from verifier.cli import main as verify

NUMBERS: Final = numbers_on_record(6)
REVOKED: Final = NUMBERS[1]
UNSIGNABLE: Final = NUMBERS[4]
PRINTED: Final = sorted(set(NUMBERS) - {UNSIGNABLE})
CHANGES: Final[dict[str, dict[str, Any]]] = {
    REVOKED: {"status": "REVOKED", "statusSince": date(2026, 11, 22)},
    UNSIGNABLE: {"rank": None},
}
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def environment(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    home = tmp_path_factory.mktemp("home")
    settings = settings_of(graph, home)
    build(graph, settings, workers=8)
    record_certificates(graph, len(NUMBERS), CHANGES)
    return {
        **os.environ,
        "REGISTRY_HOME": str(home),
        "REGISTRY_BASE_URL": BASE,
        "NEO4J_URI": settings.neo4j_uri or "",
        "NEO4J_USER": settings.neo4j_user,
        "NEO4J_PASSWORD": settings.neo4j_password.get_secret_value(),
        "NEO4J_DATABASE": settings.neo4j_database,
    }


@pytest.fixture(scope="module")
def run(environment: Mapping[str, str]) -> Run:
    def runner(*words: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "registry.cli", *map(str, words)],
            env=environment,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )

    return runner


@pytest.fixture(scope="module")
def printed(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder into which everything of the issuer was printed."""
    out = tmp_path_factory.mktemp("paper")
    done = run("paper", "--issuer", PREFIX, "--out", out)
    assert done.returncode == 1, done.stderr
    assert f"{UNSIGNABLE}: the record says too little" in done.stderr
    assert "already there 0, refused 1" in done.stdout
    assert sorted(path.name for path in out.iterdir()) == [f"{n}.pdf" for n in PRINTED]
    return out


def test_what_is_printed_is_verified_offline(run: Run, printed: Path, tmp_path: Path) -> None:
    trust = tmp_path / "trust.json"
    run("export", "--trust", trust)

    for number in PRINTED:
        status = verify(["--trust", str(trust), str(printed / f"{number}.pdf")])
        assert status == (1 if number == REVOKED else 0)


def test_a_batch_goes_on_where_it_ended_with_the_same_bytes(run: Run, printed: Path) -> None:
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in printed.iterdir()}
    missing = printed / f"{PRINTED[0]}.pdf"
    missing.unlink()

    done = run("paper", "--issuer", PREFIX, "--out", printed)

    assert "printed 1 " in done.stdout
    assert f"already there {len(PRINTED) - 1}" in done.stdout
    assert missing.read_bytes() == before[missing.name][0]
    for path in printed.iterdir():
        assert path == missing or path.stat().st_mtime_ns == before[path.name][1]


def test_chosen_numbers_are_printed_and_unknown_ones_named(run: Run, tmp_path: Path) -> None:
    chosen = tmp_path / "numbers.txt"
    chosen.write_text(f"{PRINTED[0]}\nSKILL_GRADE:{PRINTED[2]}\n{PREFIX}262999999\n")

    done = run("paper", "--numbers", chosen, "--format", "svg", "--out", tmp_path / "out")

    assert done.returncode == 1
    assert f"{PREFIX}262999999: no such certificate" in done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        f"{PRINTED[0]}.svg",
        f"{PRINTED[2]}.svg",
    ]


def test_force_prints_again_and_attaches_what_is_wanted(run: Run, printed: Path) -> None:
    chosen = printed.parent / "one.txt"
    chosen.write_text(PRINTED[0])
    path = printed / f"{PRINTED[0]}.pdf"
    before = path.read_bytes()

    done = run("paper", "--numbers", chosen, "--out", printed, "--force", "--attach")

    assert done.returncode == 0, done.stderr
    assert b"/EmbeddedFile" in path.read_bytes()
    assert b"/EmbeddedFile" not in before


def test_a_credential_is_printed_from_its_files(run: Run, tmp_path: Path) -> None:
    run("issue", "--existing", "--issuer", PREFIX, "--out", tmp_path / "signed", "--limit", "1")
    [credential] = [p for p in (tmp_path / "signed").iterdir() if ".qr" not in p.name]

    done = run("paper", "--credential", credential, "--out", tmp_path / "again", "--format", "pdf")

    assert done.returncode == 0, done.stderr
    name = f"{PRINTED[0]}.pdf"
    assert len((tmp_path / "again" / name).read_bytes()) > 10_000


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param((), "say one of", id="nothing-to-print"),
        pytest.param(("--issuer", PREFIX, "--numbers", "x"), "say one of", id="two-sources"),
        pytest.param(
            ("--issuer", PREFIX, "--format", "svg", "--attach"), "only a PDF", id="a-file-in-a-svg"
        ),
        pytest.param(("--credential", "absent.txt"), "cannot read", id="no-such-file"),
        pytest.param(("--numbers", "absent.txt"), "cannot read", id="no-such-list"),
    ],
)
def test_a_wrong_order_says_what_is_wrong(
    run: Run, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    done = run("paper", "--out", tmp_path, *words)

    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
