"""LOG_PROOF and NOT_IN_LOG, and how a proof saves what a stolen key signed before it was stolen."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.issuer import LIST_URI, NOW, Issuer, ed25519_key, es256_key, trust_file
from tests.support.judging import flaws, judge, states
from tests.support.witnesses import (
    LOG,
    ORIGIN,
    WITNESSES,
    Log,
    Signer,
    b64,
    certificate_entry,
    path_of,
    policy,
    root_of,
)
from verifier import Outcome
from verifier.errors import MalformedError
from verifier.merkle import is_included, leaf_hash
from verifier.policy import parse_policy

ISSUER = Issuer()
CREDENTIAL = ISSUER.credential()
OURS = Log(certificate_entry(CREDENTIAL))
STRANGER = Signer("stranger.example", ed25519_key(600), 4)


def logged(text: str | None = None, *, required: bool = False) -> dict[str, Any]:
    """Return the trust file with a log policy."""
    return trust_file(log={"policy": text or policy(), "required": required})


@pytest.mark.parametrize(
    ("proof", "file", "expected"),
    [
        pytest.param(None, trust_file(), ["SKIPPED", "SKIPPED"], id="no-log-at-all"),
        pytest.param(None, logged(), ["SKIPPED", "SKIPPED"], id="none-required"),
        pytest.param(None, logged(required=True), ["UNAVAILABLE", "SKIPPED"], id="none-given"),
        pytest.param(OURS.proof(), trust_file(), ["SKIPPED", "SKIPPED"], id="no-policy"),
        pytest.param(OURS.proof(), logged(required=True), ["PASSED", "PASSED"], id="good"),
        pytest.param("garbage", logged(required=True), ["SKIPPED", "FAILED"], id="wrong"),
    ],
)
def test_a_proof_is_needed_only_where_the_trust_file_says_so(
    proof: str | None, file: dict[str, Any], expected: list[str]
) -> None:
    report = judge(CREDENTIAL, file, log_proof=proof)
    assert states(report, "NOT_IN_LOG", "LOG_PROOF") == expected


def test_a_proof_comes_stapled_in_a_file_or_beside_it() -> None:
    stapled = json.dumps({"credential": CREDENTIAL, "logProof": OURS.proof()})
    assert states(judge(stapled, logged()), "LOG_PROOF") == ["PASSED"]
    assert states(judge(stapled, logged(), log_proof="x"), "LOG_PROOF") == ["FAILED"]


@pytest.mark.parametrize("size", range(1, 12))
def test_every_leaf_of_every_small_tree_is_included(size: int) -> None:
    leaves = [bytes([n]) for n in range(size)]
    root = root_of(leaves)
    for index in range(size):
        path = path_of(leaves, index)
        leaf = leaf_hash(leaves[index])
        assert is_included(leaf, index=index, size=size, path=path, root=root)
        assert not is_included(leaf, index=index, size=size, path=[*path, root], root=root)
        assert not is_included(leaf, index=size, size=size, path=path, root=root)
        if size > 1:
            other = (index + 1) % size
            assert not is_included(leaf, index=other, size=size, path=path, root=root)
            assert not is_included(leaf, index=index, size=size, path=path[1:], root=root)


BODY = OURS.checkpoint()


@pytest.mark.parametrize(
    "proof",
    [
        pytest.param(OURS.proof(), id="plain"),
        pytest.param(
            OURS.proof(OURS.note(OURS.checkpoint(extension="more\n"))), id="extension-line"
        ),
        pytest.param(OURS.proof(OURS.note(lines=STRANGER.cosign(BODY, NOW))), id="unknown-witness"),
        pytest.param(
            OURS.proof(OURS.note(lines=WITNESSES[0].cosign(BODY, NOW))), id="cosigned-twice"
        ),
        pytest.param(
            OURS.proof(
                OURS.note(lines=Signer(WITNESSES[0].name, ed25519_key(9), 4).cosign(BODY, NOW))
            ),
            id="another-key-of-a-known-name",
        ),
        pytest.param(Log(OURS.entry, index=0, others=0).proof(), id="alone-in-the-log"),
        pytest.param(Log(OURS.entry, index=6, others=6).proof(), id="the-last-entry"),
    ],
)
def test_a_good_proof(proof: str) -> None:
    report = judge(CREDENTIAL, logged(), log_proof=proof)
    assert report.outcome is Outcome.VALID
    assert states(report, "LOG_PROOF") == ["PASSED"]


OTHER_LEAF = Log(certificate_entry(ISSUER.credential(header={"x": 1})))
NO_JSON = Log(b"\xff")
LIST_ENTRY = Log(json.dumps({"type": "certificate/1", "jwts": "x"}).encode())
KEY_ENTRY = Log(OURS.entry.replace(b"certificate/1", b"key/1"))
FORGED_LINE = WITNESSES[2].line(bytes(72))


@pytest.mark.parametrize(
    "proof",
    [
        pytest.param("", id="empty"),
        pytest.param("x" * 65_537, id="too-long"),
        pytest.param(OURS.proof(header="c2sp.org/tlog-proof@v2\n"), id="another-version"),
        pytest.param(OURS.proof(extra=""), id="no-entry"),
        pytest.param(OURS.proof(extra="extra *\n"), id="entry-no-base64"),
        pytest.param(OURS.proof(extra=f"extra {b64(b'x')}\n"), id="another-entry"),
        pytest.param(OURS.proof(index=""), id="no-index"),
        pytest.param(OURS.proof(index="index 03\n"), id="leading-zero"),
        pytest.param(OURS.proof(index="index 4\n"), id="another-index"),
        pytest.param(OURS.proof(index="index 7\n"), id="index-beyond-the-tree"),
        pytest.param(OURS.proof(index="index -1\n"), id="negative-index"),
        pytest.param(OURS.proof(path=""), id="no-path"),
        pytest.param(OURS.proof(path=f"{b64(b'x')}\n"), id="path-of-short-hashes"),
        pytest.param(OURS.proof(path=f"{b64(bytes(32))}\n" * 65), id="path-of-65"),
        pytest.param(OURS.proof(path="AA\n"), id="unpadded-path"),
        pytest.param(OURS.proof(path="AB==\n"), id="unused-bits-in-path"),
        pytest.param(OTHER_LEAF.proof(), id="entry-of-another-credential"),
        pytest.param(NO_JSON.proof(), id="entry-no-json"),
        pytest.param(LIST_ENTRY.proof(), id="jwts-is-text"),
        pytest.param(KEY_ENTRY.proof(), id="entry-of-another-type"),
        pytest.param(OURS.proof(BODY), id="no-signatures"),
        pytest.param(OURS.proof(OURS.note()[:-1]), id="no-final-newline"),
        pytest.param(OURS.proof(OURS.note() + "\n"), id="a-newline-too-many"),
        pytest.param(OURS.proof(OURS.note().replace("—", "-")), id="hyphens-for-dashes"),
        pytest.param(OURS.proof(OURS.note(lines="— x AA==\n")), id="signature-too-short"),
        pytest.param(OURS.proof(OURS.note(lines="— a+b AAAAAAA=\n")), id="plus-in-a-name"),
        pytest.param(OURS.proof(OURS.note(lines=STRANGER.line(b"x") * 65)), id="68-signatures"),
        pytest.param(OURS.proof(OURS.note(f"{BODY}\x07\n")), id="control-character"),
        pytest.param(
            OURS.proof(OURS.note(log=Signer(ORIGIN, ed25519_key(9), 1))), id="other-log-key"
        ),
        pytest.param(
            OURS.proof(OURS.note(OURS.checkpoint(origin="other.example/log"))), id="another-origin"
        ),
        pytest.param(OURS.proof(OURS.note(f"{ORIGIN}\n7\n")), id="checkpoint-of-two-lines"),
        pytest.param(OURS.proof(OURS.note(BODY.replace("\n7\n", "\n07\n"))), id="size-with-zero"),
        pytest.param(OURS.proof(OURS.note(BODY.replace("\n7\n", "\n4\n"))), id="another-size"),
        pytest.param(OURS.proof(OURS.note(f"{ORIGIN}\n7\nAAAA\n")), id="short-root"),
        pytest.param(OURS.proof(OURS.note(f"{ORIGIN}\n7\n{b64(bytes(32))}\n")), id="another-root"),
        pytest.param(OURS.proof(OURS.note(lines=FORGED_LINE)), id="a-known-witness-forged"),
        pytest.param(OURS.proof(OURS.note(lines=WITNESSES[2].line(b"x"))), id="cosignature-short"),
        pytest.param(
            OURS.proof(OURS.note(lines=WITNESSES[2].line(b"\xff" * 72))), id="time-beyond-2-63"
        ),
        pytest.param(OURS.proof(OURS.note(lines=LOG.line(bytes(64)))), id="log-signature-forged"),
        pytest.param(Log(OURS.entry, cosigned_at={0: NOW}).proof(), id="one-of-two-witnesses"),
    ],
)
def test_a_wrong_proof_fails(proof: str) -> None:
    report = judge(CREDENTIAL, logged(), log_proof=proof)
    assert flaws(report) == {"LOG_PROOF": "FAILED"}


STOLEN_AT = NOW - 50


def stolen(text: str | None = None) -> dict[str, Any]:
    """Return a trust file in which the credential's key was stolen; another signs the list."""
    fresh = Issuer(es256_key(4), kid="k2")
    revoked = {"revoked_at": STOLEN_AT, "reason": "compromised"}
    entry = ISSUER.trust_entry(keys=[ISSUER.trust_key(revoked=revoked), fresh.trust_key()])
    log = {"policy": text or policy()}
    return trust_file(entry, statusLists={LIST_URI: fresh.status_list()}, log=log)


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        pytest.param({0: STOLEN_AT - 2, 1: STOLEN_AT - 1}, {}, id="both-before"),
        pytest.param({0: STOLEN_AT - 1, 1: STOLEN_AT}, {"KEY_STATE": "FAILED"}, id="one-at-it"),
        pytest.param({0: NOW, 1: NOW}, {"KEY_STATE": "FAILED"}, id="both-after"),
        pytest.param(
            {0: STOLEN_AT - 1, 1: STOLEN_AT - 1, 2: NOW}, {}, id="a-late-one-beside-a-quorum"
        ),
    ],
)
def test_a_stolen_key_is_believed_for_what_was_witnessed_before(
    times: dict[int, int], expected: dict[str, str]
) -> None:
    proof = Log(OURS.entry, cosigned_at=times).proof()
    assert flaws(judge(CREDENTIAL, stolen(), log_proof=proof)) == expected


