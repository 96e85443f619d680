"""Whom a search would find: what the heads about one candidate ask of `worker` before they show.

`$grantee` is the enterprise that asks, `$agency` the division to which an agency is held; see
`registry.access.finder`.
"""

from __future__ import annotations

from typing import Final

HAS_FOUND_CANDIDACY: Final = """EXISTS {
        MATCH (worker)-[:OFFERS]->(found:Candidacy)
        WHERE (found.open OR $grantee IN found.grantees)
        AND ($agency IS NULL
             OR $agency IN [found.division, found.cityCode, found.provinceCode]) }"""
"""That `worker` has a candidacy which this viewer finds."""

IS_FOUND_CARD: Final = """(it.open OR $grantee IN it.grantees)
    AND ($agency IS NULL OR EXISTS {
        MATCH (worker)-[:OFFERS]->(inside:Candidacy)
        WHERE $agency IN [inside.division, inside.cityCode, inside.provinceCode] })"""
"""That the candidacy `it` of `worker` may be shown as a card: with two employers, one of them may
be outside an agency's division.
"""
