"""Status, key state and key binding: what changes after a certificate was signed."""

from __future__ import annotations

import gzip
import zlib
from typing import Any

import pytest

from tests.support.issuer import (
    ISS,
    ISSUED,
    LIST_URI,
    NOW,
    Issuer,
    b64u,
    bind,
    bound_claims,
    certificate_claims,
    ed25519_key,
    es256_key,
    public_jwk,
    trust_file,
)
from tests.support.judging import flaws, judge, reason, states
from verifier import Outcome, Trust, verify_credential
from verifier.jws import parse_jws
from verifier.status import ListType, StatusList, read_status_list

ISSUER = Issuer()
STATUS = ("REVOKED", "SUSPENDED", "STATUS_UNAVAILABLE")
NO_STATUS = {"STATUS_UNAVAILABLE": "UNAVAILABLE"}
AUDIENCE = "https://employer.example"


def with_list(token: str | None) -> dict[str, Any]:
    """Return the trust file with this list in the place of the valid one."""
    return trust_file(statusLists={} if token is None else {LIST_URI: token})


@pytest.mark.parametrize(
    ("value", "expected", "status"),
    [
        pytest.param(0, ["PASSED", "PASSED", "PASSED"], "VALID", id="valid"),
        pytest.param(1, ["FAILED", "PASSED", "PASSED"], "REVOKED", id="revoked"),
        pytest.param(2, ["PASSED", "FAILED", "PASSED"], "SUSPENDED", id="suspended"),
        pytest.param(3, ["SKIPPED", "SKIPPED", "UNAVAILABLE"], None, id="unknown-value"),
    ],
)
@pytest.mark.parametrize("bits", [2, 4, 8])
def test_the_list_says_the_status(
    bits: int, value: int, expected: list[str], status: str | None
) -> None:
    report = judge(ISSUER.credential(), with_list(ISSUER.status_list({7: value}, bits=bits)))
    assert states(report, *STATUS) == expected
    assert report.to_json()["certificate"]["status"] == status


def test_neighbours_in_a_list_say_nothing() -> None:
    around = dict.fromkeys([*range(7), *range(8, 16)], 1)
    report = judge(ISSUER.credential(), with_list(ISSUER.status_list(around)))
    assert report.outcome is Outcome.VALID


OTHER = Issuer(es256_key(3), iss=ISS + "9")
BOMB = zlib.compress(bytes(8 * 1024 * 1024 + 1), 9)
FULL = zlib.compress(bytes(8 * 1024 * 1024), 9)


@pytest.mark.parametrize(
    "token",
    [
        pytest.param(None, id="missing"),
        pytest.param("garbage", id="garbage"),
        pytest.param("列表", id="other-characters"),
        pytest.param(ISSUER.status_list(iat=NOW + 61), id="begins-too-late"),
        pytest.param(ISSUER.status_list(exp=NOW - 60), id="ended-a-minute-ago"),
        pytest.param(ISSUER.status_list(exp=None), id="no-exp"),
        pytest.param(ISSUER.status_list(iat=None), id="no-iat"),
        pytest.param(ISSUER.status_list(sub=LIST_URI + "x"), id="another-sub"),
        pytest.param(ISSUER.status_list(sub=None), id="no-sub"),
        pytest.param(ISSUER.status_list(iss=ISS + "9"), id="another-iss"),
        pytest.param(OTHER.status_list(), id="another-issuer"),
        pytest.param(Issuer(es256_key(2)).status_list(), id="another-key"),
        pytest.param(ISSUER.status_list(header={"kid": "k9"}), id="unknown-kid"),
        pytest.param(ISSUER.status_list(header={"typ": "JWT"}), id="another-typ"),
        pytest.param(ISSUER.status_list(iat=1_690_000_000), id="before-the-key"),
        pytest.param(ISSUER.raw_status_list(BOMB), id="a-byte-over-8-mib"),
        pytest.param(ISSUER.raw_status_list(b"x"), id="no-zlib"),
        pytest.param(ISSUER.raw_status_list(gzip.compress(bytes(256))), id="gzip"),
        pytest.param(ISSUER.raw_status_list(zlib.compress(bytes(256))[:-1]), id="cut-off"),
        pytest.param(ISSUER.raw_status_list(zlib.compress(bytes(256)) + b"x"), id="trailing"),
        pytest.param(ISSUER.raw_status_list("===="), id="lst-no-base64url"),
        pytest.param(ISSUER.raw_status_list(zlib.compress(b"\0")), id="index-out-of-range"),
        pytest.param(ISSUER.raw_status_list(b"", bits=3), id="three-bits"),
        pytest.param(ISSUER.raw_status_list(b"", bits=True), id="bits-is-a-boolean"),
        pytest.param(ISSUER.status_list(status_list=[]), id="list-is-an-array"),
        pytest.param(ISSUER.status_list(status_list={"bits": 2}), id="no-lst"),
    ],
)
def test_a_list_that_cannot_be_believed_is_unavailable(token: str | None) -> None:
    report = judge(ISSUER.credential(), with_list(token))
    assert flaws(report) == NO_STATUS
    assert states(report, "REVOKED", "SUSPENDED") == ["SKIPPED"] * 2
    assert report.outcome is Outcome.UNAVAILABLE


