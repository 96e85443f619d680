"""People and the jobs they have: who they are before they win anything.

A person is made with the grade that they are to reach; `careers` then gives them the certificates.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from registry.seeding.chance import Chance, Weighted
from registry.seeding.days import YEAR, day_text
from registry.seeding.profiles import RANK_WEIGHTS, SHOWCASE_RANK_WEIGHTS
from registry.seeding.words import words

if TYPE_CHECKING:
    from registry.seeding.draft import Draft
    from registry.seeding.filings import Filing, Result
    from registry.seeding.organisations import Cluster, Organisation
    from registry.seeding.trades import Trade

MEN_SHARE: Final = 0.825
"""Share of men among 20,933 surveyed craftsmen (2023)."""

_AGES: Final = {
    0: (24, 50), 1: (18, 24), 2: (20, 46), 3: (24, 54), 4: (28, 58), 5: (33, 59), 6: (38, 60),
    7: (43, 59), 8: (47, 59),
}  # fmt: skip
"""Youngest and oldest age by rank; holders of the Grand Award had a mean age of 48."""

_EDUCATION: Final = Weighted((
    ("JUNIOR_MIDDLE", 18.0), ("SENIOR_MIDDLE", 22.0), ("SECONDARY_VOCATIONAL", 30.0),
    ("JUNIOR_COLLEGE", 20.0), ("BACHELOR", 5.0), ("PRIMARY", 1.0), ("", 4.0),
))  # fmt: skip
_RANKS: Final = Weighted(RANK_WEIGHTS)
_SHOWCASE_RANKS: Final = Weighted(SHOWCASE_RANK_WEIGHTS)
_ENGINEER_SHARE: Final = 0.006


@dataclass(slots=True, eq=False)
class Job:
    """A job; `last` 0 means that it goes on."""

    employer: Organisation
    first: int
    last: int
    post: str
    key_post: str = ""
    front_line: str = "1"


@dataclass(slots=True, eq=False)
class Award:
    """A certificate before it is written. `rank` 0 and empty texts are unknown cells."""

    holder: Person
    kind: str
    number: str
    occupation: str
    work_type: str
    rank: int
    issued: int
    registered: int
    filing: Filing | None = None
    result: Result | None = None
    result_id: str = ""
    status: str = "VALID"
    status_since: int = 0
    reason: str = ""
    decision: str = ""
    codes: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Person:
    """A worker; `rank` is the grade to be reached, 0 for an engineer without certificates."""

    id: str
    name: str
    gender: str
    born: int
    rank: int
    trade: Trade
    id_number: str
    education: str
    status: str = "ACTIVE"
    jobs: list[Job] = field(default_factory=list)
    awards: list[Award] = field(default_factory=list)
    achievements: list[str] = field(default_factory=list)
    studio: str = ""
    """The studio that this person leads."""

    @property
    def job(self) -> Job | None:
        """Return the present job, the one that began last if there are two."""
        return next((job for job in reversed(self.jobs) if not job.last), None)


class Recruiter:
    """Makes the people of firms."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.chance = Chance(draft.seed, "people")
        self._made = 0

    def hire(self, cluster: Cluster) -> list[Person]:
        """Return the people of a cluster, firm by firm, and note them as staff."""
        people = []
        for firm in cluster.firms:
            for _ in range(firm.headcount):
                person = self._person(firm)
                self._employ(person, firm, cluster)
                people.append(person)
        return people

    def _person(self, firm: Organisation) -> Person:
        chance = self.chance
        rank = chance.draw(_SHOWCASE_RANKS if firm.showcase else _RANKS)
        rank = self._top_rank(firm) or rank
        if rank <= 4 and chance.random() < _ENGINEER_SHARE:
            rank = 0
        gender = "M" if chance.random() < MEN_SHARE else "F"
        youngest, oldest = _AGES[rank]
        born = self.draft.today - chance.between(youngest * YEAR + 12, oldest * YEAR)
        id_number, born = self.draft.names.identity(born, gender)
        self._made += 1
        return Person(
            id=f"W{self._made:08d}",
            name=self.draft.names.name(gender),
            gender=gender,
            born=born,
            rank=rank,
            trade=chance.pick(firm.trades),
            id_number="" if chance.random() < 0.03 else id_number,
            education=chance.draw(_EDUCATION) if rank else "BACHELOR",
        )

    def _top_rank(self, firm: Organisation) -> int:
        """Return 8 or 7 if such a post is due and the firm may fill it, else 0."""
        chief, special = self.draft.quotas["chief"], self.draft.quotas["special"]
        chief.accrue(1)
        special.accrue(1)
        if firm.filing is None or firm.filing.status != "ACTIVE" or firm.headcount < 60:
            return 0
        if firm.showcase and self.chance.random() < 0.05:
            # The showcase takes its own, early: it is why it exists.
            return 8 if chief.take(credit=2) else 7 if special.take(credit=12) else 0
        return 8 if chief.take() else 7 if special.take() else 0

    def _employ(self, person: Person, firm: Organisation, cluster: Cluster) -> None:
        """Give a person a history, a present job for most, and two at once for some."""
        chance, today = self.chance, self.draft.today
        career = max(today - person.born - 18 * YEAR, 200)
        # Who stands on top has stayed: appointments are by the own employer.
        here = career if person.rank >= 7 else chance.between(100, career)
        first = today - here
        if here + 2 * YEAR < career and len(cluster.firms) > 1 and chance.random() < 0.35:
            self._earlier_job(person, firm, cluster, first)
        job = Job(firm, first, 0, self._post(person))
        job.front_line = "1" if chance.random() < 0.9 else "0" if chance.random() < 0.6 else ""
        job.key_post = "1" if person.rank >= 5 and chance.random() < 0.3 else ""
        draw = chance.random()
        if person.rank < 7 and draw < 0.07:
            job.last = today - chance.between(5, min(3 * YEAR, here - 50))
            if draw < 0.001:
                person.status = "DECEASED"
            elif today - person.born > 50 * YEAR:
                person.status = "RETIRED"
        elif person.rank < 7 and draw < 0.085 and len(cluster.firms) > 1:
            self._second_job(person, firm, cluster, first)
        person.jobs.append(job)
        if not job.last:
            firm.staff.append(person)

    def _earlier_job(
        self, person: Person, firm: Organisation, cluster: Cluster, before: int
    ) -> None:
        other = self.chance.pick(cluster.firms)
        if other is firm:
            return
        first = before - self.chance.between(YEAR, 2 * YEAR)
        last = before - self.chance.between(1, 90)
        person.jobs.append(Job(other, first, last, self._post(person)))

    def _second_job(self, person: Person, firm: Organisation, cluster: Cluster, since: int) -> None:
        other = self.chance.pick(cluster.firms)
        if other is firm:
            return
        first = self.chance.between(max(since - 300, person.born + 18 * YEAR), since - 1)
        person.jobs.append(Job(other, first, 0, self._post(person), front_line="0"))

    def _post(self, person: Person) -> str:
        if person.rank == 0:
            return "工艺工程师"
        return person.trade.name.removesuffix("工") + self.chance.pick(words("post_suffix"))


def write_person(draft: Draft, person: Person) -> None:
    """Write a worker and their jobs."""
    draft.tables.add(
        "workers",
        person.id,
        person.name,
        person.id_number,
        person.gender,
        day_text(person.born),
        person.education,
        person.status,
    )
    for job in person.jobs:
        draft.tables.add(
            "employments",
            person.id,
            job.employer.uscc,
            day_text(job.first),
            day_text(job.last),
            job.post,
            job.key_post,
            job.front_line,
        )
