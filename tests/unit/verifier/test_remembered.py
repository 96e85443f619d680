"""A signature that held is remembered for its key and its bytes, and for nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.issuer import (
    ISS,
    LIST_URI,
    NOW,
    Issuer,
    certificate_claims,
    es256_key,
    trust_file,
)
from verifier import Check, Outcome, State, Trust, verify_credential
from verifier.errors import RefusedSignatureError
from verifier.jws import UnverifiedJWS, parse_jws
from verifier.keys import ES256Key, PublicKey
from verifier.remembered import MAX_REMEMBERED, SignatureMemory

ISSUER = Issuer()
CREDENTIAL = ISSUER.credential()


class Counting:
    """A key's other half that counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0
        self._key = ISSUER.key.public_key()

    def verify(self, *arguments: object) -> None:
        self.asked += 1
        self._key.verify(*arguments)  # type: ignore[arg-type, call-arg]


def counted(trust: Trust) -> tuple[Trust, Counting]:
    """Return trust whose one key counts."""
    counting = Counting()
    issuer = trust.issuers[ISS]
    key = replace(issuer.keys["k1"], public=ES256Key(counting))  # type: ignore[arg-type]
    return replace(trust, issuers={ISS: replace(issuer, keys={"k1": key})}), counting


def outcome(trust: Trust, credential: str = CREDENTIAL, now: float = NOW) -> Outcome:
    return verify_credential(credential, trust=trust, now=now).outcome


def test_a_repeat_costs_no_check_of_its_signature() -> None:
    trust, counting = counted(Trust.from_json(trust_file(statusLists={})))
    for _ in range(3):
        assert outcome(trust) is Outcome.UNAVAILABLE
    assert counting.asked == 1


def test_a_repeat_is_judged_anew_but_for_its_signature() -> None:
    trust, _ = counted(Trust.from_json(trust_file()))
    assert outcome(trust) is Outcome.VALID
    revoked = {LIST_URI: ISSUER.status_list({7: 1})}
    assert outcome(replace(trust, status_tokens=revoked)) is Outcome.INVALID
    assert outcome(trust, now=NOW + 3600) is Outcome.UNAVAILABLE
    assert outcome(trust) is Outcome.VALID


def test_what_is_remembered_goes_along_into_a_changed_copy() -> None:
    trust, counting = counted(Trust.from_json(trust_file()))
    assert outcome(trust) is Outcome.VALID
    asked = counting.asked
    assert outcome(replace(trust, expires=None)) is Outcome.VALID
    assert counting.asked == asked


def test_another_key_of_the_same_name_remembers_nothing() -> None:
    trust = Trust.from_json(trust_file())
    assert outcome(trust) is Outcome.VALID
    other = Issuer(key=es256_key(2))
    anew = Trust.from_json(trust_file(other.trust_entry()))
    report = verify_credential(CREDENTIAL, trust=replace(trust, issuers=anew.issuers), now=NOW)
    assert report.result(Check.SIGNATURE).state is State.FAILED


def test_a_list_of_a_key_that_is_no_longer_trusted_is_not_kept() -> None:
    listing = Issuer(key=es256_key(3), kid="k2")
    entry = ISSUER.trust_entry(keys=[ISSUER.trust_key(), listing.trust_key()])
    file = trust_file(entry, statusLists={LIST_URI: listing.status_list()})
    trust = Trust.from_json(file)
    assert outcome(trust) is Outcome.VALID
    without = Trust.from_json(trust_file(ISSUER.trust_entry()))
    assert outcome(replace(trust, issuers=without.issuers)) is Outcome.UNAVAILABLE


def jws_of(credential: str) -> UnverifiedJWS:
    return parse_jws(credential.partition("~")[0].encode(), typ="dc+sd-jwt")


def test_what_did_not_hold_is_not_remembered() -> None:
    memory = SignatureMemory()
    stranger = Issuer(key=es256_key(2))
    key: PublicKey = ES256Key(ISSUER.key.public_key())  # type: ignore[arg-type]
    for _ in range(2):
        with pytest.raises(RefusedSignatureError):
            memory.verify(jws_of(stranger.credential()), key)


def test_the_memory_is_bounded_and_forgets_what_was_not_asked_for_longest() -> None:
    class Indulgent:
        algorithms = frozenset({"ES256"})
        asked = 0

        def verify(self, _signature: bytes, _message: bytes) -> None:
            self.asked += 1

    key, memory, jws = Indulgent(), SignatureMemory(), jws_of(CREDENTIAL)
    for number in range(MAX_REMEMBERED):
        memory.verify(jws._replace(signed=b"%d" % number), key)  # type: ignore[arg-type]
    memory.verify(jws._replace(signed=b"0"), key)  # type: ignore[arg-type]
    assert key.asked == MAX_REMEMBERED
    memory.verify(jws._replace(signed=b"new"), key)  # type: ignore[arg-type]
    memory.verify(jws._replace(signed=b"0"), key)  # type: ignore[arg-type]
    assert key.asked == MAX_REMEMBERED + 1
    memory.verify(jws._replace(signed=b"1"), key)  # type: ignore[arg-type]
    assert key.asked == MAX_REMEMBERED + 2
    assert len(memory._keys) == MAX_REMEMBERED


def test_claims_come_back_from_memory() -> None:
    trust = Trust.from_json(trust_file())
    jws, key = jws_of(CREDENTIAL), trust.issuers[ISS].keys["k1"]
    number = certificate_claims()["number"]
    assert [trust.verify(jws, key)["number"] for _ in range(2)] == [number, number]
