"""S23 and S30: invented data providers with what they sent, and the titles of engineers in teams.

Every province has an exchange and a labour office that share certificates; one exchange in eight
has stopped. Of the engineers in teams most have a title of an engineer's occupation, of some it
has run out, and of some none is on record.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from registry.reference import divisions, occupations
from registry.seeding.chance import Chance
from registry.seeding.days import YEAR, day_text, ordinal
from registry.seeding.programme.topic import Topic

if TYPE_CHECKING:
    from registry.seeding.draft import Draft
    from registry.seeding.organisations import Cluster, Organisation
    from registry.seeding.people import Person

_KINDS: Final = (("EX", "EXCHANGE", "数据交换中心"), ("HRSS", "PROVINCE", "人社数据中心"))
_BATCHES: Final = 3
_ENGINEERS: Final = 3
"""So many of a firm's engineers are in the team of its project (`registry.seeding.industry`)."""

_TITLES: Final = ("ASSISTANT", "INTERMEDIATE", "INTERMEDIATE", "ASSOCIATE_SENIOR", "SENIOR")
_ENGINEERING: Final = "2022:2-02-07-"
"""Engineers of machines."""


class Sharing(Topic):
    """Writes providers, batches and professional titles."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self._chance = Chance(draft.seed, "sharing")
        self._naming = Chance(draft.seed, "titles")
        self._provinces: set[str] = set()
        self._engineering = [key for key in occupations() if key.startswith(_ENGINEERING)]

    def organisation(self, organisation: Organisation, cluster: Cluster) -> None:
        """Write the providers of a province when its first organisation is there."""
        del organisation
        province = cluster.province.code
        if province not in self._provinces:
            self._provinces.add(province)
            for prefix, kind, word in _KINDS:
                name = f"{divisions()[province].name}{word}（虚构）"
                self._provider(prefix, kind, province, name)

    def people(self, people: Sequence[Person], cluster: Cluster) -> None:
        """Write the titles of the engineers in teams."""
        del people
        for firm in cluster.firms:
            if firm.project:
                engineers = [person for person in firm.staff if person.rank == 0]
                for person in engineers[:_ENGINEERS]:
                    self._title(person)

    def _provider(self, prefix: str, kind: str, province: str, name: str) -> None:
        chance, add = self._chance, self.draft.tables.add
        id_ = f"{prefix}-{province}"
        stopped = prefix == "EX" and chance.happens(0.125)
        last = day_text(self.draft.today - chance.between(30, YEAR)) if stopped else ""
        document = f"虚构数据共享〔2022〕{chance.between(1, 99)}号"
        add("providers", id_, name, kind, province, "", "2022-07-01", last, document)
        for number in range(_BATCHES):
            day = chance.between(ordinal(2022, 7), self.draft.today - YEAR)
            at = f"{day_text(day + number * 100)}T02:00:00Z"
            rows = str(chance.between(10, 5_000)) if chance.happens(0.9) else ""
            add("sync_batches", f"{id_}-{number + 1}", id_, at, rows)

    def _title(self, person: Person) -> None:
        chance = self._naming
        draw = chance.random()
        if draw < 0.15:
            return
        first = day_text(self.draft.today - chance.between(2 * YEAR, 8 * YEAR))
        last = day_text(self.draft.today - chance.between(1, YEAR)) if draw > 0.9 else ""
        self.draft.tables.add(
            "professional_titles",
            person.id,
            chance.pick(self._engineering),
            chance.pick(_TITLES),
            first,
            last,
            f"虚构职称〔{first[:4]}〕{chance.between(1, 400)}号",
        )
