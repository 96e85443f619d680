"""The error codes of the API: expected failures of a request, each published and permanent.

An error not in this table is a surprise: it is logged with its cause and an id, and the client sees
the id alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from graphql import GraphQLError, GraphQLFormattedError

from registry.errors import RequestError
from registry.graph.errors import BookmarkAheadError, DatabaseAwayError, StatementTooSlowError

CODES: Final[Mapping[str, str]] = {
    "BAD_REQUEST": "the request is not GraphQL over HTTP: its body, its content type or a value "
    "of the wrong type",
    "BAD_TOKEN": "the bearer token was not made by this registry, was changed, or has run out "
    "(status 401)",
    "FORBIDDEN": "the extension `explain` is for administrators (status 403)",
    "INVALID_QUERY": "the document cannot be read, or does not fit the schema",
    "DOCUMENT_NOT_KNOWN": "this registry answers only the documents of its manifest",
    "PERSISTED_QUERY_NOT_FOUND": "no document has this id; send its text with it once",
    "INTROSPECTION_OFF": "the schema answers questions about itself only to administrators",
    "RATE_LIMITED": "whoever asks has used up what they may ask; the header Retry-After says when "
    "to ask again (status 429)",
    "TOO_LARGE": "the body is over 64 kB (status 413)",
    "TOO_COMPLEX": "the document has too many tokens, is too deep, or asks for too much",
    "BAD_PAGE": "`first` or `last` is outside 1 to 100, or both directions are asked at once",
    "BAD_CURSOR": "the cursor was not given to this viewer for this filter and sort",
    "BAD_BOOKMARK": "the header Registry-Bookmark holds none that this registry gave (status 400)",
    "BAD_ARGUMENT": "an argument has the right type and an impossible value",
    "UNKNOWN_CODE": "a filter names codes that nobody knows; the message lists them",
    "IDEMPOTENCY_KEY_REUSED": "the idempotency key was used with another input",
    "BAD_IDEMPOTENCY_KEY": "the idempotency key is empty, or too long",
    "DATABASE_UNAVAILABLE": "the database does not answer; try again",
    "BOOKMARK_AHEAD": "the database did not come to the state of the bookmark in time; try again, "
    "without it if the registry was restored from a backup since",
    "SIGNER_UNAVAILABLE": "the issuer's signing key cannot be used now (file, device or service); "
    "nothing was written",
    "TOO_SLOW": "the answer took longer than its deadline",
    "INTERNAL": "a mistake of ours; the id in the message finds it in the log",
}


_LONGEST_MESSAGE: Final = 1_000


def code_of(error: BaseException) -> str | None:
    """Return the code of an expected failure, None for a surprise."""
    if isinstance(error, RequestError):
        return error.code
    if isinstance(error, StatementTooSlowError | TimeoutError):
        return "TOO_SLOW"
    if isinstance(error, BookmarkAheadError):
        return "BOOKMARK_AHEAD"
    if isinstance(error, DatabaseAwayError):
        return "DATABASE_UNAVAILABLE"
    return None


def failure(code: str, message: str) -> GraphQLFormattedError:
    """Return an error of the whole request as clients see it."""
    return {"message": message, "extensions": {"code": code}}


def formatted(error: GraphQLError, code: str, message: str | None = None) -> GraphQLFormattedError:
    """Return an error of a field or document as clients see it, with its place and path."""
    shown = error.formatted
    if message is not None:
        shown["message"] = message
    elif len(shown["message"]) > _LONGEST_MESSAGE:
        # What was asked for is repeated in messages, whole names and values.
        shown["message"] = shown["message"][:_LONGEST_MESSAGE] + "…"
    shown["extensions"] = {**error.extensions, "code": code} if error.extensions else {"code": code}
    return shown
