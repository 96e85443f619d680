"""`trainingBases` and `trainingBase`: where people are trained, by trade, grade, place and host.

A page starts at the occupation (editions followed), at what is near, or at the bases by id. Near is
a great circle on the sphere of WGS 84 (`point.distance`): from the seat of the city of the place
asked for to the coordinates of a base, or to the seat of its city where it has none of its own. A
band of latitude, which is an index range, bounds what is looked at. A base whose place is not known
is near nothing, and counted apart.

Whether a host is designated is judged here too, because a page is filtered by it: the regulation of
the nearest division on the day of designation, whose designations stand beside it
(`registry.regulations.findable`). `registry.programme.base_rules` says the same with reasons.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

from registry.graph.regulations import REGULATIONS
from registry.graph.shapes.model import Head

Way = Literal["OCCUPATION", "NEAR", "EVERY"]

_OFFERED: Final = """(offer.from IS NULL OR offer.from <= $today)
        AND (offer.to IS NULL OR offer.to >= $today)
        AND ($rank IS NULL OR offer.rank = $rank)"""

_FOUND: Final[dict[Way, str]] = {
    "OCCUPATION": """CALL () {
        MATCH (:Occupation {key: $occupation})-[:SUPERSEDES*0..]->(kin:Occupation) RETURN kin
        UNION
        MATCH (:Occupation {key: $occupation})<-[:SUPERSEDES*0..]-(kin:Occupation) RETURN kin
    }
    MATCH (it:TrainingBase)-[offer:TRAINS_FOR]->(kin)
    WHERE <offered>
    WITH DISTINCT it""",
    "NEAR": """CALL () {
        MATCH (it:TrainingBase)
        WHERE it.latitude >= $south AND it.latitude <= $north
        RETURN it
        UNION
        MATCH (seat:Division)
        WHERE seat.latitude >= $south AND seat.latitude <= $north
        MATCH (it:TrainingBase {cityCode: seat.code})
        WHERE it.latitude IS NULL
        RETURN it
    }
    WITH it WHERE <trains>""",
    "EVERY": """MATCH (it:TrainingBase)
    WHERE <trains>
    WITH it""",
}

_TRAINS: Final = """($rank IS NULL OR EXISTS {
        MATCH (it)-[offer:TRAINS_FOR]->(:Occupation)
        WHERE <offered> })"""

_PLACED: Final = """
    MATCH (host:Organisation)-[:HOSTS]->(it)
    OPTIONAL MATCH (seat:Division {code: it.cityCode})
    WITH it, host, toInteger(round(point.distance(
        point({latitude: coalesce(it.latitude, seat.latitude),
               longitude: coalesce(it.longitude, seat.longitude)}),
        point({latitude: $latitude, longitude: $longitude})))) AS metres"""

_RULED: Final = """head(COLLECT {
        MATCH (regulation:Regulation {subject: 'TRAINING_BASE'})
        WHERE (regulation.division IS NULL
               OR regulation.division IN [it.division, it.cityCode, it.provinceCode])
          AND regulation.validFrom <= it.designatedOn
          AND (regulation.validTo IS NULL OR regulation.validTo >= it.designatedOn)
        WITH regulation ORDER BY
            CASE regulation.division WHEN it.division THEN 0 WHEN it.cityCode THEN 1
                                     WHEN it.provinceCode THEN 2 ELSE 3 END,
            regulation.validFrom DESC, regulation.id DESC LIMIT 1
        RETURN EXISTS {
            MATCH (host)-[:DESIGNATED]->(title:Designation)
            WHERE title.kind IN split(regulation.about, ';') AND title.from <= it.designatedOn
              AND (title.to IS NULL OR title.to >= it.designatedOn) } })"""

_FITS: Final = """
    WHERE ($ended OR it.status = 'ACTIVE'
           AND (it.designatedOn IS NULL OR it.designatedOn <= $today)
           AND (it.to IS NULL OR it.to >= $today))
      AND ($division IS NULL OR $division IN [it.division, it.cityCode, it.provinceCode])
      AND ($designated IS NULL OR $designated = <ruled>)"""

_WITHIN: Final = """
      AND metres <= $metres"""

_NOWHERE: Final = """
      AND metres IS NULL"""

_PAGE_BY_ID: Final = """
      AND ($position IS NULL OR it.id > $position)
    WITH it, host, metres ORDER BY it.id LIMIT $limit"""

_PAGE_BY_DISTANCE: Final = """
      AND ($position IS NULL OR metres > $position[0]
           OR metres = $position[0] AND it.id > $position[1])
    WITH it, host, metres ORDER BY metres, it.id LIMIT $limit"""

_ROLES: Final = {"it": "it", "host": "host", "metres": "metres"}


def _found(way: Way) -> str:
    clauses = _FOUND[way].replace("<trains>", _TRAINS).replace("<offered>", _OFFERED)
    return clauses + _PLACED + _FITS.replace("<ruled>", _RULED)


def _counted(clauses: str) -> str:
    return "COUNT { " + clauses + " RETURN it LIMIT 10001 }"


@cache
def training_bases_head(way: Way, *, near: bool) -> Head:
    """Return the head of a page of bases that are found this way; `near` keeps those in reach."""
    # Without an occupation the way is by latitude, which a base without a place does not have.
    everywhere: Way = "OCCUPATION" if way == "OCCUPATION" else "EVERY"
    matched = _found(way) + (_WITHIN if near else "")
    return Head(
        name="trainingBases",
        type="TrainingBase",
        rows=matched + (_PAGE_BY_DISTANCE if near else _PAGE_BY_ID),
        roles=_ROLES,
        position="[metres, it.id]" if near else "it.id",
        extras={
            "totalCount": _counted(matched),
            "placeUnknown": _counted(_found(everywhere) + _NOWHERE),
            "occupationKnown": "EXISTS { MATCH (:Occupation {key: $occupation}) }",
            "regulations": REGULATIONS,
        },
    )


TRAINING_BASE: Final = Head(
    name="trainingBase",
    type="TrainingBase",
    rows="""MATCH (host:Organisation)-[:HOSTS]->(it:TrainingBase {id: $id})
    WITH it, host, null AS metres""",
    roles=_ROLES,
    extras={"regulations": REGULATIONS},
)

_WITHOUT_SEAT: Final = """MATCH (it:Organisation)-[:SUPPLIES]->(customer:Organisation {uscc: $uscc})
    WHERE @inside(customer) AND NOT EXISTS {
        MATCH (it)<-[given:FOR_STAFF_OF]-(course:TrainingSession)
        WHERE given.seats > 0 AND course.from >= $first AND course.from <= $last }"""

SUPPLIERS_WITHOUT_SEAT: Final = Head(
    name="suppliersWithoutSeat",
    type="SupplierWithoutSeat",
    rows=_WITHOUT_SEAT
    + """
    WITH DISTINCT it WHERE $position IS NULL OR it.uscc > $position
    WITH it ORDER BY it.uscc LIMIT $limit""",
    position="it.uscc",
    extras={
        "totalCount": "COUNT { " + _WITHOUT_SEAT + " RETURN DISTINCT it LIMIT 10001 }",
        "regulations": REGULATIONS,
    },
)
