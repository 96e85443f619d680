"""Issue, sign, revoke on the real database: what is made together, refused, never made twice."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Callable, Coroutine, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from registry.issuing.certificates import IssueOrder, StatusOrder
from registry.recording.refusals import Refusal
from registry.recording.requests import KeyReusedError
from registry.viewer import ANONYMOUS, Viewer
from registry.vocabulary import CertificateStatus
from tests.support.database import Graph
from tests.support.small_world import (
    ADMINISTRATOR,
    BASE,
    HOME_VIEWER,
    ISSUER_VIEWER,
    NOW,
    OTHER_ISSUER,
    PREFIX,
    SESSION,
    World,
    build,
    id_number_of,
    name_of,
    opened,
    request,
    settings_of,
)
from verifier import Check, Outcome, State, Trust, verify_credential

ISSUED_ON = date(2026, 11, 20)
WORKERS = 60

Test = Callable[[World], Coroutine[Any, Any, Any]]
Run = Callable[[Test], Any]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


CLEAR = """
MATCH (n)
WHERE NOT n:TestDatabase AND NOT n:Migration AND NOT n:Division AND NOT n:Industry
  AND NOT n:SkillLevel AND NOT n:Occupation
DETACH DELETE n
"""


@pytest.fixture
def run(graph: Graph, home: Path) -> Run:
    """Run a test's coroutine on a fresh small world; reference tables are left as they are."""
    graph.run(CLEAR)
    settings = settings_of(graph, home)
    build(graph, settings, workers=WORKERS)

    def runner(test: Test) -> Any:
        async def within() -> Any:
            async with opened(settings) as world:
                return await test(world)

        return asyncio.run(within())

    return runner


def order(worker: str = "w1", **changes: Any) -> IssueOrder:
    """Return an order that is in order."""
    values: dict[str, Any] = {
        "session": SESSION,
        "worker": worker,
        "issued_on": ISSUED_ON,
        "work_type": "手工焊条电弧焊工",
    }
    return IssueOrder(**(values | changes))


async def issue(
    world: World, key: str, made: IssueOrder, viewer: Viewer = ISSUER_VIEWER
) -> Mapping[str, Any]:
    """Issue and expect a certificate."""
    answer = await world.certificates.issue(request(key, viewer=viewer, order=repr(made)), made)
    assert not isinstance(answer, Refusal), answer
    return answer


async def change(world: World, key: str, number: str, to: CertificateStatus) -> Any:
    """Change a status."""
    made = StatusOrder(number, None, to, "查实", "苏人社〔2026〕1号")
    return await world.certificates.change_status(
        request(key, "changeCertificateStatus", order=repr(made)), made
    )


def number_of(made: Mapping[str, Any]) -> str:
    """Return the number of a certificate that was made."""
    number: str = made["certificateKey"].partition(":")[2]
    return number


def test_a_certificate_is_believed_with_nothing_but_the_trust_file(run: Run) -> None:
    async def test(world: World) -> None:
        made = await issue(world, "k1", order())
        trust = Trust.from_json(await world.trust.make())
        for text in (made["credential"], made["qrText"]):
            report = verify_credential(text, trust=trust, now=NOW, lang="en")
            assert report.outcome is Outcome.VALID, report.to_json()
        whose: dict[str, Any] = {"holder_name": name_of(1), "id_last4": id_number_of(1)[-4:]}
        full = verify_credential(made["credential"], trust=trust, now=NOW, **whose)
        assert full.result(Check.HOLDER_MISMATCH).state is State.PASSED
        assert made["qrText"].startswith(f"{BASE}/verify#")

    run(test)


def test_everything_that_follows_is_there_at_once(run: Run, database: Graph) -> None:
    made = run(lambda world: issue(world, "k1", order()))

    [[number, rank, codes, profiles, places]] = database.run(
        "MATCH (:Worker {id: 'w1'})-[:HOLDS]->(c:Certificate {key: $key})"
        " MATCH (c)-[:ISSUED_UNDER]->(:EvaluationFiling {filingNo: 'F1'})"
        " MATCH (c)-[:RESULT_OF]->(:AssessmentResult {resultId: 'result-w1'})"
        " MATCH (c)-[:SIGNED_AS]->(s:Credential)"
        " RETURN c.number, c.rank, c.codes, collect(s.profile), count(DISTINCT s.key)",
        key=made["certificateKey"],
    )
    entries = database.run("MATCH (e:LogEntry {type: 'certificate/1'}) RETURN e.body, e.index")
    offers = database.run(
        "MATCH (:Worker {id: 'w1', rank: 5})-[:OFFERS]->(k) RETURN k.rank, k.occKey"
    )

    assert number == f"{PREFIX}262000001"
    assert (rank, codes, sorted(profiles), places) == (5, None, ["BADGE", "FULL", "PRINT"], 3)
    assert offers == [[5, "2022:6-18-02-04"]]
    [[body, index]] = entries
    assert index is None
    assert '"session":"session-a"' in body
    assert "张" not in body


