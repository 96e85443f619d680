"""Addresses of tiles: one for each, and nothing else."""

from __future__ import annotations

import pytest

from registry.log.routes import parse_tile_path
from verifier.tiles import Tile


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("0/000", Tile(0, 0), id="the-first"),
        pytest.param("0/x001/x234/067", Tile(0, 1_234_067), id="as-in-the-specification"),
        pytest.param("63/000.p/1", Tile(63, 0, 1), id="the-highest-level"),
        pytest.param("entries/x001/000.p/255", Tile(None, 1000, 255), id="a-bundle"),
    ],
)
def test_a_path_names_a_tile(path: str, expected: Tile) -> None:
    assert parse_tile_path(path) == expected
    assert expected.path == f"tile/{path}"


@pytest.mark.parametrize(
    "path",
    [
        "00/000",
        "64/000",
        "0/0",
        "0/0000",
        "0/x000/001",
        "0/001/002",
        "0/x001",
        "0/000.p/0",
        "0/000.p/01",
        "0/000.p/256",
        "0/000.p",
        "0/000.p/",
        "data/000",
        "entries/../../checkpoint",
        "0/000/",
        "0/٠٠٠",
        "0/000\n",
        "",
    ],
)
def test_what_names_none_is_refused(path: str) -> None:
    assert parse_tile_path(path) is None
