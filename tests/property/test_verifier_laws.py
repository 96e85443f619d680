"""Laws of the verifier, over what nobody thought of."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.issuer import (
    NOW,
    Issuer,
    b64u,
    bind,
    bound_claims,
    certificate_claims,
    disclosure,
    ed25519_key,
    trust_file,
)
from tests.support.witnesses import Log, certificate_entry, policy
from verifier import Check, CheckResult, Outcome, State, Trust, combine, verify_credential
from verifier.checks import SEVERITY
from verifier.encoding import decode_base64url, encode_base64url
from verifier.errors import MalformedError, VerifierError
from verifier.quick_json import IN_DOUBT, read_arrays_quickly, read_quickly
from verifier.strict_json import MAX_DEPTH, depth_of, parse_json, parse_json_strictly

ISSUER = Issuer()
BOTH_KEYS = [Issuer().trust_key(), Issuer(ed25519_key(5), kid="k2").trust_key()]
TRUST = Trust.from_json(
    trust_file(ISSUER.trust_entry(keys=BOTH_KEYS), log={"policy": policy(), "required": False})
)
CREDENTIAL = bind(ISSUER.credential(bound_claims()))
BADGE = ISSUER.badge()
PROOF = Log(certificate_entry(CREDENTIAL)).proof()
EDWARDS = Issuer(ed25519_key(5), kid="k2")
PRINTED = {
    name: value
    for name, value in certificate_claims().items()
    if name in {"iss", "iat", "vct", "number", "kind", "level", "occupation", "issued_on", "status"}
}
FORMS = {
    "with-key-binding": CREDENTIAL,
    "badge": BADGE,
    "print-profile": ISSUER.credential(PRINTED, holder={"id_last4": "1234"}, hide=("id_last4",)),
    "ed25519": EDWARDS.credential(),
}

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)
NAMES = st.sampled_from([*certificate_claims(), "_sd", "_sd_alg", "...", "exp", "cnf", "name"])


def outcome(text: str | bytes, **question: Any) -> Outcome:
    """Judge at the tests' present."""
    return verify_credential(text, trust=TRUST, now=NOW, **question).outcome


def changed(text: str, place: int, character: str) -> str:
    """Return text with one character put in the place of another."""
    place %= len(text)
    return text[:place] + character + text[place + 1 :]


def test_the_samples_are_valid() -> None:
    assert outcome(CREDENTIAL, log_proof=PROOF) is Outcome.VALID
    assert outcome(BADGE) is Outcome.VALID


@given(st.binary(max_size=300) | st.text(max_size=300))
def test_any_text_has_a_report(text: str | bytes) -> None:
    assert outcome(text) is Outcome.INVALID


@given(st.text(alphabet='eyJ.~_-=A{}[]":,0 #/', max_size=200))
def test_any_text_that_looks_like_one_has_a_report(text: str) -> None:
    assert outcome(text) is Outcome.INVALID


@given(st.dictionaries(NAMES, VALUES, max_size=5), VALUES, VALUES)
def test_any_signed_claims_and_disclosures_have_a_report(
    claims: dict[str, Any], shown: Any, header: Any
) -> None:
    token = ISSUER.jwt({**certificate_claims(), **claims}, x=header)
    verify_credential(f"{token}~{b64u(json.dumps(shown).encode())}~", trust=TRUST, now=NOW)
    verify_credential(f"{token}~{disclosure('s', 'n', shown)}~", trust=TRUST, now=NOW)
    verify_credential(ISSUER.badge(**claims), trust=TRUST, now=NOW)


@given(st.dictionaries(st.sampled_from([*trust_file()]), VALUES, max_size=3))
def test_any_trust_file_is_read_or_refused(members: dict[str, Any]) -> None:
    try:
        Trust.from_json({**trust_file(), **members})
    except VerifierError as err:
        assert err.code == "trust_refused"


@given(st.integers(min_value=0), st.characters(min_codepoint=33, max_codepoint=126))
def test_any_changed_character_of_a_credential_is_rejected(place: int, character: str) -> None:
    text = changed(CREDENTIAL, place, character)
    assert (outcome(text) is Outcome.VALID) == (text == CREDENTIAL)


@given(st.integers(min_value=0), st.characters(min_codepoint=33, max_codepoint=126))
def test_any_changed_character_of_a_badge_is_rejected(place: int, character: str) -> None:
    text = changed(BADGE, place, character)
    assert (outcome(text) is Outcome.VALID) == (text == BADGE)