def test_fifty_at_once_share_no_number_and_no_place(run: Run, database: Graph) -> None:
    async def test(world: World) -> list[Mapping[str, Any]]:
        return await asyncio.gather(*(issue(world, f"k{n}", order(f"w{n}")) for n in range(1, 51)))

    made = run(test)

    assert len({one["certificateKey"] for one in made}) == 50
    serials = sorted(number_of(one)[-6:] for one in made)
    assert serials == [f"{serial:06d}" for serial in range(1, 51)]
    assert database.run("MATCH (c:Credential) RETURN count(c), count(DISTINCT c.key)") == [
        [150, 150]
    ]
    assert database.run("MATCH (e:LogEntry) RETURN e.type, count(e) ORDER BY e.type") == [
        ["certificate/1", 50],
        ["key/1", 1],
    ]


def test_the_same_key_gives_the_same_bytes_and_issues_once(run: Run, database: Graph) -> None:
    async def test(world: World) -> None:
        first = await issue(world, "same", order())
        world.now = NOW + timedelta(hours=1)
        again = await issue(world, "same", order())
        assert again == first

    run(test)
    assert database.run("MATCH (c:Certificate) RETURN count(c)") == [[1]]
    [[kept]] = database.run("MATCH (r:Request) RETURN r.result")
    assert "eyJ" not in kept


def test_the_same_key_at_the_same_time_issues_once(run: Run, database: Graph) -> None:
    async def test(world: World) -> list[Mapping[str, Any]]:
        return await asyncio.gather(*(issue(world, "same", order()) for _ in range(8)))

    made = run(test)
    assert all(one == made[0] for one in made)
    assert database.run("MATCH (c:Certificate) RETURN count(c)") == [[1]]


def test_two_keys_at_the_same_time_for_one_result_issue_once(run: Run, database: Graph) -> None:
    async def test(world: World) -> list[Any]:
        one = order()
        return await asyncio.gather(
            *(world.certificates.issue(request(f"k{n}"), one) for n in range(6))
        )

    answers = run(test)
    refused = [answer.code for answer in answers if isinstance(answer, Refusal)]
    assert refused == ["ALREADY_ISSUED"] * 5
    assert database.run("MATCH (c:Certificate) RETURN count(c)") == [[1]]


def test_a_key_with_another_input_is_an_error(run: Run) -> None:
    async def test(world: World) -> None:
        await issue(world, "same", order())
        with pytest.raises(KeyReusedError):
            await world.certificates.issue(request("same", order=repr(order("w2"))), order("w2"))

    run(test)


