"""Conditions on what somebody has done: honours, contests, achievements, mentees, studios."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from registry.eligibility.conditions.base import Case, certificate_edges, met_if
from registry.eligibility.timeline import MET, UNKNOWN, UNMET
from registry.grade import mentees_on, mentees_promoted, won_grades
from registry.vocabulary import ACHIEVEMENT_SCOPES, COMPETITION_CLASSES, HONOUR_LEVELS

if TYPE_CHECKING:
    from registry.eligibility.outline import Outline
    from registry.facts import AchievementFact, CompetitionFact, HonourFact, StudioFact
    from registry.vocabulary import Outcome


@dataclass(frozen=True, slots=True)
class Honoured:
    """Any of these honours has been received."""

    code: ClassVar[str] = "honour"
    types: tuple[str, ...]

    def days(self, case: Case) -> Iterator[date]:
        """See `Condition`."""
        yield from (fact.on for fact in case.facts.honours if fact.honour in self.types)

    def on(self, case: Case, day: date) -> Outcome:
        """See `Condition`."""
        return met_if(bool(self.received(case, day)))

    def always(self, outline: Outline) -> Outcome | None:
        """See `Condition`."""
        return None if outline.has_honours else UNMET

    def evidence(self, case: Case, day: date) -> tuple[str, ...]:
        """See `Condition`."""
        return tuple(fact.key for fact in self.received(case, day))

    def received(self, case: Case, day: date) -> list[HonourFact]:
        """Return the honours of these types received by a day, earliest first."""
        received = [
            fact for fact in case.facts.honours if fact.honour in self.types and fact.on <= day
        ]
        return sorted(received, key=lambda fact: (fact.on, fact.key))


@dataclass(frozen=True, slots=True)
class Placed:
    """A place in a contest of at least the class, at most the rank."""

    code: ClassVar[str] = "competition"
    class_at_least: str
    rank_at_most: int

    def days(self, case: Case) -> Iterator[date]:
        """See `Condition`."""
        yield from (fact.on for fact in case.facts.competitions)

    def on(self, case: Case, day: date) -> Outcome:
        """See `Condition`."""
        return met_if(bool(self._places(case, day)))

    def always(self, outline: Outline) -> Outcome | None:
        """See `Condition`."""
        return None if outline.has_places else UNMET

    def evidence(self, case: Case, day: date) -> tuple[str, ...]:
        """See `Condition`."""
        return tuple(fact.key for fact in self._places(case, day))

    def _places(self, case: Case, day: date) -> list[CompetitionFact]:
        lowest = COMPETITION_CLASSES.index(self.class_at_least)
        return [
            fact
            for fact in case.facts.competitions
            if fact.on <= day
            and fact.rank <= self.rank_at_most
            and COMPETITION_CLASSES.index(fact.class_) >= lowest
        ]


@dataclass(frozen=True, slots=True)
class Achieved:
    """An achievement is recorded, with its day and scope; none recorded leaves it open."""

    code: ClassVar[str] = "achievement"
    kinds: tuple[str, ...]
    scope_at_least: str
    key_field: str | None = None

    def days(self, case: Case) -> Iterator[date]:
        """See `Condition`."""
        yield from (fact.on for fact in case.facts.achievements if fact.on is not None)

    def on(self, case: Case, day: date) -> Outcome:
        """See `Condition`."""
        return MET if self._achievements(case, day) else UNKNOWN

    def always(self, outline: Outline) -> Outcome | None:
        """See `Condition`."""
        return None if outline.has_achievements else UNKNOWN

    def evidence(self, case: Case, day: date) -> tuple[str, ...]:
        """See `Condition`."""
        return tuple(fact.id for fact in self._achievements(case, day))

    def _achievements(self, case: Case, day: date) -> list[AchievementFact]:
        scopes = ACHIEVEMENT_SCOPES[ACHIEVEMENT_SCOPES.index(self.scope_at_least) :]
        return [
            fact
            for fact in case.facts.achievements
            if fact.kind in self.kinds
            and fact.scope in scopes
            and fact.on is not None
            and fact.on <= day
            and self.key_field in {None, fact.key_field}
        ]


@dataclass(frozen=True, slots=True)
class Mentees:
    """So many different mentees have begun."""

    code: ClassVar[str] = "mentees"
    count: int

    def days(self, case: Case) -> Iterator[date]:
        """See `Condition`."""
        yield from (mentorship.start for mentorship in case.facts.mentees)

    def on(self, case: Case, day: date) -> Outcome:
        """See `Condition`."""
        return met_if(len(mentees_on(case.facts, day)) >= self.count)

    def always(self, outline: Outline) -> Outcome | None:
        """See `Condition`."""
        return None if outline.has_mentees else met_if(self.count <= 0)

    def evidence(self, case: Case, day: date) -> tuple[str, ...]:
        """See `Condition`."""
        begun = sorted(
            (fact.start, fact.mentee) for fact in case.facts.mentees if fact.start <= day
        )
        return tuple(f"{case.facts.id}|{mentee}|{start}" for start, mentee in begun)


@dataclass(frozen=True, slots=True)
class MenteesPromoted:
    """So many different mentees have won a higher level while mentored."""

    code: ClassVar[str] = "mentees_promoted"
    count: int

    def days(self, case: Case) -> Iterator[date]:
        """See `Condition`."""
        if len(case.facts.mentees) >= self.count:
            for mentorship in case.facts.mentees:
                for certificate in mentorship.certificates:
                    yield from certificate_edges(certificate)

    def on(self, case: Case, day: date) -> Outcome:
        """See `Condition`."""
        return met_if(len(mentees_promoted(case.facts, day)) >= self.count)

    def always(self, outline: Outline) -> Outcome | None:
        """See `Condition`."""
        return None if outline.has_mentees else met_if(self.count <= 0)

    def evidence(self, case: Case, day: date) -> tuple[str, ...]:
        """See `Condition`: the certificates that they won."""
        won = {
            fact.key for mentorship in case.facts.mentees for fact in won_grades(mentorship, day)
        }
        return tuple(sorted(won))


@dataclass(frozen=True, slots=True)
class LeadsStudio:
    """Leads a studio of at least the level that has been approved."""

    code: ClassVar[str] = "leads_studio"
    level_at_least: str

    def days(self, case: Case) -> Iterator[date]:
        """See `Condition`."""
        yield from (fact.approved_on for fact in case.facts.studios if fact.approved_on is not None)

    def on(self, case: Case, day: date) -> Outcome:
        """See `Condition`."""
        return met_if(bool(self._studios(case, day)))

    def always(self, outline: Outline) -> Outcome | None:
        """See `Condition`."""
        return None if outline.has_studios else UNMET

    def evidence(self, case: Case, day: date) -> tuple[str, ...]:
        """See `Condition`."""
        return tuple(fact.id for fact in self._studios(case, day))

    def _studios(self, case: Case, day: date) -> list[StudioFact]:
        levels = HONOUR_LEVELS[HONOUR_LEVELS.index(self.level_at_least) :]
        return [
            fact
            for fact in case.facts.studios
            if fact.level in levels and fact.approved_on is not None and fact.approved_on <= day
        ]
