"""What is sent to exhaust the verifier is refused in well under the time of one blink."""

from __future__ import annotations

import json
import time
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.issuer import (
    LIST_URI,
    NOW,
    Issuer,
    certificate_claims,
    digest,
    disclosure,
    trust_file,
)
from verifier import Outcome, Trust, verify_credential

ISSUER = Issuer()
TRUST = Trust.from_json(trust_file())
LIMIT_SECONDS = 0.05


def _bomb() -> bytes:
    """Return a zlib stream of 1 GiB of zeros, about 1 MiB, that ends before its checksum."""
    packer = zlib.compressobj(9)
    zeros = bytes(16 * 1024 * 1024)
    head = packer.compress(zeros) + packer.flush(zlib.Z_FULL_FLUSH)
    # After a full flush the packer starts afresh, so the same zeros give the same block.
    block = packer.compress(zeros) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + block * 63


def _with_bomb() -> Trust:
    return Trust.from_json(trust_file(statusLists={LIST_URI: ISSUER.raw_status_list(_bomb())}))


def _nested_disclosures() -> str:
    chain = [disclosure("s", "x", 1)]
    for _ in range(255):
        chain.append(disclosure("s", "x", {"_sd": [digest(chain[-1])]}))
    token = ISSUER.jwt(certificate_claims(_sd=[digest(chain[-1])]))
    return "~".join([token, *chain, ""])


HEAD = json.dumps(certificate_claims())[:-1]


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: ISSUER.credential() + "YQ~" * 100_000, id="100000-disclosures"),
        pytest.param(lambda: "~" * 65_536, id="65536-tildes"),
        pytest.param(lambda: "." * 65_536, id="65536-dots"),
        pytest.param(lambda: "[" * 100_000, id="100000-brackets"),
        pytest.param(lambda: '{"credential":' + "[" * 100_000, id="100000-brackets-in-a-file"),
        pytest.param(lambda: ISSUER.jwt(b"[" * 48_000) + "~", id="48000-brackets-in-claims"),
        pytest.param(lambda: ISSUER.jwt(b'{"a":' * 9_000) + "~", id="9000-objects-in-claims"),
        pytest.param(
            lambda: ISSUER.jwt((HEAD + ',"x":' + "[" * 20_000 + "]" * 20_000 + "}").encode()) + "~",
            id="closed-brackets-in-claims",
        ),
        pytest.param(lambda: ISSUER.jwt(b"9" * 48_000) + "~", id="48000-digits"),
        pytest.param(
            lambda: ISSUER.jwt(b"9" * 47_000 + b".0") + "~", id="47000-digits-and-a-point"
        ),
        pytest.param(lambda: ISSUER.jwt(b'{"a":"' + b"\\u00e9" * 7_000) + "~", id="open-text"),
        pytest.param(_nested_disclosures, id="256-disclosures-in-one-another"),
        pytest.param(lambda: "a" * 10_000_000, id="ten-million-characters"),
    ],
)
def test_it_is_refused_in_no_time(make: Callable[[], Any]) -> None:
    text = make()
    assert _best_of_three(text, TRUST) is Outcome.INVALID


def test_a_list_that_inflates_to_a_gigabyte_is_refused_in_no_time() -> None:
    assert _best_of_three(ISSUER.credential(), _with_bomb()) is Outcome.UNAVAILABLE


def _best_of_three(text: str, trust: Trust) -> Outcome:
    """Judge three times, since the machine may be busy; the best time counts, in seconds of CPU."""
    spent = []
    for _ in range(3):
        start = time.process_time()
        report = verify_credential(text, trust=trust, now=NOW)
        spent.append(time.process_time() - start)
    assert min(spent) < LIMIT_SECONDS
    return report.outcome
