"""Many at once: one code, one offer, one nonce, and a revocation that comes in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from registry.graph.wallet.offers import OfferRecord
from registry.issuing.certificates import IssueOrder, StatusOrder
from registry.issuing.existing import ExistingCertificates
from registry.personal import PersonalKeys
from registry.recording.refusals import Refusal
from registry.sealing import Sealing
from registry.vocabulary import CertificateStatus
from registry.wallet.errors import WalletError
from registry.wallet.issuance import CredentialOrder, Issuance
from registry.wallet.metadata import CERTIFICATE
from registry.wallet.nonces import Nonces
from registry.wallet.offers import Offer, Offers
from tests.support.database import Graph
from tests.support.issuer import es256_key, public_jwk, sign
from tests.support.small_world import (
    BASE,
    ISSUER_VIEWER,
    NOW,
    SESSION,
    World,
    build,
    opened,
    request,
    settings_of,
)

SECONDS: Final = int(NOW.timestamp())
TOGETHER: Final = 6


@dataclass(frozen=True, slots=True)
class Desk:
    """The services of a registry that wallets ask, and one certificate."""

    world: World
    offers: Offers
    nonces: Nonces
    issuance: Issuance
    number: str

    async def offer(self) -> str:
        """Offer the certificate; return the code."""
        made = await self.offers.make(ISSUER_VIEWER, self.number)
        assert isinstance(made, Offer), made
        return made.code

    async def redeemed(self) -> OfferRecord:
        """Return an offer whose code was changed for a token."""
        return await self.offers.by_token(await self.offers.redeem(await self.offer(), None))

    def proof(self, seed: int = 1, nonce: str | None = None) -> str:
        """Return a proof of a key."""
        key = es256_key(seed)
        jwk = {name: value for name, value in public_jwk(key).items() if name != "use"}
        header = {"alg": "ES256", "typ": "openid4vci-proof+jwt", "jwk": jwk}
        fresh = self.nonces.make(now=SECONDS) if nonce is None else nonce
        return sign(key, header, {"aud": BASE, "iat": SECONDS, "nonce": fresh})

    async def ask(self, offer: OfferRecord, proof: str) -> str:
        """Ask for the certificate."""
        return await self.issuance.issue(offer, CredentialOrder(CERTIFICATE, proof))


@asynccontextmanager
async def desk(graph: Graph, home: Path, worker: str) -> AsyncIterator[Desk]:
    """Open the services, with a certificate of a worker."""
    settings = settings_of(graph, home)
    async with opened(settings) as world:
        order = IssueOrder(SESSION, worker, NOW.date(), None)
        made = await world.certificates.issue(request(worker, order=repr(order)), order)
        assert not isinstance(made, Refusal), made
        existing = ExistingCertificates(world.keyring, PersonalKeys.load(settings))
        nonces = Nonces(world.database, Sealing.load(settings))
        yield Desk(
            world,
            Offers(world.keyring),
            nonces,
            Issuance(world.requests, world.keyring, existing, nonces),
            made["certificateKey"].partition(":")[2],
        )


@pytest.fixture(scope="module")
def home(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    build(graph, settings_of(graph, home), workers=12)
    return home


@pytest.fixture
def run(graph: Graph, home: Path) -> Callable[[str, Callable[[Desk], Awaitable[Any]]], Any]:
    """Run a test's coroutine at a desk with the certificate of a worker."""

    def runner(worker: str, test: Callable[[Desk], Awaitable[Any]]) -> Any:
        async def within() -> Any:
            async with desk(graph, home, worker) as open_desk:
                return await test(open_desk)

        return asyncio.run(within())

    return runner


Run = Callable[[str, Callable[[Desk], Awaitable[Any]]], Any]


def codes(answers: Sequence[Any]) -> list[str]:
    """Return the codes of the refusals among answers, sorted."""
    return sorted(answer.error for answer in answers if isinstance(answer, WalletError))


