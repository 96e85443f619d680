"""How assignments are found: by the narrowest index that the question allows.

`found` gives the clauses that bind `it`, once each, for one of a few closed ways; what they all ask
is `<fits>`. A trace of a division reads the indexes (homeProvince, from) and (hostProvince, from),
whose ranges hold the assignments of a province in order of their first day; a city or county is
filtered out of its province. What a viewer may see is part of the question (`@assignment`).
"""

from __future__ import annotations

from typing import Final, Literal

from registry.viewer import Viewer

Way = Literal["DIVISION", "WORKER", "ORGANISATION", "PERIOD"]

_FITS: Final = """it.from <= $to AND (it.to IS NULL OR it.to >= $from)
    AND ($mode IS NULL OR it.mode = $mode)
    AND ($division IS NULL OR $division IN [it.homeDivision, it.homeCity, it.homeProvince,
                                            it.hostDivision, it.hostCity, it.hostProvince])
    AND @assignment(it)"""

_OF_WORKER: Final = """
    AND ($worker IS NULL OR EXISTS {
        MATCH (who:Worker {id: $worker})-[:ASSIGNED]->(it) WHERE @known(who) })"""

_BETWEEN: Final = """
    AND ($home IS NULL OR EXISTS { (it)-[:FROM]->(:Organisation {uscc: $home}) })
    AND ($host IS NULL OR EXISTS { (it)-[:TO]->(:Organisation {uscc: $host}) })
    AND ($project IS NULL OR EXISTS { (it)-[:ON]->(:Project {id: $project}) })"""

Asked = Literal["EVERYBODY", "WORKER", "PARTIES"]
"""Whether a question can be about one worker, and besides about home, host and project.

A statement that nobody can ask so is planned without it: planning is what a new text costs most.
"""

_ASKED: Final[dict[Asked, str]] = {
    "EVERYBODY": _FITS,
    "WORKER": _FITS + _OF_WORKER,
    "PARTIES": _FITS + _OF_WORKER + _BETWEEN,
}

_WAYS: Final[dict[Way, str]] = {
    "DIVISION": """CALL () {
        MATCH (it:FlexibleAssignment)
        WHERE it.homeProvince = $province AND <fits>
        RETURN it<home>
        UNION
        MATCH (it:FlexibleAssignment)
        WHERE it.hostProvince = $province AND <fits>
        RETURN it<host>
    }""",
    "WORKER": """MATCH (:Worker {id: $anchor})-[:ASSIGNED]->(it:FlexibleAssignment) WHERE <fits>""",
    "ORGANISATION": """CALL () {
        MATCH (:Organisation {uscc: $anchor})<-[:FROM|TO]-(it:FlexibleAssignment)
        RETURN DISTINCT it
    }
    WITH it WHERE <fits>""",
    "PERIOD": """MATCH (it:FlexibleAssignment)
    WHERE <fits>""",
}


_CUT: Final = " ORDER BY it.<province>, it.from, it.id LIMIT $limit"
"""A range holds the order of the first day: it is read until it has given a page."""


def found(way: Way, asked: Asked, after: str = "") -> str:
    """Return the clauses that bind `it` to every assignment asked for.

    With `after`, what is asked of one behind a place: to no more than a page needs.
    """
    fits = _ASKED[asked]
    home = host = ""
    if after:
        fits += "\n    AND (" + after + ")"
        home, host = (_CUT.replace("<province>", side) for side in ("homeProvince", "hostProvince"))
    return _WAYS[way].replace("<home>", home).replace("<host>", host).replace("<fits>", fits)


def way_to(
    viewer: Viewer,
    *,
    worker: str | None = None,
    home: str | None = None,
    host: str | None = None,
    division: str | None = None,
) -> tuple[Way, str | None]:
    """Return the narrowest way to assignments and what it starts from.

    What is asked is narrower than what may be seen; a viewer who may see only its own starts there.
    """
    if (person := worker or viewer.subject) is not None:
        return "WORKER", person
    if (organisation := home or host or viewer.organisation) is not None:
        return "ORGANISATION", organisation
    if (place := division or viewer.division) is not None:
        return "DIVISION", place
    return "PERIOD", None
