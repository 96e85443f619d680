"""What a candidate search asks of a row: whether it fits, and whether it is its worker's best.

Every filter stands in every text, switched by its parameter, since one that is null costs nothing
and a text of its own would be planned anew. Only what stands elsewhere than on the row (`ASKS`) is
text where it is asked: all five together take twice as long to plan as the whole rest of a search.

Two columns spare most rows the reading of a node, because an index ends with the first of them.
`plainRank` says that the row is its worker's only one, open to everybody, and of which rank: where
no more than a grade is asked (`$plainFrom`), it fits and is best. `behind` names the occupations of
better rows at the same employer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

Ask = Literal["INSIDE", "TRADE", "WORDS", "FREE", "WILLING"]

GRADE: Final = "($minRank IS NULL OR it.rank >= $minRank)"
HONOURED: Final = "($honours IS NULL OR any(honourId IN it.honours WHERE honourId IN $honours))"

_FITS: Final = """CASE WHEN <plain> THEN true ELSE
        CASE WHEN it.open THEN true ELSE $grantee IN it.grantees END
        AND <grade> AND <honoured>
        AND ($heldSince IS NULL OR it.since <= $heldSince)
        AND ($industry IS NULL OR it.industry = $industry)
        AND ($minMentees IS NULL OR it.menteeCount >= $minMentees)
        AND ($leadsStudio IS NULL OR it.leadsStudio = $leadsStudio)
        AND ($keyField IS NULL OR $keyField IN it.keyFields)
        AND ($target IS NULL OR $target IN it.eligible OR ($allowUnknown AND $target IN it.maybe))
        AND ($exclude IS NULL OR NOT $exclude IN it.employers) END"""
"""What stands on the row.

An OR of two properties is written as a CASE: the planner would read the range twice and unite it,
which loses its order.
"""

_PLAIN: Final = "it.plainRank >= $plainFrom"
NEVER_PLAIN: Final = 9
"""A `$plainFrom` above every rank: more is asked than a grade."""

FITS: Final = (
    _FITS.replace("<plain>", _PLAIN).replace("<grade>", GRADE).replace("<honoured>", HONOURED)
)
FITS_IN_ANY_GRADE: Final = (
    _FITS.replace("<plain>", f"$plainFrom < {NEVER_PLAIN} AND it.plainRank > 0")
    .replace("<grade>", "true")
    .replace("<honoured>", HONOURED)
)
FITS_WITH_ANY_HONOUR: Final = (
    _FITS.replace("<plain>", _PLAIN).replace("<grade>", GRADE).replace("<honoured>", "true")
)

ASKS: Final[Mapping[Ask, str]] = {
    "INSIDE": """
        AND EXISTS {
            MATCH (somebody:Worker)-[:OFFERS]->(it)
            MATCH (somebody)-[:OFFERS]->(inside:Candidacy)
            WHERE $inside IN [inside.division, inside.cityCode, inside.provinceCode] }""",
    # An agency's rows are those of employers in its division; the trade may be that of another
    # employer of the same worker.
    "TRADE": """
        AND EXISTS {
            MATCH (somebody:Worker)-[:OFFERS]->(it)
            MATCH (somebody)-[:OFFERS]->(inTrade:Candidacy)
            WHERE inTrade.industry = $trade }""",
    "WORDS": """
        AND EXISTS {
            MATCH (titled:Worker)-[:OFFERS]->(it)
            WHERE all(word IN $words WHERE titled.searchText CONTAINS word) }""",
    # A sum of shares is highest on a day on which an assignment begins, or on the first day of the
    # period.
    "FREE": """
        AND NOT EXISTS {
            MATCH (busy:Worker)-[:OFFERS]->(it)
            UNWIND [$freeFrom] + COLLECT {
                MATCH (busy)-[:ASSIGNED]->(lent:FlexibleAssignment)
                WHERE lent.status <> 'CANCELLED' AND $freeFrom < lent.from AND lent.from <= $freeTo
                RETURN lent.from } AS day
            MATCH (busy)-[:ASSIGNED]->(lent:FlexibleAssignment)
            WHERE lent.status <> 'CANCELLED'
            AND lent.from <= day AND (lent.to IS NULL OR lent.to >= day)
            WITH day, sum(lent.dutyPercent) AS taken
            WHERE taken + $share > 100
            RETURN day }""",
    # A consent is judged today, and must still be there when the work begins.
    "WILLING": """
        AND EXISTS {
            MATCH (willing:Worker)-[:OFFERS]->(it)
            MATCH (willing)-[:GAVE]->(word:Consent {purpose: 'FLEXIBLE_MOBILITY'})
            WHERE word.from <= $today AND word.from <= $freeFrom
            AND (word.to IS NULL OR word.to >= $today AND word.to >= $freeFrom)
            AND (word.grantee IS NULL OR word.grantee = $grantee) }""",
}
"""What stands elsewhere."""

_NONE_BEHIND: Final = "none(betterKey IN it.behind WHERE betterKey IN keys)"
_ONE_PLACE: Final = f"CASE WHEN it.plainRank > 0 THEN true ELSE {_NONE_BEHIND} END"
_EMPLOYER_SCOPE: Final = """
        AND ($industry IS NULL OR better.industry = $industry)"""
_AREA_SCOPE: Final = """
        AND (better.provinceCode IN $provinces OR better.cityCode IN $cities
             OR better.division IN $counties)"""
SAME_PROVINCE: Final = "\n        AND better.provinceCode = it.provinceCode"

_BEST: Final = """
        AND CASE WHEN it.plainRank > 0 THEN true
        WHEN size(it.employers) < 2 THEN <single>
        ELSE NOT EXISTS {
        MATCH (it)<-[:OFFERS]-(:Worker)-[:OFFERS]->(better:Candidacy)
        WHERE <scope>
        AND <key of better> < <key of it> } END"""

_BEST_FIRST: Final = """<row>.byLevel + <row>.occKey
        + CASE WHEN <row>.primary THEN ' 0' ELSE ' 1' END + coalesce(<row>.uscc, '')"""
"""The order of one worker's rows as one text, since a tree of comparisons is dear to plan: byLevel
is higher rank, then held longer, and says no more of two rows of one worker."""


def best(*, by_occupation: bool, by_employer: bool, in_areas: bool, tie: str) -> str:
    """Return that no better row of the worker is in scope; `tie` narrows the scope.

    At one employer `behind` knows it; at several, whoever asks for one must look at them.
    """
    if not by_employer:
        return f"\n        AND {_ONE_PLACE}" if by_occupation else ""
    single = _NONE_BEHIND if by_occupation else "true"
    scope = "better.occKey IN keys" if by_occupation else "better.overall"
    scope += _EMPLOYER_SCOPE + (_AREA_SCOPE if in_areas else "") + tie
    return (
        _BEST.replace("<single>", single)
        .replace("<scope>", scope)
        .replace("<key of better>", _BEST_FIRST.replace("<row>", "better"))
        .replace("<key of it>", _BEST_FIRST.replace("<row>", "it"))
    )
