"""Frauds in the record itself: the number, the registration, the status, and a number used twice.

Each is one small function that turns an honest certificate into a suspicious one and returns the
codes that a perfect checker finds, or None where it cannot be done to this certificate.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from registry.seeding.assessments import certificate_cells
from registry.seeding.careers import Examiner
from registry.seeding.chance import Chance
from registry.seeding.days import YEAR, year_of
from registry.seeding.words import words

if TYPE_CHECKING:
    from registry.seeding.draft import Draft
    from registry.seeding.people import Award, Person

Codes = tuple[str, ...] | None
"""What a perfect checker finds, or None: this certificate does not lend itself to it."""

Fraud = Callable[["Award"], Codes]


class Forgeries:
    """Frauds that need no session. `holders` and `provider` are those of the present cluster."""

    def __init__(self, draft: Draft, examiner: Examiner, chance: Chance) -> None:
        self.draft, self.examiner, self.chance = draft, examiner, chance
        self.holders: list[Person] = []
        self.provider = ""

    def kinds(self) -> list[Fraud]:
        """Return every kind, in the order in which they are first tried."""
        return [
            self._wrong_year, self._wrong_grade, self._wrong_shape, self._registered_late,
            self._registered_before, self._revoked, self._suspended, self._second_holder,
            self._second_kind, self._other_level, self._other_date, self._other_work_type,
        ]  # fmt: skip

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
        self.draft.late_rows.append(certificate_cells(award, self.provider))
        for name, value in kept.items():
            setattr(award, name, value)

    def _second_holder(self, award: Award) -> Codes:
        other = self.chance.pick(self.holders)
        if other is award.holder:
            return None
        self._second_row(award, holder=other)
        return ("DUPLICATE_NUMBER", "CONFLICTING_SOURCES")

    def _second_kind(self, award: Award) -> Codes:
        if award.kind != "QUALIFICATION":
            return None
        twin = self.examiner.ability(award.holder, award.number, award.issued)
        twin.occupation = award.occupation
        self.draft.late_rows.append(certificate_cells(twin, self.provider))
        return ("DUPLICATE_NUMBER",)

    def _other_level(self, award: Award) -> Codes:
        self._second_row(award, rank=award.rank + 1)
        return ("CONFLICTING_SOURCES",)

    def _other_date(self, award: Award) -> Codes:
        self._second_row(award, issued=award.issued - self.chance.between(5, 300))
        return ("CONFLICTING_SOURCES",)

    def _other_work_type(self, award: Award) -> Codes:
        if not award.work_type:
            return None  # To fill an empty cell is no conflict.
        self._second_row(award, work_type="其他工种")
        return ("CONFLICTING_SOURCES",)
