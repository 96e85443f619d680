"""A load that costs little itself: clients on raw sockets that ask again as soon as they are told.

Every client keeps its connection and sends the same bytes; all of them stop at the end of a period.
An answer is read to its end by its length or its last chunk, and must be one of status 200 without
errors.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Final

_CHUNKED_END: Final = b"\r\n0\r\n\r\n"
_PATIENCE_SECONDS: Final = 60.0


class WrongAnswerError(Exception):
    """An answer that is none: another status, or errors in it."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The seconds of each answer, and those from the first question to the last answer."""

    times: tuple[float, ...]
    elapsed: float


def body_of(answer: bytes) -> bytes:
    """Return the body of a whole answer."""
    head, _, body = answer.partition(b"\r\n\r\n")
    if b"transfer-encoding: chunked" not in head.lower():
        return body
    joined = bytearray()
    while body:
        size, _, body = body.partition(b"\r\n")
        length = int(size, 16)
        joined += body[:length]
        body = body[length + 2 :]
    return bytes(joined)


def post(port: int, payload: bytes, token: str | None = None) -> bytes:
    """Return the bytes of a GraphQL request over HTTP."""
    lines = [
        "POST /graphql HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Content-Type: application/json",
        "Accept: application/json",
        f"Content-Length: {len(payload)}",
    ]
    if token is not None:
        lines.append(f"Authorization: Bearer {token}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + payload


def ask(port: int, request: bytes) -> bytes:
    """Return the body of the answer to one request."""
    return asyncio.run(_first(port, request))


def load(port: int, request: bytes, *, clients: int, seconds: float) -> Measured:
    """Ask with so many clients for so long."""
    return asyncio.run(_load(port, request, clients, seconds))


async def _first(port: int, request: bytes) -> bytes:
    client = await _connected(port, request)
    client.until = 0.0
    client.send()
    await asyncio.wait_for(client.done, _PATIENCE_SECONDS)
    client.transport.close()
    return body_of(bytes(client.last))


async def _load(port: int, request: bytes, clients: int, seconds: float) -> Measured:
    asking = [await _connected(port, request) for _ in range(clients)]
    began = time.perf_counter()
    for client in asking:
        client.until = began + seconds
        client.send()
    try:
        await asyncio.wait_for(
            asyncio.gather(*(client.done for client in asking)), seconds + _PATIENCE_SECONDS
        )
    finally:
        for client in asking:
            client.transport.close()
    times = tuple(one for client in asking for one in client.times)
    return Measured(times, time.perf_counter() - began)


async def _connected(port: int, request: bytes) -> _Client:
    loop = asyncio.get_running_loop()
    _, client = await loop.create_connection(lambda: _Client(request), "127.0.0.1", port)
    return client


@dataclass(slots=True)
class _Client(asyncio.Protocol):
    request: bytes
    until: float = 0.0
    times: list[float] = field(default_factory=list)
    last: bytearray = field(default_factory=bytearray)
    done: asyncio.Future[None] = field(init=False)
    transport: asyncio.Transport = field(init=False)
    _began: float = 0.0
    _end: int | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.done = asyncio.get_running_loop().create_future()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or ConnectionError("the server closed the connection"))

    def send(self) -> None:
        self.last.clear()
        self._end = None
        self._began = time.perf_counter()
        self.transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        self.last += data
        if not self._is_whole():
            return
        now = time.perf_counter()
        self.times.append(now - self._began)
        if not self.last.startswith(b"HTTP/1.1 200") or b'"errors"' in self.last:
            self.done.set_exception(WrongAnswerError(self.last[:2000].decode("utf-8", "replace")))
        elif now < self.until:
            self.send()
        else:
            self.done.set_result(None)

    def _is_whole(self) -> bool:
        if self._end is None:
            place = self.last.find(b"\r\n\r\n")
            if place < 0:
                return False
            head = bytes(self.last[:place]).lower()
            _, found, length = head.partition(b"content-length:")
            self._end = place + 4 + int(length.partition(b"\r\n")[0]) if found else -1
        if self._end < 0:
            return self.last.endswith(_CHUNKED_END)
        return len(self.last) >= self._end
