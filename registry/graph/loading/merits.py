"""Statements of appointments, honours, contests and achievements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from registry.graph.loading.statements import NodeStatements

HONOUR_TYPES_READ: Final = """
UNWIND $rows AS row
MATCH (type:HonourType {id: row.key})
RETURN row.key, elementId(type), [
    type.id,
    type.name,
    type.level,
    type.quota
]
"""
HONOUR_TYPES_WRITE: Final = """
UNWIND $rows AS row
MERGE (type:HonourType {id: row.key})
SET type += row.set
"""
HONOURS_READ: Final = """
UNWIND $rows AS row
MATCH (award:HonourAward {key: row.key})
RETURN row.key, elementId(award), [
    head([(award)<-[:RECEIVED]-(to:Worker) | to.id]),
    head([(award)-[:OF]->(to:HonourType) | to.id]),
    award.batch,
    award.year,
    toString(award.on),
    award.documentNo,
    award.publishedUrl
]
"""
HONOURS_WRITE: Final = """
UNWIND $rows AS row
MERGE (award:HonourAward {key: row.key})
SET award += row.set
"""
HONOURS_RECEIVED: Final = """
UNWIND $rows AS row
MATCH (award:HonourAward {key: row.key})
MATCH (worker:Worker {id: row.to})
CREATE (worker)-[:RECEIVED]->(award)
"""
HONOURS_OF: Final = """
UNWIND $rows AS row
MATCH (award:HonourAward {key: row.key})
MATCH (type:HonourType {id: row.to})
CREATE (award)-[:OF]->(type)
"""
APPOINTMENTS_READ: Final = """
UNWIND $rows AS row
MATCH (appointment:Appointment {id: row.key})
RETURN row.key, elementId(appointment), [
    appointment.id,
    head([(appointment)<-[:APPOINTED]-(to:Worker) | to.id]),
    head([(appointment)-[:BY]->(to:Organisation) | to.uscc]),
    appointment.rank,
    appointment.post,
    toString(appointment.from),
    toString(appointment.to),
    appointment.decisionNo,
    toString(appointment.publishedOn),
    appointment.fields,
    appointment.exceptionReason,
    appointment.exceptionDocumentNo
]
"""
APPOINTMENTS_WRITE: Final = """
UNWIND $rows AS row
MERGE (appointment:Appointment {id: row.key})
SET appointment += row.set
"""
APPOINTMENTS_APPOINTED: Final = """
UNWIND $rows AS row
MATCH (appointment:Appointment {id: row.key})
MATCH (worker:Worker {id: row.to})
CREATE (worker)-[:APPOINTED]->(appointment)
"""
APPOINTMENTS_BY: Final = """
UNWIND $rows AS row
MATCH (appointment:Appointment {id: row.key})
MATCH (organisation:Organisation {uscc: row.to})
CREATE (appointment)-[:BY]->(organisation)
"""
COMPETITIONS_READ: Final = """
UNWIND $rows AS row
MATCH (competition:Competition {id: row.key})
RETURN row.key, elementId(competition), [
    competition.id,
    competition.name,
    competition.class,
    competition.year,
    competition.division
]
"""
COMPETITIONS_WRITE: Final = """
UNWIND $rows AS row
MERGE (competition:Competition {id: row.key})
SET competition += row.set
"""
COMPETITION_EVENTS_READ: Final = """
UNWIND $rows AS row
MATCH (event:CompetitionEvent {id: row.key})
RETURN row.key, elementId(event), [
    event.id,
    head([(event)-[:OF]->(to:Competition) | to.id]),
    event.name,
    event.occKey,
    event.field,
    event.participants
]
"""
COMPETITION_EVENTS_WRITE: Final = """
UNWIND $rows AS row
MERGE (event:CompetitionEvent {id: row.key})
SET event += row.set
"""
COMPETITION_EVENTS_OF: Final = """
UNWIND $rows AS row
MATCH (event:CompetitionEvent {id: row.key})
MATCH (competition:Competition {id: row.to})
CREATE (event)-[:OF]->(competition)
"""
COMPETITION_EVENTS_FOR: Final = """
UNWIND $rows AS row
MATCH (event:CompetitionEvent {id: row.key})
MATCH (occupation:Occupation {key: row.to})
CREATE (event)-[:FOR]->(occupation)
"""
COMPETITION_RESULTS_READ: Final = """
UNWIND $rows AS row
MATCH (place:CompetitionResult {key: row.key})
RETURN row.key, elementId(place), [
    head([(place)-[:IN]->(to:CompetitionEvent) | to.id]),
    head([(place)<-[:PLACED]-(to:Worker) | to.id]),
    place.rank,
    place.medal
]
"""
COMPETITION_RESULTS_WRITE: Final = """
UNWIND $rows AS row
MERGE (place:CompetitionResult {key: row.key})
SET place += row.set
"""
COMPETITION_RESULTS_PLACED: Final = """
UNWIND $rows AS row
MATCH (place:CompetitionResult {key: row.key})
MATCH (worker:Worker {id: row.to})
CREATE (worker)-[:PLACED]->(place)
"""
COMPETITION_RESULTS_IN: Final = """
UNWIND $rows AS row
MATCH (place:CompetitionResult {key: row.key})
MATCH (event:CompetitionEvent {id: row.to})
CREATE (place)-[:IN]->(event)
"""
ACHIEVEMENTS_READ: Final = """
UNWIND $rows AS row
MATCH (achievement:Achievement {id: row.key})
RETURN row.key, elementId(achievement), [
    achievement.id,
    head([(achievement)<-[:ACHIEVED]-(to:Worker) | to.id]),
    achievement.kind,
    achievement.title,
    achievement.scope,
    toString(achievement.on),
    achievement.keyField
]
"""
ACHIEVEMENTS_WRITE: Final = """
UNWIND $rows AS row
MERGE (achievement:Achievement {id: row.key})
SET achievement += row.set
"""
ACHIEVEMENTS_ACHIEVED: Final = """
UNWIND $rows AS row
MATCH (achievement:Achievement {id: row.key})
MATCH (worker:Worker {id: row.to})
CREATE (worker)-[:ACHIEVED]->(achievement)
"""

STATEMENTS: Final[Mapping[str, NodeStatements]] = {
    "honour_types": NodeStatements(HONOUR_TYPES_READ, HONOUR_TYPES_WRITE, {}),
    "honours": NodeStatements(
        HONOURS_READ, HONOURS_WRITE, {"worker_id": HONOURS_RECEIVED, "honour": HONOURS_OF}
    ),
    "appointments": NodeStatements(
        APPOINTMENTS_READ,
        APPOINTMENTS_WRITE,
        {"worker_id": APPOINTMENTS_APPOINTED, "uscc": APPOINTMENTS_BY},
    ),
    "competitions": NodeStatements(COMPETITIONS_READ, COMPETITIONS_WRITE, {}),
    "competition_events": NodeStatements(
        COMPETITION_EVENTS_READ,
        COMPETITION_EVENTS_WRITE,
        {"competition_id": COMPETITION_EVENTS_OF, "occupation": COMPETITION_EVENTS_FOR},
    ),
    "competition_results": NodeStatements(
        COMPETITION_RESULTS_READ,
        COMPETITION_RESULTS_WRITE,
        {"worker_id": COMPETITION_RESULTS_PLACED, "event_id": COMPETITION_RESULTS_IN},
    ),
    "achievements": NodeStatements(
        ACHIEVEMENTS_READ, ACHIEVEMENTS_WRITE, {"worker_id": ACHIEVEMENTS_ACHIEVED}
    ),
}
