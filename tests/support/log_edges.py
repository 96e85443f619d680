"""Log proofs and policies that are wrong in one line, or right in an unusual one.

All are asked of the same certificate. Random changes seldom hit the lines that matter here, and a
tree of one size says little about the next, so these are written out.
"""

from __future__ import annotations

import json
from typing import Final

from tests.support.browser_core import Case
from tests.support.issuer import NOW
from tests.support.mutations import ISSUER, PLAIN, TRUST
from tests.support.witnesses import (
    LOG,
    ORIGIN,
    WITNESSES,
    Log,
    Signer,
    b64,
    certificate_entry,
    policy,
)

ENTRY: Final = certificate_entry(PLAIN)
GOOD: Final = Log(ENTRY)
TEXT: Final = GOOD.checkpoint()
W0, W1, W2 = WITNESSES
AS_WITNESS: Final = Signer(LOG.name, LOG.key, 4)
OTHER_LOG: Final = Signer("other.example/log", LOG.key, 1)
OTHER_TYPE: Final = Signer("w9.example", W0.key, 6)
WIDE: Final = Signer("a\u3000b", W2.key, 4)
LINES: Final = f"log {LOG.vkey}\nwitness w0 {W0.vkey}\nwitness w1 {W1.vkey}\n"

POLICIES: Final[dict[str, str]] = {
    "all-of-two": f"{LINES}group g all w0 w1\nquorum g\n",
    "one-of-two": f"{LINES}group g any w0 w1\nquorum g\n",
    "a-group-of-groups": f"{LINES}group a 1 w0\ngroup b 1 w1\ngroup c 2 a b\nquorum c\n",
    "a-witness-alone": f"{LINES}quorum w1\n",
    "nobody": f"{LINES}quorum none\n",
    "no-quorum": LINES,
    "two-quorums": f"{LINES}quorum w0\nquorum w0\n",
    "an-unknown-quorum": f"{LINES}quorum w7\n",
    "an-unknown-member": f"{LINES}group g 1 w0 w7\nquorum g\n",
    "a-member-that-comes-later": f"{LINES}group a 1 b\ngroup b 1 w0\nquorum a\n",
    "a-member-of-itself": f"{LINES}group a 1 a\nquorum a\n",
    "a-member-twice": f"{LINES}group a 1 w0\ngroup b 1 w0\nquorum b\n",
    "a-member-twice-in-one": f"{LINES}group a 2 w0 w0\nquorum a\n",
    "a-group-of-a-witness's-name": f"{LINES}group w0 1 w1\nquorum w0\n",
    "a-witness-of-a-group's-name": f"{LINES}group w2 1 w1\nwitness w2 {W2.vkey}\nquorum w2\n",
    "a-witness-named-none": f"{LINES}witness none {W2.vkey}\nquorum none\n",
    "a-group-named-none": f"{LINES}group none 1 w0\nquorum none\n",
    "a-group-of-none": f"{LINES}group g 1 none\nquorum g\n",
    "a-key-of-two-witnesses": f"{LINES}witness w2 {W0.vkey}\nquorum w0\n",
    "a-key-of-two-logs": f"{LINES}log {OTHER_LOG.vkey}\nquorum w0\n",
    "a-key-of-log-and-witness": f"{LINES}witness w2 {AS_WITNESS.vkey}\nquorum w0\n",
    "a-key-of-another-type": f"{LINES}witness w2 {OTHER_TYPE.vkey}\nquorum w2\n",
    "threshold-0": f"{LINES}group g 0 w0 w1\nquorum g\n",
    "threshold-3-of-2": f"{LINES}group g 3 w0 w1\nquorum g\n",
    "threshold-01": f"{LINES}group g 01 w0 w1\nquorum g\n",
    "threshold-some": f"{LINES}group g some w0 w1\nquorum g\n",
    "a-group-without-members": f"{LINES}group g 1\nquorum w0\n",
    "addresses": f"log {LOG.vkey} https://a\nwitness w0 {W0.vkey} https://b\nquorum w0\n",
    "two-addresses": f"log {LOG.vkey} https://a https://b\nquorum none\n",
    "two-addresses-of-a-witness": f"{LINES}witness w2 {W2.vkey} https://a https://b\nquorum w0\n",
    "tabs-and-comments": f"# a\n\n \t{LINES}\t# b\n\tquorum\t \tw0",
    "a-comment-after-a-line": f"{LINES}quorum w0 # that one\n",
    "an-unknown-word": f"{LINES}logs x\nquorum w0\n",
    "a-carriage-return": f"{LINES}quorum w0\r\n",
    "a-delete-character": f"{LINES}# \x7f\nquorum w0\n",
    "no-log": f"witness w0 {W0.vkey}\nquorum w0\n",
    "another-log": f"log {Signer('x', W2.key, 1).vkey}\nwitness w0 {W0.vkey}\nquorum w0\n",
    "nothing": "",
    "a-key-without-base64": f"{LINES}witness w2 w2.example+00000000+\nquorum w0\n",
    "a-key-of-33-bytes": f"{LINES}witness w2 x+00000000+{b64(bytes([4]) * 34)}\nquorum w0\n",
    "an-id-of-another-key": LINES.replace(W0.key_id.hex(), W1.key_id.hex()) + "quorum w0\n",
    "an-id-in-capitals": LINES.replace(LOG.key_id.hex(), LOG.key_id.hex().upper()) + "quorum w0\n",
    "a-name-with-a-wide-space": f"{LINES}witness w2 {WIDE.vkey}\nquorum w0",
    "a-name-of-a-stranger": f"{LINES}witness 张 {Signer('张', W2.key, 4).vkey}\nquorum w0",
}