def test_the_earliest_cosignature_of_a_witness_counts() -> None:
    log = Log(OURS.entry, cosigned_at={0: NOW, 1: STOLEN_AT - 1})
    proof = log.proof(log.note(lines=WITNESSES[0].cosign(log.checkpoint(), STOLEN_AT - 1)))
    assert judge(CREDENTIAL, stolen(), log_proof=proof).outcome is Outcome.VALID


def test_a_policy_without_witnesses_proves_no_time() -> None:
    report = judge(CREDENTIAL, stolen(policy("quorum none")), log_proof=OURS.proof())
    assert flaws(report) == {"KEY_STATE": "FAILED"}
    assert states(report, "LOG_PROOF") == ["PASSED"]


def test_a_stolen_key_without_proof_fails_whatever_iat_says() -> None:
    assert flaws(judge(CREDENTIAL, stolen())) == {"KEY_STATE": "FAILED"}


W = [f"witness w{n} {w.vkey}" for n, w in enumerate(WITNESSES)]
LOG_LINE = f"log {LOG.vkey}"


@pytest.mark.parametrize(
    ("lines", "witnesses", "expected"),
    [
        pytest.param(["quorum none"], [], True, id="none"),
        pytest.param([*W, "quorum w1"], ["w1"], True, id="one-witness"),
        pytest.param([*W, "quorum w1"], ["w0", "w2"], False, id="the-other-witnesses"),
        pytest.param([*W, "group g any w0 w1", "quorum g"], ["w1"], True, id="any"),
        pytest.param([*W, "group g all w0 w1", "quorum g"], ["w1"], False, id="all"),
        pytest.param(
            [*W, "group g 2 w0 w1", "group h all g w2", "quorum h"],
            ["w0", "w1", "w2"],
            True,
            id="group-in-a-group",
        ),
        pytest.param(
            [*W, "group g 2 w0 w1", "group h all g w2", "quorum h"],
            ["w0", "w2"],
            False,
            id="inner-group-short",
        ),
        pytest.param(
            ["# comment", "", f" \t{LOG_LINE}\t https://x ", "quorum none"], [], True, id="layout"
        ),
    ],
)
def test_a_quorum(lines: list[str], witnesses: list[str], *, expected: bool) -> None:
    assert parse_policy("\n".join(lines)).is_satisfied_by(witnesses) is expected


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([], id="empty"),
        pytest.param([LOG_LINE], id="no-quorum"),
        pytest.param(["quorum none", "quorum none"], id="two-quorums"),
        pytest.param(["quorum w0"], id="unknown-quorum"),
        pytest.param(["quorum"], id="quorum-of-nothing"),
        pytest.param(["something else"], id="unknown-line"),
        pytest.param([LOG_LINE, LOG_LINE, "quorum none"], id="log-twice"),
        pytest.param([W[0], W[0].replace("w0 ", "w9 ", 1), "quorum none"], id="witness-key-twice"),
        pytest.param([W[0], W[1].replace("w1 ", "w0 ", 1), "quorum none"], id="name-twice"),
        pytest.param([W[0].replace("w0 ", "none ", 1), "quorum none"], id="named-none"),
        pytest.param([*W, "group g any w0", "group g any w1", "quorum g"], id="group-twice"),
        pytest.param([*W, "group g any w9", "quorum g"], id="unknown-member"),
        pytest.param([*W, "group g any none", "quorum g"], id="none-as-member"),
        pytest.param([*W, "group g any g", "quorum g"], id="member-of-itself"),
        pytest.param([*W, "group g 1 w0 w0", "quorum g"], id="member-twice"),
        pytest.param([*W, "group g 1 w0", "group h 1 w0", "quorum h"], id="member-of-two"),
        pytest.param([*W, "group g 0 w0", "quorum g"], id="threshold-0"),
        pytest.param([*W, "group g 2 w0", "quorum g"], id="threshold-above-members"),
        pytest.param([*W, "group g 01 w0", "quorum g"], id="threshold-with-zero"),
        pytest.param([*W, "group g some w0", "quorum g"], id="threshold-is-a-word"),
        pytest.param([*W, "group g any", "quorum g"], id="no-members"),
        pytest.param([LOG_LINE + "\x0b", "quorum none"], id="control-character"),
        pytest.param([LOG_LINE + " u v", "quorum none"], id="two-urls"),
        pytest.param(["log x", "quorum none"], id="no-key"),
        pytest.param(
            [f"log x+00000000+{b64(LOG.material)}", "quorum none"], id="id-of-another-key"
        ),
        pytest.param([f"log x+0000000g+{b64(LOG.material)}", "quorum none"], id="id-no-hex"),
        pytest.param([f"log x+00000000+{b64(b'')}", "quorum none"], id="empty-key"),
        pytest.param([f"log x+00000000+{b64(b'abc')}"[:-2], "quorum none"], id="key-no-base64"),
        pytest.param([f"log x+00000000+{b64(LOG.material[:9])}", "quorum none"], id="short-key"),
    ],
)
def test_a_broken_policy_is_refused(lines: list[str]) -> None:
    with pytest.raises(MalformedError):
        parse_policy("\n".join(lines))


def test_keys_of_other_types_are_read_and_never_satisfied() -> None:
    later = Signer("w0.example", ed25519_key(510), 6)
    text = f"{LOG_LINE}\nwitness w0 {later.vkey}\nquorum w0"
    proof = OURS.proof(OURS.note(lines=later.cosign(BODY, NOW)))
    assert flaws(judge(CREDENTIAL, logged(text), log_proof=proof)) == {"LOG_PROOF": "FAILED"}
    other_log = Signer(ORIGIN, ed25519_key(501), 6)
    proof = OURS.proof(OURS.note(log=other_log))
    report = judge(CREDENTIAL, logged(policy(log=other_log)), log_proof=proof)
    assert flaws(report) == {"LOG_PROOF": "FAILED"}
