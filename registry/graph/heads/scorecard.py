"""`policyScorecard`: the numbers of a division in a year and the year before, each a count.

A division is found by the index on the province of its organisations; the nation is a pass over all
of them (about 18,000 for a million workers).
"""

from __future__ import annotations

from typing import Final

from registry.graph.regulations import REGULATIONS_OF_SUBJECTS
from registry.graph.shapes.model import Head

_EVERYWHERE: Final = "MATCH (place:Organisation)"
_IN_DIVISION: Final = """MATCH (place:Organisation {provinceCode: $province})
        WHERE $division IN [place.division, place.cityCode, place.provinceCode]
        WITH place"""

_BASES: Final = """
        MATCH (place)-[:HOSTS]->(base:TrainingBase)
        WHERE base.designatedOn <= last AND (base.to IS NULL OR base.to >= last)
        RETURN base }"""

_POSTS: Final = """
        MATCH (place)-[:HAS_POSTS]->(posts:ApprenticePosts {year: year})
        WHERE posts.postsTotal IS NOT NULL AND posts.apprenticePosts IS NOT NULL
        WITH count(posts) AS firms, sum(posts.postsTotal) AS whole,
            sum(posts.apprenticePosts) AS part
        RETURN [firms, whole, part] })"""

_FUNDS: Final = """
        MATCH (place)-[:BUDGETED]->(fund:EducationFundYear {year: year})
        WHERE fund.spentTotal IS NOT NULL AND fund.spentFrontline IS NOT NULL
        WITH count(fund) AS firms, sum(fund.spentTotal) AS whole,
            sum(fund.spentFrontline) AS part
        RETURN [firms, whole, part] })"""

_FILINGS: Final = """
        WITH place WHERE place.scaleAbove = true AND place:Enterprise
        WITH EXISTS {
            MATCH (place)-[:FILED_AS]->(filing:EvaluationFiling)
            WHERE filing.from <= last AND filing.to >= last
              AND (filing.status = 'ACTIVE' OR filing.statusSince > last)
        } AS filed
        WITH count(*) AS whole, sum(CASE WHEN filed THEN 1 ELSE 0 END) AS part
        RETURN [whole, part] })"""

_CONTESTS: Final = """COUNT {
        MATCH (contest:Competition {year: year})
        WHERE CASE WHEN $division IS NULL THEN true
            ELSE contest.division = $division OR EXISTS {
                (:Division {code: contest.division})-[:PART_OF*1..2]->
                (:Division {code: $division}) } END }"""

_APPOINTED: Final = """
        MATCH (worker:Worker)-[:APPOINTED]->(post:Appointment)-[:BY]->(place)
        WHERE post.rank >= 7 AND post.from >= first AND post.from <= last
        RETURN DISTINCT worker }"""

_HONOURED: Final = """COUNT {
        MATCH (:HonourType)<-[:OF]-(award:HonourAward {year: year})<-[:RECEIVED]-(worker:Worker)
        WHERE $division IS NULL OR EXISTS {
            MATCH (worker)-[job:EMPLOYED]->(place:Organisation)
            WHERE job.from <= last AND (job.to IS NULL OR job.to >= first)
              AND $division IN [place.division, place.cityCode, place.provinceCode] }
        RETURN DISTINCT worker }"""

_LENT_EVERYWHERE: Final = """COUNT {
        MATCH (lent:FlexibleAssignment)
        WHERE lent.status <> 'CANCELLED' AND lent.from <= last
          AND (lent.to IS NULL OR lent.to >= first)
        RETURN lent }"""

_LENT_IN_DIVISION: Final = """COUNT {
        CALL () {
            MATCH (lent:FlexibleAssignment {homeProvince: $province}) RETURN lent
            UNION
            MATCH (lent:FlexibleAssignment {hostProvince: $province}) RETURN lent }
        WITH lent
        WHERE lent.status <> 'CANCELLED' AND lent.from <= last
          AND (lent.to IS NULL OR lent.to >= first)
          AND $division IN [lent.homeDivision, lent.homeCity, lent.homeProvince,
                            lent.hostDivision, lent.hostCity, lent.hostProvince]
        RETURN lent }"""


def _head(place: str, lent: str) -> Head:
    numbers = {
        "bases": "COUNT { " + place + _BASES,
        "posts": "head(COLLECT { " + place + _POSTS,
        "funds": "head(COLLECT { " + place + _FUNDS,
        "filings": "head(COLLECT { " + place + _FILINGS,
        "contests": _CONTESTS,
        "appointed": "COUNT { " + place + _APPOINTED,
        "honoured": _HONOURED,
        "lent": lent,
    }
    return Head(
        name="policyScorecard",
        type="YearNumbers",
        rows="UNWIND [$year, $year - 1] AS year\n"
        "WITH year, date({year: year}) AS first,\n"
        "    date({year: year, month: 12, day: 31}) AS last\nWITH year, first, last, "
        + ",\n    ".join(number + " AS " + name for name, number in numbers.items()),
        roles={name: name for name in ("year", *numbers)},
        extras={"regulations": REGULATIONS_OF_SUBJECTS},
    )


EVERYWHERE: Final = _head(_EVERYWHERE, _LENT_EVERYWHERE)
IN_DIVISION: Final = _head(_IN_DIVISION, _LENT_IN_DIVISION)
