"""S7: invented catalogues of subsidised training, claims, and who is insured.

Every province has a catalogue of the trades that its firms share, every city with firms one of its
own, and one county of it a catalogue that adds to that of the city: some add too much. Last year's
catalogues differ from this year's. Some people were paid twice for the same trade and grade.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from registry.reference import divisions
from registry.seeding.chance import Chance, Weighted
from registry.seeding.days import YEAR, day_text, ordinal, year_of
from registry.seeding.programme.topic import Topic
from registry.seeding.trades import Trade, level_key, shared_trades

if TYPE_CHECKING:
    from registry.seeding.draft import Draft
    from registry.seeding.organisations import Cluster, Organisation
    from registry.seeding.people import Award, Person

FIELDS: Final = (
    "新一代信息技术",
    "高端工业母机和机器人",
    "航空航天装备",
    "船舶与海洋工程装备",
    "关键软件",
    "数字技能",
)
"""The fields that the programme puts first."""

_RATES: Final = {2: 1000, 3: 1500, 4: 2000, 5: 3000, 6: 4000}
"""Yuan by grade (assumption)."""

_CLAIMED: Final = 0.3
_INSURED: Final = 0.7
_STATUSES: Final = Weighted((("PAID", 80.0), ("PENDING", 12.0), ("REFUSED", 8.0)))
_FUNDS: Final = Weighted(
    (("SKILL_ACCOUNT", 50.0), ("UNEMPLOYMENT_INSURANCE", 35.0), ("EMPLOYMENT_SUBSIDY", 15.0))
)


class Subsidies(Topic):
    """Writes catalogues with their items, claims, and statements of who is insured."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self._chance = Chance(draft.seed, "subsidies")
        self._trades: dict[str, dict[str, Trade]] = {}
        self._insured: list[tuple[str, bool]] = []

    def organisation(self, organisation: Organisation, cluster: Cluster) -> None:
        """Note which trades the firms of a city need."""
        known = self._trades.setdefault(cluster.city.code, {})
        known.update((trade.key, trade) for trade in organisation.trades)

    def people(self, people: Sequence[Person], cluster: Cluster) -> None:
        """Let some of those who won a grade in the last two years claim for it."""
        chance, since = self._chance, self.draft.today - 2 * YEAR
        for person in people:
            won = [
                award for award in person.awards if since <= award.issued and award.rank in _RATES
            ]
            if not won:
                continue
            if chance.happens(_INSURED):
                self._insured.append((person.id, chance.happens(0.95)))
            for award in won:
                if award.issued < self.draft.today - 60 and chance.happens(_CLAIMED):
                    self._claim(award, cluster.city.code)

    def _claim(self, award: Award, city: str) -> None:
        """Write a claim; now and then another one for the same trade and grade is paid too."""
        chance = self._chance
        days = (award.issued + 20, min(award.issued + 300, self.draft.today))
        status = chance.draw(_STATUSES)
        self._write_claim(award, city, chance.between(*days), status)
        if status == "PAID" and chance.happens(0.02):
            self._write_claim(award, city, days[1], "PAID")

    def _write_claim(self, award: Award, city: str, day: int, status: str) -> None:
        tables = self.draft.tables
        paid = str(_RATES[award.rank]) if status == "PAID" else ""
        tables.add(
            "subsidy_claims", tables.number("subsidy_claims", "Q"), award.holder.id,
            award.occupation, level_key(award.rank), award.number, city,
            self._chance.draw(_FUNDS), day_text(day), paid, status,
        )  # fmt: skip

    def finish(self) -> None:
        """Write the catalogues of this year and the last, and who is insured."""
        for city in sorted(self._trades):
            self._catalogues(city, list(self._trades[city].values()))
        for province in sorted({f"{city[:2]}0000" for city in self._trades}):
            if province not in self._trades:
                self._catalogues(province, list(shared_trades("C34")))
        first = day_text(self.draft.today - 3 * YEAR)
        for person, holds in self._insured:
            self.draft.tables.add(
                "statements", person, "SOCIAL_INSURED", "1" if holds else "0", first, "",
                "社会保险经办机构", "",
            )  # fmt: skip

    def _catalogues(self, division: str, trades: list[Trade]) -> None:
        this_year = year_of(self.draft.today)
        for trade in trades:
            urgent, field = self._chance.happens(0.25), self._chance.pick(FIELDS)
            for year in (this_year - 1, this_year):
                # One trade in ten is new this year, and one in ten is not urgent any more.
                if year < this_year and self._chance.happens(0.1):
                    continue
                still = urgent and (year < this_year or self._chance.happens(0.9))
                for rank, rate in _RATES.items():
                    if rank >= trade.lowest:
                        raised = rate if year == this_year else rate - 100
                        self._item(
                            _id(division, year), trade, rank, rate=raised, urgent=still, field=field
                        )
        for year in (this_year - 1, this_year):
            self._catalogue(division, year, "0")
        county = self._county_of(division)
        if county is not None:
            self._county(county, this_year, trades)

    def _county(self, county: str, year: int, trades: list[Trade]) -> None:
        """Let a county add trades that its city lacks: at most 30 %, but for one in four."""
        known = {trade.key for trade in trades}
        others = [one for one in _everything() if one.key not in known]
        allowed = len(known) * 3 // 10
        more = allowed + 1 if self._chance.happens(0.25) else self._chance.between(0, allowed)
        for trade in others[:more]:
            for rank in (3, 4):
                self._item(
                    _id(county, year), trade, rank, rate=_RATES[rank], urgent=False, field=""
                )
        self._catalogue(county, year, "1")

    def _county_of(self, division: str) -> str | None:
        if division.endswith("0000"):
            return None
        return next((one.code for one in divisions().values() if one.parent_code == division), None)

    def _catalogue(self, division: str, year: int, supplements: str) -> None:
        name = divisions()[division].name
        published = min(ordinal(year, 2, 15), self.draft.today)
        self.draft.tables.add(
            "subsidy_catalogues", _id(division, year), division, str(year), "1",
            day_text(published), f"{name}补贴目录〔{year}〕1号", supplements,
        )  # fmt: skip

    def _item(
        self, catalogue: str, trade: Trade, rank: int, *, rate: int, urgent: bool, field: str
    ) -> None:
        self.draft.tables.add(
            "subsidy_items", catalogue, trade.key, level_key(rank), str(rate),
            "1" if urgent else "0", field,
        )  # fmt: skip


def _id(division: str, year: int) -> str:
    return f"BT-{division}-{year}"


def _everything() -> Iterable[Trade]:
    """Return trades that a county may add, whatever its city has."""
    found = {trade.key: trade for code in ("C34", "C39") for trade in shared_trades(code)}
    return found.values()
