"""`subsidyQuote`: what would be paid for the certificates of one person, the best first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from registry.editions import Editions
from registry.errors import BadArgumentError
from registry.graph.heads.subsidies import QUOTE_OF_CERTIFICATE, QUOTE_OF_WORKER
from registry.graph.regulations import decode_regulations
from registry.graph.selection import Selection
from registry.places import place_at, require_division
from registry.programme.subsidies.catalogues import SUBJECT
from registry.programme.subsidies.facts import Catalogue, Item, Person
from registry.programme.subsidies.finding import catalogues_at, find
from registry.programme.subsidies.rules import Case, Quote, quote
from registry.regulations import Regulation, regulation_in_force
from registry.regulations.rows import division_row, regulation_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from registry.graph.shapes.model import Row
    from registry.inquiry import Inquiry
    from registry.language import Language


@dataclass(frozen=True, slots=True)
class Question:
    """Whose certificates, or which one; where (None: at the present employer), and on what day."""

    worker: str | None
    certificate: str | None
    kind: str | None
    division: str | None
    on: date

    def __post_init__(self) -> None:
        """Refuse what cannot be asked."""
        if self.worker is None and self.certificate is None:
            raise BadArgumentError("`worker` or `certificate` is wanted")
        require_division(self.division)


async def subsidy_quotes(inquiry: Inquiry, question: Question, wanted: Selection) -> list[Row]:
    """Return a quote for every counting certificate of a person, or for the one asked for.

    Nobody's whose record is not open to the viewer.
    """
    head = QUOTE_OF_WORKER if question.certificate is None else QUOTE_OF_CERTIFICATE
    place = list(place_at(question.division)) if question.division else None
    answer = await inquiry.read(
        head,
        _beneath(wanted),
        frozenset({"regulations"}),
        subject=SUBJECT,
        worker=question.worker,
        number=question.certificate,
        kind=question.kind,
        place=place,
        on=question.on,
    )
    regulations = decode_regulations(answer.extras["regulations"])
    return [
        row
        for _, case in answer.rows
        for row in _quotes(case, regulations, on=question.on, language=inquiry.language)
    ]


def _beneath(wanted: Selection) -> Selection:
    """Return what is wanted of the person's rows for what is wanted of the quotes."""
    below = Selection()
    for plural, singular in (
        ("certificates", "certificate"),
        ("catalogues", "catalogue"),
        ("items", "item"),
    ):
        rows = below.want(plural)
        rows.merge(wanted.below(singular))
        # Rows are told apart by columns that are always read.
        rows.want("number" if plural == "certificates" else "id")
    return below


def _quotes(
    case: Row, regulations: Sequence[Regulation], *, on: date, language: Language
) -> list[Row]:
    person: Person = case["_person"]
    regulation = regulation_in_force(regulations, place=person.place, on=on)
    editions = Editions((newer, older) for newer, older in case["_kin"])
    facts = {(one.kind, one.number): one for one in person.certificates}
    catalogues = {row["id"]: row for row in case["catalogues"]}
    items = {row["_key"]: row for row in case["items"]}
    at_place = catalogues_at(map(_catalogue, catalogues.values()), person.place)
    offered = [_item(row) for row in items.values()]
    made = []
    for row in case["certificates"]:
        certificate = facts[row["kind"], row["number"]]
        found = find(certificate, catalogues=at_place, items=offered, editions=editions)
        said = quote(Case(certificate, person, found, regulation, editions, on, language))
        place = division_row(person.place[0]) if person.place else None
        made.append(
            {
                "certificate": row,
                "asOf": on,
                "place": place,
                "item": items[found.item.key] if found.item else None,
                "catalogue": catalogues[found.catalogue.id] if found.catalogue else None,
                "regulation": regulation and regulation_row(regulation),
            }
            | _said(said)
        )
    return made


def _said(said: Quote) -> Row:
    return {
        "outcome": said.outcome,
        "amount": said.amount,
        "rate": said.rate,
        "base": said.base,
        "uplift": said.uplift,
        "conditions": said.conditions,
        "evidence": list(dict.fromkeys(key for one in said.conditions for key in one.evidence)),
    }


def _catalogue(row: Row) -> Catalogue:
    return Catalogue(row["id"], row["_division"], row["version"], row["supplements"])


def _item(row: Row) -> Item:
    return Item(
        key=row["_key"],
        catalogue=row["_catalogue"],
        occupation=row["_occupation"],
        rank=row["_rank"],
        base=row["baseRate"],
        urgent=row["urgent"],
    )
