"""Apprenticeships, opened and completed by their enterprise.

What `apprenticeships` would call a problem of the new one is refused under the same name, by the
regulation of the enterprise's place; a condition that is UNKNOWN is not, but the answer says so, as
it does where no regulation is in force. The apprentice and the mentors at work are own staff; a
teacher of whom no job is on record is taken at the enterprise's word.
"""

from __future__ import annotations

import math
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from registry.access import Act
from registry.dates import in_force
from registry.editions import occupation_key
from registry.eligibility import ConditionReport
from registry.graph.driver import Transaction
from registry.graph.recording.apprenticeships import (
    OpeningBasis,
    complete_apprenticeship,
    opened_apprenticeship,
    opening_basis,
    record_apprenticeship,
)
from registry.personal import PersonalKeys, cell_place
from registry.programme.apprenticeships.facts import PROBLEM_OF, Apprenticeship, Asked, Mentor
from registry.programme.apprenticeships.judging import SUBJECTS, judge
from registry.recording.refusals import Refusal, refuse
from registry.recording.requests import Made, Request, Requests
from registry.recording.rights import may, own_organisation
from registry.regulations import Regulation
from registry.viewer import Viewer
from registry.vocabulary import FUNDS, Outcome, Rank

MAX_TEXT: Final = 200
MAX_MENTORS: Final = 20
MAX_WAGE: Final = 1_000_000
NO_REGULATION: Final = {
    "zh": "当地没有现行的学徒制规定，未作评判",
    "en": "no regulation of apprenticeship is in force there, so nothing was judged",
}


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """What an enterprise asks for (`OpenApprenticeshipInput`); `wage` in yuan a month."""

    apprentice: str
    enterprise: str
    occupation: str
    rank: Rank
    enterprise_mentors: tuple[str, ...]
    school_mentors: tuple[str, ...]
    contract_start: date
    start: date
    end: date
    agreement_no: str
    contract_end: date | None = None
    school: str | None = None
    class_id: str | None = None
    origin: str | None = None
    wage: float | None = None
    public_fund: str | None = None


@dataclass(frozen=True, slots=True)
class Apprenticeships:
    """Opens apprenticeships and completes them."""

    requests: Requests
    keys: PersonalKeys

    async def open(self, request: Request, order: OpenOrder) -> Made | Refusal:
        """Record an apprenticeship.

        Made are `apprenticeshipId` and `notes`, what the registry cannot know, by language.
        """
        refusal = _refusal(request.viewer, order)
        if refusal is not None:
            return refusal
        return await self.requests.answer(request, lambda tx: self._open(tx, order))

    async def complete(
        self, request: Request, key: str, on: date, certificate_number: str | None
    ) -> Made | Refusal:
        """Record that an apprenticeship was completed; made as by `open`."""
        if not may(request.viewer, Act.APPRENTICE):
            return Refusal("FORBIDDEN")
        organisation = own_organisation(request.viewer)
        return await self.requests.answer(
            request, lambda tx: self._complete(tx, organisation, key, on, certificate_number)
        )

    async def _open(self, tx: Transaction, order: OpenOrder) -> Made:
        basis = await opening_basis(
            tx,
            apprentice=order.apprentice,
            enterprise=order.enterprise,
            mentors=(*order.enterprise_mentors, *order.school_mentors),
            period=(order.start, order.end),
            school=order.school,
            class_id=order.class_id,
            occupation=occupation_key(order.occupation),
            subjects=SUBJECTS,
        )
        today = self.requests.today()
        key = f"apprenticeship-{uuid.uuid4().hex}"
        if basis is None:
            raise refuse("NOT_OWN_STAFF")
        _refuse_unfit(basis, order, today)
        facts = _facts(key, basis, order)
        notes = _judged(facts, basis.regulations, today)
        await record_apprenticeship(
            tx,
            apprentice=order.apprentice,
            enterprise=order.enterprise,
            school=order.school,
            class_id=order.class_id,
            at_work=order.enterprise_mentors,
            at_school=order.school_mentors,
            apprenticeship=self._properties(facts, order),
        )
        return {"apprenticeshipId": key, "notes": notes}

    def _properties(self, facts: Apprenticeship, order: OpenOrder) -> dict[str, object]:
        place = cell_place("apprenticeships", facts.id, "wage")
        return {
            "id": facts.id,
            "occKey": facts.occupation,
            "rank": facts.rank,
            "origin": order.origin,
            "contractFrom": order.contract_start,
            "contractTo": order.contract_end,
            "from": order.start,
            "to": order.end,
            "agreementNo": order.agreement_no,
            "wageEnc": None
            if order.wage is None
            else self.keys.seal_cell(place, str(float(order.wage))),
            "publicFund": order.public_fund,
            "status": facts.status,
        }

    async def _complete(
        self, tx: Transaction, organisation: str | None, key: str, on: date, number: str | None
    ) -> Made:
        opened = await opened_apprenticeship(tx, key, organisation=organisation, subjects=SUBJECTS)
        if opened is None:
            raise refuse("APPRENTICESHIP_NOT_FOUND", key)
        facts, regulations = opened
        today = self.requests.today()
        if facts.status != "RUNNING":
            raise refuse("APPRENTICESHIP_OVER", facts.status)
        if not facts.start <= on <= today:
            raise refuse("INVALID_DATE", f"{facts.start} / {today}")
        completed = replace(facts, status="COMPLETED", completed_on=on)
        if number is not None:
            _refuse_certificate(completed, regulations, number, today)
        notes = _notes(completed, regulations, today, of={Asked.CERTIFICATE})
        await complete_apprenticeship(tx, key, on=on, number=number)
        return {"apprenticeshipId": key, "notes": notes}


