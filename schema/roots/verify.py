"""An employer verifies: by the number on the paper, by the credential itself.

And what an issuer may certify.
"""

from __future__ import annotations

from typing import Any

import strawberry

from registry.errors import BadArgumentError
from registry.graph.heads.verified import BY_CREDENTIAL, BY_NUMBER, ISSUER_SCOPE
from registry.graph.selection import Selection
from registry.graph.shapes.model import Head
from registry.graph.verification import Found, decode_found
from registry.inquiry import Inquiry
from registry.reference import occupations
from registry.verification import credentials, numbers
from registry.verification.answers import Answer
from registry.verification.questions import CredentialQuestion, NumberQuestion
from registry.verification.service import SHOWN
from schema.asking import Info, selection_of
from schema.enums import CertificateKind
from schema.fields import Row, resolved
from schema.scalars import Date, DateTime
from schema.types.reference import ScopeItem
from schema.types.verification import VerificationReport


@strawberry.type
class VerifyQuery:
    @resolved(
        "By what stands on the paper: number and one holder factor (按证书编号核验)",
        VerificationReport,
    )
    async def verify_certificate(
        self,
        info: Info,
        number: str,
        kind: CertificateKind | None = None,
        holder_name: str | None = None,
        id_last4: str | None = None,
        at: Date | None = None,
    ) -> Row:
        """Look a number up and judge what is found, in one statement."""
        inquiry, wanted = info.context, selection_of(info)
        question = NumberQuestion(
            number, None if kind is None else kind.value, _given(holder_name), _given(id_last4), at
        )
        verification = inquiry.services.office.verification
        keys = numbers.look_up_keys(question)
        async with verification.look_up(inquiry.client) as look_up:
            found, rows = await _found(inquiry, BY_NUMBER, keys, wanted)
            answer = verification.judge_number(question, found, inquiry.language)
            look_up.answer = answer
        shown = rows[found.index(answer.found)] if answer.found else None
        return await _report(inquiry, answer, shown, wanted)

    @resolved(
        "By the signed credential itself: SD-JWT VC, bound or not, or vc+jwt (按数字凭证核验)",
        VerificationReport,
    )
    async def verify_credential(
        self,
        info: Info,
        credential: str,
        log_proof: str | None = None,
        at: DateTime | None = None,
        audience: str | None = None,
        nonce: str | None = None,
        require_key_binding: bool = False,  # noqa: FBT001, FBT002 - an argument of the contract
        holder_name: str | None = None,
        id_last4: str | None = None,
    ) -> Row:
        """Judge a credential, and what the record says of its number."""
        inquiry, wanted = info.context, selection_of(info)
        question = CredentialQuestion(
            credential=credential,
            log_proof=log_proof,
            at=None if at is None else at.timestamp(),
            audience=audience,
            nonce=nonce,
            require_key_binding=require_key_binding,
            holder_name=_given(holder_name),
            id_last4=_given(id_last4),
        )
        report = await inquiry.services.office.verification.signature(question, inquiry.language)
        keys = credentials.look_up_keys(report)
        found, rows = await _found(inquiry, BY_CREDENTIAL, keys, wanted)
        answer = credentials.answer_credential(question, report, found[0] if found else None)
        return await _report(inquiry, answer, rows[0] if rows else None, wanted)

    @resolved("What an issuer could lawfully certify on a day (备案范围)", list[ScopeItem])
    async def issuer_scope(
        self,
        info: Info,
        on: Date,
        issuer_prefix: str | None = None,
        uscc: strawberry.ID | None = None,
    ) -> list[Row]:
        """Read the scopes of the filings in force."""
        if issuer_prefix is None and uscc is None:
            raise BadArgumentError("name the issuer by issuerPrefix or by uscc")
        wanted = selection_of(info)
        rows = await info.context.many(ISSUER_SCOPE, wanted, prefix=issuer_prefix, uscc=uscc, on=on)
        return list(rows)


async def _found(
    inquiry: Inquiry, head: Head, keys: tuple[str, ...], wanted: Selection
) -> tuple[list[Found], list[Row]]:
    """Return the certificates with these keys, and for each the row of its occupation."""
    if not keys:
        return [], []
    answer = await inquiry.read(head, wanted.below("certificate", "occupation"), keys=list(keys))
    values: list[Any] = [value for value, _ in answer.rows]
    return [decode_found(value) for value in values], [row for _, row in answer.rows]


async def _report(
    inquiry: Inquiry, answer: Answer, occupation: Row | None, wanted: Selection
) -> Row:
    """Return the report, tell of the verdict, and note who was looked at.

    The endpoint writes the access event.
    """
    verification = inquiry.services.office.verification
    verification.notices.judged(answer.report)
    report = answer.to_json(inquiry.language)
    if answer.holder_id is not None:
        inquiry.show({answer.holder_id: frozenset(SHOWN)})
    certificate = report["certificate"]
    if certificate is not None:
        certificate["issuer"] = certificate["issuer"] or ""
        certificate["status"] = certificate["status"] or None
        if certificate["occupation"] is not None:
            certificate["occupation"] = occupation or _occupation(certificate["occupation"])
    if wanted.has("receipt"):
        report["receipt"] = await verification.receipt(answer)
    return report


def _occupation(named: dict[str, Any]) -> Row:
    """Return the row of an occupation that a credential of an unknown number names."""
    key: str = named["id"]
    edition, _, code = key.rpartition(":")
    known = occupations().get(key)
    return {
        "id": key,
        "edition": edition,
        "code": code,
        "name": known.name if known else named["name"] or code,
        "green": known.green if known else False,
        "digital": known.digital if known else False,
        "supersededBy": [],
    }


def _given(text: str | None) -> str | None:
    """Return a holder factor, None if it is blank: forms send their empty fields along."""
    return text if text is not None and text.strip() else None
