"""Derived facts of a shard of workers, and the nodes that carry them.

The facts take the form in which the graph gives them (`registry.graph.facts`), and the same
functions judge them that judge a graph:
`derive` for workers, `suspicions` for certificates. Somebody who is retired or dead needs no more
than certificates and appointments: that is all that `derive` looks at then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Final

from registry.dates import parse_moment
from registry.derived import ACTIVE, Basis, derive
from registry.facts import FilingFact, WorkerFacts
from registry.graph.facts import decode_facts, decode_grade
from registry.importing.bulk.files import LoaderFiles, cells, edge_set, node_set
from registry.importing.bulk.spill import Record
from registry.importing.bulk.world import Filing, World, case_of
from registry.importing.bulk.writing import TableFiles, Typed
from registry.importing.columns import Row
from registry.importing.properties import as_day
from registry.importing.tables import CERTIFICATES, WORKERS
from registry.papercheck import CertificateCase, ChainLink, suspicions
from registry.papercheck.case import FilingCase
from registry.personal import PersonalKeys

DERIVED_OF_WORKERS: Final[tuple[Typed, ...]] = (
    ("rank", "long"),
    ("rankSince", "date"),
    ("occKey", "string"),
    ("searchText", "string"),
    ("validUntil", "date"),
)
CANDIDACY: Final[tuple[Typed, ...]] = (
    ("workerId", "string"), ("occKey", "string"), ("rank", "long"), ("since", "date"),
    ("overall", "boolean"), ("uscc", "string"), ("division", "string"), ("provinceCode", "string"),
    ("cityCode", "string"), ("industry", "string"), ("primary", "boolean"),
    ("plainRank", "long"), ("behind", "string[]"), ("employers", "string[]"),
    ("honours", "string[]"), ("honourCount", "long"),
    ("menteeCount", "long"), ("leadsStudio", "boolean"), ("keyFields", "string[]"),
    ("occKeys", "string[]"), ("open", "boolean"), ("grantees", "string[]"), ("eligible", "long[]"),
    ("maybe", "long[]"), ("points", "long"), ("byScore", "string"), ("byLevel", "string"),
    ("reasons", "string"),
)  # fmt: skip
"""The properties of `registry.derived.Candidacy.properties`, in its order."""

CANDIDACIES: Final = node_set("candidacies", "Candidacy", [("", "ID(Candidacy)"), *CANDIDACY])
OFFERS: Final = edge_set("candidacies.OFFERS", "OFFERS", "Worker", "Candidacy")
ADVANCES: Final = edge_set(
    "prospects", "ADVANCES_AT", "Worker", "Organisation",
    [
        ("target", "long"), ("policy", "string"), ("eligibleFrom", "date"), ("lacks", "string"),
        ("division", "string"), ("provinceCode", "string"), ("cityCode", "string"),
    ],
)  # fmt: skip
"""The properties of `registry.derived.Prospect.properties`, in its order."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What facts of workers rest on beside themselves; the same for all shards."""

    world: World
    basis: Basis
    crowded: frozenset[str]
    two_sites: frozenset[str]
    mentees: Mapping[str, list[list[Any]]]
    other_kinds: Mapping[str, frozenset[str]]
    conflicts: Mapping[str, tuple[frozenset[str], ...]]
    filings_of_owners: Mapping[str, tuple[FilingFact, ...]]
    filings_of_prefixes: Mapping[str, list[Filing]]


@dataclass(slots=True)
class _Person:
    """The records of one worker."""

    row: Row = ()
    certificates: list[tuple[str, Row, str | None]] = field(default_factory=list)
    results: list[Any] = field(default_factory=list)
    facts: dict[str, list[Any]] = field(default_factory=dict)


