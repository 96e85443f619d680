"""The log as files: `checkpoint`, `tile/...` below `<home>/log`, for any web server to serve.

A file appears whole or not at all: written beside, flushed to the disk, renamed into place, and its
folder flushed after it. Tiles and bundles never change, so one that is there already must be equal;
if it is not, somebody changed it, and it is left as it is. Partial tiles go when the full one has
come (c2sp.org/tlog-tiles allows it); whoever still asks for one gets the beginning of the full one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from registry.log.errors import LogDisagreesError
from registry.log.points import KillAt, Point
from verifier.errors import MalformedError
from verifier.tiles import HASH_BYTES, TILE_WIDTH, Tile, encode_bundle, parse_bundle, parse_tile

CHECKPOINT: Final = "checkpoint"
_DRAFTS: Final = ".drafts"
_FLUSHING_TOGETHER: Final = 8


@dataclass(frozen=True, slots=True)
class LogFiles:
    """The folder of the log; `kill` is where this process dies, for tests."""

    folder: Path
    kill: KillAt

    def read(self, tile: Tile) -> bytes | None:
        """Return a tile or bundle, None if it is not there."""
        try:
            return (self.folder / tile.path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            pass
        if tile.is_full:
            return None
        full = self.read(Tile(tile.level, tile.index))
        return None if full is None else _beginning(full, tile)

    def hashes(self, tile: Tile) -> list[bytes]:
        """Return the hashes of a tile.

        Raises:
            LogDisagreesError: the file is missing, or of another width.
        """
        return self._parsed(tile, parse_tile)

    def entries(self, tile: Tile) -> list[bytes]:
        """Return the entries of a bundle.

        Raises:
            LogDisagreesError: the file is missing, or no bundle of this width.
        """
        return self._parsed(tile, parse_bundle)

    def checkpoint(self) -> str | None:
        """Return the checkpoint that was published last, None before the first."""
        try:
            return (self.folder / CHECKPOINT).read_text("utf-8")
        except FileNotFoundError:
            return None

    def write(self, files: Sequence[tuple[Tile, bytes]]) -> None:
        """Write new tiles and bundles, and take away the partial ones that have become full.

        Raises:
            LogDisagreesError: one is there already, with another content.
        """
        missing = [
            (self.folder / tile.path, content)
            for tile, content in files
            if not self._is_there(self.folder / tile.path, content)
        ]
        # The disk flushes many files together in little more than the time of one.
        with ThreadPoolExecutor(_FLUSHING_TOGETHER) as pool:
            contents = (content for _, content in missing)
            drafts = list(pool.map(self._draft, contents, map(str, range(len(missing)))))
        self.kill.reached(Point.FILES_DRAFTED)
        self._put_in_place(zip(drafts, (target for target, _ in missing), strict=True))
        for tile, _ in files:
            if tile.is_full:
                shutil.rmtree(self.folder / f"{tile.path}.p", ignore_errors=True)

    def publish(self, note: str) -> None:
        """Replace the checkpoint."""
        draft = self._draft(note.encode(), CHECKPOINT)
        self.kill.reached(Point.CHECKPOINT_DRAFTED)
        draft.replace(self.folder / CHECKPOINT)
        _flush(self.folder)

    def sweep(self) -> None:
        """Take away what a process that died was writing; for the holder of the lease."""
        shutil.rmtree(self.folder / _DRAFTS, ignore_errors=True)

    def _parsed(self, tile: Tile, parse: Callable[[bytes, int], list[bytes]]) -> list[bytes]:
        raw = self.read(tile)
        if raw is None:
            raise LogDisagreesError(f"the file {tile.path} of the log is missing")
        try:
            return parse(raw, tile.width)
        except MalformedError as err:
            raise LogDisagreesError(f"the file {tile.path} of the log was changed: {err}") from err

    def _is_there(self, target: Path, content: bytes) -> bool:
        try:
            found = target.read_bytes()
        except FileNotFoundError:
            return False
        if found != content:
            name = target.relative_to(self.folder)
            raise LogDisagreesError(f"the file {name} of the log is there with another content")
        return True

    def _draft(self, content: bytes, name: str) -> Path:
        folder = self.folder / _DRAFTS
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f"{os.getpid()}.{name}"
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        return draft

    def _put_in_place(self, drafts: Iterable[tuple[Path, Path]]) -> None:
        touched: set[Path] = set()
        for draft, target in drafts:
            touched |= _made_folders(target)
            draft.replace(target)
            self.kill.reached(Point.FILE_IN_PLACE)
        for folder in touched:
            _flush(folder)


def _beginning(full: bytes, tile: Tile) -> bytes:
    if tile.level is not None:
        return full[: tile.width * HASH_BYTES]
    return encode_bundle(parse_bundle(full, TILE_WIDTH)[: tile.width])


def _made_folders(target: Path) -> set[Path]:
    """Make the folder of a file; return the folders in which something is new."""
    touched = {target.parent}
    folder = target.parent
    while not folder.exists():
        folder = folder.parent
        touched.add(folder)
    target.parent.mkdir(parents=True, exist_ok=True)
    return touched


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
