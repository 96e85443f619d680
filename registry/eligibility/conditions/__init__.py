"""The conditions of IMPORT.md's table, one class each.

Parameters are fields; a condition is evaluated on a day from the facts of a worker.
"""

from __future__ import annotations

from typing import Final

from registry.eligibility.conditions.base import Case, Condition, timeline
from registry.eligibility.conditions.deeds import (
    Achieved,
    Honoured,
    LeadsStudio,
    Mentees,
    MenteesPromoted,
    Placed,
)
from registry.eligibility.conditions.levels import Appointed, LevelAtLeast, YearsAtLevel
from registry.eligibility.conditions.person import (
    AgeBetween,
    EducationAtLeast,
    NoMisconduct,
    Stated,
)
from registry.eligibility.conditions.work import (
    EmployerFiled,
    FrontLinePost,
    KeyPost,
    YearsEmployed,
)

__all__ = [
    "OF_WORK",
    "Achieved",
    "AgeBetween",
    "Appointed",
    "Case",
    "Condition",
    "EducationAtLeast",
    "EmployerFiled",
    "FrontLinePost",
    "Honoured",
    "KeyPost",
    "LeadsStudio",
    "LevelAtLeast",
    "Mentees",
    "MenteesPromoted",
    "NoMisconduct",
    "Placed",
    "Stated",
    "YearsAtLevel",
    "YearsEmployed",
    "timeline",
]

OF_WORK: Final = frozenset(
    condition.code for condition in (EmployerFiled, FrontLinePost, KeyPost, YearsEmployed)
)
"""The conditions whose outcome every job may change."""
