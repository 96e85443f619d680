"""`candidates` and `candidate`: one statement, then the cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from registry import reference
from registry.access import finder
from registry.candidates.cards import CARD_PURPOSE, Cards
from registry.candidates.wish import Areas, Wish
from registry.errors import UnknownCodeError
from registry.graph.heads.candidate_rows import FIRST_POSITION, LAST_POSITION, Sort
from registry.graph.heads.candidates import CANDIDATE, FACETS, Facet, search_head
from registry.graph.layout import connection
from registry.graph.policies import decode_policies
from registry.paging import counted
from registry.vocabulary import Rank

if TYPE_CHECKING:
    from registry.access import Finder
    from registry.graph.reading import Answer
    from registry.graph.selection import Selection
    from registry.inquiry import Inquiry
    from registry.paging import Page

Row = dict[Any, Any]

FIELD: Final = "candidates"


async def candidates(
    inquiry: Inquiry, wish: Wish, sort: str, arguments: Mapping[str, object], selection: Selection
) -> Row:
    """Return a page of candidates as a connection.

    `arguments` are those of the field: they page, and bind the cursors to this filter and sort.

    Raises:
        BadPageError, BadCursorError, BadArgumentError: see `registry.errors`.
        UnknownCodeError: the filter names codes that nobody knows.
    """
    page = inquiry.page(FIELD, arguments)
    who = finder(inquiry.viewer)
    if who is None:
        return _nobody()
    rows = selection.rows()
    extras = extras_of(wish, selection, rows)
    answer = await read_cards(
        inquiry, wish, who, page, rows=rows, extras=extras, sort=cast("Sort", sort)
    )
    found = inquiry.connected(page, answer, edges=selection.has("edges"))
    found["facets"] = _facets(inquiry, answer)
    return found


async def candidate(inquiry: Inquiry, card_id: str, selection: Selection) -> Row | None:
    """Return a card by the id that this viewer was given, if a search would still find them."""
    worker_id = inquiry.services.sealing.unseal(inquiry.viewer.scope, CARD_PURPOSE, card_id)
    who = finder(inquiry.viewer)
    if worker_id is None or who is None:
        return None
    answer = await inquiry.read(
        CANDIDATE,
        selection,
        frozenset({"policies"}) if selection.has("eligibility") else frozenset(),
        id=worker_id,
        grantee=who.grantee,
        agency=who.within,
        filings=selection.has("eligibility"),
    )
    _complete(inquiry, answer, selection)
    return answer.rows[0][1] if answer.rows else None


async def read_cards(
    inquiry: Inquiry,
    wish: Wish,
    who: Finder,
    page: Page,
    *,
    rows: Selection,
    extras: frozenset[str],
    sort: Sort = "SCORE",
    **more: object,
) -> Answer:
    """Read the cards of a page in one statement, and complete them.

    `more` are parameters of further results.

    Raises:
        BadArgumentError: see `Wish.parameters`.
        UnknownCodeError: the filter names codes that nobody knows.
    """
    areas = Areas.of(wish.divisions or ((who.within,) if who.within else ()))
    plan = wish.plan(who, areas, sort, backwards=page.backwards, facets="PROVINCE" in extras)
    start = LAST_POSITION if page.backwards else FIRST_POSITION
    answer = await inquiry.read(
        search_head(plan, extras),
        rows,
        extras,
        **wish.parameters(who, areas, inquiry.today),
        sort=sort,
        limit=page.limit,
        position=start if page.position is None else page.position,
        filings=rows.has("eligibility"),
        **more,
    )
    check_known(wish, answer)
    _complete(inquiry, answer, rows)
    return answer


def extras_of(wish: Wish, selection: Selection, rows: Selection) -> frozenset[str]:
    """Return the results that are wanted beside the rows."""
    extras = {
        str(facet)
        for asked, _ in selection.each("facets")
        for facet in cast("Sequence[Facet]", dict(asked)["by"])
    }
    if selection.has("totalCount"):
        extras.add("totalCount")
    if rows.has("eligibility"):
        extras.add("policies")
    if wish.names_codes:
        extras.add("unknown")
    return frozenset(extras)


def check_known(wish: Wish, answer: Answer) -> None:
    """Refuse a search for codes that nobody knows.

    Raises:
        UnknownCodeError: it names them.
    """
    unknown = [*wish.unknown_codes(), *(answer.extras.get("unknown") or ())]
    if unknown:
        raise UnknownCodeError(f"nobody knows: {', '.join(unknown)}")


def _complete(inquiry: Inquiry, answer: Answer, wanted: Selection) -> None:
    policies = decode_policies(answer.extras.get("policies") or ())
    cards = Cards(inquiry, policies, shows_evidence=wanted.below("explanation").has("evidence"))
    for _, row in answer.rows:
        cards.complete(row)


def _facets(inquiry: Inquiry, answer: Answer) -> Any:
    made: dict[str, Row] = {
        facet: _facet(inquiry, facet, answer.extras[facet])
        for facet in FACETS
        if answer.extras.get(facet) is not None
    }
    return lambda by: [made[str(facet)] for facet in dict.fromkeys(by)]


def _facet(inquiry: Inquiry, facet: str, found: Sequence[Sequence[Any]]) -> Row:
    """Return the buckets of a facet, the fullest first."""
    buckets = sorted(found, key=lambda bucket: (-bucket[2], str(bucket[0])))
    return {
        "facet": facet,
        "buckets": [
            {
                "key": Rank(key).name if facet == "LEVEL" else key,
                "label": _label(inquiry, facet, key, name),
                "count": counted(number),
            }
            for key, name, number in buckets
        ],
    }


def _label(inquiry: Inquiry, facet: str, key: Any, name: str | None) -> str:
    if facet == "LEVEL":
        level = reference.levels()[Rank(key).name]
        return level.zh if inquiry.language == "zh" else level.en
    if facet == "PROVINCE":
        division = reference.divisions().get(key)
        return division.name if division else str(key)
    return name or str(key)


def _nobody() -> Row:
    """Return the page of those who find nobody: forbidden looks like absent."""
    empty = connection([], [], more=False, page_is_first=True, total=0)
    empty["facets"] = lambda by: [
        {"facet": str(facet), "buckets": []} for facet in dict.fromkeys(by)
    ]
    return empty
