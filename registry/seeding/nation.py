"""`generate`: a folder with an invented nation, its truth and the shipped policies.

The same workers, profile, seed and today give the same bytes. Everything is written beside the
target folder first and moved there at the end, so an interrupted run leaves no half nation.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from time import perf_counter
from typing import Final

from registry.dates import china_today
from registry.seeding.chance import Chance
from registry.seeding.draft import Draft
from registry.seeding.names import Names
from registry.seeding.population import Progress, write_nation
from registry.seeding.profiles import CHIEF_SHARE, PROFILES, SPECIAL_SHARE
from registry.seeding.tables import Tables

_EARLIEST_TODAY: Final = date(2024, 6, 1)
"""Before, there would be no room for the histories that the rules ask for."""


class SeedRefusedError(ValueError):
    """The nation cannot be invented as asked; `code` is stable."""

    code = "seed_refused"


@dataclass(frozen=True, slots=True)
class SeedReport:
    """What was made: `special` and `chief` are appointed, `honest_` is what would be expected."""

    out: Path
    today: date
    rows: dict[str, int]
    frauds: dict[str, int]
    conflicts: dict[str, int]
    special: int
    chief: int
    honest_special: float
    honest_chief: float
    seconds: float


def generate(
    *,
    workers: int,
    profile: str,
    seed: int,
    out: Path,
    progress: Progress | None = None,
    today: date | None = None,
    force: bool = False,
) -> SeedReport:
    """Write an invented nation in the format of IMPORT.md, with truth.json beside it.

    Args:
        workers: how many people.
        profile: `demo` or `national`.
        seed: the same seed gives the same nation.
        out: the folder to write.
        progress: is told step, rows written and rows in all.
        today: the day on which the story ends; None is China's today.
        force: write over the files of an earlier nation in `out`.

    Raises:
        SeedRefusedError: a value is out of range, or `out` is not empty and `force` not given.
    """
    started = perf_counter()
    day = china_today() if today is None else today
    _check(workers, profile, day, out, force=force)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as made:
        folder = Path(made) / "nation"
        folder.mkdir()
        with Tables(folder) as tables:
            draft = Draft(
                today=day.toordinal(),
                seed=seed,
                workers=workers,
                profile=PROFILES[profile],
                tables=tables,
                names=Names(Chance(seed, "names")),
            )
            write_nation(draft, progress or _no_progress)
        counts = _write_truth(draft, day, folder)
        _copy_policies(folder)
        _move(folder, out)
    return SeedReport(
        out=out,
        today=day,
        rows=dict(tables.rows),
        frauds=counts["frauds"],
        conflicts=counts["conflicts"],
        special=draft.appointed[7],
        chief=draft.appointed[8],
        honest_special=workers * SPECIAL_SHARE,
        honest_chief=workers * CHIEF_SHARE,
        seconds=perf_counter() - started,
    )


def _no_progress(_step: str, _done: int, _total: int) -> None:
    """Say nothing."""


def _check(workers: int, profile: str, today: date, out: Path, *, force: bool) -> None:
    if workers < 1:
        raise SeedRefusedError(f"{workers} workers asked for, at least 1 wanted")
    if profile not in PROFILES:
        raise SeedRefusedError(f"profile {profile!r} is unknown, wanted {' or '.join(PROFILES)}")
    if today < _EARLIEST_TODAY:
        raise SeedRefusedError(f"today is {today}, wanted {_EARLIEST_TODAY} or later")
    if out.exists() and not out.is_dir():
        raise SeedRefusedError(f"{out} is not a folder")
    if not force and out.is_dir() and any(out.iterdir()):
        raise SeedRefusedError(f"{out} is not empty, wanted an empty folder or --force")


def _write_truth(draft: Draft, today: date, folder: Path) -> dict[str, dict[str, int]]:
    truth = draft.truth
    counts = {
        "frauds": dict(sorted(Counter(c for f in truth.certificates.values() for c in f).items())),
        "conflicts": dict(
            sorted(Counter(k for f in truth.assignments.values() for k in f).items())
        ),
    }
    document = {
        "today": today.isoformat(),
        "workers": draft.workers,
        "profile": draft.profile.name,
        "seed": draft.seed,
        "counts": {**counts, "rows": draft.tables.rows},
        "certificates": truth.certificates,
        "assignments": truth.assignments,
        "promotions": truth.promotions,
        "apprenticeships": truth.apprenticeships,
        "fundUses": truth.fund_uses,
    }
    text = json.dumps(document, ensure_ascii=False, indent=1)
    (folder / "truth.json").write_text(text + "\n", encoding="utf-8")
    return counts


def _copy_policies(folder: Path) -> None:
    """Copy the shipped policies, so that the folder is whole in itself.

    Regulations that no source gives are invented for the demonstration, and say so.
    """
    (folder / "policies").mkdir()
    package = files("registry")
    for source in (package / "policies", package / "seeding" / "policies"):
        for policy in source.iterdir():
            if policy.name.endswith(".json"):
                (folder / "policies" / policy.name).write_bytes(policy.read_bytes())


def _move(folder: Path, out: Path) -> None:
    """Put the finished folder in its place: at once if there is nothing, else file by file.

    truth.json goes first and comes last, so a folder with it is always whole.
    """
    if not out.exists() or not any(out.iterdir()):
        folder.rename(out)
        return
    (out / "truth.json").unlink(missing_ok=True)
    (out / "policies").mkdir(exist_ok=True)
    for path in sorted(folder.rglob("*.csv")) + sorted(folder.rglob("policies/*.json")):
        path.replace(out / path.relative_to(folder))
    (folder / "truth.json").replace(out / "truth.json")
