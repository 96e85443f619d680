"""What a condition is: evaluated on a day, and aware of the days on which that may change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Protocol

from registry.dates import DAY
from registry.eligibility.timeline import MET, UNMET, Timeline

if TYPE_CHECKING:
    from registry.editions import Editions
    from registry.eligibility.outline import Outline
    from registry.facts import CertificateFact, WorkerFacts
    from registry.vocabulary import Outcome


@dataclass(frozen=True, slots=True)
class Case:
    """Who is judged: the facts to be counted on, and the editions that occupations follow."""

    facts: WorkerFacts
    editions: Editions


class Condition(Protocol):
    """One `is` of a rule with its parameters (IMPORT.md, "Policies")."""

    code: ClassVar[str]

    def days(self, case: Case) -> Iterable[date]:
        """Return every day on which the outcome may change; others do no harm."""

    def on(self, case: Case, day: date) -> Outcome:
        """Evaluate on a day."""

    def always(self, outline: Outline) -> Outcome | None:
        """Return the outcome on every day of everybody with an outline, none of `days` being left.

        None: it depends on more than on what they lack.
        """

    def evidence(self, case: Case, day: date) -> tuple[str, ...]:
        """Return the keys of the records that the outcome on a day rests on."""


def timeline(condition: Condition, case: Case) -> Timeline:
    """Evaluate a condition for all days."""
    return Timeline.sampled(condition.days(case), lambda day: condition.on(case, day))


def met_if(holds: bool, /) -> Outcome:  # noqa: FBT001 - its one argument
    """Return the outcome of a condition that is never unknown."""
    return MET if holds else UNMET


def edges(start: date, end: date | None) -> Iterator[date]:
    """Yield the days on which a closed period begins, and no longer holds."""
    yield start
    if end is not None and end < date.max:
        yield end + DAY


def certificate_edges(certificate: CertificateFact) -> Iterator[date]:
    """Yield the days on which a certificate begins to count, and no longer counts."""
    yield certificate.issued_on
    if certificate.status_since is not None:
        yield certificate.status_since
