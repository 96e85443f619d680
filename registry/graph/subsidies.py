"""What a subsidy for a certificate rests on, of one person: read with the statement that quotes it.

`PERSON` is an expression over `worker` and `place`; `decode_person` turns its value, nested
positional lists, into facts. Whether two trainings are the same is decided by the rules
(`registry.programme.subsidies`): the statement reads all that public funds paid for the person.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from registry.dates import day_or_none
from registry.facts import StatementFact
from registry.graph.facts import decode_grade
from registry.programme.subsidies.facts import Apprenticed, Claim, FundUsed, Person

PERSON: Final = """[
    worker.id, toString(worker.birthDate), place,
    COLLECT {
        MATCH (worker)-[:HOLDS]->(c:Certificate)
        RETURN [c.key, c.kind, c.number, c.rank, c.occKey, c.workType, toString(c.issuedOn),
                c.status, toString(c.statusSince)]
    },
    COLLECT {
        MATCH (worker)-[:HOLDS]->(c:Certificate)-[:RESULT_OF]->(:AssessmentResult)
              -[:IN]->(sat:AssessmentSession)
        RETURN [c.key, sat.sessionId]
    },
    COLLECT {
        MATCH (worker)-[:ATTESTED]->(s:Statement)
        RETURN [s.key, s.code, s.holds, toString(s.from), toString(s.to)]
    },
    COLLECT {
        MATCH (worker)-[:CLAIMED]->(claim:SubsidyClaim)
        RETURN [claim.id, claim.occKey, claim.rank, claim.certificate, toString(claim.claimedOn),
                claim.status] ORDER BY claim.claimedOn, claim.id
    },
    COLLECT {
        MATCH (learnt:Apprenticeship)-[:APPRENTICE]->(worker)
        RETURN [learnt.id, learnt.occKey, learnt.rank, learnt.publicFund,
                toString(learnt.from), toString(learnt.completedOn), learnt.certificateNumber]
        ORDER BY learnt.id
    },
    COLLECT {
        MATCH (used:FundUse)-[:BENEFITS]->(worker)
        RETURN [used.id, used.fund, used.training, used.year] ORDER BY used.id
    }
]"""


def decode_person(value: list[Any]) -> Person:
    """Return the facts in a value of `PERSON`."""
    worker, born, place, certificates, sessions, statements, claims, apprenticed, used = value
    return Person(
        birth_date=day_or_none(born),
        place=tuple(dict.fromkeys(code for code in place if code is not None)),
        certificates=decode_grade(worker, "", certificates, []).certificates,
        sessions=dict(sessions),
        statements=tuple(
            StatementFact(key, code, holds, date.fromisoformat(start), day_or_none(end))
            for key, code, holds, start, end in statements
        ),
        claims=tuple(
            Claim(id_, occupation, rank, number, date.fromisoformat(on), status)
            for id_, occupation, rank, number, on, status in claims
        ),
        apprenticeships=tuple(
            Apprenticed(
                id_, occupation, rank, fund, day_or_none(start), day_or_none(completed), number
            )
            for id_, occupation, rank, fund, start, completed, number in apprenticed
        ),
        fund_uses=tuple(FundUsed(*row) for row in used),
    )
