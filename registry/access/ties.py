"""What binds viewers to rows, and how much of a row each tie opens."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from typing import Final

from registry.viewer import Standing


class Openness(IntEnum):
    """How much of a row is open to a viewer. Each includes those before it."""

    MASKED = 1
    """That somebody is there: the id and the masked name, where a row of another must name them."""
    KNOWN = 2
    """Who it is; of an organisation: what the public registers say."""
    RECORD = 3
    """The whole record."""


class Tie(StrEnum):
    """What binds a viewer to a row. `registry.graph.rules` says each in Cypher."""

    ALWAYS = "always"
    SELF = "self"
    OWN_STAFF = "own_staff"
    CONTACT = "contact"
    EMPLOYED_IN_DIVISION = "employed_in_division"
    LENT_IN_DIVISION = "lent_in_division"
    CERTIFIED_BY_US = "certified_by_us"
    OWN_ORGANISATION = "own_organisation"
    ORGANISATION_IN_DIVISION = "organisation_in_division"
    ISSUED_BY_US = "issued_by_us"
    ISSUED_IN_DIVISION = "issued_in_division"
    HOLDER_OPEN = "holder_open"
    OURS_LENT = "ours_lent"
    DUTY_IN_DIVISION = "duty_in_division"
    OWN_ASSIGNMENT = "own_assignment"
    PLACED_IN_DIVISION = "placed_in_division"
    PAID_TO_US = "paid_to_us"
    OWN_APPRENTICESHIP = "own_apprenticeship"
    APPRENTICED_WITH_US = "apprenticed_with_us"
    APPRENTICED_IN_DIVISION = "apprenticed_in_division"
    OWN_PROJECT = "own_project"
    PROJECT_OWNER = "project_owner"
    PROJECT_IN_DIVISION = "project_in_division"
    CHANGE_OF_OURS = "change_of_ours"
    CHANGE_IN_DIVISION = "change_in_division"
    FEED_BEGIN = "feed_begin"
    OWN_REQUEST = "own_request"
    OUR_REQUEST = "our_request"
    REQUEST_IN_DIVISION = "request_in_division"


class Kind(StrEnum):
    """The kinds of row whose openness depends on the viewer.

    All others are as open as the row that shows them.
    """

    PERSON = "person"
    ORGANISATION = "organisation"


Ties = tuple[tuple[Tie, Openness], ...]

OPENNESS: Final[Mapping[Kind, Mapping[Standing, Ties]]] = {
    Kind.PERSON: {
        Standing.ANONYMOUS: (),
        Standing.HOLDER: ((Tie.SELF, Openness.RECORD),),
        Standing.ENTERPRISE: ((Tie.OWN_STAFF, Openness.RECORD), (Tie.CONTACT, Openness.KNOWN)),
        Standing.ISSUER: ((Tie.CERTIFIED_BY_US, Openness.KNOWN),),
        Standing.AGENCY: (
            (Tie.EMPLOYED_IN_DIVISION, Openness.RECORD),
            (Tie.LENT_IN_DIVISION, Openness.KNOWN),
        ),
        Standing.NATION: ((Tie.ALWAYS, Openness.RECORD),),
        Standing.ADMINISTRATOR: ((Tie.ALWAYS, Openness.RECORD),),
    },
    Kind.ORGANISATION: {
        Standing.ANONYMOUS: (),
        Standing.HOLDER: ((Tie.ALWAYS, Openness.KNOWN),),
        Standing.ENTERPRISE: (
            (Tie.OWN_ORGANISATION, Openness.RECORD),
            (Tie.ALWAYS, Openness.KNOWN),
        ),
        Standing.ISSUER: ((Tie.OWN_ORGANISATION, Openness.RECORD), (Tie.ALWAYS, Openness.KNOWN)),
        Standing.AGENCY: (
            (Tie.ORGANISATION_IN_DIVISION, Openness.RECORD),
            (Tie.ALWAYS, Openness.KNOWN),
        ),
        Standing.NATION: ((Tie.ALWAYS, Openness.RECORD),),
        Standing.ADMINISTRATOR: ((Tie.ALWAYS, Openness.RECORD),),
    },
}
"""The first tie that holds decides; where none does, the row is MASKED."""


class Rows(StrEnum):
    """The kinds of row that are open by a tie of their own."""

    CERTIFICATE = "certificate"
    ASSIGNMENT = "assignment"
    SUSPECT = "suspect"
    """A certificate that looks wrong: the business of its issuer and of the issuer's agency, not of
    the holder's.
    """
    PRIVATE = "private"
    """What concerns a person alone: who looked at them."""
    APPRENTICESHIP = "apprenticeship"
    """An apprenticeship: of the apprentice and the mentors, of the enterprise and the school."""
    STUDIO = "studio"
    """That a master studio is there, and what it made: known to everybody who signed in."""
    PROJECT = "project"
    """A project with its teams: the business of its owner, and of who works on it."""
    CHANGE = "change"
    """A change of a certificate: of its issuer, and of the issuer's agency when it was made."""
    REQUEST = "request"
    """A request to lend somebody: of host, home and worker."""

    PAY = "pay"
    """What a person is paid: for that person alone, not even for the administrator."""
    OWN_PAY = "own_pay"
    """What an enterprise grants: the amounts are its own business."""
    FUND_USE = "fund_use"
    """What a fund paid for: of the agency whose fund it is, and of whom it was paid to."""


