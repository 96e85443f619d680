"""What a request can do wrong: errors that are answers, with a code that is public and permanent.

Everything else that leaves a service is a surprise; the endpoint masks it. `schema.results` lists
the codes with their meaning.
"""

from __future__ import annotations

from typing import ClassVar


class RequestError(Exception):
    """The request cannot be answered as it was asked.

    The message says what was found and what was wanted.
    """

    code: ClassVar[str] = "BAD_REQUEST"


class BadPageError(RequestError):
    """`first` or `last` is outside 1 to 100, or the two directions are mixed."""

    code: ClassVar[str] = "BAD_PAGE"


class BadCursorError(RequestError):
    """The cursor was not given to this viewer for this filter and sort."""

    code: ClassVar[str] = "BAD_CURSOR"


class BadArgumentError(RequestError):
    """An argument has the right type and an impossible value."""

    code: ClassVar[str] = "BAD_ARGUMENT"


class UnknownCodeError(RequestError):
    """A filter names codes that nobody knows; the message lists them."""

    code: ClassVar[str] = "UNKNOWN_CODE"
