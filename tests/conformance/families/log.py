"""What a log and its witnesses saw: LOG_PROOF, NOT_IN_LOG, and keys that were stolen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from tests.conformance.families.standing import with_key
from tests.conformance.families.vector import BOUND, PLAIN, Vector, invalid, unavailable
from tests.support.issuer import NOW, trust_file
from tests.support.witnesses import Log, certificate_entry, policy

TOPIC: Final = "log"
RULES: Final = "CREDENTIAL.md section 5; c2sp.org/tlog-proof"
ENTRY: Final = certificate_entry(PLAIN)
PROOF: Final = Log(ENTRY).proof()
REQUIRED: Final = trust_file(log={"policy": policy(), "required": True})


def log() -> Iterator[Vector]:
    """Yield vectors on log proofs and stolen keys."""
    asked = {"logProof": PROOF}
    yield Vector(TOPIC, "logged", PLAIN, question=asked, trust=REQUIRED, source=RULES)
    file = json.dumps({"credential": PLAIN, "logProof": PROOF})
    yield Vector(TOPIC, "logged-in-one-file", file, trust=REQUIRED, source=RULES)
    yield unavailable(TOPIC, "no-proof", PLAIN, "NOT_IN_LOG", trust=REQUIRED, source=RULES)
    welcome = trust_file(log={"policy": policy(), "required": False})
    yield Vector(TOPIC, "no-proof-and-none-required", PLAIN, trust=welcome, source=RULES)
    yield Vector(TOPIC, "proof-without-a-policy", PLAIN, question=asked, source=RULES)
    yield from _wrong_proofs()
    yield from _stolen_keys()


def _wrong_proofs() -> Iterator[Vector]:
    for name, proof in (
        ("wrong-leaf", Log(certificate_entry(BOUND)).proof()),
        ("wrong-index", Log(ENTRY).proof(index="index 2\n")),
        ("index-with-a-leading-zero", PROOF.replace("index ", "index 0", 1)),
        ("one-of-two-witnesses", Log(ENTRY, cosigned_at={0: NOW}).proof()),
        ("no-witness", Log(ENTRY, cosigned_at={}).proof()),
        ("another-version", PROOF.replace("@v1", "@v2", 1)),
        ("no-entry", "\n".join([line for line in PROOF.split("\n") if line[:6] != "extra "])),
        ("checkpoint-cut-off", PROOF.rpartition("—")[0]),
        ("checkpoint-of-another-log", PROOF.replace("registry.example.cn/log", "other/log")),
        ("empty", ""),
        ("garbage", "garbage"),
    ):
        asked = {"logProof": proof}
        yield invalid(TOPIC, name, PLAIN, "LOG_PROOF", question=asked, trust=REQUIRED, source=RULES)


def _stolen_keys() -> Iterator[Vector]:
    stolen = {"revoked_at": NOW - 50, "reason": "compromised"}
    file: dict[str, Any] = {**with_key(revoked=stolen), "log": {"policy": policy()}}
    early = {"logProof": Log(ENTRY, cosigned_at={0: NOW - 52, 1: NOW - 51}).proof()}
    name = "key-stolen-after-it-was-logged"
    yield Vector(TOPIC, name, PLAIN, question=early, trust=file, source=RULES)
    late = {"logProof": Log(ENTRY, cosigned_at={0: NOW - 52, 1: NOW - 50}).proof()}
    name = "key-stolen-before-a-quorum"
    yield invalid(TOPIC, name, PLAIN, "KEY_STATE", question=late, trust=file, source=RULES)
    name = "key-stolen-and-no-proof"
    yield invalid(TOPIC, name, PLAIN, "KEY_STATE", trust=file, source=RULES)
