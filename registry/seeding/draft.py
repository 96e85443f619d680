"""The shared state of one run: what day it is, the files, chance, and the truth that is planted."""

from __future__ import annotations

from dataclasses import dataclass, field

from registry.seeding.chance import Quota
from registry.seeding.names import Names
from registry.seeding.profiles import Profile
from registry.seeding.tables import Tables


@dataclass(slots=True)
class Truth:
    """What a perfect checker finds.

    Codes by certificate number, conflicts by assignment, unmet conditions by promotion.
    """

    certificates: dict[str, list[str]] = field(default_factory=dict)
    assignments: dict[str, list[str]] = field(default_factory=dict)
    promotions: dict[str, list[str]] = field(default_factory=dict)
    apprenticeships: dict[str, list[str]] = field(default_factory=dict)
    """Problems of apprenticeships."""
    fund_uses: dict[str, str] = field(default_factory=dict)
    """What is wrong with uses of funds: they pay for one training twice."""

    def certificate(self, number: str, codes: list[str]) -> None:
        """Record the codes of a certificate; two kinds with one number share an entry."""
        known = self.certificates.setdefault(number, [])
        known.extend(code for code in dict.fromkeys(codes) if code not in known)

    def assignment(self, assignment_id: str, kind: str) -> None:
        """Record a conflict of an assignment."""
        known = self.assignments.setdefault(assignment_id, [])
        if kind not in known:
            known.append(kind)


@dataclass(slots=True)
class Draft:
    """One run of the generator. `today` is an ordinal."""

    today: int
    seed: int
    workers: int
    profile: Profile
    tables: Tables
    names: Names
    truth: Truth = field(default_factory=Truth)
    quotas: dict[str, Quota] = field(default_factory=dict)
    appointed: dict[int, int] = field(default_factory=lambda: {7: 0, 8: 0})
    """Special (7) and chief (8) technicians with an appointment in force."""
    late_rows: list[tuple[str, ...]] = field(default_factory=list)
    """Certificate rows that contradict an earlier one, and so must come after all others."""
