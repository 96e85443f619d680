"""How much memory a local server gets: by the machine and by the store that is there.

Measured: 512 MB heap and 128 MB page cache do everything at 10,000 workers. The page cache should
hold the whole store; the heap grows with the machine, since writes in large batches live in it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_MEGABYTE: Final = 1024 * 1024
_CGROUP_LIMIT: Final = Path("/sys/fs/cgroup/memory.max")


@dataclass(frozen=True, slots=True)
class Memory:
    """Heap and page cache of a server, in MB."""

    heap: int
    page_cache: int


def memory_for(store: Path) -> Memory:
    """Return what a server over this store gets on this machine."""
    return share(machine_megabytes(), megabytes(store))


def share(machine: int, store: int) -> Memory:
    """Return the share of a machine of `machine` MB for a store of `store` MB."""
    heap = min(max(machine // 16, 512), 4096)
    # A quarter above the store: it grows while the server runs.
    page_cache = min(max(store * 5 // 4, machine // 32, 128), max(machine // 4, 128))
    return Memory(heap=heap, page_cache=page_cache)


def machine_megabytes() -> int:
    """Return the memory that this process may use at most: the machine's, or its container's."""
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    try:
        return min(machine, int(_CGROUP_LIMIT.read_text())) // _MEGABYTE
    except (OSError, ValueError):
        return machine // _MEGABYTE


def megabytes(folder: Path) -> int:
    """Return the size of all files in a folder, in MB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // _MEGABYTE
