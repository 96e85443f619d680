"""Frauds of issuers and examinations: unfiled, out of scope, never sat, planned afterwards.

A certificate that moves to another filing, occupation or day gets an assessment chain there, so
that it breaks the one rule that is meant and no other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from registry.seeding.careers import Examiner, skill_number
from registry.seeding.chance import Chance
from registry.seeding.filings import Filing
from registry.seeding.forgeries import Codes, Fraud
from registry.seeding.rogues import RogueFilings
from registry.seeding.trades import OUTSIDE_EVERY_SCOPE, ROBOT_OPERATOR

if TYPE_CHECKING:
    from registry.seeding.draft import Draft
    from registry.seeding.people import Award


class ShamExams:
    """Frauds that take a certificate out of its honest session."""

    def __init__(
        self, draft: Draft, examiner: Examiner, rogues: RogueFilings, chance: Chance
    ) -> None:
        self.draft, self.examiner, self.rogues, self.chance = draft, examiner, rogues, chance
        self._unknown = 0

    def kinds(self) -> list[Fraud]:
        """Return every kind, in the order in which they are first tried."""
        return [
            self._unknown_issuer, self._withdrawn_issuer, self._always_suspended_issuer,
            self._expired_filing, self._occupation_out_of_scope, self._level_out_of_scope,
            self._no_result, self._failed, self._filed_too_late, self._held_too_late,
            self._grade_not_in_standard,
        ]  # fmt: skip

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
