"""What the registry's checks of a certificate look at, read in one statement and decoded.

`CERTIFICATE_CASE` is an expression over a variable `certificate` (with its holder, filings,
results, conflicts, successors), so that a verification by number reads it in its own statement.
Of a filing's scope only the ranks for the certificate's own occupation are read.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from registry.dates import day_or_none, parse_moment
from registry.graph.steps import RunsStatements
from registry.papercheck import CertificateCase, ChainLink, FilingCase

CERTIFICATE_CASE: Final = """[
    certificate.key, certificate.kind, certificate.number, certificate.rank, certificate.occKey,
    toString(certificate.issuedOn), certificate.registeredAt, certificate.status,
    toString(certificate.statusSince), certificate.filingNo,
    head(COLLECT {
        MATCH (certificate)-[:ISSUED_UNDER]->(named:EvaluationFiling)
        RETURN named.issuerPrefix
    }),
    COLLECT {
        MATCH (f:EvaluationFiling {issuerPrefix: left(certificate.number, 13)})
        RETURN [f.filingNo, toString(f.from), toString(f.to), f.status, toString(f.statusSince),
                head(COLLECT {
                    MATCH (certificate)-[:FOR]->(:Occupation)<-[scope:COVERS]-(f)
                    RETURN scope.ranks
                })]
    },
    COLLECT {
        MATCH (certificate)<-[:HOLDS]-(:Worker)-[:SAT]->(r:AssessmentResult)
              -[:IN]->(s:AssessmentSession)-[:OF]->(p:AssessmentPlan)
        WHERE r.passed
        RETURN [r.resultId, p.filingNo, p.occKey, p.rank, p.filedAt, toString(s.heldOn),
                coalesce(s.overSeats, false), coalesce(s.twoSites, false)]
    },
    head(COLLECT {
        MATCH (certificate)-[:RESULT_OF]->(:AssessmentResult)-[:IN]->(s:AssessmentSession)
        RETURN [coalesce(s.overSeats, false), coalesce(s.twoSites, false)]
    }),
    COLLECT {
        MATCH (certificate)-[:FOR]->(:Occupation)-[:DEFINED_BY]->(standard:OccupationalStandard)
        RETURN standard.ranks
    },
    COLLECT {
        MATCH (certificate)-[:CONTRADICTED_BY]->(other:Conflict)
        RETURN other.differs
    },
    COLLECT {
        MATCH (other:Certificate {number: certificate.number})
        WHERE other.kind <> certificate.kind
        RETURN DISTINCT other.kind
    },
    COLLECT {
        MATCH (certificate)-[:FOR]->(:Occupation)<-[:SUPERSEDES]-(newer:Occupation)
        RETURN [newer.key, newer.name]
    }
]"""


READ_CASES: Final = (
    """
UNWIND $keys AS key
MATCH (certificate:Certificate {key: key})
RETURN collect(["""
    + CERTIFICATE_CASE
    + """, certificate.codes])
"""
)
"""One record: pairs of a case and the codes that the graph holds of it."""


async def read_cases(
    transaction: RunsStatements, keys: Collection[str]
) -> dict[str, CertificateCase]:
    """Return the cases of certificates by key; unknown keys are passed over."""
    [[rows]] = await transaction.run(READ_CASES, {"keys": list(keys)})
    cases = (decode_case(value) for value, _ in rows)
    return {case.key: case for case in cases}


def decode_case(value: list[Any]) -> CertificateCase:
    """Return the case in a value of `CERTIFICATE_CASE`."""
    (
        key, kind, number, rank, occupation, issued_on, registered_at, status, since, filing_no,
        named_prefix, filings, results, crowded, standards, conflicts, other_kinds, successors,
    ) = value  # fmt: skip
    return CertificateCase(
        key=key,
        kind=kind,
        number=number,
        rank=rank,
        occupation=occupation,
        issued_on=date.fromisoformat(issued_on),
        registered_at=parse_moment(registered_at),
        status=status,
        status_since=day_or_none(since),
        filing_no=filing_no,
        named_prefix=named_prefix,
        filings=tuple(_filing(row) for row in filings),
        passed=tuple(_link(row) for row in results),
        crowded=None if crowded is None else (crowded[0], crowded[1]),
        standards=tuple(frozenset(ranks) for ranks in standards),
        conflicts=tuple(frozenset(differs) for differs in conflicts),
        other_kinds=tuple(other_kinds),
        successors=tuple((newer, name) for newer, name in successors),
    )


def _filing(row: list[Any]) -> FilingCase:
    no, start, end, status, since, ranks = row
    return FilingCase(
        filing_no=no,
        start=date.fromisoformat(start),
        end=date.fromisoformat(end),
        status=status,
        status_since=day_or_none(since),
        ranks=frozenset(ranks or ()),
    )


def _link(row: list[Any]) -> ChainLink:
    result_id, filing_no, occupation, rank, filed_at, held_on, over_seats, two_sites = row
    return ChainLink(
        result_id=result_id,
        filing_no=filing_no,
        occupation=occupation,
        rank=rank,
        filed_at=parse_moment(filed_at),
        held_on=date.fromisoformat(held_on),
        over_seats=over_seats,
        two_sites=two_sites,
    )
