"""`targets`, `duties`: what the programme aims at beside what is, and who answers for what."""

from __future__ import annotations

from typing import Final

from registry.graph.shapes.model import Head

_IN_PLACE: Final = """(it.division IS NULL
        OR it.division IN [place.division, place.cityCode, place.provinceCode])
        AND (it.industry IS NULL OR place.industry = it.industry)"""

# People are counted where a place bounds the count; of the nation there are statistics.
_PEOPLE: Final = (
    """CASE WHEN it.division IS NULL THEN null ELSE head(COLLECT {
        MATCH (place:Organisation {provinceCode: left(it.division, 2) + '0000'})
        WHERE """
    + _IN_PLACE
    + """
        MATCH (place)<-[job:EMPLOYED]-(worker:Worker {status: 'ACTIVE'})
        WHERE job.from <= $today AND (job.to IS NULL OR job.to >= $today)
        WITH DISTINCT worker
        WITH COLLECT {
            MATCH (worker)-[:HOLDS]->(c:Certificate)
            WHERE c.issuedOn <= $today AND (c.status = 'VALID' OR c.statusSince > $today)
            RETURN coalesce(c.rank, 0) ORDER BY coalesce(c.rank, 0) DESC LIMIT 1
        } AS best
        RETURN [count(*), sum(size(best)), sum(CASE WHEN best[0] >= 4 THEN 1 ELSE 0 END)]
    }) END"""
)

_FILED: Final = (
    """head(COLLECT {
        MATCH (place:Enterprise {scaleAbove: true})
        WHERE (it.division IS NULL OR place.provinceCode = left(it.division, 2) + '0000') AND """
    + _IN_PLACE
    + """
        RETURN [count(*), sum(CASE WHEN EXISTS {
            MATCH (place)-[:FILED_AS]->(f:EvaluationFiling)
            WHERE f.from <= $today AND f.to >= $today
              AND (f.status = 'ACTIVE' OR f.statusSince > $today) } THEN 1 ELSE 0 END)]
    })"""
)

_BASES: Final = (
    """[COUNT {
        MATCH (place:Organisation)-[:HOSTS]->(base:TrainingBase)
        WHERE base.designatedOn <= $today AND (base.to IS NULL OR base.to >= $today)
        AND """
    + _IN_PLACE
    + " }]"
)

_APPRENTICES: Final = (
    """[COUNT {
        MATCH (one:Apprenticeship)-[:AT]->(place:Enterprise)
        WHERE one.from <= $today AND (one.to IS NULL OR one.to >= $today)
        AND """
    + _IN_PLACE
    + " }]"
)

_STUDIOS: Final = (
    """[COUNT {
        MATCH (studio:MasterStudio)-[:HOSTED_BY]->(place:Organisation)
        WHERE studio.approvedOn <= $today AND """
    + _IN_PLACE
    + " }]"
)

_LEADERS: Final = (
    """[COUNT {
        MATCH (post:Appointment)-[:BY]->(place:Organisation)
        WHERE post.rank >= 7 AND post.from <= $today AND (post.to IS NULL OR post.to >= $today)
        AND """
    + _IN_PLACE
    + " }]"
)

TARGETS: Final = Head(
    name="targets",
    type="CountedTarget",
    rows="""MATCH (it:Target)
    WHERE ($policy IS NULL OR EXISTS { (it)-[:SET_BY]->(:PolicyDocument {id: $policy}) })
      AND ($division IS NULL OR it.division IS NULL OR it.division IN $place)
    WITH it ORDER BY it.measure, coalesce(it.division, ''), it.to, it.id LIMIT 200
    WITH it, CASE it.measure
        WHEN 'CERTIFICATION_COVERAGE' THEN """
    + _PEOPLE
    + """
        WHEN 'SENIOR_SHARE' THEN """
    + _PEOPLE
    + """
        WHEN 'FILED_SHARE' THEN """
    + _FILED
    + """
        WHEN 'TRAINING_BASES' THEN """
    + _BASES
    + """
        WHEN 'APPRENTICES' THEN """
    + _APPRENTICES
    + """
        WHEN 'MASTER_STUDIOS' THEN """
    + _STUDIOS
    + """
        WHEN 'LEADING_TALENTS' THEN """
    + _LEADERS
    + """ END AS counted""",
    roles={"it": "it", "counted": "counted"},
)

DUTIES: Final = Head(
    name="duties",
    type="Duty",
    rows="""MATCH (body:GovernmentBody)-[:RESPONSIBLE_FOR]->(it:Duty)
    WHERE ($body IS NULL OR body.id = $body)
      AND ($mechanism IS NULL OR it.mechanism = $mechanism)
      AND ($division IS NULL OR coalesce(it.division, body.division) IS NULL
           OR coalesce(it.division, body.division) IN $place)
      AND it.from <= $on AND (it.to IS NULL OR it.to >= $on)
    WITH it ORDER BY toInteger(substring(it.mechanism, 1)), it.role, it.key LIMIT 1000""",
)

JOINT_MECHANISMS: Final = Head(
    name="jointMechanisms",
    type="JointMechanism",
    rows="""MATCH (it:JointMechanism)
    WHERE ($division IS NULL OR it.division IS NULL OR it.division IN $place)
      AND it.from <= $on AND (it.to IS NULL OR it.to >= $on)
    WITH it ORDER BY coalesce(it.division, ''), it.id LIMIT 1000""",
)
