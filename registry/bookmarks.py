"""Reading one's own writes, whichever process and whichever member of a cluster answers.

An answer to a request that wrote something carries the header `Registry-Bookmark` (a GraphQL answer
also `extensions.bookmark`); whoever sends it back as that header of a later request, to any replica
and any path, reads a state that has that write in it (`registry.graph.bookmarks`). Several may be
sent, with commas between them, by a client that joins the work of others. Who sends none reads
whatever member answers, a moment behind at worst.

A bookmark is sealed: it tells nothing of the database, and one that this registry did not give is
refused before anybody asks the database. It is bound to no viewer, because an issuer's bookmark is
what an employer needs in order to see the certificate that was just issued.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final

import orjson
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from registry.errors import RequestError
from registry.graph.bookmarks import Trail, current, following
from registry.sealing import Sealing

HEADER: Final = "Registry-Bookmark"
MOST: Final = 8
"""So many bookmarks may be sent at once."""

_NAME: Final = HEADER.lower().encode("ascii")
_SCOPE: Final = "everybody"
_PURPOSE: Final = "bookmark"

Refuse = Callable[[Request, "BadBookmarkError"], Response]


class BadBookmarkError(RequestError):
    """The bookmark was not given by this registry, or there are too many."""

    code: ClassVar[str] = "BAD_BOOKMARK"


def read_bookmarks(sealing: Sealing, sent: str) -> Trail:
    """Return the trail of the bookmarks of a header.

    Raises:
        BadBookmarkError: one of them is none of ours, or there are over `MOST`.
    """
    parts = [part.strip() for part in sent.split(",")]
    if len(parts) > MOST:
        raise BadBookmarkError(f"{len(parts)} bookmarks were sent, at most {MOST} allowed")
    names: set[str] = set()
    for part in parts:
        text = sealing.unseal(_SCOPE, _PURPOSE, part)
        if text is None:
            raise BadBookmarkError("the bookmark was not given by this registry, or was changed")
        names.update(orjson.loads(text))
    return Trail.of(tuple(sorted(names)))


def written_bookmark(sealing: Sealing) -> str | None:
    """Return what a client sends back in order to see what the running request has written.

    None if it wrote nothing.
    """
    trail = current()
    if trail is None or not trail.has_written:
        return None
    return sealing.seal(_SCOPE, _PURPOSE, orjson.dumps(trail.texts()).decode())


class Bookmarks:
    """ASGI middleware: every request follows what it was sent, and answers with what it wrote.

    `refuse` makes the answer to a bookmark that is none.
    """

    def __init__(self, app: ASGIApp, refuse: Refuse) -> None:
        self._app = app
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request along its trail."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        sealing: Sealing = scope["app"].state.services.sealing
        sent = [value for name, value in scope["headers"] if name == _NAME]
        trail = Trail()
        if sent:
            try:
                trail = read_bookmarks(sealing, b",".join(sent).decode("latin-1"))
            except BadBookmarkError as err:
                await self._refuse(Request(scope), err)(scope, receive, send)
                return

        async def send_with_bookmark(message: Message) -> None:
            if message["type"] == "http.response.start" and trail.has_written:
                MutableHeaders(scope=message)[HEADER] = written_bookmark(sealing) or ""
            await send(message)

        # What GET answers may be kept by caches, and is no client's own write.
        answers = send if scope["method"] == "GET" else send_with_bookmark
        with following(trail):
            await self._app(scope, receive, answers)
