"""The ties and decisions of `registry.access` in Cypher.

A template writes `@it` for the variable of the row. Heads and shapes ask for a decision by name:
`@known(worker)`, `@record(worker)`, `@listed(organisation)`, `@inside(organisation)`,
`@certificate(certificate)`, `@assignment(assignment)`, `@private(worker)`, `@project(project)`,
`@change(change)`, `@request(request)`; the compiler puts in
what this viewer's standing means by it. Names inside a tie begin with `tie`, so that they never
meet a variable of a statement. Parameters: `$viewerSubject`, `$viewerOrganisation`,
`$viewerDivision`, `$today`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from registry.access import Kind, Openness, Rows, Tie

TIES: Final[Mapping[Tie, str]] = {
    Tie.ALWAYS: "true",
    Tie.SELF: "@it.id = $viewerSubject",
    Tie.OWN_STAFF: """EXISTS {
        MATCH (@it)-[tieJob:EMPLOYED]->(:Organisation {uscc: $viewerOrganisation})
        WHERE tieJob.from <= $today AND (tieJob.to IS NULL OR tieJob.to >= $today) }""",
    Tie.CONTACT: """EXISTS {
        MATCH (@it)-[:GAVE]->(tieConsent:Consent {purpose: 'CONTACT', grantee: $viewerOrganisation})
        WHERE tieConsent.from <= $today AND (tieConsent.to IS NULL OR tieConsent.to >= $today) }""",
    Tie.EMPLOYED_IN_DIVISION: """EXISTS {
        MATCH (@it)-[tieJob:EMPLOYED]->(tiePlace:Organisation)
        WHERE tieJob.from <= $today AND (tieJob.to IS NULL OR tieJob.to >= $today)
        AND $viewerDivision IN [tiePlace.division, tiePlace.cityCode, tiePlace.provinceCode] }""",
    Tie.LENT_IN_DIVISION: """EXISTS {
        MATCH (@it)-[:ASSIGNED]->(tieLent:FlexibleAssignment)
        WHERE $viewerDivision IN [tieLent.homeDivision, tieLent.homeCity, tieLent.homeProvince,
                                  tieLent.hostDivision, tieLent.hostCity, tieLent.hostProvince]
                                      }""",
    Tie.CERTIFIED_BY_US: """EXISTS {
        MATCH (@it)-[:HOLDS]->(:Certificate)-[:ISSUED_UNDER]->(:EvaluationFiling)
              <-[:FILED_AS]-(:Organisation {uscc: $viewerOrganisation}) }""",
    Tie.OWN_ORGANISATION: "@it.uscc = $viewerOrganisation",
    Tie.ORGANISATION_IN_DIVISION: """$viewerDivision IN
        [@it.division, @it.cityCode, @it.provinceCode]""",
    Tie.ISSUED_BY_US: """EXISTS {
        MATCH (@it)-[:ISSUED_UNDER]->(:EvaluationFiling)<-[:FILED_AS]-(:Organisation {uscc:
            $viewerOrganisation}) }""",
    Tie.ISSUED_IN_DIVISION: """EXISTS {
        MATCH (@it)-[:ISSUED_UNDER]->(:EvaluationFiling)<-[:FILED_AS]-(tieIssuer:Organisation)
        WHERE $viewerDivision IN [tieIssuer.division, tieIssuer.cityCode, tieIssuer.provinceCode]
            }""",
    Tie.HOLDER_OPEN: """EXISTS {
        MATCH (tieHolder:Worker)-[:HOLDS]->(@it) WHERE @record(tieHolder) }""",
    Tie.OWN_ASSIGNMENT: "EXISTS { MATCH (:Worker {id: $viewerSubject})-[:ASSIGNED]->(@it) }",
    Tie.OWN_APPRENTICESHIP: """EXISTS {
        MATCH (@it)-[:APPRENTICE|ENTERPRISE_MENTOR|SCHOOL_MENTOR]->(tieSelf:Worker)
        WHERE tieSelf.id = $viewerSubject }""",
    Tie.APPRENTICED_WITH_US: """EXISTS {
        MATCH (@it)-[:AT|TAUGHT_AT]->(:Organisation {uscc: $viewerOrganisation}) }""",
    Tie.APPRENTICED_IN_DIVISION: """EXISTS {
        MATCH (@it)-[:AT]->(tieFirm:Organisation)
        WHERE $viewerDivision IN [tieFirm.division, tieFirm.cityCode, tieFirm.provinceCode] }""",
    Tie.OURS_LENT: """EXISTS {
        MATCH (@it)-[:FROM|TO]->(:Organisation {uscc: $viewerOrganisation}) }""",
    Tie.PLACED_IN_DIVISION: """$viewerDivision IN
        [@it.division, @it.cityCode, @it.provinceCode]""",
    Tie.PAID_TO_US: """EXISTS {
        MATCH (@it)-[:PAID_TO]->(:Organisation {uscc: $viewerOrganisation}) }""",
    Tie.DUTY_IN_DIVISION: """$viewerDivision IN [@it.homeDivision, @it.homeCity, @it.homeProvince,
                           @it.hostDivision, @it.hostCity, @it.hostProvince]""",
    Tie.OWN_PROJECT: """EXISTS {
        MATCH (:Worker {id: $viewerSubject})-[:MEMBER_OF]->(:Team)-[:WORKS_ON]->(@it) }""",
    Tie.PROJECT_OWNER: "@it.owner = $viewerOrganisation",
    Tie.PROJECT_IN_DIVISION: """EXISTS {
        MATCH (tieOwner:Organisation {uscc: @it.owner})
        WHERE $viewerDivision IN [tieOwner.division, tieOwner.cityCode, tieOwner.provinceCode] }""",
    Tie.CHANGE_OF_OURS: "@it.issuer = $viewerOrganisation",
    Tie.CHANGE_IN_DIVISION: "$viewerDivision IN [@it.division, @it.cityCode, @it.provinceCode]",
    Tie.FEED_BEGIN: "@it:FeedBegin",
    Tie.OWN_REQUEST: "EXISTS { MATCH (@it)-[:WANTS]->(:Worker {id: $viewerSubject}) }",
    Tie.OUR_REQUEST: """EXISTS {
        MATCH (@it)-[:FROM|TO]->(:Organisation {uscc: $viewerOrganisation}) }""",
    Tie.REQUEST_IN_DIVISION: """EXISTS {
        MATCH (@it)-[:FROM|TO]->(tieParty:Organisation)
        WHERE $viewerDivision IN [tieParty.division, tieParty.cityCode, tieParty.provinceCode] }""",
}

PERSON_RULES: Final[Mapping[str, tuple[Kind, Openness]]] = {
    "known": (Kind.PERSON, Openness.KNOWN),
    "record": (Kind.PERSON, Openness.RECORD),
    "listed": (Kind.ORGANISATION, Openness.KNOWN),
    "inside": (Kind.ORGANISATION, Openness.RECORD),
}
"""Decisions by openness: may this viewer see at least that much of the person or organisation?"""

ROW_RULES: Final[Mapping[str, Rows]] = {
    "certificate": Rows.CERTIFICATE,
    "assignment": Rows.ASSIGNMENT,
    "suspect": Rows.SUSPECT,
    "private": Rows.PRIVATE,
    "pay": Rows.PAY,
    "own_pay": Rows.OWN_PAY,
    "fund_use": Rows.FUND_USE,
    "apprenticeship": Rows.APPRENTICESHIP,
    "studio": Rows.STUDIO,
    "project": Rows.PROJECT,
    "change": Rows.CHANGE,
    "request": Rows.REQUEST,
}
"""Decisions by the ties of the row itself."""
