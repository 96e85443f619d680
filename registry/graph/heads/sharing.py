"""`certificateSources` and `changes`: every version of a certificate, and the feed of changes.

A page of changes walks an index that begins with what the viewer may see and ends with the
position: of the whole feed, of an issuer, of a province, city or county.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

from registry.graph.shapes.model import Head
from registry.viewer import Viewer

SOURCES: Final = Head(
    name="certificateSources",
    type="CertificateSources",
    rows="""MATCH (it:Certificate {number: $number})
    WHERE ($kind IS NULL OR it.kind = $kind) AND @certificate(it)
    WITH it ORDER BY it.kind""",
)

Way = Literal["ALL", "ISSUER", "PROVINCE", "CITY", "COUNTY"]

_WAYS: Final[dict[Way, tuple[str, str]]] = {
    "ALL": ("", ""),
    "ISSUER": ("it.issuer = $anchor AND ", "it.issuer, "),
    "PROVINCE": ("it.provinceCode = $anchor AND ", "it.provinceCode, "),
    "CITY": ("it.cityCode = $anchor AND ", "it.cityCode, "),
    "COUNTY": ("it.division = $anchor AND ", "it.division, "),
}

_PAGE: Final = """MATCH (feed:ChangeFeed {id: 'changes'})
    CALL (feed) {
        MATCH (it:Change)
        WHERE <anchor>it.position > $since AND it.position <= feed.head AND @change(it)
        RETURN it ORDER BY <order>it.position LIMIT $limit<beginning>
    }
    WITH it ORDER BY it.position LIMIT $limit"""

_BEGINNING: Final = """
        UNION ALL
        MATCH (it:FeedBegin)
        WHERE it.position > $since AND it.position <= feed.head AND @change(it)
        RETURN it"""
"""What was there before the feed is of no place: it stands in the feed of everybody who has one."""

STANDING: Final = """[
    head(COLLECT { MATCH (feed:ChangeFeed {id: 'changes'}) RETURN [feed.name, feed.head] }),
    CASE WHEN EXISTS { MATCH (:ChangeFeed {id: 'changes'}) }
         THEN EXISTS { MATCH (:Unplaced) } OR EXISTS {
             MATCH (feed:ChangeFeed {id: 'changes'}) WHERE feed.head + 1 < feed.next }
         ELSE EXISTS { MATCH (:Certificate) } END
]"""
"""The name of the feed and how far it goes (null before it began), and whether something waits for
its place.
"""


@cache
def changes_head(way: Way) -> Head:
    """Return the head of a page of changes that are found this way."""
    anchor, order = _WAYS[way]
    return Head(
        name="changes",
        type="Change",
        rows=_PAGE.replace("<anchor>", anchor)
        .replace("<order>", order)
        .replace("<beginning>", "" if way == "ALL" else _BEGINNING),
        position="it.position",
        extras={"standing": STANDING},
    )


def way_of(viewer: Viewer, level: str | None) -> tuple[Way, str | None]:
    """Return by which index a viewer's changes are found; `level` is that of an agency's division.

    Whoever sees none is anchored at nothing.
    """
    match level:
        case "PROVINCE" | "CITY" | "COUNTY":
            return level, viewer.division
        case _:
            return ("ISSUER", viewer.organisation) if viewer.organisation else ("ALL", None)
