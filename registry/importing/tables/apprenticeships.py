"""Apprenticeship: classes, apprenticeships with their mentors, posts of a year (S10, S11).

A mentor or a wage that no cell names is not known to the graph; what that means for a rule is said
in `registry.programme.apprenticeships`. The number of a certificate is plain text: it is looked up
among the apprentice's own certificates when somebody asks.
"""

from __future__ import annotations

from typing import Final

from registry.importing.columns import (
    COUNT,
    DAY,
    KEY,
    KEYS,
    LEVEL,
    OCCUPATION,
    OPEN,
    TEXT,
    USCC,
    YEAR,
    YUAN,
    Column,
    one_of,
)
from registry.importing.rules import PERIOD, ordered
from registry.importing.table import Edge, Problem, Rule, Table
from registry.importing.tables.shared import DOCUMENT, EMPLOYER, FROM, TO, must
from registry.masking import mask_all
from registry.vocabulary import APPRENTICE_ORIGINS, APPRENTICESHIP_STATUSES, FUNDS


def _not_their_own(
    apprentice: str | None, at_work: tuple[str, ...] | None, at_school: tuple[str, ...] | None
) -> Problem | None:
    for column, mentors in (("enterprise_mentors", at_work), ("school_mentors", at_school)):
        if apprentice in (mentors or ()):
            return Problem(column, "self_reference", "nobody is their own mentor")
    return None


OWN_MENTOR: Final = Rule(("apprentice", "enterprise_mentors", "school_mentors"), _not_their_own)

_ENTERPRISE: Final = must("enterprise", USCC, to="organisations")
_SCHOOL: Final = Column("school", USCC, to="organisations")
_OCCUPATION: Final = Column("occupation", OCCUPATION, to="occupations")
_TARGET: Final = Column("target_level", LEVEL)

APPRENTICE_CLASSES: Final = Table(
    "apprentice_classes",
    key=("class_id",),
    label="ApprenticeClass",
    key_property="id",
    columns=(
        must("class_id"),
        _ENTERPRISE,
        _SCHOOL,
        _OCCUPATION,
        _TARGET,
        FROM,
        TO,
        Column("plan", TEXT),
        DOCUMENT,
    ),
    edges=(Edge("AT", "enterprise"), Edge("TAUGHT_AT", "school")),
    rules=(PERIOD,),
    renamed={"class_id": "id", "occupation": "occKey", "target_level": "rank"},
    unstored=frozenset({"enterprise", "school"}),
)

APPRENTICESHIPS: Final = Table(
    "apprenticeships",
    key=("apprenticeship_id",),
    label="Apprenticeship",
    key_property="id",
    columns=(
        must("apprenticeship_id"),
        must("apprentice", to="workers"),
        _ENTERPRISE,
        _SCHOOL,
        Column("class_id", KEY, to="apprentice_classes"),
        _OCCUPATION,
        _TARGET,
        Column("enterprise_mentors", KEYS, to="workers"),
        Column("school_mentors", KEYS, to="workers"),
        Column("origin", one_of(*APPRENTICE_ORIGINS)),
        Column("contract_from", DAY),
        Column("contract_to", DAY, empty_means=OPEN),
        FROM,
        TO,
        Column("agreement_no", TEXT),
        Column("wage", YUAN, mask=mask_all, sealed=True),
        Column("public_fund", one_of(*FUNDS)),
        must("status", one_of(*APPRENTICESHIP_STATUSES)),
        Column("completed_on", DAY),
        Column("certificate_number", TEXT),
    ),
    edges=(
        Edge("APPRENTICE", "apprentice"),
        Edge("AT", "enterprise"),
        Edge("TAUGHT_AT", "school"),
        Edge("IN_CLASS", "class_id"),
        Edge("ENTERPRISE_MENTOR", "enterprise_mentors"),
        Edge("SCHOOL_MENTOR", "school_mentors"),
    ),
    rules=(
        PERIOD,
        ordered("contract_from", "contract_to"),
        ordered("from", "completed_on"),
        OWN_MENTOR,
    ),
    renamed={
        "apprenticeship_id": "id",
        "occupation": "occKey",
        "target_level": "rank",
        "wage": "wageEnc",
    },
    unstored=frozenset(
        {"apprentice", "enterprise", "school", "class_id", "enterprise_mentors", "school_mentors"}
    ),
)

APPRENTICE_POSTS: Final = Table(
    "apprentice_posts",
    key=("uscc", "year"),
    label="ApprenticePosts",
    columns=(
        EMPLOYER,
        must("year", YEAR),
        Column("posts_total", COUNT),
        Column("apprentice_posts", COUNT),
        DOCUMENT,
    ),
    edges=(Edge("HAS_POSTS", "uscc", outgoing=False),),
    unstored=frozenset({"uscc"}),
)
