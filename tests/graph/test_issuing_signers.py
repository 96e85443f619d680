"""Certificates signed by a key service and by a device: valid everywhere, or refused and undone."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from registry.issuing.certificates import IssueOrder
from registry.issuing.existing import ExistingCertificates
from registry.issuing.keyring import NewKey
from registry.personal import PersonalKeys
from registry.settings import Settings
from registry.signers.backends import Backend, KeyPlace
from registry.signers.errors import SignerError
from registry.signers.kms import SCHEME
from tests.support import kms as fake
from tests.support import softhsm
from tests.support.database import Graph
from tests.support.kms import ACCESS_KEY, REGION, SECRET, FakeKMS, served
from tests.support.records import record_certificates
from tests.support.small_world import (
    NOW,
    PREFIX,
    SESSION,
    World,
    build,
    opened,
    request,
    settings_of,
)
from verifier import Outcome, Trust, verify_credential


def world_settings(graph: Graph, home: Path, **changes: Any) -> Settings:
    """Return settings of a fresh small world."""
    graph.wipe()
    chosen = settings_of(graph, home).model_copy(update=changes)
    build(graph, chosen, workers=6)
    return chosen


@pytest.fixture
def kms() -> FakeKMS:
    return FakeKMS()


@pytest.fixture
def settings(graph: Graph, tmp_path: Path, kms: FakeKMS) -> Iterator[Settings]:
    """Return settings of a fresh small world that name the fake service, which runs."""
    with served(kms) as endpoint:
        yield world_settings(
            graph,
            tmp_path,
            kms_endpoint=endpoint,
            kms_region=REGION,
            kms_access_key_id=ACCESS_KEY,
            kms_secret_access_key=SecretStr(SECRET),
            kms_timeout_seconds=0.5,
            key_backend="kms",
        )


async def issue(world: World, worker: str) -> str:
    """Issue a certificate and return its credential."""
    order = IssueOrder(SESSION, worker, date(2026, 11, 20), None)
    answer = await world.certificates.issue(request(worker, order=repr(order)), order)
    assert isinstance(answer, dict), answer
    return str(answer["credential"])


async def outcome(world: World, credential: str) -> Outcome:
    """Return the verdict of a verifier that has the trust file alone."""
    trust = Trust.from_json(await world.trust.make())
    return verify_credential(credential, trust=trust, now=NOW).outcome


def test_a_key_service_signs_certificates_and_lists(
    graph: Graph, settings: Settings, kms: FakeKMS
) -> None:
    async def test() -> None:
        async with opened(settings) as world:
            assert await outcome(world, await issue(world, "w1")) is Outcome.VALID
            [record] = await world.keyring.keys(PREFIX)
            assert (record.backend, (record.uri or "")[:8]) == ("kms", SCHEME)

    asyncio.run(test())
    assert kms.requests[0] == "CreateKey"
    assert SECRET not in str(graph.run("MATCH (k:IssuerKey) RETURN properties(k)"))
    assert not (settings.home / "keys" / "issuers" / PREFIX).exists()


def test_what_a_key_service_signed_once_is_written_again_as_it_was(
    graph: Graph, settings: Settings, kms: FakeKMS
) -> None:
    keys = record_certificates(graph, 5)

    async def sign() -> list[tuple[str, str]]:
        async with opened(settings) as world:
            existing = ExistingCertificates(world.keyring, PersonalKeys.load(settings))
            signed = await existing.sign(PREFIX, keys)
        made = [one.credential for one in signed if one.credential is not None]
        return [(one.full.text, one.qr_text) for one in made]

    first = asyncio.run(sign())
    asked = len(kms.requests)

    assert asyncio.run(sign()) == first
    assert len(first) == 5
    assert len(kms.requests) == asked
    assert graph.run("MATCH (c:Credential) RETURN count(c)") == [[15]]


def test_a_key_service_that_hangs_refuses_one_certificate_and_holds_up_nothing(
    graph: Graph, settings: Settings, kms: FakeKMS
) -> None:
    async def test() -> None:
        async with opened(settings) as world:
            await issue(world, "w1")
            kms.mischief.extend([fake.hanging(2.0)] * 4)
            longest = 0.0

            async def heartbeat() -> None:
                nonlocal longest
                while True:
                    before = time.monotonic()
                    await asyncio.sleep(0.01)
                    longest = max(longest, time.monotonic() - before)

            beating = asyncio.create_task(heartbeat())
            with pytest.raises(SignerError, match="does not answer") as refused:
                await issue(world, "w2")
            beating.cancel()
            assert refused.value.code == "SIGNER_UNAVAILABLE"
            assert longest < 0.4
            kms.mischief.clear()
            assert graph.run("MATCH (c:Certificate) RETURN count(c)") == [[1]]
            # The same wish again, when the service is well again.
            assert await outcome(world, await issue(world, "w2")) is Outcome.VALID

    asyncio.run(test())
    assert graph.run("MATCH (c:Certificate) RETURN count(c)") == [[2]]


@pytest.mark.parametrize(
    "mischief",
    [
        pytest.param(fake.other_signature, id="wrong-signature"),
        pytest.param(fake.other_key, id="another-key"),
        pytest.param(fake.refused("AccessDeniedException"), id="no-right"),
    ],
)
def test_a_false_or_refused_signature_leaves_nothing(
    graph: Graph, settings: Settings, kms: FakeKMS, mischief: fake.Mischief
) -> None:
    async def test() -> None:
        async with opened(settings) as world:
            await world.keyring.signing_key(PREFIX)
            kms.mischief.append(mischief)
            with pytest.raises(SignerError):
                await issue(world, "w1")

    asyncio.run(test())
    assert graph.run("MATCH (c:Certificate) RETURN count(c)") == [[0]]
    assert graph.run("MATCH (c:Credential) RETURN count(c)") == [[0]]


def test_a_key_that_lies_in_the_service_already_is_adopted(
    graph: Graph, settings: Settings, kms: FakeKMS
) -> None:
    uri = SCHEME + kms.add()

    async def test() -> None:
        async with opened(settings) as world:
            await world.keyring.make(PREFIX, NewKey(KeyPlace(Backend.KMS, uri)))
            assert await outcome(world, await issue(world, "w1")) is Outcome.VALID

    asyncio.run(test())
    assert graph.run("MATCH (k:IssuerKey) RETURN k.backend, k.uri") == [["kms", uri]]
    assert "CreateKey" not in kms.requests


def test_a_device_signs_certificates(graph: Graph, tmp_path: Path) -> None:

    with softhsm.token(tmp_path) as library:
        settings = world_settings(
            graph,
            tmp_path,
            pkcs11_module=Path(library),
            pkcs11_token=softhsm.TOKEN,
            pkcs11_pin=SecretStr(softhsm.PIN),
            key_backend="pkcs11",
        )

        async def test() -> None:
            async with opened(settings) as world:
                assert await outcome(world, await issue(world, "w1")) is Outcome.VALID

        asyncio.run(test())


def test_rotation_from_a_file_to_ed25519_and_then_to_a_service(settings: Settings) -> None:
    async def test() -> None:
        async with opened(settings) as world:
            made = []
            for worker, new in (
                ("w1", NewKey(KeyPlace())),
                ("w2", NewKey(KeyPlace(), alg="EdDSA")),
                ("w3", NewKey(KeyPlace(Backend.KMS))),
            ):
                await world.keyring.rotate(PREFIX, new)
                world.now = world.now.replace(minute=world.now.minute + 5)
                made.append(await issue(world, worker))
            trust = Trust.from_json(await world.trust.make())
            reports = [verify_credential(text, trust=trust, now=world.now) for text in made]
            assert {report.outcome for report in reports} == {Outcome.VALID}
            records = await world.keyring.keys(PREFIX)
            assert {record.jwk["alg"] for record in records} == {"ES256", "EdDSA"}

    asyncio.run(test())
