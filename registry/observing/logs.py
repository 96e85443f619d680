"""What is logged, and how: a line of text or of JSON, never with personal data.

Three rules keep people out of the lines, whoever wrote them:

- an exception is logged by its class, its code and the places it went through; its message, which
  may repeat a value, is not, nor are the lines of source and the values around them;
- what a library says is cut to its first line, since what follows shows objects;
- whatever looks like an ID number, a certificate number, a token or a credential is blotted out,
  last of all, in every line.

Each line carries the id of the request in which it was written; a client finds it in `X-Request-ID`
of its answer. With `REGISTRY_LOG=json` every request has a line of its own: method, route as it is
declared (never the path), status, milliseconds, and what its answer told of itself.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Final, Literal, TextIO

import orjson

REQUEST_ID: Final[ContextVar[str | None]] = ContextVar("registry_request_id", default=None)
"""The id of the request that is being answered, None outside of requests."""

FACTS: Final = "facts"
"""Name of the extra of a record that holds its members for JSON."""

_OURS: Final = ("registry", "schema", "verifier")
_WEB_SERVER: Final = ("uvicorn", "uvicorn.error")
_PERSONAL: Final = re.compile(
    # Compact JWS and SD-JWT, with all their disclosures.
    r"eyJ[\w~.-]{10,}"
    # ID numbers, credit codes and certificate numbers: 14 or more digits and capitals with at
    # least eight digits on end.
    r"|\b(?=[0-9A-Z]*\d{8})[0-9A-Z]{14,}\b",
    re.IGNORECASE,
)
_BLOT: Final = "[redacted]"


class TextLines(logging.Formatter):
    """One line a record, and one for each place of an exception."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the lines."""
        request = REQUEST_ID.get()
        head = f"{_moment(record)} {record.levelname} {record.name}: {message_of(record)}"
        lines = [head if request is None else f"{head} [{request}]"]
        for cause in _causes(record):
            lines.append(f"  {cause['class']}{_coded(cause)}")
            lines.extend(f"    at {place}" for place in cause["at"])
        return "\n".join(lines)


class JSONLines(logging.Formatter):
    """One line of JSON a record."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        members: dict[str, Any] = {
            "at": _moment(record),
            "level": record.levelname,
            "logger": record.name,
            "message": message_of(record),
        }
        request = REQUEST_ID.get()
        if request is not None:
            members["request"] = request
        members |= getattr(record, FACTS, {})
        causes = _causes(record)
        if causes:
            members["exception"] = causes
        # A text may hold halves of characters, which JSON has no form for.
        members["message"] = members["message"].encode(errors="replace").decode()
        return orjson.dumps(members).decode()


def configure(form: Literal["text", "json"], stream: TextIO | None = None) -> None:
    """Log to standard error in this form, the lines of the web server among them.

    A program that has handlers of its own keeps them where text is wanted, the default.
    """
    # Its line of a request shows the path, which may hold a certificate's number or a code.
    logging.getLogger("uvicorn.access").disabled = True
    root = logging.getLogger()
    if form == "text" and root.handlers:
        return
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JSONLines() if form == "json" else TextLines())
    handler.set_name("registry")
    for old in [old for old in root.handlers if old.get_name() == "registry"]:
        root.removeHandler(old)
    root.addHandler(handler)
    if form == "json":
        logging.getLogger("registry").setLevel(logging.INFO)
        for name in _WEB_SERVER:
            logger = logging.getLogger(name)
            logger.handlers.clear()
            logger.propagate = True


def redacted(text: str) -> str:
    """Return a text with what looks like a number of a person or a token blotted out."""
    return _PERSONAL.sub(_BLOT, text)


def message_of(record: logging.LogRecord) -> str:
    """Return what a record says, fit to be kept."""
    message = record.getMessage()
    if record.name.partition(".")[0] not in _OURS:
        message = message.partition("\n")[0]
    return redacted(message)


def _moment(record: logging.LogRecord) -> str:
    moment = datetime.fromtimestamp(record.created, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _causes(record: logging.LogRecord) -> list[dict[str, Any]]:
    """Return the exception of a record and what it came from, without any message."""
    error = record.exc_info[1] if record.exc_info else None
    found: list[dict[str, Any]] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        cause: dict[str, Any] = {"class": type(error).__qualname__}
        code = getattr(error, "code", None)
        if isinstance(code, str):
            cause["code"] = redacted(code)
        cause["at"] = _places(error.__traceback__)
        found.append(cause)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return found


def _coded(cause: dict[str, Any]) -> str:
    return f" ({cause['code']})" if "code" in cause else ""


def _places(trace: TracebackType | None) -> list[str]:
    return [
        f"{frame.filename}:{frame.lineno} {frame.name}"
        for frame in traceback.StackSummary.extract(
            traceback.walk_tb(trace), lookup_lines=False, capture_locals=False
        )
    ]