def _facts(key: str, basis: OpeningBasis, order: OpenOrder) -> Apprenticeship:
    return Apprenticeship(
        id=key,
        enterprise=order.enterprise,
        place=basis.place,
        start=order.start,
        end=order.end,
        status="RUNNING",
        school=order.school,
        occupation=occupation_key(order.occupation),
        rank=int(order.rank),
        contract_start=order.contract_start,
        contract_end=order.contract_end,
        wage=order.wage,
        enterprise_mentors=_mentors(basis, order.enterprise_mentors),
        school_mentors=_mentors(basis, order.school_mentors),
    )


def _mentors(basis: OpeningBasis, ids: Iterable[str]) -> tuple[Mentor, ...]:
    return tuple(basis.mentors[id_] for id_ in ids)


def _refuse_unfit(basis: OpeningBasis, order: OpenOrder, today: date) -> None:
    """Refuse whom and what the enterprise may not name, before anything is judged."""
    # Absent and forbidden look alike: who works elsewhere is as unknown as who does not exist.
    days = (order.start, today)
    apprentice = Mentor(order.apprentice, basis.jobs)
    if not _works(apprentice, order.enterprise, *days):
        raise refuse("NOT_OWN_STAFF")
    if not basis.occupation_is_known:
        raise refuse("OCCUPATION_NOT_FOUND", order.occupation)
    if not basis.school_is_known:
        raise refuse("SCHOOL_NOT_FOUND", order.school)
    if not basis.class_is_known:
        raise refuse("CLASS_NOT_FOUND", order.class_id)
    for id_ in order.enterprise_mentors:
        if id_ not in basis.mentors or not _works(basis.mentors[id_], order.enterprise, *days):
            raise refuse("MENTOR_NOT_EMPLOYED", id_)
    for id_ in order.school_mentors:
        if id_ not in basis.mentors:
            raise refuse("MENTOR_NOT_EMPLOYED", id_)
    if basis.running:
        raise refuse("APPRENTICESHIP_OVERLAPS", ", ".join(basis.running))


def _works(person: Mentor, organisation: str, *days: date) -> bool:
    return all(
        any(uscc == organisation and in_force(start, end, day) for uscc, start, end in person.jobs)
        for day in days
    )


def _judged(
    facts: Apprenticeship, regulations: Iterable[Regulation], today: date
) -> dict[str, list[str]]:
    """Return the notes of a new apprenticeship, or refuse it for what is UNMET.

    One that is told late may already be over; that is no reason to refuse it.
    """
    known = tuple(regulations)
    judged = judge(facts, known, today=today, language="en")
    for one in judged.conditions:
        asked = Asked(one.code)
        if one.outcome is Outcome.UNMET and asked is not Asked.ON_TIME:
            raise refuse(PROBLEM_OF[asked].value, None if asked is Asked.WAGE else one.detail)
    if judged.regulation is None:
        return {lang: [text] for lang, text in NO_REGULATION.items()}
    return _notes(facts, known, today, of=set(Asked))


def _notes(
    facts: Apprenticeship, regulations: Iterable[Regulation], today: date, *, of: set[Asked]
) -> dict[str, list[str]]:
    """Return the texts of these conditions where they are not MET, by language."""
    known = tuple(regulations)
    return {
        "zh": _open(judge(facts, known, today=today, language="zh").conditions, of),
        "en": _open(judge(facts, known, today=today, language="en").conditions, of),
    }


def _open(conditions: Iterable[ConditionReport], of: set[Asked]) -> list[str]:
    return [
        one.text for one in conditions if one.outcome is not Outcome.MET and Asked(one.code) in of
    ]


def _refuse_certificate(
    facts: Apprenticeship, regulations: Iterable[Regulation], number: str, today: date
) -> None:
    """Refuse a certificate of somebody else, one that does not count, or of too low a grade."""
    named = tuple(
        one for one in facts.certificates if one.number == number and one.counts_on(today)
    )
    if not named:
        raise refuse("CERTIFICATE_NOT_COUNTING")
    if facts.rank is not None and all((one.rank or 0) < facts.rank for one in named):
        raise refuse("CERTIFICATE_TOO_LOW", Rank(facts.rank).name)
    alone = replace(facts, certificates=named)
    judged = judge(alone, regulations, today=today, language="en").of(Asked.CERTIFICATE)
    if judged is not Outcome.MET and facts.occupation is not None and facts.rank is not None:
        raise refuse("CERTIFICATE_NOT_COUNTING")


def _refusal(viewer: Viewer, order: OpenOrder) -> Refusal | None:
    if not may(viewer, Act.APPRENTICE):
        return Refusal("FORBIDDEN")
    if own_organisation(viewer) not in {None, order.enterprise}:
        return Refusal("NOT_OWN_STAFF")
    if order.end < order.start or (
        order.contract_end is not None and order.contract_end < order.contract_start
    ):
        return Refusal("INVALID_PERIOD", f"{order.start} / {order.end}")
    if not 0 < len(order.agreement_no.strip()) <= MAX_TEXT:
        return Refusal("INVALID_TEXT", "agreementNo")
    if order.wage is not None and not (math.isfinite(order.wage) and 0 < order.wage <= MAX_WAGE):
        return Refusal("INVALID_WAGE")
    if order.public_fund is not None and order.public_fund not in FUNDS:
        return Refusal("INVALID_FUND", order.public_fund)
    mentors = (*order.enterprise_mentors, *order.school_mentors)
    if order.apprentice in mentors or len(mentors) > MAX_MENTORS:
        return Refusal("INVALID_MENTORS")
    return None
