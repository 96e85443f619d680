"""The registrar's office of a process: all that issues, records and verifies, made once.

What is kept here (signed lists, the trust in issuers) is only kept for a moment and follows the
graph, so any number of processes may have an office of their own.
"""

from __future__ import annotations

from dataclasses import dataclass

from registry.events import AccessEvents
from registry.graph.driver import Database
from registry.issuing.certificates import Certificates
from registry.issuing.existing import ExistingCertificates
from registry.issuing.keyring import Clock, Keyring, utc_now
from registry.issuing.lists import StatusLists
from registry.issuing.trust import TrustFiles
from registry.log.service import TransparencyLog
from registry.observing.notices import UNNOTICED, Notices
from registry.personal import PersonalKeys
from registry.recording.appointments import Appointments
from registry.recording.apprenticeships import Apprenticeships
from registry.recording.assessments import Assessments
from registry.recording.assignments import Assignments
from registry.recording.challenges import Challenges
from registry.recording.consents import Consents
from registry.recording.contacts import Contacts
from registry.recording.lending import Lending
from registry.recording.requests import Requests
from registry.recording.searches import Searches
from registry.sealing import Sealing
from registry.settings import Settings
from registry.verification.live import LiveTrust
from registry.verification.service import Verification
from registry.wallet.issuance import Issuance
from registry.wallet.nonces import Nonces
from registry.wallet.offers import Offers
from registry.wallet.sharing import Shares


@dataclass(frozen=True, slots=True)
class Office:
    """The services that write and verify."""

    keyring: Keyring
    lists: StatusLists
    log: TransparencyLog
    trust: TrustFiles
    certificates: Certificates
    assessments: Assessments
    consents: Consents
    contacts: Contacts
    searches: Searches
    appointments: Appointments
    apprenticeships: Apprenticeships
    challenges: Challenges
    assignments: Assignments
    lending: Lending
    existing: ExistingCertificates
    verification: Verification
    offers: Offers
    nonces: Nonces
    issuance: Issuance
    shares: Shares

    @classmethod
    def of(
        cls,
        settings: Settings,
        database: Database,
        *,
        sealing: Sealing,
        events: AccessEvents,
        clock: Clock = utc_now,
        notices: Notices = UNNOTICED,
    ) -> Office:
        """Return the office over a database; keys are read or made when they are first needed.

        `notices` says whom it tells what it has done.
        """
        personal = PersonalKeys.load(settings)
        keyring = Keyring.of(settings, database, clock)
        lists = StatusLists(keyring)
        requests = Requests(database, sealing, clock, notices)
        log = TransparencyLog.of(settings, database, clock)
        existing = ExistingCertificates(keyring, personal)
        nonces = Nonces(database, sealing)
        verification = Verification(
            database=database,
            keyring=keyring,
            trust=LiveTrust(keyring, lists, log),
            personal=personal,
            events=events,
            log=log,
            notices=notices,
        )
        return cls(
            keyring=keyring,
            lists=lists,
            log=log,
            trust=TrustFiles(keyring, lists, log),
            certificates=Certificates(requests, keyring, personal),
            assessments=Assessments(requests),
            consents=Consents(requests),
            contacts=Contacts(requests),
            searches=Searches(requests),
            appointments=Appointments(requests),
            apprenticeships=Apprenticeships(requests, personal),
            challenges=Challenges(requests),
            assignments=Assignments(requests),
            lending=Lending(requests),
            existing=existing,
            verification=verification,
            offers=Offers(keyring),
            nonces=nonces,
            issuance=Issuance(requests, keyring, existing, nonces),
            # One limit on guessing, whatever is guessed.
            shares=Shares(keyring, existing, events, verification.misses),
        )