PATH: Final = GOOD.proof().split("\n\n", maxsplit=1)[0].split("\n")[3:]
PROOFS: Final[dict[str, str]] = {
    "another-header": GOOD.proof(header="c2sp.org/tlog-proof@v2\n"),
    "no-extra": GOOD.proof(extra=""),
    "an-extra-that-is-no-base64": GOOD.proof(extra="extra e30\n"),
    "an-extra-that-is-no-json": GOOD.proof(extra=f"extra {b64(b'{')}\n"),
    **{
        f"index-{text!r}": GOOD.proof(index=f"index {text}\n")
        for text in ("03", "-3", "+3", "", "3 ")
    },
    **{
        f"index-{number}": GOOD.proof(index=f"index {number}\n")
        for number in (0, 6, 7, 8, 10**18, 10**19)
    },
    "after-the-only-entry": Log(ENTRY, index=0, others=0).proof(index="index 1\n"),
    "a-hash-of-31-bytes": GOOD.proof(path="\n".join([b64(bytes(31)), *PATH[1:]]) + "\n"),
    "hashes-of-31-bytes": GOOD.proof(path="".join(f"{b64(bytes(31))}\n" for _ in PATH)),
    "a-hash-too-many": GOOD.proof(path="\n".join([*PATH, PATH[0]]) + "\n"),
    "a-hash-too-few": GOOD.proof(path="\n".join(PATH[:-1]) + "\n"),
    "no-hash": GOOD.proof(path=""),
    "64-hashes": GOOD.proof(path=f"{PATH[0]}\n" * 64),
    "65-hashes": GOOD.proof(path=f"{PATH[0]}\n" * 65),
    "an-empty-line-in-the-path": GOOD.proof(path=f"{PATH[0]}\n\n{PATH[1]}\n"),
    "no-note": GOOD.proof(note=""),
    "no-empty-line": GOOD.proof().replace("\n\n", "\n"),
    "65536-characters": GOOD.proof().ljust(65_536, "\n"),
    "65537-characters": GOOD.proof().ljust(65_537, "\n"),
    "half-a-character": GOOD.proof() + "\ud800",
    **{
        f"an-entry-of-{name}": Log(json.dumps(entry).encode()).proof()
        for name, entry in {
            "another-type": {**json.loads(ENTRY), "type": "session/1"},
            "no-hashes": {**json.loads(ENTRY), "jwts": None},
            "its-hash-as-text": {**json.loads(ENTRY), "jwts": json.loads(ENTRY)["jwts"][0]},
            "several-hashes": {**json.loads(ENTRY), "jwts": [7, "x", *json.loads(ENTRY)["jwts"]]},
        }.items()
    },
}


def signed(text: str, lines: str = "") -> str:
    """Return the proof around another checkpoint, signed by the log and two witnesses."""
    return GOOD.proof(note=GOOD.note(text, lines=lines))


