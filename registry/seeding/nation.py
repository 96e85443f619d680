"""The order of work: organisations of the nation first, then its people cluster by cluster.

The same workers, profile, seed and today give the same bytes. Everything is written beside the
target folder first and moved there at the end, so an interrupted run leaves no half nation.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from time import perf_counter
from typing import Final

from registry.dates import china_today
from registry.seeding.assessments import write_certificates, write_filing
from registry.seeding.careers import Examiner
from registry.seeding.chance import Chance, Quota
from registry.seeding.draft import Draft
from registry.seeding.frauds import Planter
from registry.seeding.industry import Industry, all_firms
from registry.seeding.leaders import Leaders
from registry.seeding.mentors import Mentors
from registry.seeding.mobility import Mobility
from registry.seeding.names import Names
from registry.seeding.organisations import Cluster, Founder
from registry.seeding.people import Person, Recruiter, write_person
from registry.seeding.profiles import CHIEF_SHARE, PROFILES, SPECIAL_SHARE
from registry.seeding.tables import Tables
from registry.seeding.trades import write_occupations, write_standards

Progress = Callable[[str, int, int], None]
"""Called with the name of the step, how much of it is done, and how much there is."""

_EARLIEST_TODAY: Final = date(2024, 6, 1)
"""Before, there would be no room for the histories that the rules ask for."""


class SeedRefusedError(ValueError):
    """The nation cannot be invented as asked; `code` is stable."""

    code = "seed_refused"


@dataclass(frozen=True, slots=True)
class SeedReport:
    """What was made. `special` and `chief` are appointed; the honest ones are the expected numbers."""

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
        profile: `demo` or `national`.
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
        folder = Path(made)
        with Tables(folder) as tables:
            draft = Draft(
                today=day.toordinal(),
                seed=seed,
                workers=workers,
                profile=PROFILES[profile],
                tables=tables,
                names=Names(Chance(seed, "names")),
                chance=Chance(seed, "nation"),
            )
            _write_nation(draft, progress or _no_progress)
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


def _write_nation(draft: Draft, progress: Progress) -> None:
    write_occupations(draft.tables)
    write_standards(draft.tables)
    draft.quotas["special"] = Quota(SPECIAL_SHARE * draft.profile.boost)
    draft.quotas["chief"] = Quota(CHIEF_SHARE * draft.profile.boost)
    founder, industry = Founder(draft), Industry(draft)
    progress("organisations", 0, 1)
    clusters = founder.clusters()
    firms = all_firms(clusters)
    for cluster in clusters:
        schools = [founder.school(cluster)] if cluster.index % 2 == 0 else []
        for organisation in (*cluster.firms, cluster.evaluator, *schools):
            industry.write(organisation)
    industry.link(firms)
    progress("organisations", 1, 1)
    people = _People(draft, founder, clusters, industry)
    done = 0
    for cluster in clusters:
        progress("people", done, draft.workers)
        done += people.settle(cluster)
    people.finish(industry)
    progress("people", done, draft.workers)


class _People:
    """The steps that the people of a cluster go through, in this order."""

    def __init__(
        self, draft: Draft, founder: Founder, clusters: list[Cluster], industry: Industry
    ) -> None:
        self.draft, self.industry = draft, industry
        self.recruiter = Recruiter(draft)
        self.examiner = Examiner(draft)
        self.leaders = Leaders(draft)
        self.mentors = Mentors(draft)
        self.mobility = Mobility(draft, clusters)
        self.planter = Planter(draft, founder, self.examiner)
        self.leaders.write_types()

    def settle(self, cluster: Cluster) -> int:
        """Write the people of a cluster with all that happened to them; return how many."""
        people = self.recruiter.hire(cluster)
        for person in people:
            write_person(self.draft, person)
        self.examiner.examine(people, cluster)
        self.leaders.distinguish(people)
        self.mentors.teach(cluster)
        self.mobility.move(people, cluster)
        self.industry.team_up(cluster.firms)
        self._certify(people, cluster)
        for firm in cluster.firms:
            # Only the firm itself is needed from here on; its people would fill the memory.
            firm.staff.clear()
            if firm.filing is not None:
                firm.filing.sessions.clear()
        return len(people)

    def _certify(self, people: list[Person], cluster: Cluster) -> None:
        """Plant the frauds, then write filings, sessions and certificates as they stand."""
        awards = [award for person in people for award in person.awards]
        filings = [
            organisation.filing
            for organisation in (cluster.evaluator, *cluster.firms)
            if organisation.filing is not None
        ]
        self._let_some_fail(people, cluster)
        self.planter.plant(awards, cluster)
        self.planter.plant_capacity(filings)
        for filing in filings:
            write_filing(self.draft, filing, self.examiner.chance)
        write_certificates(self.draft, awards, f"HRSS-{cluster.province.code}")
        if cluster.evaluator.filing is not None:
            cluster.evaluator.filing.sessions.clear()

    def _let_some_fail(self, people: list[Person], cluster: Cluster) -> None:
        """Let one in twenty who sit fail: people of the cluster who hold something else."""
        filing = cluster.evaluator.filing
        if filing is None:
            return
        for sessions in filing.sessions.values():
            for session in sessions:
                for _ in range((len(session.results) + 10) // 20):
                    person = self.examiner.chance.pick(people)
                    if all(result.holder is not person for result in session.results):
                        self.examiner.fail(person, session)

    def finish(self, industry: Industry) -> None:
        """Write what could only be known at the end: rogue filings and contradicting rows."""
        self.planter.finish()
        for organisation in self.planter.rogues.organisations:
            industry.write(organisation)


def _write_truth(draft: Draft, today: date, folder: Path) -> dict[str, dict[str, int]]:
    truth = draft.truth
    counts = {
        "frauds": dict(sorted(Counter(c for f in truth.certificates.values() for c in f).items())),
        "conflicts": dict(sorted(Counter(k for f in truth.assignments.values() for k in f).items())),
    }
    document = {
        "today": today.isoformat(),
        "workers": draft.workers,
        "profile": draft.profile.name,
        "seed": draft.seed,
        "counts": {**counts, "rows": draft.tables.rows},
        "certificates": truth.certificates,
        "assignments": truth.assignments,
    }
    text = json.dumps(document, ensure_ascii=False, indent=1)
    (folder / "truth.json").write_text(text + "\n", encoding="utf-8")
    return counts


def _copy_policies(folder: Path) -> None:
    """Copy the shipped policies, so that the folder is whole in itself."""
    (folder / "policies").mkdir()
    for policy in (files("registry") / "policies").iterdir():
        if policy.name.endswith(".json"):
            (folder / "policies" / policy.name).write_bytes(policy.read_bytes())


def _move(folder: Path, out: Path) -> None:
    (out / "policies").mkdir(parents=True, exist_ok=True)
    for path in folder.rglob("*"):
        if path.is_file():
            shutil.move(path, out / path.relative_to(folder))
