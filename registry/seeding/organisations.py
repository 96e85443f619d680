"""Firms, schools and evaluators, what they are filed for, and how the people are spread over them.

The nation is cut into *clusters*: one social evaluator, now and then a school, and some firms of
one city with about 1,200 people. Everything that needs its neighbours (sessions, masters, studios,
teams) stays inside a cluster, so a cluster is all that is ever held in memory; only the
organisations themselves are known everywhere, because people are lent across provinces.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from registry.codes import uscc_check_character
from registry.codes.uscc import ALPHABET
from registry.reference import industries
from registry.seeding.chance import Chance, Weighted
from registry.seeding.filings import Filing, filing_of_evaluator, filing_of_firm
from registry.seeding.places import JIANGSU, City, Province, provinces
from registry.seeding.trades import (
    INDUSTRY_WEIGHTS,
    WELDER,
    Trade,
    own_trades,
    shared_trades,
    trade,
)
from registry.seeding.words import words

if TYPE_CHECKING:
    from registry.seeding.draft import Draft
    from registry.seeding.people import Person

CLUSTER_PEOPLE: Final = 1_200
_SHIPYARD: Final = "C37"
_OWNERSHIPS: Final = Weighted(
    (("PRIVATE", 70.0), ("FOREIGN", 12.0), ("SOE_LOCAL", 10.0), ("SOE_CENTRAL", 8.0))
)


@dataclass(slots=True, eq=False)
class Organisation:
    """A firm, school or evaluator. `headcount` is how many registered people work there."""

    uscc: str
    name: str
    kind: str
    division: str
    province: str
    industry: str = ""
    ownership: str = ""
    headcount: int = 0
    trades: tuple[Trade, ...] = ()
    showcase: bool = False
    filing: Filing | None = None
    project: str = ""
    project_field: str = ""
    titles: list[tuple[str, int, int]] = field(default_factory=list)
    """Designations: kind, first and last day (0 is open)."""
    suppliers: list[Organisation] = field(default_factory=list)
    majors: list[str] = field(default_factory=list)
    """What a school teaches, by the ids of majors.csv."""
    staff: list[Person] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Cluster:
    """One evaluator and the firms whose people it may examine. `index` counts in the province."""

    province: Province
    city: City
    index: int
    evaluator: Organisation
    firms: list[Organisation]


class Founder:
    """Founds organisations: unique names and credit codes, filings numbered in each province."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.chance = Chance(draft.seed, "organisations")
        self._names: set[str] = set()
        self._founded = 0
        self._industries = Weighted(INDUSTRY_WEIGHTS)
        self.prefixes: dict[str, int] = {}

    def clusters(self) -> list[Cluster]:
        """Return all clusters; their firms' headcounts add up to the number of workers."""
        places = provinces()
        made = []
        for province, people in zip(places, _shares(self.draft.workers, places), strict=True):
            showcase = (
                round(people * self.draft.profile.showcase) if province.code == JIANGSU else 0
            )
            for index, (size, is_showcase) in enumerate(_sizes(people - showcase, showcase)):
                made.append(self._cluster(province, index, size, is_showcase=is_showcase))
        return made

    def _cluster(
        self, province: Province, index: int, people: int, *, is_showcase: bool
    ) -> Cluster:
        city = self.chance.pick(province.cities)
        firms = []
        while people:
            size = max(5, min(900, round(self.chance.around(48, 1.0))))
            # A showcase yard is large enough to be filed; a rest of a few people joins the last.
            size = max(size, 60) if is_showcase else size
            size = people if people - size < 5 else size
            firms.append(self._firm(province, city, size, is_showcase=is_showcase))
            people -= size
        name = self._name(city, "技能人才评价中心")
        evaluator = self._organisation(name, "SOCIAL_EVALUATOR", province, city)
        trades = {known.key: known for firm in firms for known in firm.trades}
        evaluator.trades = tuple(trades.values())
        evaluator.filing = filing_of_evaluator(self, evaluator)
        return Cluster(province, city, index, evaluator, firms)

    def _firm(
        self, province: Province, city: City, size: int, *, is_showcase: bool
    ) -> Organisation:
        chance = self.chance
        industry = _SHIPYARD if is_showcase else chance.draw(self._industries)
        kind = "船舶重工有限公司" if is_showcase else _business(industry)
        firm = self._organisation(self._name(city, kind), "ENTERPRISE", province, city)
        firm.industry, firm.headcount, firm.showcase = industry, size, is_showcase
        firm.ownership = chance.draw(_OWNERSHIPS)
        firm.trades = _trades(chance, industry, size, is_showcase=is_showcase)
        if is_showcase or (size >= 60 and chance.happens(0.7)):
            firm.filing = filing_of_firm(self, firm)
        if firm.filing is not None and (is_showcase or chance.happens(0.5)):
            firm.project = f"J{self._founded:08d}"
            firm.project_field = chance.pick(words("key_field"))
        return firm

    def school(self, cluster: Cluster) -> Organisation:
        """Return a technical college of the cluster's city."""
        name = self._name(cluster.city, "技师学院")
        return self._organisation(name, "SCHOOL", cluster.province, cluster.city)

    def evaluator(self, province: Province) -> Organisation:
        """Return one more social evaluator of a province, without a filing yet."""
        city = self.chance.pick(province.cities)
        name = self._name(city, "职业技能鉴定服务中心")
        return self._organisation(name, "SOCIAL_EVALUATOR", province, city)

    def _organisation(self, name: str, kind: str, province: Province, city: City) -> Organisation:
        self._founded += 1
        return Organisation(
            uscc=_credit_code(self._founded, kind),
            name=name,
            kind=kind,
            division=self.chance.pick(city.places).code,
            province=province.code,
        )

    def _name(self, city: City, kind: str) -> str:
        """Return a name that no other organisation has; a word more where it is taken."""
        company = words("company")
        middle = self.chance.pick(company)
        while True:
            middle += self.chance.pick(company)
            name = f"{city.name}{middle}{kind}"
            if middle[-1] != middle[-2] and name not in self._names:
                self._names.add(name)
                return name


