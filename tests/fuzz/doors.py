"""The doors through which bytes from outside enter the verifier.

A door takes any bytes and returns: what comes out of the verifier is a report, an answer or a
`VerifierError`, and anything else is the finding of a fuzzer. Some doors sign what they are given,
since behind a signature is where unchecked bytes do most harm.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from tests.support.issuer import (
    LIST_URI,
    NOW,
    Issuer,
    b64u,
    badge_claims,
    bind,
    bound_claims,
    digest,
    trust_file,
)
from tests.support.issuer import certificate_claims as claims
from tests.support.witnesses import policy
from verifier import Outcome, Report, Trust, verify_credential
from verifier.batch import answer_line
from verifier.errors import VerifierError
from verifier.policy import parse_policy

VECTORS: Final = Path(__file__).parents[1] / "conformance" / "vectors"
ISSUER: Final = Issuer()
FILE: Final = trust_file(log={"policy": policy(), "required": False})
TRUST: Final = Trust.from_json(FILE)
PLAIN: Final = ISSUER.credential()
BOUND: Final = ISSUER.credential(bound_claims())

Door = Callable[[bytes], None]


def _judge(credential: str | bytes, *, trust: Trust = TRUST, **question: Any) -> Report:
    report = verify_credential(credential, trust=trust, now=NOW, **question)
    json.dumps(report.to_json())
    assert json.loads(report.to_json_line({})) == report.to_json()
    assert isinstance(report.outcome, Outcome)
    return report


def credential(data: bytes) -> None:
    """Judge a text as it is; nobody signed it, so it is not valid unless it is one of the seeds."""
    _judge(data, audience="https://employer.example", nonce="n-1")


def signed_claims(data: bytes) -> None:
    """Judge claims that the issuer signed."""
    _judge(ISSUER.jwt(data) + "~", holder_name="张三丰", id_last4="1234")


def signed_badge(data: bytes) -> None:
    """Judge an Open Badge that the issuer signed."""
    _judge(ISSUER.jwt(data, typ="vc+jwt"))


def disclosed(data: bytes) -> None:
    """Judge a disclosure that the issuer refers to."""
    text = b64u(data)
    _judge("~".join([ISSUER.jwt(claims(_sd=[digest(text)], x=[{"...": digest("y")}])), text, ""]))


def key_binding(data: bytes) -> None:
    """Judge a token in the place of a key binding."""
    _judge(BOUND.encode() + data)
    _judge(bind(BOUND, nonce=data.decode("utf-8", "replace")), require_key_binding=True)


def status_list(data: bytes) -> None:
    """Judge by a status list, its claims signed by the issuer or its text as it comes."""
    text = data.decode("utf-8", "replace")
    for token in (ISSUER.jwt(data, typ="statuslist+jwt"), text, ISSUER.raw_status_list(data)):
        _judge(PLAIN, trust=Trust(TRUST.issuers, status_tokens={LIST_URI: token}))


def log_proof(data: bytes) -> None:
    """Judge with a log proof."""
    _judge(PLAIN, log_proof=data.decode("utf-8", "surrogateescape"))


def trust(data: bytes) -> None:
    """Read a trust file, plain and signed, and a policy."""
    text = data.decode("utf-8", "replace")
    key = FILE["issuers"][0]["keys"][0]
    for read in (
        lambda: Trust.from_json(data),
        lambda: Trust.from_jwt(ISSUER.jwt(data, typ="trust+jwt"), key),
        lambda: Trust.from_jwt(text, data),
        lambda: parse_policy(text),
    ):
        try:
            read()
        except VerifierError:
            continue


def batch_line(data: bytes) -> None:
    """Answer a line of a batch."""
    answer = answer_line(data, 1, trust=TRUST, lang="en", now=NOW)
    json.loads(answer.line)


DOORS: Final[tuple[Door, ...]] = (
    credential,
    signed_claims,
    signed_badge,
    disclosed,
    key_binding,
    status_list,
    log_proof,
    trust,
    batch_line,
)


def enter(data: bytes) -> None:
    """Pass bytes through the door that the first of them chooses."""
    if data:
        DOORS[data[0] % len(DOORS)](data[1:])


def seeds() -> Iterator[bytes]:
    """Yield what is worth starting from: the vectors, each at the doors where it fits."""
    files = {json.dumps(FILE)}
    for path in sorted(VECTORS.glob("*/*.json")):
        vector = json.loads(path.read_text(encoding="utf-8"))
        question = vector.get("question")
        if question is None:
            continue
        files.add(json.dumps(vector["trust"]))
        yield from _at(credential, question["credential"].encode())
        yield from _at(batch_line, json.dumps(question).encode())
        yield from _at(log_proof, question.get("logProof", "").encode())
        for token in vector["trust"]["statusLists"].values():
            if len(token) < 4096:
                yield from _at(status_list, token.encode())
    for text in sorted(file for file in files if len(file) < 16_384):
        yield from _at(trust, text.encode())
    yield from _at(signed_claims, json.dumps(claims()).encode())
    yield from _at(signed_badge, json.dumps(badge_claims()).encode())
    yield from _at(disclosed, b'["salt", "name", {"_sd": ["x"], "y": [{"...": "z"}]}]')
    yield from _at(key_binding, bind(BOUND).rpartition("~")[2].encode())


def _at(door: Door, data: bytes) -> Iterator[bytes]:
    yield bytes([DOORS.index(door)]) + data
