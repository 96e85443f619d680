"""Facts of people on their way to the computation of derived facts: on disk, in shards by worker.

A record is `(worker, kind, values)`. Each process that reads rows writes its own file of a shard,
in chunks; a shard is small enough to be held in memory as a whole, however many workers there are.
The files never leave this machine and this import, so `marshal` may be their form: it is the
fastest, and what it reads is what we wrote. A chunk is preceded by its length, because `marshal`
reads bytes nine times as fast as a file.
"""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self

_CHUNK: Final = 2_000
_LENGTH_BYTES: Final = 8

Record = tuple[str, str, Any]


def shards_for(size: int) -> int:
    """Return how many shards to make for files of `size` bytes: about 8 MB of them each.

    An even number, because two processes share them.
    """
    return 2 * max(1, round(size / 16_000_000))


@dataclass(slots=True)
class Spill:
    """The files of one writing process."""

    folder: Path
    part: str
    shards: int
    _files: list[IO[bytes]] = field(default_factory=list)
    _records: list[list[Record]] = field(default_factory=list)

    def __enter__(self) -> Self:
        """Open a file for each shard."""
        for shard in range(self.shards):
            self._files.append((self.folder / f"shard-{shard}.{self.part}").open("wb"))
            self._records.append([])
        return self

    def add(self, worker: str, kind: str, values: object) -> None:
        """Write a record into the shard of its worker."""
        # Not `hash`: other processes must find the same shard.
        shard = zlib.crc32(worker.encode()) % self.shards
        records = self._records[shard]
        records.append((worker, kind, values))
        if len(records) >= _CHUNK:
            _write(records, self._files[shard])
            records.clear()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write what is left and close."""
        for file, records in zip(self._files, self._records, strict=True):
            if kind is None:
                _write(records, file)
            file.close()


def records_of(folder: Path, shard: int, part: str = "*") -> Iterator[Record]:
    """Yield the records of a shard (of one part of it).

    Those of one process in the order in which it wrote them.
    """
    for path in sorted(folder.glob(f"shard-{shard}.{part}")):
        with path.open("rb") as file:
            while length := file.read(_LENGTH_BYTES):
                chunk = file.read(int.from_bytes(length))
                records: list[Record] = marshal.loads(chunk)  # noqa: S302 - our own file
                yield from records


def _write(records: list[Record], file: IO[bytes]) -> None:
    chunk = marshal.dumps(records)
    file.write(len(chunk).to_bytes(_LENGTH_BYTES))
    file.write(chunk)
