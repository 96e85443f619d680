"""What a witness answers, to the letter of c2sp.org/tlog-witness, and what it remembers."""

from __future__ import annotations

import asyncio
import stat
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Final

import httpx
import pytest

from tests.support.evil_log import EvilLog
from tests.support.issuer import NOW, ed25519_key
from tests.support.witnesses import LOG, ORIGIN, WITNESSES, Signer, b64
from verifier.errors import MalformedError
from verifier.notes import parse_note, parse_note_key, verify_cosignature
from verifier.witness import durable
from verifier.witness.cli import _log_lines, known_logs, main
from verifier.witness.cosigning import Witness
from verifier.witness.errors import BrokenError, RefusedError
from verifier.witness.key import load_key, make_key
from verifier.witness.memory import Memory
from verifier.witness.request import MAX_BODY_BYTES
from verifier.witness.service import witness_app

ENTRIES = [b"entry %d" % n for n in range(40)]
HONEST = EvilLog(ENTRIES)
FORKED = EvilLog([*ENTRIES[:3], b"another", *ENTRIES[4:]])
STRANGER = Signer("other.example/log", ed25519_key(700), 1)
IMPOSTOR = Signer(ORIGIN, ed25519_key(701), 1)
SECOND_KEY = Signer(ORIGIN, ed25519_key(702), 1)


def witness_at(home: Path) -> Witness:
    """Return the witness of a folder, made anew if there is none: as a restart would."""
    (home / "memory").mkdir(parents=True, exist_ok=True)
    folder = home / "key"
    key = load_key(folder, None) if folder.exists() else make_key(folder, "w.example", None)
    logs = known_logs([LOG.vkey, SECOND_KEY.vkey])
    return Witness(key, Memory(home / "memory"), logs, clock=lambda: NOW + 0.9)


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    return witness_at(tmp_path)


def post(witness: Witness, content: bytes) -> httpx.Response:
    return send(witness, "POST", "/add-checkpoint", content)


def send(witness: Witness, method: str, path: str, content: bytes = b"") -> httpx.Response:
    """Send a request to the service of a witness, without a socket."""

    async def sent() -> httpx.Response:
        transport = httpx.ASGITransport(witness_app(witness))
        async with httpx.AsyncClient(transport=transport, base_url="http://w.example") as client:
            return await client.request(method, path, content=content)

    return asyncio.run(sent())


def refusal(witness: Witness, body: bytes) -> tuple[int, int | None]:
    """Return the status and the known size with which a request is refused."""
    with pytest.raises(RefusedError) as caught:
        witness.cosign(body)
    return caught.value.status.value, caught.value.known_size


def test_it_cosigns_a_log_as_it_grows(witness: Witness) -> None:
    key = parse_note_key(witness.key.vkey)
    for old, new in [(0, 1), (1, 2), (2, 7), (7, 7), (7, 8), (8, 40)]:
        lines = witness.cosign(HONEST.request(old, new))
        note = parse_note(HONEST.signed(HONEST.body(new), cosigned=False) + lines)
        assert verify_cosignature(note, key) == NOW


def test_over_http(witness: Witness) -> None:
    answer = post(witness, HONEST.request(0, 5))
    assert answer.status_code == 200
    assert answer.text.startswith(f"— {witness.key.public.name} ")
    assert answer.text.endswith("\n")

    conflict = post(witness, HONEST.request(0, 7))
    assert conflict.status_code == 409
    assert conflict.headers["content-type"] == "text/x.tlog.size"
    assert conflict.content == b"5\n"

    assert send(witness, "GET", "/add-checkpoint").status_code == 405
    assert witness.key.vkey in send(witness, "GET", "/").text
    assert ORIGIN in send(witness, "GET", "/").text


def test_a_body_is_read_up_to_its_limit(witness: Witness) -> None:
    answer = post(witness, b"x" * (MAX_BODY_BYTES + 1))
    assert answer.status_code == 413
    assert post(witness, b"x" * MAX_BODY_BYTES).status_code == 400


GOOD = HONEST.request(0, 5)
NOTE = HONEST.signed(HONEST.body(5), cosigned=False)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="empty"),
        pytest.param(GOOD.replace(b"old 0", b"old 00"), id="leading-zero"),
        pytest.param(GOOD.replace(b"old 0", b"old  0"), id="two-spaces"),
        pytest.param(GOOD.replace(b"old 0", b"old -1"), id="negative"),
        pytest.param(GOOD.replace(b"old 0", b"Old 0"), id="capital"),
        pytest.param(GOOD.replace(b"old 0", b"old 0\r"), id="carriage-return"),
        pytest.param(GOOD.replace(b"old 0", b"old \xd9\xa0"), id="arabic-digit"),
        pytest.param(GOOD.replace(b"old 0", b"old " + b"9" * 20), id="size-of-20-digits"),
        pytest.param(GOOD.replace(b"old 0\n", b"old 0\nAAAA\n"), id="proof-of-3-bytes"),
        pytest.param(GOOD.replace(b"old 0\n", b"old 0\n?\n"), id="proof-no-base64"),
        pytest.param(
            GOOD.replace(b"old 0\n", b"old 0\n" + f"{b64(bytes(32))}\n".encode() * 64),
            id="64-lines-of-proof",
        ),
        pytest.param(GOOD[:-1], id="no-final-newline"),
        pytest.param(GOOD + b"\n", id="a-newline-too-many"),
        pytest.param(b"old 0\n\n", id="no-checkpoint"),
        pytest.param(b"old 0\n" + NOTE.encode(), id="no-blank-line"),
        pytest.param(GOOD.replace(b"\n5\n", b"\n05\n"), id="size-of-the-checkpoint-with-zero"),
        pytest.param(GOOD + b"\xff", id="not-utf-8"),
        pytest.param(GOOD.split("—".encode())[0], id="no-signature"),
    ],
)
def test_what_is_malformed_is_a_bad_request(witness: Witness, body: bytes) -> None:
    assert refusal(witness, body) == (400, None)


