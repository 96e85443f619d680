"""Candidates side by side."""

from __future__ import annotations

import strawberry

from schema.enums import ConditionOutcome, SkillLevel
from schema.fields import Row, asked, output, resolved, shown
from schema.types.candidates import Candidate


@output
class ComparedPoints:
    """What one candidate has in a criterion (得分单元格)."""

    candidate: strawberry.ID = shown("The id of the card (候选人)")
    value: str | None = shown("What was found; null for nothing (取值)")
    points: int = shown("The points, 0 for nothing (得分)")


@output
class ComparedCriterion:
    """A criterion of the score across the cards (指标对比)."""

    criterion: str = shown("The criterion (指标)")
    weight: int = shown("Points a unit (权重)")
    cells: list[ComparedPoints] = shown("One for each card, in their order (单元格)")


@output
class ComparedOutcome:
    """What a condition is for one candidate (条件单元格)."""

    candidate: strawberry.ID = shown("The id of the card (候选人)")
    outcome: ConditionOutcome | None = shown(
        "Met, unmet or unknown; null where the policy there has no such condition (结果)"
    )
    detail: str | None = shown("Why (说明)")


@output
class ComparedCondition:
    """A condition across the cards (条件对比)."""

    code: str = shown("The condition (条件代码)")
    text: str = shown("The condition in words (条件)")
    cells: list[ComparedOutcome] = shown("One for each card, in their order (单元格)")


@output
class CandidateComparison:
    """Candidates side by side: cards, and rows with one cell for each card (候选人对比)."""

    candidates: list[Candidate] = shown(
        "The cards in the order asked; ids that find nobody are left out (候选人)"
    )
    criteria: list[ComparedCriterion] = shown("The criteria in which anybody has points (指标对比)")

    @resolved("The conditions of the reports for a grade (条件对比)", list[ComparedCondition])
    def conditions(  # type: ignore[misc]  # Strawberry hands the row to its Parent
        row: strawberry.Parent[Row],  # noqa: N805 - see above
        target: SkillLevel,
    ) -> object:
        """Answer from the row, which holds the facts of each card."""
        return asked(row, "conditions", target=target)