@pytest.mark.parametrize(
    ("breaking", "changes", "code"),
    [
        pytest.param(
            "RETURN 1", {"session": "nobody's"}, "SESSION_NOT_FOUND", id="no-such-session"
        ),
        pytest.param("RETURN 1", {"worker": "w0"}, "WORKER_NOT_FOUND", id="no-such-worker"),
        pytest.param("RETURN 1", {"worker": f"w{WORKERS}"}, "NO_ASSESSMENT_CHAIN", id="not-passed"),
        pytest.param(
            "RETURN 1",
            {"issued_on": date(2026, 11, 9)},
            "NO_ASSESSMENT_CHAIN",
            id="before-the-session",
        ),
        pytest.param(
            "RETURN 1", {"issued_on": date(2026, 11, 25)}, "LATE_REGISTRATION", id="issued-tomorrow"
        ),
        pytest.param(
            "MATCH (p:AssessmentPlan) SET p.filedAt = '2026-11-09T16:00:00Z'",
            {},
            "NO_ASSESSMENT_CHAIN",
            id="plan-filed-on-the-day-of-the-session-in-china",
        ),
        pytest.param(
            "MATCH (f:EvaluationFiling) SET f.to = date('2026-11-19')",
            {},
            "OUT_OF_SCOPE",
            id="filing-ended",
        ),
        pytest.param(
            "MATCH ()-[c:COVERS]->() SET c.ranks = [4]", {}, "OUT_OF_SCOPE", id="level-not-covered"
        ),
        pytest.param(
            "MATCH (f:EvaluationFiling) SET f.status = 'SUSPENDED',"
            " f.statusSince = date('2026-11-20')",
            {},
            "ISSUER_NOT_FILED",
            id="filing-suspended-on-that-day",
        ),
        pytest.param(
            "MATCH (p:AssessmentPlan) SET p.rank = 8",
            {},
            "LEVEL_NOT_CERTIFIED",
            id="a-level-without-certificate",
        ),
        pytest.param(
            "MATCH (o:Occupation {key: '2022:6-18-02-04'}) CREATE (o)-[:DEFINED_BY]->"
            "(:OccupationalStandard {gzbNo: 'x', occKey: o.key, year: 2019, ranks: [2, 3, 4]})",
            {},
            "LEVEL_NOT_IN_STANDARD",
            id="standard-lacks-the-level",
        ),
    ],
)
def test_what_would_be_found_wrong_is_refused_and_leaves_nothing(
    run: Run, database: Graph, breaking: Any, changes: dict[str, Any], code: str
) -> None:
    database.run(breaking)

    answer = run(lambda world: world.certificates.issue(request("k"), order(**changes)))
    again = run(lambda world: world.certificates.issue(request("k"), order(**changes)))

    assert isinstance(answer, Refusal)
    assert answer.code == code
    assert answer.message("zh")
    assert again == answer
    assert database.run("MATCH (c:Certificate) RETURN count(c)") == [[0]]
    assert database.run("MATCH (c:Credential) RETURN count(c)") == [[0]]
    database.run("MATCH (s:OccupationalStandard {gzbNo: 'x'}) DETACH DELETE s")


@pytest.mark.parametrize(
    ("viewer", "code"),
    [
        pytest.param(ANONYMOUS, "FORBIDDEN", id="nobody"),
        pytest.param(HOME_VIEWER, "FORBIDDEN", id="enterprise"),
        pytest.param(OTHER_ISSUER, "SESSION_NOT_FOUND", id="another-issuer"),
    ],
)
def test_only_the_issuer_of_the_filing_issues(run: Run, viewer: Viewer, code: str) -> None:
    answer = run(lambda world: world.certificates.issue(request("k", viewer=viewer), order()))
    assert answer == Refusal(code, SESSION if code == "SESSION_NOT_FOUND" else None)


def test_the_administrator_issues_for_any_filing(run: Run) -> None:
    assert run(lambda world: issue(world, "k", order(), ADMINISTRATOR))["credential"]


def test_a_number_that_an_import_took_is_passed_over(run: Run, database: Graph) -> None:
    database.run(
        "CREATE (:Certificate {key: 'SKILL_GRADE:' + $n, number: $n})", n=f"{PREFIX}262000001"
    )

    made = run(lambda world: issue(world, "k", order()))

    assert number_of(made) == f"{PREFIX}262000002"


def test_a_status_list_of_another_process_follows_within_a_second(run: Run) -> None:
    async def test(world: World) -> None:
        made = await issue(world, "k", order())
        async with opened(world.settings) as other:
            list_id = f"{PREFIX}-1"
            before = await other.lists.current(list_id)
            assert before is not None
            assert await other.lists.current(list_id) == before
            assert await change(world, "r", number_of(made), CertificateStatus.REVOKED)
            await asyncio.sleep(0.4)
            after = await other.lists.current(list_id)
            assert after is not None
            assert after.token != before.token
            trust = await other.trust.make()
            trust["statusLists"][other.lists.uri(list_id)] = after.token
            report = verify_credential(made["credential"], trust=Trust.from_json(trust), now=NOW)
            assert report.result(Check.REVOKED).state is State.FAILED

    run(test)


