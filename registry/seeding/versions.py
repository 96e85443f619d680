"""One certificate of which three providers tell, under the same number in every nation.

So that a question that names it (docs/questions) has an answer whatever the size: the first names
it, the second says the same, the third another day of issue. Nothing is drawn by chance for it, and
its rows are the last, so that all others are what they would be without it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from registry.seeding.assessments import certificate_cells, write_certificates
from registry.seeding.days import ordinal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from registry.seeding.careers import Examiner
    from registry.seeding.draft import Draft
    from registry.seeding.organisations import Cluster
    from registry.seeding.people import Person

NUMBER: Final = "2032000999699999"
"""No other certificate of a special ability comes this far in its block."""

_PROVINCE: Final = "320000"
_ISSUED: Final = (2020, 6, 15)
_EARLIER: Final = 30


class ManyVersions:
    """Gives the certificate to the first worker of Jiangsu who has another one."""

    def __init__(self, draft: Draft, examiner: Examiner) -> None:
        self._draft, self._examiner = draft, examiner
        self._holder: Person | None = None

    def notice(self, people: Sequence[Person], cluster: Cluster) -> None:
        """Look for the holder among the people of a cluster."""
        if self._holder is None and cluster.province.code == _PROVINCE:
            self._holder = next((person for person in people if person.awards), None)

    def finish(self) -> None:
        """Write the three rows, and into the truth that they differ."""
        if self._holder is None:
            return
        award = self._examiner.ability(self._holder, NUMBER, ordinal(*_ISSUED))
        award.codes.append("CONFLICTING_SOURCES")
        write_certificates(self._draft, [award], f"HRSS-{_PROVINCE}")
        other = replace(award, issued=award.issued - _EARLIER)
        for version, provider in ((award, f"EX-{_PROVINCE}"), (other, "HRSS-310000")):
            self._draft.tables.add("certificates", *certificate_cells(version, provider))