ORIGIN_LINE, SIZE_LINE, ROOT_LINE = TEXT.splitlines()
NOTES: Final[dict[str, str]] = {
    "an-extension": signed(f"{TEXT}more\n"),
    "an-empty-line": signed(f"{TEXT}\nmore\n"),
    "another-origin": signed(f"x\n{SIZE_LINE}\n{ROOT_LINE}\n"),
    "size-07": signed(f"{ORIGIN}\n0{SIZE_LINE}\n{ROOT_LINE}\n"),
    "another-size": signed(f"{ORIGIN}\n8\n{ROOT_LINE}\n"),
    "a-root-of-31-bytes": signed(f"{ORIGIN}\n{SIZE_LINE}\n{b64(bytes(31))}\n"),
    "no-root": signed(f"{ORIGIN}\n{SIZE_LINE}\n"),
    "a-tab": signed(f"{TEXT}\tmore\n"),
    "a-delete-character": signed(f"{TEXT}\x7f\n"),
    "a-stranger's-line": signed(TEXT, OTHER_TYPE.line(bytes(9))),
    "a-wrong-line-of-a-witness": signed(TEXT, W2.line(bytes(72))),
    "a-short-line-of-a-witness": signed(TEXT, W2.line(bytes(71))),
    "a-line-of-a-witness-without-time": signed(TEXT, W2.line(b"")),
    "a-line-of-a-witness-of-seven-bytes": signed(TEXT, W2.line(bytes(7))),
    "a-time-of-2-to-the-63": signed(TEXT, W2.cosign(TEXT, 2**63)),
    "a-time-of-2-to-the-63-less-one": signed(TEXT, W2.cosign(TEXT, 2**63 - 1)),
    "a-wrong-line-of-the-log": signed(TEXT, LOG.line(bytes(64))),
    "a-second-line-of-the-log": signed(TEXT, LOG.sign(TEXT)),
    "an-earlier-line-of-a-witness": signed(TEXT, W1.cosign(TEXT, NOW - 200)),
    "a-later-line-of-a-witness": signed(TEXT, W1.cosign(TEXT, NOW - 20)),
    "a-hyphen-for-a-dash": signed(TEXT, W2.cosign(TEXT, NOW).replace("—", "-")),
    "a-name-with-a-plus": signed(TEXT, f"— a+b {b64(bytes(9))}\n"),
    "a-name-with-a-wide-space": signed(TEXT, f"— a\u2003b {b64(bytes(9))}\n"),
    "a-name-with-a-byte-order-mark": signed(TEXT, f"— a\ufeffb {b64(bytes(9))}\n"),
    "no-name": signed(TEXT, f"—  {b64(bytes(9))}\n"),
    "no-signature": signed(TEXT, "— a\n"),
    "four-bytes": signed(TEXT, f"— a {b64(bytes(4))}\n"),
    "five-bytes": signed(TEXT, f"— a {b64(bytes(5))}\n"),
    "64-lines": signed(TEXT, OTHER_TYPE.line(bytes(9)) * 61),
    "65-lines": signed(TEXT, OTHER_TYPE.line(bytes(9)) * 62),
    "no-last-newline": signed(TEXT)[:-1],
    "only-the-log": Log(ENTRY, cosigned_at={}).proof(),
    "no-log": GOOD.proof(note=GOOD.note().replace(LOG.sign(TEXT), "")),
}


def log_cases() -> list[Case]:
    """Return the policies, proofs and notes, and the proofs of all places in trees of 1 to 17."""
    stolen = ISSUER.trust_key(revoked={"revoked_at": NOW - 95, "reason": "compromised"})
    fresh = ISSUER.trust_key(kid="k2")
    entry = ISSUER.trust_entry(keys=[stolen, fresh])
    trusts = {
        "honest": json.dumps({**TRUST, "log": {"policy": policy(), "required": True}}),
        "stolen": json.dumps({**TRUST, "issuers": [entry], "log": {"policy": policy()}}),
    }
    question = asked(GOOD.proof())
    cases = [
        Case(f"policy-{name}", PLAIN, json.dumps({**TRUST, "log": {"policy": text}}), question)
        for name, text in POLICIES.items()
    ]
    for state, trust in trusts.items():
        texts = {**PROOFS, **NOTES, "good": GOOD.proof()}
        cases += [
            Case(f"{state}-{name}", PLAIN, trust, asked(text)) for name, text in texts.items()
        ]
    for size in range(1, 18):
        for index in range(size):
            proof = Log(ENTRY, index=index, others=size - 1).proof()
            cases.append(Case(f"tree-{size}-{index}", PLAIN, trusts["honest"], asked(proof)))
    return cases


def asked(proof: str) -> dict[str, str | int]:
    """Return the question about a proof."""
    return {"now": NOW, "lang": "en", "logProof": proof}
