"""What stands on the edge of a rule, on this side of it or on that.

Two readers differ there first: a byte under a limit and a byte over it, the last level of nesting,
the day on which a scope begins or ends, values that say the same in two ways.
"""

from __future__ import annotations

import json
import zlib
from typing import Any, Final

from tests.support.browser_core import Case
from tests.support.issuer import (
    LIST_URI,
    badge_claims,
    bind,
    bound_claims,
    certificate_claims,
    digest,
    disclosure,
)
from tests.support.mutations import EDWARDS, ISSUER, PLAIN, TRUST

# Values of which some say the same.
ALIKE: Final[tuple[Any, ...]] = (
    *(1, 1.0, 2, "1", "", [], [1], [1.0], [1, 2], [2, 1], [2]),
    *({}, {"a": 1}, {"a": 1.0}, {"a": 2}, {"b": 1}, {"a": 1, "b": 2}, {"b": 2, "a": 1}),
)


def nested(depth: int) -> str:
    """Return a certificate of which a disclosed claim stands that deep, and is an array's element.

    The claims are the first level, the array the second; so 30 more are the 32 allowed.
    """
    value: Any = 1
    for _ in range(depth):
        value = [value]
    element = disclosure("c2FsdA", value)
    member = disclosure("c2FsdA", "list", [{"...": digest(element)}])
    token = ISSUER.jwt(certificate_claims(_sd=[digest(member)]))
    return f"{token}~{member}~{element}~"


def badge_at(index: Any) -> str:
    """Return a badge whose revocation stands at this index of its list."""
    first, *rest = badge_claims()["credentialStatus"]
    return ISSUER.badge(credentialStatus=[{**first, "statusListIndex": index}, *rest])


def two_entries(first: Any, second: Any, **members: Any) -> dict[str, Any]:
    """Return a trust file in which the issuer stands twice, with a scope each."""
    entries = [ISSUER.trust_entry(scope=first), ISSUER.trust_entry(scope=second, **members)]
    return {**TRUST, "issuers": entries}


FULL: Final = ISSUER.trust_entry()["scope"]
FILES: Final = {
    "nothing-and-anything": two_entries([], None, keys=[]),
    "anything-and-nothing": two_entries(None, [], keys=[]),
    "nothing-and-nothing": two_entries([], [], keys=[]),
    "nothing-and-its-scope": two_entries([], FULL, keys=[]),
    "its-scope-and-nothing": two_entries(FULL, [], keys=[]),
    "one-key-twice": two_entries(FULL, FULL),
    "another-key-in-the-second": two_entries(FULL, [], keys=[ISSUER.trust_key(kid="k2")]),
    "a-scope-without-end": two_entries([{**FULL[0], "to": None}], [], keys=[]),
    "a-scope-that-ends-that-day": two_entries([{**FULL[0], "to": "2026-05-30"}], [], keys=[]),
    "a-scope-that-ended-the-day-before": two_entries(
        [{**FULL[0], "to": "2026-05-29"}], [], keys=[]
    ),
    "a-scope-that-begins-that-day": two_entries([{**FULL[0], "from": "2026-05-30"}], [], keys=[]),
    "a-scope-of-a-bare-code": two_entries([{**FULL[0], "occupation": "6-18-02-04"}], [], keys=[]),
    "a-scope-of-another-kind": two_entries([{**FULL[0], "kinds": ["QUALIFICATION"]}], [], keys=[]),
    "a-scope-of-no-kind": two_entries([{**FULL[0], "kinds": None}], [], keys=[]),
}


def badge_of(tail: str) -> str:
    """Return a badge about the achievement whose id ends so."""
    subject = badge_claims()["credentialSubject"]
    achievement = {**subject["achievement"], "id": f"urn:cn:skills:achievement:{tail}"}
    return ISSUER.badge(credentialSubject={**subject, "achievement": achievement})


