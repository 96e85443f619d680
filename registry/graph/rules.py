"""The ties and decisions of `registry.access` in Cypher.

A template writes `@it` for the variable of the row. Heads and shapes ask for a decision by name: `@known(worker)`, `@record(worker)`,
`@inside(organisation)`, `@certificate(certificate)`, `@assignment(assignment)`; the compiler puts in what this viewer's standing means by it.
Names inside a tie begin with `tie`, so that they never meet a variable of a statement. Parameters: `$viewerSubject`, `$viewerOrganisation`,
`$viewerDivision`, `$today`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from registry.access import OPENNESS, ROW_TIES, Kind, Openness, Rows, Tie
from registry.viewer import Standing

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
                                  tieLent.hostDivision, tieLent.hostCity, tieLent.hostProvince] }""",
    Tie.CERTIFIED_BY_US: """EXISTS {
        MATCH (@it)-[:HOLDS]->(:Certificate)-[:ISSUED_UNDER]->(:EvaluationFiling)
              <-[:FILED_AS]-(:Organisation {uscc: $viewerOrganisation}) }""",
    Tie.OWN_ORGANISATION: "@it.uscc = $viewerOrganisation",
    Tie.ORGANISATION_IN_DIVISION: "$viewerDivision IN [@it.division, @it.cityCode, @it.provinceCode]",
    Tie.ISSUED_BY_US: """EXISTS {
        MATCH (@it)-[:ISSUED_UNDER]->(:EvaluationFiling)<-[:FILED_AS]-(:Organisation {uscc: $viewerOrganisation}) }""",
    Tie.ISSUED_IN_DIVISION: """EXISTS {
        MATCH (@it)-[:ISSUED_UNDER]->(:EvaluationFiling)<-[:FILED_AS]-(tieIssuer:Organisation)
        WHERE $viewerDivision IN [tieIssuer.division, tieIssuer.cityCode, tieIssuer.provinceCode] }""",
    Tie.HOLDER_OPEN: """EXISTS {
        MATCH (tieHolder:Worker)-[:HOLDS]->(@it) WHERE @record(tieHolder) }""",
    Tie.OWN_ASSIGNMENT: "EXISTS { MATCH (:Worker {id: $viewerSubject})-[:ASSIGNED]->(@it) }",
    Tie.OURS_LENT: """EXISTS {
        MATCH (@it)-[:FROM|TO]->(:Organisation {uscc: $viewerOrganisation}) }""",
    Tie.DUTY_IN_DIVISION: """$viewerDivision IN [@it.homeDivision, @it.homeCity, @it.homeProvince,
                           @it.hostDivision, @it.hostCity, @it.hostProvince]""",
}

_CALL: Final = re.compile(r"@(\w+)\((\w+)\)")


def openness(kind: Kind, standing: Standing, variable: str) -> str:
    """Return the expression of how open a row of this kind is: 1, 2 or 3."""
    cases = ""
    for tie, degree in OPENNESS[kind][standing]:
        if tie is Tie.ALWAYS:
            return f"CASE {cases} ELSE {degree:d} END" if cases else f"{degree:d}"
        cases += f" WHEN {_tie(tie, standing, variable)} THEN {degree:d}"
    return f"CASE {cases} ELSE {Openness.MASKED:d} END" if cases else f"{Openness.MASKED:d}"


def decided(text: str, standing: Standing) -> str:
    """Put this standing's decisions in place of every `@rule(variable)`.

    Raises:
        KeyError: there is no such rule.
    """
    return _CALL.sub(lambda call: _RULES[call[1]](standing, call[2]), text)


def row_rule(rows: Rows, standing: Standing, variable: str, *, beside_record: bool = False) -> str:
    """Return the predicate that a row of its own ties is open; `beside_record`: where the holder's record is not open."""
    ties = [tie for tie in ROW_TIES[rows][standing] if not (beside_record and tie is Tie.HOLDER_OPEN)]
    return _any_of(ties, standing, variable)


def _openness_at_least(kind: Kind, degree: Openness) -> Callable[[Standing, str], str]:
    def rule(standing: Standing, variable: str) -> str:
        return _any_of([tie for tie, given in OPENNESS[kind][standing] if given >= degree], standing, variable)

    return rule


def _any_of(ties: list[Tie], standing: Standing, variable: str) -> str:
    if Tie.ALWAYS in ties:
        return "true"
    return "(" + " OR ".join(_tie(tie, standing, variable) for tie in ties) + ")" if ties else "false"


def _tie(tie: Tie, standing: Standing, variable: str) -> str:
    return decided(TIES[tie].replace("@it", variable), standing)


_RULES: Final[Mapping[str, Callable[[Standing, str], str]]] = {
    "known": _openness_at_least(Kind.PERSON, Openness.KNOWN),
    "record": _openness_at_least(Kind.PERSON, Openness.RECORD),
    "listed": _openness_at_least(Kind.ORGANISATION, Openness.KNOWN),
    "inside": _openness_at_least(Kind.ORGANISATION, Openness.RECORD),
    "certificate": lambda standing, variable: row_rule(Rows.CERTIFICATE, standing, variable),
    "assignment": lambda standing, variable: row_rule(Rows.ASSIGNMENT, standing, variable),
}
