"""`/health` and `/ready`: what a supervisor and a load balancer ask.

`/health` says that the process lives and turns; it asks nobody. `/ready` says whether requests may
be sent here, by checks that each say their reason:

    database    it answers
    migrations  its schema is the one that this program was written for
    day         derived facts are those of today, or of a day that this process is leaving just now
    keys        the registry's own key, which signs receipts, can be used here
    issuers     so can the current key of every issuer that has one
    log         some process carries the log on, and its key can be read

The last two do not decide: certificates are verified on without them, and taking every replica out
of service would only make it worse. Keys of tokens, seals and personal data are not looked at: the
process would not have started without them.
Answers name no address, no path and no secret, since everybody may ask; and however many ask at
once, the database is asked once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextvars import Context
from dataclasses import dataclass, field, replace
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from registry.exchanges import json_answer
from registry.graph.errors import GraphError
from registry.graph.health import is_answering
from registry.graph.issuing.keys import KeyRecord
from registry.graph.log.state import log_state
from registry.graph.migrate import lacking_migrations
from registry.issuing.keyring import REGISTRY, newest_current
from registry.log.errors import LogKeyError
from registry.services import Services

CHECK_SECONDS: Final = 3.0


@dataclass(frozen=True, slots=True)
class Checked:
    """How a check ended. `reason` is for people; what does not decide only warns."""

    is_ok: bool
    reason: str
    decides: bool = True

    def to_json(self) -> dict[str, Any]:
        """Return its members."""
        return {"ok": self.is_ok, "required": self.decides, "reason": self.reason}


Check = Callable[[Services], Awaitable[Checked]]


@dataclass(slots=True)
class Readiness:
    """Answers the two routes."""

    services: Services
    _running: asyncio.Task[Mapping[str, Checked]] | None = field(default=None, repr=False)

    async def health(self, _request: Request) -> Response:
        """Say that this process lives."""
        return json_answer({"status": "ok"})

    async def ready(self, _request: Request) -> Response:
        """Say whether this process can answer: 200, or 503 with the reasons."""
        if self._running is None or self._running.done():
            # Asked by many, so neither in the trace nor behind the bookmark of the first of them.
            self._running = asyncio.create_task(checked(self.services), context=Context())
        # Who goes away must not end the checks of the others.
        found = await asyncio.shield(self._running)
        wrong = [check.reason for check in found.values() if check.decides and not check.is_ok]
        status = "; ".join(wrong) or "ready"
        checks = {name: check.to_json() for name, check in found.items()}
        return json_answer(
            {"status": status, "checks": checks},
            status=503 if wrong else 200,
            headers={"Retry-After": "5"} if wrong else None,
        )


async def checked(services: Services) -> dict[str, Checked]:
    """Make every check; where the database is away, the others, which need it, are not made."""
    database = await _limited(_database, services)
    if not database.is_ok:
        away = Checked(is_ok=False, reason="not known while the database is away", decides=False)
        return {"database": database} | dict.fromkeys(CHECKS, away)
    made = await asyncio.gather(*(_limited(check, services) for check in CHECKS.values()))
    found = dict(zip(CHECKS, made, strict=True))
    # However one of them ended: also when it took too long.
    found |= {name: replace(found[name], decides=False) for name in ADVISORY}
    return {"database": database} | found


async def _limited(check: Check, services: Services) -> Checked:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            return await check(services)
    except TimeoutError:
        return Checked(is_ok=False, reason="the check took too long")
    except GraphError as err:
        return Checked(is_ok=False, reason=str(err))


async def _database(services: Services) -> Checked:
    if await is_answering(services.database):
        return Checked(is_ok=True, reason="the database answers")
    return Checked(is_ok=False, reason="the database does not answer")


async def _migrations(services: Services) -> Checked:
    lacking = await lacking_migrations(services.database)
    if not lacking:
        return Checked(is_ok=True, reason="every migration is applied")
    return Checked(
        is_ok=False,
        reason=f"{len(lacking)} migrations are not applied: `talent-registry serve` or "
        "`talent-registry graph up` applies them",
    )


async def _day(services: Services) -> Checked:
    """Begin the day, as its first reader would."""
    rollover = services.rollover
    try:
        async with asyncio.timeout(CHECK_SECONDS / 2):
            await rollover.ensure()
    except (TimeoutError, GraphError):
        is_new = rollover.done is None
        return Checked(is_ok=False, reason="the day is being begun", decides=is_new)
    return Checked(is_ok=True, reason="derived facts are those of today")


async def _keys(services: Services) -> Checked:
    keyring = services.office.keyring
    current = newest_current(await keyring.keys(REGISTRY), keyring.seconds())
    if current is None:
        return Checked(is_ok=True, reason="the registry has no key yet; its first receipt makes it")
    if keyring.can_sign(current):
        return Checked(is_ok=True, reason="the registry's key can be used")
    return Checked(is_ok=False, reason="the registry's key cannot be used here")


async def _issuers(services: Services) -> Checked:
    keyring = services.office.keyring
    by_prefix: dict[str, list[KeyRecord]] = {}
    for record in await keyring.keys():
        by_prefix.setdefault(record.prefix, []).append(record)
    now = keyring.seconds()
    current = [newest_current(tuple(records), now) for records in by_prefix.values()]
    missing = sum(record is not None and not keyring.can_sign(record) for record in current)
    reason = f"{missing} of {len(by_prefix)} issuers have a key that cannot be used here"
    return Checked(is_ok=not missing, reason=reason)


async def _log(services: Services) -> Checked:
    sequencer = services.office.log.sequencer
    state = await log_state(sequencer.database)
    try:
        sequencer.key_file.load()
    except (LogKeyError, OSError):
        return Checked(is_ok=False, reason="the key of the log cannot be read")
    if sequencer.trouble is not None:
        reason = "this process cannot carry the log on: `talent-registry log status` says why"
        return Checked(is_ok=False, reason=reason)
    if state is None or not state.is_held:
        return Checked(is_ok=False, reason="nobody carries the log on now")
    waiting = f"; {state.waiting} entries wait" if state.waiting else ""
    return Checked(is_ok=True, reason=f"the log is carried on{waiting}")


CHECKS: Final[Mapping[str, Check]] = {
    "migrations": _migrations,
    "day": _day,
    "keys": _keys,
    "issuers": _issuers,
    "log": _log,
}
"""What is checked once the database answers."""

ADVISORY: Final = frozenset({"issuers", "log"})
"""Those that never take a process out of service."""
