"""Whether another public fund paid for the same training: never two for one (S26).

A training is known by what it led to: the certificate's number, the session it was won in, or, for
an apprenticeship, the occupation and grade that it aimed at. Where it is not known which fund paid,
or what for, it may be the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from registry.vocabulary import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from registry.editions import Editions
    from registry.facts import CertificateFact
    from registry.programme.subsidies.facts import Apprenticed, FundUsed, Person


@dataclass(frozen=True, slots=True)
class Doubles:
    """Records of other funding for the same training: certainly, and perhaps."""

    certain: tuple[str, ...]
    unsure: tuple[str, ...]


def double_funding(
    person: Person,
    certificate: CertificateFact,
    *,
    editions: Editions,
    public: frozenset[str],
    on: date,
) -> Doubles:
    """Find what else public funds paid for the training of a certificate until a day."""
    said = [
        (one.id, _of_apprenticeship(one, certificate, editions, public))
        for one in person.apprenticeships
        if one.start is None or one.start <= on
    ]
    said += [
        (one.id, _of_use(one, certificate, person.session_of(certificate)))
        for one in person.fund_uses
        if one.fund in public and one.year <= on.year
    ]
    return Doubles(_those(said, Outcome.MET), _those(said, Outcome.UNKNOWN))


def _of_apprenticeship(
    one: Apprenticed, certificate: CertificateFact, editions: Editions, public: frozenset[str]
) -> Outcome:
    """Say whether a publicly funded apprenticeship was the training of the certificate."""
    if one.certificate is not None:
        same = one.certificate == certificate.number
    elif None in {one.occupation, one.rank, certificate.occupation}:
        # Nothing says what it aimed at: it is no reason for doubt about every certificate.
        same = False
    else:
        kin = editions.related(str(certificate.occupation))
        same = one.rank == certificate.rank and one.occupation in kin
    if not same or (one.fund is not None and one.fund not in public):
        return Outcome.UNMET
    return Outcome.UNKNOWN if one.fund is None else Outcome.MET


def _of_use(one: FundUsed, certificate: CertificateFact, session: str | None) -> Outcome:
    """Say whether what a public fund paid for was the training of the certificate."""
    if one.training is None:
        may_be = one.year == certificate.issued_on.year
        return Outcome.UNKNOWN if may_be else Outcome.UNMET
    same = one.training in {certificate.number, session}
    return Outcome.MET if same else Outcome.UNMET


def _those(said: Iterable[tuple[str, Outcome]], outcome: Outcome) -> tuple[str, ...]:
    return tuple(id_ for id_, one in said if one is outcome)
