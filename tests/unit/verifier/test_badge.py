"""The same certificate as an Open Badge (`vc+jwt`), with W3C status lists."""

from __future__ import annotations

import gzip
from typing import Any

import pytest

from tests.support.issuer import (
    ISS,
    NOW,
    W3C_REVOCATIONS,
    W3C_SUSPENSIONS,
    Issuer,
    b64u,
    badge_claims,
    trust_file,
)
from tests.support.judging import flaws, judge, states
from verifier import Check, Outcome, Report
from verifier.badge import read_badge

ISSUER = Issuer()
SUBJECT = badge_claims()["credentialSubject"]
ENTRIES = badge_claims()["credentialStatus"]
UNREADABLE = {"FORMAT": "FAILED"}
NO_STATUS = {"STATUS_UNAVAILABLE": "UNAVAILABLE"}


def achievement(identifier: Any) -> dict[str, Any]:
    """Return the subject with another achievement."""
    return {**SUBJECT, "achievement": {**SUBJECT["achievement"], "id": identifier}}


def test_the_facts_are_read_back() -> None:
    report = judge(ISSUER.badge())
    assert report.outcome is Outcome.VALID
    certificate = report.to_json()["certificate"]
    assert certificate["number"] == "S000032000123262000017"
    assert (certificate["kind"], certificate["level"]) == ("SKILL_GRADE", "TECHNICIAN")
    assert certificate["occupation"]["id"] == "2022:6-18-02-04"
    assert (certificate["issuedOn"], certificate["status"]) == ("2026-05-30", "VALID")
    assert states(report, "DISCLOSURES", "HOLDER_BINDING") == ["SKIPPED"] * 2


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"validFrom": "2026-05-29T16:00:00Z"}, id="the-same-day-in-utc"),
        pytest.param({"issuer": ISS}, id="issuer-is-text"),
        pytest.param({"jti": None}, id="no-jti"),
        pytest.param({"validUntil": "2030-01-01T00:00:00Z"}, id="ends-later"),
        pytest.param({"credentialStatus": ENTRIES[0]}, id="one-entry"),
        pytest.param({"credentialStatus": [*ENTRIES, {"type": "Other"}, 5]}, id="other-entries"),
        pytest.param(
            {"credentialStatus": [{**e, "statusListIndex": 7} for e in ENTRIES]}, id="index-number"
        ),
        pytest.param(
            {
                "credentialSubject": {
                    **achievement("urn:cn:skills:achievement:2022:6-18-02-04:SENIOR"),
                    "licenseNumber": "S000032000123263000017",
                }
            },
            id="another-level",
        ),
    ],
)
def test_what_a_badge_may_be(changes: dict[str, Any]) -> None:
    assert judge(ISSUER.badge(**changes)).outcome is Outcome.VALID


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"type": ["OpenBadgeCredential"]}, id="no-verifiable-credential"),
        pytest.param({"type": None}, id="no-type"),
        pytest.param({"validFrom": None}, id="no-day"),
        pytest.param({"validFrom": "2026-05-30"}, id="day-without-time"),
        pytest.param({"validFrom": 5}, id="day-is-a-number"),
        pytest.param({"validFrom": "2026-02-30T00:00:00Z"}, id="no-such-day"),
        pytest.param({"validFrom": "2026-05-30T00:00:00+24:00"}, id="no-such-offset"),
        pytest.param({"validFrom": "9999-12-31T23:00:00Z"}, id="outside-the-calendar"),
        pytest.param({"validUntil": "soon"}, id="end-is-a-word"),
        pytest.param({"iat": "5"}, id="iat-is-text"),
        pytest.param(
            {"credentialSubject": achievement("urn:cn:skills:achievement:6-18-02-04:SENIOR")},
            id="no-edition",
        ),
        pytest.param(
            {"credentialSubject": achievement("urn:cn:skills:achievement:2022:6-18-02-04:X")},
            id="unknown-level",
        ),
        pytest.param({"credentialSubject": {**SUBJECT, "licenseNumber": None}}, id="no-number"),
        pytest.param({"credentialSubject": {**SUBJECT, "licenseNumber": "2610"}}, id="no-scheme"),
    ],
)
def test_what_is_no_badge_cannot_be_read(changes: dict[str, Any]) -> None:
    assert flaws(judge(ISSUER.badge(**changes))) == UNREADABLE


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"issuer": {"id": "https://x"}}, UNREADABLE, id="issuer-and-iss"),
        pytest.param({"jti": "https://x"}, UNREADABLE, id="id-and-jti"),
        pytest.param({"validFrom": "2025-05-30T00:00:00Z"}, UNREADABLE, id="year-of-number"),
        pytest.param(
            {"validUntil": "2026-10-01T00:00:00-08:30"}, {"VALIDITY_PERIOD": "FAILED"}, id="ended"
        ),
        pytest.param({"nbf": NOW + 100}, {"VALIDITY_PERIOD": "FAILED"}, id="begins-later"),
        pytest.param({"iss": ISS + "9"}, {"SIGNATURE": "FAILED"}, id="another-issuer"),
        pytest.param({"credentialStatus": None}, NO_STATUS, id="no-status"),
        pytest.param({"credentialStatus": 5}, NO_STATUS, id="status-is-a-number"),
        pytest.param({"credentialStatus": ENTRIES[1]}, NO_STATUS, id="suspensions-alone"),
        pytest.param(
            {"credentialStatus": {**ENTRIES[0], "statusListIndex": "-7"}}, NO_STATUS, id="negative"
        ),
        pytest.param(
            {"credentialStatus": {**ENTRIES[0], "statusListIndex": "9" * 20}}, NO_STATUS, id="huge"
        ),
        pytest.param(
            {"credentialStatus": {**ENTRIES[0], "statusListIndex": None}}, NO_STATUS, id="no-index"
        ),
        pytest.param(
            {"credentialStatus": {**ENTRIES[0], "statusListIndex": "131072"}},
            NO_STATUS,
            id="beyond-the-list",
        ),
        pytest.param(
            {"credentialStatus": {**ENTRIES[0], "statusListCredential": W3C_SUSPENSIONS}},
            NO_STATUS,
            id="list-of-another-purpose",
        ),
    ],
)
def test_what_is_wrong_with_a_badge_has_a_name(
    changes: dict[str, Any], expected: dict[str, str]
) -> None:
    assert flaws(judge(ISSUER.badge(**changes))) == expected


