"""Appointments to the posts of grade seven and eight, by an enterprise, of its own staff.

Judged by `registry.programme.posts.appointing` on the first day of the appointment: the policy in
force where the worker is employed, and what the regulation APPOINTMENT asks for where the
enterprise is: a filing in force, a free post, a term. UNMET refuses, unless an exception with a
document number is recorded with the appointment; UNKNOWN does not, since an enterprise knows what a
registry cannot, but the answer says so. Where no policy or no regulation is in force there is
nothing to judge by; an enterprise that has recorded no posts has left its quota unknown.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from registry.access import Act
from registry.derived import place_of
from registry.eligibility import ConditionReport, Policy, policy_in_force, report
from registry.employment import current_employment, employments_on
from registry.facts import WorkerFacts
from registry.graph.driver import Transaction
from registry.graph.posts import locked_seats
from registry.graph.rebuild import read_basis, rebuild
from registry.graph.recording.appointments import locked_facts, record_appointment
from registry.graph.steps import run_steps
from registry.language import Language
from registry.programme.posts.appointing import (
    RELAXED,
    SUBJECT,
    Appointing,
    Seats,
    Waiver,
    conditions_of,
)
from registry.recording.refusals import Refusal, refuse
from registry.recording.requests import Made, Request, Requests
from registry.recording.rights import may, own_organisation
from registry.regulations import Regulation, regulation_in_force
from registry.viewer import Viewer
from registry.vocabulary import Outcome, Rank

APPOINTED: Final = frozenset({Rank.SPECIAL_TECHNICIAN, Rank.CHIEF_TECHNICIAN})
REFUSALS: Final[Mapping[str, str]] = {
    "RULE": "NOT_ELIGIBLE",
    "EMPLOYER_FILED": "EMPLOYER_NOT_FILED",
    "QUOTA": "POST_WITHOUT_QUOTA",
    "TERM": "TERM_TOO_LONG",
}
"""The code of a refusal for each condition that refuses where it is UNMET."""
RELAXED_NOTE: Final = {"zh": "按例外决定放宽", "en": "relaxed by the exception"}
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
    exception: Waiver | None = None


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
        # The enterprise is locked before the worker, always, so that nobody waits in a circle.
        seats, regulations = await locked_seats(
            tx, order.enterprise, rank=int(order.rank), day=order.start, subject=SUBJECT
        )
        facts = await locked_facts(tx, order.worker)
        # Absent and forbidden look alike: who works elsewhere is as unknown as who does not exist.
        if facts is None or not _is_staff(facts, order.enterprise, today, order.start):
            raise refuse("NOT_OWN_STAFF")
        notes = await _judge(tx, facts, order, seats, regulations)
        appointment_id = f"appointment-{uuid.uuid4().hex}"
        appointment = {
            "id": appointment_id,
            "rank": int(order.rank),
            "post": order.post,
            "from": order.start,
            "to": order.end,
            "decisionNo": order.decision_no,
            "fields": list(order.fields),
            "exceptionReason": order.exception and order.exception.reason,
            "exceptionDocumentNo": order.exception and order.exception.document_no,
        }
        await record_appointment(tx, order.worker, order.enterprise, appointment)
        await rebuild(tx, [order.worker], today=today)
        return {"appointmentId": appointment_id, "notes": notes}


async def _judge(
    tx: Transaction,
    facts: WorkerFacts,
    order: AppointOrder,
    seats: Seats,
    regulations: Iterable[Regulation],
) -> dict[str, list[str]]:
    """Return what the record leaves open or an exception relaxes, by language, or refuse."""
    basis = await run_steps(tx, read_basis(order.start))
    place = place_of(current_employment(facts, order.start))
    policy = policy_in_force(basis.policies, target=order.rank, place=place, on=order.start)
    case = Appointing(
        facts=facts,
        enterprise=order.enterprise,
        rank=order.rank,
        post=order.post,
        start=order.start,
        end=order.end,
        seats=seats,
        regulation=regulation_in_force(regulations, place=seats.place, on=order.start),
        report=None,
        waiver=order.exception,
    )
    notes: dict[str, list[str]] = {}
    languages: tuple[Language, ...] = ("zh", "en")
    for lang in languages:
        judged = None
        if policy is not None:
            judged = report(policy, facts, editions=basis.editions, as_of=order.start, lang=lang)
        conditions = conditions_of(replace(case, report=judged), lang)
        if order.exception is None:
            _refuse_unmet(conditions, order, policy)
        notes[lang] = [text for one in conditions for text in _notes(one, lang)]
    return notes


def _refuse_unmet(
    conditions: Iterable[ConditionReport], order: AppointOrder, policy: Policy | None
) -> None:
    for condition in conditions:
        if condition.code in REFUSALS and condition.outcome is Outcome.UNMET:
            by_rule = condition.code == "RULE" and policy is not None
            detail = policy.id if by_rule and policy is not None else condition.detail
            raise refuse(REFUSALS[condition.code], f"{order.rank.name}, {detail}")


def _notes(condition: ConditionReport, lang: Language) -> list[str]:
    """Return what is to be said of a condition: unknown, or relaxed by an exception."""
    if condition.code not in {*RELAXED, "EXCEPTION"}:
        return []
    if condition.outcome is Outcome.UNMET:
        return [f"{RELAXED_NOTE[lang]}: {condition.text}"]
    if condition.outcome is not Outcome.UNKNOWN:
        return []
    return _unknown(condition.parts) or [f"{condition.text}: {condition.detail}"]


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
    texts = [("post", order.post), ("decisionNo", order.decision_no)]
    if order.exception is not None:
        texts.append(("exception.reason", order.exception.reason))
        texts.append(("exception.documentNo", order.exception.document_no or ""))
    for name, text in texts:
        if not 0 < len(text.strip()) <= MAX_TEXT:
            return Refusal("INVALID_TEXT", name)
    fields_fit = all(0 < len(text.strip()) <= MAX_TEXT for text in order.fields)
    if len(order.fields) > MAX_FIELDS or not fields_fit:
        return Refusal("INVALID_FIELD")
    return None
