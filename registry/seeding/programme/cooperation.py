"""S3, S4: invented agreements of schools with firms, alliances of an industry, shared resources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from registry.reference import industries
from registry.seeding.chance import Chance
from registry.seeding.days import YEAR, day_text, year_of
from registry.seeding.programme.topic import Topic
from registry.vocabulary import COOPERATION_KINDS

if TYPE_CHECKING:
    from registry.seeding.draft import Draft
    from registry.seeding.organisations import Cluster, Organisation

_MEMBERS: Final = 10
"""Firms of an alliance at most (assumption)."""
_RESOURCES: Final = (
    ("COURSE", "一体化课程"),
    ("TEXTBOOK", "活页教材"),
    ("EQUIPMENT", "实训设备"),
    ("SITE", "生产性实训车间"),
    ("TEACHER", "企业导师团队"),
)


class Cooperation(Topic):
    """Writes agreements in each cluster that has a school, and an alliance for each industry."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self._chance = Chance(draft.seed, "cooperation")
        self._schools: list[tuple[Organisation, list[Organisation]]] = []
        self._firms: dict[str, list[Organisation]] = {}

    def organisation(self, organisation: Organisation, cluster: Cluster) -> None:
        """Note schools with the firms around them, and the first firms of each industry."""
        if organisation.kind == "SCHOOL":
            self._schools.append((organisation, cluster.firms[:6]))
        elif organisation.kind == "ENTERPRISE":
            firms = self._firms.setdefault(organisation.industry, [])
            if len(firms) < _MEMBERS:
                firms.append(organisation)

    def finish(self) -> None:
        """Write the agreements, then the alliances that the schools lead."""
        for school, firms in self._schools:
            for firm in firms:
                # The first has one in any nation, so that there is somebody to ask about.
                if self._chance.happens(0.5) or firm is firms[0]:
                    self._agreement(school, firm)
        if self._schools:
            for industry in sorted(self._firms):
                self._alliance(industry, self._firms[industry])

    def _agreement(self, school: Organisation, firm: Organisation) -> None:
        chance, tables = self._chance, self.draft.tables
        id_ = tables.number("cooperation_agreements", "Q")
        first = self.draft.today - chance.between(30, 5 * YEAR)
        last = first + 3 * YEAR if chance.happens(0.8) else 0
        majors = sorted({chance.pick(school.majors) for _ in range(2)}) if school.majors else []
        tables.add(
            "cooperation_agreements", id_, school.uscc, firm.uscc,
            chance.pick(COOPERATION_KINDS) if chance.happens(0.9) else "", day_text(first),
            day_text(last), ";".join(majors), f"校企〔{year_of(first)}〕{chance.between(1, 200)}号",
        )  # fmt: skip
        if chance.happens(0.5):
            self._resource(firm, "", id_, first, last)

    def _alliance(self, industry: str, firms: list[Organisation]) -> None:
        chance, tables = self._chance, self.draft.tables
        id_ = tables.number("alliances", "L")
        first = self.draft.today - chance.between(100, 4 * YEAR)
        tables.add(
            "alliances", id_, f"{industries()[industry].name}技工教育联盟", industry,
            day_text(first), "", f"联盟〔{year_of(first)}〕{chance.between(1, 60)}号", "虚构",
        )  # fmt: skip
        leader, _ = chance.pick(self._schools)
        tables.add("alliance_members", id_, leader.uscc, "LEADER", day_text(first), "")
        for firm in firms:
            joined = first + chance.between(0, 90)
            left = joined + YEAR if chance.happens(0.1) else 0
            tables.add(
                "alliance_members", id_, firm.uscc, "MEMBER", day_text(joined), day_text(left)
            )
        for _ in range(2):
            self._resource(leader, id_, "", first, 0)

    def _resource(
        self, provider: Organisation, alliance: str, agreement: str, first: int, last: int
    ) -> None:
        tables = self.draft.tables
        id_ = tables.number("shared_resources", "U")
        kind, name = self._chance.pick(_RESOURCES)
        tables.add(
            "shared_resources", id_, name, kind, provider.uscc, alliance, agreement,
            day_text(first), day_text(last),
        )  # fmt: skip