def test_a_badge_issued_later_than_signed_contradicts_itself() -> None:
    badge = ISSUER.badge(validFrom="2026-06-02T00:00:00+08:00")
    assert flaws(judge(badge)) == UNREADABLE


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"credentialSubject": achievement("urn:other")}, id="another-achievement"),
        pytest.param({"credentialSubject": 5}, id="no-subject"),
        pytest.param({"type": "VerifiableCredential"}, id="another-type"),
        pytest.param({"type": "VerifiableCredential", "credentialStatus": None}, id="no-status"),
    ],
)
def test_another_w3c_credential_is_judged_by_the_general_checks(changes: dict[str, Any]) -> None:
    report = judge(ISSUER.badge(**changes))
    assert report.outcome is Outcome.VALID
    assert report.certificate is None
    assert states(report, "FORMAT", "OUT_OF_SCOPE") == ["SKIPPED"] * 2


def w3c(revocations: str, suspensions: str | None = None) -> dict[str, Any]:
    """Return the trust file with these W3C lists."""
    default = ISSUER.bitstring_list(W3C_SUSPENSIONS, "suspension")
    lists = {W3C_REVOCATIONS: revocations, W3C_SUSPENSIONS: suspensions or default}
    return trust_file(statusLists=lists)


EMPTY = ISSUER.bitstring_list(W3C_REVOCATIONS, "revocation")


def encoded(text: Any, **subject: Any) -> str:
    """Return a list around any encoded bits."""
    body = {"statusPurpose": "revocation", "encodedList": text, **subject}
    return ISSUER.bitstring_list(W3C_REVOCATIONS, "revocation", credentialSubject=body)


BITS = "u" + b64u(gzip.compress(bytes(16_384)))


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        pytest.param(
            w3c(ISSUER.bitstring_list(W3C_REVOCATIONS, "revocation", [7])),
            {"REVOKED": "FAILED"},
            id="revoked",
        ),
        pytest.param(
            w3c(EMPTY, ISSUER.bitstring_list(W3C_SUSPENSIONS, "suspension", [7])),
            {"SUSPENDED": "FAILED"},
            id="suspended",
        ),
        pytest.param(
            w3c(ISSUER.bitstring_list(W3C_REVOCATIONS, "revocation", [0, 6, 8, 15])),
            {},
            id="neighbours",
        ),
        pytest.param(w3c(encoded(BITS)), {}, id="bits"),
        pytest.param(w3c(encoded(BITS, statusPurpose=["x", "revocation"])), {}, id="two-purposes"),
        pytest.param(w3c(encoded(BITS, statusPurpose=5)), NO_STATUS, id="purpose-is-a-number"),
        pytest.param(w3c(encoded(BITS[1:])), NO_STATUS, id="no-multibase"),
        pytest.param(w3c(encoded(5)), NO_STATUS, id="bits-are-a-number"),
        pytest.param(
            w3c(encoded("u" + b64u(gzip.compress(bytes(16_383))))), NO_STATUS, id="too-short"
        ),
        pytest.param(
            w3c(ISSUER.bitstring_list(W3C_REVOCATIONS, "revocation", credentialSubject=5)),
            NO_STATUS,
            id="no-subject",
        ),
        pytest.param(
            w3c(ISSUER.bitstring_list(W3C_REVOCATIONS + "x", "revocation")),
            NO_STATUS,
            id="other-id",
        ),
        pytest.param(
            w3c(ISSUER.bitstring_list(W3C_REVOCATIONS, "revocation", exp=NOW - 100)),
            NO_STATUS,
            id="stale",
        ),
        pytest.param(
            w3c(
                ISSUER.bitstring_list(
                    W3C_REVOCATIONS,
                    "revocation",
                    iat=None,
                    exp=None,
                    validFrom="2026-11-18T11:00:00Z",
                    validUntil="2026-11-18T12:00:00Z",
                )
            ),
            {},
            id="dates-in-the-credential",
        ),
        pytest.param(w3c(ISSUER.status_list()), NO_STATUS, id="a-token-list"),
    ],
)
def test_bitstring_lists(file: dict[str, Any], expected: dict[str, str]) -> None:
    assert flaws(judge(ISSUER.badge(), file)) == expected