@pytest.mark.parametrize(
    "token",
    [
        pytest.param(ISSUER.status_list(iat=NOW + 60), id="begins-in-a-minute"),
        pytest.param(ISSUER.status_list(exp=NOW - 59), id="ended-within-the-leeway"),
        pytest.param(ISSUER.raw_status_list(FULL), id="8-mib"),
    ],
)
def test_a_list_at_its_limits_is_believed(token: str) -> None:
    assert judge(ISSUER.credential(), with_list(token)).outcome is Outcome.VALID


@pytest.mark.parametrize(
    "status",
    [
        pytest.param(None, id="none"),
        pytest.param("x", id="text"),
        pytest.param({}, id="another-mechanism"),
        pytest.param({"status_list": 5}, id="number"),
        pytest.param({"status_list": {"idx": "7", "uri": LIST_URI}}, id="index-is-text"),
        pytest.param({"status_list": {"idx": True, "uri": LIST_URI}}, id="index-is-a-boolean"),
        pytest.param({"status_list": {"idx": -1, "uri": LIST_URI}}, id="negative-index"),
        pytest.param({"status_list": {"idx": 10**18, "uri": LIST_URI}}, id="huge-index"),
        pytest.param({"status_list": {"idx": 7, "uri": 5}}, id="uri-is-a-number"),
        pytest.param({"status_list": {"idx": 7}}, id="no-uri"),
    ],
)
def test_a_certificate_must_name_its_status(status: Any) -> None:
    assert flaws(judge(ISSUER.credential(certificate_claims(status=status)))) == NO_STATUS


def test_another_credential_may_have_a_status_and_is_held_to_it() -> None:
    claims = {**certificate_claims(), "vct": "urn:example:other"}
    revoked = with_list(ISSUER.status_list({7: 1}))
    assert flaws(judge(ISSUER.credential(claims), revoked)) == {"REVOKED": "FAILED"}


def test_status_is_judged_at_the_moment_asked_about() -> None:
    file = with_list(ISSUER.status_list(iat=ISSUED, exp=ISSUED + 100))
    assert judge(ISSUER.credential(), file, at=ISSUED + 50).outcome is Outcome.VALID
    assert flaws(judge(ISSUER.credential(), file)) == NO_STATUS


def test_lists_can_be_looked_up_and_a_new_one_replaces_the_old() -> None:
    tokens = {LIST_URI: ISSUER.status_list()}
    trust = Trust(Trust.from_json(trust_file()).issuers, status_tokens=tokens.get)

    def outcome() -> Outcome:
        return verify_credential(ISSUER.credential(), trust=trust, now=NOW).outcome

    assert [outcome(), outcome()] == [Outcome.VALID, Outcome.VALID]
    tokens[LIST_URI] = ISSUER.status_list({7: 1})
    assert outcome() is Outcome.INVALID
    del tokens[LIST_URI]
    assert outcome() is Outcome.UNAVAILABLE
    tokens[LIST_URI] = "\ud800"
    assert outcome() is Outcome.UNAVAILABLE


def test_cached_lists_stay_within_their_budget() -> None:
    uris = [f"{LIST_URI}{n}" for n in range(10)]
    tokens = {uri: ISSUER.raw_status_list(FULL, sub=uri) for uri in uris}
    trust = Trust(Trust.from_json(trust_file()).issuers, status_tokens=tokens)
    for uri in uris:
        claims = certificate_claims(status={"status_list": {"idx": 7, "uri": uri}})
        report = verify_credential(ISSUER.credential(claims), trust=trust, now=NOW)
        assert report.outcome is Outcome.VALID
    cached = trust._cache
    assert cached.total == 64 * 1024 * 1024
    assert len(cached.lists) == 8


