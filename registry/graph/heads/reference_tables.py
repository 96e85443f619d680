"""The reference tables: occupations, divisions, kinds of honour, policies. Open to everybody."""

from __future__ import annotations

from typing import Final

from registry.graph.shapes.model import Head

OCCUPATION: Final = Head(
    name="occupation", type="Occupation", rows="MATCH (it:Occupation {key: $key})"
)

OCCUPATIONS: Final = Head(
    name="occupations",
    type="Occupation",
    rows="""MATCH (it:Occupation)
    WHERE it.key STARTS WITH $edition + ':' + $codePrefix AND it.key > coalesce($position, '')
    AND ($newSince IS NULL OR it.addedOn >= $newSince)
    WITH it ORDER BY it.key LIMIT $limit""",
    position="it.key",
    extras={
        "totalCount": """COUNT { MATCH (it:Occupation)
        WHERE it.key STARTS WITH $edition + ':' + $codePrefix
        AND ($newSince IS NULL OR it.addedOn >= $newSince)
        RETURN it LIMIT 10001 }"""
    },
)

# The name that is the text itself comes first, then names that begin with it.
OCCUPATIONS_BY_TEXT: Final = Head(
    name="occupations",
    type="Occupation",
    rows="""CALL db.index.fulltext.queryNodes('occupationSearch', $phrase) YIELD node AS it
    WHERE it.key STARTS WITH $edition + ':' + $codePrefix
    AND ($newSince IS NULL OR it.addedOn >= $newSince)
    WITH it, CASE WHEN it.name = $text THEN '0' WHEN it.name STARTS WITH $text THEN '1' ELSE '2'
        END + it.key AS place
    WHERE $position IS NULL OR place > $position
    WITH it, place ORDER BY place LIMIT $limit""",
    position="place",
    extras={
        "totalCount": """COUNT { CALL db.index.fulltext.queryNodes('occupationSearch', $phrase)
        YIELD node AS it
        WHERE it.key STARTS WITH $edition + ':' + $codePrefix
        AND ($newSince IS NULL OR it.addedOn >= $newSince) RETURN it LIMIT 10001 }"""
    },
)

DIVISIONS: Final = Head(
    name="divisions",
    type="Division",
    rows="""MATCH (it:Division)
    WHERE CASE WHEN $parent IS NULL THEN it.level = 'PROVINCE' ELSE EXISTS {
        (it)-[:PART_OF]->(:Division {code: $parent}) } END
    WITH it ORDER BY it.code""",
)

HONOUR_TYPES: Final = Head(
    name="honourTypes",
    type="HonourType",
    rows="MATCH (it:HonourType) WITH it ORDER BY it.id LIMIT 1000",
)

REGULATIONS: Final = Head(
    name="regulations",
    type="Regulation",
    rows="""MATCH (it:Regulation)
    WHERE ($subject IS NULL OR it.subject = $subject)
    AND ($division IS NULL OR it.division IS NULL
         OR EXISTS { (:Division {code: $division})-[:PART_OF*0..2]->(:Division {code:
             it.division}) })
    AND ($on IS NULL OR date(toString(it.validFrom)) <= $on AND (it.validTo IS NULL OR
        date(toString(it.validTo)) >= $on))
    WITH it ORDER BY it.subject, coalesce(it.division, ''), it.id LIMIT 1000""",
)

# A policy holds in its division and everything below it; a national one everywhere.
POLICIES: Final = Head(
    name="policies",
    type="Policy",
    rows="""MATCH (it:Policy)
    WHERE ($target IS NULL OR it.target = $target)
    AND ($division IS NULL OR it.division IS NULL
         OR EXISTS { (:Division {code: $division})-[:PART_OF*0..2]->(:Division {code:
             it.division}) })
    AND ($on IS NULL OR date(toString(it.validFrom)) <= $on AND (it.validTo IS NULL OR
        date(toString(it.validTo)) >= $on))
    WITH it ORDER BY it.target, coalesce(it.division, ''), it.id LIMIT 1000""",
)
