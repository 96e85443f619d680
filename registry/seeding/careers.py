"""The certificates of a person: a ladder in their trade, now and then a second trade.

Before October 2019 a certificate is an old qualification (16 digits, no filing); since then a
skill-grade certificate (22 characters) after a planned session of the employer, if it is filed and
the person works there, or else of the cluster's social evaluator. Where no session fits, the rung
is left out: people skip grades, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from registry.seeding.chance import Chance, Weighted
from registry.seeding.days import YEAR, ordinal, year_of
from registry.seeding.filings import SPECIAL, Filing, Result, Session
from registry.seeding.people import Award, Person
from registry.seeding.profiles import CERTIFICATE_COUNT_WEIGHTS

if TYPE_CHECKING:
    from registry.seeding.draft import Draft
    from registry.seeding.organisations import Cluster
    from registry.seeding.trades import Trade

_SCHEME_BEGINS: Final = ordinal(2019, 10)
_QUALIFICATIONS_BEGIN: Final = ordinal(2000, 3)
_EDITION_2022: Final = ordinal(2022, 9, 28)
_EDITION_2015: Final = ordinal(2015, 8)
_COUNTS: Final = Weighted(CERTIFICATE_COUNT_WEIGHTS)
_YOUNGEST: Final = {2: 17, 3: 19, 4: 22, 5: 27, 6: 31}
"""Age at which a grade can be reached, after the years between grades of DOMAIN.md 3.1."""

_DIGITS: Final = {2: "5", 3: "4", 4: "3", 5: "2", 6: "1", SPECIAL: "T"}
"""Grade digits; for special technicians a letter that no source names (T here, data elsewhere)."""

_OLD_CODE_SHARE: Final = 0.1


class Examiner:
    """Gives people their certificates, each number once."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.chance = Chance(draft.seed, "careers")
        self._qualified: dict[str, int] = {}
        self._abilities = 0
        self._results = 0

    def examine(self, people: list[Person], cluster: Cluster) -> None:
        """Give everybody of a cluster what they are to hold."""
        for person in people:
            if person.rank >= 2:
                self._climb(person, cluster)
                if self.chance.random() < 0.02:
                    self._ability(person, cluster)

    def _climb(self, person: Person, cluster: Cluster) -> None:
        """Go down the ladder from the grade reached, in time and grade."""
        chance, count = self.chance, self.chance.draw(_COUNTS)
        top = min(person.rank, 6)
        count = max(count, top - 3)
        # The senior technician's grade of those above lies well back.
        latest = self.draft.today - (chance.between(8, 14) * YEAR if person.rank >= SPECIAL else 3)
        rank = top
        while count and rank >= person.trade.lowest:
            award = self._rung(person, person.trade, rank, latest, cluster)
            if award is not None:
                count -= 1
                latest = award.issued - chance.between(2 * YEAR, 5 * YEAR)
            rank -= 1
        person.awards.reverse()
        if person.rank >= SPECIAL:
            self._special(person)
        elif count and top <= 4:
            self._second_trade(person, cluster)

    def _second_trade(self, person: Person, cluster: Cluster) -> None:
        other = self.chance.pick(cluster.evaluator.trades)
        if other.key != person.trade.key:
            self._rung(person, other, other.lowest, self.draft.today - 3, cluster)

    def _rung(
        self, person: Person, trade: Trade, rank: int, latest: int, cluster: Cluster
    ) -> Award | None:
        earliest = person.born + _YOUNGEST[rank] * YEAR
        if latest >= _SCHEME_BEGINS and self.chance.random() < 0.85:
            award = self._by_session(person, trade, rank, earliest, latest, cluster)
            if award is not None:
                return award
        earliest = max(earliest, _QUALIFICATIONS_BEGIN)
        latest = min(latest, _SCHEME_BEGINS - 1)
        if earliest > latest:
            return None
        # Recent years count more: the better of two draws.
        issued = max(self.chance.between(earliest, latest), self.chance.between(earliest, latest))
        return self._qualification(person, trade, rank, issued, cluster)

    def _by_session(  # noqa: PLR0917 - all of one sitting
        self, person: Person, trade: Trade, rank: int, earliest: int, latest: int, cluster: Cluster
    ) -> Award | None:
        key = trade.key
        if trade.old_keys and self.chance.random() < _OLD_CODE_SHARE:
            key, latest = trade.old_keys[0], min(latest, _EDITION_2022)
        for job in person.jobs:
            filing = job.employer.filing
            if filing is not None:
                until = min(latest, job.last or latest)
                session = filing.session(key, rank, max(earliest, job.first), until)
                if session is not None:
                    return self.award(person, trade, session)
        filing = cluster.evaluator.filing
        session = filing.session(key, rank, earliest, latest) if filing is not None else None
        return None if session is None else self.award(person, trade, session)

    def award(self, person: Person, trade: Trade, session: Session) -> Award:
        """Return the certificate of a person who passes a session, entered in both."""
        filing = session.filing
        award = Award(
            holder=person,
            kind="SPECIAL_TECHNICIAN" if session.rank == SPECIAL else "SKILL_GRADE",
            number=skill_number(filing, session.issued, session.rank),
            occupation=session.occupation,
            work_type=self.chance.pick(trade.work_types),
            rank=session.rank,
            issued=session.issued,
            registered=min(session.issued + self.chance.between(0, 12), self.draft.today),
            filing=filing,
        )
        self.enter(award, session)
        person.awards.append(award)
        return award

    def enter(self, award: Award, session: Session, *, passed: bool = True) -> None:
        """Enter the result of a certificate's holder into a session."""
        self._results += 1
        result = Result(f"R{self._results:09d}", award.holder, passed, award)
        session.results.append(result)
        award.result, award.result_id = result, result.id

    def fail(self, person: Person, session: Session) -> None:
        """Enter somebody who sat and did not pass."""
        self._results += 1
        session.results.append(Result(f"R{self._results:09d}", person, passed=False))

    def _special(self, person: Person) -> None:
        job = person.job
        if job is None or job.employer.filing is None:
            return
        # A chief technician has been a special one for some years.
        latest = self.draft.today - (3 * YEAR if person.rank > SPECIAL else 30)
        session = job.employer.filing.session(person.trade.key, SPECIAL, job.first, latest)
        if session is not None:
            self.award(person, person.trade, session)

    def _qualification(
        self, person: Person, trade: Trade, rank: int, issued: int, cluster: Cluster
    ) -> Award:
        key = trade.key
        if trade.old_keys and self.chance.random() < _OLD_CODE_SHARE:
            is_older = issued < _EDITION_2015 and len(trade.old_keys) > 1
            key = trade.old_keys[1 if is_older else 0]
        elif self.chance.random() < 0.002:
            key = ""
        place = f"{cluster.province.old_code}{cluster.index % 100:02d}2{cluster.index // 100:03d}"
        serial = self._qualified[place] = self._qualified.get(place, 0) + 1
        award = Award(
            holder=person,
            kind="QUALIFICATION",
            number=f"{year_of(issued) % 100:02d}{place}{_DIGITS[rank]}{serial:05d}",
            occupation=key,
            work_type=self.chance.pick(trade.work_types) if key else "",
            rank=rank,
            issued=issued,
            registered=issued + self.chance.between(0, 25),
        )
        person.awards.append(award)
        return award

    def _ability(self, person: Person, cluster: Cluster) -> None:
        self._abilities += 1
        year = year_of(self.draft.today) - self.chance.between(1, 6)
        issued = ordinal(year, 1 + self._abilities % 12, 15)
        block, serial = divmod(self._abilities, 100_000)
        number = f"{year % 100:02d}{cluster.province.code[:2]}000{block:03d}6{serial:05d}"
        person.awards.append(self.ability(person, number, issued))

    def ability(self, person: Person, number: str, issued: int) -> Award:
        """Return a special-ability certificate: 16 digits with 6 in the grade's place, no grade."""
        return Award(
            holder=person,
            kind="SPECIAL_ABILITY",
            number=number,
            occupation=person.trade.key,
            work_type="",
            rank=0,
            issued=issued,
            registered=issued + 5,
        )


def skill_number(filing: Filing, issued: int, rank: int) -> str:
    """Return the next certificate number of a filing, with year of issue and grade digit."""
    return f"{filing.prefix}{year_of(issued) % 100:02d}{_DIGITS[rank]}{filing.serial()}"
