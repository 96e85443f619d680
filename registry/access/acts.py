"""What a viewer may record, find and count; about whom is decided in the statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from registry.viewer import Standing, Viewer


class Act(StrEnum):
    """What a viewer may record.

    About whom is decided in the statement that reads what the record rests on.
    """

    ISSUE = "issue"
    """Plans, sessions, certificates and their status, under filings of the own organisation."""
    CONSENT = "consent"
    """The own consents."""
    APPOINT = "appoint"
    """Own staff, to a post."""
    LEND = "lend"
    """Own staff, to another enterprise."""
    BORROW = "borrow"
    """Somebody whom the enterprise found, by asking home and worker."""
    CONSENT_TO_LEND = "consent_to_lend"
    """Decide about a request: as home, as the worker, as the host that takes it back."""
    CONTACT = "contact"
    """Ask a candidate whom the enterprise found to be in contact."""
    APPRENTICE = "apprentice"
    """Own staff, as apprentices."""
    BID = "bid"
    """For challenges, as the own organisation, which awards its own ones."""
    OFFER = "offer"
    """Certificates to their holder's wallet: the own ones, or those of the own organisation."""
    SHARE = "share"
    """Chosen facts of the own certificates, by a code."""


ACTORS: Final[Mapping[Act, frozenset[Standing]]] = {
    Act.ISSUE: frozenset({Standing.ISSUER, Standing.ADMINISTRATOR}),
    Act.CONSENT: frozenset({Standing.HOLDER, Standing.ADMINISTRATOR}),
    Act.APPOINT: frozenset({Standing.ENTERPRISE, Standing.ADMINISTRATOR}),
    Act.LEND: frozenset({Standing.ENTERPRISE, Standing.ADMINISTRATOR}),
    Act.BORROW: frozenset({Standing.ENTERPRISE, Standing.ADMINISTRATOR}),
    Act.CONSENT_TO_LEND: frozenset({Standing.HOLDER, Standing.ENTERPRISE, Standing.ADMINISTRATOR}),
    Act.CONTACT: frozenset({Standing.ENTERPRISE}),
    Act.APPRENTICE: frozenset({Standing.ENTERPRISE, Standing.ADMINISTRATOR}),
    Act.BID: frozenset({Standing.ENTERPRISE, Standing.ADMINISTRATOR}),
    Act.OFFER: frozenset({Standing.HOLDER, Standing.ISSUER, Standing.ADMINISTRATOR}),
    Act.SHARE: frozenset({Standing.HOLDER}),
}


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose certificates an act may be about: a holder's own, an organisation's; None for any."""

    worker: str | None
    organisation: str | None


def reach(viewer: Viewer, act: Act) -> Reach | None:
    """Return whose certificates the viewer may offer or share, None for nobody's."""
    if viewer.standing not in ACTORS[act]:
        return None
    return Reach(worker=viewer.subject, organisation=viewer.organisation)


@dataclass(frozen=True, slots=True)
class Finder:
    """How a viewer finds candidates.

    Whose consent counts beside that given to everybody, and where they must be employed.
    """

    grantee: str | None
    within: str | None


def finder(viewer: Viewer) -> Finder | None:
    """Return how a viewer finds candidates.

    None for those who find nobody (MEANINGS.md, "Candidates").
    """
    match viewer.standing:
        case Standing.ENTERPRISE:
            return Finder(grantee=viewer.organisation, within=None)
        case Standing.AGENCY:
            return Finder(grantee=None, within=viewer.division)
        case Standing.NATION | Standing.ADMINISTRATOR:
            return Finder(grantee=None, within=None)
        case Standing.ANONYMOUS | Standing.HOLDER | Standing.ISSUER:
            return None


def counts_exactly(viewer: Viewer, place: Sequence[str]) -> bool:
    """Say whether published numbers of a place are exact for the viewer: an agency in its duty.

    `place` holds the division and those above it; nothing is the nation.
    """
    match viewer.standing:
        case Standing.NATION | Standing.ADMINISTRATOR:
            return True
        case Standing.AGENCY:
            return viewer.division in place
        case _:
            return False


def contact_parties(viewer: Viewer, *, worker: str | None, enterprise: str | None) -> Reach | None:
    """Return whose requests to be in contact are listed: sent by an enterprise, or to a worker.

    They concern these two alone, and the administrator, who names one of them.
    """
    match viewer.standing:
        case Standing.ENTERPRISE if worker is None and enterprise in {None, viewer.organisation}:
            return Reach(worker=None, organisation=viewer.organisation)
        case Standing.HOLDER if enterprise is None and worker in {None, viewer.subject}:
            return Reach(worker=viewer.subject, organisation=None)
        case Standing.ADMINISTRATOR if (worker is None) != (enterprise is None):
            return Reach(worker=worker, organisation=enterprise)
        case _:
            return None


def sees_sealed_evidence(viewer: Viewer) -> bool:
    """Say whether evidence about a candidate is shown to this viewer by opaque ids only."""
    return viewer.standing is Standing.ENTERPRISE


def follows_funds(viewer: Viewer) -> bool:
    """Say whether the viewer looks after public funds, and so hears what they paid twice."""
    return viewer.standing in {Standing.AGENCY, Standing.NATION, Standing.ADMINISTRATOR}
