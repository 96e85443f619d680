"""The checkpoint that stands in public: is it ours, and may another one take its place?"""

from __future__ import annotations

from dataclasses import replace

from registry.graph.log.state import Head
from registry.log.errors import LogDisagreesError
from registry.log.files import LogFiles
from registry.log.growth import file_node
from registry.log.origin import LogKey
from verifier.errors import VerifierError
from verifier.merkle import root_at
from verifier.notes import (
    Note,
    parse_checkpoint,
    parse_note,
    verify_cosignature,
    verify_log_signature,
)
from verifier.policy import LogPolicy


def read_published(files: LogFiles, key: LogKey, head: Head) -> str | None:
    """Return the published checkpoint, which the head must continue; None if there is none.

    Raises:
        LogDisagreesError: it was changed, or says more or other than the head.
    """
    text = files.checkpoint()
    if text is None:
        return None
    try:
        note = parse_note(text)
        checkpoint = parse_checkpoint(note.text)
        # The registry may have been at another address; its key is the same under each name.
        ours = verify_log_signature(note, replace(key, origin=checkpoint.origin).public)
    except VerifierError as err:
        raise LogDisagreesError(f"the published checkpoint was changed: {err}") from err
    if not ours:
        raise LogDisagreesError("the published checkpoint is not signed by the key of this log")
    if checkpoint.size > head.size:
        raise LogDisagreesError(
            f"the published checkpoint has {checkpoint.size} entries and the database knows "
            f"{head.size}: was the database set back?"
        )
    if root_at(checkpoint.size, file_node(files, head.size)) != checkpoint.root:
        raise LogDisagreesError(
            f"the published checkpoint has another root over {checkpoint.size} entries: a fork"
        )
    return text


def may_replace(old: str | None, new: str, *, origin: str, policy: LogPolicy) -> bool:
    """Say whether a checkpoint may be published over another: never one that lacks witnesses.

    Without a policy of witnesses, and over a checkpoint of another origin, any may.
    """
    if old is None or is_witnessed(parse_note(new), policy):
        return True
    before = parse_note(old)
    return parse_checkpoint(before.text).origin != origin or not is_witnessed(before, policy)


def is_witnessed(note: Note, policy: LogPolicy) -> bool:
    """Say whether witnesses of the policy make its quorum on a note; False if it needs none."""
    cosigned = set()
    for name, key in policy.witnesses.items():
        try:
            if verify_cosignature(note, key) is not None:
                cosigned.add(name)
        except VerifierError:
            continue
    return policy.has_witnesses and policy.is_satisfied_by(cosigned)
