"""A limit on guessing: how often one client address may ask for numbers and not find them.

Numbers are sequential and holders have few factors, so guessing is the attack (DOMAIN.md 4.3). Who
knows what stands on the paper finds it and is never limited; a miss costs one of `BURST` tokens,
which come back at `PER_SECOND`. Each process counts on its own.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import ClassVar, Final

from registry.errors import RequestError

BURST: Final = 600.0
PER_SECOND: Final = 2.0
_MAX_CLIENTS: Final = 10_000


class TooManyMissesError(RequestError):
    """This address asked too often for certificates that it could not name."""

    code: ClassVar[str] = "TOO_MANY_MISSES"


@dataclass(slots=True)
class Misses:
    """What is left to each address: tokens and when they were counted, on the monotonic clock."""

    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def check(self, client: str) -> None:
        """Let the address ask.

        Raises:
            TooManyMissesError: it has no miss left.
        """
        if self._tokens(client) < 1:
            raise TooManyMissesError("too many look-ups that found nothing; try again later")

    def count(self, client: str) -> None:
        """Count one miss of the address."""
        left = self._tokens(client) - 1
        self._left[client] = (left, time.monotonic())
        self._left.move_to_end(client)
        if len(self._left) > _MAX_CLIENTS:
            self._left.popitem(last=False)

    def _tokens(self, client: str) -> float:
        left, at = self._left.get(client, (BURST, time.monotonic()))
        return min(BURST, left + (time.monotonic() - at) * PER_SECOND)
