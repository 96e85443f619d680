"""Candidates side by side: the cards in the order asked, and rows that a client draws as a table.

A row is a criterion of the score, or a condition of a policy; it has one cell for each card, in the
order of the cards. Conditions of two policies (a province has its own) are one row where they ask
for the same in the same words. An id that is unknown, was given to another viewer, or belongs to
somebody who may not be found any more, is left out: absent and forbidden look alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from registry.access import finder
from registry.candidates.cards import CARD_PURPOSE, Cards
from registry.errors import BadArgumentError
from registry.graph.heads.comparing import COMPARED
from registry.graph.policies import decode_policies
from registry.graph.selection import Selection
from registry.score import ranking_weights

if TYPE_CHECKING:
    from registry.inquiry import Inquiry

Row = dict[Any, Any]

MAX_COMPARED: Final = 10


async def compare_candidates(
    inquiry: Inquiry, card_ids: Sequence[str], selection: Selection
) -> Row:
    """Return cards and rows; ids asked twice are shown once.

    Raises:
        BadArgumentError: more than ten ids, or none.
    """
    asked = list(dict.fromkeys(card_ids))
    if not 1 <= len(asked) <= MAX_COMPARED:
        raise BadArgumentError(f"ids has {len(asked)} ids, must have 1 to {MAX_COMPARED}")
    who = finder(inquiry.viewer)
    unseal, scope = inquiry.services.sealing.unseal, inquiry.viewer.scope
    known = [unseal(scope, CARD_PURPOSE, one) for one in asked]
    rows: list[Row] = []
    policies: Sequence[Any] = ()
    if who is not None:
        wanted = selection.below("candidates")
        if selection.has("criteria"):
            wanted.want("explanation")
        if selection.has("conditions"):
            wanted.want("eligibility")
        answer = await inquiry.read(
            COMPARED,
            wanted,
            frozenset({"policies"}) if wanted.has("eligibility") else frozenset(),
            ids=[one for one in known if one is not None],
            grantee=who.grantee,
            agency=who.within,
            filings=wanted.has("eligibility"),
        )
        policies = answer.extras["policies"] or ()
        rows = [row for _, row in answer.rows]
    cards = Cards(inquiry, decode_policies(policies))
    for row in rows:
        cards.complete(row)
    return {
        "candidates": rows,
        "criteria": _criteria(rows) if selection.has("criteria") else [],
        "conditions": lambda target: _conditions(rows, str(target)),
    }


def _criteria(rows: Sequence[Row]) -> list[Row]:
    """Return the criteria that anybody has points in, in the order of publication."""
    parts = [{part["criterion"]: part for part in row["explanation"]} for row in rows]
    return [
        {
            "criterion": criterion,
            "weight": weight.weight,
            "cells": [
                {
                    "candidate": row["id"],
                    "value": had[criterion]["value"] if criterion in had else None,
                    "points": had[criterion]["points"] if criterion in had else 0,
                }
                for row, had in zip(rows, parts, strict=True)
            ],
        }
        for criterion, weight in ranking_weights().items()
        if any(criterion in had for had in parts)
    ]


def _conditions(rows: Sequence[Row], target: str) -> list[Row]:
    """Return the conditions of everybody's report, in the order in which they first occur."""
    judged: list[dict[tuple[str, str], Row]] = []
    for row in rows:
        report = row["eligibility"](target)
        conditions = report["conditions"] if report else ()
        judged.append({(one["code"], one["text"]): one for one in conditions})
    return [
        {"code": code, "text": text, "cells": _cells(rows, judged, (code, text))}
        for code, text in dict.fromkeys(key for one in judged for key in one)
    ]


def _cells(
    rows: Sequence[Row], judged: Sequence[dict[tuple[str, str], Row]], key: tuple[str, str]
) -> list[Row]:
    return [
        {
            "candidate": row["id"],
            "outcome": conditions[key]["outcome"] if key in conditions else None,
            "detail": conditions[key]["detail"] if key in conditions else None,
        }
        for row, conditions in zip(rows, judged, strict=True)
    ]