MOMENTS: Final[tuple[Any, ...]] = (
    *(7, None, [], "x", "2026-05-30", "2026-05-30T00:00:00Z", "0001-01-01T00:00:00+08:00"),
    *("9999-12-31T23:59:59-08:00", "2026-11-18T11:06:40Z", "2026-11-18T11:05:40Z"),
    *("2026-11-18T11:05:40.1Z", "2026-11-18T11:07:40Z", "2026-11-18T11:07:40.1Z"),
)
ACHIEVEMENTS: Final = (
    *("2022:1:SENIOR", f"2022:{'1' * 32}:SENIOR", f"2022:{'1' * 33}:SENIOR", "2022::SENIOR"),
    *("2022:6-18-02-04:senior", "2022:6-18-02-04:DOCTOR", "22:6-18-02-04:SENIOR", "SENIOR", ""),
    *("2022:6-18-02-04:TECHNICIAN\n", "2022:6-18-02-04:TECHNICIAN "),
)
INDEXES: Final = (7, 7.0, "07", "+7", "-7", -7, "７", "131071", "131072", "9" * 19, "9" * 20, None)
EDGES: Final = {
    "30-levels-in-an-element": nested(30),
    "31-levels-in-an-element": nested(31),
    "a-key-binding-with-padding": bind(ISSUER.credential(bound_claims())) + "=",
    **{f"a-badge-at-index-{index}": badge_at(index) for index in INDEXES},
    "a-key-binding-of-two-parts": ISSUER.credential(bound_claims()) + "e30.e30",
    "a-megabyte": "A" * 2**20,
    "a-credential-of-65536-bytes": PLAIN.ljust(65_536, "A"),
    "a-credential-of-65537-bytes": PLAIN.ljust(65_537, "A"),
    "256-disclosures": PLAIN.partition("~")[0] + "~" + "AA~" * 256,
    "257-disclosures": PLAIN.partition("~")[0] + "~" + "AA~" * 257,
    "30000-disclosures": "~" * 30_000,
    "30000-points": "." * 30_000,
    "nested-20000-deep": EDWARDS.jwt(b"[" * 20_000 + b"]" * 20_000) + "~",
    "an-array-of-20000-objects": EDWARDS.jwt(b"[" + b"{}," * 20_000 + b"{}]") + "~",
    "a-name-of-40000-characters": EDWARDS.jwt(b'{"' + b"x" * 40_000 + b'":1}') + "~",
    "an-integer-of-40000-digits": EDWARDS.jwt(b'{"x":' + b"9" * 40_000 + b"}") + "~",
    "65537-characters-of-two-units": "\U00020000" * 65_537,
    "131072-characters-of-two-units": "\U00020000" * 131_072,
    "131073-characters-of-two-units": "\U00020000" * 131_073,
    "131072-characters": "A" * 131_072,
    "131073-characters": "A" * 131_073,
    **{f"a-badge-from-{moment!r}": ISSUER.badge(validFrom=moment) for moment in MOMENTS},
    **{f"a-badge-until-{moment!r}": ISSUER.badge(validUntil=moment) for moment in MOMENTS},
    **{f"a-badge-of-{tail}": badge_of(tail) for tail in ACHIEVEMENTS},
}


def edge_cases() -> list[Case]:
    """Return credentials on an edge, trust files on one, and status lists of about 8 MiB."""
    cases = [Case(name, text, json.dumps(TRUST)) for name, text in EDGES.items()]
    cases += [Case(name, PLAIN, json.dumps(file)) for name, file in FILES.items()]
    for length in (2**23, 2**23 + 1, 2**26):
        token = ISSUER.raw_status_list(zlib.compress(bytes(length), 9))
        file = json.dumps({**TRUST, "statusLists": {LIST_URI: token}})
        cases.append(Case(f"{length}-bytes-of-status", PLAIN, file))
    return cases


def alike_cases() -> list[Case]:
    """Return badges whose `id` and `jti` say the same, or do not."""
    trust = json.dumps(TRUST)
    return [
        Case(f"{one!r} {other!r}", ISSUER.badge(id=one, jti=other), trust)
        for one in ALIKE
        for other in ALIKE
    ]
