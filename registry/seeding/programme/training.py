"""S1, S2: invented training bases, what they offer, and the sessions with seats for their chain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from registry.reference import city_seats, divisions
from registry.seeding.chance import Chance
from registry.seeding.days import day_text, ordinal, year_of
from registry.seeding.programme.topic import Topic
from registry.seeding.trades import WELDER, Trade, level_key

if TYPE_CHECKING:
    from registry.seeding.draft import Draft
    from registry.seeding.organisations import Cluster, Organisation

_HOSTS: Final = 0.3
"""Share of designated firms and schools that host a base (assumption)."""
_PROGRAMME: Final = ordinal(2022, 6, 2)
_EQUIPMENT: Final = (
    "五轴加工中心",
    "焊接机器人",
    "三坐标测量机",
    "数控车床",
    "装配工位",
    "仿真教室",
)


@dataclass(frozen=True, slots=True)
class _Host:
    """Who hosts a base, what it trains for, and the firms around it."""

    organisation: Organisation
    trades: tuple[Trade, ...]
    nearby: list[Organisation]


class Training(Topic):
    """Writes clusters, bases, offers, sessions and seats.

    Hosts are designated firms and schools, and the first firm of all and the first yard of the
    showcase, which need not be: their bases are what a check of hosts finds. Seats are for the
    host, its suppliers and firms nearby.
    """

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self._chance = Chance(draft.seed, "training")
        self._hosts: list[_Host] = []

    def organisation(self, organisation: Organisation, cluster: Cluster) -> None:
        """Note who may host a base; a school teaches the trades of its cluster."""
        if organisation.kind == "SOCIAL_EVALUATOR":
            return
        chosen = self._chance.happens(_HOSTS) and bool(organisation.titles)
        shown = organisation.showcase and not any(
            host.organisation.showcase for host in self._hosts
        )
        if chosen or shown or not self._hosts:
            trades = tuple(dict.fromkeys(organisation.trades or cluster.evaluator.trades))
            self._hosts.append(_Host(organisation, trades, cluster.firms[:6]))

    def finish(self) -> None:
        """Write the clusters, then each base with all that belongs to it."""
        clusters: dict[str, str] = {}
        for host in self._hosts:
            province = host.organisation.province
            if province not in clusters:
                clusters[province] = self._cluster(host.organisation)
            self._base(host, clusters[province])

    def _cluster(self, host: Organisation) -> str:
        tables, chance = self.draft.tables, self._chance
        id_ = tables.number("training_clusters", "K")
        kind, name = chance.pick(
            (("CLUSTER", "先进制造业集群"), ("PILOT_ZONE", "制造业高质量发展试验区"))
        )
        tables.add(
            "training_clusters", id_, divisions()[host.province].name + name, kind, host.province,
            host.industry, day_text(_PROGRAMME - chance.between(100, 900)), "", "",
        )  # fmt: skip
        return id_

    def _base(self, known: _Host, cluster: str) -> None:
        chance, tables, host = self._chance, self.draft.tables, known.organisation
        id_ = tables.number("training_bases", "B")
        began = self._designated_on(host)
        recorded = began if chance.happens(0.95) else 0
        tables.add(
            "training_bases", id_, host.uscc, f"{host.name}培训基地", host.division,
            cluster if chance.happens(0.7) else "", f"{year_of(began)}年批次",
            day_text(recorded), "", "ACTIVE" if chance.happens(0.95) else "SUSPENDED",
            *self._place(host),
            ";".join(dict.fromkeys(chance.pick(_EQUIPMENT) for _ in range(3))),
            f"基地〔{year_of(began)}〕{chance.between(1, 90)}号", "虚构",
        )  # fmt: skip
        offers = self._offers(id_, known.trades)
        for year in range(year_of(began), year_of(self.draft.today) + 1):
            for _ in range(chance.between(1, 3)):
                first = max(began, ordinal(year) + chance.between(0, 360))
                if first <= self.draft.today:
                    self._session(id_, known, chance.pick(offers), first)

    def _designated_on(self, host: Organisation) -> int:
        """Return a day in the term of a title, now and then any day of the programme."""
        chance, today = self._chance, self.draft.today
        earliest, latest = _PROGRAMME + 30, today - 30
        if host.titles and chance.happens(0.9):
            _, first, last = chance.pick(host.titles)
            earliest, latest = max(earliest, first), min(latest, last or latest)
        return chance.between(earliest, latest) if earliest <= latest else latest

    def _place(self, host: Organisation) -> tuple[str, str]:
        """Return coordinates near the seat of the city, for every second base."""
        seat = city_seats().get(divisions()[host.division].city_code or "")
        if seat is None or not self._chance.happens(0.5):
            return "", ""
        away = [self._chance.between(-150, 150) / 1_000 for _ in range(2)]
        return f"{seat.latitude + away[0]:.3f}", f"{seat.longitude + away[1]:.3f}"

    def _offers(self, base: str, trades: tuple[Trade, ...]) -> list[tuple[str, int]]:
        offers = [(trade.key, rank) for trade in trades[:3] for rank in (4, 5, 6)]
        if any(trade.key == WELDER for trade in trades):
            offers += [(WELDER, 7), (WELDER, 8)]
        for key, rank in offers:
            capacity = str(5 * self._chance.between(2, 12)) if self._chance.happens(0.9) else ""
            self.draft.tables.add("base_offers", base, key, level_key(rank), capacity, "", "")
        return offers

    def _session(self, base: str, known: _Host, offer: tuple[str, int], first: int) -> None:
        chance, tables, host = self._chance, self.draft.tables, known.organisation
        id_ = tables.number("training_sessions", "G")
        last = first + chance.between(5, 40)
        seated = [host] if host.kind == "ENTERPRISE" else []
        seated += [supplier for supplier in host.suppliers[:8] if chance.happens(0.5)]
        seated += [firm for firm in known.nearby if firm not in seated and chance.happens(0.3)]
        seats = {firm.uscc: chance.between(1, 20) for firm in seated}
        tables.add(
            "training_sessions", id_, base, offer[0], level_key(offer[1]), day_text(first),
            day_text(last), str(sum(seats.values()) + chance.between(0, 10)),
        )  # fmt: skip
        for uscc, count in seats.items():
            done = str(count - chance.between(0, count // 5)) if last < self.draft.today else ""
            tables.add("training_seats", id_, uscc, str(count), done)
