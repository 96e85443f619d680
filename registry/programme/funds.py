"""`fundUses`: a page of what funds paid for, with sums by fund and double funding."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from registry.access import follows_funds
from registry.graph.heads.fund_uses import Way, fund_uses_head
from registry.graph.regulations import decode_regulations
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.paging import counted
from registry.places import province_of, require_division
from registry.programme.double_funding import (
    Finding,
    decode_pairs,
    findings,
    rule_of,
    sentence,
)
from registry.regulations.rows import regulation_row

SUBJECT: Final = "FUND_USE"
SHOWN_FINDINGS: Final = 100
"""Findings that one answer shows; how many there are is counted."""

_FIRST_YEAR, _LAST_YEAR = 0, 9_999


async def fund_uses(
    inquiry: Inquiry,
    wanted: Selection,
    *,
    fund: str | None,
    division: str | None,
    enterprise: str | None,
    year: int | None,
    first: int | None,
    after: str | None,
) -> Row:
    """Return a page of uses in the viewer's duty, the latest year first.

    Raises:
        UnknownCodeError: there is no such division.
    """
    require_division(division)
    way, anchor = _way(inquiry, division=division, enterprise=enterprise)
    head = fund_uses_head(way)
    question = {"fund": fund, "division": division, "enterprise": enterprise, "year": year}
    page = inquiry.page(head.name, question | {"first": first, "after": after})
    answer = await inquiry.read(
        head,
        wanted.below("nodes"),
        _extras(inquiry, wanted),
        limit=page.limit,
        position=page.position,
        anchor=anchor,
        fund=fund,
        division=division,
        fromYear=_FIRST_YEAR if year is None else year,
        toYear=_LAST_YEAR if year is None else year,
        subject=SUBJECT,
    )
    found = _findings(inquiry, answer.extras)
    return {
        **inquiry.connected(page, answer),
        "totals": [_total(row) for row in answer.extras["totals"] or ()],
        "doubleFunding": [_finding(one, inquiry) for one in found[:SHOWN_FINDINGS]],
        "doubleFundingCount": counted(len(found)),
    }


def _way(
    inquiry: Inquiry, *, division: str | None, enterprise: str | None
) -> tuple[Way, str | None]:
    """Return the narrowest way to the uses, and what it starts from."""
    viewer = inquiry.viewer
    if (organisation := enterprise or viewer.organisation) is not None:
        return "ORGANISATION", organisation
    if (place := division or viewer.division) is not None:
        return "PROVINCE", province_of(place)
    return "NATION", None


def _extras(inquiry: Inquiry, wanted: Selection) -> frozenset[str]:
    names = {name for name in ("totalCount", "totals") if wanted.has(name)}
    asks = wanted.has("doubleFunding") or wanted.has("doubleFundingCount")
    if asks and follows_funds(inquiry.viewer):
        names |= {"paired", "regulations"}
    return frozenset(names)


def _findings(inquiry: Inquiry, extras: Any) -> list[Finding]:
    if extras["paired"] is None:
        return []
    rule = rule_of(decode_regulations(extras["regulations"]), today=inquiry.today)
    return list(findings(decode_pairs(extras["paired"]), rule))


def _total(row: Iterable[Any]) -> Row:
    fund, uses, amount, known = row
    return {
        "fund": fund,
        "uses": uses,
        "amount": amount if known else None,
        "unknownAmounts": uses - known,
    }


def _finding(finding: Finding, inquiry: Inquiry) -> Row:
    first, second = finding.pair.first, finding.pair.second
    return {
        "kind": finding.kind,
        "outcome": finding.outcome,
        "funds": sorted({first.fund, second.fund}),
        "training": first.training,
        "year": first.year,
        "people": len(finding.pair.people) or None,
        "detail": sentence(finding, inquiry.language),
        "evidence": list(finding.evidence),
        "regulation": regulation_row(finding.regulation),
    }
