"""Verification as an employer meets it: by number, by credential; and what any verifier fetches."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from typing import Any, Final

import jwt
import pytest

from registry.throttle import Buckets, Rate
from tests.support.api import Api, holder, issuer, running_small_world
from tests.support.database import Graph
from tests.support.small_world import (
    ADMINISTRATOR,
    BASE,
    HELD_ON,
    ISSUER,
    NOW,
    PREFIX,
    SESSION,
    WELDER,
    id_number_of,
    name_of,
)
from verifier import Check, Outcome, Trust, verify_credential

ISSUE: Final = """mutation($worker: ID!, $key: ID!) {
  issueCertificate(input: {sessionId: "session-a", worker: $worker, issuedOn: "2026-11-20"},
                   idempotencyKey: $key) {
    ... on IssuedCertificate {
      certificate { number kind level occupation { id name } issuer { name } status suspicions
                    sessionId filingNo registeredAt holder { id } }
      credential qrText }
    ... on Refused { code message checks { code state text } }
  }
}"""
CHANGE: Final = """mutation($number: ID!, $to: CertificateStatus!, $key: ID!) {
  changeCertificateStatus(
    input: {number: $number, to: $to, reason: "查实", decisionNo: "D1"}, idempotencyKey: $key) {
    ... on ChangedCertificateStatus { certificate { status } }
    ... on Refused { code message }
  }
}"""
BY_NUMBER: Final = """query(
    $number: String!, $kind: CertificateKind, $name: String, $last4: String, $at: Date) {
  verifyCertificate(number: $number, kind: $kind, holderName: $name, idLast4: $last4, at: $at) {
    outcome summary checks { code state text detail } verifiedAt
    certificate { number kind level occupation { id name supersededBy { id } } workType issuedOn
                  issuer issuerPrefix status statusSince holderNameMasked disclosed }
  }
}"""
BY_CREDENTIAL: Final = """query($credential: String!, $name: String, $at: DateTime) {
  verifyCredential(credential: $credential, holderName: $name, at: $at) {
    outcome summary checks { code state text detail } verifiedAt receipt
    certificate { number kind level occupation { id name } workType issuedOn issuer issuerPrefix
                  status statusSince holderNameMasked disclosed }
  }
}"""
CHINESE: Final = {"Accept-Language": "zh-CN"}
JSON_TYPE: Final = {"content-type": "application/json"}

Issued = dict[str, Any]


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    with running_small_world(graph, tmp_path_factory.mktemp("home"), workers=40) as running:
        yield running


@pytest.fixture(scope="module")
def issued(api: Api) -> Callable[[int], Issued]:
    """Return a certificate of a worker by place, issued once."""
    made: dict[int, Issued] = {}

    def issue(place: int) -> Issued:
        if place not in made:
            values = {"worker": f"w{place}", "key": f"issue-{place}"}
            made[place] = api.ask(ISSUE, issuer(ISSUER), values).data["issueCertificate"]
        return made[place]

    return issue


def revoke(api: Api, number: str, to: str = "REVOKED") -> None:
    """Change a status."""
    values = {"number": number, "to": to, "key": f"{number}-{to}"}
    answer = api.ask(CHANGE, issuer(ISSUER), values).data["changeCertificateStatus"]
    assert answer == {"certificate": {"status": to}}, answer


def states(report: Any) -> dict[str, str]:
    """Return the state of each check."""
    return {check["code"]: check["state"] for check in report["checks"]}


def by_number(api: Api, number: str, **values: Any) -> Any:
    """Verify by number."""
    return api.ask(BY_NUMBER, variables={"number": number, **values}).data["verifyCertificate"]


def post(api: Api, body: Any, kind: str = "application/json", **headers: str) -> Any:
    """Send a verification."""
    content = (
        json.dumps(body) if kind == "application/json" and not isinstance(body, bytes) else body
    )
    return api.send("POST", "/verify", content=content, headers={"content-type": kind, **headers})


def test_what_was_issued_is_found_by_number_and_name(
    api: Api, issued: Callable[[int], Issued]
) -> None:
    made = issued(1)
    number = made["certificate"]["number"]

    report = by_number(api, number, name=name_of(1))

    assert made["certificate"] == {
        "number": number,
        "kind": "SKILL_GRADE",
        "level": "TECHNICIAN",
        "occupation": {"id": WELDER, "name": "焊工"},
        "issuer": {"name": "江苏某某技能评价中心"},
        "status": "VALID",
        "suspicions": [],
        "sessionId": SESSION,
        "filingNo": "F1",
        "registeredAt": "2026-11-24T04:00:00Z",
        "holder": {"id": "w1"},
    }
    assert report["outcome"] == "VALID", report
    assert report["certificate"] == {
        "number": number,
        "kind": "SKILL_GRADE",
        "level": "TECHNICIAN",
        "occupation": {"id": WELDER, "name": "焊工", "supersededBy": []},
        "workType": None,
        "issuedOn": "2026-11-20",
        "issuer": "江苏某某技能评价中心",
        "issuerPrefix": PREFIX,
        "status": "VALID",
        "statusSince": None,
        "holderNameMasked": "张**",
        "disclosed": None,
    }
    assert [check["code"] for check in report["checks"]] == [check.value for check in Check]


def test_a_verification_by_number_is_one_statement(
    api: Api, issued: Callable[[int], Issued]
) -> None:
    number = issued(1)["certificate"]["number"]
    by_number(api, number, name=name_of(1))

    reply = api.ask(BY_NUMBER, variables={"number": number, "name": name_of(1)})

    assert reply.statements == 1


@pytest.mark.parametrize(
    ("factors", "found"),
    [
        pytest.param({"name": name_of(2)}, True, id="name"),
        pytest.param({"last4": id_number_of(2)[-4:]}, True, id="last-four"),
        pytest.param(
            {"name": f" {name_of(2)} ", "last4": id_number_of(2)[-4:].lower()},
            True,
            id="both-as-typed",
        ),
        pytest.param({"name": name_of(2), "last4": "0000"}, False, id="right-name-wrong-last-four"),
        pytest.param({"name": name_of(2)[:1]}, False, id="surname-alone"),
        pytest.param({"name": name_of(3)}, False, id="somebody-else"),
        pytest.param({"name": name_of(2), "kind": "SPECIAL_ABILITY"}, False, id="another-kind"),
    ],
)
def test_the_holder_factor_decides(
    api: Api, issued: Callable[[int], Issued], factors: dict[str, str], *, found: bool
) -> None:
    report = by_number(api, issued(2)["certificate"]["number"], **factors)

    assert (report["outcome"], report["certificate"] is not None) == (
        ("VALID", True) if found else ("NOT_FOUND", False)
    )
    assert states(report)["HOLDER_MISMATCH"] == "SKIPPED"


def test_an_unknown_number_and_a_wrong_holder_are_the_same_answer(
    api: Api, issued: Callable[[int], Issued]
) -> None:
    known = by_number(api, issued(2)["certificate"]["number"], name="某某某")
    unknown = by_number(api, f"{PREFIX}262999999", name="某某某")

    assert known == unknown


def test_without_a_holder_factor_one_is_asked_for(
    api: Api, issued: Callable[[int], Issued]
) -> None:
    report = by_number(api, issued(2)["certificate"]["number"], name="  ")

    assert report["outcome"] == "NOT_FOUND"
    [asked] = [check for check in report["checks"] if check["code"] == "HOLDER_MISMATCH"]
    assert asked["text"] == "请提供持证人姓名或证件号后四位"


@pytest.mark.parametrize("number", ["123", "", "X" * 65, f"{PREFIX}269000001"])
def test_an_ill_formed_number_is_invalid_before_any_look_up(api: Api, number: str) -> None:
    reply = api.ask(BY_NUMBER, variables={"number": number, "kind": "SKILL_GRADE", "name": "张三"})
    report = reply.data["verifyCertificate"]

    assert (report["outcome"], states(report)["FORMAT"], reply.statements) == (
        "INVALID",
        "FAILED",
        0,
    )


def test_english_readers_get_english(api: Api, issued: Callable[[int], Issued]) -> None:
    reply = api.ask(
        BY_NUMBER,
        variables={"number": issued(1)["certificate"]["number"], "name": name_of(1)},
        headers={"Accept-Language": "en"},
    )
    assert reply.data["verifyCertificate"]["summary"] == "The certificate is valid."


def test_the_status_is_that_of_the_day(api: Api, issued: Callable[[int], Issued]) -> None:
    number = issued(4)["certificate"]["number"]
    revoke(api, number)

    today = by_number(api, number, name=name_of(4))
    yesterday = by_number(api, number, name=name_of(4), at="2026-11-23")

    assert (today["outcome"], today["certificate"]["status"]) == ("INVALID", "REVOKED")
    assert today["certificate"]["statusSince"] == "2026-11-24"
    assert (yesterday["outcome"], yesterday["certificate"]["status"]) == ("VALID", "VALID")


def test_everybody_says_the_same_of_a_credential(api: Api, issued: Callable[[int], Issued]) -> None:
    text = issued(5)["credential"]
    trust = Trust.from_json(api.send("GET", "/trust.json").content)

    graphql = api.ask(
        BY_CREDENTIAL, variables={"credential": text, "name": name_of(5)}, headers=CHINESE
    ).data
    http = post(api, {"credential": text, "holderName": name_of(5)}).json()
    plain = post(api, text.encode(), "application/dc+sd-jwt").json()
    printed = post(api, issued(5)["qrText"].encode(), "text/plain; charset=utf-8").json()
    offline = verify_credential(text, trust=trust, now=NOW, holder_name=name_of(5)).to_json("zh")

    assert graphql["verifyCredential"]["outcome"] == http["outcome"] == "VALID", http
    assert http["certificate"] == offline["certificate"]
    assert graphql["verifyCredential"]["checks"] == http["checks"]
    assert (plain["outcome"], printed["outcome"], offline["outcome"]) == ("VALID", "VALID", "VALID")
    only_here = {code for code, state in states(offline).items() if state == "SKIPPED"}
    assert {c: s for c, s in states(http).items() if c not in only_here} == {
        c: s for c, s in states(offline).items() if c not in only_here
    }
    assert states(http)["NO_ASSESSMENT_CHAIN"] == "PASSED"


def test_a_receipt_is_signed_by_the_registry(api: Api, issued: Callable[[int], Issued]) -> None:
    receipt = post(api, {"credential": issued(5)["credential"]}).json()["receipt"]
    metadata = api.send("GET", "/.well-known/jwt-vc-issuer/registry").json()
    key = jwt.PyJWK(metadata["jwks"]["keys"][0])
    claims = jwt.decode(receipt, key, algorithms=["ES256"], options={"verify_iat": False})

    assert metadata["issuer"] == claims["iss"] == f"{BASE}/registry"
    assert jwt.get_unverified_header(receipt)["typ"] == "verification-receipt+jwt"
    assert (claims["outcome"], len(claims["checks"]), len(claims["sha256"])) == (
        "VALID",
        len(Check),
        64,
    )
    assert "张" not in json.dumps(claims, ensure_ascii=False)


def test_a_revocation_reaches_every_way_of_asking_within_a_second(
    api: Api, issued: Callable[[int], Issued]
) -> None:
    made = issued(6)
    assert post(api, {"credential": made["credential"]}).json()["outcome"] == "VALID"
    revoke(api, made["certificate"]["number"])
    api.run(asyncio.sleep(1.0))

    by_text = post(api, {"credential": made["credential"]}).json()
    offline = verify_credential(
        made["credential"], trust=Trust.from_json(api.send("GET", "/trust.json").content), now=NOW
    )

    assert (by_text["outcome"], states(by_text)["REVOKED"]) == ("INVALID", "FAILED")
    assert by_text["certificate"]["status"] == "REVOKED"
    assert offline.outcome is Outcome.INVALID


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        pytest.param(b"{", "application/json", 400, id="broken-json"),
        pytest.param(b"[]", "application/json", 400, id="json-of-another-shape"),
        pytest.param(b"{}", "application/json", 400, id="nothing-to-judge"),
        pytest.param(b'{"credential": 5}', "application/json", 400, id="credential-is-no-text"),
        pytest.param(b'{"number": "1", "at": "soon"}', "application/json", 400, id="at-is-no-day"),
        pytest.param(
            b'{"number": "1", "kind": "DIPLOMA"}', "application/json", 400, id="unknown-kind"
        ),
        pytest.param(b"", "application/dc+sd-jwt", 400, id="empty"),
        pytest.param(b"x" * 98_305, "text/plain", 413, id="over-96-kb"),
        pytest.param(b"x", "image/png", 415, id="another-type"),
        pytest.param(b"garbage", "text/plain", 200, id="garbage-is-judged"),
        pytest.param(b"\xff\xfe", "application/vc+jwt", 200, id="bytes-are-judged"),
    ],
)
def test_only_what_holds_nothing_to_judge_is_refused(
    api: Api, body: bytes, kind: str, status: int
) -> None:
    response = post(api, body, kind)

    assert response.status_code == status
    if status == 200:
        assert (response.json()["outcome"], states(response.json())["FORMAT"]) == (
            "INVALID",
            "FAILED",
        )
        assert response.json()["certificate"] is None
    else:
        assert response.json()["error"]["code"]


def test_a_number_over_http(api: Api, issued: Callable[[int], Issued]) -> None:
    number = issued(1)["certificate"]["number"]
    typed = f" {number[:13].lower()} {number[13:]} "

    report = post(api, {"number": typed, "holderName": name_of(1)}).json()

    assert (report["outcome"], report["certificate"]["occupation"]) == (
        "VALID",
        {"id": WELDER, "name": "焊工"},
    )


def test_a_batch_is_answered_line_by_line_in_order(
    api: Api, issued: Callable[[int], Issued]
) -> None:
    text = issued(5)["credential"]
    lines = [json.dumps({"id": place, "credential": text}) for place in range(40)]
    lines[3] = "not json"
    lines[7] = ""
    lines[9] = json.dumps({"id": 9, "credential": text, "trust": "/etc/passwd", "statusLists": {}})
    lines[11] = '{"credential": "' + "x" * 131_072 + '"}'
    response = api.send("POST", "/verify/batch", content="\n".join(lines).encode())
    reports = [json.loads(line) for line in response.text.splitlines()]

    assert [r["id"] for r in reports] == [
        place if place not in {3, 11} else None for place in range(40) if place != 7
    ]
    assert [(r["line"], r["outcome"]) for r in reports if r["id"] is None] == [
        (4, "INVALID"),
        (12, "INVALID"),
    ]
    assert {r["outcome"] for r in reports if r["id"] is not None} == {"VALID"}


def test_issuer_keys_are_published_but_not_compromised_ones(
    api: Api, issued: Callable[[int], Issued]
) -> None:
    issued(1)
    path = f"/.well-known/jwt-vc-issuer/issuers/{PREFIX}"
    metadata = api.send("GET", path)
    based = api.send("GET", f"/.well-known/jwt-vc-issuer/ab/issuers/{PREFIX}")

    assert metadata.json()["issuer"] == f"{BASE}/issuers/{PREFIX}"
    assert {"kid", "alg", "use", "kty", "crv", "x", "y"} == set(metadata.json()["jwks"]["keys"][0])
    assert "max-age" in metadata.headers["cache-control"]
    assert metadata.headers["access-control-allow-origin"] == "*"
    assert based.json() == metadata.json()
    assert api.send("GET", "/.well-known/jwt-vc-issuer/issuers/S000032009999").status_code == 404


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        pytest.param("application/statuslist+jwt", 200, id="its-type"),
        pytest.param("*/*", 200, id="anything"),
        pytest.param("text/html, application/*;q=0.1", 200, id="its-family"),
        pytest.param("application/statuslist+cwt", 406, id="another-form"),
        pytest.param("*/*, application/statuslist+jwt;q=0", 406, id="all-but-that"),
    ],
)
def test_a_status_list_is_served_to_those_who_accept_it(
    api: Api, issued: Callable[[int], Issued], accept: str, status: int
) -> None:
    issued(1)
    response = api.send("GET", f"/status/{PREFIX}-1", headers={"accept": accept})

    assert response.status_code == status
    if status == 200:
        assert response.headers["content-type"] == "application/statuslist+jwt"
        assert response.headers["access-control-allow-origin"] == "*"
        assert response.headers["cache-control"]


def test_status_lists_are_listed_and_of_the_past(api: Api, issued: Callable[[int], Issued]) -> None:
    issued(1)
    uri = f"{BASE}/status/{PREFIX}-1"
    now = int(NOW.timestamp())

    def answered(time: object) -> int:
        return api.send("GET", f"/status/{PREFIX}-1", params={"time": time}).status_code

    assert uri in api.send("GET", "/status").json()["status_lists"]
    assert [answered(time) for time in (now - 1, now, now + 10**7, "soon", "-1")] == [
        404,
        200,
        404,
        400,
        400,
    ]
    assert api.send("GET", "/status/unknown").status_code == 404


def test_the_same_list_is_not_sent_twice(api: Api, issued: Callable[[int], Issued]) -> None:
    issued(1)
    first = api.send("GET", f"/status/{PREFIX}-1")
    again = api.send("GET", f"/status/{PREFIX}-1", headers={"If-None-Match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_a_signed_trust_file_is_believed_with_the_registrys_key(
    api: Api, issued: Callable[[int], Issued]
) -> None:
    response = api.send("GET", "/trust.json", headers={"accept": "application/jwt"})
    [key] = api.send("GET", "/.well-known/jwt-vc-issuer/registry").json()["jwks"]["keys"]

    trust = Trust.from_jwt(response.text, key)

    assert response.headers["content-type"] == "application/jwt"
    assert verify_credential(issued(5)["credential"], trust=trust, now=NOW).outcome is Outcome.VALID


def test_a_person_learns_who_verified(api: Api, issued: Callable[[int], Issued]) -> None:
    by_number(api, issued(8)["certificate"]["number"], name=name_of(8))
    post(api, {"number": issued(8)["certificate"]["number"], "holderName": name_of(8)})
    post(api, {"number": issued(8)["certificate"]["number"], "holderName": "某某某"})

    query = 'query { accessEvents(worker: "w8") { nodes { role purpose } } }'
    events = api.ask(query, holder("w8")).data["accessEvents"]["nodes"]

    assert events.count({"role": "anonymous", "purpose": "verifyCertificate"}) == 2


def test_what_an_issuer_may_certify_on_a_day(api: Api) -> None:
    query = """query($on: Date!, $uscc: ID) {
      issuerScope(issuerPrefix: "S000032000123", uscc: $uscc, on: $on) {
        filingNo issuer occupation { id } levels validFrom validTo } }"""
    item = {
        "filingNo": "F1",
        "issuer": "江苏某某技能评价中心",
        "occupation": {"id": WELDER},
        "levels": ["SENIOR", "TECHNICIAN", "SENIOR_TECHNICIAN"],
        "validFrom": "2024-01-01",
        "validTo": "2027-12-31",
    }

    def scope(**values: str) -> Any:
        return api.ask(query, variables=values).data["issuerScope"]

    assert scope(on=str(HELD_ON)) == scope(on=str(HELD_ON), uscc=ISSUER) == [item]
    assert scope(on="2028-01-01") == scope(on=str(HELD_ON), uscc="nobody") == []
    assert api.ask('query { issuerScope(on: "2026-01-01") { filingNo } }').codes == ["BAD_ARGUMENT"]


def test_guessing_is_ended(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    misses = api.services.office.verification.misses
    monkeypatch.setattr(misses, "buckets", Buckets(Rate(3.0, 0.001)))
    number = f"{PREFIX}262999999"

    answers = [post(api, {"number": number, "holderName": "某"}).status_code for _ in range(5)]
    graphql = api.ask(BY_NUMBER, ADMINISTRATOR, {"number": number, "name": "某"})

    assert answers == [200, 200, 200, 429, 429]
    assert graphql.codes == ["TOO_MANY_MISSES"]
