"""S10 to S13: apprenticeships with their mentors and classes, posts of a year, works of studios.

About one skilled worker in a hundred was or is an apprentice (2.25 million in about five years):
one in thirty is tried, many of whom joined too late or have no master. Every so often one breaks a
rule, and the truth names which. Teachers are skilled people of the city who also work for its
college, as many colleges have them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from registry.programme.apprenticeships.facts import Problem
from registry.seeding.chance import Chance
from registry.seeding.days import YEAR, day_text, ordinal, year_of
from registry.seeding.draft import Draft
from registry.seeding.organisations import Cluster, Organisation
from registry.seeding.people import Award, Job, Person
from registry.seeding.programme.topic import Topic
from registry.vocabulary import Rank

_SHARE: Final = 1 / 30
_FAULTY: Final = 4
"""One in so many breaks a rule."""
_TEACHERS: Final = 4
_LOWEST_TARGET: Final = 3
_HIGHEST_TARGET: Final = 6
_ORIGINS: Final = ("NEW_HIRE", "ON_POST", "ON_POST", "TRANSFERRED")
_FUNDS: Final = ("SKILL_ACCOUNT", "EMPLOYMENT_SUBSIDY", "")
_SINCE: Final = ordinal(2021, 6, 8)
"""Before, no regulation was in force by which anything could be judged."""


@dataclass(slots=True)
class _College:
    """A college and who teaches there, with the day on which each began."""

    uscc: str
    teachers: list[tuple[Person, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Plan:
    """An apprenticeship before it is written; days are ordinals, 0 is an empty cell."""

    person: Person
    job: Job
    first: int
    last: int
    target: int
    occupation: str
    status: str = "RUNNING"
    completed: int = 0
    number: str = ""
    wage: int = 3_600
    contract_last: int = 0
    master: str = ""
    teacher: str = ""


class Apprenticeships(Topic):
    """Writes classes, apprenticeships, posts of a year and what studios produced."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self._chance = Chance(draft.seed, "apprenticeships")
        self._colleges: dict[str, _College] = {}
        self._due = deque(_BREAKERS)
        self._written = 0

    def organisation(self, organisation: Organisation, cluster: Cluster) -> None:
        """Write what a firm says of its posts; a college waits for its teachers."""
        if organisation.kind == "SCHOOL":
            self._colleges[cluster.province.code] = _College(organisation.uscc)
        elif organisation.kind == "ENTERPRISE" and self._chance.happens(0.8):
            self._posts(organisation)

    def people(self, people: Sequence[Person], cluster: Cluster) -> None:
        """Let some of each firm learn from its masters and the teachers of the college."""
        college = self._colleges.get(cluster.province.code)
        if college is not None and len(college.teachers) < _TEACHERS:
            self._hire_teachers(college, people)
        for firm in cluster.firms:
            self._train(firm, college)
        for person in people:
            if person.studio:
                for achievement in person.achievements[:2]:
                    self.draft.tables.add("studio_achievements", person.studio, achievement)

    def _posts(self, firm: Organisation) -> None:
        chance, year = self._chance, year_of(self.draft.today)
        posts = max(10, round(firm.headcount * 1.4))
        for back in (2, 1, 0):
            kept = round(posts * chance.around(0.04, 0.6))
            said = str(min(kept, posts)) if chance.happens(0.93) else ""
            number = f"岗位{year - back}-{chance.between(1, 999):03d}"
            self.draft.tables.add(
                "apprentice_posts", firm.uscc, str(year - back), str(posts), said, number
            )

    def _hire_teachers(self, college: _College, people: Sequence[Person]) -> None:
        """Give skilled people a second job at the college, begun before the one at their firm."""
        for person in people:
            job = person.job
            grown = person.born + 18 * YEAR + 30
            if person.rank < 5 or person.rank > 6 or job is None or job.first <= grown + 1:
                continue
            first = max(grown, job.first - self._chance.between(30, 900))
            self.draft.tables.add(
                "employments", person.id, college.uscc, day_text(first), "", "外聘教师", "", "0"
            )
            college.teachers.append((person, first))
            if len(college.teachers) >= _TEACHERS:
                return

    def _train(self, firm: Organisation, college: _College | None) -> None:
        masters = [person for person in firm.staff if person.rank >= 5]
        if not masters or college is None or not college.teachers:
            return
        plans = [
            plan
            for person in firm.staff
            if 0 < person.rank < 5 and self._chance.happens(_SHARE)
            for plan in (self._plan(person, firm),)
            if plan is not None
        ]
        taught = [plan for plan in plans if self._find_mentors(plan, masters, college)]
        if taught:
            group = self._class(firm, college, taught)
            for plan in taught:
                self._write(plan, firm, college, group)

    def _plan(self, person: Person, firm: Organisation) -> _Plan | None:
        """Return an apprenticeship that led to a certificate, or one that goes on."""
        job, chance, today = person.job, self._chance, self.draft.today
        if job is None or job.employer is not firm or person.status != "ACTIVE":
            return None
        won = _last_clean(person)
        if won is not None and won.issued - 700 > job.first and won.issued + 60 < today:
            first = won.issued - chance.between(400, 690)
            if first < _SINCE:
                return None
            return _Plan(
                person, job, first, first + 720, won.rank, won.occupation,
                status="COMPLETED", completed=won.issued + chance.between(0, 25),
                number=won.number, wage=chance.between(2_900, 6_800),
            )  # fmt: skip
        first = today - chance.between(20, 500)
        if first <= job.first:
            return None
        target = min(max(person.rank + 1, _LOWEST_TARGET), _HIGHEST_TARGET)
        wage = chance.between(2_900, 6_800)
        return _Plan(person, job, first, first + 720, target, person.trade.key, wage=wage)

    def _find_mentors(self, plan: _Plan, masters: list[Person], college: _College) -> bool:
        """Name mentors who were where they should be from the first day on."""
        employed = {one.id for one, _ in college.teachers}
        here = [
            one
            for one in masters
            if one.job is not None and one.job.first <= plan.first and one.id not in employed
        ]
        teachers = [one for one, since in college.teachers if since <= plan.first]
        if not here or not teachers:
            return False
        plan.master = self._chance.pick(here).id
        plan.teacher = self._chance.pick(teachers).id
        return True

    def _class(self, firm: Organisation, college: _College, plans: list[_Plan]) -> str:
        tables, first = self.draft.tables, min(plan.first for plan in plans)
        number = tables.number("apprentice_classes", "K")
        trade = plans[0].occupation
        tables.add(
            "apprentice_classes", number, firm.uscc, college.uscc, trade,
            Rank(plans[0].target).name, day_text(first),
            day_text(max(plan.last for plan in plans)), "工学交替培养方案",
            f"学徒{year_of(first)}-{number[1:]}",
        )  # fmt: skip
        return number

    def _write(self, plan: _Plan, firm: Organisation, college: _College, group: str) -> None:
        chance, tables = self._chance, self.draft.tables
        number = tables.number("apprenticeships", "A")
        self._written += 1
        if self._written % _FAULTY == 0:
            self._break(plan, number)
        contract = plan.first if plan.contract_last else plan.job.first
        tables.add(
            "apprenticeships", number, plan.person.id, firm.uscc, college.uscc, group,
            plan.occupation, Rank(plan.target).name, plan.master, plan.teacher,
            chance.pick(_ORIGINS), day_text(contract), day_text(plan.contract_last),
            day_text(plan.first), day_text(plan.last), f"学徒协议-{number[1:]}",
            str(plan.wage) if plan.wage else "", chance.pick(_FUNDS), plan.status,
            day_text(plan.completed), plan.number,
        )  # fmt: skip

    def _break(self, plan: _Plan, number: str) -> None:
        """Break the rule whose turn it is, if this apprenticeship can break it."""
        fault = self._due[0]
        if _BREAKERS[fault](plan, self.draft.today):
            self._due.rotate(-1)
            self.draft.truth.apprenticeships[number] = [fault.value]


