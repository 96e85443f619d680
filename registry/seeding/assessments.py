"""Writes filings, plans, sessions, results and certificates as they stand when all is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registry.seeding.days import day_text
from registry.seeding.trades import OLD_OCCUPATIONS, level_key

if TYPE_CHECKING:
    from registry.seeding.chance import Chance
    from registry.seeding.draft import Draft
    from registry.seeding.filings import Filing, Session
    from registry.seeding.people import Award

_SUPERSEDED = frozenset(key for key, _, _ in OLD_OCCUPATIONS)
"""Every old occupation has a successor, so each certificate for one carries SUPERSEDED_EDITION."""


def write_filing(draft: Draft, filing: Filing, chance: Chance) -> None:
    """Write a filing, its scope, and every session that somebody sat in."""
    draft.tables.add(
        "filings",
        filing.number,
        filing.uscc,
        filing.kind,
        filing.body_level,
        filing.prefix,
        day_text(filing.first),
        day_text(filing.last),
        filing.status,
        day_text(filing.status_since),
    )
    for occupation, ranks in filing.scope.items():
        levels = ";".join(level_key(rank) for rank in ranks)
        draft.tables.add("filing_scopes", filing.number, occupation, levels)
    for sessions in filing.sessions.values():
        for session in sessions:
            if session.results:
                _write_session(draft, session, chance)


def _write_session(draft: Draft, session: Session, chance: Chance) -> None:
    tables = draft.tables
    plan_id, session_id = tables.number("plans", "P"), tables.number("sessions", "S")
    sitting = len(session.results)
    seats = sitting - 1 if session.is_short_of_seats else max(sitting, -(-sitting // 10) * 10)
    tables.add(
        "plans",
        plan_id,
        session.filing.number,
        session.occupation,
        level_key(session.rank),
        day_text(session.held),
        f"{day_text(session.filed)}T09:{session.held % 60:02d}:00+08:00",
        str(seats),
        session.site,
    )
    held = day_text(session.held)
    tables.add("sessions", session_id, plan_id, held, ";".join(session.assessors))
    suspicious = session.is_short_of_seats or session.is_doubly_sited
    for result in session.results:
        marks = (60, 98) if result.passed else (31, 59)
        theory, practical = str(chance.between(*marks)), str(chance.between(*marks))
        passed = "1" if result.passed else "0"
        tables.add("results", result.id, session_id, result.holder.id, theory, practical, passed)
        if suspicious and result.award is not None:
            result.award.codes.append("CAPACITY_EXCEEDED")


def certificate_cells(award: Award, provider: str) -> tuple[str, ...]:
    """Return the row of a certificate."""
    minute = award.issued * 7 % 480
    registered = f"{day_text(award.registered)}T{9 + minute // 60:02d}:{minute % 60:02d}:00+08:00"
    return (
        award.number,
        award.kind,
        award.holder.id,
        award.occupation,
        award.work_type,
        level_key(award.rank),
        day_text(award.issued),
        registered,
        "" if award.filing is None else award.filing.number,
        award.result_id,
        award.status,
        day_text(award.status_since),
        award.reason,
        award.decision,
        provider,
    )


def write_certificates(draft: Draft, awards: list[Award], provider: str) -> None:
    """Write certificates, and the codes that a perfect checker finds into the truth.

    Sessions must have been written: it is then that whole sessions turn out suspicious.
    """
    for award in awards:
        draft.tables.add("certificates", *certificate_cells(award, provider))
        if award.occupation in _SUPERSEDED:
            award.codes.append("SUPERSEDED_EDITION")
        if award.codes:
            draft.truth.certificate(award.number, award.codes)