def detail(report: Report, code: Check) -> str | None:
    """Return what goes beside the text of a check."""
    return report.result(code).detail


@pytest.mark.parametrize(
    ("file", "why"),
    [
        pytest.param(w3c(encoded(BITS[1:])), "the credential carries no bitstring", id="no-bits"),
        pytest.param(
            w3c(encoded("u" + b64u(gzip.compress(bytes(16_383))))),
            "the bitstring is too short",
            id="too-short",
        ),
        pytest.param(
            w3c(encoded(BITS, statusPurpose="x")), "the list is of another purpose", id="purpose"
        ),
        pytest.param(
            w3c(ISSUER.bitstring_list(W3C_REVOCATIONS + "x", "revocation")),
            "the list is of another subject",
            id="subject",
        ),
        pytest.param(
            w3c(ISSUER.bitstring_list(W3C_REVOCATIONS, "revocation", exp=None)),
            "the list has no iat or no exp",
            id="no-end",
        ),
    ],
)
def test_a_list_that_cannot_be_read_says_why(file: dict[str, Any], why: str) -> None:
    assert detail(judge(ISSUER.badge(), file), Check.STATUS_UNAVAILABLE) == why


@pytest.mark.parametrize("index", ["9" * 20, "-7", "", "٧", True, None, 1.0])
def test_an_entry_whose_index_is_no_number_says_so(index: Any) -> None:
    badge = ISSUER.badge(credentialStatus={**ENTRIES[0], "statusListIndex": index})
    why = "an entry of credentialStatus is malformed"
    assert detail(judge(badge), Check.STATUS_UNAVAILABLE) == why


def test_an_index_of_19_digits_is_read_and_is_beyond_every_list() -> None:
    badge = ISSUER.badge(credentialStatus={**ENTRIES[0], "statusListIndex": "9" * 19})
    assert detail(judge(badge), Check.STATUS_UNAVAILABLE) == f"{'9' * 19}: None"


def test_a_list_of_the_w3c_is_not_true_before_its_nbf() -> None:
    early = ISSUER.bitstring_list(W3C_REVOCATIONS, "revocation", nbf=NOW + 61)
    assert flaws(judge(ISSUER.badge(), w3c(early))) == NO_STATUS
    in_time = ISSUER.bitstring_list(W3C_REVOCATIONS, "revocation", nbf=NOW + 60)
    assert judge(ISSUER.badge(), w3c(in_time)).outcome is Outcome.VALID


@pytest.mark.parametrize(
    ("issuer", "name"),
    [
        pytest.param({"id": ISS, "name": "某某评价中心"}, "某某评价中心", id="named"),
        pytest.param({"id": ISS, "name": 5}, None, id="name-is-a-number"),
        pytest.param({"id": ISS}, None, id="no-name"),
        pytest.param(ISS, None, id="text"),
    ],
)
def test_a_badge_names_its_issuer(issuer: Any, name: str | None) -> None:
    assert read_badge(badge_claims() | {"issuer": issuer}).issuer_name == name


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        pytest.param({"validFrom": 5}, "validFrom is not text", id="day-is-a-number"),
        pytest.param(
            {"credentialSubject": {**SUBJECT, "licenseNumber": ""}}, "no licenseNumber", id="empty"
        ),
        pytest.param(
            {"credentialSubject": {**SUBJECT, "licenseNumber": 5}}, "no licenseNumber", id="number"
        ),
    ],
)
def test_a_badge_that_cannot_be_read_says_why(changes: dict[str, Any], why: str) -> None:
    assert detail(judge(ISSUER.badge(**changes)), Check.FORMAT) == why
