"""The item of a certificate: in the nearest catalogue of the place and year that decides.

County, city, province: the nearest division with a catalogue decides, of several versions the
latest. One that *supplements* the catalogue above adds trades to it, so what it lacks is looked for
above. Where it is not known whether it supplements, an item found above is not sure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from registry.vocabulary import Outcome

if TYPE_CHECKING:
    from registry.editions import Editions
    from registry.facts import CertificateFact
    from registry.programme.subsidies.facts import Catalogue, Item


@dataclass(frozen=True, slots=True)
class Found:
    """Whether a certificate is in the catalogue, by which item, and which catalogue decided."""

    outcome: Outcome
    item: Item | None = None
    catalogue: Catalogue | None = None


def catalogues_at(catalogues: Iterable[Catalogue], place: Sequence[str]) -> list[Catalogue]:
    """Return the catalogue of each division of a place, the nearest first."""
    latest: dict[str, Catalogue] = {}
    for one in sorted(catalogues, key=lambda one: (one.version or 0, one.id)):
        latest[one.division] = one
    return [latest[code] for code in place if code in latest]


def find(
    certificate: CertificateFact,
    *,
    catalogues: Sequence[Catalogue],
    items: Iterable[Item],
    editions: Editions,
) -> Found:
    """Find the item of a certificate; `catalogues` are those of the place, the nearest first.

    A certificate keeps the code of its edition: an item fits whose occupation is the same, or
    follows it or preceded it in another edition.
    """
    if not catalogues or certificate.occupation is None or certificate.rank is None:
        return Found(Outcome.UNKNOWN, catalogue=next(iter(catalogues), None))
    fitting = _fitting(certificate, items, editions)
    sure = True
    last = catalogues[0]
    for catalogue in catalogues:
        last = catalogue
        item = fitting.get(catalogue.id)
        if item is not None:
            return Found(Outcome.MET if sure else Outcome.UNKNOWN, item, catalogue)
        if catalogue.supplements is False:
            break
        sure = sure and catalogue.supplements is True
    # What the last one adds to is not recorded, and may have it.
    outcome = Outcome.UNKNOWN if last.supplements else Outcome.UNMET
    return Found(outcome, catalogue=catalogues[0])


def _fitting(
    certificate: CertificateFact, items: Iterable[Item], editions: Editions
) -> dict[str, Item]:
    """Return the item of each catalogue: for the occupation itself before one of its kin."""
    written = str(certificate.occupation)
    kin = editions.related(written)
    best: dict[str, Item] = {}
    for item in sorted(items, key=lambda item: (item.occupation != written, item.key)):
        if item.rank == certificate.rank and item.occupation in kin:
            best.setdefault(item.catalogue, item)
    return best
