"""What the parts of one process share.

Made once when the server starts, handed to every route and resolver.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from registry.events import AccessEvents
from registry.graph.driver import Database
from registry.graph.reading import Reader
from registry.observing.meter import Meter
from registry.observing.tracing import Traces
from registry.office import Office
from registry.personal import PersonalKeys
from registry.programme.pay_snapshot import PaySnapshots
from registry.rollover import Rollover
from registry.sealing import Sealing
from registry.settings import Settings
from registry.snapshots import Snapshots
from registry.tokens import Tokens


def utc_now() -> datetime:
    """Return the moment by the system's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Services:
    """The services of a running registry. `clock` tells the moment, aware UTC; tests set it."""

    settings: Settings
    database: Database
    reader: Reader
    tokens: Tokens
    sealing: Sealing
    personal: PersonalKeys
    events: AccessEvents
    rollover: Rollover
    office: Office
    pay_snapshots: PaySnapshots
    snapshots: Snapshots
    meter: Meter
    traces: Traces | None = None
    clock: Callable[[], datetime] = utc_now