def test_suspended_reinstated_revoked_and_then_final(run: Run, database: Graph) -> None:
    async def test(world: World) -> list[Any]:
        number = number_of(await issue(world, "k", order()))
        steps = [
            CertificateStatus.SUSPENDED,
            CertificateStatus.SUSPENDED,
            CertificateStatus.VALID,
            CertificateStatus.REVOKED,
            CertificateStatus.VALID,
        ]
        return [await change(world, f"c{n}", number, to) for n, to in enumerate(steps)]

    answers = run(test)

    assert [a.code if isinstance(a, Refusal) else None for a in answers] == [
        None,
        "STATUS_UNCHANGED",
        None,
        None,
        "ALREADY_REVOKED",
    ]
    assert database.run("MATCH (c:Credential) RETURN DISTINCT c.status") == [[1]]
    assert database.run("MATCH (s:StatusChange) RETURN count(s)") == [[3]]
    assert database.run(
        "MATCH (w:Worker {id: 'w1'}) RETURN w.rank, COUNT { (w)-[:OFFERS]->() }"
    ) == [[None, 0]]


def test_a_list_of_the_past_says_what_was_true_then(run: Run) -> None:
    async def test(world: World) -> None:
        made = await issue(world, "k", order())
        trust = await world.trust.make()
        uri = world.lists.uri(f"{PREFIX}-1")
        moments = {}
        for hours, to in enumerate(
            (CertificateStatus.SUSPENDED, CertificateStatus.VALID, CertificateStatus.REVOKED), 1
        ):
            world.now = NOW + timedelta(hours=hours)
            assert not isinstance(await change(world, f"c{hours}", number_of(made), to), Refusal)
            moments[to] = world.now
        world.now = NOW + timedelta(hours=9)
        for to, changed_at in moments.items():
            at = changed_at + timedelta(minutes=5)
            token = await world.lists.at(f"{PREFIX}-1", int(at.timestamp()))
            trust["statusLists"] = {uri: token}
            report = verify_credential(
                made["credential"], trust=Trust.from_json(trust), at=at, now=at
            )
            assert report.status == to.value
        assert await world.lists.at(f"{PREFIX}-1", int(NOW.timestamp()) - 1) is None

    run(test)


def test_after_rotation_old_and_new_signatures_hold(run: Run) -> None:
    async def test(world: World) -> None:
        first = await issue(world, "k1", order("w1"))
        world.now = NOW + timedelta(minutes=10)
        await world.keyring.rotate(PREFIX)
        world.now = NOW + timedelta(minutes=20)
        second = await issue(world, "k2", order("w2"))
        trust = Trust.from_json(await world.trust.make())
        for made in (first, second):
            assert (
                verify_credential(made["credential"], trust=trust, now=world.now).outcome
                is Outcome.VALID
            )
        assert len({k.kid for k in await world.keyring.keys(PREFIX)}) == 2

    run(test)


def test_a_compromised_key_is_believed_no_more_and_its_successor_signs_lists(run: Run) -> None:
    async def test(world: World) -> None:
        first = await issue(world, "k1", order("w1"))
        await world.lists.current(f"{PREFIX}-1")
        [key] = await world.keyring.keys(PREFIX)
        world.now = NOW + timedelta(minutes=10)
        successor = await world.keyring.compromise(PREFIX, key.kid)
        assert successor is not None
        second = await issue(world, "k2", order("w2"))
        trust = Trust.from_json(await world.trust.make())
        old = verify_credential(first["credential"], trust=trust, now=world.now)
        new = verify_credential(second["credential"], trust=trust, now=world.now)
        assert old.result(Check.KEY_STATE).state is State.FAILED
        assert new.outcome is Outcome.VALID, new.to_json()

    run(test)


def test_moments_are_those_of_the_clock(run: Run, database: Graph) -> None:
    run(lambda world: issue(world, "k", order()))
    assert database.run("MATCH (c:Certificate) RETURN c.registeredAt") == [["2026-11-24T04:00:00Z"]]
    assert datetime.fromtimestamp(NOW.timestamp(), UTC) == NOW


def test_the_first_certificate_is_not_signed_before_the_time_of_the_key_made_for_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def clock(world: World) -> datetime:
        world.now += timedelta(seconds=1)
        return world.now

    monkeypatch.setattr(World, "clock", clock)

    async def test(world: World) -> None:
        made = await issue(world, "k", order())
        [key] = await world.keyring.keys(PREFIX)
        signed = made["credential"].partition(".")[2].partition(".")[0]
        claims = json.loads(base64.urlsafe_b64decode(signed + "=" * (-len(signed) % 4)))
        assert key.nbf <= claims["iat"] <= key.exp

    run(test)
