"""Whether it still stands: status lists, and the state of keys and trust file."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, Final

from tests.conformance.families.vector import ISSUER, PLAIN, Vector, invalid, unavailable
from tests.support.issuer import (
    ISSUED,
    LIST_URI,
    NOW,
    Issuer,
    certificate_claims,
    es256_key,
    trust_file,
)

TOPIC: Final = "status"
RULES: Final = "CREDENTIAL.md section 4"
KEY_RULES: Final = "CREDENTIAL.md section 5"


def standing() -> Iterator[Vector]:
    """Yield vectors on status lists and keys."""
    yield from _values()
    yield from _lists_that_say_nothing()
    yield from _claims()
    yield from _moments()
    yield from _keys()


def listed(token: str) -> dict[str, Any]:
    """Return a trust file with another status list."""
    return trust_file(statusLists={LIST_URI: token})


def _values() -> Iterator[Vector]:
    for name, token, check in (
        ("revoked", ISSUER.status_list({7: 1}), "REVOKED"),
        ("revoked-in-a-list-of-one-bit", ISSUER.status_list({7: 1}, bits=1), "REVOKED"),
        ("suspended", ISSUER.status_list({7: 2}), "SUSPENDED"),
        ("suspended-in-a-list-of-eight-bits", ISSUER.status_list({7: 2}, bits=8), "SUSPENDED"),
    ):
        yield invalid(TOPIC, name, PLAIN, check, trust=listed(token), source=RULES)
    for name, token in (
        ("neighbours-revoked", ISSUER.status_list({6: 1, 8: 2})),
        ("in-a-list-of-four-bits", ISSUER.status_list({6: 15, 8: 15}, bits=4)),
        ("last-of-its-list", ISSUER.status_list(size=8)),
        ("stale-within-its-leeway", ISSUER.status_list(exp=NOW - 59)),
        ("ahead-within-its-leeway", ISSUER.status_list(iat=NOW + 60)),
    ):
        yield Vector(TOPIC, name, PLAIN, trust=listed(token), source=RULES)


def _lists_that_say_nothing() -> Iterator[Vector]:
    packed = zlib.compress(bytes(64))
    for name, token in (
        ("unknown-value", ISSUER.status_list({7: 3})),
        ("application-specific-value", ISSUER.status_list({7: 15}, bits=4)),
        ("stale", ISSUER.status_list(exp=NOW - 60)),
        ("ahead", ISSUER.status_list(iat=NOW + 61)),
        ("without-exp", ISSUER.status_list(exp=None)),
        ("without-iat", ISSUER.status_list(iat=None)),
        ("another-sub", ISSUER.status_list(sub="https://x")),
        ("another-issuer-of-the-list", ISSUER.status_list(iss="https://x")),
        ("another-typ-of-list", ISSUER.status_list(header={"typ": "JWT"})),
        ("wrongly-signed", Issuer(es256_key(2)).status_list()),
        ("index-out-of-range", ISSUER.status_list(size=4)),
        ("three-bits", ISSUER.raw_status_list(packed, bits=3)),
        ("bits-are-text", ISSUER.raw_status_list(packed, bits="2")),
        ("bits-are-a-boolean", ISSUER.raw_status_list(packed, bits=True)),
        ("list-not-compressed", ISSUER.raw_status_list(bytes(64))),
        ("list-padded", ISSUER.raw_status_list("eJwDAAAAAAE=")),
        ("list-cut-off", ISSUER.raw_status_list(packed[:-4])),
        ("list-with-something-after-it", ISSUER.raw_status_list(packed + b"x")),
        ("list-too-large", ISSUER.raw_status_list(zlib.compress(bytes(8 * 1024 * 1024 + 1), 9))),
        ("list-is-no-token", "garbage"),
    ):
        file = listed(token)
        yield unavailable(TOPIC, name, PLAIN, "STATUS_UNAVAILABLE", trust=file, source=RULES)
    missing = trust_file(statusLists={})
    yield unavailable(TOPIC, "missing", PLAIN, "STATUS_UNAVAILABLE", trust=missing, source=RULES)
    ended = ISSUER.credential(certificate_claims(exp=NOW - 60))
    name = "not-asked-for-an-invalid-certificate"
    yield invalid(TOPIC, name, ended, "VALIDITY_PERIOD", trust=missing, source=RULES)


def _claims() -> Iterator[Vector]:
    for name, status in (
        ("no-status", None),
        ("status-without-list", {}),
        ("status-is-text", "valid"),
        ("index-is-text", {"status_list": {"idx": "7", "uri": LIST_URI}}),
        ("index-is-negative", {"status_list": {"idx": -1, "uri": LIST_URI}}),
        ("index-is-a-boolean", {"status_list": {"idx": True, "uri": LIST_URI}}),
        ("uri-is-a-number", {"status_list": {"idx": 7, "uri": 1}}),
        ("list-of-another-uri", {"status_list": {"idx": 7, "uri": f"{LIST_URI}0"}}),
    ):
        credential = ISSUER.credential(certificate_claims(status=status))
        yield unavailable(TOPIC, name, credential, "STATUS_UNAVAILABLE", source=RULES)


def _moments() -> Iterator[Vector]:
    for name, moment, outcome in (
        ("asked-about-when-the-list-spoke", NOW - 600, "VALID"),
        ("asked-about-before-the-list-spoke", NOW - 661, "UNAVAILABLE"),
        ("asked-about-after-the-list-spoke", NOW + 660, "UNAVAILABLE"),
        ("asked-about-in-words", "2026-11-18T19:06:40+08:00", "VALID"),
    ):
        flaws = {} if outcome == "VALID" else {"STATUS_UNAVAILABLE": "UNAVAILABLE"}
        yield Vector(TOPIC, name, PLAIN, outcome, flaws, question={"at": moment}, source=RULES)
    early = {"at": ISSUED - 61}
    yield invalid(TOPIC, "asked-about-before-it-was", PLAIN, "VALIDITY_PERIOD", question=early)


def with_key(**members: Any) -> dict[str, Any]:
    """Return a trust file whose key has another window, and a second key that signs the list."""
    fresh = Issuer(es256_key(4), kid="k2")
    entry = ISSUER.trust_entry(keys=[ISSUER.trust_key(**members), fresh.trust_key()])
    return trust_file(entry, statusLists={LIST_URI: fresh.status_list()})


def _keys() -> Iterator[Vector]:
    ended = {"reason": "superseded", "revoked_at": ISSUED - 1}
    for name, members in (
        ("key-superseded-a-second-before", {"revoked": ended}),
        ("key-withdrawn-a-second-before", {"revoked": {**ended, "reason": "withdrawn"}}),
        ("key-begins-a-second-after", {"nbf": ISSUED + 1}),
        ("key-ended-a-second-before", {"exp": ISSUED - 1}),
        (
            "key-superseded-after-its-end",
            {"exp": ISSUED - 1, "revoked": {**ended, "revoked_at": NOW}},
        ),
        ("key-stolen", {"revoked": {"reason": "compromised", "revoked_at": ISSUED + 1}}),
    ):
        file = with_key(**members)
        yield invalid(TOPIC, name, PLAIN, "KEY_STATE", trust=file, source=KEY_RULES)
    for name, members in (
        ("key-superseded-in-the-same-second", {"revoked": {**ended, "revoked_at": ISSUED}}),
        ("key-begins-in-the-same-second", {"nbf": ISSUED}),
        ("key-ends-in-the-same-second", {"exp": ISSUED}),
        ("key-without-window", {"nbf": None, "exp": None}),
    ):
        yield Vector(TOPIC, name, PLAIN, trust=with_key(**members), source=KEY_RULES)
    stolen = ISSUER.trust_entry(
        keys=[
            Issuer(es256_key(4), kid="k2").trust_key(
                revoked={"reason": "compromised", "revoked_at": NOW + 1}
            ),
            ISSUER.trust_key(),
        ]
    )
    lists = {LIST_URI: Issuer(es256_key(4), kid="k2").status_list()}
    name, file = "list-signed-by-a-stolen-key", trust_file(stolen, statusLists=lists)
    yield unavailable(TOPIC, name, PLAIN, "STATUS_UNAVAILABLE", trust=file, source=KEY_RULES)
    expired = trust_file(expires="2026-11-18T11:06:39Z")
    yield unavailable(TOPIC, "trust-file-expired", PLAIN, "KEY_STATE", trust=expired)
    now = trust_file(expires="2026-11-18T11:06:40Z")
    yield Vector(TOPIC, "trust-file-in-its-last-second", PLAIN, trust=now, source=KEY_RULES)
