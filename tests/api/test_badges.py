"""Badges as others meet them: exported by who holds the certificate, their lists, their verdict."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

import pytest

from registry.vocabulary import CertificateStatus
from tests.support.api import Api, running_small_world
from tests.support.certificates import Made, change, issue, number_of
from tests.support.clock import Clock
from tests.support.database import Graph
from tests.support.small_world import BASE, NOW, PREFIX
from verifier import Check, Outcome, State, Trust, verify_credential
from verifier.baked import unbake

SECONDS: Final = int(NOW.timestamp())
LISTS: Final = tuple(
    f"/status/w3c/{PREFIX}-1-{purpose}" for purpose in ("revocation", "suspension")
)


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory, ticking: Clock) -> Iterator[Api]:
    home = tmp_path_factory.mktemp("home")
    with running_small_world(graph, home, workers=40, clock=ticking) as running:
        yield running


@pytest.fixture(scope="module")
def workers() -> Iterator[int]:
    return iter(range(1, 40))


@pytest.fixture
def made(api: Api, workers: Iterator[int]) -> Made:
    """Issue a certificate for this test."""
    return issue(api, next(workers))


def badge_of(api: Api, made: Made, form: str = "jwt") -> Any:
    """Export the badge of a certificate as who holds it would."""
    return api.send("POST", f"/badge?format={form}", content=made["credential"])


def trust_of(api: Api) -> Trust:
    """Return the trust file as it is served."""
    return Trust.from_json(api.send("GET", "/trust.json").content)


def test_the_holder_gets_the_badge_in_every_form(api: Api, made: Made) -> None:
    jwt = badge_of(api, made)
    content, png, svg = (badge_of(api, made, form) for form in ("json", "png", "svg"))

    report = verify_credential(jwt.text, trust=trust_of(api), now=NOW)
    assert report.outcome is Outcome.VALID, report.to_json()
    payload = jwt.text.split(".")[1]
    assert content.content == urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    assert unbake(png.content) == unbake(svg.content) == jwt.text
    types = [answer.headers["content-type"].partition(";")[0] for answer in (jwt, png, svg)]
    assert types == ["application/vc+jwt", "image/png", "image/svg+xml"]


def test_it_is_the_badge_that_was_signed_and_logged_with_the_certificate(
    api: Api, graph: Graph, made: Made
) -> None:
    before = graph.run("MATCH (c:Credential) RETURN count(c)")

    badge_of(api, made)
    by_paper = api.send("POST", "/badge", content=made["qrText"])

    assert by_paper.text == badge_of(api, made).text
    assert graph.run("MATCH (c:Credential) RETURN count(c)") == before


def test_a_changed_status_is_seen_in_both_forms_at_once(api: Api, made: Made) -> None:
    jwt = badge_of(api, made).text
    seen = []

    for to in (CertificateStatus.SUSPENDED, CertificateStatus.VALID, CertificateStatus.REVOKED):
        change(api, number_of(made), to)
        trust = trust_of(api)
        offline = [
            verify_credential(text, trust=trust, now=NOW) for text in (jwt, made["credential"])
        ]
        seen.append([report.status for report in offline])

    assert seen == [["SUSPENDED"] * 2, ["VALID"] * 2, ["REVOKED"] * 2]


def test_the_server_judges_a_badge_with_its_own_lists(api: Api, made: Made, clock: Clock) -> None:
    jwt = badge_of(api, made).text
    headers = {"content-type": "application/vc+jwt"}
    good = api.send("POST", "/verify", content=jwt, headers=headers).json()

    clock.now = NOW + timedelta(days=2)
    change(api, number_of(made), CertificateStatus.REVOKED)
    clock.now = NOW + timedelta(days=3)
    bad = api.send("POST", "/verify", content=jwt, headers=headers).json()
    then = {"credential": jwt, "at": (NOW + timedelta(days=1)).isoformat()}
    before = api.send("POST", "/verify", json=then).json()

    states = {check["code"]: check["state"] for check in bad["checks"]}
    assert good["outcome"] == "VALID", good
    assert (bad["outcome"], states["REVOKED"]) == ("INVALID", "FAILED")
    assert before["outcome"] == "VALID", before


@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_served_as_a_signed_credential(api: Api, made: Made, path: str) -> None:
    badge_of(api, made)
    answer = api.send("GET", path)
    other = api.send("GET", path, headers={"accept": "application/statuslist+jwt"})
    again = api.send("GET", path, headers={"if-none-match": answer.headers["etag"]})

    header, payload = (
        json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
        for part in answer.text.split(".")[:2]
    )
    assert answer.headers["content-type"].partition(";")[0] == "application/vc+jwt"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert (header["typ"], payload["id"]) == ("vc+jwt", f"{BASE}{path}")
    assert (other.status_code, again.status_code) == (406, 304)


def test_a_list_of_the_past_is_asked_for_by_time(api: Api, made: Made, clock: Clock) -> None:
    jwt = badge_of(api, made).text
    clock.now = NOW + timedelta(hours=3)
    change(api, number_of(made), CertificateStatus.REVOKED)
    clock.now = NOW + timedelta(hours=4)

    def at(moment: datetime) -> str | None:
        time = int(moment.timestamp())
        lists = {f"{BASE}{path}": api.send("GET", f"{path}?time={time}").text for path in LISTS}
        file = api.run(api.services.office.trust.make()) | {"statusLists": lists}
        return verify_credential(jwt, trust=Trust.from_json(file), at=moment, now=clock.now).status

    assert at(NOW + timedelta(hours=2)) == "VALID"
    assert at(NOW + timedelta(hours=3, minutes=1)) == "REVOKED"
    assert api.send("GET", f"{LISTS[0]}?time={SECONDS - 1}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(f"/status/w3c/{PREFIX}-1", id="without-purpose"),
        pytest.param(f"/status/w3c/{PREFIX}-1-message", id="another-purpose"),
        pytest.param(f"/status/w3c/{PREFIX}-9-revocation", id="unknown-list"),
        pytest.param(f"/status/w3c%2F{PREFIX}-1", id="an-escaped-slash"),
        pytest.param(f"/status/w3c/{PREFIX}-1-message?time={SECONDS}", id="at-a-time"),
    ],
)
def test_what_is_no_list_is_not_found(api: Api, made: Made, path: str) -> None:
    badge_of(api, made)
    assert api.send("GET", path).status_code == 404


def test_the_aggregation_lists_token_lists_only(api: Api, made: Made) -> None:
    badge_of(api, made)
    lists = api.send("GET", "/status").json()["status_lists"]
    assert lists == [f"{BASE}/status/{PREFIX}-1"]
    assert set(api.send("GET", "/trust.json").json()["statusLists"]) == {
        *lists,
        *(f"{BASE}{path}" for path in LISTS),
    }


def test_only_a_good_certificate_has_a_badge(api: Api, made: Made) -> None:
    head, _, tail = made["credential"].partition(".")
    forged = api.send("POST", "/badge", content=f"{head}.A{tail[1:]}")
    garbage = api.send("POST", "/badge", content="no credential")
    unknown = api.send("POST", "/badge?format=gif", content=made["credential"])
    large = api.send("POST", "/badge", content="a" * 100_000)
    change(api, number_of(made), CertificateStatus.REVOKED)
    revoked = badge_of(api, made)

    codes = [answer.json()["error"]["code"] for answer in (forged, garbage, revoked)]
    assert codes == ["NOT_VALID"] * 3
    assert (unknown.status_code, large.status_code, revoked.status_code) == (400, 413, 422)


def test_a_holder_is_told_of_a_badge_that_somebody_else_fetched(
    api: Api, graph: Graph, made: Made
) -> None:
    badge_of(api, made)
    assert graph.run(
        "MATCH (e:AccessEvent)-[:ABOUT]->(:Worker)-[:HOLDS]->(:Certificate {key: $key})"
        " RETURN e.purpose, count(e)",
        key=made["certificateKey"],
    ) == [["verifyCertificate", 1]]


def test_a_stolen_key_takes_its_badges_along(api: Api, made: Made, clock: Clock) -> None:
    jwt = badge_of(api, made).text
    keyring = api.services.office.keyring
    [key] = api.run(keyring.keys(PREFIX))
    clock.now = NOW + timedelta(minutes=10)
    api.run(keyring.compromise(PREFIX, key.kid))

    report = verify_credential(jwt, trust=trust_of(api), now=clock.now)

    assert report.result(Check.KEY_STATE).state is State.FAILED
