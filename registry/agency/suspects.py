"""Suspect certificates: a page of them, and why each is one, in the words of all reports."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from registry.graph.heads.suspects import suspects_head
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.language import Language
from registry.papercheck import CertificateCase, check_certificate
from registry.places import require_division
from verifier.checks import Check
from verifier.texts import TEXTS


async def suspects(
    inquiry: Inquiry,
    wanted: Selection,
    *,
    prefix: str | None,
    division: str | None,
    issued: tuple[date | None, date | None],
    codes: Sequence[str] | None,
    first: int | None,
    after: str | None,
) -> Row:
    """Return a page of certificates that have any of the codes, the latest issued first.

    `issued` are the first and the last day of issue, None is open; `codes` None stands for every
    code but SUPERSEDED_EDITION.

    Raises:
        UnknownCodeError: there is no such division.
    """
    require_division(division)
    asked: dict[str, object] = {
        "prefix": prefix,
        "division": division,
        "issuedFrom": issued[0],
        "issuedTo": issued[1],
        "codes": None if codes is None else sorted(codes),
    }
    head = suspects_head(by_prefix=prefix is not None)
    page = await inquiry.connection(head, asked | {"first": first, "after": after}, wanted, **asked)
    for row in page["nodes"]:
        row["codes"] = shown_codes(row["codes"], codes or ())
        if row["_case"] is not None:
            row["detail"] = detail(row["_case"], row["codes"], inquiry.language)
    return page


def shown_codes(codes: Collection[str], asked: Collection[str]) -> list[str]:
    """Return the codes to show: a superseded edition alarms nobody who did not ask for it."""
    superseded = Check.SUPERSEDED_EDITION.value
    return [code for code in codes if code != superseded or superseded in asked]


def detail(case: CertificateCase, codes: Collection[str], language: Language) -> str:
    """Return the reasons of these codes, each with its detail."""
    results = check_certificate(case, on=case.issued_on)
    reasons = []
    for code in codes:
        result = results[Check(code)]
        chinese, english = TEXTS[result.reason]
        text = chinese if language == "zh" else english
        reasons.append(text if result.detail is None else f"{text} ({result.detail})")
    return ("；" if language == "zh" else "; ").join(reasons)
