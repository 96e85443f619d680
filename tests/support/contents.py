"""What certificates say, before anybody has signed it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

from registry.issuing.credential import Content

PREFIX: Final = "S000032000123"
WELDER: Final = Content(
    kind="SKILL_GRADE",
    number=f"{PREFIX}262000017",
    level="TECHNICIAN",
    occupation="2022:6-18-02-04",
    occupation_name="焊工",
    work_type="手工焊条电弧焊工",
    issued_on=date(2026, 11, 20),
    issuer_name="江苏某某职业技能评价有限公司",
    issuer_prefix=PREFIX,
    session="session-1",
    name="张三",
    id_number="99000019900101123X",
    birth_date=date(1990, 1, 1),
    theory=85.5,
    practical=90.0,
    enterprise="江苏某某重工有限公司",
)


def welder(**changes: Any) -> Content:
    """Return what a certificate says, but for these changes."""
    return replace(WELDER, **changes)


SPECIAL_TECHNICIAN: Final = welder(
    kind="SPECIAL_TECHNICIAN",
    number=f"{PREFIX}26T000017",
    level="SPECIAL_TECHNICIAN",
)
