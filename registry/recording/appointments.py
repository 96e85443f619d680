"""Appointments to the posts of grade seven and eight, by an enterprise, of its own staff.

The policy in force where the worker is employed judges, on the first day of the appointment. UNMET
refuses; UNKNOWN does not, since an enterprise knows what a registry cannot, but the answer says so.
Where no policy is in force there is nothing to judge by.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from registry.access import Act
from registry.derived import place_of
from registry.eligibility import ConditionReport, policy_in_force, report
from registry.employment import current_employment, employments_on
from registry.facts import WorkerFacts
from registry.graph.driver import Transaction
from registry.graph.rebuild import read_basis, rebuild
from registry.graph.recording.appointments import locked_facts, record_appointment
from registry.graph.steps import run_steps
from registry.recording.refusals import Refusal, refuse
from registry.recording.requests import Made, Request, Requests
from registry.recording.rights import may, own_organisation
from registry.viewer import Viewer
from registry.vocabulary import Outcome, Rank

APPOINTED: Final = frozenset({Rank.SPECIAL_TECHNICIAN, Rank.CHIEF_TECHNICIAN})
NO_POLICY: Final = {
    "zh": "当地没有该等级的现行政策，未作评判",
    "en": "no policy for this grade is in force there, so nothing was judged",
}
MAX_TEXT: Final = 200
MAX_FIELDS: Final = 20


@dataclass(frozen=True, slots=True)
class AppointOrder:
    """What an enterprise asks for (`AppointInput`)."""

    worker: str
    enterprise: str
    rank: Rank
    post: str
    start: date
    end: date | None
    decision_no: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Appointments:
    """Records appointments."""

    requests: Requests

    async def appoint(self, request: Request, order: AppointOrder) -> Made | Refusal:
        """Record an appointment.

        Made are `appointmentId` and `notes`, what the registry cannot know, by language.
        """
        refusal = _refusal(request.viewer, order)
        if refusal is not None:
            return refusal
        return await self.requests.answer(request, lambda tx: self._appoint(tx, order))

    async def _appoint(self, tx: Transaction, order: AppointOrder) -> Made:
        today = self.requests.today()
        facts = await locked_facts(tx, order.worker)
        # Absent and forbidden look alike: who works elsewhere is as unknown as who does not exist.
        if facts is None or not _is_staff(facts, order.enterprise, today, order.start):
            raise refuse("NOT_OWN_STAFF")
        notes = await _judge(tx, facts, order)
        appointment_id = f"appointment-{uuid.uuid4().hex}"
        appointment = {
            "id": appointment_id,
            "rank": int(order.rank),
            "post": order.post,
            "from": order.start,
            "to": order.end,
            "decisionNo": order.decision_no,
            "fields": list(order.fields),
        }
        await record_appointment(tx, order.worker, order.enterprise, appointment)
        await rebuild(tx, [order.worker], today=today)
        return {"appointmentId": appointment_id, "notes": notes}


async def _judge(tx: Transaction, facts: WorkerFacts, order: AppointOrder) -> dict[str, list[str]]:
    """Return the conditions that the record leaves open, by language, or refuse if UNMET."""
    basis = await run_steps(tx, read_basis(order.start))
    place = place_of(current_employment(facts, order.start))
    policy = policy_in_force(basis.policies, target=order.rank, place=place, on=order.start)
    if policy is None:
        return {lang: [text] for lang, text in NO_POLICY.items()}
    chinese, english = (
        report(policy, facts, editions=basis.editions, as_of=order.start, lang=lang)
        for lang in ("zh", "en")
    )
    if english.outcome is Outcome.UNMET:
        raise refuse("NOT_ELIGIBLE", f"{order.rank.name}, {policy.id}")
    if english.outcome is Outcome.MET:
        return {"zh": [], "en": []}
    return {"zh": _unknown(chinese.conditions), "en": _unknown(english.conditions)}


def _unknown(conditions: Iterable[ConditionReport]) -> list[str]:
    """Return the texts of the single conditions that are UNKNOWN."""
    texts = []
    for condition in conditions:
        if condition.outcome is Outcome.UNKNOWN:
            texts += _unknown(condition.parts) if condition.parts else [condition.text]
    return texts


def _is_staff(facts: WorkerFacts, enterprise: str, *days: date) -> bool:
    return all(any(job.uscc == enterprise for job in employments_on(facts, day)) for day in days)


def _refusal(viewer: Viewer, order: AppointOrder) -> Refusal | None:
    if not may(viewer, Act.APPOINT):
        return Refusal("FORBIDDEN")
    if own_organisation(viewer) not in {None, order.enterprise}:
        return Refusal("NOT_OWN_STAFF")
    if order.rank not in APPOINTED:
        return Refusal("LEVEL_NOT_APPOINTED", order.rank.name)
    if order.end is not None and order.end < order.start:
        return Refusal("INVALID_PERIOD", f"{order.start} / {order.end}")
    return _refused_text(order)


def _refused_text(order: AppointOrder) -> Refusal | None:
    for name, text in (("post", order.post), ("decisionNo", order.decision_no)):
        if not 0 < len(text.strip()) <= MAX_TEXT:
            return Refusal("INVALID_TEXT", name)
    fields_fit = all(0 < len(text.strip()) <= MAX_TEXT for text in order.fields)
    if len(order.fields) > MAX_FIELDS or not fields_fit:
        return Refusal("INVALID_FIELD")
    return None
