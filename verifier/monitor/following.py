"""Following a log, in the order that lets nothing unproved be believed.

A finding is yielded before it is written down. Whoever is killed in between sees it again in the
next run, and never misses one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from verifier.merkle import root_at
from verifier.monitor.findings import Code, ContradictionError, Finding
from verifier.monitor.head import VerifiedHead, verify_head
from verifier.monitor.ledger import Ledger, Look
from verifier.monitor.rules import Judge, china_day
from verifier.monitor.source import (
    CHECKPOINT,
    MAX_CHECKPOINT_BYTES,
    Source,
    UnreadableError,
    fetch_ahead,
)
from verifier.monitor.tree import VerifiedTree
from verifier.policy import LogPolicy
from verifier.tiles import TILE_WIDTH

_BUNDLES_AT_ONCE: Final = 32
"""After so many bundles the ledger is written down; 8,192 entries."""


@dataclass(slots=True)
class Run:
    """One run over a log, as far as it came."""

    source: Source
    policy: LogPolicy
    ledger: Ledger
    now: float
    head: VerifiedHead | None = None
    read: int = 0
    found: int = 0

    def findings(self) -> Iterator[Finding]:
        """Read what is new, and yield what is wrong with it.

        Raises:
            UnreadableError: the log cannot be read, or not further.
        """
        try:
            for finding in self._follow():
                self.found += 1
                yield finding
                self.ledger.add_finding(finding)
        except ContradictionError as err:
            self.found += 1
            yield err.finding
            self.ledger.add_finding(err.finding)
            self.ledger.commit()

    def _follow(self) -> Iterator[Finding]:
        # 1. The checkpoint: signed by a log of the policy, cosigned by a quorum.
        raw = self.source.read(CHECKPOINT, limit=MAX_CHECKPOINT_BYTES)
        if raw is None:
            raise UnreadableError("there is no checkpoint; is this the prefix of a log?")
        head = verify_head(raw, self.policy)
        self.ledger.begin(head.origin)
        self.head = head
        yield from head.findings
        # 2. It continues the checkpoint of the last run.
        tree = VerifiedTree(self.source, head.size, head.root)
        _check_continues(self.ledger.newest_look(), head, tree)
        self.ledger.add_look(Look(head.size, head.root, head.text, self._absent_until(head)))
        # 3. Every entry that was not read yet: in its place in the tree, and honest.
        yield from self._read_entries(tree)

    def _absent_until(self, head: VerifiedHead) -> int | None:
        """Return until when nothing beyond the checkpoint was there.

        A log that answers itself shows what there is. A copy may be of any time, and then only
        witnesses vouch for one: at that moment they had seen no larger tree.
        """
        if self.source.is_live:
            return int(self.now)
        return max(head.cosigned_at.values(), default=None)

    def _read_entries(self, tree: VerifiedTree) -> Iterator[Finding]:
        first = self.ledger.position // TILE_WIDTH
        bundles = range(first, -(-tree.size // TILE_WIDTH))
        served = fetch_ahead(bundles, tree.read_bundle, lanes=self.source.lanes)
        try:
            for number, bundle in zip(bundles, served, strict=True):
                entries = tree.entries_of(bundle)
                yield from self._judge(number * TILE_WIDTH, entries)
                if (number - first) % _BUNDLES_AT_ONCE == _BUNDLES_AT_ONCE - 1:
                    self.ledger.commit()
        except (UnreadableError, ContradictionError):
            # What stands before the bundle that could not be read is proved, and was judged.
            self.ledger.commit()
            raise
        self.ledger.commit()

    def _judge(self, start: int, entries: Sequence[bytes]) -> Iterator[Finding]:
        """Judge the entries of a bundle that were not read before; `start` is its first index."""
        ledger = self.ledger
        judge = Judge(ledger, china_day(self.now))
        absent_until: int | None = None
        changes_at: int | None = ledger.position
        end = start + len(entries)
        for index in range(ledger.position, end):
            if index == changes_at:
                absent_until = ledger.absent_until(index)
                changes_at = ledger.next_look(index)
            yield from judge.judge(index, entries[index - start], absent_until)
        self.read += end - ledger.position
        ledger.position = end


def _check_continues(last: Look | None, head: VerifiedHead, tree: VerifiedTree) -> None:
    """Check that a checkpoint continues the last one, and that its tiles belong to it.

    Raises:
        ContradictionError: it does not; the evidence is both checkpoints.
    """
    if last is not None:
        evidence = (last.text, head.text)
        if head.size < last.size:
            reason = f"{head.size} entries, and there were {last.size}"
            raise ContradictionError(Finding(Code.SHRUNK, reason, None, evidence))
        if head.size == last.size and head.root != last.root:
            reason = f"two roots for {head.size} entries"
            raise ContradictionError(Finding(Code.FORK, reason, None, evidence))
    tree.check_edge()
    if last is not None and root_at(last.size, tree.node) != last.root:
        reason = f"the tree of {head.size} does not begin with the tree of {last.size} seen before"
        raise ContradictionError(Finding(Code.FORK, reason, None, evidence))