LINE: Final = f"{b64(bytes(32))}\n".encode()
LINES_OF_5_TO_9: Final = HONEST.request(5, 9).split(b"\n\n")[0].count(b"\n")


def with_old(size: int) -> bytes:
    return HONEST.request(5, 9).replace(b"old 5", b"old %d" % size)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(EvilLog(ENTRIES, STRANGER).request(0, 5), (404, None), id="unknown-log"),
        pytest.param(EvilLog(ENTRIES, IMPOSTOR).request(5, 9), (403, None), id="another-key"),
        pytest.param(
            HONEST.request(5, 9).replace(HONEST.body(9).encode(), HONEST.body(8).encode()),
            (403, None),
            id="signature-of-another-checkpoint",
        ),
        pytest.param(
            HONEST.request(5, 9) + LOG.line(bytes(64)).encode(), (403, None), id="one-line-forged"
        ),
        pytest.param(
            HONEST.request(5, 9) + SECOND_KEY.line(bytes(64)).encode(),
            (403, None),
            id="a-line-of-its-other-key-forged",
        ),
        pytest.param(with_old(10), (400, None), id="old-above-new"),
        pytest.param(with_old(4), (409, 5), id="old-below-ours"),
        pytest.param(with_old(6), (409, 5), id="old-above-ours"),
        pytest.param(with_old(0), (409, 5), id="as-if-never-seen"),
        pytest.param(HONEST.request(4, 5), (409, 5), id="a-step-again"),
        pytest.param(HONEST.request(3, 4), (409, 5), id="back"),
        pytest.param(FORKED.request(5, 9), (422, None), id="fork"),
        pytest.param(FORKED.request(5, 5), (409, 5), id="fork-of-the-same-size"),
        pytest.param(
            HONEST.request(5, 9).replace(b"old 5\n", f"old 5\n{b64(bytes(32))}\n".encode()),
            (422, None),
            id="a-hash-too-many",
        ),
        pytest.param(
            HONEST.request(5, 9).replace(b"old 5\n", b"old 5\n" + LINE * (63 - LINES_OF_5_TO_9)),
            (422, None),
            id="63-lines-are-read",
        ),
        pytest.param(
            HONEST.request(5, 5).replace(b"old 5\n", f"old 5\n{b64(bytes(32))}\n".encode()),
            (422, None),
            id="a-proof-of-nothing",
        ),
    ],
)
def test_what_is_refused_changes_nothing(
    witness: Witness, body: bytes, expected: tuple[int, int | None]
) -> None:
    witness.cosign(HONEST.request(0, 5))

    assert refusal(witness, body) == expected
    assert witness.cosign(HONEST.request(5, 9))


def test_a_first_checkpoint_takes_no_proof(witness: Witness) -> None:
    wrong = HONEST.request(0, 5).replace(b"old 0\n", f"old 0\n{b64(bytes(32))}\n".encode())
    assert refusal(witness, wrong) == (422, None)


def test_the_empty_tree_has_one_root(witness: Witness) -> None:
    body = HONEST.body(0)
    wrong = body.replace(body.split("\n")[2], b64(bytes(32)))
    forged = f"old 0\n\n{HONEST.signed(wrong, cosigned=False)}".encode()
    assert refusal(witness, forged) == (409, 0)
    assert witness.cosign(HONEST.request(0, 0))
    assert witness.cosign(HONEST.request(0, 3))


def test_unknown_signatures_and_second_keys_are_no_hindrance(witness: Witness) -> None:
    assert witness.cosign(HONEST.request(0, 5) + STRANGER.line(b"x").encode())
    assert witness.cosign(EvilLog(ENTRIES, SECOND_KEY).request(5, 9))


def test_a_restart_forgets_nothing(tmp_path: Path) -> None:
    witness_at(tmp_path).cosign(HONEST.request(0, 9))

    again = witness_at(tmp_path)
    assert refusal(again, FORKED.request(0, 9)) == (409, 9)
    assert refusal(again, FORKED.request(9, 12)) == (422, None)
    assert again.cosign(HONEST.request(9, 12))


