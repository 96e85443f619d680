"""How fast a monitor reads a whole log, and how little memory that takes.

    python -m tests.bench.monitor [ENTRIES]

Writes a log of one million entries (or ENTRIES) to a temporary folder: sessions of 40 seats and
their certificates. Then `verify-certificate --monitor` reads it in a process of its own, from the
folder, with a state file. The floor is the bare work that nobody can leave out, in the same run:
the SHA-256 of every entry and inner node, and `json.loads` of every entry.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from tests.support.evil_log import canonical, session
from tests.support.issuer import NOW
from tests.support.witnesses import LOG, WITNESSES, b64, policy
from verifier.merkle import complete_root, leaf_hash, root_at
from verifier.tiles import TILE_WIDTH, Tile, encode_bundle, node_reader, tile_at

SEATS: Final = 40
ROOT: Final = Path(__file__).resolve().parents[2]


def main(count: int = 1_000_000) -> None:
    """Write, read, and print the rates."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written = time.perf_counter()
        # In a process of its own: a child's peak memory begins with that of its parent.
        writer = get_context("spawn").Process(target=write_log, args=(folder, count))
        writer.start()
        writer.join()
        (folder / "policy").write_text(policy())
        written = time.perf_counter() - written
        floor = _floor(folder, count)
        spent, peak = _monitor(folder)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        state = (folder / "state").stat().st_size
    lines = [
        f"log          {count:>10,} entries, {size / 1e6:,.0f} MB, written in {written:.1f} s",
        f"floor        {floor:10.1f} s   hashing and json.loads alone, in Python",
        f"monitor      {spent:10.1f} s   {count / spent:,.0f} entries/s, {spent / floor:.1f} x",
        f"peak memory  {peak / 1e3:10.1f} MB  state file {state / 1e6:.1f} MB",
    ]
    print("\n".join(lines))  # noqa: T201 - the output


def entries(count: int) -> Iterator[bytes]:
    """Yield `count` honest entries."""
    roster = "ab" * 32
    for index in range(count):
        number, place = divmod(index, SEATS + 1)
        if place == 0:
            yield session(f"s{number}", day="2026-06-12", seats=SEATS, roster=roster)
            continue
        seed = hashlib.sha256(b"%d" % index).hexdigest()
        yield canonical(
            {
                "type": "certificate/1",
                "jwts": [seed, seed[::-1], seed[8:] + seed[:8]],
                "issuer": "S000032000123",
                "kind": "SKILL_GRADE",
                "occupation": "2022:6-18-02-04",
                "level": "TECHNICIAN",
                "session": f"s{number}",
                "issued_on": "2026-06-12",
            }
        )


def write_log(folder: Path, count: int) -> None:
    """Write the files of a log, one level after the other."""
    level = []
    batch: list[bytes] = []
    for entry in entries(count):
        batch.append(entry)
        level.append(leaf_hash(entry))
        if len(batch) == TILE_WIDTH or len(level) == count:
            tile = tile_at(count, None, (len(level) - 1) // TILE_WIDTH)
            _write(folder, tile, encode_bundle(batch))
            batch.clear()
    number = 0
    edge: dict[int, list[bytes]] = {}
    while level:
        above = []
        for start in range(0, len(level), TILE_WIDTH):
            tile = level[start : start + TILE_WIDTH]
            _write(folder, Tile(number, start // TILE_WIDTH, len(tile)), b"".join(tile))
            if len(tile) == TILE_WIDTH:
                above.append(complete_root(tile))
            else:
                edge[number] = tile
        level = above
        number += 1
    root = root_at(count, node_reader(count, lambda tile: edge[tile.level or 0]))
    body = f"{LOG.name}\n{count}\n{b64(root)}\n"
    cosigned = "".join(witness.cosign(body, NOW) for witness in WITNESSES)
    (folder / "checkpoint").write_text(f"{body}\n{LOG.sign(body)}{cosigned}", encoding="utf-8")


def _write(folder: Path, tile: Tile, data: bytes) -> None:
    path = folder / tile.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _floor(folder: Path, count: int) -> float:
    """Return the seconds that hashing and JSON of a sample take, for all entries."""
    raw = (folder / Tile(None, 0, min(count, TILE_WIDTH)).path).read_bytes()
    sample = []
    while raw:
        end = 2 + int.from_bytes(raw[:2])
        sample.append(raw[2:end])
        raw = raw[end:]
    start = time.process_time()
    rounds = 40
    for _ in range(rounds):
        for entry in sample:
            leaf = leaf_hash(entry)
            hashlib.sha256(b"\x01" + leaf + leaf).digest()
            json.loads(entry)
    return (time.process_time() - start) / (rounds * len(sample)) * count


def _monitor(folder: Path) -> tuple[float, int]:
    """Return CPU seconds and the peak of resident memory in kB of the monitor's process."""
    command = [sys.executable, "-m", "verifier", "--monitor", str(folder), "--lang", "en"]
    files = ["--policy", str(folder / "policy"), "--state", str(folder / "state")]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = os.spawnve(os.P_NOWAIT, sys.executable, [*command, *files], env)
    _, status, used = os.wait4(process, 0)
    if status:
        raise SystemExit("the monitor of the benchmark must find nothing")
    return used.ru_utime + used.ru_stime, used.ru_maxrss


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
