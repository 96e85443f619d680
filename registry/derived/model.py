"""What is derived of a worker, and what it rests on beside the worker's facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from registry.editions import Editions
from registry.eligibility import Policy, policy_in_force
from registry.facts import EmploymentFact
from registry.vocabulary import Outcome

ACTIVE = "ACTIVE"
"""The status of a worker of whom more than the grade is derived."""

NO_OCCUPATION = ""
"""The occupation key of a candidacy whose best certificate names none."""


@dataclass(frozen=True, slots=True)
class Candidacy:
    """One worker in one occupation at one present employer; see docs/graph.md for each property."""

    worker_id: str
    occupation: str
    rank: int
    since: date
    overall: bool
    uscc: str | None
    division: str | None
    province: str | None
    city: str | None
    industry: str | None
    primary: bool
    plain_rank: int
    behind: tuple[str, ...]
    employers: tuple[str, ...]
    honours: tuple[str, ...]
    honour_count: int
    mentee_count: int
    leads_studio: bool
    key_fields: tuple[str, ...]
    occupations: tuple[str, ...]
    open: bool
    grantees: tuple[str, ...]
    eligible: tuple[int, ...]
    maybe: tuple[int, ...]
    points: int
    by_score: str
    by_level: str
    reasons: str

    def properties(self) -> dict[str, object]:
        """Return the properties of its node; what is None is absent there."""
        return {
            "workerId": self.worker_id,
            "occKey": self.occupation,
            "rank": self.rank,
            "since": self.since,
            "overall": True if self.overall else None,
            "uscc": self.uscc,
            "division": self.division,
            "provinceCode": self.province,
            "cityCode": self.city,
            "industry": self.industry,
            "primary": self.primary,
            "plainRank": self.plain_rank,
            "behind": list(self.behind),
            "employers": list(self.employers),
            "honours": list(self.honours),
            "honourCount": self.honour_count,
            "menteeCount": self.mentee_count,
            "leadsStudio": self.leads_studio,
            "keyFields": list(self.key_fields),
            "occKeys": list(self.occupations),
            "open": self.open,
            "grantees": list(self.grantees),
            "eligible": list(self.eligible),
            "maybe": list(self.maybe),
            "points": self.points,
            "byScore": self.by_score,
            "byLevel": self.by_level,
            "reasons": self.reasons,
        }


@dataclass(frozen=True, slots=True)
class Prospect:
    """One worker on the way to the grade `target` at one present employer (docs/graph.md).

    `eligible_from` is the day on which time alone makes the report MET, `lacks` the key of the only
    condition of it that is not MET; at least one of them is there.
    """

    uscc: str
    target: int
    policy: str
    eligible_from: date | None
    lacks: str | None
    division: str | None
    province: str | None
    city: str | None

    def properties(self) -> dict[str, object]:
        """Return the properties of its relationship; what is None is absent there."""
        return {
            "target": self.target,
            "policy": self.policy,
            "eligibleFrom": self.eligible_from,
            "lacks": self.lacks,
            "division": self.division,
            "provinceCode": self.province,
            "cityCode": self.city,
        }


@dataclass(slots=True)
class Judged:
    """The ranks whose report says MET or UNKNOWN, and the next day on which any of it changes."""

    eligible: list[int] = field(default_factory=list)
    maybe: list[int] = field(default_factory=list)
    prospects: list[Prospect] = field(default_factory=list)
    next_change: date | None = None

    def note(self, target: int, outcome: Outcome, next_change: date | None) -> None:
        """Note what a policy says."""
        if outcome is Outcome.MET:
            self.eligible.append(target)
        elif outcome is Outcome.UNKNOWN:
            self.maybe.append(target)
        if next_change is not None and (self.next_change is None or next_change < self.next_change):
            self.next_change = next_change


@dataclass(frozen=True, slots=True)
class Derived:
    """The derived facts of a worker on a day.

    `valid_until` is the first later day that may change them; None: never.
    """

    rank: int | None
    rank_since: date | None
    occupation: str | None
    search_text: str | None
    valid_until: date | None
    candidacies: tuple[Candidacy, ...]
    prospects: tuple[Prospect, ...] = ()

    def properties(self) -> dict[str, object]:
        """Return the derived properties of the worker's node; what is None is absent there."""
        return {
            "rank": self.rank,
            "rankSince": self.rank_since,
            "occKey": self.occupation,
            "searchText": self.search_text,
            "validUntil": self.valid_until,
        }


@dataclass(frozen=True, slots=True)
class Basis:
    """What derived facts rest on beside the worker: the day, policies, editions, names."""

    today: date
    policies: Sequence[Policy]
    editions: Editions
    occupation_names: Mapping[str, str]
    _rules: dict[tuple[str, ...], tuple[Policy, ...]] = field(default_factory=dict, repr=False)

    def policies_at(self, place: tuple[str, ...]) -> tuple[Policy, ...]:
        """Return the policy in force today for each target, for divisions given nearest first."""
        known = self._rules.get(place)
        if known is None:
            targets = sorted({policy.target for policy in self.policies})
            found = (
                policy_in_force(self.policies, target=target, place=place, on=self.today)
                for target in targets
            )
            known = self._rules[place] = tuple(policy for policy in found if policy is not None)
        return known


def place_of(job: EmploymentFact | None) -> tuple[str, ...]:
    """Return the divisions of a job, nearest first: county, city, province; none without a job."""
    if job is None:
        return ()
    divisions = (job.division, job.city, job.province)
    return tuple(dict.fromkeys(division for division in divisions if division is not None))
