"""What a mechanism of the programme adds to the invented nation."""

from __future__ import annotations

from collections.abc import Sequence

from registry.seeding.draft import Draft
from registry.seeding.organisations import Cluster, Organisation
from registry.seeding.people import Person


class Topic:
    """Writes the files of one mechanism while the nation is written.

    It draws from a chance of its own, so that it changes no other file. What it needs later it
    keeps itself, and no more than that: a nation has a million people.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    def organisation(self, organisation: Organisation, cluster: Cluster) -> None:
        """Be told of a firm, evaluator or school that was written."""

    def people(self, people: Sequence[Person], cluster: Cluster) -> None:
        """Be told of the people of a cluster, when all that happened to them is drawn.

        The staff of its firms is at hand for the last time.
        """

    def finish(self) -> None:
        """Write what could only be known when everybody is there."""