def _without_master(plan: _Plan, _today: int) -> bool:
    plan.master = ""
    return True


def _without_teacher(plan: _Plan, _today: int) -> bool:
    plan.teacher = ""
    return True


def _wrong_teacher(plan: _Plan, _today: int) -> bool:
    """Name the master of the firm as the teacher of the college, where he has never worked."""
    plan.teacher = plan.master
    return True


def _short_contract(plan: _Plan, _today: int) -> bool:
    plan.contract_last = plan.first + 200
    return True


def _too_short(plan: _Plan, today: int) -> bool:
    if plan.status == "RUNNING" and plan.first + 250 < today:
        return False
    plan.last = plan.first + 250
    return True


def _too_long(plan: _Plan, _today: int) -> bool:
    plan.last = plan.first + 1_300
    return True


def _low_wage(plan: _Plan, _today: int) -> bool:
    plan.wage = 1_500
    return True


def _wrong_level(plan: _Plan, _today: int) -> bool:
    plan.target = int(Rank.JUNIOR if plan.status == "COMPLETED" else Rank.CHIEF_TECHNICIAN)
    return True


def _overdue(plan: _Plan, today: int) -> bool:
    if plan.last >= today:
        return False
    plan.status, plan.completed, plan.number = "RUNNING", 0, ""
    return True


def _without_certificate(plan: _Plan, _today: int) -> bool:
    """Train for the highest certificate, which nobody who learns has."""
    if plan.status != "COMPLETED":
        return False
    plan.target, plan.number = _HIGHEST_TARGET, ""
    return True


_BREAKERS: Final[Mapping[Problem, Callable[[_Plan, int], bool]]] = {
    Problem.MISSING_ENTERPRISE_MENTOR: _without_master,
    Problem.MISSING_SCHOOL_MENTOR: _without_teacher,
    Problem.MENTOR_NOT_EMPLOYED: _wrong_teacher,
    Problem.CONTRACT_TOO_SHORT: _short_contract,
    Problem.TOO_SHORT: _too_short,
    Problem.TOO_LONG: _too_long,
    Problem.WAGE_BELOW_MINIMUM: _low_wage,
    Problem.LEVEL_NOT_ALLOWED: _wrong_level,
    Problem.OVERDUE: _overdue,
    Problem.COMPLETED_WITHOUT_CERTIFICATE: _without_certificate,
}


def _last_clean(person: Person) -> Award | None:
    """Return the latest certificate that counts and that an apprenticeship may lead to."""
    fitting = [
        award
        for award in person.awards
        if award.rank >= _LOWEST_TARGET
        and award.rank <= _HIGHEST_TARGET
        and award.occupation
        and award.status == "VALID"
        and not award.codes
    ]
    return max(fitting, key=lambda award: award.issued, default=None)
