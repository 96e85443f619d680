"""Plants the frauds of the domain among honest certificates, and says exactly which.

The planter goes round the kinds, so each appears even in a small nation, three in a thousand in a
large one. A person is touched once. Whole sessions turn suspicious last, and only clean ones.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from registry.seeding.assessments import write_filing
from registry.seeding.careers import Examiner
from registry.seeding.chance import Chance
from registry.seeding.filings import Filing, Session
from registry.seeding.forgeries import Forgeries, Fraud
from registry.seeding.rogues import RogueFilings
from registry.seeding.sham_exams import ShamExams

if TYPE_CHECKING:
    from registry.seeding.draft import Draft
    from registry.seeding.organisations import Cluster, Founder
    from registry.seeding.people import Award

FRAUD_SHARE: Final = 0.003
_LEAST_OF_EACH: Final = 3
_SESSION_KINDS: Final = 2
_CERTIFICATES_A_SESSION: Final = 6
"""A suspicious session counts for about so many frauds."""

_LAST_RANK: Final = 5
"""Senior technicians and above stay honest: their records carry the showcase."""


class Planter:
    """Goes through the certificates of every cluster and plants one fraud every so often."""

    def __init__(self, draft: Draft, founder: Founder, examiner: Examiner) -> None:
        self.draft = draft
        self.chance = Chance(draft.seed, "frauds")
        self.rogues = RogueFilings(founder)
        self._forgeries = Forgeries(draft, examiner, self.chance)
        shams = ShamExams(draft, examiner, self.rogues, self.chance)
        self._kinds: deque[Fraud] = deque([*self._forgeries.kinds(), *shams.kinds()])
        # There is about a certificate for each worker.
        wanted = _LEAST_OF_EACH * (len(self._kinds) + _SESSION_KINDS)
        self._stride = max(2, min(round(1 / FRAUD_SHARE), draft.workers // wanted))
        self._seen = 0
        self._sessions_seen = 0
        self._is_site_next = False

    def plant(self, awards: list[Award], cluster: Cluster) -> None:
        """Turn some certificates of a cluster into frauds."""
        self._forgeries.holders = [award.holder for award in awards]
        self._forgeries.provider = f"EX-{cluster.province.code}"
        for award in awards:
            self._seen += 1
            if self._seen < self._stride or award.rank > _LAST_RANK or award.rank == 0:
                continue
            if award.holder.rank > _LAST_RANK or any(a.codes for a in award.holder.awards):
                continue
            self._plant_one(award)

    def _plant_one(self, award: Award) -> None:
        """Try the kinds in turn; the one that fits goes to the end of the line."""
        for place, kind in enumerate(self._kinds):
            codes = kind(award)
            if codes is not None:
                award.codes.extend(codes)
                del self._kinds[place]
                self._kinds.append(kind)
                self._seen = 0
                return

    def plant_capacity(self, filings: list[Filing]) -> None:
        """Overfill a session, or sit its assessors in two sites, every so often.

        Only sessions whose certificates are clean are taken, and all of them become suspicious.
        """
        stride = self._stride * _CERTIFICATES_A_SESSION
        for filing in filings:
            for sessions in list(filing.sessions.values()):
                for session in list(sessions):
                    self._sessions_seen += len(session.results)
                    if self._sessions_seen >= stride and _is_clean(session):
                        self._sessions_seen = 0
                        if not self._double_site(filing, session):
                            session.is_short_of_seats = True

    def _double_site(self, filing: Filing, session: Session) -> bool:
        """Split a session into two sites on one day with the same assessors."""
        others = (s for known in filing.sessions.values() for s in known if s is not session)
        self._is_site_next = not self._is_site_next
        if not self._is_site_next or any(s.held == session.held and s.results for s in others):
            return False
        twin = filing.new_session(session.occupation, session.rank, session.held)
        twin.filed, twin.assessors = session.filed, session.assessors
        twin.site = f"{session.site}（二号）"
        half = len(session.results) // 2
        twin.results, session.results = session.results[:half], session.results[half:]
        session.is_doubly_sited = twin.is_doubly_sited = True
        filing.sessions[session.occupation, session.rank].append(twin)
        return True

    def finish(self) -> None:
        """Write the rogue filings with all their sessions, and the contradicting rows."""
        for filing in self.rogues.filings:
            write_filing(self.draft, filing, self.chance)
        for row in self.draft.late_rows:
            self.draft.tables.add("certificates", *row)


def _is_clean(session: Session) -> bool:
    """Say whether a session has two results or more, and no certificate in it is suspicious."""
    awards = [result.award for result in session.results if result.award is not None]
    return (
        session.rank <= _LAST_RANK and len(awards) >= 2 and not any(award.codes for award in awards)
    )
