"""Loans of people before they are written: honest ones, and one that breaks a rule now and then.

Of the loans of technicians and above 70 % stay in the province, 20 % go to a neighbour, 10 % far;
45 % are for projects, 35 % services, 20 % part-time posts; the median is four months. Honest loans
of a person follow one another inside the present job.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from registry.seeding.chance import Chance, Weighted
from registry.seeding.days import YEAR
from registry.seeding.people import Job, Person
from registry.seeding.profiles import ASSIGNMENT_YEARS, ASSIGNMENTS_A_YEAR

if TYPE_CHECKING:
    from registry.seeding.draft import Draft
    from registry.seeding.organisations import Cluster, Organisation

_MODES: Final = Weighted((("PROJECT", 45.0), ("SERVICE", 35.0), ("PART_TIME", 20.0)))
_MEDIAN_DAYS: Final = 120
_CONFLICT_SHARE: Final = 0.04
_LEAST_OF_EACH: Final = 3
_CONFLICTS: Final = (
    "DUTY_OVER_100",
    "OUTSIDE_HOME_EMPLOYMENT",
    "NO_HOME_CONSENT",
    "NO_WORKER_CONSENT",
    "HOST_IS_HOME",
)


@dataclass(slots=True)
class Loan:
    """An assignment before it is written; `last` 0 means open."""

    host: Organisation
    mode: str
    first: int
    last: int
    duty: int
    cancelled: bool = False
    home_consent: bool = True
    conflict: str = ""


class Lender:
    """Plans the loans of people; `firms` are all firms by province."""

    def __init__(self, draft: Draft, chance: Chance, firms: dict[str, list[Organisation]]) -> None:
        self.draft, self.chance, self._firms = draft, chance, firms
        self._due = deque(_CONFLICTS)
        loans = draft.workers * 0.065 * self._mean()
        self._stride = max(1, min(round(1 / _CONFLICT_SHARE), round(loans) // (_LEAST_OF_EACH * 5)))
        self._since_conflict = 0

    def _mean(self) -> float:
        """Return how many loans a technician has had in the years that are told."""
        return min(ASSIGNMENTS_A_YEAR * ASSIGNMENT_YEARS * self.draft.profile.boost, 2.0)

    def loans(self, person: Person, job: Job, cluster: Cluster) -> list[Loan]:
        """Return the loans of a person, one of them in conflict if that is due."""
        loans = self._loans(person, job, cluster)
        if loans:
            self._since_conflict += len(loans)
            if self._since_conflict >= self._stride and self._break_rule(loans, job):
                self._since_conflict = 0
        return loans

    def _loans(self, person: Person, job: Job, cluster: Cluster) -> list[Loan]:
        """Return loans that follow one another inside the present job."""
        chance, today = self.chance, self.draft.today
        mean = self._mean() * (0.7 + 0.3 * (person.rank - 4))
        count = int(mean) + chance.happens(mean - int(mean))
        first = max(job.first, today - ASSIGNMENT_YEARS * YEAR) + 90
        loans = []
        for _ in range(count):
            first += chance.between(0, 2 * ASSIGNMENT_YEARS * YEAR // (count + 1))
            if first > today + 90:
                break
            days = max(10, min(700, round(chance.around(_MEDIAN_DAYS, 0.6))))
            host = self._host(job.employer, cluster)
            if host is None:
                break
            duty = chance.pick((20, 30, 40, 50, 60, 80, 100))
            loan = Loan(host, chance.draw(_MODES), first, first + days, duty)
            loan.cancelled = chance.random() < 0.03
            loans.append(loan)
            first += days + 1
        if loans and loans[-1].last > today and chance.happens(0.1):
            loans[-1].last = 0
        return loans

    def _host(self, home: Organisation, cluster: Cluster) -> Organisation | None:
        """Return another firm, near by most of the time; None if there is no other."""
        chance = self.chance
        draw = chance.random()
        province = cluster.province.code
        if draw >= 0.9:
            province = chance.pick(list(self._firms))
        elif draw >= 0.7:
            province = chance.pick(cluster.province.neighbours)
        for candidates in (self._firms.get(province), *self._firms.values()):
            host = chance.pick(candidates) if candidates else home
            if host is not home:
                return host
        return None

    def _break_rule(self, loans: list[Loan], job: Job) -> bool:
        """Let the first loan break the rule whose turn it is; say whether it could."""
        loan, kind = loans[0], self._due[0]
        if loan.cancelled:
            return False
        if kind == "OUTSIDE_HOME_EMPLOYMENT":
            if loan.last == 0:
                return False
            loan.first = job.first - self.chance.between(10, 60)
        elif kind == "NO_HOME_CONSENT":
            loan.home_consent = False
        elif kind == "NO_WORKER_CONSENT":
            if len(loans) > 1:
                return False
        elif kind == "HOST_IS_HOME":
            loan.host = job.employer
        else:
            loan.duty = max(loan.duty, 60)
            last = loan.last or loan.first + 200
            inside = Loan(loan.host, "SERVICE", loan.first + 3, last - 3, 50)
            inside.conflict = kind
            loans.append(inside)
        loan.conflict = kind
        self._due.rotate(-1)
        return True
