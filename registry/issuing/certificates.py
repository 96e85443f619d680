"""Issue one certificate, change its status: in one transaction with everything that follows.

A new certificate is written first and then judged by the very checks that every verifier of it will
meet (`registry.papercheck`); if one fails, the transaction is undone and the refusal names the
check. So nothing can be issued here that would be found wrong there, and the rules stand in one
place.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from registry.access import Act
from registry.dates import china_day, moment_text
from registry.graph.cases import read_cases
from registry.graph.changes import Change, ChangeKind, record_changes
from registry.graph.driver import Transaction
from registry.graph.issuing.certificates import (
    IssueBasis,
    certificates_of_issuer,
    change_status,
    issue_basis,
    record_certificate,
    record_credentials,
)
from registry.graph.issuing.lists import ListForm, touch_lists
from registry.graph.log.entries import record_entries
from registry.graph.rebuild import rebuild
from registry.graph.recheck import recheck
from registry.issuing.credential import Content
from registry.issuing.keyring import Keyring
from registry.issuing.numbers import allocate_number, kind_of, number_stem
from registry.issuing.places import draw_places
from registry.issuing.signer import TOKENS, Signer
from registry.issuing.signing import signed_by
from registry.issuing.statuslist import STATUS_BITS
from registry.log.entries import certificate_entry
from registry.papercheck import check_certificate
from registry.personal import PersonalKeys
from registry.recording.refusals import Refusal, refuse, refuse_for
from registry.recording.requests import Made, Request, Requests
from registry.recording.rights import may, own_organisation
from registry.viewer import Viewer
from registry.vocabulary import CertificateStatus, Rank
from verifier.checks import Check, State, failed

MAX_TEXT: Final = 500


@dataclass(frozen=True, slots=True)
class IssueOrder:
    """What an issuer asks for (`IssueCertificateInput`)."""

    session: str
    worker: str
    issued_on: date
    work_type: str | None


@dataclass(frozen=True, slots=True)
class StatusOrder:
    """What an issuer asks for (`ChangeCertificateStatusInput`)."""

    number: str
    kind: str | None
    to: CertificateStatus
    reason: str
    decision_no: str


@dataclass(frozen=True, slots=True)
class Certificates:
    """Issues certificates and changes their status."""

    requests: Requests
    keyring: Keyring
    personal: PersonalKeys

    async def issue(self, request: Request, order: IssueOrder) -> Made | Refusal:
        """Issue a certificate.

        Made are `certificateKey`, `credential` (full, with all disclosures) and `qrText`.
        """
        if not may(request.viewer, Act.ISSUE):
            return Refusal("FORBIDDEN")
        return await self.requests.answer(
            request, lambda tx: self._issue(tx, request.viewer, order)
        )

    async def change_status(self, request: Request, order: StatusOrder) -> Made | Refusal:
        """Suspend, revoke or reinstate a certificate; made is `certificateKey`.

        Status lists follow within a second.
        """
        if not may(request.viewer, Act.ISSUE):
            return Refusal("FORBIDDEN")
        return await self.requests.answer(
            request, lambda tx: self._change_status(tx, request.viewer, order)
        )

    async def _issue(self, tx: Transaction, viewer: Viewer, order: IssueOrder) -> Made:
        organisation = own_organisation(viewer)
        found = await issue_basis(
            tx,
            order.session,
            order.worker,
            organisation=organisation,
            on=order.issued_on,
        )
        basis = _certifiable(found, order)
        kind = kind_of(basis.rank)
        if kind is None:
            raise refuse("LEVEL_NOT_CERTIFIED", Rank(basis.rank).name)
        if order.work_type is not None and not 0 < len(order.work_type) <= MAX_TEXT:
            raise refuse("INVALID_TEXT", "workType")
        # An issuer's first certificate makes its key, and nothing is signed before the key's time.
        signing_key = await self.keyring.signing_key(basis.prefix)
        now = self.requests.now()
        at = moment_text(now)
        number = await allocate_number(tx, number_stem(basis.prefix, order.issued_on, basis.rank))
        key = f"{kind.value}:{number}"
        certificate = _properties(basis, order, key=key, kind=kind.value, number=number)
        await record_certificate(tx, order.worker, certificate | {"registeredAt": at})
        await _refuse_what_would_be_wrong(tx, key, on=china_day(now))
        signer = Signer(
            self.keyring.base_url,
            self.keyring.iss(basis.prefix),
            signing_key,
            int(now.timestamp()),
        )
        content = self._content(basis, order, kind=kind.value, number=number)
        places = await draw_places(tx, basis.prefix, TOKENS, at=at)
        [badge_place] = await draw_places(tx, basis.prefix, 1, at=at, form=ListForm.BITSTRING)
        signed = await signed_by(
            signing_key,
            lambda: signer.sign(content, places, certificate_key=key, badge_place=badge_place),
        )
        await record_credentials(tx, signed.rows)
        await record_entries(tx, [certificate_entry(content, signed.tokens, at=at)])
        await record_changes(tx, [Change(key, ChangeKind.RECORDED, at)])
        await recheck(tx, [key])
        await rebuild(tx, [order.worker], today=china_day(now))
        return {
            "certificateKey": key,
            "credential": signed.full.text,
            "qrText": signed.qr_text,
        }

    def _content(self, basis: IssueBasis, order: IssueOrder, *, kind: str, number: str) -> Content:
        sealed = basis.id_sealed
        return Content(
            kind=kind,
            number=number,
            level=Rank(basis.rank).name,
            occupation=basis.occupation,
            occupation_name=basis.occupation_name,
            work_type=order.work_type,
            issued_on=order.issued_on,
            issuer_name=basis.issuer_name,
            issuer_prefix=basis.prefix,
            session=order.session,
            name=basis.name,
            id_number=None if sealed is None else self.personal.unseal(sealed),
            birth_date=basis.birth_date,
            theory=basis.theory,
            practical=basis.practical,
            enterprise=basis.employer,
        )

    async def _change_status(self, tx: Transaction, viewer: Viewer, order: StatusOrder) -> Made:
        for name, text in (("reason", order.reason), ("decisionNo", order.decision_no)):
            if not 0 < len(text.strip()) <= MAX_TEXT:
                raise refuse("INVALID_TEXT", name)
        found = await certificates_of_issuer(
            tx, order.number, kind=order.kind, organisation=own_organisation(viewer)
        )
        if not found:
            raise refuse("CERTIFICATE_NOT_FOUND")
        if len(found) > 1:
            raise refuse("AMBIGUOUS_NUMBER")
        [held] = found
        if held.status == CertificateStatus.REVOKED:
            raise refuse("ALREADY_REVOKED")
        if held.status == order.to:
            raise refuse("STATUS_UNCHANGED", order.to.value)
        today, at = self.requests.today(), moment_text(self.requests.now())
        change = {
            "id": uuid.uuid4().hex,
            "to": order.to.value,
            "code": STATUS_BITS[order.to.value],
            "reason": order.reason,
            "decisionNo": order.decision_no,
            "on": today,
            "at": at,
        }
        lists = await change_status(tx, held.key, change=change)
        status = Change(held.key, ChangeKind.STATUS_CHANGED, at, status=order.to.value)
        await record_changes(tx, [status])
        await rebuild(tx, [held.holder], today=today)
        # The lists last: their lock is the one that many changes share.
        await touch_lists(tx, sorted(lists))
        return {"certificateKey": held.key}


def _certifiable(basis: IssueBasis | None, order: IssueOrder) -> IssueBasis:
    """Return the basis if it has a passed result for which no certificate stands, or refuse."""
    if basis is None:
        raise refuse("SESSION_NOT_FOUND", order.session)
    # Absent and forbidden look alike: whoever was not in the session is nobody to its issuer.
    if basis.worker is None or basis.result_id is None:
        raise refuse("WORKER_NOT_FOUND")
    if not basis.passed:
        raise refuse_for((failed(Check.NO_ASSESSMENT_CHAIN, "missing"),))
    if basis.issued_before:
        raise refuse("ALREADY_ISSUED")
    return basis


def _properties(
    basis: IssueBasis, order: IssueOrder, *, key: str, kind: str, number: str
) -> dict[str, Any]:
    return {
        "key": key,
        "kind": kind,
        "number": number,
        "rank": basis.rank,
        "occKey": basis.occupation,
        "workType": order.work_type,
        "issuedOn": order.issued_on,
        "filingNo": basis.filing_no,
        "resultId": basis.result_id,
        "issuerPrefix": basis.prefix,
        "status": CertificateStatus.VALID.value,
    }


async def _refuse_what_would_be_wrong(tx: Transaction, key: str, *, on: date) -> None:
    case = (await read_cases(tx, [key]))[key]
    results = check_certificate(case, on=on)
    wrong = tuple(result for result in results.values() if result.state is State.FAILED)
    if wrong:
        raise refuse_for(wrong)