def test_a_list_that_is_renewed_takes_the_place_of_itself() -> None:
    tokens = {LIST_URI: ""}
    trust = Trust(Trust.from_json(trust_file()).issuers, status_tokens=tokens)
    for size in (1024, 4096, 2048):
        tokens[LIST_URI] = ISSUER.status_list(size=size)
        verify_credential(ISSUER.credential(), trust=trust, now=NOW)
        assert trust._cache.total == size * 2 // 8
        assert len(trust._cache.lists) == 1


def test_a_list_is_read_with_all_that_it_says() -> None:
    jws = parse_jws(ISSUER.status_list({7: 1}, size=8).encode(), typ="statuslist+jwt")
    assert read_status_list(jws, LIST_URI, ListType.TOKEN) == StatusList(
        NOW - 600, NOW + 600, 2, b"\0\x40", ListType.TOKEN, frozenset()
    )


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        pytest.param({}, "PASSED", id="within"),
        pytest.param({"nbf": None, "exp": None}, "PASSED", id="open"),
        pytest.param({"nbf": ISSUED}, "PASSED", id="begins-that-second"),
        pytest.param({"nbf": ISSUED + 1}, "FAILED", id="begins-a-second-later"),
        pytest.param({"exp": ISSUED}, "PASSED", id="ends-that-second"),
        pytest.param({"exp": ISSUED - 1}, "FAILED", id="ended-a-second-before"),
        pytest.param(
            {"revoked": {"revoked_at": ISSUED, "reason": "superseded"}},
            "PASSED",
            id="superseded-that-second",
        ),
        pytest.param(
            {"revoked": {"revoked_at": ISSUED - 1, "reason": "withdrawn"}},
            "FAILED",
            id="withdrawn-a-second-before",
        ),
        pytest.param(
            {"exp": ISSUED - 1, "revoked": {"revoked_at": NOW, "reason": "superseded"}},
            "FAILED",
            id="ended-before-it-was-superseded",
        ),
        pytest.param(
            {"revoked": {"revoked_at": NOW, "reason": "compromised"}}, "FAILED", id="compromised"
        ),
        pytest.param(
            {"revoked": {"revoked_at": NOW, "reason": "whatever"}}, "FAILED", id="unknown-reason"
        ),
    ],
)
def test_a_key_signs_in_its_time(window: dict[str, Any], expected: str) -> None:
    # The list is signed by a second key, so that the first one's state shows in one check alone.
    fresh = Issuer(es256_key(4), kid="k2")
    entry = ISSUER.trust_entry(keys=[ISSUER.trust_key(**window), fresh.trust_key()])
    file = trust_file(entry, statusLists={LIST_URI: fresh.status_list()})
    report = judge(ISSUER.credential(), file)
    assert states(report, "KEY_STATE", "SIGNATURE") == [expected, "PASSED"]
    assert set(flaws(report)) <= {"KEY_STATE"}


def test_a_stolen_key_signs_no_list() -> None:
    fresh = Issuer(es256_key(4), kid="k2")
    stolen = {"revoked_at": NOW, "reason": "compromised"}
    entry = ISSUER.trust_entry(keys=[ISSUER.trust_key(revoked=stolen), fresh.trust_key()])
    file = trust_file(entry, statusLists={LIST_URI: ISSUER.status_list()})
    assert flaws(judge(fresh.credential(), file)) == NO_STATUS


def test_an_expired_trust_file_makes_nothing_valid() -> None:
    file = trust_file(expires="2026-11-18T11:06:39Z")
    report = judge(ISSUER.credential(), file, at=NOW - 100)
    assert flaws(report) == {"KEY_STATE": "UNAVAILABLE"}
    assert reason(report, "KEY_STATE") == "KEY_STATE.expired"
    assert judge(ISSUER.credential(), trust_file(expires="2026-11-18T11:06:40Z")).outcome is (
        Outcome.VALID
    )


BOUND = ISSUER.credential(bound_claims())
DEMAND = {"audience": AUDIENCE, "nonce": "n-1"}