@pytest.mark.parametrize("form", FORMS)
def test_every_single_changed_character_of_every_form_is_rejected(form: str) -> None:
    credential = FORMS[form]
    assert outcome(credential) is Outcome.VALID
    for place, character in enumerate(credential):
        # The neighbour in the alphabet differs in one bit of what is encoded, often the last.
        neighbour = {"~": ".", ".": "~"}.get(character, chr(ord(character) ^ 1))
        assert outcome(changed(credential, place, neighbour)) is not Outcome.VALID, place


@given(st.integers(min_value=0, max_value=PROOF.index("—") - 1), st.characters(max_codepoint=126))
def test_any_changed_character_of_what_a_log_signed_is_rejected(place: int, character: str) -> None:
    proof = changed(PROOF, place, character)
    assert (outcome(CREDENTIAL, log_proof=proof) is Outcome.VALID) == (proof == PROOF)


@given(st.binary(max_size=100))
def test_encoding_comes_back(raw: bytes) -> None:
    assert decode_base64url(encode_base64url(raw)) == raw


@given(st.text(alphabet="ABYZabyz0189-_=+/ ", max_size=12))
def test_one_text_for_every_byte_string(text: str) -> None:
    try:
        raw = decode_base64url(text)
    except MalformedError:
        return
    assert encode_base64url(raw) == text


@given(VALUES)
def test_json_comes_back_or_is_refused(value: Any) -> None:
    text = json.dumps(value)
    try:
        read = parse_json(text)
    except MalformedError:
        return
    assert read == value
    assert depth_of(read) <= 32


# Pieces of documents that two readers could take for different ones, or lose the thread at.
PIECES = st.sampled_from(
    [
        *('{"a":1', ',"a":2}', '{"a":', '"a" :', '"a"', '"b"', "[", "]", "{", "}", ",", ":", "],["),
        *("0", "-0", "-0.0", "1e5", "1e999", "9" * 18, "9" * 19, "9" * 20, "1.5", "00", "-", "NaN"),
        *("18446744073709551616", "-9223372036854775809", "12345678901234567890.0", "Infinity"),
        *('"\\u0022"', '"\\ud800"', '"\\ud800\\udc00"', '"\\""', '":"', '"\\\\"', "\\", '"'),
        *(
            "null",
            "true",
            "\n",
            " ",
            "\t",
            "\x00",
            "\ufeff",
            "\x7f",
            "焊",
            "[" * 33,
            "]" * 33,
            "],\n[",
        ),
    ]
)
DOCUMENTS = st.lists(PIECES, max_size=12).map(lambda pieces: "".join(pieces).encode())


def strictly(raw: bytes) -> Any:
    """Return what the strict reader says, None if it refuses, so that two answers compare."""
    try:
        return repr(parse_json_strictly(raw))
    except MalformedError:
        return None


@given(st.binary(max_size=40) | DOCUMENTS | VALUES.map(lambda value: json.dumps(value).encode()))
def test_what_is_read_quickly_is_what_the_strict_reader_reads(raw: bytes) -> None:
    quick = read_quickly(raw, max_depth=MAX_DEPTH)
    assert quick is IN_DOUBT or repr(quick) == strictly(raw)


@given(st.lists(st.binary(max_size=12) | DOCUMENTS, min_size=1, max_size=4))
def test_documents_read_at_once_are_each_read_for_itself(raws: list[bytes]) -> None:
    quick = read_arrays_quickly(raws, max_depth=MAX_DEPTH)
    assert quick is None or [repr(value) for value in quick] == [strictly(raw) for raw in raws]


ARRAYS = st.lists(st.sampled_from(['"a"', '"]"', "[", '"b",1', "]", ",", '"', "[1]", "[2]"]))


@given(st.lists(ARRAYS.map(lambda pieces: f"[{''.join(pieces)}]".encode()), min_size=1, max_size=3))
def test_arrays_that_continue_one_another_are_not_taken_for_whole(raws: list[bytes]) -> None:
    quick = read_arrays_quickly(raws, max_depth=MAX_DEPTH)
    assert quick is None or [repr(value) for value in quick] == [strictly(raw) for raw in raws]


@given(st.dictionaries(st.sampled_from(Check), st.sampled_from(State), max_size=6))
def test_what_the_registry_adds_never_makes_a_verdict_better(added: dict[Check, State]) -> None:
    report = verify_credential(BADGE, trust=TRUST, now=NOW)
    results = {
        code: CheckResult(code, state, "LATE_REGISTRATION.late") for code, state in added.items()
    }
    merged = combine(report, results)
    for before, after in zip(report.results, merged.results, strict=True):
        assert SEVERITY[after.state] >= SEVERITY[before.state]
        assert SEVERITY[after.state] >= SEVERITY[added.get(after.code, State.SKIPPED)]
