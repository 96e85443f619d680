"""Flexible mobility: who is lent to whom, for how long, and which loans break a rule.

Of the loans of technicians and above 70 % stay in the province, 20 % go to a neighbour, 10 % far;
45 % are for projects, 35 % services, 20 % part-time posts; the median is four months. Honest loans
of a person follow one another, lie inside the home employment and have both consents. Now and then
one breaks exactly one rule, and the truth names it.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from registry.seeding.chance import Chance, Weighted
from registry.seeding.days import YEAR, day_text
from registry.seeding.people import Job, Person
from registry.seeding.profiles import ASSIGNMENT_YEARS, ASSIGNMENTS_A_YEAR
from registry.seeding.words import words

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


class Mobility:
    """Writes assignments, and the consents of their people and of everybody else."""

    def __init__(self, draft: Draft, clusters: list[Cluster]) -> None:
        self.draft = draft
        self.chance = Chance(draft.seed, "mobility")
        self._firms: dict[str, list[Organisation]] = {}
        for cluster in clusters:
            self._firms.setdefault(cluster.province.code, []).extend(cluster.firms)
        self._due = deque(_CONFLICTS)
        loans = draft.workers * 0.065 * self._mean()
        self._stride = max(1, min(round(1 / _CONFLICT_SHARE), round(loans) // (_LEAST_OF_EACH * 5)))
        self._since_conflict = 0

    def _mean(self) -> float:
        """Return how many loans a technician has had in the years that are told."""
        return min(ASSIGNMENTS_A_YEAR * ASSIGNMENT_YEARS * self.draft.profile.boost, 2.0)

    def move(self, people: list[Person], cluster: Cluster) -> None:
        """Write the loans and consents of the people of a cluster."""
        chance = self.chance
        for person in people:
            loans: list[Loan] = []
            job = person.job
            if person.rank >= 5 and job is not None and person.status == "ACTIVE":
                loans = self._loans(person, job, cluster)
            if loans and job is not None:
                self._since_conflict += len(loans)
                if self._since_conflict >= self._stride and self._break_rule(loans, job):
                    self._since_conflict = 0
                self._write(person, job, loans)
            if chance.random() < self.draft.profile.search_consent * 1.05:
                self._consent_to_search(person)
            if person.rank >= 4 and chance.random() < 0.03:
                first = day_text(self.draft.today - chance.between(1, 700))
                grantee = chance.pick(self._firms[cluster.province.code]).uscc
                self.draft.tables.add("consents", person.id, "CONTACT", first, "", grantee)

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

    # --- rules broken on purpose ----------------------------------------------------------------

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

    # --- rows -----------------------------------------------------------------------------------

    def _write(self, person: Person, job: Job, loans: list[Loan]) -> None:
        chance, tables = self.chance, self.draft.tables
        refuses = loans[0].conflict == "NO_WORKER_CONSENT"
        by_consent = not refuses and chance.happens(0.85)
        if by_consent:
            first = min(loan.first for loan in loans) - chance.between(1, 30)
            grantee = loans[0].host.uscc if len(loans) == 1 and chance.happens(0.1) else ""
            tables.add("consents", person.id, "FLEXIBLE_MOBILITY", day_text(first), "", grantee)
        for loan in loans:
            number = tables.number("assignments", "F")
            if loan.conflict:
                self.draft.truth.assignment(number, loan.conflict)
            word = chance.pick(("", "0")) if refuses else ""
            tables.add(
                "assignments",
                number,
                person.id,
                job.employer.uscc,
                loan.host.uscc,
                loan.mode,
                day_text(loan.first),
                day_text(loan.last),
                str(loan.duty),
                loan.host.project if loan.mode == "PROJECT" else "",
                chance.pick(words("assignment_purpose")),
                f"借调同意-{number[1:]}" if loan.home_consent else "",
                word if refuses or by_consent else "1",
                self._status(loan),
            )

    def _status(self, loan: Loan) -> str:
        today = self.draft.today
        if loan.cancelled:
            return "CANCELLED"
        if loan.first > today:
            return "PLANNED"
        return "ENDED" if loan.last and loan.last < today else "ACTIVE"

    def _consent_to_search(self, person: Person) -> None:
        """Write a consent in force for most; a few have ended or name one enterprise."""
        chance, today = self.chance, self.draft.today
        first = today - chance.between(3, 4 * YEAR)
        last = 0
        grantee = ""
        draw = chance.random()
        if draw < 0.05:
            last = chance.between(first, today - 1)
        elif draw < 0.1:
            last = today + chance.between(5, 700)
        elif draw < 0.12 and person.job is not None:
            firms = self._firms[person.job.employer.province]
            grantee = chance.pick(firms).uscc
        self.draft.tables.add(
            "consents", person.id, "TALENT_SEARCH", day_text(first), day_text(last), grantee
        )