def test_of_many_with_one_code_one_gets_a_token(run: Run) -> None:
    async def test(at: Desk) -> Sequence[Any]:
        code = await at.offer()
        asked = (at.offers.redeem(code, None) for _ in range(TOGETHER))
        return await asyncio.gather(*asked, return_exceptions=True)

    assert codes(run("w1", test)) == ["invalid_grant"] * (TOGETHER - 1)


def test_a_wallet_that_asks_many_times_at_once_gets_one_credential(run: Run, graph: Graph) -> None:
    async def test(at: Desk) -> Sequence[Any]:
        offer = await at.redeemed()
        return await asyncio.gather(*(at.ask(offer, at.proof()) for _ in range(TOGETHER)))

    assert len(set(run("w2", test))) == 1
    assert graph.run(
        "MATCH (:Worker {id: 'w2'})-[:HOLDS]->()-[:SIGNED_AS]->(c {profile: 'WALLET'})"
        " RETURN count(c)"
    ) == [[1]]


def test_of_many_keys_at_one_offer_one_is_bound(run: Run) -> None:
    async def test(at: Desk) -> Sequence[Any]:
        offer = await at.redeemed()
        asked = (at.ask(offer, at.proof(seed)) for seed in range(1, TOGETHER))
        return await asyncio.gather(*asked, return_exceptions=True)

    assert codes(run("w3", test)) == ["credential_request_denied"] * (TOGETHER - 2)


def test_one_nonce_serves_one_proof(run: Run) -> None:
    async def test(at: Desk) -> Sequence[Any]:
        offer, nonce = await at.redeemed(), at.nonces.make(now=SECONDS)
        asked = (at.ask(offer, at.proof(nonce=nonce)) for _ in range(TOGETHER))
        return await asyncio.gather(*asked, return_exceptions=True)

    assert codes(run("w4", test)) == ["invalid_nonce"] * (TOGETHER - 1)


@pytest.mark.parametrize("worker", ["w5", "w6", "w7"])
def test_no_revocation_is_lost_on_what_a_wallet_fetches_meanwhile(
    run: Run, graph: Graph, worker: str
) -> None:
    async def test(at: Desk) -> Sequence[Any]:
        offer = await at.redeemed()
        order = StatusOrder(at.number, None, CertificateStatus.REVOKED, "查实", "D1")
        wish = request(f"revoke-{worker}", "changeCertificateStatus", order=repr(order))
        return await asyncio.gather(
            at.ask(offer, at.proof()),
            at.world.certificates.change_status(wish, order),
            return_exceptions=True,
        )

    fetched, revoked = run(worker, test)

    assert not isinstance(revoked, BaseException | Refusal)
    assert isinstance(fetched, str) or codes([fetched]) == ["credential_request_denied"]
    # Whichever came first: every token that there is says REVOKED.
    assert graph.run(
        "MATCH (:Worker {id: $id})-[:HOLDS]->()-[:SIGNED_AS]->(c) RETURN DISTINCT c.status",
        id=worker,
    ) == [[1]]


def test_offers_are_forgotten_a_day_after_they_ran_out(run: Run, graph: Graph) -> None:
    async def test(at: Desk) -> list[list[list[int]]]:
        counts = []
        for later in (timedelta(), timedelta(hours=24), timedelta(hours=25)):
            at.world.now = NOW + later
            await at.offer()
            counts.append(graph.run("MATCH (o:Offer) RETURN count(o)"))
        return counts

    graph.run("MATCH (o:Offer) DETACH DELETE o")
    assert run("w9", test) == [[[1]], [[2]], [[2]]]


def test_used_nonces_are_forgotten_once_they_would_have_expired(run: Run, graph: Graph) -> None:
    async def test(at: Desk) -> None:
        await at.nonces.spend(at.nonces.make(now=SECONDS - 1_000), now=SECONDS - 900)
        await at.nonces.spend(at.nonces.make(now=SECONDS), now=SECONDS)

    run("w8", test)
    assert graph.run("MATCH (n:UsedNonce) WHERE n.expires < $now RETURN count(n)", now=SECONDS) == [
        [0]
    ]
