"""Flexible mobility and consent: who was lent to whom, whom they taught there, who agreed to what.

Honest loans have both consents and lie inside the home employment. Where a loan breaks a rule, the
truth names it (see `loans`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from registry.seeding.chance import Chance
from registry.seeding.days import YEAR, day_text
from registry.seeding.loans import Lender, Loan
from registry.seeding.people import Job, Person
from registry.seeding.words import words

if TYPE_CHECKING:
    from registry.seeding.draft import Draft
    from registry.seeding.organisations import Cluster, Organisation


class Mobility:
    """Writes assignments, and the consents of their people and of everybody else."""

    def __init__(self, draft: Draft, clusters: list[Cluster]) -> None:
        self.draft = draft
        self.chance = Chance(draft.seed, "mobility")
        self._firms: dict[str, list[Organisation]] = {}
        for cluster in clusters:
            self._firms.setdefault(cluster.province.code, []).extend(cluster.firms)
        self._lender = Lender(draft, self.chance, self._firms)

    def move(self, people: list[Person], cluster: Cluster) -> None:
        """Write the loans and consents of the people of a cluster."""
        chance = self.chance
        for person in people:
            job = person.job
            if person.rank >= 5 and job is not None and person.status == "ACTIVE":
                loans = self._lender.loans(person, job, cluster)
                if loans:
                    self._write(person, job, loans)
                for loan in loans:
                    self._teach_there(person, loan)
            if chance.random() < self.draft.profile.search_consent * 1.05:
                self._consent_to_search(person)
            if person.rank >= 4 and chance.random() < 0.03:
                first = day_text(self.draft.today - chance.between(1, 700))
                grantee = chance.pick(self._firms[cluster.province.code]).uscc
                self.draft.tables.add("consents", person.id, "CONTACT", first, "", grantee)

    def _teach_there(self, person: Person, loan: Loan) -> None:
        """Let some take on a pupil of the host: only hosts of the same cluster have staff now."""
        chance, today = self.chance, self.draft.today
        if loan.cancelled or not loan.host.staff or not chance.happens(0.5):
            return
        pupil = chance.pick(loan.host.staff)
        job = pupil.job
        first = chance.between(loan.first, min(loan.last or today, today))
        is_there = job is not None and job.employer is loan.host and job.first <= first <= today
        if is_there and pupil is not person and 0 < pupil.rank < person.rank:
            since, until = day_text(first), day_text(first + YEAR)
            self.draft.tables.add(
                "mentorships", person.id, pupil.id, "ENTERPRISE", since, until, ""
            )

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
