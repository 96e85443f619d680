"""Masters and their pupils, studios and their members, contests and their places.

A master teaches people of lower grade in the same firm; the teaching begins before the pupil's best
certificate where there is one, so that many pupils are promoted while taught. Nobody is a master's
master in a ring, because the grade falls from master to pupil.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from registry.seeding.chance import Chance, Quota, Weighted
from registry.seeding.days import YEAR, day_text, year_of
from registry.seeding.people import Person
from registry.seeding.trades import contest_field

if TYPE_CHECKING:
    from registry.seeding.draft import Draft
    from registry.seeding.organisations import Cluster, Organisation

_MASTERS: Final = {4: 0.01, 5: 0.25, 6: 0.6, 7: 0.95, 8: 1.0}
"""Share of people of a grade who teach (assumption)."""

_STUDIO_SHARES: Final = {"NATIONAL": 5e-6, "PROVINCIAL": 3.6e-5, "CITY": 2.5e-5, "ENTERPRISE": 4e-5}
"""500 national ones planned in four years, 60 a year in a province; the others are assumptions."""

_STUDIO_NAMES: Final = {
    "NATIONAL": "国家级技能大师工作室",
    "PROVINCIAL": "省级技能大师工作室",
    "CITY": "市级技能大师工作室",
    "ENTERPRISE": "劳模创新工作室",
}
_CONTESTS: Final = Weighted((
    (("NATIONAL_1", "全国职业技能大赛"), 4.0),
    (("NATIONAL_2", "全国行业职业技能竞赛"), 10.0),
    (("PROVINCIAL_1", "省职业技能大赛"), 25.0),
    (("PROVINCIAL_2", "省行业职业技能竞赛"), 40.0),
    (("CITY", "市职工技能大赛"), 60.0),
))  # fmt: skip
"""Class and name of contests, by how many places come from them (assumption)."""


class Mentors:
    """Writes mentorships, studios and contest results."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.chance = Chance(draft.seed, "mentors")
        self._studios = {
            level: Quota(share * draft.profile.boost) for level, share in _STUDIO_SHARES.items()
        }
        self._counts = Chance(draft.seed, "participants")
        self._contests: dict[tuple[str, int, str], str] = {}
        self._events: dict[tuple[str, str], tuple[str, int]] = {}

    def teach(self, cluster: Cluster) -> None:
        """Let the masters of each firm teach, lead studios and compete."""
        for firm in cluster.firms:
            for studio in self._studios.values():
                studio.accrue(len(firm.staff))
            for person in firm.staff:
                likely = _MASTERS.get(person.rank)
                if likely is None:
                    continue
                if self.chance.random() < likely:
                    self._teach(person, firm)
                self._lead(person, firm)
                if self.chance.random() < {4: 0.01, 5: 0.1}.get(person.rank, 0.3):
                    self._compete(person, cluster)

    def _teach(self, master: Person, firm: Organisation) -> None:
        chance = self.chance
        median = 12 if master.rank >= 7 else 6 if master.rank == 6 else 2
        wanted = min(round(chance.around(median, 0.6)), 40, len(firm.staff) - 1)
        taken: set[str] = set()
        for _ in range(wanted):
            pupil = chance.pick(firm.staff)
            if 0 < pupil.rank < master.rank and pupil.id not in taken:
                taken.add(pupil.id)
                self._mentorship(master, pupil)

    def _mentorship(self, master: Person, pupil: Person) -> None:
        chance, today = self.chance, self.draft.today
        joined = max(job.first for job in pupil.jobs if not job.last)
        since = max(joined, today - 12 * YEAR)
        best = max((award.issued for award in pupil.awards), default=0)
        first = best - chance.between(100, 600) if best > since + 100 else since
        first = min(max(first, since), today - 1)
        last = first + chance.between(YEAR, 3 * YEAR)
        self.draft.tables.add(
            "mentorships",
            master.id,
            pupil.id,
            "MASTER" if master.rank >= 6 else "ENTERPRISE",
            day_text(first),
            day_text(last) if last < today or chance.happens(0.5) else "",
            f"师徒{year_of(first)}-{chance.between(1, 9_999):04d}" if chance.happens(0.7) else "",
        )

    def _lead(self, leader: Person, firm: Organisation) -> None:
        if leader.rank < 5 or self.chance.random() > {5: 0.1, 6: 0.4}.get(leader.rank, 0.95):
            return
        credit = 3.0 if leader.rank >= 7 else 0.0
        level = next((key for key, quota in self._studios.items() if quota.take(credit)), None)
        if level is None:
            return
        tables, chance = self.draft.tables, self.chance
        studio = leader.studio = tables.number("studios", "T")
        approved = self.draft.today - chance.between(60, 9 * YEAR)
        # Named for the trade: with the leader's name a card would tell who it is.
        name = f"{leader.trade.name}{_STUDIO_NAMES[level]}"
        on = day_text(approved) if chance.happens(0.95) else ""
        tables.add("studios", studio, name, level, leader.id, firm.uscc, on)
        members = {chance.pick(firm.staff).id for _ in range(chance.between(3, 12))} - {leader.id}
        for member in sorted(members):
            first = max(approved, self.draft.today - chance.between(10, 5 * YEAR))
            tables.add("studio_members", studio, member, day_text(first), "")

    def _compete(self, person: Person, cluster: Cluster) -> None:
        chance = self.chance
        class_, title = chance.draw(_CONTESTS)
        year = year_of(self.draft.today) - chance.between(1, 8)
        division = {"C": cluster.city.code, "P": cluster.province.code}.get(class_[0], "")
        event, rank = self._event(class_, f"{year}年{title}", year, division, person)
        medal = {1: "GOLD", 2: "SILVER", 3: "BRONZE"}.get(rank, "MERIT" if rank <= 10 else "")
        self.draft.tables.add("competition_results", event, person.id, str(rank), medal)

    def _event(
        self, class_: str, name: str, year: int, division: str, person: Person
    ) -> tuple[str, int]:
        """Return the event of a trade in a contest, made when first wanted, and the next place."""
        tables = self.draft.tables
        contest = self._contests.get((class_, year, division))
        if contest is None:
            contest = tables.number("competitions", "Q")
            self._contests[class_, year, division] = contest
            tables.add("competitions", contest, name, class_, str(year), division)
        known = self._events.get((contest, person.trade.key))
        if known is None:
            event = tables.number("competition_events", "E")
            title = f"{person.trade.name}项目"
            took_part = self._counts.between(40, 120) if self._counts.happens(0.8) else 0
            tables.add(
                "competition_events",
                event,
                contest,
                title,
                person.trade.key,
                contest_field(person.trade.key),
                str(took_part or ""),
            )
            known = (event, 0)
        event, placed = known[0], known[1] + 1
        self._events[contest, person.trade.key] = (event, placed)
        return event, placed
