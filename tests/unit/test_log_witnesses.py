"""Witnesses: the file that names them, the request they get, and what they may answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from registry.log.errors import LogKeyError, WitnessFileError
from registry.log.origin import LogKeyFile, checkpoint_text, origin_of
from registry.log.policy import WitnessPolicy, read_witnesses
from registry.log.published import is_witnessed, may_replace
from registry.log.witnesses import Submission, Witness, Witnesses
from registry.settings import Settings
from tests.support.witnesses import LOG, ORIGIN, WITNESSES
from verifier.errors import VerifierError
from verifier.notes import parse_note, parse_note_key, verify_log_signature
from verifier.policy import parse_policy

NOW = 1_795_000_000
BODY = checkpoint_text(ORIGIN, 300, bytes(32))
NOTE = f"{BODY}\n{LOG.sign(BODY)}"
PROOF = [bytes([n]) * 32 for n in range(2)]
SUBMISSION = Submission(300, NOTE, lambda old: PROOF if old == 100 else [])

Handler = Callable[[httpx.Request], httpx.Response]


def cosigned(*places: int) -> str:
    """Return the note with cosignatures."""
    return NOTE + "".join(WITNESSES[place].cosign(BODY, NOW) for place in places)


def lines(count: int = 3) -> str:
    """Return a file of witnesses."""
    return "".join(
        f"witness w{n} {witness.vkey} http://127.0.0.1:1/w{n}/\n"
        for n, witness in enumerate(WITNESSES[:count])
    )


def policy_of(tmp_path: Path, text: str) -> WitnessPolicy:
    (tmp_path / "witnesses.txt").write_text(text)
    return read_witnesses(tmp_path / "witnesses.txt")


def test_without_quorum_a_majority_is_needed(tmp_path: Path) -> None:
    policy = policy_of(tmp_path, f"# ours\n\n{lines()}")

    assert policy.text(LOG.vkey) == (
        f"log {LOG.vkey}\n"
        + "".join(f"witness w{n} {witness.vkey}\n" for n, witness in enumerate(WITNESSES))
        + "group majority 2 w0 w1 w2\nquorum majority\n"
    )
    parsed = policy.parsed(LOG.vkey)
    assert parsed.is_satisfied_by(["w0", "w2"])
    assert not parsed.is_satisfied_by(["w1"])
    assert policy.urls[0] == ("w0", "http://127.0.0.1:1/w0")


def test_a_quorum_of_ones_own_stays(tmp_path: Path) -> None:
    policy = policy_of(tmp_path, f"log {LOG.vkey}\n{lines(2)}group g all w0 w1\nquorum g\n")

    assert policy.lines[-2:] == ("group g all w0 w1", "quorum g")
    assert policy.parsed(LOG.vkey).logs == (parse_note_key(LOG.vkey),)


def test_without_a_file_nobody_is_asked_and_nothing_is_proven() -> None:
    policy = read_witnesses(None)

    assert policy.text(LOG.vkey) == f"log {LOG.vkey}\nquorum none\n"
    assert not policy.parsed(LOG.vkey).has_witnesses
    assert asyncio.run(Witnesses.of(policy, LOG.vkey).cosign(SUBMISSION)) == NOTE


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("# none\n", "names no witness", id="nobody"),
        pytest.param("\nwitness w0\n", "line 2", id="no-key"),
        pytest.param("witness w0 w0+00000000+AAAA http://x\n", "line 1", id="a-wrong-key"),
        pytest.param(f"{lines()}quorum w9\n", "w9", id="a-quorum-of-strangers"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(WitnessFileError, match=reason):
        policy_of(tmp_path, text)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WitnessFileError, match="cannot be read"):
        read_witnesses(tmp_path / "none.txt")


def ask(handler: Handler, *, seen: int = 0) -> tuple[Witness, str | None]:
    """Ask a witness that answers as the handler says; return it, and the lines that it gave."""
    witness = Witness("w0", parse_note_key(WITNESSES[0].vkey), "http://w0.example", seen)

    async def within() -> str | None:
        transport = httpx.MockTransport(handler)
        async with httpx.AsyncClient(transport=transport) as client:
            return await witness.cosign(client, SUBMISSION)

    return witness, asyncio.run(within())


def test_a_request_is_as_tlog_witness_has_it() -> None:
    bodies = []

    def handler(request: httpx.Request) -> httpx.Response:
        bodies.append((str(request.url), request.content.decode()))
        return httpx.Response(200, text=WITNESSES[0].cosign(BODY, NOW))

    witness, given = ask(handler, seen=100)

    proof = f"{'A' * 43}=\n{'AQEB' * 10}AQE=\n"
    assert bodies == [("http://w0.example/add-checkpoint", f"old 100\n{proof}\n{NOTE}")]
    assert given == WITNESSES[0].cosign(BODY, NOW)
    assert (witness.seen, witness.trouble) == (300, None)


def test_a_witness_that_knows_another_size_is_asked_from_there() -> None:
    sizes = []

    def handler(request: httpx.Request) -> httpx.Response:
        sizes.append(request.content.decode().split("\n", 1)[0])
        if len(sizes) == 1:
            kind = {"content-type": "text/x.tlog.size"}
            return httpx.Response(409, headers=kind, content=b"100\n")
        return httpx.Response(200, text=WITNESSES[0].cosign(BODY, NOW))

    witness, given = ask(handler)

    assert sizes == ["old 0", "old 100"]
    assert (given is None, witness.seen) == (False, 300)


def size_of(size: str) -> Handler:
    kind = {"content-type": "text/x.tlog.size"}
    return lambda _request: httpx.Response(409, headers=kind, text=size)


def says(text: str, status: int = 200) -> Handler:
    return lambda _request: httpx.Response(status, text=text)


def silent(_request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectTimeout("no answer")


@pytest.mark.parametrize(
    ("handler", "trouble"),
    [
        pytest.param(silent, "no answer", id="silence"),
        pytest.param(says("no", 403), "it answers 403 no", id="a-refusal"),
        pytest.param(says(""), "no cosignature of its own", id="no-line"),
        pytest.param(
            says(WITNESSES[1].cosign(BODY, NOW)), "no cosignature of its own", id="a-strangers-line"
        ),
        pytest.param(
            says(WITNESSES[0].cosign("other\n", NOW)), "does not hold", id="of-another-checkpoint"
        ),
        pytest.param(says("hello\n"), "not a signature line", id="nonsense"),
        pytest.param(says("x" * 70_000), "more than 65536 bytes", id="a-flood"),
        pytest.param(size_of("400\n"), "was the database set back", id="it-knows-more"),
        pytest.param(size_of("100\n"), "a fork", id="the-same-size-again"),
        pytest.param(size_of("-1\n"), "it answers 409", id="a-size-that-is-none"),
    ],
)
def test_a_witness_that_misbehaves_has_only_not_cosigned(handler: Handler, trouble: str) -> None:
    witness, given = ask(handler, seen=100)

    assert given is None
    assert trouble in str(witness.trouble)
    assert witness.pause == 1.0


def test_a_witness_that_failed_is_left_alone_for_a_while() -> None:
    asked = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(500)

    witness, _ = ask(handler)

    async def again() -> None:
        async with httpx.AsyncClient(transport=httpx.MockTransport(handler)) as client:
            assert await witness.cosign(client, SUBMISSION) is None

    asyncio.run(again())
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(None, NOTE, True, id="the-first"),
        pytest.param(NOTE, NOTE, True, id="as-long-as-none-was-witnessed"),
        pytest.param(NOTE, cosigned(0, 1), True, id="a-witnessed-one"),
        pytest.param(cosigned(0, 1), NOTE, False, id="no-witness-over-two"),
        pytest.param(cosigned(0, 1), cosigned(2), False, id="one-witness-over-two"),
        pytest.param(cosigned(0, 1), cosigned(1, 2), True, id="two-over-two"),
        pytest.param(cosigned(0, 1).replace(ORIGIN, "old.example/log"), NOTE, True, id="new-name"),
    ],
)
def test_a_published_checkpoint_never_loses_its_witnesses(
    tmp_path: Path, old: str | None, new: str, *, expected: bool
) -> None:
    policy = policy_of(tmp_path, lines()).parsed(LOG.vkey)

    assert may_replace(old, new, origin=ORIGIN, policy=policy) is expected


def test_a_cosignature_that_does_not_hold_does_not_count(tmp_path: Path) -> None:
    policy = policy_of(tmp_path, lines()).parsed(LOG.vkey)
    wrong = WITNESSES[1].cosign("other\n", NOW)

    assert is_witnessed(parse_note(cosigned(0, 1)), policy)
    assert not is_witnessed(parse_note(cosigned(0) + wrong), policy)
    assert not is_witnessed(parse_note(cosigned(0, 1)), parse_policy("quorum none\n"))


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        pytest.param("https://registry.example.cn", "registry.example.cn/log", id="a-host"),
        pytest.param("https://registry.example.cn/ab", "registry.example.cn/log", id="no-path"),
        pytest.param("http://127.0.0.1:8000", "127.0.0.1:8000/log", id="with-its-port"),
        pytest.param("https://u:p@r.example", "r.example/log", id="nobodys-password"),
    ],
)
def test_the_origin_is_the_host_of_the_base_url(base: str, expected: str) -> None:
    assert origin_of(base) == expected


def key_file(tmp_path: Path, passphrase: str | None = None) -> LogKeyFile:
    return LogKeyFile.of(Settings(home=tmp_path, key_passphrase=passphrase, base_url="http://r"))


def test_the_key_is_made_once_and_signs_what_verifiers_believe(tmp_path: Path) -> None:
    assert key_file(tmp_path).load() is None
    key = key_file(tmp_path).make()

    assert key_file(tmp_path).make().vkey == key.vkey
    note = key.sign(checkpoint_text(key.origin, 1, bytes(32)))
    assert verify_log_signature(parse_note(note), parse_note_key(key.vkey))
    assert key.sign(checkpoint_text(key.origin, 1, bytes(32))) == note
    assert (tmp_path / "keys/log/log.pem").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("made", "read"),
    [
        pytest.param("open sesame", None, id="without-its-passphrase"),
        pytest.param("open sesame", "close sesame", id="with-another"),
        pytest.param(None, "open sesame", id="a-plain-file-where-there-is-a-passphrase"),
    ],
)
def test_a_key_file_is_read_only_as_it_was_written(
    tmp_path: Path, made: str | None, read: str | None
) -> None:
    key_file(tmp_path, made).make()

    with pytest.raises(LogKeyError, match="REGISTRY_KEY_PASSPHRASE"):
        key_file(tmp_path, read).load()


def test_a_checkpoint_of_a_stranger_is_none_of_ours(tmp_path: Path) -> None:
    key = key_file(tmp_path).make()
    forged = parse_note(key.sign("r/log\n1\nAAAA\n").replace("\n1\n", "\n2\n"))

    with pytest.raises(VerifierError):
        verify_log_signature(forged, key.public)
