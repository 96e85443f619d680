"""Credentials, lists, proofs and trust files with something changed, by a seed.

Two kinds of change: of bytes, which a signature must notice, and of facts, signed anew, which only
the rules can notice. A case is made from the number in its name alone, so one that fails can be
made again. What must come out is not known here; two verifiers are asked, and must agree.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from random import Random
from typing import Any, Final

from tests.support.browser_core import Case
from tests.support.issuer import (
    HOLDER,
    ISSUED,
    LIST_URI,
    NOW,
    W3C_REVOCATIONS,
    Issuer,
    b64u,
    badge_claims,
    bind,
    bound_claims,
    certificate_claims,
    digest,
    disclosure,
    ed25519_key,
    es256_key,
    salt,
    sign,
    trust_file,
)
from tests.support.witnesses import Log, certificate_entry, policy

ISSUER: Final = Issuer()
EDWARDS: Final = Issuer(ed25519_key(3))
PLAIN: Final = ISSUER.credential()
BOUND: Final = bind(ISSUER.credential(bound_claims()))
BADGE: Final = ISSUER.badge()
TRUST: Final = trust_file()
PROOF: Final = Log(certificate_entry(PLAIN)).proof()
FORMS: Final = (
    PLAIN,
    BOUND,
    BADGE,
    f"https://registry.example.cn/verify#{PLAIN}",
    json.dumps({"credential": PLAIN, "logProof": PROOF}),
)
DEMAND: Final = {"audience": "https://employer.example", "nonce": "n-1"}
# One of each kind that a reader could take for another, and the neighbours of every limit in time.
VALUES: Final[tuple[Any, ...]] = (
    *(None, True, False, 0, 1, 2, -1, 7.0, 1.5, -0.0, 1e300, -1e300, 10**18, 10**19 - 1, -(10**17)),
    *(NOW - 300, NOW - 301, NOW - 60, NOW - 59, NOW + 60, NOW + 61, NOW + 60.5, 253402300800),
    *("", " ", "x", "X", "0", "07", "-1", "张", "𠮷野家", "ß", "\u0085 x\u2028", "\ufeff", "a,b"),
    *("2026-02-30", "2024-02-29", "0000-01-01", "9999-12-31", "20260530", "2026-05-30"),
    *("2026-05-30T00:00:00Z", "2026-05-30t23:59:59.5+08:00", "2026-05-30T24:00:00Z"),
    *("SKILL_GRADE", "SPECIAL_TECHNICIAN", "QUALIFICATION", "SPECIAL_ABILITY", "SENIOR", "k2"),
    *("6-18-02-04", "2015:6-18-02-04", "S00003200012326A000017", "0001505000000123", "ES256"),
    *([], {}, [[]], [{}], ["x", "x"], {"_sd": []}, {"_sd": ["x"]}, {"...": "x"}, [{"...": "x"}]),
    *({"jwk": {}}, {"status_list": {"idx": 7, "uri": LIST_URI}}, LIST_URI, "revocation", "sig"),
)

# What an issuer might write into a claim, rightly or wrongly.
FACTS: Final[dict[str, tuple[Any, ...]]] = {
    "number": (
        *("S000032000123262000017", "S000032000123251000017", "Y000032000123265000001"),
        *("S00003200012326A000017", "RGN00320001226300001", "0001505000000123"),
        *("1505000000123", "150500000012300003", "张三"),
    ),
    "kind": ("SKILL_GRADE", "SPECIAL_TECHNICIAN", "QUALIFICATION", "SPECIAL_ABILITY"),
    "issued_on": ("2026-05-30", "2026-06-01", "2026-06-02", "2025-12-31", "2023-12-31"),
    "level": ("TECHNICIAN", "SENIOR", "SENIOR_TECHNICIAN", "JUNIOR", None),
    "occupation": ("2022:6-18-02-04", "6-18-02-04", "2015:6-18-02-04", "2022:6-18-02-05", None),
    "issuer_prefix": ("S000032000123", "S000032000124", None),
    "issuer_name": ("江苏某某评价中心", None),
    "work_type": ("电焊工", None),
    "iat": (ISSUED, ISSUED - 86_400 * 2, float(ISSUED), NOW + 60, NOW + 61, -1.5),
    "exp": (None, NOW - 59, NOW - 60, NOW + 0.5, 10**18, 1e300),
}


def mutated_cases(count: int) -> list[Case]:
    """Return so many cases, each made from its number."""
    return [_case(number) for number in range(count)]


def _case(number: int) -> Case:
    family = FAMILIES[number % len(FAMILIES)]
    rng = Random(number)
    credential, file, question = family(rng)
    trust = file if isinstance(file, str) else json.dumps(file)
    name = f"{family.__name__.strip('_')}-{number}"
    lang = ("zh", "en")[number // len(FAMILIES) % 2]
    return Case(name, credential, trust, {"now": NOW, "lang": lang, **question})


Parts = tuple[str | bytes, dict[str, Any] | str, dict[str, Any]]


def edited(rng: Random, value: Any) -> Any:
    """Return a JSON value with one of its members, at any depth, set, removed or added."""
    if isinstance(value, dict) and value and rng.random() < 0.85:
        name = rng.choice(list(value))
        what = rng.random()
        if what < 0.1:
            return {key: item for key, item in value.items() if key != name}
        if what < 0.2:
            return {**value, rng.choice(["x", "exp", "_sd", "...", "crit", "use"]): _any(rng)}
        return {**value, name: edited(rng, value[name])}
    if isinstance(value, list) and value and rng.random() < 0.85:
        place = rng.randrange(len(value))
        return [*value[:place], edited(rng, value[place]), *value[place + 1 :]]
    return _any(rng)


def _members(rng: Random, members: dict[str, Any]) -> dict[str, Any]:
    """Return an object with one change; it is still an object."""
    changed = edited(rng, members)
    return changed if isinstance(changed, dict) else {}


def _file(*issuers: dict[str, Any], **members: Any) -> dict[str, Any]:
    """Return the valid trust file with other issuers or members; its lists are signed once."""
    return {**TRUST, **({"issuers": list(issuers)} if issuers else {}), **members}


def _any(rng: Random) -> Any:
    return rng.choice(VALUES)


def scrambled(rng: Random, text: str) -> str:
    """Return text with one character replaced, removed, doubled, or two swapped."""
    place = rng.randrange(len(text))
    head, own, tail = text[:place], text[place], text[place + 1 :]
    other = rng.choice(
        ("A", "_", "~", ".", "=", "\n", "é", "0", '"', "}", " ", "\\ud83d", "9" * 20)
    )
    return head + rng.choice((other, "", own + own, tail[:1] + own, own.swapcase())) + tail


def _bytes(rng: Random) -> Parts:
    raw = bytearray(rng.choice(FORMS).encode())
    raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
    return bytes(raw), TRUST, {}


def _characters(rng: Random) -> Parts:
    log = {"policy": policy()}
    return scrambled(rng, rng.choice(FORMS)), _file(log=log), {}


def _claims(rng: Random) -> Parts:
    scope = rng.choice((None, ISSUER.trust_entry()["scope"]))
    file = _file(ISSUER.trust_entry(scope=scope))
    return ISSUER.credential(_members(rng, certificate_claims())), file, {}


def _facts(rng: Random) -> Parts:
    names = rng.sample(list(FACTS), rng.randrange(1, 4))
    changes = {name: rng.choice(FACTS[name]) for name in names}
    scope = rng.choice([None, ISSUER.trust_entry()["scope"]])
    credential = ISSUER.credential(certificate_claims(**changes))
    return credential, _file(ISSUER.trust_entry(scope=scope)), {}


def _claims_as_text(rng: Random) -> Parts:
    body = json.dumps(certificate_claims(), ensure_ascii=rng.random() < 0.5)
    return ISSUER.jwt(scrambled(rng, body).encode()) + "~", TRUST, {}


def _headers(rng: Random) -> Parts:
    token = sign(ISSUER.key, edited(rng, ISSUER.header()), certificate_claims())
    return f"{token}~", TRUST, {}


def _holders(rng: Random) -> Parts:
    credential = ISSUER.credential(holder=_members(rng, HOLDER))
    asked = {"holderName": rng.choice(["张三丰", " 张三丰\u0085", "x", ""]), "idLast4": "1234"}
    return credential, TRUST, asked


def _disclosures(rng: Random) -> Parts:
    name = rng.choice([*HOLDER, "number", "exp", "_sd", "...", "level", "x"])
    parts = [salt("x"), name, edited(rng, {"a": [1, {"b": "c"}], "_sd": [digest("x")]})]
    first = edited(rng, parts) if rng.random() < 0.5 else parts
    given = [b64u(json.dumps(first).encode()), disclosure(salt("y"), "name", "张三丰")]
    sd = edited(rng, [digest(text) for text in given])
    nested = {"list": [{"...": digest(given[0])}], "deep": {"_sd": [digest("z")]}}
    claims = certificate_claims(_sd=sd, _sd_alg=rng.choice(["sha-256", None]))
    token = ISSUER.jwt({**claims, **(_members(rng, nested) if rng.random() < 0.5 else {})})
    shown = rng.choice([given, given[::-1], given[:1], given + given[:1], [*given, "AA"]])
    return "~".join([token, *shown, ""]), TRUST, {}


def _bindings(rng: Random) -> Parts:
    claims = bound_claims()
    if rng.random() < 0.4:
        claims["cnf"] = edited(rng, claims["cnf"])
    bare = ISSUER.credential(claims)
    changes = {rng.choice(["iat", "aud", "nonce", "sd_hash", "x"]): _any(rng)}
    header = {rng.choice(["typ", "alg", "kid", "crit"]): _any(rng)} if rng.random() < 0.3 else {}
    bound = bind(bare, header=header, **(changes if rng.random() < 0.7 else {}))
    return bound, TRUST, rng.choice([DEMAND, {}, {"requireKeyBinding": True}])


def _badges(rng: Random) -> Parts:
    claims = _members(rng, badge_claims())
    return ISSUER.jwt(claims, typ="vc+jwt", cty="vc"), TRUST, {}


def _status_lists(rng: Random) -> Parts:
    values = {7: rng.randrange(4)}
    change = {rng.choice(["iss", "sub", "iat", "exp", "ttl", "nbf", "status_list"]): _any(rng)}
    packed = bytearray(zlib.compress(bytes(2048)))
    packed[rng.randrange(len(packed))] ^= 1 << rng.randrange(8)
    token = rng.choice(
        [
            ISSUER.status_list(values),
            ISSUER.status_list(values, **change),
            ISSUER.status_list(values, bits=rng.choice([1, 2, 4, 8])) if values[7] < 2 else "",
            ISSUER.raw_status_list(bytes(packed)),
            ISSUER.raw_status_list(zlib.compress(bytes(2048))[: rng.randrange(20)]),
            ISSUER.raw_status_list(zlib.compress(bytes(2048)) + b"x"),
            ISSUER.raw_status_list(b64u(zlib.compress(bytes(9 * 2**20)))),
            scrambled(rng, ISSUER.status_list(values)),
            EDWARDS.status_list(values),
        ]
    )
    index = rng.choice([7, 7, 7, 1023, 1024, -1, 7.0, "7", 10**19 - 1, None])
    status = {"status_list": {"idx": index, "uri": LIST_URI}}
    credential = ISSUER.credential(certificate_claims(status=status))
    return credential, _file(statusLists={LIST_URI: token}), {}


def _bitstrings(rng: Random) -> Parts:
    lists = TRUST["statusLists"]
    claims = {rng.choice(["id", "iat", "exp", "validFrom", "validUntil", "iss"]): _any(rng)}
    purpose = rng.choice(["revocation", "suspension", "message", ["revocation", "x"]])
    token = ISSUER.bitstring_list(W3C_REVOCATIONS, purpose, rng.choice([[7], [0], []]), **claims)
    badge = edited(rng, badge_claims()["credentialStatus"]) if rng.random() < 0.5 else None
    changes = {} if badge is None else {"credentialStatus": badge}
    return ISSUER.badge(**changes), _file(statusLists={**lists, W3C_REVOCATIONS: token}), {}


def _trust_files(rng: Random) -> Parts:
    revoked = {"revoked_at": NOW - 1000, "reason": "superseded"}
    entry = ISSUER.trust_entry(
        keys=[ISSUER.trust_key(revoked=revoked), Issuer(es256_key(4), kid="k2").trust_key()]
    )
    file = _file(*rng.choice([[], [entry], [entry, ISSUER.trust_entry(keys=[])]]))
    file["log"] = {"policy": policy(), "required": False}
    changed = edited(rng, file)
    if rng.random() < 0.2:
        return PLAIN, scrambled(rng, json.dumps(file)), {}
    return PLAIN, changed if isinstance(changed, dict) else json.dumps(changed), {}


def _policies(rng: Random) -> Parts:
    quorum = rng.choice(
        [
            "group two 2 w0 w1 w2\nquorum two",
            "group a any w0 w1\ngroup b all a w2\nquorum b",
            "quorum none",
            "quorum w1",
            "\t# a comment\n group two  2 w0 w1 w2\nquorum two\n",
        ]
    )
    text = policy(quorum)
    log = {"policy": scrambled(rng, text) if rng.random() < 0.7 else text, "required": True}
    return PLAIN, _file(log=log), {"logProof": PROOF}


def _proofs(rng: Random) -> Parts:
    stolen = {"revoked_at": NOW - 95, "reason": rng.choice(["compromised", "withdrawn"])}
    keys = [ISSUER.trust_key(revoked=stolen if rng.random() < 0.4 else None)]
    file = _file(ISSUER.trust_entry(keys=keys), log={"policy": policy()})
    log = Log(
        certificate_entry(PLAIN),
        index=rng.randrange(7),
        others=rng.randrange(7, 40),
        cosigned_at={n: NOW - rng.choice([90, 100]) for n in range(rng.randrange(1, 4))},
    )
    proof = log.proof()
    return PLAIN, file, {"logProof": scrambled(rng, proof) if rng.random() < 0.5 else proof}


def _edwards(rng: Random) -> Parts:
    file = _file(EDWARDS.trust_entry(), statusLists={LIST_URI: EDWARDS.status_list()})
    credential = EDWARDS.credential(header={"alg": rng.choice(["EdDSA", "Ed25519", "ES256"])})
    return scrambled(rng, credential) if rng.random() < 0.5 else credential, file, {}


def _moments(rng: Random) -> Parts:
    at = rng.choice([NOW + 599, NOW + 659, NOW + 660, NOW - 661, NOW - 660, f"{NOW}", 0])
    now = rng.choice([NOW, "2026-12-23T00:00:00Z", "2026-12-23T00:00:00.5Z", NOW + 0.5])
    times = {name: edited(rng, 0) for name in rng.sample(["iat", "nbf", "exp"], 2)}
    return ISSUER.credential(certificate_claims(**times)), TRUST, {"at": at, "now": now}


FAMILIES: Final[tuple[Callable[[Random], Parts], ...]] = (
    *(_bytes, _characters, _claims, _facts, _claims_as_text, _headers, _holders, _disclosures),
    *(_bindings, _badges, _status_lists, _bitstrings, _trust_files, _policies, _proofs),
    *(_edwards, _moments),
)