def _credit_code(number: int, kind: str) -> str:
    """Return a credit code that is nobody's (division 990000), now and then led by a letter."""
    lead = {"ENTERPRISE": "91", "SCHOOL": "12"}.get(kind, "N2" if number % 7 == 0 else "52")
    body = ""
    for _ in range(6):
        number, digit = divmod(number, len(ALPHABET))
        body = ALPHABET[digit] + body
    first17 = f"{lead}990000MA{'0' if kind == 'ENTERPRISE' else 'X'}{body}"
    return first17 + uscc_check_character(first17)


def _business(industry: str) -> str:
    name = industries()[industry].name
    for ending in ("制造业", "加工业", "业"):
        name = name.removesuffix(ending)
    # 铁路、船舶、航空航天和其他运输设备 is too long for a firm: its first word is enough.
    first = name.replace("和", "、").split("、")[0]
    return f"{first if len(first) > 1 else first + '业'}有限公司"


def _trades(chance: Chance, industry: str, size: int, *, is_showcase: bool) -> tuple[Trade, ...]:
    """Return the trades of a firm, the most frequent first; one that stands twice counts twice."""
    own, shared = own_trades(industry), shared_trades(industry)
    if is_showcase:
        return (trade(WELDER), trade(WELDER), trade(WELDER), own[0], chance.pick(shared))
    picked = [chance.pick(own), chance.pick(shared)]
    if size >= 40:
        picked += [picked[0], chance.pick(shared)]
    if size >= 150:
        picked += [chance.pick(own), chance.pick(shared)]
    return tuple(picked)


def _shares(workers: int, places: list[Province]) -> list[int]:
    """Return how many people work in each province: rounded so that they add up to all."""
    total = sum(place.weight for place in places)
    reached, shares, given = 0.0, [], 0
    for place in places:
        reached += place.weight
        upto = round(workers * reached / total)
        shares.append(upto - given)
        given = upto
    return shares


def _sizes(people: int, showcase: int) -> list[tuple[int, bool]]:
    """Return the sizes of the clusters of a province, the showcase last."""
    count = -(-people // CLUSTER_PEOPLE)
    sizes = [
        (people * (index + 1) // count - people * index // count, False) for index in range(count)
    ]
    return [*sizes, (showcase, True)] if showcase else sizes
