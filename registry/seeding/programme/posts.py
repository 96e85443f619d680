"""S16: the posts of filed firms by grade, with quotas; some over it, some unknown, some vacant.

A filed firm has a post for each name and grade that its staff have, and keeps posts of grade seven
and eight for those who may come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from registry.seeding.chance import Chance
from registry.seeding.days import YEAR, day_text, year_of
from registry.seeding.programme.topic import Topic
from registry.seeding.trades import level_key
from registry.seeding.words import words

if TYPE_CHECKING:
    from registry.seeding.draft import Draft
    from registry.seeding.organisations import Cluster, Organisation
    from registry.seeding.people import Person

_TOP_POSTS: Final = (("特级技师", 7, (2, 4)), ("首席技师", 8, (1, 2)))
"""Posts that firms keep free: name, grade, smallest and largest quota (assumption)."""

Place = tuple[str, int, str]
"""Name, grade and occupation of a post."""


class Posts(Topic):
    """Writes the posts of each filed firm when its staff is there."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self._chance = Chance(draft.seed, "posts")

    def people(self, people: Sequence[Person], cluster: Cluster) -> None:
        """Write the posts of the cluster's filed firms."""
        for firm in cluster.firms:
            if firm.filing is None:
                continue
            holders: Counter[Place] = Counter()
            key_posts: set[Place] = set()
            for person in firm.staff:
                job = next(one for one in person.jobs if one.employer is firm and not one.last)
                if person.rank == 0:
                    continue
                place = (job.post, person.rank, person.trade.key)
                holders[place] += 1
                if job.key_post == "1":
                    key_posts.add(place)
            for place, many in holders.items():
                first = self.draft.today - self._chance.between(60, 4 * YEAR)
                self._post(firm, place, first, self._quota(many), is_key=place in key_posts)
            for name, rank, (fewest, most) in _TOP_POSTS:
                place = (name, rank, firm.trades[0].key)
                quota = str(self._chance.between(fewest, most))
                # A firm is filed with the posts that it appoints to.
                self._post(firm, place, firm.filing.first, quota, is_key=True)

    def _quota(self, holders: int) -> str:
        """Return how many may hold a post: a few too few, a few unknown."""
        draw = self._chance.random()
        if draw < 0.02 and holders > 1:
            return str(holders - 1)
        return "" if draw < 0.05 else str(holders + self._chance.between(0, 1 + holders // 10))

    def _post(
        self, firm: Organisation, place: Place, first: int, quota: str, *, is_key: bool
    ) -> None:
        chance, tables = self._chance, self.draft.tables
        name, rank, occupation = place
        last = self.draft.today + chance.between(30, 300) if chance.happens(0.03) else 0
        tables.add(
            "posts",
            tables.number("posts", "PO"),
            firm.uscc,
            name,
            level_key(rank),
            occupation,
            quota,
            "1" if is_key else "" if chance.happens(0.3) else "0",
            chance.pick(words("key_field")) if rank >= 6 and chance.happens(0.5) else "",
            day_text(first),
            day_text(last),
            f"岗字〔{year_of(first)}〕{chance.between(1, 300)}号",
        )
