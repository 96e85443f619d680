"""What the registry's checks of a certificate look at, read in one statement and decoded.

`CERTIFICATE_CASE` is an expression over a variable `certificate` (with its holder, filings,
results, conflicts, successors), so that a verification by number reads it in its own statement.
Of a filing's scope only the ranks for the certificate's own occupation are read. Whoever reads many
(`cases_steps`) reads what stands around them once for all that share issuer and occupation.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from registry.dates import day_or_none, parse_moment
from registry.graph.steps import RunsStatements, Steps
from registry.papercheck import CertificateCase, ChainLink, FilingCase

_OWN: Final = """
    certificate.key, certificate.kind, certificate.number, certificate.rank, certificate.occKey,
    toString(certificate.issuedOn), certificate.registeredAt, certificate.status,
    toString(certificate.statusSince), certificate.filingNo,
    head(COLLECT {
        MATCH (certificate)-[:ISSUED_UNDER]->(named:EvaluationFiling)
        RETURN named.issuerPrefix
    }),
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
        MATCH (certificate)-[:CONTRADICTED_BY]->(other:Conflict)
        RETURN other.differs
    },
    COLLECT {
        MATCH (other:Certificate {number: certificate.number})
        WHERE other.kind <> certificate.kind
        RETURN DISTINCT other.kind
    }
"""
_AROUND: Final = """,
    COLLECT {
        MATCH (f:EvaluationFiling {issuerPrefix: left(certificate.number, 13)})
        RETURN [f.filingNo, toString(f.from), toString(f.to), f.status, toString(f.statusSince),
                head(COLLECT {
                    MATCH (certificate)-[:FOR]->(:Occupation)<-[scope:COVERS]-(f)
                    RETURN scope.ranks
                })]
    },
    COLLECT {
        MATCH (certificate)-[:FOR]->(:Occupation)-[:DEFINED_BY]->(standard:OccupationalStandard)
        RETURN standard.ranks
    },
    COLLECT {
        MATCH (certificate)-[:FOR]->(:Occupation)<-[:SUPERSEDES]-(newer:Occupation)
        RETURN [newer.key, newer.name]
    }"""

CERTIFICATE_CASE: Final = "[" + _OWN + _AROUND + "]"

READ_WHOLE_CASES: Final = (
    """
UNWIND $keys AS key
MATCH (certificate:Certificate {key: key})
RETURN """
    + CERTIFICATE_CASE
)
READ_CASES: Final = (
    """
UNWIND $keys AS key
MATCH (certificate:Certificate {key: key})
RETURN collect([["""
    + _OWN
    + """], certificate.codes])
"""
)
"""One record: pairs of a case without what stands around it, and the codes that the graph holds."""

READ_SURROUNDINGS: Final = """
RETURN COLLECT {
           UNWIND $pairs AS pair
           MATCH (f:EvaluationFiling {issuerPrefix: pair[0]})
           RETURN [pair[0], pair[1],
                   [f.filingNo, toString(f.from), toString(f.to), f.status, toString(f.statusSince),
                    head(COLLECT {
                        MATCH (f)-[scope:COVERS]->(:Occupation {key: pair[1]})
                        RETURN scope.ranks
                    })]]
       },
       COLLECT {
           UNWIND $occupations AS key
           MATCH (:Occupation {key: key})-[:DEFINED_BY]->(standard:OccupationalStandard)
           RETURN [key, standard.ranks]
       },
       COLLECT {
           UNWIND $occupations AS key
           MATCH (:Occupation {key: key})<-[:SUPERSEDES]-(newer:Occupation)
           RETURN [key, newer.key, newer.name]
       }
"""
"""What stands around many certificates, once for all that share it: it is most of reading them."""

Pair = tuple[str, str | None]
"""The issuer prefix of a certificate's number, and its occupation."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Filings by pair, standards and successors by occupation."""

    filings: Mapping[Pair, tuple[FilingCase, ...]]
    standards: Mapping[str, tuple[frozenset[int], ...]]
    successors: Mapping[str, tuple[tuple[str, str], ...]]


async def read_cases(
    transaction: RunsStatements, keys: Collection[str]
) -> dict[str, CertificateCase]:
    """Return the cases of certificates by key; unknown keys are passed over."""
    rows = await transaction.run(READ_WHOLE_CASES, {"keys": list(keys)})
    cases = (decode_case(value) for [value] in rows)
    return {case.key: case for case in cases}


def cases_steps(keys: Collection[str]) -> Steps[list[tuple[CertificateCase, list[str] | None]]]:
    """Yield the statements that read certificates.

    The result has the case of each with the codes that the graph holds.
    """
    [[rows]] = yield READ_CASES, {"keys": list(keys)}
    pairs = sorted({_pair(value) for value, _ in rows}, key=str)
    occupations = sorted({occupation for _, occupation in pairs if occupation is not None})
    [found] = yield READ_SURROUNDINGS, {"pairs": pairs, "occupations": occupations}
    around = _surroundings(*found)
    return [(_case(value, around), stored) for value, stored in rows]


def decode_case(value: list[Any]) -> CertificateCase:
    """Return the case in a value of `CERTIFICATE_CASE`."""
    *own, filings, standards, successors = value
    pair = _pair(own)
    around = [[*pair, row] for row in filings], [[pair[1], ranks] for ranks in standards]
    return _case(own, _surroundings(*around, [[pair[1], *newer] for newer in successors]))


def _pair(own: list[Any]) -> Pair:
    _, _, number, _, occupation, *_ = own
    return number[:13], occupation


def _surroundings(
    filings: list[list[Any]], standards: list[list[Any]], successors: list[list[Any]]
) -> Surroundings:
    by_pair: dict[Pair, list[FilingCase]] = {}
    ranks_of: dict[str, list[frozenset[int]]] = {}
    newer_than: dict[str, list[tuple[str, str]]] = {}
    for prefix, occupation, filing in filings:
        by_pair.setdefault((prefix, occupation), []).append(_filing(filing))
    for occupation, ranks in standards:
        ranks_of.setdefault(occupation, []).append(frozenset(ranks))
    for occupation, newer, name in successors:
        newer_than.setdefault(occupation, []).append((newer, name))
    return Surroundings(
        {pair: tuple(found) for pair, found in by_pair.items()},
        {occupation: tuple(found) for occupation, found in ranks_of.items()},
        {occupation: tuple(found) for occupation, found in newer_than.items()},
    )


def _case(own: list[Any], around: Surroundings) -> CertificateCase:
    (
        key, kind, number, rank, occupation, issued_on, registered_at, status, since, filing_no,
        named_prefix, results, crowded, conflicts, other_kinds,
    ) = own  # fmt: skip
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
        filings=around.filings.get(_pair(own), ()),
        passed=tuple(_link(row) for row in results),
        crowded=None if crowded is None else (crowded[0], crowded[1]),
        standards=around.standards.get(occupation, ()),
        conflicts=tuple(frozenset(differs) for differs in conflicts),
        other_kinds=tuple(other_kinds),
        successors=around.successors.get(occupation, ()),
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
