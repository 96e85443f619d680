"""Signed checkpoints, the published one and the head: are they ours, and who has cosigned them?"""

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
    Checkpoint,
    Note,
    parse_checkpoint,
    parse_note,
    verify_cosignature,
    verify_log_signature,
)
from verifier.policy import LogPolicy


def check_published(text: str | None, files: LogFiles, key: LogKey, head: Head) -> None:
    """Check that a head, read after the published checkpoint, continues it.

    Raises:
        LogDisagreesError: it was changed, or says more or other than the head.
    """
    if text is None:
        return
    checkpoint = _own_checkpoint(text, key, "published checkpoint")
    if checkpoint.size > head.size:
        raise LogDisagreesError(
            f"the published checkpoint has {checkpoint.size} entries and the database knows "
            f"{head.size}: was the database set back?"
        )
    if root_at(checkpoint.size, file_node(files, head.size)) != checkpoint.root:
        raise LogDisagreesError(
            f"the published checkpoint has another root over {checkpoint.size} entries: a fork"
        )


def check_head(head: Head, key: LogKey) -> None:
    """Check that the head was signed as it stands in the database.

    Raises:
        LogDisagreesError: it was changed, or signed with another key.
    """
    if head.note is None:
        if head.size:
            raise LogDisagreesError(f"the head has {head.size} entries that nobody signed")
        return
    checkpoint = _own_checkpoint(head.note, key, "head")
    if (checkpoint.size, checkpoint.root) != (head.size, head.root):
        raise LogDisagreesError(
            f"the head has {head.size} entries, and {checkpoint.size} were signed with it"
        )


def _own_checkpoint(text: str, key: LogKey, what: str) -> Checkpoint:
    try:
        note = parse_note(text)
        checkpoint = parse_checkpoint(note.text)
        # The registry may have been at another address; its key is the same under each name.
        ours = verify_log_signature(note, replace(key, origin=checkpoint.origin).public)
    except VerifierError as err:
        raise LogDisagreesError(f"the {what} was changed: {err}") from err
    if not ours:
        raise LogDisagreesError(f"the {what} is not signed by the key of this log")
    return checkpoint


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
