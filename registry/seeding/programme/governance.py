"""S0, S25: invented provincial plans with their targets, published statistics, bodies and duties.

The national document is the programme itself; everything of the provinces is invented, and says so.
"""

from __future__ import annotations

from typing import Final

from registry.reference import divisions
from registry.seeding.chance import Chance
from registry.seeding.days import year_of
from registry.seeding.draft import Draft
from registry.seeding.places import provinces
from registry.seeding.programme.topic import Topic

_NATION: Final = "CN-2022-33"
_INVENTED: Final = "虚构"

_BODIES: Final = (
    ("HRSS", "人力资源和社会保障厅"),
    ("MIIT", "工业和信息化厅"),
    ("SASAC", "国有资产监督管理委员会"),
)
_LEADS: Final = {
    "HRSS": ("S0", "S7", "S10", "S11", "S15", "S17", "S19", "S23", "S24", "S26", "S31"),
    "MIIT": ("S1", "S2", "S9", "S30"),
    "SASAC": ("S16", "S18", "S29"),
}


class Governance(Topic):
    """Writes documents, targets, statistics, bodies, duties and joint mechanisms."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self._chance = Chance(draft.seed, "governance")
        self._year = year_of(draft.today)

    def finish(self) -> None:
        """Write the nation, then every province."""
        add = self.draft.tables.add
        add(
            "policy_documents", _NATION, "制造业技能根基工程实施方案", "人社部发〔2022〕33号",
            "人力资源社会保障部 工业和信息化部 国务院国资委", "", "2022-06-02", "2025-12-31",
            "programme",
        )  # fmt: skip
        self._targets(
            _NATION, "", ("2022-06-02", "2025-12-31"),
            CERTIFICATION_COVERAGE="1", FILED_SHARE="1", MASTER_STUDIOS="500",
        )  # fmt: skip
        self._statistics("", 0.55)
        self._bodies("", "中央")
        for province in provinces():
            self._province(province.code)

    def _province(self, code: str) -> None:
        chance = self._chance
        document, name = f"{code}-{self._year}", divisions()[code].name
        first, last = f"{self._year}-01-01", f"{self._year}-12-31"
        self.draft.tables.add(
            "policy_documents", document, f"{name}制造业技能人才年度计划",
            f"{_INVENTED}〔{self._year}〕1号", f"{name}人力资源和社会保障厅",
            code, first, last, _INVENTED,
        )  # fmt: skip
        coverage = 0.6 + chance.between(0, 29) / 100
        self._targets(
            document, code, (first, last),
            CERTIFICATION_COVERAGE=f"{coverage:.2f}", SENIOR_SHARE=f"{0.2 + coverage / 10:.2f}",
            FILED_SHARE=f"{coverage:.2f}", TRAINING_BASES=str(chance.between(1, 4)),
            APPRENTICES=str(chance.between(10, 50)),
        )  # fmt: skip
        self._statistics(code, coverage - 0.12)
        self._bodies(code, name)

    def _targets(
        self, document: str, division: str, period: tuple[str, str], **values: str
    ) -> None:
        tables = self.draft.tables
        source = "programme" if document == _NATION else _INVENTED
        for measure, value in values.items():
            id_ = tables.number("targets", "T")
            tables.add("targets", id_, document, measure, division, "", *period, value, source)

    def _statistics(self, division: str, coverage: float) -> None:
        """Write the ends of the three years before, rising."""
        for back in (3, 2, 1):
            value = coverage - 0.03 * back
            self.draft.tables.add(
                "statistics", "CERTIFICATION_COVERAGE", division, "",
                f"{self._year - back}-12-31", f"{value:.3f}", _INVENTED,
            )  # fmt: skip

    def _bodies(self, division: str, name: str) -> None:
        tables, members = self.draft.tables, []
        for kind, words in _BODIES:
            body = f"{division or 'CN'}-{kind}"
            members.append(body)
            tables.add("government_bodies", body, f"{name}{words}", kind, division)
            for mechanism in _LEADS[kind]:
                tables.add("duties", body, mechanism, "", "LEAD", "2022-06-02", "", "")
        for mechanism in _LEADS["MIIT"]:
            tables.add("duties", members[0], mechanism, "", "SUPPORT", "2022-06-02", "", "")
        tables.add(
            "joint_mechanisms", f"{division or 'CN'}-joint", f"{name}制造业技能根基工程联席会议",
            division, ";".join(sorted(members)), "2022-09-01", "", "",
        )  # fmt: skip
