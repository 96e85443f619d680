"""The files of a log, from a server or from a folder, a copy of it.

What is read is only bytes, and no more than asked for. A server may be slow, so what will be wanted
next is fetched meanwhile, a few files at a time; that bounds the memory too.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import ClassVar, Final, Protocol, TypeVar
from urllib.parse import unquote, urlsplit

import httpx

from verifier.errors import VerifierError

CHECKPOINT: Final = "checkpoint"
MAX_CHECKPOINT_BYTES: Final = 131_072

_TIMEOUT_SECONDS: Final = 30.0
_RETRIES: Final = 2
_GONE: Final = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class UnreadableError(VerifierError):
    """The log, or what is remembered of it, could not be read."""

    code: ClassVar[str] = "log_unreadable"


class Source(Protocol):
    """Where the files of a log are."""

    @property
    def is_live(self) -> bool:
        """Whether the log itself answers, so that what it does not show is not there yet."""

    @property
    def lanes(self) -> int:
        """How many files to fetch at a time."""

    def read(self, path: str, *, limit: int) -> bytes | None:
        """Return a file, None if there is none.

        Raises:
            UnreadableError: it cannot be read, or has more than `limit` bytes.
        """

    def close(self) -> None:
        """Let go of what is open."""


@dataclass(frozen=True, slots=True)
class FolderSource:
    """A copy of a log."""

    folder: Path
    is_live: bool = False
    lanes: int = 1

    def read(self, path: str, *, limit: int) -> bytes | None:
        """Return a file of the folder."""
        try:
            with (self.folder / path).open("rb") as file:
                data = file.read(limit + 1)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as err:
            raise UnreadableError(f"cannot read {path}: {err.strerror}") from err
        _check_bound(path, len(data), limit)
        return data

    def close(self) -> None:
        """Do nothing: every file was closed."""


@dataclass(frozen=True, slots=True)
class HTTPSource:
    """A log that is served below a prefix, which ends with a slash."""

    prefix: str
    client: httpx.Client
    is_live: bool = True
    lanes: int = 8

    def read(self, path: str, *, limit: int) -> bytes | None:
        """Return what the server answers."""
        try:
            with self.client.stream("GET", self.prefix + path) as answer:
                if answer.status_code in _GONE:
                    return None
                if answer.status_code != HTTPStatus.OK:
                    raise UnreadableError(f"{path} is answered with {answer.status_code}")
                data = bytearray()
                for chunk in answer.iter_bytes():
                    data += chunk
                    _check_bound(path, len(data), limit)
                return bytes(data)
        except (httpx.HTTPError, httpx.InvalidURL) as err:
            raise UnreadableError(f"cannot read {self.prefix}{path}: {err}") from err

    def close(self) -> None:
        """Close the connections."""
        self.client.close()


def _check_bound(path: str, length: int, limit: int) -> None:
    if length > limit:
        raise UnreadableError(f"{path} has more than {limit} bytes")


def open_source(where: str) -> Source:
    """Return the log at an address (http, https, file) or in a folder.

    The address of a registry is taken too: its log is below `/log` (CREDENTIAL.md section 3).

    Raises:
        UnreadableError: there is no such folder, the address is of another kind, or the server does
            not answer.
    """
    parts = urlsplit(where)
    if parts.scheme in {"http", "https"}:
        client = httpx.Client(
            timeout=_TIMEOUT_SECONDS, transport=httpx.HTTPTransport(retries=_RETRIES)
        )
        log = HTTPSource(where.rstrip("/") + "/", client)
        below = HTTPSource(log.prefix + "log/", client)
        return log if _is_log(log) or not _is_log(below) else below
    folder = Path(unquote(parts.path) if parts.scheme == "file" else where)
    if not folder.is_dir():
        raise UnreadableError(f"{where} is neither an address of a log nor a folder")
    return FolderSource(folder)


def _is_log(source: HTTPSource) -> bool:
    return source.read(CHECKPOINT, limit=MAX_CHECKPOINT_BYTES) is not None


def fetch_ahead(
    items: Iterable[_Item], fetch: Callable[[_Item], _Result], *, lanes: int
) -> Iterator[_Result]:
    """Yield `fetch(item)` in order, with at most `lanes` of them under way or waiting."""
    if lanes == 1:
        yield from map(fetch, items)
        return
    with ExitStack() as stack:
        pool = ThreadPoolExecutor(lanes)
        stack.callback(pool.shutdown, wait=True, cancel_futures=True)
        under_way: deque[Future[_Result]] = deque()
        for item in items:
            under_way.append(pool.submit(fetch, item))
            if len(under_way) == lanes:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
