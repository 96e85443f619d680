"""Appointments, honours, contests, achievements, studios and what bodies say of the best.

Special and chief technicians come by quota from the honest shares times the profile's boost; they
are appointed by their own employer. Honours go to senior technicians and above first. Everything
that policies ask for is present for some, absent for others and unknown for the rest, so that a
search shows all three outcomes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from registry.seeding.chance import Chance, Quota
from registry.seeding.days import YEAR, day_text, ordinal, year_of
from registry.seeding.people import Job, Person
from registry.seeding.trades import level_key
from registry.seeding.words import words

if TYPE_CHECKING:
    from registry.seeding.draft import Draft

_SPECIAL_BEGINS: Final = ordinal(2021, 12)
_CHIEF_BEGINS: Final = ordinal(2022, 10)


@dataclass(frozen=True, slots=True)
class Honour:
    """An honour type; most are given in odd years only.

    `share` is of all people who ever got it, `lowest` the rank it begins at.
    """

    id: str
    name: str
    level: str
    share: float
    quota: int = 0
    lowest: int = 6
    yearly: bool = False


HONOURS: Final = (
    Honour("GRAND_SKILL_AWARD", "中华技能大奖", "NATIONAL", 320 / 220e6, quota=30),
    Honour("NATIONAL_TECHNICAL_EXPERT", "全国技术能手", "NATIONAL", 3_616 / 220e6, quota=300),
    Honour("STATE_COUNCIL_ALLOWANCE", "国务院政府特殊津贴", "NATIONAL", 4_263 / 220e6),
    Honour("NATIONAL_MODEL_WORKER", "全国劳动模范", "NATIONAL", 6e-6, lowest=5),
    Honour("MAY_DAY_MEDAL", "全国五一劳动奖章", "NATIONAL", 9e-6, lowest=5, yearly=True),
    Honour("PROVINCIAL_CHIEF_TECHNICIAN_TITLE", "省级首席技师（荣誉称号）", "PROVINCIAL", 2e-5),
    Honour("PROVINCIAL_TECHNICAL_EXPERT", "省级技术能手", "PROVINCIAL", 5e-5, lowest=5,
           yearly=True),
    Honour("CITY_CHIEF_TECHNICIAN_TITLE", "市级首席技师（荣誉称号）", "CITY", 4e-5, lowest=5,
           yearly=True),
    Honour("CITY_TECHNICAL_EXPERT", "市级技术能手", "CITY", 8e-5, lowest=5, yearly=True),
)  # fmt: skip
"""National shares are official counts over 220 million; the others are assumptions."""


class Leaders:
    """Writes what distinguishes technicians and above."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.chance = Chance(draft.seed, "leaders")
        self._quotas = {h.id: Quota(h.share * draft.profile.boost) for h in HONOURS}
        self._given: dict[tuple[str, str], int] = {}

    def write_types(self) -> None:
        """Write the honour types."""
        for honour in HONOURS:
            quota = str(honour.quota) if honour.quota else ""
            self.draft.tables.add("honour_types", honour.id, honour.name, honour.level, quota)

    def distinguish(self, people: list[Person]) -> None:
        """Write the distinctions of the people of a cluster."""
        for quota in self._quotas.values():
            quota.accrue(len(people))
        for person in people:
            self._appoint(person)
            if person.rank >= 5:
                for honour in HONOURS:
                    self._honour(person, honour)
                self._achieve(person)
            if person.rank >= 6:
                self._attest(person)
            if self.chance.random() < 0.002:
                self._charge(person)

    # --- appointments ---------------------------------------------------------------------------

    def _appoint(self, person: Person) -> None:
        job, today = person.job, self.draft.today
        if job is None or person.status != "ACTIVE":
            return
        if person.rank == 1:
            self._appointment(person, job, 1, job.first, job.first + 2 * YEAR)
        elif person.rank >= 7:
            self._appoint_top(person, job)
        elif person.rank >= 5 and job.employer.filing is not None and person.awards:
            best = max(person.awards, key=lambda award: award.rank)
            if best.rank == person.rank and self.chance.happens(0.6):
                first = max(best.issued, job.first) + self.chance.between(20, 200)
                last = 0 if self.chance.happens(0.6) else first + 4 * YEAR
                if first <= today:
                    self._appointment(person, job, person.rank, first, last)

    def _appoint_top(self, person: Person, job: Job) -> None:
        """Appoint a special technician; a chief has been one for two years before."""
        chance, today = self.chance, self.draft.today
        certified = next((a.issued for a in person.awards if a.rank == 7), 0)
        latest = today - (2 * YEAR + 200 if person.rank == 8 else 30)
        first = chance.between(_SPECIAL_BEGINS, latest)
        if certified:
            first = min(max(certified + chance.between(5, 40), _SPECIAL_BEGINS), today)
        chief = first + 2 * YEAR + chance.between(0, 150)
        is_chief = person.rank == 8 and _CHIEF_BEGINS <= chief <= today
        self._appointment(person, job, 7, first, chief - 1 if is_chief else 0)
        if is_chief:
            self._appointment(person, job, 8, chief, 0)
        self.draft.appointed[8 if is_chief else 7] += 1

    def _appointment(self, person: Person, job: Job, rank: int, first: int, last: int) -> None:
        chance = self.chance
        number = f"{year_of(first)}-{chance.between(1, 999):03d}"
        fields = {chance.pick(words("key_field")) for _ in range(2)} if rank >= 6 else ()
        self.draft.tables.add(
            "appointments",
            self.draft.tables.number("appointments", "A"),
            person.id,
            job.employer.uscc,
            level_key(rank),
            job.post,
            day_text(first),
            day_text(last),
            f"聘字〔{number[:4]}〕{number[5:]}号" if rank >= 5 else "",
            day_text(first + 15) if rank >= 7 and first + 15 <= self.draft.today else "",
            ";".join(sorted(fields)),
        )

    # --- honours, achievements, statements ------------------------------------------------------

    def _honour(self, person: Person, honour: Honour) -> None:
        chance = self.chance
        credit = {8: 4.0, 7: 1.5}.get(person.rank, 0.0)
        if person.job is not None and person.job.employer.showcase:
            credit += 3.0
        if person.rank < honour.lowest or chance.random() > 0.15 * (1 + credit):
            return
        year = year_of(self.draft.today) - chance.between(1, 9)
        year -= not honour.yearly and year % 2 == 0
        batch = str(year)
        if honour.quota and self._given.get((honour.id, batch), 0) >= honour.quota:
            return
        if not self._quotas[honour.id].take(credit):
            return
        self._given[honour.id, batch] = self._given.get((honour.id, batch), 0) + 1
        on = ordinal(year, chance.between(3, 12), chance.between(1, 28))
        serial = chance.between(1, 99)
        self.draft.tables.add(
            "honours",
            person.id,
            honour.id,
            batch,
            batch,
            day_text(on) if chance.happens(0.8) else "",
            f"表彰决定〔{year}〕{serial}号",
            f"https://honours.example/{year}/{serial:02d}",
        )

    def _achieve(self, person: Person) -> None:
        chance = self.chance
        likely = {5: 0.12, 6: 0.45, 7: 0.9, 8: 1.0}[person.rank]
        for _ in range(3):
            if not chance.happens(likely):
                return
            kind = chance.pick(
                (
                    "PRODUCT",
                    "INNOVATION",
                    "INNOVATION",
                    "INVENTION",
                    "RESEARCH",
                    "STANDARD",
                    "METHOD",
                )
            )
            title = chance.pick(words("achievement_object"))
            title += chance.pick(words(f"achievement_{kind.lower()}"))
            scopes = ("TRADE", "NATION", "REGION") if person.rank >= 7 else ("ENTERPRISE", "REGION")
            on = day_text(self.draft.today - chance.between(60, 10 * YEAR))
            number = self.draft.tables.number("achievements", "C")
            person.achievements.append(number)
            self.draft.tables.add(
                "achievements",
                number,
                person.id,
                kind,
                title,
                chance.pick(scopes) if chance.happens(0.9) else "",
                on if chance.happens(0.93) else "",
                chance.pick(words("key_field")) if chance.happens(0.7) else "",
            )

    def _attest(self, person: Person) -> None:
        """Let a body say whether a contribution is outstanding, and a craft unique, for some."""
        chance, today = self.chance, self.draft.today
        for code, likely in (("OUTSTANDING_CONTRIBUTION", 0.45), ("UNIQUE_CRAFT", 0.1)):
            if not chance.happens(likely + (person.rank >= 7) * 0.35):
                continue
            first = today - chance.between(10, 4 * YEAR)
            self.draft.tables.add(
                "statements",
                person.id,
                code,
                "1" if chance.happens(0.8) else "0",
                day_text(first),
                day_text(first + 3 * YEAR) if chance.happens(0.3) else "",
                "省级技能人才评审委员会",
                f"评审〔{year_of(first)}〕{chance.between(1, 400)}号",
            )

    def _charge(self, person: Person) -> None:
        chance = self.chance
        first = self.draft.today - chance.between(30, 6 * YEAR)
        self.draft.tables.add(
            "misconduct",
            person.id,
            chance.pick(("SAFETY", "QUALITY", "FRAUD", "DISCIPLINE")),
            day_text(first),
            day_text(first + chance.between(30, 2 * YEAR)) if chance.happens(0.8) else "",
            f"处分〔{year_of(first)}〕{chance.between(1, 900)}号",
        )
