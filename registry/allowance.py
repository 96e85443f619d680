"""What one request may cost whoever asks: units before it runs, and new statements while it runs.

The cost of a document is known before it is executed (`schema.limits`), and is taken from the
asker's bucket then. A statement text that the database has not seen costs it more than a hundred
milliseconds to plan, which is what an attacker would buy; which texts are new shows itself only
when they are sent. Each is charged `PLANNING_COST` units, and taken from a second bucket that has
room for few. Documents that are listed (`schema.known`) are ready from the start and free of both;
administrators, who try things out and can stop the process anyway, are free of the second.

A refused query is refused as a whole. A mutation is not refused for what it shows of its outcome,
which would hide that it wrote; it owes the units, and the next request waits for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from registry.settings import Settings
from registry.throttle import Buckets, Rate, RateLimitedError, asker
from registry.viewer import Role, Viewer

PLANNING_COST: Final = 10_000
_SECONDS_AT_ONCE: Final = 60
_MINUTES_OF_SHAPES_AT_ONCE: Final = 10


@dataclass(frozen=True, slots=True)
class Allowance:
    """The buckets of one process."""

    known: Buckets
    anonymous: Buckets
    shapes: Buckets

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return full buckets of the sizes that the settings say."""
        minutely = settings.shapes_per_minute
        return cls(
            Buckets(Rate(settings.rate * _SECONDS_AT_ONCE, settings.rate)),
            Buckets(Rate(settings.rate_anonymous * _SECONDS_AT_ONCE, settings.rate_anonymous)),
            Buckets(Rate(max(1.0, minutely * _MINUTES_OF_SHAPES_AT_ONCE), minutely / 60)),
        )

    def charge(self, viewer: Viewer, client: str, cost: int) -> Charge:
        """Take the cost of a request from the bucket of whoever asks.

        Raises:
            RateLimitedError: there is too little in it; nothing was taken.
        """
        buckets = self.anonymous if viewer.role is Role.ANONYMOUS else self.known
        key = asker(viewer, client)
        if wait := buckets.wait(key, cost):
            raise RateLimitedError(f"the request costs {cost} units, too many for now", wait)
        left = buckets.spend(key, cost)
        shapes = None if viewer.role is Role.ADMINISTRATOR else self.shapes
        return Charge(key, buckets, shapes, cost, left)


@dataclass(slots=True)
class Charge:
    """What one request was charged. `is_listed` and `writes` say what may not refuse it."""

    key: str
    buckets: Buckets
    shapes: Buckets | None
    requested: int
    left: float
    is_listed: bool = False
    writes: bool = False
    planning: int = 0
    refusal: RateLimitedError | None = None

    def plan(self) -> None:
        """Pay for a statement text that the database must plan first.

        Raises:
            RateLimitedError: whoever asks had too many of them.
        """
        if self.is_listed:
            return
        if self.shapes is not None:
            wait = 0 if self.writes else self.shapes.wait(self.key, 1)
            if wait:
                self.refusal = RateLimitedError("too many questions of a new shape", wait)
                raise self.refusal
            self.shapes.spend(self.key, 1)
        self.planning += PLANNING_COST
        self.left = self.buckets.spend(self.key, PLANNING_COST)

    def shown(self, limit: int) -> Mapping[str, int]:
        """Return `extensions.cost`: `planning` only where there was any."""
        cost = {"requested": self.requested, "limit": limit, "remaining": max(0, int(self.left))}
        return cost | {"planning": self.planning} if self.planning else cost