ROW_TIES: Final[Mapping[Rows, Mapping[Standing, tuple[Tie, ...]]]] = {
    Rows.CERTIFICATE: {
        Standing.ANONYMOUS: (),
        Standing.HOLDER: (Tie.HOLDER_OPEN,),
        Standing.ENTERPRISE: (Tie.HOLDER_OPEN,),
        Standing.ISSUER: (Tie.ISSUED_BY_US,),
        Standing.AGENCY: (Tie.ISSUED_IN_DIVISION, Tie.HOLDER_OPEN),
        Standing.NATION: (Tie.ALWAYS,),
        Standing.ADMINISTRATOR: (Tie.ALWAYS,),
    },
    Rows.ASSIGNMENT: {
        Standing.ANONYMOUS: (),
        Standing.HOLDER: (Tie.OWN_ASSIGNMENT,),
        Standing.ENTERPRISE: (Tie.OURS_LENT,),
        Standing.ISSUER: (),
        Standing.AGENCY: (Tie.DUTY_IN_DIVISION,),
        Standing.NATION: (Tie.ALWAYS,),
        Standing.ADMINISTRATOR: (Tie.ALWAYS,),
    },
    Rows.SUSPECT: {
        Standing.ANONYMOUS: (),
        Standing.HOLDER: (Tie.HOLDER_OPEN,),
        Standing.ENTERPRISE: (Tie.HOLDER_OPEN,),
        Standing.ISSUER: (Tie.ISSUED_BY_US,),
        Standing.AGENCY: (Tie.ISSUED_IN_DIVISION,),
        Standing.NATION: (Tie.ALWAYS,),
        Standing.ADMINISTRATOR: (Tie.ALWAYS,),
    },
    Rows.APPRENTICESHIP: {
        Standing.ANONYMOUS: (),
        Standing.HOLDER: (Tie.OWN_APPRENTICESHIP,),
        Standing.ENTERPRISE: (Tie.APPRENTICED_WITH_US,),
        Standing.ISSUER: (),
        Standing.AGENCY: (Tie.APPRENTICED_IN_DIVISION,),
        Standing.NATION: (Tie.ALWAYS,),
        Standing.ADMINISTRATOR: (Tie.ALWAYS,),
    },
    Rows.STUDIO: {
        standing: () if standing is Standing.ANONYMOUS else (Tie.ALWAYS,) for standing in Standing
    },
    Rows.PRIVATE: {
        Standing.ANONYMOUS: (),
        Standing.HOLDER: (Tie.SELF,),
        Standing.ENTERPRISE: (),
        Standing.ISSUER: (),
        Standing.AGENCY: (),
        Standing.NATION: (),
        Standing.ADMINISTRATOR: (Tie.ALWAYS,),
    },
    Rows.PAY: {
        standing: (Tie.SELF,) if standing is Standing.HOLDER else () for standing in Standing
    },
    Rows.OWN_PAY: {
        standing: (Tie.OWN_ORGANISATION,) if standing is Standing.ENTERPRISE else ()
        for standing in Standing
    },
    Rows.FUND_USE: {
        Standing.ANONYMOUS: (),
        Standing.HOLDER: (),
        Standing.ENTERPRISE: (Tie.PAID_TO_US,),
        Standing.ISSUER: (),
        Standing.AGENCY: (Tie.PLACED_IN_DIVISION,),
        Standing.NATION: (Tie.ALWAYS,),
        Standing.ADMINISTRATOR: (Tie.ALWAYS,),
    },
    Rows.PROJECT: {
        Standing.ANONYMOUS: (),
        Standing.HOLDER: (Tie.OWN_PROJECT,),
        Standing.ENTERPRISE: (Tie.PROJECT_OWNER,),
        Standing.ISSUER: (),
        Standing.AGENCY: (Tie.PROJECT_IN_DIVISION,),
        Standing.NATION: (Tie.ALWAYS,),
        Standing.ADMINISTRATOR: (Tie.ALWAYS,),
    },
    Rows.CHANGE: {
        Standing.ANONYMOUS: (),
        Standing.HOLDER: (),
        Standing.ENTERPRISE: (),
        Standing.ISSUER: (Tie.CHANGE_OF_OURS, Tie.FEED_BEGIN),
        Standing.AGENCY: (Tie.CHANGE_IN_DIVISION, Tie.FEED_BEGIN),
        Standing.NATION: (Tie.ALWAYS,),
        Standing.ADMINISTRATOR: (Tie.ALWAYS,),
    },
    Rows.REQUEST: {
        Standing.ANONYMOUS: (),
        Standing.HOLDER: (Tie.OWN_REQUEST,),
        Standing.ENTERPRISE: (Tie.OUR_REQUEST,),
        Standing.ISSUER: (),
        Standing.AGENCY: (Tie.REQUEST_IN_DIVISION,),
        Standing.NATION: (Tie.ALWAYS,),
        Standing.ADMINISTRATOR: (Tie.ALWAYS,),
    },
}
"""A row is open if any of these ties holds; the statements of root fields say `@certificate(it)`,
`@assignment(it)`, `@private(worker)`.
"""
