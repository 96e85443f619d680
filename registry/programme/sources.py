"""One certificate from every provider (S23): versions side by side, never one over the other."""

from __future__ import annotations

from registry.graph.heads.sharing import SOURCES
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.papercheck import check_certificate
from verifier.checks import Check
from verifier.texts import text_of

COMPARED = (Check.DUPLICATE_NUMBER, Check.CONFLICTING_SOURCES)
"""The checks that compare what several sources say."""


async def certificate_sources(
    inquiry: Inquiry, wanted: Selection, *, number: str, kind: str | None
) -> list[Row]:
    """Return the certificates of a number (of one kind, or all) that the viewer may see."""
    rows = await inquiry.many(SOURCES, wanted, number=number, kind=kind)
    for row in rows:
        case = row.get("_case")
        if case is not None:
            results = check_certificate(case, on=inquiry.today)
            row["checks"] = [
                {
                    "code": check.value,
                    "state": results[check].state,
                    "text": text_of(results[check].reason, inquiry.language),
                    "detail": results[check].detail,
                }
                for check in COMPARED
            ]
    return rows
