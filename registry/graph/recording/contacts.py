"""Requests to be in contact: what a new one is judged by, its record, its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from registry.dates import day_or_none
from registry.events import AccessEvent
from registry.graph.driver import Transaction
from registry.graph.events import RECORD
from registry.graph.regulations import REGULATIONS, decode_regulations
from registry.regulations import Regulation

# Locks enterprise and worker: of two requests made at once the second sees the first.
BASIS: Final = (
    """
MATCH (firm:Organisation {uscc: $enterprise})
SET firm += {}
WITH firm
MATCH (worker:Worker {id: $worker})
SET worker += {}
RETURN
  EXISTS {
    MATCH (worker)-[:OFFERS]->(found:Candidacy)
    WHERE found.open OR $enterprise IN found.grantees
  },
  EXISTS {
    MATCH (worker)-[:GAVE]->(given:Consent {purpose: 'CONTACT', grantee: $enterprise})
    WHERE given.from <= $today AND (given.to IS NULL OR given.to >= $today)
  },
  COLLECT {
    MATCH (worker)<-[:ASKS]-(earlier:ContactRequest {enterprise: $enterprise})
    RETURN [earlier.state, toString(earlier.expires), toString(earlier.answeredOn)]
  },
  COUNT {
    MATCH (open:ContactRequest {enterprise: $enterprise, state: 'PENDING'})
    WHERE open.expires >= $today
  },
  [firm.division, firm.cityCode, firm.provinceCode],
"""
    + REGULATIONS
)

CREATE: Final = """
MATCH (firm:Organisation {uscc: $enterprise})
MATCH (worker:Worker {id: $worker})
CREATE (worker)<-[:ASKS]-(it:ContactRequest)-[:SENT_BY]->(firm)
SET it = $request
"""

PENDING: Final = """
MATCH (it:ContactRequest {id: $id})-[:ASKS]->(worker:Worker)
WHERE $worker IS NULL OR worker.id = $worker
SET worker += {}
RETURN worker.id, it.enterprise, it.state, toString(it.expires)
"""

ANSWER: Final = """
MATCH (it:ContactRequest {id: $id})
SET it += $answer
"""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A request of the same enterprise to the same worker."""

    state: str
    expires: date
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class Basis:
    """What a new request is judged by; `place` are the divisions of the enterprise."""

    may_be_found: bool
    in_contact: bool
    earlier: tuple[Earlier, ...]
    open_requests: int
    place: tuple[str, ...]
    regulations: tuple[Regulation, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it is to be answered."""

    worker: str
    enterprise: str
    state: str
    expires: date


async def request_basis(
    tx: Transaction, *, enterprise: str, worker: str, today: date, subject: str
) -> Basis | None:
    """Lock both and return what decides; None where either is not there."""
    parameters = {"enterprise": enterprise, "worker": worker, "today": today, "subject": subject}
    rows = await tx.run(BASIS, parameters)
    if not rows:
        return None
    found, in_contact, earlier, open_requests, place, regulations = rows[0]
    return Basis(
        may_be_found=found,
        in_contact=in_contact,
        earlier=tuple(
            Earlier(state, date.fromisoformat(expires), day_or_none(answered))
            for state, expires, answered in earlier
        ),
        open_requests=open_requests,
        place=tuple(dict.fromkeys(code for code in place if code is not None)),
        regulations=decode_regulations(regulations),
    )


async def record_request(
    tx: Transaction, *, enterprise: str, worker: str, request: Mapping[str, Any], event: AccessEvent
) -> None:
    """Record a request, and that the worker was looked at for it."""
    parameters = {"enterprise": enterprise, "worker": worker, "request": dict(request)}
    await tx.run(CREATE, parameters)
    await tx.run(RECORD, {"events": [event.parameters()]})


async def asked(tx: Transaction, request_id: str, *, worker: str | None) -> Asked | None:
    """Lock the worker and return a request to them (None: to anybody), if there is one."""
    rows = await tx.run(PENDING, {"id": request_id, "worker": worker})
    if not rows:
        return None
    who, enterprise, state, expires = rows[0]
    return Asked(who, enterprise, state, date.fromisoformat(expires))


async def record_answer(tx: Transaction, request_id: str, answer: Mapping[str, Any]) -> None:
    """Record how a request was answered."""
    await tx.run(ANSWER, {"id": request_id, "answer": dict(answer)})