@pytest.mark.parametrize(
    ("presentation", "question"),
    [
        pytest.param(BOUND, {}, id="absent-and-not-demanded"),
        pytest.param(bind(BOUND), DEMAND, id="fresh"),
        pytest.param(bind(BOUND), {"require_key_binding": True}, id="any-audience-and-nonce"),
        pytest.param(bind(BOUND, iat=NOW - 300), DEMAND, id="300-seconds-old"),
        pytest.param(bind(BOUND, iat=NOW + 60), DEMAND, id="60-seconds-ahead"),
        pytest.param(bind(BOUND, iat=5, aud="x", nonce="y"), {}, id="age-of-one-not-demanded"),
        pytest.param(bind(BOUND, iat=500), {**DEMAND, "at": 500}, id="judged-at-its-moment"),
        pytest.param(
            bind(
                ISSUER.credential(certificate_claims(cnf={"jwk": public_jwk(ed25519_key(8))})),
                key=ed25519_key(8),
                header={"alg": "Ed25519"},
            ),
            DEMAND,
            id="ed25519",
        ),
    ],
)
def test_the_holder_shows_the_key(presentation: str, question: dict[str, Any]) -> None:
    demanded = "SKIPPED" if presentation.endswith("~") else "PASSED"
    assert states(judge(presentation, **question), "HOLDER_BINDING") == [demanded]


@pytest.mark.parametrize(
    ("presentation", "question", "why"),
    [
        pytest.param(BOUND, {"require_key_binding": True}, "missing", id="absent"),
        pytest.param(BOUND, {"audience": AUDIENCE}, "missing", id="absent-with-audience"),
        pytest.param(BOUND, {"nonce": ""}, "missing", id="absent-with-empty-nonce"),
        pytest.param(bind(BOUND, aud="https://other.example"), DEMAND, "audience", id="audience"),
        pytest.param(bind(BOUND, nonce="n-2"), DEMAND, "nonce", id="nonce"),
        pytest.param(bind(BOUND, iat=NOW - 301), DEMAND, "stale", id="301-seconds-old"),
        pytest.param(bind(BOUND, iat=NOW + 61), DEMAND, "stale", id="61-seconds-ahead"),
        pytest.param(bind(BOUND, key=es256_key(6)), {}, "broken", id="another-key"),
        pytest.param(bind(BOUND, sd_hash="AA"), {}, "of_another", id="another-hash"),
        pytest.param(
            bind(BOUND).replace(BOUND, ISSUER.credential(bound_claims(), hide=("name",))),
            {},
            "of_another",
            id="a-disclosure-taken-away",
        ),
        pytest.param(bind(BOUND, header={"typ": "JWT"}), {}, "broken", id="another-typ"),
        pytest.param(bind(BOUND, header={"alg": "none"}), {}, "broken", id="alg-none"),
        pytest.param(bind(BOUND, iat=None), {}, "broken", id="no-iat"),
        pytest.param(bind(BOUND, iat="5"), {}, "broken", id="iat-is-text"),
        pytest.param(bind(BOUND, aud=None), {}, "broken", id="no-aud"),
        pytest.param(bind(BOUND, nonce=5), {}, "broken", id="nonce-is-a-number"),
        pytest.param(bind(BOUND, sd_hash=None), {}, "broken", id="no-sd-hash"),
        pytest.param(bind(ISSUER.credential()), {}, "broken", id="no-cnf"),
        pytest.param(
            bind(ISSUER.credential(certificate_claims(cnf=5))), {}, "broken", id="cnf-is-a-number"
        ),
        pytest.param(
            bind(ISSUER.credential(certificate_claims(cnf={"jkt": "x"}))), {}, "broken", id="no-jwk"
        ),
        pytest.param(
            bind(ISSUER.credential(certificate_claims(cnf={"jwk": {"kty": "RSA"}}))),
            {},
            "broken",
            id="a-kind-of-key-not-used-here",
        ),
        pytest.param(
            bind(
                ISSUER.credential(
                    certificate_claims(
                        cnf={"jwk": {**public_jwk(es256_key(1)), "y": b64u(b"0" * 32)}}
                    )
                )
            ),
            {},
            "broken",
            id="a-point-off-the-curve",
        ),
        pytest.param(ISSUER.badge(), {"require_key_binding": True}, "missing", id="a-badge"),
    ],
)
def test_who_cannot_show_the_key_is_refused(
    presentation: str, question: dict[str, Any], why: str
) -> None:
    report = judge(presentation, **question)
    assert flaws(report) == {"HOLDER_BINDING": "FAILED"}
    assert reason(report, "HOLDER_BINDING") == f"HOLDER_BINDING.{why}"