def test_two_histories_are_kept_as_evidence(witness: Witness, tmp_path: Path) -> None:
    witness.cosign(HONEST.request(0, 9))
    refusal(witness, FORKED.request(9, 9))

    (evidence,) = tmp_path.glob("memory/*.fork-9")
    assert HONEST.body(9) in evidence.read_text("utf-8")
    assert FORKED.body(9) in evidence.read_text("utf-8")


@pytest.mark.parametrize("step", ["fsync", "replace", "sync_folder"])
def test_dying_at_any_step_of_remembering_leaves_old_or_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    witness = witness_at(tmp_path)
    witness.cosign(HONEST.request(0, 5))
    with monkeypatch.context() as patch:
        place = {"fsync": durable.os, "replace": Path, "sync_folder": durable}[step]
        patch.setattr(place, step, _die)
        with pytest.raises(OSError, match="power"):
            witness.cosign(HONEST.request(5, 9))

    again = witness_at(tmp_path)
    known = 9 if step == "sync_folder" else 5
    assert refusal(again, FORKED.request(0, 12)) == (409, known)
    assert again.cosign(HONEST.request(known, 12))


def _die(*_: object) -> None:
    raise OSError("no power")


def test_what_cannot_be_written_is_not_cosigned(
    witness: Witness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(durable.os, "fsync", _die)
    answer = post(witness, HONEST.request(0, 5))
    assert answer.status_code == 500
    assert "—" not in answer.text


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda path: path.write_bytes(b""), id="emptied"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:50]), id="cut"),
        pytest.param(lambda path: path.write_text(EvilLog([], STRANGER).signed()), id="of-another"),
    ],
)
def test_damaged_memory_is_never_a_fresh_start(
    witness: Witness, tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    witness.cosign(HONEST.request(0, 5))
    (file,) = tmp_path.glob("memory/*.checkpoint")
    damage(file)

    with pytest.raises(BrokenError):
        witness.cosign(HONEST.request(0, 5))
    (tmp_path / "memory").rename(tmp_path / "elsewhere")
    with pytest.raises(BrokenError, match="retire the key"):
        witness.cosign(HONEST.request(0, 5))


def test_of_many_at_once_one_wins(witness: Witness) -> None:
    answers: list[str] = []

    def ask(log: EvilLog, size: int) -> None:
        try:
            answers.append(witness.cosign(log.request(0, size)))
        except RefusedError as err:
            assert err.known_size is not None

    threads = [Thread(target=ask, args=(log, n)) for log in (HONEST, FORKED) for n in range(5, 20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 1


def test_keys(tmp_path: Path) -> None:
    key = make_key(tmp_path / "key", "w.example", b"secret")
    assert stat.S_IMODE((tmp_path / "key" / "private.pem").stat().st_mode) == 0o600
    assert load_key(tmp_path / "key", b"secret").vkey == key.vkey
    for passphrase in (None, b"other"):
        with pytest.raises(BrokenError, match="WITNESS_PASSPHRASE"):
            load_key(tmp_path / "key", passphrase)
    with pytest.raises(BrokenError, match="already"):
        make_key(tmp_path / "key", "w.example", None)
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u3000b", "a\x07b"])
def test_names_that_no_key_can_have(tmp_path: Path, name: str) -> None:
    with pytest.raises(MalformedError):
        make_key(tmp_path / "key", name, None)


def test_a_key_beside_the_vkey_of_another(tmp_path: Path) -> None:
    make_key(tmp_path / "key", "w.example", None)
    (tmp_path / "key" / "vkey").write_text(WITNESSES[0].vkey)
    with pytest.raises(BrokenError, match="not the one of its vkey"):
        load_key(tmp_path / "key", None)


def test_logs_are_named_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "logs"
    lines = ["# ours", "", LOG.vkey, f"log {SECOND_KEY.vkey} https://x.example/", "quorum none"]
    file.write_text("\n".join(lines))
    assert _log_lines(file) == [LOG.vkey, SECOND_KEY.vkey]


def test_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = ["--home", str(tmp_path / "w")]
    assert main(["keygen", *home, "--name", "w.example/1"]) == 0
    made = capsys.readouterr().out
    assert main(["vkey", *home]) == 0
    assert capsys.readouterr().out == made
    assert made.startswith("w.example/1+")

    policy = tmp_path / "policy"
    policy.write_text("# mine\nlog x y z\n")
    for wrong, reason in [
        (["keygen", *home], "already"),
        (["vkey", "--home", str(tmp_path / "none")], "cannot read the key"),
        (["serve", *home], "no log to witness"),
        (["serve", *home, "--log", WITNESSES[0].vkey], "no Ed25519 key of a log"),
        (["serve", *home, "--log", LOG.vkey, "--name", "w.example/2"], "is named w.example/1"),
        (["serve", *home, "--logs", str(policy)], "not a line of a policy"),
    ]:
        assert main(wrong) == 2
        assert reason in capsys.readouterr().err
    (tmp_path / "w" / "memory").rmdir()
    assert main(["serve", *home, "--log", LOG.vkey]) == 2
    assert "retire the key" in capsys.readouterr().err
