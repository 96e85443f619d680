"""S8, S9: invented training projects, and challenges that schools and firms bid for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from registry.seeding.chance import Chance
from registry.seeding.days import day_text
from registry.seeding.programme.subsidies import FIELDS
from registry.seeding.programme.topic import Topic
from registry.seeding.trades import Trade, level_key
from registry.seeding.words import words

if TYPE_CHECKING:
    from registry.seeding.draft import Draft
    from registry.seeding.organisations import Cluster, Organisation

_LARGE: Final = 40
_POSED_BY: Final = 0.4
"""Share of firms with so many people that pose a challenge (assumption)."""


class Calls(Topic):
    """Writes training projects of the cities, challenges of firms, and bids."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self._chance = Chance(draft.seed, "calls")
        self._trades: dict[str, Trade] = {}
        self._trainers: dict[str, str] = {}
        self._posers: list[tuple[str, str]] = []
        self._bidders: list[str] = []

    def organisation(self, organisation: Organisation, cluster: Cluster) -> None:
        """Note who may train, who poses a problem, and who may solve one."""
        city = cluster.city.code
        if organisation.kind != "ENTERPRISE":
            # A school trains before an evaluator does: it is told of last.
            self._trainers[city] = organisation.uscc
            self._bidders.append(organisation.uscc)
            return
        if organisation.trades:
            self._trades.setdefault(city, organisation.trades[0])
        if organisation.headcount >= _LARGE:
            self._bidders.append(organisation.uscc)
            if self._chance.happens(_POSED_BY):
                field = organisation.project_field or self._chance.pick(FIELDS)
                self._posers.append((organisation.uscc, field))

    def finish(self) -> None:
        """Write what every city calls for, and the challenges with their bids."""
        for city in sorted(self._trades):
            for _ in range(2):
                self._training_project(city, self._trades[city])
        for owner, field in self._posers:
            self._challenge(owner, field)

    def _training_project(self, city: str, trade: Trade) -> None:
        chance, tables, today = self._chance, self.draft.tables, self.draft.today
        published = today - chance.between(0, 400)
        deadline = published + chance.between(20, 90)
        is_open = deadline >= today
        status = "CALLED" if is_open else "SELECTED" if chance.happens(0.8) else "WITHDRAWN"
        first = deadline + chance.between(10, 60)
        tables.add(
            "training_projects", tables.number("training_projects", "X"),
            f"{trade.name}技能提升项目", chance.pick(FIELDS), city, trade.key,
            level_key(chance.between(3, 5)), self._trainers.get(city, ""),
            str(10 * chance.between(2, 12)), day_text(published), day_text(deadline), status,
            day_text(published if is_open else min(deadline + 15, today)), day_text(first),
            day_text(first + chance.between(5, 90)), "",
        )  # fmt: skip

    def _challenge(self, owner: str, field: str) -> None:
        chance, tables, today = self._chance, self.draft.tables, self.draft.today
        id_ = tables.number("challenges", "B")
        published = today - chance.between(0, 500)
        deadline = published + chance.between(30, 120)
        problem = chance.pick(words("achievement_object")) + chance.pick(words("project_tail"))
        count = min(chance.between(0, 4), len(self._bidders))
        bidders = {chance.pick(self._bidders) for _ in range(count)} - {owner}
        is_awarded = deadline < today - 30 and bool(bidders)
        status = "AWARDED" if is_awarded else "OPEN" if deadline >= today else "CLOSED"
        tables.add(
            "challenges", id_, problem, field, str(10_000 * chance.between(5, 200)),
            day_text(published), day_text(deadline), owner, status, "",
        )  # fmt: skip
        for place, bidder in enumerate(sorted(bidders)):
            # One in thirty bids comes too late.
            late = chance.happens(1 / 30) and deadline + 3 <= today
            bid = deadline + 3 if late else chance.between(published, min(deadline, today))
            won = is_awarded and place == 0
            tables.add(
                "bids", bidder, id_, day_text(bid), "1" if won else "0" if is_awarded else "",
                day_text(deadline + 20) if won else "",
            )  # fmt: skip
