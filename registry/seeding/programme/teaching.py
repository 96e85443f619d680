"""S20 to S22: invented majors, training packages with their review, and plans of firms for posts.

A school knows its majors, because agreements name them. One package in six is not reviewed, one
in ten by a committee that was out of office, and some plans lack a package.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from registry.seeding.chance import Chance
from registry.seeding.days import YEAR, day_text, ordinal, year_of
from registry.seeding.programme.topic import Topic
from registry.seeding.trades import level_list, shared_trades

if TYPE_CHECKING:
    from registry.seeding.draft import Draft
    from registry.seeding.organisations import Cluster, Organisation
    from registry.seeding.people import Person
    from registry.seeding.trades import Trade

_COMMITTEE: Final = "EC-2022"
_FORMER: Final = "EC-2012"
_SEATS: Final = 15
_PLANNED_FROM: Final = 40
"""Firms of so many registered people and more plan the training for their posts (assumption)."""

_MAJORS: Final = 3
_KINDS: Final = ("TEXTBOOK", "COURSEWARE", "TASK", "CASE", "SIMULATION", "ASSESSMENT")


class Teaching(Topic):
    """Writes majors and resources, committees, packages and plans."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self._chance = Chance(draft.seed, "teaching")
        self._year = year_of(draft.today)
        self._packages: dict[str, Trade] = {}
        self._experts: list[str] = []

    def organisation(self, organisation: Organisation, cluster: Cluster) -> None:
        """Write the majors of a school, the plans of a firm."""
        if organisation.kind == "SCHOOL":
            trades = {known.key: known for firm in cluster.firms for known in firm.trades}
            taught = (*trades.values(), *shared_trades("C34"))[:_MAJORS]
            for number, trade in enumerate(taught, 1):
                self._major(organisation, number, trade)
        elif organisation.kind == "ENTERPRISE" and organisation.headcount >= _PLANNED_FROM:
            for trade in organisation.trades[:2]:
                self._plan(organisation.uscc, trade)

    def people(self, people: Sequence[Person], cluster: Cluster) -> None:
        """Note some of the best for a seat in the committee."""
        del cluster
        for person in people:
            if len(self._experts) < _SEATS and person.rank >= 6 and self._chance.happens(0.1):
                self._experts.append(person.id)

    def finish(self) -> None:
        """Write the committees, who sits in them, and the packages."""
        add = self.draft.tables.add
        add(
            "expert_committees", _FORMER, "原职业培训包专家委员会（虚构）", "2012-01-01",
            "2017-12-31", "虚构〔2012〕1号",
        )  # fmt: skip
        add(
            "expert_committees", _COMMITTEE, "国家基本职业培训包专家委员会（虚构）", "2022-09-01",
            "", "虚构〔2022〕9号",
        )  # fmt: skip
        for place, expert in enumerate(self._experts):
            role = "CHAIR" if place == 0 else "VICE_CHAIR" if place < 3 else "MEMBER"
            add("committee_members", expert, _COMMITTEE, role, "2022-09-01", "", "")
        for number, trade in enumerate(self._packages.values()):
            self._package(number, trade)

    def _major(self, school: Organisation, number: int, trade: Trade) -> None:
        chance, id_ = self._chance, f"M-{school.uscc}-{number}"
        school.majors.append(id_)
        is_new = chance.happens(0.3)
        first = ordinal(self._year - (1 if is_new else chance.between(4, 15)), 9)
        kind = "EMERGING" if is_new else "QUALITY" if chance.happens(0.4) else "ORDINARY"
        self.draft.tables.add(
            "majors", id_, school.uscc, f"{trade.name}专业", kind, trade.key,
            chance.pick(("SENIOR", "TECHNICIAN")), chance.pick(("1", "0", "")), day_text(first),
            "", day_text(first) if is_new else "", "",
        )  # fmt: skip
        for part in range(chance.between(0, 3)):
            published = max(first, self.draft.today - chance.between(30, 4 * YEAR))
            self.draft.tables.add(
                "resource_packages", f"{id_}-R{part + 1}", id_,
                f"{trade.name}教学资源{part + 1}", chance.pick(_KINDS),
                day_text(min(published, self.draft.today)), "",
            )  # fmt: skip

    def _package(self, number: int, trade: Trade) -> None:
        first = ordinal(2023, self._chance.between(1, 12))
        committee, reviewed = _COMMITTEE, day_text(first - 30)
        if number % 6 == 5:
            committee = reviewed = ""
        elif number % 10 == 9:
            committee = _FORMER
        self.draft.tables.add(
            "training_packages", _package_id(trade), trade.key, level_list(trade.lowest, 5),
            f"{trade.name}国家基本职业培训包（虚构）", "2023", committee, reviewed,
            day_text(first), "", f"虚构〔2023〕{number + 1}号",
        )  # fmt: skip

    def _plan(self, firm: str, trade: Trade) -> None:
        chance, tables = self._chance, self.draft.tables
        package = ""
        if chance.happens(0.7):
            self._packages.setdefault(trade.key, trade)
            package = _package_id(trade)
        # One in twenty plans for a grade that no package has.
        level = (
            "SENIOR_TECHNICIAN"
            if chance.happens(0.05)
            else chance.pick(("INTERMEDIATE", "SENIOR", "TECHNICIAN", ""))
        )
        tables.add(
            "training_plans", tables.number("training_plans", "L"), firm,
            f"{trade.name}班组长", "", trade.key, level, package,
            str(self._year), str(8 * chance.between(3, 20)) if chance.happens(0.9) else "",
            f"{self._year}-01-01", f"{self._year}-12-31", "",
        )  # fmt: skip


def _package_id(trade: Trade) -> str:
    return f"BP-{trade.key}"
