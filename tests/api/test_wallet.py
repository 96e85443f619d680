"""A wallet fetches a certificate by OpenID4VCI 1.0, presents it, and is refused what it must be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

import httpx
import pytest

from registry.recording.refusals import Refusal
from registry.viewer import Viewer
from registry.vocabulary import CertificateStatus
from registry.wallet.offers import Offer
from registry.wallet.presenting import present
from tests.support.api import ADMINISTRATOR, Api, holder, issuer, running_small_world
from tests.support.certificates import change, issue, number_of
from tests.support.clock import Clock
from tests.support.database import Graph
from tests.support.issuer import ed25519_key, es256_key, public_jwk
from tests.support.small_world import BASE, HOST, ISSUER_VIEWER, NOW
from tests.support.wallet import Wallet, offer_in, well_known
from verifier import Check, Outcome, State, Trust, verify_credential

SECONDS: Final = int(NOW.timestamp())


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory, ticking: Clock) -> Iterator[Api]:
    home = tmp_path_factory.mktemp("home")
    with running_small_world(graph, home, workers=60, clock=ticking) as running:
        yield running


@pytest.fixture(scope="module")
def workers() -> Iterator[int]:
    return iter(range(1, 60))


@pytest.fixture
def number(api: Api, workers: Iterator[int]) -> str:
    """Return the number of a certificate issued for this test."""
    return number_of(issue(api, next(workers)))


def offered(api: Api, number: str, viewer: Viewer = ISSUER_VIEWER, **how: Any) -> Offer:
    """Make an offer and expect one."""
    offer = api.run(api.services.office.offers.make(viewer, number, **how))
    assert isinstance(offer, Offer), offer
    return offer


@pytest.fixture
def wallet(api: Api, number: str, clock: Clock) -> Wallet:
    """Return a wallet that has read the QR of an offer."""
    return Wallet(api.send, offer_in(offered(api, number).uri), clock.seconds)


def trust_of(api: Api) -> Trust:
    """Return the trust file as it is now."""
    return Trust.from_json(api.run(api.services.office.trust.make()))


def error_of(answer: httpx.Response) -> tuple[int, str]:
    """Return status and code of a refusal."""
    assert answer.headers["cache-control"] == "no-store"
    return answer.status_code, answer.json()["error"]


def test_a_wallet_gets_a_certificate_bound_to_its_key(api: Api, wallet: Wallet) -> None:
    credential = wallet.fetch()

    bound = present(
        credential,
        key=wallet.key,  # type: ignore[arg-type] - a key of the tests is one of a holder
        disclose=["name"],
        audience="https://employer.example",
        nonce="n-1",
        now=SECONDS,
    )
    asked = {"trust": trust_of(api), "audience": "https://employer.example", "now": NOW}
    report = verify_credential(bound, nonce="n-1", **asked)
    replayed = verify_credential(bound, nonce="n-2", **asked)
    unbound = verify_credential(credential, nonce="n-1", **asked)

    assert report.outcome is Outcome.VALID, report.to_json()
    assert report.holder.disclosed == ("name",)
    assert report.result(Check.HOLDER_BINDING).state is State.PASSED
    assert replayed.result(Check.HOLDER_BINDING).state is State.FAILED
    assert unbound.result(Check.HOLDER_BINDING).state is State.FAILED


def test_the_served_verifier_takes_the_presentation(api: Api, wallet: Wallet) -> None:
    bound = present(
        wallet.fetch(),
        key=wallet.key,  # type: ignore[arg-type] - as above
        disclose=[],
        audience="https://employer.example",
        nonce="n-1",
        now=SECONDS,
    )
    body = {"credential": bound, "audience": "https://employer.example", "nonce": "n-1"}

    report = api.send("POST", "/verify", json=body).json()

    assert report["outcome"] == "VALID", report
    assert report["certificate"]["disclosed"] is None


def test_the_token_is_recorded_with_a_place_and_a_log_entry_of_its_own(
    graph: Graph, wallet: Wallet, number: str
) -> None:
    wallet.fetch()

    tokens = graph.run(
        "MATCH (:Certificate {number: $number})-[:SIGNED_AS]->(c:Credential)"
        " MATCH (c)-[:LOGGED_AS]->(e:LogEntry) RETURN c.profile, c.key, c.sha256, e.body",
        number=number,
    )
    by_profile = {profile: (key, sha256, json.loads(body)) for profile, key, sha256, body in tokens}

    assert sorted(by_profile) == ["BADGE", "FULL", "PRINT", "WALLET"]
    assert len({key for key, _, _ in by_profile.values()}) == 4
    first, of_wallet = by_profile["FULL"], by_profile["WALLET"]
    assert first[2]["jwts"] == [by_profile[name][1] for name in ("FULL", "PRINT", "BADGE")]
    # A monitor knows it for the same certificate by the first hash.
    assert of_wallet[2]["jwts"] == [first[1], of_wallet[1]]


def test_revoking_the_certificate_revokes_what_the_wallet_holds(
    api: Api, wallet: Wallet, number: str
) -> None:
    credential = wallet.fetch()

    change(api, number, CertificateStatus.REVOKED)

    report = verify_credential(credential, trust=trust_of(api), now=NOW)
    assert report.result(Check.REVOKED).state is State.FAILED


def test_a_wallet_whose_answer_was_lost_gets_the_same_bytes(
    graph: Graph, wallet: Wallet, number: str
) -> None:
    first = wallet.fetch()

    again = wallet.ask(proof=wallet.proof())

    assert again.json() == {"credentials": [{"credential": first}]}
    assert graph.run(
        "MATCH (:Certificate {number: $n})-[:SIGNED_AS]->(c {profile: 'WALLET'}) RETURN count(c)",
        n=number,
    ) == [[1]]


def test_another_key_gets_nothing_from_the_same_offer(wallet: Wallet) -> None:
    wallet.fetch()
    wallet.key = es256_key(501)

    answer = wallet.ask(proof=wallet.proof())

    assert error_of(answer) == (400, "credential_request_denied")


def test_an_ed25519_key_is_taken(wallet: Wallet) -> None:
    wallet.key = ed25519_key(7)
    wallet.redeem()

    answer = wallet.ask(proof=wallet.proof(header={"alg": "EdDSA"}))

    assert answer.status_code == 200, answer.text


def test_the_badge_needs_no_key(api: Api, wallet: Wallet) -> None:
    wallet.redeem()

    [badge] = wallet.ask("skill-badge").json()["credentials"]

    report = verify_credential(badge["credential"], trust=trust_of(api), now=NOW)
    assert report.outcome is Outcome.VALID, report.to_json()


def test_a_code_is_used_once(wallet: Wallet) -> None:
    assert wallet.redeem().status_code == 200
    assert error_of(wallet.redeem()) == (400, "invalid_grant")


def test_a_code_runs_out(wallet: Wallet, clock: Clock) -> None:
    clock.now = NOW + timedelta(seconds=900)
    assert error_of(wallet.redeem()) == (400, "invalid_grant")


def test_an_access_token_runs_out(wallet: Wallet, clock: Clock) -> None:
    wallet.redeem()
    clock.now = NOW + timedelta(seconds=600)

    answer = wallet.ask(proof=wallet.proof())

    assert error_of(answer) == (401, "invalid_token")
    assert answer.headers["www-authenticate"] == 'Bearer error="invalid_token"'


def test_secrets_are_not_in_the_graph(graph: Graph, wallet: Wallet) -> None:
    credential = wallet.fetch()

    [[kept]] = graph.run(
        "MATCH (n) WHERE n:Offer OR n:Request OR n:UsedNonce"
        " RETURN reduce(all = '', n IN collect(properties(n)) |"
        " all + reduce(one = '', k IN keys(n) | one + ' ' + toStringOrNull(n[k])))"
    )

    code = wallet.offer["grants"][next(iter(wallet.offer["grants"]))]["pre-authorized_code"]
    for secret in (code, wallet.token, credential):
        assert secret not in (kept or "")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"grant_type": "password"}, "unsupported_grant_type", id="another-grant"),
        pytest.param({"grant_type": None}, "unsupported_grant_type", id="no-grant"),
        pytest.param({"pre-authorized_code": None}, "invalid_request", id="no-code"),
        pytest.param({"pre-authorized_code": "x"}, "invalid_grant", id="unknown-code"),
        pytest.param({"tx_code": "123456"}, "invalid_request", id="a-pin-nobody-asked-for"),
    ],
)
def test_a_bad_token_request_is_refused(
    wallet: Wallet, changes: dict[str, str | None], expected: str
) -> None:
    assert error_of(wallet.redeem(**changes)) == (400, expected)


def test_a_token_request_is_a_form(api: Api) -> None:
    answer = api.send("POST", "/wallet/token", json={"grant_type": "x"})
    twice = api.send(
        "POST",
        "/wallet/token",
        content="grant_type=a&grant_type=b",
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert [error_of(answer), error_of(twice)] == [(400, "invalid_request")] * 2


def test_the_transaction_code_is_asked_for_and_told_apart(api: Api, number: str) -> None:
    offer = offered(api, number, with_pin=True)
    wallet = Wallet(api.send, offer_in(offer.uri), SECONDS)
    wrong = f"{(int(offer.pin or '0') + 1) % 1_000_000:06d}"

    assert wallet.offer["grants"]["urn:ietf:params:oauth:grant-type:pre-authorized_code"][
        "tx_code"
    ] == {"input_mode": "numeric", "length": 6}
    assert error_of(wallet.redeem()) == (400, "invalid_request")
    assert error_of(wallet.redeem(tx_code=wrong)) == (400, "invalid_grant")
    assert wallet.redeem(tx_code=offer.pin).status_code == 200


def test_five_wrong_transaction_codes_end_the_offer(api: Api, number: str) -> None:
    offer = offered(api, number, with_pin=True)
    wallet = Wallet(api.send, offer_in(offer.uri), SECONDS)
    wrong = f"{(int(offer.pin or '0') + 1) % 1_000_000:06d}"

    for _ in range(5):
        assert error_of(wallet.redeem(tx_code=wrong)) == (400, "invalid_grant")

    assert error_of(wallet.redeem(tx_code=offer.pin)) == (400, "invalid_grant")


OTHER: Final = public_jwk(es256_key(502))


@pytest.mark.parametrize(
    ("header", "changes", "expected"),
    [
        pytest.param({"typ": "JWT"}, {}, "invalid_proof", id="another-type"),
        pytest.param({"alg": "none"}, {}, "invalid_proof", id="no-algorithm"),
        pytest.param({"jwk": None}, {}, "invalid_proof", id="no-key"),
        pytest.param({"kid": "did:key:x#1"}, {}, "invalid_proof", id="a-key-in-two-ways"),
        pytest.param({"jwk": OTHER}, {}, "invalid_proof", id="the-key-of-somebody-else"),
        pytest.param({"jwk": {**OTHER, "d": "AA"}}, {}, "invalid_proof", id="a-private-key"),
        pytest.param({"jwk": {"kty": "oct", "k": "AA"}}, {}, "invalid_proof", id="a-secret-key"),
        pytest.param({"crit": ["x"], "x": 1}, {}, "invalid_proof", id="critical-extension"),
        pytest.param({}, {"aud": "https://other.example"}, "invalid_proof", id="another-issuer"),
        pytest.param({}, {"aud": None}, "invalid_proof", id="no-audience"),
        pytest.param({}, {"iat": None}, "invalid_proof", id="no-time"),
        pytest.param({}, {"iat": SECONDS - 301}, "invalid_proof", id="too-old"),
        pytest.param({}, {"iat": SECONDS + 61}, "invalid_proof", id="from-the-future"),
        pytest.param({}, {"iat": True}, "invalid_proof", id="a-boolean-for-a-time"),
        pytest.param({}, {"nonce": None}, "invalid_nonce", id="no-nonce"),
        pytest.param({}, {"nonce": "guessed"}, "invalid_nonce", id="a-guessed-nonce"),
    ],
)
def test_a_proof_that_does_not_hold_gets_nothing(
    wallet: Wallet, header: dict[str, Any], changes: dict[str, Any], expected: str
) -> None:
    wallet.redeem()
    answer = wallet.ask(proof=wallet.proof(header=header, **changes))
    assert error_of(answer) == (400, expected)


def test_a_nonce_is_used_once(wallet: Wallet) -> None:
    wallet.redeem()
    nonce = wallet.nonce()
    assert wallet.ask(proof=wallet.proof(nonce=nonce)).status_code == 200
    assert error_of(wallet.ask(proof=wallet.proof(nonce=nonce))) == (400, "invalid_nonce")


def test_a_nonce_runs_out(wallet: Wallet, clock: Clock) -> None:
    wallet.redeem()
    nonce = wallet.nonce()
    clock.now = NOW + timedelta(seconds=300)
    wallet.now = clock.seconds
    assert error_of(wallet.ask(proof=wallet.proof(nonce=nonce))) == (400, "invalid_nonce")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(b"{", "invalid_credential_request", id="no-json"),
        pytest.param(b"[]", "invalid_credential_request", id="an-array"),
        pytest.param(b"{}", "invalid_credential_request", id="names-nothing"),
        pytest.param(
            b'{"credential_configuration_id": "x"}',
            "unknown_credential_configuration",
            id="unknown-configuration",
        ),
        pytest.param(
            b'{"credential_identifier": "x"}', "unknown_credential_identifier", id="identifier"
        ),
        pytest.param(
            b'{"credential_configuration_id": "skill-certificate"}',
            "invalid_proof",
            id="no-proof",
        ),
        pytest.param(
            b'{"credential_configuration_id": "skill-certificate", "proofs": {"jwt": "x"}}',
            "invalid_credential_request",
            id="proofs-are-no-array",
        ),
        pytest.param(
            b'{"credential_configuration_id": "skill-certificate", "proofs": {"jwt": ["x", "y"]}}',
            "invalid_proof",
            id="two-at-a-time",
        ),
        pytest.param(
            b'{"credential_configuration_id": "skill-certificate", "proofs": {"di_vp": [{}]}}',
            "invalid_proof",
            id="another-proof-type",
        ),
        pytest.param(
            b'{"credential_configuration_id": "skill-certificate",'
            b' "credential_response_encryption": {}}',
            "invalid_encryption_parameters",
            id="encryption",
        ),
    ],
)
def test_a_bad_credential_request_is_refused(
    api: Api, wallet: Wallet, body: bytes, expected: str
) -> None:
    wallet.redeem()
    answer = api.send(
        "POST",
        "/wallet/credential",
        content=body,
        headers={"Authorization": f"Bearer {wallet.token}", "content-type": "application/json"},
    )
    assert error_of(answer) == (400, expected)


def test_without_an_access_token_there_is_nothing(wallet: Wallet) -> None:
    assert error_of(wallet.ask()) == (401, "invalid_token")
    wallet.token = "guessed"
    assert error_of(wallet.ask()) == (401, "invalid_token")


def test_what_is_not_in_force_is_not_given_out(api: Api, wallet: Wallet, number: str) -> None:
    wallet.redeem()
    change(api, number, CertificateStatus.SUSPENDED)
    assert error_of(wallet.ask(proof=wallet.proof())) == (400, "credential_request_denied")


@pytest.mark.parametrize(
    ("viewer", "code"),
    [
        pytest.param(ISSUER_VIEWER, None, id="the-issuer"),
        pytest.param(ADMINISTRATOR, None, id="the-administrator"),
        pytest.param(holder("w60"), "CERTIFICATE_NOT_FOUND", id="another-holder"),
        pytest.param(issuer(HOST), "CERTIFICATE_NOT_FOUND", id="another-issuer"),
        pytest.param(Viewer(), "FORBIDDEN", id="nobody"),
    ],
)
def test_who_may_offer(api: Api, number: str, viewer: Viewer, code: str | None) -> None:
    answer = api.run(api.services.office.offers.make(viewer, number))
    assert (answer.code if isinstance(answer, Refusal) else None) == code


def test_the_holder_offers_the_own_certificate(api: Api, graph: Graph, number: str) -> None:
    [[worker]] = graph.run(
        "MATCH (w:Worker)-[:HOLDS]->(:Certificate {number: $number}) RETURN w.id", number=number
    )
    assert offered(api, number, holder(worker)).uri


def test_metadata_stands_before_the_path_of_the_base_url(api: Api) -> None:
    for name in ("openid-credential-issuer", "oauth-authorization-server"):
        inserted = api.send("GET", well_known(name, BASE))
        plain = api.send("GET", f"/.well-known/{name}")
        assert inserted.json() == plain.json()
        assert inserted.headers["access-control-allow-origin"] == "*"
    metadata = inserted.json()
    assert metadata["issuer"] == BASE
    assert metadata["pre-authorized_grant_anonymous_access_supported"] is True


def test_metadata_names_both_forms(api: Api) -> None:
    metadata = api.send("GET", well_known("openid-credential-issuer", BASE)).json()
    configurations = metadata["credential_configurations_supported"]
    assert {name: one["format"] for name, one in configurations.items()} == {
        "skill-certificate": "dc+sd-jwt",
        "skill-badge": "jwt_vc_json",
    }
    assert configurations["skill-certificate"]["vct"] == "urn:cn:skills:certificate:1"
    assert "proof_types_supported" not in configurations["skill-badge"]


def test_the_holder_asks_for_an_offer_over_http(api: Api, graph: Graph, number: str) -> None:
    [[worker]] = graph.run(
        "MATCH (w:Worker)-[:HOLDS]->(:Certificate {number: $number}) RETURN w.id", number=number
    )
    headers = {"Authorization": f"Bearer {api.token(holder(worker))}"}
    body = {"number": number, "pin": True}
    answer = api.send("POST", "/wallet/offers", json=body, headers=headers)
    wallet = Wallet(api.send, offer_in(answer.json()["uri"]), SECONDS)

    assert answer.status_code == 201
    assert answer.json()["expires"] == "2026-11-24T04:15:00Z"
    assert wallet.redeem(tx_code=answer.json()["pin"]).status_code == 200


@pytest.mark.parametrize(
    ("viewer", "body", "expected"),
    [
        pytest.param(Viewer(), '{"number": "x"}', (403, "FORBIDDEN"), id="nobody"),
        pytest.param(holder("w60"), '{"number": "x"}', (404, "CERTIFICATE_NOT_FOUND"), id="none"),
        pytest.param(holder("w60"), "{", (400, "BAD_OFFER"), id="no-json"),
        pytest.param(holder("w60"), "[]", (400, "BAD_OFFER"), id="an-array"),
        pytest.param(holder("w60"), "{}", (400, "BAD_OFFER"), id="no-number"),
        pytest.param(holder("w60"), '{"number": "x", "kind": "X"}', (400, "BAD_OFFER"), id="kind"),
        pytest.param(holder("w60"), '{"number": "x", "pin": 1}', (400, "BAD_OFFER"), id="pin"),
    ],
)
def test_an_offer_that_cannot_be_made_says_why(
    api: Api, viewer: Viewer, body: str, expected: tuple[int, str]
) -> None:
    headers = {} if viewer == Viewer() else {"Authorization": f"Bearer {api.token(viewer)}"}
    answer = api.send("POST", "/wallet/offers", content=body, headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == expected


def test_a_wallet_that_is_a_page_may_ask(api: Api) -> None:
    asked = {"Origin": "https://wallet.example", "Access-Control-Request-Method": "POST"}
    for path in ("/wallet/token", "/wallet/nonce", "/wallet/credential"):
        answer = api.send("OPTIONS", path, headers=asked)
        assert answer.status_code == 204
        assert "Authorization" in answer.headers["access-control-allow-headers"]
        assert answer.headers["access-control-allow-origin"] == "*"
