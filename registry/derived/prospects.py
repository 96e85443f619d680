"""Who is on the way to a higher grade: near it by time alone, or for want of one condition.

A prospect is one worker, one grade above the present one and one present employer. It stands for
everybody at work, whether they consented to be found or not: it is shown to their employer and its
agencies alone. Somebody from whom a policy asks more than one thing that time does not bring has
none; of the rest, most are few.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from registry.derived.model import Basis, Judged, Prospect, place_of
from registry.eligibility import Policy
from registry.eligibility.prognosis import Forecast
from registry.facts import EmploymentFact, WorkerFacts


def judge(
    facts: WorkerFacts,
    basis: Basis,
    employers: Sequence[EmploymentFact],
    *,
    rank: int,
    found: bool,
) -> Judged:
    """Judge every target under the policy in force where the job is that began last.

    `rank` is the present grade, 0 for none; `found`: the worker may be found by a search, so that
    the outcome for grades up to the present one is wanted too.
    """
    judged = Judged()
    if not (employers or found):
        return judged
    forecast = Forecast(facts, editions=basis.editions, as_of=basis.today)
    for policy in basis.policies_at(place_of(employers[0] if employers else None)):
        if policy.target > rank and employers:
            prognosis = forecast.of(policy)
            said, next_change = prognosis.outcome, prognosis.next_change
            if prognosis.eligible_from is not None or prognosis.lacks is not None:
                judged.prospects += [
                    _prospect(policy, job, prognosis.eligible_from, prognosis.lacks)
                    for job in employers
                ]
        elif found:
            said, next_change = forecast.outcome(policy)
        else:
            continue
        judged.note(int(policy.target), said, next_change)
    return judged


def _prospect(
    policy: Policy, job: EmploymentFact, eligible_from: date | None, lacks: int | None
) -> Prospect:
    return Prospect(
        uscc=job.uscc,
        target=int(policy.target),
        policy=policy.id,
        eligible_from=eligible_from,
        lacks=None if lacks is None else condition_key(policy.id, lacks),
        division=job.division,
        province=job.province,
        city=job.city,
    )


def condition_key(policy_id: str, place: int) -> str:
    """Name a condition of a policy: by its place in the report, from 0."""
    return f"{policy_id}#{place}"
