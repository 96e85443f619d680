"""The checkpoint that a log publishes: is it the log's, and did enough witnesses see it?"""

from __future__ import annotations

from dataclasses import dataclass

from verifier.errors import MalformedError, RefusedSignatureError
from verifier.monitor.findings import Code, ContradictionError, Finding
from verifier.monitor.source import UnreadableError
from verifier.notes import (
    Note,
    parse_checkpoint,
    parse_note,
    verify_cosignature,
    verify_log_signature,
)
from verifier.policy import LogPolicy


@dataclass(frozen=True, slots=True)
class VerifiedHead:
    """A checkpoint that the log signed; `cosigned_at` has unix seconds by the witness's name."""

    origin: str
    size: int
    root: bytes
    text: str
    cosigned_at: dict[str, int]
    findings: tuple[Finding, ...]


def verify_head(raw: bytes, policy: LogPolicy) -> VerifiedHead:
    """Check the signatures of a checkpoint.

    What witnesses did wrong, or did not do, is found and no hindrance: the log is read all the
    same, because its own signature is what it can be held to.

    Raises:
        UnreadableError: it is no checkpoint.
        ContradictionError: no log of the policy signed it.
    """
    try:
        text = raw.decode()
        note = parse_note(text)
        checkpoint = parse_checkpoint(note.text)
    except (MalformedError, UnicodeDecodeError) as err:
        raise UnreadableError(f"the checkpoint of the log cannot be read: {err}") from err
    try:
        # The name of a log's key is its origin (tlog-policy, "Defining a log").
        own = [key for key in policy.logs if key.name == checkpoint.origin]
        signed = [key for key in own if verify_log_signature(note, key)]
    except RefusedSignatureError as err:
        raise ContradictionError(Finding(Code.BAD_SIGNATURE, str(err), None, (text,))) from err
    if not signed:
        reason = f"no key that the policy has for {checkpoint.origin} signed it"
        raise ContradictionError(Finding(Code.BAD_SIGNATURE, reason, None, (text,)))
    cosigned_at, findings = _cosignatures(note, policy)
    return VerifiedHead(
        checkpoint.origin, checkpoint.size, checkpoint.root, text, cosigned_at, tuple(findings)
    )


def _cosignatures(note: Note, policy: LogPolicy) -> tuple[dict[str, int], list[Finding]]:
    cosigned_at: dict[str, int] = {}
    findings = []
    for name, key in policy.witnesses.items():
        try:
            time = verify_cosignature(note, key)
        except RefusedSignatureError as err:
            findings.append(Finding(Code.BAD_COSIGNATURE, str(err)))
            continue
        if time is not None:
            cosigned_at[name] = time
    if not policy.is_satisfied_by(cosigned_at):
        names = ", ".join(cosigned_at) or "nobody"
        findings.append(Finding(Code.TOO_FEW_WITNESSES, f"cosigned by {names}"))
    return cosigned_at, findings
