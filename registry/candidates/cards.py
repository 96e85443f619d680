"""What a card adds to its row: the viewer's id, the score with its reasons, the reports.

All of it is computed from the same facts, by the same pure functions, as the derived facts that the
search sorted by; so the score of a card is the sum of its reasons and agrees with its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from registry.access import sees_sealed_evidence
from registry.dates import whole_years
from registry.derived import place_of
from registry.editions import Editions
from registry.eligibility import ConditionReport, EligibilityReport, Policy, policy_in_force, report
from registry.employment import current_employment
from registry.reasons import explain
from registry.regulations.rows import division_row
from registry.score import score_in
from registry.vocabulary import Rank

if TYPE_CHECKING:
    from registry.facts import WorkerFacts
    from registry.inquiry import Inquiry
    from registry.score import ScorePart

Row = dict[Any, Any]

CARD_PURPOSE = "candidate"
EVIDENCE_PURPOSE = "evidence"


@dataclass(frozen=True, slots=True)
class Cards:
    """Completes the cards of one answer; `policies` are needed only where reports are wanted.

    Sealing all evidence costs more than all else of a card, so it is left out where no `evidence`
    is wanted of the reasons.
    """

    inquiry: Inquiry
    policies: tuple[Policy, ...]
    shows_evidence: bool = True

    def complete(self, row: Row) -> None:
        """Fill in what the shape left to the service."""
        today = self.inquiry.today
        row["id"] = self.card_id(row["_worker"])
        row["score"] = score_in(today.year, row["_points"])
        since = date.fromisoformat(row["levelSince"])
        row["yearsAtLevel"] = whole_years(since, today)
        reasons: str | None = row.get("_reasons")
        if reasons is not None:
            parts = explain(reasons, rank=row["_rank"], since=since, today=today)
            row["menteesPromoted"] = next(
                (part.units for part in parts if part.criterion == "MENTEES_PROMOTED"), 0
            )
            row["explanation"] = [self._part_row(part) for part in parts]
        facts: WorkerFacts | None = row.get("_facts")
        if facts is not None:
            row["eligibility"] = lambda target: self._report(row, facts, str(target))

    def card_id(self, worker_id: str) -> str:
        """Return the id by which this viewer knows a candidate."""
        return self.inquiry.sealer(CARD_PURPOSE)(worker_id)

    def evidence(self, ids: Iterable[str]) -> list[str]:
        """Return evidence ids as this viewer may see them: opaque to an enterprise."""
        if not sees_sealed_evidence(self.inquiry.viewer):
            return list(ids)
        seal = self.inquiry.sealer(EVIDENCE_PURPOSE)
        return [seal(one) for one in ids]

    def report_row(self, judged: EligibilityReport, *, sealed: bool) -> Row:
        """Return a report as a row; `sealed`: about a candidate, so evidence may be opaque."""
        show = self.evidence if sealed else list
        return {
            "target": judged.target.name,
            "outcome": judged.outcome,
            "policy": policy_row(judged.policy),
            "asOf": judged.as_of,
            "eligibleSince": judged.eligible_since,
            "eligibleFrom": judged.eligible_from,
            "conditions": [condition_row(condition, show) for condition in judged.conditions],
        }

    def judge(
        self,
        facts: WorkerFacts,
        target: Rank,
        editions: Editions,
        *,
        as_of: date,
        policy: Policy | None = None,
    ) -> EligibilityReport | None:
        """Judge by a policy, by default the one in force at the present job; None without one."""
        if policy is None:
            place = place_of(current_employment(facts, as_of))
            policy = policy_in_force(self.policies, target=target, place=place, on=as_of)
        if policy is None or policy.target is not target:
            return None
        return report(policy, facts, editions=editions, as_of=as_of, lang=self.inquiry.language)

    def _part_row(self, part: ScorePart) -> Row:
        return {
            "criterion": part.criterion,
            "value": part.value,
            "weight": part.weight,
            "points": part.points,
            "evidence": self.evidence(part.evidence) if self.shows_evidence else [],
        }

    def _report(self, row: Row, facts: WorkerFacts, target: str) -> Row | None:
        editions = Editions((newer, older) for newer, older in row["_kin"])
        judged = self.judge(facts, Rank[target], editions, as_of=self.inquiry.today)
        return None if judged is None else self.report_row(judged, sealed=True)


def policy_row(policy: Policy) -> Row:
    """Return a policy as a row of the reference tables."""
    return {
        "id": policy.id,
        "title": policy.title,
        "documentNo": policy.document_no,
        "division": division_row(policy.division),
        "validFrom": policy.valid_from,
        "validTo": policy.valid_to,
        "target": policy.target.name,
        "confidence": policy.confidence,
        "source": policy.source,
    }


def condition_row(condition: ConditionReport, show: Any) -> Mapping[str, object]:
    """Return a condition with its parts as a row; `show` says how a viewer sees evidence ids."""
    return {
        "code": condition.code,
        "text": condition.text,
        "outcome": condition.outcome,
        "detail": condition.detail,
        "since": condition.since,
        "evidence": show(condition.evidence),
        "parts": [condition_row(part, show) for part in condition.parts],
    }
