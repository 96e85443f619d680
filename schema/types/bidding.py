"""Results of the mutations about challenges."""

from __future__ import annotations

from typing import Annotated

import strawberry

from schema.fields import output, shown
from schema.types.mutations import Refused
from schema.types.subsidies import Challenge


@output
class RecordedChallenge:
    """The challenge, with what was recorded (已登记的揭榜挂帅项目)."""

    challenge: Challenge = shown("The challenge (项目)")


SubmitBidResult = Annotated[
    RecordedChallenge | Refused,
    strawberry.union("SubmitBidResult", description="The challenge, or why not (揭榜结果)"),
]
AwardChallengeResult = Annotated[
    RecordedChallenge | Refused,
    strawberry.union("AwardChallengeResult", description="The challenge, or why not (定榜结果)"),
]
