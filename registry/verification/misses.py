"""A limit on guessing: how often one client address may ask for numbers and not find them.

Numbers are sequential and holders have few factors, so guessing is the attack (DOMAIN.md 4.3). Who
knows what stands on the paper finds it and is never limited; a miss costs one of `BURST` tokens,
which come back at `PER_SECOND` (`registry.throttle`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Final

from registry.throttle import Buckets, Rate, RateLimitedError, network_of

BURST: Final = 600.0
PER_SECOND: Final = 2.0


class TooManyMissesError(RateLimitedError):
    """This address asked too often for certificates that it could not name."""

    code: ClassVar[str] = "TOO_MANY_MISSES"


@dataclass(slots=True)
class Misses:
    """What is left to each address."""

    buckets: Buckets = field(default_factory=lambda: Buckets(Rate(BURST, PER_SECOND)))

    def check(self, client: str) -> None:
        """Let the address ask.

        Raises:
            TooManyMissesError: it has no miss left.
        """
        wait = self.buckets.wait(network_of(client), 1)
        if wait:
            raise TooManyMissesError("too many look-ups that found nothing", wait)

    def count(self, client: str) -> None:
        """Count one miss of the address."""
        self.buckets.spend(network_of(client), 1)
