"""`verify-certificate`: files, batches, exit status."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.issuer import (
    BASE,
    LIST_URI,
    Issuer,
    bind,
    bound_claims,
    es256_key,
    public_jwk,
    sign,
    trust_file,
)
from verifier.batch import answer_line, parse_request
from verifier.cli import main
from verifier.errors import MalformedError
from verifier.lines import MAX_LINE_BYTES
from verifier.trust import Trust

ISSUER = Issuer()
FOREVER = {"iat": 1_795_000_000, "exp": 4_000_000_000}
FILE = trust_file(
    expires="2099-01-01T00:00:00Z", statusLists={LIST_URI: ISSUER.status_list(**FOREVER)}
)
AT = "2026-11-18T11:06:40Z"
REVOKED = {LIST_URI: ISSUER.status_list({7: 1}, **FOREVER)}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a working directory with a trust file and a certificate."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "trust.json").write_text(json.dumps(FILE))
    (tmp_path / "good.txt").write_text(ISSUER.credential() + "\n")
    (tmp_path / "bad.txt").write_text("garbage")
    return tmp_path


def run(*arguments: str) -> int:
    """Run the command at the tests' present."""
    return main(["--trust", "trust.json", "--at", AT, *arguments])


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Put bytes on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


@pytest.mark.parametrize(
    ("files", "status"),
    [
        pytest.param(["good.txt"], 0, id="valid"),
        pytest.param(["good.txt", "good.txt"], 0, id="both-valid"),
        pytest.param(["good.txt", "bad.txt"], 1, id="one-not-valid"),
        pytest.param(["bad.txt"], 1, id="text-that-is-no-credential"),
        pytest.param(["none.txt"], 2, id="no-such-file"),
        pytest.param(["good.txt", "none.txt"], 1, id="one-of-two-missing"),
        pytest.param(["."], 2, id="a-folder"),
        pytest.param([], 2, id="no-file"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_exit_status(files: list[str], status: int) -> None:
    assert run(*files) == status


@pytest.mark.usefixtures("folder")
def test_the_report_reads_well_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("good.txt") == 0
    chinese = capsys.readouterr().out.splitlines()
    assert chinese[:3] == [
        "VALID  good.txt",
        "  证书有效。",
        "    编号        S000032000123262000017",
    ]
    assert "  ✓ SIGNATURE              签名有效" in chinese
    assert run("bad.txt", "--lang", "en") == 1
    english = capsys.readouterr().out
    assert "INVALID  bad.txt" in english
    assert (
        "  ✗ FORMAT                 cannot be read: not a certificate in a known form (" in english
    )
    assert "  - SIGNATURE              pointless after an earlier failure" in english


@pytest.mark.usefixtures("folder")
def test_colours_are_for_terminals(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    run("good.txt")
    assert "\x1b[32mVALID\x1b[0m" in capsys.readouterr().out


@pytest.mark.usefixtures("folder")
def test_json_is_one_line_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    run("good.txt", "bad.txt", "--json")
    outcomes = [json.loads(line)["outcome"] for line in capsys.readouterr().out.splitlines()]
    assert outcomes == ["VALID", "INVALID"]


@pytest.mark.usefixtures("folder")
def test_standard_input_is_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, f"{BASE}/verify#{ISSUER.credential()}\n".encode())
    assert run("-") == 0


@pytest.mark.parametrize(
    "head", [b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"<svg ", b"\n<?xml ?>"]
)
def test_a_broken_picture_has_nothing_to_judge(
    folder: Path, head: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "picture").write_bytes(head + b"...")
    assert run("picture") == 2
    assert "that can be read" in capsys.readouterr().err


def test_a_huge_file_is_read_only_so_far(folder: Path) -> None:
    (folder / "huge").write_bytes(b"a" * 5_000_000)
    assert run("huge") == 1


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        pytest.param(["--holder-name", "张三丰", "--id-last4", "1234"], 0, id="holder"),
        pytest.param(["--holder-name", "李四"], 1, id="another-holder"),
        pytest.param(["--require-key-binding"], 1, id="no-binding"),
        pytest.param(["--at", "1795000000"], 0, id="unix-seconds"),
        pytest.param(["--at", "soon"], 2, id="no-moment"),
    ],
)
def test_options_reach_the_verifier(arguments: list[str], status: int) -> None:
    assert run("good.txt", *arguments) == status


def test_audience_and_nonce_reach_the_verifier(folder: Path) -> None:
    (folder / "bound.txt").write_text(bind(ISSUER.credential(bound_claims())))
    asked = ["bound.txt", "--audience", "https://employer.example"]
    assert run(*asked, "--nonce", "n-1") == 0
    assert run(*asked, "--nonce", "n-2") == 1


def test_trust_is_needed_and_must_be_good(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = es256_key(50)
    claims = {**FILE, "iss": f"{BASE}/registry"}
    (folder / "trust.jwt").write_text(sign(key, {"alg": "ES256", "typ": "trust+jwt"}, claims))
    (folder / "key.json").write_text(json.dumps(public_jwk(key)))
    (folder / "broken.json").write_text("{}")

    def status(*arguments: str) -> int:
        return main(["good.txt", "--at", AT, *arguments])

    assert status("--trust", "trust.jwt", "--trust-key", "key.json") == 0
    refused = [
        status("--trust", "trust.jwt"),
        status("--trust", "trust.jwt", "--trust-key", "none.json"),
        status("--trust", "none.json"),
        status("--trust", "broken.json"),
        status("--trust", "good.txt", "--trust-key", "key.json"),
    ]
    assert set(refused) == {2}
    assert len(capsys.readouterr().err.splitlines()) == len(refused)
    with pytest.raises(SystemExit, match="2"):
        main(["good.txt"])


def line(**members: Any) -> bytes:
    """Return a line of a batch."""
    return json.dumps({"id": 1, "credential": ISSUER.credential(), "at": AT, **members}).encode()


def batch(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: bytes
) -> tuple[int, list[dict[str, Any]]]:
    """Run a batch; return its status and its reports."""
    feed(monkeypatch, data)
    status = run("--batch")
    return status, [json.loads(text) for text in capsys.readouterr().out.splitlines()]


def test_a_batch_answers_in_order_and_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "other.json").write_text(json.dumps({**FILE, "issuers": []}))
    lines = [
        line(id="a", more={"x": 1}),
        b"",
        b"not json",
        b"x" * (MAX_LINE_BYTES + 1),
        b"y" * (3 * MAX_LINE_BYTES),
        line(id={"n": [1]}, credential="garbage"),
        line(id=2, at="soon"),
        line(id=3, trust="other.json"),
        line(id=4, trust="none.json"),
        line(id=5, statusLists=REVOKED),
        line(id=6, holderName="李四"),
        b" \r",
        line(id=7, at=1_795_000_000, logProof=None),
    ]
    status, reports = batch(monkeypatch, capsys, b"\n".join(lines))
    assert status == 1
    assert [(report["id"], report.get("line"), report["outcome"]) for report in reports] == [
        ("a", None, "VALID"),
        (None, 3, "INVALID"),
        (None, 4, "INVALID"),
        (None, 5, "INVALID"),
        ({"n": [1]}, None, "INVALID"),
        (None, 7, "INVALID"),
        (3, None, "INVALID"),
        (4, None, "UNAVAILABLE"),
        (5, None, "INVALID"),
        (6, None, "INVALID"),
        (7, None, "VALID"),
    ]
    assert reports[1]["checks"][0]["code"] == "FORMAT"
    assert reports[1]["checks"][0]["state"] == "FAILED"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("data", "status"),
    [
        pytest.param(line() + b"\n\n" + line(), 0, id="all-valid"),
        pytest.param(b"", 2, id="nothing"),
        pytest.param(b"\n \n", 2, id="empty-lines"),
        pytest.param(b"garbage\n", 1, id="garbage"),
        pytest.param(b"garbage\n" + line(), 1, id="garbage-first"),
    ],
)
def test_exit_status_of_a_batch(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    data: bytes,
    status: int,
) -> None:
    assert batch(monkeypatch, capsys, data)[0] == status


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"[]", id="an-array"),
        pytest.param(b'{"id":1}', id="no-credential"),
        pytest.param(line(credential=5), id="credential-is-a-number"),
        pytest.param(line(nonce=5), id="nonce-is-a-number"),
        pytest.param(line(trust=5), id="trust-is-a-number"),
        pytest.param(line(requireKeyBinding=1), id="demand-is-a-number"),
        pytest.param(line(statusLists=[]), id="lists-are-an-array"),
        pytest.param(line(statusLists={"x": 5}), id="list-is-a-number"),
        pytest.param(b'{"credential":"x","credential":"y"}', id="member-twice"),
    ],
)
def test_a_line_that_cannot_be_read(data: bytes) -> None:
    with pytest.raises(MalformedError):
        parse_request(data)


def test_strangers_bring_no_trust() -> None:
    answer = answer_line(
        line(trust="none.json", statusLists=REVOKED),
        1,
        trust=Trust.from_json(FILE),
        lang="zh",
        now=1_795_000_000,
    )
    assert answer.good


@pytest.mark.usefixtures("folder")
def test_the_module_runs_and_survives_a_reader_who_leaves(folder: Path) -> None:
    # The project stands in front of the working directory, as it does when it is installed.
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    command = [sys.executable, "-m", "verifier", "--trust", "trust.json", "--batch"]
    (folder / "requests").write_bytes((line() + b"\n") * 200)
    with (folder / "requests").open("rb") as requests:
        process = subprocess.Popen(
            command,
            stdin=requests,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
        )
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["outcome"] == "VALID"
        process.stdout.close()
        complaint = process.stderr.read()
        process.stderr.close()
        process.wait(timeout=20)
    assert (process.returncode, complaint) == (1, b"")
