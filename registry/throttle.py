"""Limits of rate: token buckets, one for each who asks, in a bounded memory.

A bucket holds up to `burst` tokens and gets `per_second` back; what is taken may be a number (one
miss) or the cost of a request. Buckets that nobody used for longest are forgotten, and a forgotten
one is full again, so memory is bounded and an honest asker never notices. Each process counts on
its own: with n replicas a limit is up to n times as wide.

Somebody with a token is one asker wherever they are; the anonymous are told apart by address. An
IPv6 network of 64 bits is one asker, since whoever has one address of it has all of them. The
address is that of the connection; a proxy's word for it counts only where
`REGISTRY_TRUSTED_PROXIES` names that proxy (uvicorn then puts the client's address into the
connection).
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from typing import ClassVar, Final

from registry.errors import RequestError
from registry.viewer import Role, Viewer

_MOST_BUCKETS: Final = 10_000


class RateLimitedError(RequestError):
    """Whoever asks has used up what they may ask; after `retry_after` seconds they may again."""

    code: ClassVar[str] = "RATE_LIMITED"

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(f"{message}; try again in {retry_after} s")
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Rate:
    """How many tokens a full bucket holds, and how many come back in a second."""

    burst: float
    per_second: float


@dataclass(slots=True)
class Buckets:
    """The buckets of one limit, by key. `clock` tells seconds that only grow."""

    rate: Rate
    clock: Callable[[], float] = time.monotonic
    most: int = _MOST_BUCKETS
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def left(self, key: str) -> float:
        """Return how many tokens the bucket holds now; below zero where it owes some."""
        known = self._left.get(key)
        if known is None:
            return self.rate.burst
        tokens, at = known
        return min(self.rate.burst, tokens + (self.clock() - at) * self.rate.per_second)

    def spend(self, key: str, amount: float) -> float:
        """Take tokens, also those that are not there yet; return what is left."""
        left = self.left(key) - amount
        self._left[key] = (left, self.clock())
        self._left.move_to_end(key)
        if len(self._left) > self.most:
            self._left.popitem(last=False)
        return left

    def wait(self, key: str, amount: float) -> int:
        """Return the whole seconds until so many tokens are there, 0 if they are.

        An amount over the size of a bucket wants a full one: otherwise it would never be served.
        """
        missing = min(amount, self.rate.burst) - self.left(key)
        return max(1, ceil(missing / self.rate.per_second)) if missing > 0 else 0


def asker(viewer: Viewer, client: str) -> str:
    """Return the key of who asks: the viewer, or the network of an anonymous one's address."""
    if viewer.role is Role.ANONYMOUS:
        return network_of(client)
    return viewer.scope


@lru_cache(1_024)
def network_of(client: str) -> str:
    """Return the network that an address stands for.

    IPv6 to 64 bits, IPv4 also where it is written as IPv6; anything else stands for itself.
    """
    try:
        address = ip_address(client.partition("%")[0])
    except ValueError:
        return client[:64]
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or ip_network((address, 64), strict=False))
