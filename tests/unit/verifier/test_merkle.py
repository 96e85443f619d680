"""Proofs of the Merkle tree, beside a tree that is built by the recursive definition."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pytest

from tests.support.witnesses import path_of, root_of
from verifier.merkle import (
    EMPTY_ROOT,
    Frontier,
    Node,
    consistency_path,
    inclusion_path,
    is_consistent,
    is_included,
    leaf_hash,
    root_at,
)

SIZES = range(1, 36)
LEAVES = [f"entry {n}".encode() for n in range(SIZES.stop)]


def naive_root(leaves: Sequence[bytes]) -> bytes:
    return root_of(leaves) if leaves else hashlib.sha256(b"").digest()


def node_of(leaves: Sequence[bytes]) -> Node:
    """Return the complete subtrees of these leaves, and fail where one is not complete."""

    def node(level: int, index: int) -> bytes:
        subtree = leaves[index << level : (index + 1) << level]
        assert len(subtree) == 1 << level
        return root_of(subtree)

    return node


def naive_consistency(old: int, leaves: Sequence[bytes], *, whole: bool = True) -> list[bytes]:
    """Return SUBPROOF of RFC 9162 section 2.1.4.1, word for word."""
    if old == len(leaves):
        return [] if whole else [root_of(leaves)]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if old <= half:
        return [*naive_consistency(old, leaves[:half], whole=whole), root_of(leaves[half:])]
    return [*naive_consistency(old - half, leaves[half:], whole=False), root_of(leaves[:half])]


@pytest.mark.parametrize("size", [0, *SIZES])
def test_roots(size: int) -> None:
    leaves = LEAVES[:size]
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf_hash(leaf))

    assert root_at(size, node_of(leaves)) == naive_root(leaves)
    assert frontier.root() == naive_root(leaves)
    assert frontier.size == size


@pytest.mark.parametrize("size", SIZES)
def test_inclusion_paths(size: int) -> None:
    leaves = LEAVES[:size]
    for index in range(size):
        path = inclusion_path(index, size, node_of(leaves))
        leaf = leaf_hash(leaves[index])
        assert path == path_of(leaves, index)
        assert is_included(leaf, index=index, size=size, path=path, root=root_of(leaves))


def test_no_other_leaf_place_or_path_is_included() -> None:
    other = hashlib.sha256(b"other").digest()
    for size in (1, 2, 3, 7, 8, 9):
        root = root_of(LEAVES[:size])
        for index in range(size):
            leaf, path = leaf_hash(LEAVES[index]), path_of(LEAVES[:size], index)
            wrong = [
                (other, index, size, path, root),
                (leaf, index, size, path, other),
                (leaf, index, size, [*path, other], root),
                (leaf, index, size, [other, *path], root),
                *((leaf, index, size, _changed(path, n, other), root) for n in range(len(path))),
                *((leaf, index, size, path[:n], root) for n in range(len(path))),
                *((leaf, place, size, path, root) for place in range(size + 2) if place != index),
            ]
            assert not any(
                is_included(one, index=place, size=count, path=way, root=top)
                for one, place, count, way, top in wrong
            )
    leaf = leaf_hash(LEAVES[0])
    assert not is_included(leaf, index=1, size=1, path=[], root=leaf)
    assert not is_included(leaf, index=0, size=0, path=[], root=leaf)
    # A path that leads to the right hash, and is too short for a tree of that size.
    assert not is_included(leaf, index=0, size=2, path=[], root=leaf)


@pytest.mark.parametrize("size", SIZES)
def test_consistency_proofs(size: int) -> None:
    leaves = LEAVES[:size]
    for old in range(1, size + 1):
        path = consistency_path(old, size, node_of(leaves))
        assert path == naive_consistency(old, leaves)
        assert is_consistent(old, root_of(leaves[:old]), size, root_of(leaves), path)


def test_every_tree_grows_out_of_the_empty_one() -> None:
    root = root_of(LEAVES[:5])
    assert consistency_path(0, 5, node_of(LEAVES)) == []
    assert is_consistent(0, EMPTY_ROOT, 5, root, [])
    assert is_consistent(0, EMPTY_ROOT, 0, EMPTY_ROOT, [])
    assert not is_consistent(0, EMPTY_ROOT, 5, root, [root])
    assert not is_consistent(0, root, 5, root, [])


def test_nothing_but_the_proof_is_believed() -> None:
    other = hashlib.sha256(b"other").digest()
    for new in (2, 3, 7, 8, 9, 17):
        root = root_of(LEAVES[:new])
        for old in range(1, new):
            old_root = root_of(LEAVES[:old])
            proof = consistency_path(old, new, node_of(LEAVES[:new]))
            wrong = [
                (old, other, new, root, proof),
                (old, old_root, new, other, proof),
                (old, old_root, new, root, [*proof, other]),
                (old, old_root, new, root, [other, *proof]),
                (old, old_root, new, root, []),
                (old, old_root, new, root, proof[1:]),
                (old, old_root, new, root, proof[:-1]),
                (new, root, old, old_root, proof),
                *((old, old_root, new, root, _changed(proof, n, other)) for n in range(len(proof))),
            ]
            assert not any(is_consistent(*case) for case in wrong)


def _changed(proof: list[bytes], at: int, value: bytes) -> list[bytes]:
    return [*proof[:at], value, *proof[at + 1 :]]


@pytest.mark.parametrize(
    ("roots", "proof", "expected"),
    [
        pytest.param((b"a", b"a"), [], True, id="the-same"),
        pytest.param((b"a", b"b"), [], False, id="another-root"),
        pytest.param((b"a", b"a"), [b"a"], False, id="a-proof-too-many"),
    ],
)
def test_a_tree_begins_itself(
    roots: tuple[bytes, bytes], proof: list[bytes], *, expected: bool
) -> None:
    assert is_consistent(4, roots[0], 4, roots[1], proof) is expected


def test_a_frontier_goes_on_where_another_stopped() -> None:
    first = Frontier()
    for leaf in LEAVES[:21]:
        first.append(leaf_hash(leaf))
    second = Frontier(first.size, first.subtrees)
    for leaf in LEAVES[21:30]:
        second.append(leaf_hash(leaf))

    assert second.root() == root_of(LEAVES[:30])
    with pytest.raises(ValueError, match="2 subtrees for 8 leaves"):
        Frontier(8, [b"", b""])
