"""The rows of a candidate search: which candidacies it finds, in which order.

Everything rests on the derived node Candidacy (docs/graph.md), one for each worker, occupation and
present employer.

- **Scope** chooses rows: the searched occupations (`keys`, null for all) and the employer. Without
  occupations only the `overall` row of a worker is read, without a wish about the employer only the
  `primary` one.
- **Best**: a worker may have several rows in scope, and only the best speaks for them: higher rank,
  then held longer, then lower occupation key. What is asked of the grade (`minLevel`,
  `minYearsAtLevel`) is asked of that row, so a lesser one never slips in.
- **Fits** asks the rest. Both are said in `candidate_filters`.

A page walks an index that holds the order, once for each occupation and area, `LIMIT n + 1` in
each, and merges; every index column is named in ORDER BY, since ordering by the last alone would
read the whole range. Orders that no index holds, and LEVEL within a city or county, read the range
and sort it. Counts and facets read the range without order.

The texts are assembled from the constants below by a plan of closed choices; each plan is one text,
whatever is asked with it: one for all orders that no index holds, one for each level of areas.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from registry.graph.heads.candidate_filters import ASKS, FITS, Ask, best

Sort = Literal["SCORE", "LEVEL", "YEARS_AT_LEVEL", "HONOURS", "MENTEES"]
Area = Literal["PROVINCE", "CITY", "COUNTY"]

AREAS: Final[tuple[Area, ...]] = ("PROVINCE", "CITY", "COUNTY")

FIRST_POSITION: Final = ""
LAST_POSITION: Final = "\uffff"
"""Before and after every sort key."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How rows are found.

    `by_occupation` (else over all), in areas of these levels (none: everywhere), `by_employer` if
    an area or industry is asked, with these questions beside the row, in this order and direction.
    """

    by_occupation: bool
    areas: tuple[Area, ...]
    by_employer: bool = False
    asks: tuple[Ask, ...] = ()
    sort: Sort = "SCORE"
    backwards: bool = False


KEYS: Final = """WITH CASE WHEN $occupations IS NULL THEN null ELSE COLLECT {
    UNWIND $occupations AS namedKey
    MATCH (:Occupation {key: namedKey})-[:SUPERSEDES*0..]->(kin:Occupation) RETURN kin.key AS kinKey
    UNION
    UNWIND $occupations AS namedKey
    MATCH (:Occupation {key: namedKey})<-[:SUPERSEDES*0..]-(kin:Occupation) RETURN kin.key AS kinKey
} END AS named, CASE WHEN $prefix IS NULL THEN null ELSE COLLECT {
    MATCH (start:Occupation) WHERE start.key STARTS WITH $prefix
    MATCH (start)-[:SUPERSEDES*0..]->(kin:Occupation) RETURN kin.key AS kinKey
    UNION
    MATCH (start:Occupation) WHERE start.key STARTS WITH $prefix
    MATCH (start)<-[:SUPERSEDES*0..]-(kin:Occupation) RETURN kin.key AS kinKey
} END AS grouped
WITH CASE WHEN named IS NULL THEN grouped WHEN grouped IS NULL THEN named
          ELSE [kinKey IN named WHERE kinKey IN grouped] END AS keys"""
"""The searched occupations, editions followed: both wishes must hold where both are given."""

ALL_KEYS: Final = "WITH null AS keys"

SCAN: Final = """UNWIND <anchors> AS anchor<unwind>
    CALL (keys, anchor<imports>) {
        MATCH (it:Candidacy)<hint>
        WHERE it.<anchor> = anchor<where><primary>
        AND <fits><best>
        RETURN it<ordered>
    }
    RETURN it"""
"""One walk of an index: for each occupation (or over all) and each area."""

_UNWIND: Final[Mapping[Area, str]] = {
    "PROVINCE": "\n    UNWIND $provinces AS area",
    "CITY": "\n    UNWIND $cities AS area",
    "COUNTY": "\n    UNWIND $counties AS area",
}
_WHERE: Final[Mapping[Area, str]] = {
    "PROVINCE": " AND it.provinceCode = area",
    "CITY": " AND it.cityCode = area",
    "COUNTY": " AND it.division = area",
}
_COUNTY_IN_CITY: Final = (
    " AND it.cityCode = area[0] AND it.division = area[1]",
    "\n    UNWIND $countiesInCities AS area",
)
_COLUMN: Final[Mapping[Area, str]] = {
    "PROVINCE": "provinceCode",
    "CITY": "cityCode",
    "COUNTY": "division",
}

_PRIMARY: Final = "\n        AND CASE WHEN it.plainRank > 0 THEN true ELSE it.primary END"
_INDEXED: Final[Mapping[Sort, str]] = {"SCORE": "byScore", "LEVEL": "byLevel"}
"""The orders that indexes hold; byLevel only by province and everywhere."""

_SORTED_KEY: Final = """CASE $sort
        WHEN 'YEARS_AT_LEVEL' THEN toString(it.since)
        WHEN 'HONOURS' THEN right('00000' + toString(99999 - it.honourCount), 5)
        ELSE right('00000' + toString(99999 - it.menteeCount), 5) END + it.byScore"""
"""What a cursor holds of the orders that no index does: ascending text, best first, id last."""


def page_rows(plan: Plan) -> str:
    """Return the rows of a page in their order, each with its place."""
    direction, comparison = (" DESC", "<") if plan.backwards else ("", ">")
    rows = "\n    UNION ALL\n    ".join(
        _scan(plan, area, ordered=True) for area in plan.areas or (None,)
    )
    return (
        """<keys>
    CALL (keys) {
    <rows>
    }
    WITH it, <key> AS sortKey WHERE sortKey <comparison> $position
    ORDER BY sortKey<direction> LIMIT $limit
    MATCH (worker:Worker)-[:OFFERS]->(it)
    WITH it, worker, sortKey ORDER BY sortKey<direction>""".replace(
            "<keys>", KEYS if plan.by_occupation else ALL_KEYS
        )
        .replace("<rows>", rows)
        .replace("<key>", f"it.{_INDEXED[plan.sort]}" if plan.sort in _INDEXED else _SORTED_KEY)
        .replace("<comparison>", comparison)
        .replace("<direction>", direction)
    )


def all_rows(plan: Plan, *, fits: str = FITS, tie: str = "") -> str:
    """Return all rows of a plan in no order."""
    scans = (_scan(plan, area, ordered=False, fits=fits, tie=tie) for area in plan.areas or (None,))
    keys = KEYS if plan.by_occupation else ALL_KEYS
    return keys + " CALL (keys) {\n    " + "\n    UNION ALL\n    ".join(scans) + "\n    }"


def _scan(plan: Plan, area: Area | None, *, ordered: bool, fits: str = FITS, tie: str = "") -> str:
    """Return the walk of one index. It is cut at the limit only where the index holds the order."""
    anchor = "occKey" if plan.by_occupation else "overall"
    columns = [anchor] if area is None else [anchor, _COLUMN[area]]
    where, unwind = ("", "") if area is None else (_WHERE[area], _UNWIND[area])
    if area == "COUNTY" and not plan.by_occupation:
        # Counties have an index only below an occupation; over all they are few enough to be
        # filtered out of their city.
        columns[1] = "cityCode"
        where, unwind = _COUNTY_IN_CITY
    sort = _INDEXED.get(plan.sort)
    holds_order = ordered and sort is not None and (sort == "byScore" or area in {None, "PROVINCE"})
    key = sort if holds_order and sort is not None else "byScore"
    # An index is used only if something is asked of each of its columns.
    last = " AND it.plainRank IS NOT NULL" if key == "byScore" else ""
    asked, order = " > ''", ""
    if holds_order:
        asked, direction = (" < $position", " DESC") if plan.backwards else (" > $position", "")
        names = ", ".join("it." + name + direction for name in (*columns, key))
        order = "\n        ORDER BY " + names + " LIMIT $limit"
    better = best(
        by_occupation=plan.by_occupation,
        by_employer=plan.by_employer,
        in_areas=bool(plan.areas),
        tie=tie,
    )
    return (
        SCAN.replace("<anchors>", "keys" if plan.by_occupation else "[true]")
        .replace("<unwind>", unwind)
        .replace("<imports>", "" if area is None else ", area")
        .replace(
            "<hint>", "\n        USING INDEX it:Candidacy(" + ", ".join(_index(columns, key)) + ")"
        )
        .replace("<anchor>", anchor)
        .replace("<where>", where + " AND it." + key + asked + last)
        .replace("<primary>", "" if plan.by_employer else _PRIMARY)
        .replace("<fits>", fits + "".join(ASKS[ask] for ask in plan.asks))
        .replace("<best>", better)
        .replace("<ordered>", order)
    )


def _index(columns: list[str], key: str) -> list[str]:
    """Return the columns of the index with this order."""
    return [*columns, key, "plainRank"] if key == "byScore" else [*columns, key]
