"""Plants the frauds of DOMAIN.md 4.3 among honest certificates, and says exactly which.

Each kind is one small function that turns an honest certificate into a suspicious one and returns
the codes that a perfect checker finds, or None where it cannot be done to this certificate. The
planter goes round the kinds, so each appears even in a small nation. A certificate is touched once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from registry.seeding.assessments import certificate_cells, write_filing
from registry.seeding.careers import Examiner, skill_number
from registry.seeding.chance import Chance
from registry.seeding.days import YEAR, year_of
from registry.seeding.filings import Filing, Session
from registry.seeding.rogues import RogueFilings
from registry.seeding.trades import OUTSIDE_EVERY_SCOPE, ROBOT_OPERATOR
from registry.seeding.words import words

if TYPE_CHECKING:
    from registry.seeding.draft import Draft
    from registry.seeding.organisations import Cluster, Founder
    from registry.seeding.people import Award, Person

FRAUD_SHARE: Final = 0.003
_LEAST_OF_EACH: Final = 3
_LAST_RANK: Final = 5
"""Senior technicians and above stay honest: their records carry the showcase."""

Codes = tuple[str, ...] | None


class Planter:
    """Goes through the certificates of cluster after cluster and plants one fraud every so often."""

    def __init__(self, draft: Draft, founder: Founder, examiner: Examiner) -> None:
        self.draft, self.examiner = draft, examiner
        self.chance = Chance(draft.seed, "frauds")
        self.rogues = RogueFilings(founder)
        self._kinds: deque[Callable[[Award], Codes]] = deque(self._award_kinds())
        # A certificate for each worker is about right; at least a few of every kind are planted.
        self._stride = max(
            2, min(round(1 / FRAUD_SHARE), draft.workers // (_LEAST_OF_EACH * (len(self._kinds) + 4)))
        )
        self._seen = 0
        self._sessions_seen = 0
        self._unknown = 0
        self._is_site_next = False
        self._holders: list[Person] = []
        self._provider = ""

    def _award_kinds(self) -> list[Callable[[Award], Codes]]:
        return [
            self._wrong_year, self._wrong_grade, self._wrong_shape, self._unknown_issuer,
            self._withdrawn_issuer, self._always_suspended_issuer, self._expired_filing,
            self._occupation_out_of_scope, self._level_out_of_scope, self._no_result,
            self._failed, self._filed_too_late, self._held_too_late, self._grade_not_in_standard,
            self._registered_late, self._registered_before, self._revoked, self._suspended,
            self._second_holder, self._second_kind, self._other_level, self._other_date,
            self._other_work_type,
        ]  # fmt: skip

    def plant(self, awards: list[Award], cluster: Cluster) -> None:
        """Turn some certificates of a cluster into frauds."""
        self._holders = [award.holder for award in awards]
        self._provider = f"EX-{cluster.province.code}"
        for award in list(awards):
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
        stride = max(2, self._stride)
        for filing in filings:
            for sessions in list(filing.sessions.values()):
                for session in list(sessions):
                    self._sessions_seen += len(session.results)
                    if self._sessions_seen >= stride * 6 and _is_clean(session):
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

    # --- FORMAT ---------------------------------------------------------------------------------

    def _wrong_year(self, award: Award) -> Codes:
        if award.kind != "SKILL_GRADE":
            return None
        year = (year_of(award.issued) + 1) % 100
        award.number = f"{award.number[:13]}{year:02d}{award.number[15:]}"
        return ("FORMAT",)

    def _wrong_grade(self, award: Award) -> Codes:
        if award.kind != "SKILL_GRADE":
            return None
        grade = "1" if award.number[15] != "1" else "2"
        award.number = f"{award.number[:15]}{grade}{award.number[16:]}"
        return ("FORMAT",)

    def _wrong_shape(self, award: Award) -> Codes:
        if award.kind != "QUALIFICATION":
            return None
        award.number = f"{award.number[:6]}7{award.number[7:]}"
        return ("FORMAT",)

    # --- the issuer and its scope ---------------------------------------------------------------

    def _unknown_issuer(self, award: Award) -> Codes:
        if not self._leave_session(award):
            return None
        self._unknown += 1
        # Filings are numbered from 1, so a serial of 900,000 and more is nobody's.
        award.number = f"S0000{award.number[5:7]}9{self._unknown:05d}{award.number[13:]}"
        award.filing = None
        return ("ISSUER_NOT_FILED", "NO_ASSESSMENT_CHAIN")

    def _by_rogue(self, award: Award, filing: Filing, *, covered: bool, code: str) -> Codes:
        """Move a certificate to a rogue filing, with an assessment chain under it."""
        if award.issued < filing.first + 60 or not self._leave_session(award):
            return None
        if covered:
            ranks = {*filing.scope.get(award.occupation, ()), award.rank}
            filing.scope[award.occupation] = tuple(sorted(ranks))
        award.filing = filing
        award.number = skill_number(filing, award.issued, award.rank)
        self._sit_anew(award, held=award.issued - 12)
        return (code,)

    def _withdrawn_issuer(self, award: Award) -> Codes:
        if award.kind != "SKILL_GRADE":
            return None
        filing = self.rogues.withdrawn(award.number[5:7])
        if award.issued < filing.status_since:
            return None
        return self._by_rogue(award, filing, covered=True, code="ISSUER_NOT_FILED")

    def _always_suspended_issuer(self, award: Award) -> Codes:
        if award.kind != "SKILL_GRADE":
            return None
        filing = self.rogues.always_suspended(award.number[5:7])
        return self._by_rogue(award, filing, covered=True, code="ISSUER_NOT_FILED")

    def _expired_filing(self, award: Award) -> Codes:
        if award.kind != "SKILL_GRADE":
            return None
        filing = self.rogues.expired(award.number[5:7])
        if award.issued <= filing.last:
            return None
        return self._by_rogue(award, filing, covered=True, code="OUT_OF_SCOPE")

    def _occupation_out_of_scope(self, award: Award) -> Codes:
        if award.filing is None or not self._leave_session(award):
            return None
        award.occupation, award.work_type = OUTSIDE_EVERY_SCOPE, ""
        self._sit_anew(award, held=award.issued - 12)
        return ("OUT_OF_SCOPE",)

    def _level_out_of_scope(self, award: Award) -> Codes:
        if award.kind != "SKILL_GRADE":
            return None
        filing = self.rogues.narrow(award.number[5:7], award.occupation, award.rank)
        return self._by_rogue(award, filing, covered=False, code="OUT_OF_SCOPE")

    # --- the assessment chain -------------------------------------------------------------------

    def _leave_session(self, award: Award) -> bool:
        """Take the result out of its session; say whether there was one."""
        result = award.result
        if award.filing is None or result is None:
            return False
        for session in award.filing.sessions[award.occupation, award.rank]:
            if result in session.results:
                session.results.remove(result)
                award.result, award.result_id = None, ""
                return True
        return False

    def _sit_anew(self, award: Award, *, held: int, filed: int | None = None) -> None:
        """Give a certificate a session of its own under its filing."""
        filing = award.filing
        if filing is None:
            raise ValueError("a session needs a filing")
        session = filing.new_session(award.occupation, award.rank, held)
        session.filed = held - 30 if filed is None else filed
        filing.sessions.setdefault((award.occupation, award.rank), []).append(session)
        self.examiner.enter(award, session)

    def _no_result(self, award: Award) -> Codes:
        return ("NO_ASSESSMENT_CHAIN",) if self._leave_session(award) else None

    def _failed(self, award: Award) -> Codes:
        if award.result is None:
            return None
        award.result.passed = False
        return ("NO_ASSESSMENT_CHAIN",)

    def _filed_too_late(self, award: Award) -> Codes:
        if not self._leave_session(award):
            return None
        held = award.issued - 10
        self._sit_anew(award, held=held, filed=held + self.chance.between(0, 9))
        return ("NO_ASSESSMENT_CHAIN",)

    def _held_too_late(self, award: Award) -> Codes:
        held = award.issued + self.chance.between(1, 20)
        if held > self.draft.today or not self._leave_session(award):
            return None
        self._sit_anew(award, held=held)
        return ("NO_ASSESSMENT_CHAIN",)

    def _grade_not_in_standard(self, award: Award) -> Codes:
        filing = award.filing
        if filing is None or award.rank != 2 or not self._leave_session(award):
            return None
        filing.scope[ROBOT_OPERATOR] = tuple(sorted({*filing.scope.get(ROBOT_OPERATOR, ()), 2}))
        award.occupation, award.work_type = ROBOT_OPERATOR, ""
        self._sit_anew(award, held=award.issued - 12)
        return ("LEVEL_NOT_IN_STANDARD",)

    # --- registration and status ----------------------------------------------------------------

    def _registered_late(self, award: Award) -> Codes:
        if award.issued + 31 > self.draft.today:
            return None
        latest = min(award.issued + 2 * YEAR, self.draft.today)
        award.registered = self.chance.between(award.issued + 31, latest)
        return ("LATE_REGISTRATION",)

    def _registered_before(self, award: Award) -> Codes:
        award.registered = award.issued - self.chance.between(1, 40)
        return ("LATE_REGISTRATION",)

    def _revoked(self, award: Award) -> Codes:
        return self._end(award, "REVOKED")

    def _suspended(self, award: Award) -> Codes:
        return self._end(award, "SUSPENDED")

    def _end(self, award: Award, status: str) -> Codes:
        if award.issued + 20 > self.draft.today:
            return None
        award.status = status
        award.status_since = self.chance.between(award.issued + 20, self.draft.today)
        award.reason = self.chance.pick(words("status_reason"))
        award.decision = f"撤{year_of(award.status_since)}-{self.chance.between(1, 9_999):04d}"
        return (status,)

    # --- the same number twice ------------------------------------------------------------------

    def _second_row(self, award: Award, **changes: object) -> None:
        """Let another provider give the same number with other values."""
        kept = {name: getattr(award, name) for name in changes}
        for name, value in changes.items():
            setattr(award, name, value)
        self.draft.late_rows.append(certificate_cells(award, self._provider))
        for name, value in kept.items():
            setattr(award, name, value)

    def _second_holder(self, award: Award) -> Codes:
        other = self.chance.pick(self._holders)
        if other is award.holder:
            return None
        self._second_row(award, holder=other)
        return ("DUPLICATE_NUMBER", "CONFLICTING_SOURCES")

    def _second_kind(self, award: Award) -> Codes:
        if award.kind != "QUALIFICATION":
            return None
        twin = self.examiner.ability(award.holder, award.number, award.issued)
        twin.occupation = award.occupation
        self.draft.late_rows.append(certificate_cells(twin, self._provider))
        return ("DUPLICATE_NUMBER",)

    def _other_level(self, award: Award) -> Codes:
        self._second_row(award, rank=award.rank + 1)
        return ("CONFLICTING_SOURCES",)

    def _other_date(self, award: Award) -> Codes:
        self._second_row(award, issued=award.issued - self.chance.between(5, 300))
        return ("CONFLICTING_SOURCES",)

    def _other_work_type(self, award: Award) -> Codes:
        self._second_row(award, work_type="综合" if award.work_type else "其他工种")
        return ("CONFLICTING_SOURCES",)

    def finish(self) -> None:
        """Write the rogue filings with all their sessions, and the contradicting rows."""
        for filing in self.rogues.filings:
            write_filing(self.draft, filing, self.chance)
        for row in self.draft.late_rows:
            self.draft.tables.add("certificates", *row)


def _is_clean(session: Session) -> bool:
    """Say whether a session has two results or more, and no certificate in it is suspicious."""
    awards = [result.award for result in session.results if result.award is not None]
    return session.rank <= _LAST_RANK and len(awards) >= 2 and not any(award.codes for award in awards)
