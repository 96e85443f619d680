"""Every refusal says what was found: its words are what the holder of a broken text has to go by.

The words of a refused credential are held by `conformance/details.json`, those of a trust file in
`test_trust_file`; here are those of the parts that a report does not name, or not every one.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import datetime
from typing import Final

import pytest

from tests.support.issuer import NOW, Issuer, ed25519_key, es256_key, public_jwk
from tests.support.witnesses import LOG, Log, Signer, certificate_entry, policy
from verifier.batch import parse_request
from verifier.certificate import read_facts
from verifier.encoding import decode_base64, decode_base64url
from verifier.envelope import read_envelope
from verifier.errors import BadRequestError, MalformedError, RefusedSignatureError, VerifierError
from verifier.keys import parse_jwk
from verifier.logproof import parse_log_proof, verify_log_proof
from verifier.moments import china_day, parse_day, parse_rfc3339, unix_seconds
from verifier.notes import (
    Checkpoint,
    parse_checkpoint,
    parse_note,
    parse_note_key,
    verify_cosignature,
    verify_log_signature,
)
from verifier.policy import parse_policy
from verifier.sdjwt import disclose, parse_presentation
from verifier.strict_json import parse_json, parse_json_object
from verifier.tiles import encode_bundle, parse_bundle, parse_tile
from verifier.trustchain import follow_chain

CREDENTIAL: Final = Issuer().credential()
OURS: Final = Log(certificate_entry(CREDENTIAL))
BODY: Final = OURS.checkpoint()
WITNESS: Final = Signer("w9.example", ed25519_key(900), 4)
KEY: Final = parse_jwk(Issuer().trust_key())
A, B = (Signer(name, ed25519_key(seed), 4).vkey for name, seed in (("a", 901), ("b", 902)))


def facts(**changes: str) -> Callable[[], object]:
    claims = {"number": "x", "kind": "QUALIFICATION", "issued_on": "2026-05-30", **changes}
    return lambda: read_facts({name: value for name, value in claims.items() if value != "-"})


def note(*signatures: str) -> str:
    return f"{BODY}\n" + "".join(signatures)


def proof(**changes: str) -> Callable[[], object]:
    return lambda: parse_log_proof(OURS.proof(**changes))


def quorum(*lines: str) -> Callable[[], object]:
    return lambda: parse_policy("\n".join(lines))


def cosigned(signature: bytes) -> Callable[[], object]:
    line = WITNESS.line(signature)
    return lambda: verify_cosignature(parse_note(note(line)), parse_note_key(WITNESS.vkey))


LINES = {
    "a line of more than 131072 bytes": lambda: parse_request(None),
    "no credential in the line": lambda: parse_request(b"{}"),
    "one of logProof, audience, nonce, holderName, idLast4, trust is no text": lambda: (
        parse_request(b'{"credential":"x","nonce":5}')
    ),
    "requireKeyBinding is neither true nor false": lambda: parse_request(
        b'{"credential":"x","requireKeyBinding":1}'
    ),
    "statusLists is no object of texts": lambda: parse_request(
        b'{"credential":"x","statusLists":{"u":1}}'
    ),
}
TEXTS = {
    "not JSON": lambda: parse_json("{"),
    "not a JSON object": lambda: parse_json_object("[]"),
    "a member name stands twice in one object": lambda: parse_json('{"a":1,"a":1}'),
    "an integer has more than 19 digits": lambda: parse_json("[12345678901234567890]"),
    "a number is too large": lambda: parse_json("[1e999]"),
    "NaN is no JSON": lambda: parse_json("[NaN]"),
    "text with a lone surrogate": lambda: parse_json('["\\ud800"]'),
    "nested deeper than 32": lambda: parse_json("[" * 33 + "]" * 33),
    "not base64url": lambda: decode_base64url("!!!!"),
    "base64url of an impossible length, or with unused bits set": lambda: decode_base64url("A"),
    "not base64 as an encoder writes it": lambda: decode_base64("AA"),
    "more than 131072 bytes": lambda: read_envelope("x" * 131_073),
    "a credential of 65537 bytes, at most 65536 allowed": lambda: read_envelope("x" * 65_537),
    "no ~ after the signed token": lambda: parse_presentation(b"a.b.c"),
    "a member is named ...": lambda: disclose({"...": 1}, (), reserved=frozenset()),
}
FACTS = {
    "a claim of the certificate is empty or not text": facts(session=""),
    "an unknown kind or level": facts(kind="X"),
    "occupation is not edition:code": facts(occupation="2022:"),
    "no issued_on, number": facts(number="-", issued_on="-"),
    "no level, occupation": facts(kind="SKILL_GRADE"),
    "a key is no JSON object": lambda: parse_jwk([]),
    "a day is not text": lambda: parse_day(5),
    "not a day YYYY-MM-DD": lambda: parse_day("20260530"),
    "no calendar has such a day": lambda: parse_day("2026-02-30"),
    "not an RFC 3339 moment": lambda: parse_rfc3339("2026-05-30"),
    "no such moment": lambda: parse_rfc3339("2026-05-30T25:00:00Z"),
    "a moment outside the calendar": lambda: china_day(1e15),
}
LOGS = {
    "a log proof of more than 65536 characters": lambda: parse_log_proof("x" * 65_537),
    "a log proof with a lone surrogate": lambda: parse_log_proof("\ud800"),
    "not a tlog-proof with an entry": proof(index="place 3\n"),
    "the index or path of a log proof is out of bounds": proof(index="index 03\n"),
    "a hash of a log proof is no SHA-256 hash": proof(path="AAAA\n"),
    "the logged entry is not of this credential": lambda: verify_log_proof(
        OURS.proof(), policy=parse_policy(policy()), jwt_sha256="00"
    ),
    "a tile of 31 bytes, and 32 are wanted": lambda: parse_tile(bytes(31), 1),
    "a bundle of 1 entries, and 2 are wanted": lambda: parse_bundle(b"\0\1x", 2),
    "a bundle ends within an entry": lambda: parse_bundle(b"\0\2x", 1),
    "an entry of a log has more than 65535 bytes": lambda: encode_bundle([bytes(65_536)]),
    "registryKeys is no array of at most 64 tokens": lambda: follow_chain(KEY, 5, iss=""),  # type: ignore[arg-type]
    "registryKeys is no array of tokens": lambda: follow_chain(KEY, [5], iss=""),  # type: ignore[arg-type]
}
NOTES = {
    "not a verifier key": lambda: parse_note_key("+00000000+AAAA"),
    "an Ed25519 key of another length": lambda: parse_note_key("a+00000000+AQID"),
    "the id of a verifier key does not belong to it": lambda: parse_note_key(
        A.replace(A.split("+")[1], "00000000")
    ),
    "not a signed note": lambda: parse_note("x"),
    "65 signatures on a note, at most 64 allowed": lambda: parse_note(note("— a AAAAAAA=\n" * 65)),
    "not a signature line": lambda: parse_note(note("- a AAAAAAA=\n")),
    "not a checkpoint": lambda: parse_checkpoint("a\n01\nAAAA\n"),
    "the root of a checkpoint is no SHA-256 hash": lambda: parse_checkpoint("a\n1\nAAAA\n"),
}
POLICIES = {
    "a policy with a control character": quorum("\x07"),
    "a log policy without quorum": quorum("# nothing"),
    "line 2 of the log policy: not a line of a policy, or a second quorum": quorum(
        "quorum none", "quorum none"
    ),
    "line 1 of the log policy: not a line of a policy, or a second quorum": quorum(
        f"witness a {A} https://w.example more"
    ),
    "line 2 of the log policy: the same key twice": quorum(f"witness a {A}", f"witness b {A}"),
    "line 2 of the log policy: the name a is taken": quorum(f"witness a {A}", f"witness a {B}"),
    "line 1 of the log policy: the name a is not known yet": quorum("group g any a"),
    "line 3 of the log policy: a is a member already": quorum(
        f"witness a {A}", "group g any a", "group h any a"
    ),
    "line 2 of the log policy: a threshold of 2 among 1": quorum(f"witness a {A}", "group g 2 a"),
}


@pytest.mark.parametrize(
    ("why", "ask"),
    [pair for table in (LINES, TEXTS, FACTS, LOGS, NOTES, POLICIES) for pair in table.items()],
)
def test_what_is_malformed_says_what_was_found(why: str, ask: Callable[[], object]) -> None:
    with pytest.raises(MalformedError) as refusal:
        ask()
    assert str(refusal.value) == why


@pytest.mark.parametrize(
    ("why", "error", "ask"),
    [
        pytest.param(
            "neither an aware datetime nor unix seconds",
            BadRequestError,
            lambda: unix_seconds(datetime(2026, 1, 1)),  # noqa: DTZ001 - the point
            id="naive",
        ),
        pytest.param(
            "neither RFC 3339 nor unix seconds",
            BadRequestError,
            lambda: unix_seconds("now"),
            id="word",
        ),
        pytest.param(
            "the signature does not hold",
            RefusedSignatureError,
            lambda: parse_jwk(public_jwk(es256_key(1))).verify(bytes(64), b""),  # type: ignore[union-attr]
            id="wrong-es256",
        ),
        pytest.param(
            "the signature does not hold",
            RefusedSignatureError,
            lambda: parse_jwk(public_jwk(ed25519_key(1))).verify(bytes(64), b""),  # type: ignore[union-attr]
            id="wrong-ed25519",
        ),
        pytest.param(
            "a signature of 63 bytes, 64 wanted",
            RefusedSignatureError,
            lambda: parse_jwk(public_jwk(ed25519_key(1))).verify(bytes(63), b""),  # type: ignore[union-attr]
            id="short-signature",
        ),
        pytest.param(
            "the cosignature of w9.example is malformed",
            RefusedSignatureError,
            cosigned(NOW.to_bytes(8) + bytes(63)),
            id="short-cosignature",
        ),
        pytest.param(
            "the signature of w9.example does not hold",
            RefusedSignatureError,
            cosigned(NOW.to_bytes(8) + bytes(64)),
            id="wrong-cosignature",
        ),
        pytest.param(
            f"the signature of {LOG.name} does not hold",
            RefusedSignatureError,
            lambda: verify_log_signature(
                parse_note(note(LOG.line(bytes(64)))), parse_note_key(LOG.vkey)
            ),
            id="wrong-signature-of-a-log",
        ),
    ],
)
def test_other_refusals_say_what_was_found(
    why: str, error: type[VerifierError], ask: Callable[[], object]
) -> None:
    with pytest.raises(error) as refusal:
        ask()
    assert str(refusal.value) == why


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"extra": "", "index": ""}, id="header-alone"),
        pytest.param({"index": ""}, id="no-index"),
        pytest.param({"extra": "more x\n"}, id="no-extra"),
        pytest.param({"header": "c2sp.org/tlog-proof@v2\n"}, id="another-version"),
    ],
)
def test_a_proof_has_every_line(changes: dict[str, str]) -> None:
    with pytest.raises(MalformedError, match="not a tlog-proof with an entry"):
        proof(**changes)()


def test_a_path_has_at_most_64_hashes() -> None:
    line = base64.b64encode(bytes(32)).decode() + "\n"
    assert len(parse_log_proof(OURS.proof(path=line * 64)).path) == 64
    with pytest.raises(MalformedError, match="out of bounds"):
        parse_log_proof(OURS.proof(path=line * 65))


def test_a_text_of_the_greatest_length_is_looked_at() -> None:
    with pytest.raises(MalformedError, match="not a tlog-proof"):
        parse_log_proof("x" * 65_536)
    assert len(read_envelope("x" * 65_536).credential) == 65_536


def test_the_last_moment_of_a_cosignature_is_that_of_a_signed_integer() -> None:
    key, last = parse_note_key(WITNESS.vkey), 2**63 - 1
    assert verify_cosignature(parse_note(note(WITNESS.cosign(BODY, last))), key) == last
    with pytest.raises(RefusedSignatureError, match="is malformed"):
        verify_cosignature(parse_note(note(WITNESS.cosign(BODY, last + 1))), key)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        pytest.param("— a b AAAAAAA=\n", "not base64 as an encoder writes it", id="a-word-more"),
        pytest.param("— a AAAAAA==\n", "not a signature line", id="no-byte-after-the-id"),
        pytest.param("—  AAAAAAA=\n", "not a signature line", id="no-name"),
    ],
)
def test_a_signature_line_is_a_name_and_a_signature(line: str, why: str) -> None:
    with pytest.raises(MalformedError) as refusal:
        parse_note(note(line))
    assert str(refusal.value) == why
    assert parse_note(note("— a AAAAAAA=\n")).signatures == (("a", bytes(4), b"\0"),)


def test_a_note_ends_at_its_last_blank_line_and_has_at_most_64_signatures() -> None:
    line = "— a AAAAAAA=\n"
    read = parse_note(f"text\n\nmore\n\n{line * 64}")
    assert (read.text, len(read.signatures)) == ("text\n\nmore\n", 64)


def test_256_disclosures_are_read_and_no_more() -> None:
    assert len(parse_presentation(b"a~" + b"AA~" * 256).disclosures) == 256
    with pytest.raises(MalformedError, match="257 disclosures, at most 256 allowed"):
        parse_presentation(b"a~" + b"AA~" * 257)


def test_an_origin_may_have_a_space() -> None:
    root = base64.b64encode(bytes(32)).decode()
    assert parse_checkpoint(f"a log\n7\n{root}\nmore\n") == Checkpoint("a log", 7, bytes(32))
