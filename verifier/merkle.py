"""The Merkle tree of a log (RFC 9162 section 2.1; the tree of RFC 6962 with SHA-256).

Checking takes hashes and answers; making proofs takes a `Node`, a function that returns the hash of
a *complete* subtree, whoever keeps them (tiles, a database, memory). Every other hash of a tree is
the hash of a range, and a range is a row of complete subtrees that grow smaller to the right. So a
tree of any size needs no more than its complete subtrees, and its edge is computed when asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

Node: TypeAlias = Callable[[int, int], bytes]
"""`node(level, index)`: the hash over leaves [index * 2**level, (index + 1) * 2**level)."""

EMPTY_ROOT: Final = hashlib.sha256().digest()
"""The root of a tree without leaves (RFC 9162 section 2.1.1)."""


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of a leaf (RFC 9162 section 2.1.1)."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node (RFC 9162 section 2.1.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def is_included(leaf: bytes, *, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Tell whether `leaf` is at `index` in the tree of `size` leaves (RFC 9162, 2.1.3.2)."""
    if index >= size:
        return False
    fn, sn, r = index, size - 1, leaf
    for sibling in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node_hash(sibling, r)
            while not fn & 1 and fn:
                fn >>= 1
                sn >>= 1
        else:
            r = node_hash(r, sibling)
        fn >>= 1
        sn >>= 1
    return sn == 0 and r == root


def is_consistent(
    old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Tell whether the old tree is the beginning of the new one (RFC 9162, 2.1.4.2).

    The empty tree begins every tree, and a tree begins itself; both take an empty proof.
    """
    if old_size == 0:
        return not proof and old_root == EMPTY_ROOT
    if old_size >= new_size:
        return old_size == new_size and not proof and old_root == new_root
    # An old tree that is one complete subtree stands in the new one, and is left out of the proof.
    hashes = [*proof] if old_size & (old_size - 1) else [old_root, *proof]
    fn, sn = old_size - 1, new_size - 1
    while fn & 1:
        fn >>= 1
        sn >>= 1
    if not hashes:
        return False
    fr = sr = hashes[0]
    for sibling in hashes[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr = node_hash(sibling, fr)
            sr = node_hash(sibling, sr)
            while not fn & 1 and fn:
                fn >>= 1
                sn >>= 1
        else:
            sr = node_hash(sr, sibling)
        fn >>= 1
        sn >>= 1
    return sn == 0 and fr == old_root and sr == new_root


def complete_root(hashes: Sequence[bytes]) -> bytes:
    """Return the root over neighbours of one level, whose number is a power of two."""
    row = hashes
    while len(row) > 1:
        row = [node_hash(row[n], row[n + 1]) for n in range(0, len(row), 2)]
    return row[0]


def root_at(size: int, node: Node) -> bytes:
    """Return the root of the tree of the first `size` leaves."""
    return range_root(0, size, node)


def range_root(start: int, end: int, node: Node) -> bytes:
    """Return the hash over leaves [start, end), a range as RFC 9162 splits a tree in two."""
    root = b""
    for level, index in reversed([*complete_subtrees(start, end)]):
        subtree = node(level, index)
        root = node_hash(subtree, root) if root else subtree
    return root or EMPTY_ROOT


def complete_subtrees(start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the complete subtrees, (level, index), that make [start, end), largest first."""
    while start < end:
        level = (end - start).bit_length() - 1
        yield level, start >> level
        start += 1 << level


def inclusion_path(index: int, size: int, node: Node) -> list[bytes]:
    """Return the inclusion path of the leaf at `index` (RFC 9162 section 2.1.3.1)."""
    path = []
    start, end = 0, size
    while end - start > 1:
        middle = _split(start, end)
        if index < middle:
            path.append(range_root(middle, end, node))
            end = middle
        else:
            path.append(range_root(start, middle, node))
            start = middle
    return path[::-1]


def consistency_path(old_size: int, new_size: int, node: Node) -> list[bytes]:
    """Return the consistency proof from the old tree to the new one (RFC 9162, 2.1.4.1)."""
    path: list[bytes] = []
    start, end = 0, new_size
    while 0 < old_size < end:
        middle = _split(start, end)
        if old_size <= middle:
            path.append(range_root(middle, end, node))
            end = middle
        else:
            path.append(range_root(start, middle, node))
            start = middle
    # What is left belongs to both trees. It is the old root itself unless we went right.
    if start:
        path.append(range_root(start, end, node))
    return path[::-1]


def _split(start: int, end: int) -> int:
    """Return where RFC 9162 splits a range: after the largest power of two below its length."""
    return start + (1 << (end - start - 1).bit_length() - 1)


class Frontier:
    """A growing tree that keeps only its complete subtrees, a hash for each bit of its size."""

    __slots__ = ("_subtrees", "size")

    def __init__(self, size: int = 0, subtrees: Sequence[bytes] = ()) -> None:
        """Begin at `size` leaves, with the hashes of their complete subtrees, largest first."""
        if len(subtrees) != size.bit_count():
            raise ValueError(f"{len(subtrees)} subtrees for {size} leaves")
        self.size = size
        self._subtrees = [*subtrees]

    @property
    def subtrees(self) -> tuple[bytes, ...]:
        """Return the hashes of the complete subtrees, largest first."""
        return tuple(self._subtrees)

    def append(self, leaf: bytes) -> None:
        """Add the hash of a leaf at the right."""
        subtrees, size = self._subtrees, self.size
        while size & 1:
            leaf = node_hash(subtrees.pop(), leaf)
            size >>= 1
        subtrees.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """Return the root of the tree so far."""
        root = b""
        for subtree in reversed(self._subtrees):
            root = node_hash(subtree, root) if root else subtree
        return root or EMPTY_ROOT
