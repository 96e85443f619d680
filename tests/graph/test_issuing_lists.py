"""Places in status lists: nobody shares one, however many issue, and no list is half written."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from registry.issuing import places
from registry.issuing.existing import ExistingCertificates
from registry.personal import PersonalKeys
from registry.settings import Settings
from registry.signers.errors import SignerError
from tests.support.database import Graph
from tests.support.records import record_certificates
from tests.support.small_world import NOW, PREFIX, build, opened, settings_of
from verifier import Outcome, Trust, verify_credential

TOGETHER = 16
EACH = 10


@pytest.fixture
def settings(graph: Graph, tmp_path: Path) -> Settings:
    graph.wipe()
    chosen = settings_of(graph, tmp_path)
    build(graph, chosen, workers=TOGETHER * EACH + 1)
    return chosen


async def sign(settings: Settings, keys: list[str]) -> list[str]:
    """Sign records as a process of its own would, and return the credentials."""
    async with opened(settings) as world:
        existing = ExistingCertificates(world.keyring, PersonalKeys.load(settings))
        signed = await existing.sign(PREFIX, keys)
    return [one.credential.full.text for one in signed if one.credential is not None]


async def sign_at_once(settings: Settings, keys: list[str]) -> list[str]:
    """Sign with many processes at a time, each a part of the records."""
    async with opened(settings) as world:
        await world.keyring.signing_key(PREFIX)
    parts = [keys[start : start + EACH] for start in range(0, len(keys), EACH)]
    signed = await asyncio.gather(*(sign(settings, part) for part in parts))
    return [text for part in signed for text in part]


def test_sixteen_who_issue_from_one_list_share_no_place(
    graph: Graph, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So small a list that most of them draw a place that another is just taking.
    monkeypatch.setattr(places, "ENTRIES", 1_024)
    keys = record_certificates(graph, TOGETHER * EACH)

    credentials = asyncio.run(sign_at_once(settings, keys))

    assert len(set(credentials)) == len(keys)
    assert graph.run(
        "MATCH (c:Credential) RETURN c.listId, count(c), count(DISTINCT c.idx) ORDER BY c.listId"
    ) == [
        [f"{PREFIX}-1", 2 * len(keys), 2 * len(keys)],
        [f"w3c/{PREFIX}-1", len(keys), len(keys)],
    ]
    assert graph.run("MATCH (:Certificate)-[:SIGNED_AS]->(c:Credential) RETURN count(c)") == [
        [3 * len(keys)]
    ]

    async def judged() -> set[Outcome]:
        async with opened(settings) as world:
            trust = Trust.from_json(await world.trust.make())
        return {verify_credential(text, trust=trust, now=NOW).outcome for text in credentials}

    assert asyncio.run(judged()) == {Outcome.VALID}


def test_a_list_that_is_half_full_is_followed_by_another(
    graph: Graph, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "ENTRIES", 128)
    keys = record_certificates(graph, 100)

    async def one_after_the_other() -> None:
        for start in range(0, len(keys), EACH):
            await sign(settings, keys[start : start + EACH])

    asyncio.run(one_after_the_other())

    counted = graph.run(
        "MATCH (c:Credential) WHERE NOT c.listId STARTS WITH 'w3c/'"
        " RETURN c.listId AS id, count(c) AS n ORDER BY id"
    )
    assert sum(taken for _, taken in counted) == 200
    assert len(counted) >= 2
    # Half, what one batch takes beyond it, and what a sample of 64 of 128 may err by.
    assert all(taken <= 64 + 2 * EACH + 24 for _, taken in counted)


def test_places_do_not_tell_the_order_of_issue(graph: Graph, settings: Settings) -> None:
    keys = record_certificates(graph, 40)
    asyncio.run(sign(settings, keys))

    rows = graph.run(
        "MATCH (c:Credential {profile: 'FULL'}) RETURN c.idx, c.certificateKey ORDER BY c.idx"
    )
    in_order = [key for _, key in rows]
    assert in_order != sorted(in_order)
    assert max(idx for idx, _ in rows) > 131_072 // 2
    assert graph.run("MATCH (l:StatusList) RETURN DISTINCT l.size") == [[131_072]]


def test_a_batch_that_ends_in_the_middle_takes_no_place(
    graph: Graph, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = record_certificates(graph, 5)

    async def die(*_: object) -> None:
        raise RuntimeError("killed")

    monkeypatch.setattr("registry.issuing.existing.record_entries", die)
    with pytest.raises(RuntimeError, match="killed"):
        asyncio.run(sign(settings, keys))

    assert graph.run("MATCH (c:Credential) RETURN count(c)") == [[0]]


def test_a_list_is_given_out_whole_or_not_at_all(graph: Graph, settings: Settings) -> None:
    keys = record_certificates(graph, 20)
    list_id = f"{PREFIX}-1"

    async def test() -> None:
        await sign(settings, keys)
        async with opened(settings) as world:
            before = await world.lists.current(list_id)
            assert before is not None
            [record] = await world.keyring.keys(PREFIX)
            path = settings.home / "keys" / "issuers" / PREFIX / f"{record.kid}.pem"
            path.rename(path.with_suffix(".away"))
            world.keyring.signers.files._loaded.clear()
            # What says the same still holds, though its signer is away ...
            world.now += timedelta(minutes=10)
            await asyncio.sleep(0.3)
            same = await world.lists.current(list_id)
            assert same is not None
            assert same.token == before.token
            # ... but not over its end, and a change is never kept back behind an old list.
            graph.run("MATCH (l:StatusList {id: $id}) SET l.version = l.version + 1", id=list_id)
            await asyncio.sleep(0.3)
            with pytest.raises(SignerError, match="not on this machine"):
                await world.lists.current(list_id)
            path.with_suffix(".away").rename(path)
            after = await world.lists.current(list_id)
            assert after is not None
            assert after.version == before.version + 1

    asyncio.run(test())