class PeopleFiles:
    """Writes workers, certificates and candidacies of shards."""

    def __init__(self, files: LoaderFiles, keys: PersonalKeys, around: Surroundings) -> None:
        self._around = around
        self._workers = TableFiles(WORKERS, files, keys, extra=DERIVED_OF_WORKERS)
        self._certificates = TableFiles(
            CERTIFICATES, files, keys, extra=[("codes", "string[]")], edges=False
        )
        self._write_candidacy = files.writer(CANDIDACIES)
        self._write_offer = files.writer(OFFERS)
        self._write_prospect = files.writer(ADVANCES)
        self._cases = Cases(around)

    def write(self, records: Iterable[Record]) -> int:
        """Write the people of a shard, and return how many they are."""
        people: dict[str, _Person] = {}
        for worker, kind, values in records:
            person = people.get(worker)
            if person is None:
                person = people[worker] = _Person()
            if kind == "worker":
                person.row = values
            elif kind == "certificates":
                person.certificates.append(values)
            elif kind == "results":
                person.results.append(values)
            else:
                person.facts.setdefault(kind, []).append(values)
        for worker, person in people.items():
            self._write_person(worker, person)
        return len(people)

    def _write_person(self, worker: str, person: _Person) -> None:
        if person.certificates:
            passed = self._cases.links(person.results)
            for key, row, session in person.certificates:
                case = self._cases.of(key, row, session, passed)
                codes = tuple(str(code) for code in suspicions(case))
                self._certificates.write(key, row, (codes or None,))
        derived = derive(self._facts(worker, person), self._around.basis)
        self._workers.write(worker, person.row, tuple(derived.properties().values()))  # type: ignore[arg-type]  # dates print as they are stored
        for number, candidacy in enumerate(derived.candidacies):
            id_ = f"{worker}|{number}"
            self._write_candidacy([id_, *cells(candidacy.properties().values())])
            self._write_offer((worker, id_))
        for prospect in derived.prospects:
            self._write_prospect((worker, prospect.uscc, *prospect.properties().values()))

    def _facts(self, worker: str, person: _Person) -> WorkerFacts:
        _, _, _, _, born, education, status = person.row
        facts = person.facts
        certificates = [certificate_fact(key, row) for key, row, _ in person.certificates]
        appointments = facts.get("appointments", [])
        if status != ACTIVE:
            return decode_grade(worker, str(status), certificates, appointments)
        places = self._around.world.organisations
        jobs = [
            [uscc, start, end, key_post, front_line, place.division, place.province, place.city,
             place.industry, None]
            for uscc, start, end, key_post, front_line in facts.get("employments", [])
            for place in (places[uscc],)
        ]  # fmt: skip
        mentees = [
            [mentee, start, end, self._around.mentees.get(mentee, [])]
            for mentee, start, end in facts.get("mentees", [])
        ]
        value: list[Any] = [
            worker, status, born, education, certificates, jobs, appointments,
            facts.get("honours", []), facts.get("competitions", []), facts.get("achievements", []),
            mentees, facts.get("studios", []), facts.get("statements", []),
            facts.get("misconduct", []), facts.get("consents", []),
            sorted(set(facts.get("fields", []))),
        ]  # fmt: skip
        return decode_facts(value, self._around.filings_of_owners)


def certificate_fact(key: str, row: Row) -> list[Any]:
    """Return a certificate in the form in which the graph gives it with the facts of a worker."""
    number, kind, _, occupation, work_type, rank, issued_on, *rest = row
    status, since = rest[3], rest[4]
    return [key, kind, number, rank, occupation, work_type, issued_on, status, since]


class Cases:
    """Makes the case of a certificate from rows."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._filings = cache(self._filings_for)
        self._standards = {
            occupation: tuple(known) for occupation, known in around.world.standards.items()
        }

    def links(self, results: Iterable[Any]) -> tuple[ChainLink, ...]:
        """Return the passed results of a holder with session and plan."""
        return tuple(
            ChainLink(
                result_id,
                plan.filing_no,
                plan.occupation,
                plan.rank,
                plan.filed_at,
                session.held_on,
                *self._marks(session_id),
            )
            for result_id, session_id in results
            for session in (self._around.world.sessions[session_id],)
            for plan in (session.plan,)
        )

    def of(
        self, key: str, row: Row, session: str | None, passed: tuple[ChainLink, ...]
    ) -> CertificateCase:
        """Return the case of a certificate, given the session of the result that it names."""
        around = self._around
        number, kind, _, occupation, _, rank, issued_on, registered_at, filing_no = row[:9]
        named = around.world.filings.get(str(filing_no)) if filing_no is not None else None
        return CertificateCase(
            key=key,
            kind=str(kind),
            number=str(number),
            rank=rank if isinstance(rank, int) else None,
            occupation=_text(occupation),
            issued_on=as_day(str(issued_on)),
            registered_at=parse_moment(str(registered_at)),
            status=str(row[10]),
            status_since=_day(row[11]),
            filing_no=_text(filing_no),
            named_prefix=None if named is None else named.prefix,
            filings=self._filings(str(number)[:13], _text(occupation)),
            passed=passed,
            crowded=None if session is None else self._marks(session),
            standards=self._standards.get(str(occupation), ()),
            conflicts=around.conflicts.get(key, ()),
            other_kinds=tuple(around.other_kinds.get(str(number), frozenset()) - {str(kind)}),
            successors=around.world.successors.get(str(occupation), ()),
        )

    def _marks(self, session: str) -> tuple[bool, bool]:
        return session in self._around.crowded, session in self._around.two_sites

    def _filings_for(self, prefix: str, occupation: str | None) -> tuple[FilingCase, ...]:
        filings = self._around.filings_of_prefixes.get(prefix, ())
        return tuple(case_of(filing, occupation) for filing in filings)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _day(value: object) -> date | None:
    return None if value is None else as_day(str(value))
