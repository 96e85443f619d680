"""What an agency traces and counts: assignments, flows, conflicts, the grade pyramid, suspects."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import strawberry

from registry.agency.conflicts import Conflict, conflicts_of
from registry.agency.pyramid import published
from registry.agency.suspects import detail, shown_codes
from registry.errors import BadArgumentError, UnknownCodeError
from registry.graph.heads.assignments import assignments_head
from registry.graph.heads.conflicts import conflicts_head
from registry.graph.heads.flows import flows_head
from registry.graph.heads.mobility import way_to
from registry.graph.heads.pyramid import pyramid_head
from registry.graph.heads.suspects import suspects_head
from registry.graph.selection import Selection
from registry.language import Language
from registry.reference import divisions, industries
from schema.asking import Info, selection_of
from schema.enums import AssignmentMode, CheckCode, DivisionLevel
from schema.fields import Row, resolved
from schema.scalars import Date
from schema.types.agency import (
    AssignmentConflict,
    AssignmentConnection,
    AssignmentFilter,
    AssignmentFlow,
    GradePyramid,
    SuspectConnection,
)

_UNASKED: Final = dict.fromkeys(
    ("worker", "home", "host", "division", "province", "project", "mode", "anchor")
)
"""The parameters of every question about assignments; a question gives some."""


@strawberry.type
class AgencyQuery:
    @resolved(
        "Assignments that touch a period, the earliest first, cancelled ones too (柔性流动派遣)",
        AssignmentConnection,
    )
    async def assignments(
        self,
        info: Info,
        filter: AssignmentFilter,  # noqa: A002 - the contract's name
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of assignments."""
        wanted = {
            "worker": filter.worker,
            "home": filter.home_enterprise,
            "host": filter.host_enterprise,
            "division": filter.division,
        }
        way, anchor = way_to(info.context.viewer, **wanted)
        arguments = {
            **wanted,
            "project": filter.project,
            "mode": None if filter.mode is None else filter.mode.value,
            "from": filter.from_,
            "to": filter.to,
        }
        return await info.context.connection(
            assignments_head(way),
            {**arguments, "first": first, "after": after},
            selection_of(info),
            **_asked(arguments, anchor),
        )

    @resolved(
        "People and person-days that moved between provinces (or cities) in a period (人员流动)",
        list[AssignmentFlow],
    )
    async def assignment_flows(
        self,
        info: Info,
        from_: Date,
        to: Date,
        division: strawberry.ID | None = None,
        by: DivisionLevel = DivisionLevel.PROVINCE,
        mode: AssignmentMode | None = None,
    ) -> list[Row]:
        """Read the flows."""
        way, anchor = way_to(info.context.viewer, division=division)
        arguments = {
            "division": division,
            "mode": None if mode is None else mode.value,
            "from": from_,
            "to": to,
        }
        return list(
            await info.context.many(
                flows_head(way), selection_of(info), by=by.value, **_asked(arguments, anchor)
            )
        )

    @resolved(
        "Days on which shares add up to more than 100 %, without home employment, or without consent (派遣冲突)",
        list[AssignmentConflict],
    )
    async def assignment_conflicts(
        self,
        info: Info,
        from_: Date,
        to: Date,
        division: strawberry.ID | None = None,
        worker: strawberry.ID | None = None,
    ) -> list[Row]:
        """Read the people concerned and tell their conflicts, the earliest first."""
        way, anchor = way_to(info.context.viewer, worker=worker, division=division)
        arguments = {"division": division, "worker": worker, "from": from_, "to": to}
        wanted = selection_of(info)
        # Assignments are told apart by their id, whatever is wanted of them.
        wanted.merge(_ids_of_assignments())
        people = await info.context.many(
            conflicts_head(way), wanted, **_asked(arguments, anchor)
        )
        told = [
            _conflict(conflict, person, info.context.language)
            for person in people
            for conflict in conflicts_of(person["_mobility"], (from_, to))
        ]
        return sorted(told, key=lambda row: row["from"])

    @resolved(
        "Workers by grade; groups smaller than 5 are suppressed, and one more where they could be computed (等级结构)",
        GradePyramid,
    )
    async def grade_pyramid(
        self,
        info: Info,
        division: strawberry.ID | None = None,
        industry: strawberry.ID | None = None,
        as_of: Date | None = None,
    ) -> Row:
        """Count, and suppress."""
        _require_division(division)
        if industry is not None and industry not in industries():
            raise UnknownCodeError(f"industry {industry} is not known")
        day = as_of or info.context.today
        counts = await info.context.many(
            pyramid_head(in_division=division is not None, is_today=day == info.context.today),
            Selection(),
            division=division,
            province=_province_of(division),
            industry=industry,
            day=day,
        )
        rows = published({row["rank"]: row["workers"] for row in counts})
        return {
            "asOf": day.isoformat(),
            "rows": [{"level": rank.name, "workers": workers} for rank, workers in rows.items()],
            "suppressed": None in rows.values(),
        }

    @resolved(
        "Certificates that look wrong, with the check codes that say why (可疑证书)",
        SuspectConnection,
    )
    async def suspect_certificates(
        self,
        info: Info,
        issuer_prefix: str | None = None,
        division: strawberry.ID | None = None,
        from_: Date | None = None,
        to: Date | None = None,
        codes: list[CheckCode] | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Row:
        """Read a page of suspects and say why each is one."""
        _require_division(division)
        asked = [code.value for code in codes or ()]
        arguments = {
            "prefix": issuer_prefix,
            "division": division,
            "issuedFrom": from_,
            "issuedTo": to,
            "codes": None if codes is None else sorted(asked),
        }
        page = await info.context.connection(
            suspects_head(by_prefix=issuer_prefix is not None),
            {**arguments, "first": first, "after": after},
            selection_of(info),
            **arguments,
        )
        for row in page["nodes"]:
            row["codes"] = shown_codes(row["codes"], asked)
            if row["_case"] is not None:
                row["detail"] = detail(row["_case"], row["codes"], info.context.language)
        return page


def _asked(arguments: Mapping[str, object], anchor: str | None) -> dict[str, object]:
    """Return the parameters of a question about assignments.

    Raises:
        BadArgumentError: the period ends before it begins.
        UnknownCodeError: there is no such division.
    """
    start, end, division = arguments["from"], arguments["to"], arguments.get("division")
    if not isinstance(start, date) or not isinstance(end, date) or end < start:
        raise BadArgumentError(f"the period from {start} to {end} ends before it begins")
    _require_division(division)
    # The way by division starts from the viewer's own where none is asked for.
    return {**_UNASKED, **arguments, "anchor": anchor, "province": _province_of(division or anchor)}


def _require_division(code: object) -> None:
    if code is not None and code not in divisions():
        raise UnknownCodeError(f"division {code} is not known")


def _province_of(code: object) -> str | None:
    """Return the province of a division: the first two of its six digits say it (GB/T 2260)."""
    return None if code is None else f"{str(code)[:2]}0000"


def _ids_of_assignments() -> Selection:
    wanted = Selection()
    wanted.want("assignments").want("id")
    return wanted


def _conflict(conflict: Conflict, person: Row, language: Language) -> dict[str, object]:
    """Return the row of a conflict, its assignments in order of their first day."""
    return {
        "kind": conflict.kind,
        "worker": person["worker"],
        "assignments": [row for row in person["assignments"] if row["id"] in conflict.assignments],
        "from": conflict.period[0].isoformat(),
        "to": conflict.period[1].isoformat(),
        "detail": conflict.detail(language),
    }
