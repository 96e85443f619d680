"""Our verifier against the vectors: self-made families, and the examples that standards publish."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.make_details import DETAILS, STANDARDS, details, judged
from tests.support.judging import flaws
from verifier.binding import BindingDemand, check_binding
from verifier.checks import State
from verifier.encoding import decode_base64url
from verifier.jws import Header, UnverifiedJWS, parse_jws, verify_jws
from verifier.keys import parse_jwk
from verifier.sdjwt import disclose, parse_presentation
from verifier.status import ListType, read_status_list

VECTORS = Path(__file__).parent / "vectors"
LONG = Path(__file__).parent / "long"


def load(*topics: str) -> list[Any]:
    """Return the vectors of some topics, each under the name of its file."""
    return [
        pytest.param(json.loads(path.read_text(encoding="utf-8")), id=f"{topic}-{path.stem}")
        for topic in topics
        for path in sorted((VECTORS / topic).glob("*.json"))
    ]


OURS = sorted(path.name for path in VECTORS.iterdir() if path.name not in STANDARDS)


@pytest.mark.parametrize("vector", load(*OURS))
def test_a_credential_is_judged_as_its_vector_says(vector: dict[str, Any]) -> None:
    report = judged(vector)
    said = {"outcome": report.outcome.value, "flaws": flaws(report)}
    assert said == vector["expected"]


def test_what_is_said_in_detail_is_what_was_said_before() -> None:
    assert details() == json.loads(DETAILS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("vector", load("form", "disclosures"))
def test_it_is_judged_alike_without_the_quick_reader(
    vector: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("verifier.quick_json._LOADS", None)
    report = judged(vector)
    assert {"outcome": report.outcome.value, "flaws": flaws(report)} == vector["expected"]


@pytest.mark.parametrize("vector", load("sd-jwt"))
def test_a_published_sd_jwt_is_processed_as_published(vector: dict[str, Any]) -> None:
    presentation = parse_presentation(vector["presentation"].encode())
    key = parse_jwk(vector["issuerKey"])
    assert key is not None
    claims = verify_jws(parse_jws(presentation.jwt, typ="example+sd-jwt"), key)
    processed = disclose(claims, presentation.disclosures, reserved=frozenset()).claims
    assert processed == vector["expected"]
    demand = BindingDemand(demanded=True, audience=vector["audience"], nonce=vector["nonce"])
    bound = check_binding(presentation, claims.get("cnf"), demand, at=vector["at"])
    assert bound.state is State(vector["expectedBinding"])


@pytest.mark.parametrize("vector", load("status-list"))
def test_a_published_status_list_is_read_as_published(vector: dict[str, Any]) -> None:
    jws = parse_jws(vector["token"].encode(), typ="statuslist+jwt")
    status_list = read_status_list(jws, vector["uri"], ListType.TOKEN)
    values = [status_list.value_at(index) for index in range(len(vector["expected"]))]
    assert values == vector["expected"]
    assert status_list.value_at(len(values)) is None
    assert decode_base64url(vector["token"].split(".")[2])


@pytest.mark.parametrize("bits", [1, 2, 4, 8])
def test_a_long_published_list_is_read_as_published(bits: int) -> None:
    vector = json.loads((LONG / f"{bits}-bit.json").read_text())
    claims = {"sub": "x", "iat": 1, "exp": 2, "status_list": {"bits": bits, "lst": vector["lst"]}}
    jws = UnverifiedJWS(Header("statuslist+jwt", "ES256", "k1"), claims, b"", b"")
    status_list = read_status_list(jws, "x", ListType.TOKEN)
    named = {int(index): value for index, value in vector["entries"].items()}
    values = (status_list.value_at(index) for index in range(vector["size"]))
    assert {index: value for index, value in enumerate(values) if value} == named
    assert status_list.value_at(vector["size"]) is None
