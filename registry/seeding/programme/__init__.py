"""The mechanisms of the programme in the invented nation, in the order in which they are told."""

from __future__ import annotations

from typing import Final

from registry.seeding.programme.apprenticeships import Apprenticeships
from registry.seeding.programme.calls import Calls
from registry.seeding.programme.contests import Contests
from registry.seeding.programme.cooperation import Cooperation
from registry.seeding.programme.funds import Funds
from registry.seeding.programme.governance import Governance
from registry.seeding.programme.pay import Pay
from registry.seeding.programme.posts import Posts
from registry.seeding.programme.recognition import Recognition
from registry.seeding.programme.sharing import Sharing
from registry.seeding.programme.subsidies import Subsidies
from registry.seeding.programme.teaching import Teaching
from registry.seeding.programme.topic import Topic
from registry.seeding.programme.training import Training

TOPICS: Final[tuple[type[Topic], ...]] = (
    Governance,
    Subsidies,
    Calls,
    Pay,
    Funds,
    Training,
    Cooperation,
    Contests,
    Recognition,
    Teaching,
    Posts,
    Sharing,
    Apprenticeships,
)

__all__ = ["TOPICS", "Topic"]
