"""Writes the organisations with their designations, supply chains, projects and teams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from registry.seeding.chance import Chance
from registry.seeding.days import YEAR, day_text, year_of
from registry.seeding.words import words

if TYPE_CHECKING:
    from registry.seeding.draft import Draft
    from registry.seeding.organisations import Cluster, Organisation

_DESIGNATIONS: Final = (
    ("LEADING", 200, 0.4),
    ("SINGLE_CHAMPION", 120, 0.15),
    ("LITTLE_GIANT", 40, 0.2),
)
"""Kind, people a firm has at least, and share of those that are designated (assumption)."""


class Industry:
    """Writes what firms are and how they hang together."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.chance = Chance(draft.seed, "industry")

    def write(self, organisation: Organisation) -> None:
        """Write an organisation and its designations."""
        chance, size = self.chance, organisation.headcount
        is_firm = organisation.kind == "ENTERPRISE"
        staff = round(size * (1.2 + chance.random() * 2)) if size else 0
        posts = round(staff * (0.8 + chance.random() * 0.2))
        self.draft.tables.add(
            "organisations",
            organisation.uscc,
            organisation.name,
            organisation.kind,
            organisation.division,
            organisation.industry,
            ("1" if size >= 30 or chance.happens(0.3) else "0") if is_firm else "",
            organisation.ownership,
            str(posts) if is_firm else "",
            str(round(posts * 0.02)) if is_firm and chance.happens(0.8) else "",
            str(staff) if is_firm else "",
        )
        if is_firm:
            for kind, least, share in _DESIGNATIONS:
                if size >= least and chance.random() < share:
                    self._designate(organisation, kind)
        elif organisation.kind == "SCHOOL" and chance.happens(0.3):
            self._designate(organisation, "EXCELLENT_SCHOOL")

    def _designate(self, organisation: Organisation, kind: str) -> None:
        first = self.draft.today - self.chance.between(60, 5 * YEAR)
        # Three years is the term of a 小巨人; the others have none that is written down.
        last = first + 3 * YEAR if kind in {"LITTLE_GIANT", "SINGLE_CHAMPION"} else 0
        organisation.titles.append((kind, first, last))
        number = f"认定〔{year_of(first)}〕{self.chance.between(1, 300)}号"
        self.draft.tables.add(
            "designations", organisation.uscc, kind, day_text(first), day_text(last), number
        )

    def link(self, firms: list[Organisation]) -> None:
        """Write who supplies whom: every second firm has a customer somewhere in the nation."""
        for firm in firms:
            customer = self.chance.pick(firms)
            if customer is not firm and self.chance.happens(0.5):
                product = self.chance.pick(words("achievement_object"))
                customer.suppliers.append(firm)
                self.draft.tables.add("supplies", firm.uscc, customer.uscc, product)

    def team_up(self, firms: list[Organisation]) -> None:
        """Write the projects of firms, with a team of engineers and skilled workers each."""
        for firm in firms:
            if firm.project:
                self._project(firm)

    def _project(self, firm: Organisation) -> None:
        chance, tables = self.chance, self.draft.tables
        first = self.draft.today - chance.between(100, 4 * YEAR)
        last = day_text(first + chance.between(YEAR, 4 * YEAR))
        name = "".join(
            chance.pick(words(kind)) for kind in ("project_head", "project_body", "project_tail")
        )
        begins = day_text(first)
        tables.add("projects", firm.project, name, firm.project_field, firm.uscc, begins, last)
        team = tables.number("teams", "M")
        tables.add("teams", team, firm.project, f"{firm.project_field}攻关团队")
        engineers = [person for person in firm.staff if person.rank == 0][:3]
        leaders = [person for person in firm.staff if person.rank >= 6][:4]
        members = [person for person in firm.staff if 3 <= person.rank <= 5][:3]
        for role, people in (
            ("ENGINEER", engineers),
            ("LEADING_TALENT", leaders),
            ("MEMBER", members),
        ):
            for person in people:
                joined = max(first, *(job.first for job in person.jobs))
                tables.add("team_members", team, person.id, role, day_text(joined), "")


def all_firms(clusters: list[Cluster]) -> list[Organisation]:
    """Return the firms of the nation."""
    return [firm for cluster in clusters for firm in cluster.firms]
