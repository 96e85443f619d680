"""The same idempotency key and input give the same answer again; another input is an error.

The request is claimed, the record made and the answer kept in one transaction, so there is never
one without the others, however a process or the database dies. A refusal leaves nothing but its own
answer. Answers are sealed at rest: an issued credential carries personal data. A key belongs to a
viewer; two viewers with the same key do not meet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final

import orjson

from registry.dates import china_day, moment_text
from registry.errors import RequestError
from registry.graph.driver import Database, Transaction
from registry.graph.errors import AlreadyThereError, OutcomeUnknownError
from registry.graph.issuing.requests import claim_request, finish_request
from registry.issuing.keyring import Clock, utc_now
from registry.observing.notices import UNNOTICED, Notices
from registry.recording.refusals import Refusal, RefusedError
from registry.sealing import Sealing
from registry.viewer import Viewer
from verifier.checks import Check, CheckResult, State

MAX_KEY_CHARACTERS: Final = 200
_ATTEMPTS: Final = 5
_MAX_SEALED: Final = 1_000_000
_PURPOSE: Final = "request"

Made = Mapping[str, Any]
"""What a unit of work made, as JSON values: all that is needed to give the same answer again."""

Work = Callable[[Transaction], Awaitable[Made]]


class KeyReusedError(RequestError):
    """The idempotency key was used before with another input."""

    code: ClassVar[str] = "IDEMPOTENCY_KEY_REUSED"


class BadKeyError(RequestError):
    """The idempotency key is empty or too long."""

    code: ClassVar[str] = "BAD_IDEMPOTENCY_KEY"


@dataclass(frozen=True, slots=True)
class Request:
    """A mutation as it was asked: by whom, under which key, what.

    `input` holds JSON values, dates and enumerations.
    """

    viewer: Viewer
    key: str
    operation: str
    input: Mapping[str, Any]

    @property
    def node_key(self) -> str:
        """Return the key of its node."""
        return f"{self.viewer.scope}|{self.key}"

    def input_hash(self) -> str:
        """Return the SHA-256 (hexadecimal) of operation and input in canonical order."""
        text = orjson.dumps([self.operation, self.input], option=orjson.OPT_SORT_KEYS)
        return hashlib.sha256(text).hexdigest()


@dataclass(frozen=True, slots=True)
class Requests:
    """Answers requests once. `now` is the clock, a parameter for tests."""

    database: Database
    sealing: Sealing
    now: Clock = utc_now
    notices: Notices = UNNOTICED

    def today(self) -> date:
        """Return today in China."""
        return china_day(self.now())

    async def answer(self, request: Request, work: Work) -> Made | Refusal:
        """Do the work once; return what it made, or what was made or refused under this key before.

        Raises:
            KeyReusedError: the key was used with another input.
            BadKeyError: the key is empty or too long.
        """
        if not 0 < len(request.key) <= MAX_KEY_CHARACTERS:
            raise BadKeyError(
                f"an idempotency key has 1 to {MAX_KEY_CHARACTERS} characters,"
                f" not {len(request.key)}"
            )
        try:
            answer = await self._once(request, work)
        except RefusedError as refused:
            answer = await self._once(request, _refusing(refused.refusal))
        outcome = answer.code if isinstance(answer, Refusal) else "made"
        self.notices.recorded(request.operation, outcome)
        return answer

    async def _once(self, request: Request, work: Work) -> Made | Refusal:
        async def unit(tx: Transaction) -> Made | Refusal:
            at = moment_text(self.now())
            claim = await claim_request(
                tx, request.node_key, input_hash=request.input_hash(), at=at
            )
            if claim.input_hash != request.input_hash():
                raise KeyReusedError("this idempotency key was used before with another input")
            if claim.result is not None:
                return self._open(request, claim.result)
            made = await work(tx)
            await finish_request(tx, request.node_key, self._seal(request, made))
            return _answer(made)

        for _ in range(_ATTEMPTS - 1):
            try:
                return await self.database.write(unit)
            except (AlreadyThereError, OutcomeUnknownError):
                # Somebody took a number or a place that we had drawn, or the answer to COMMIT was
                # lost: the claim tells which.
                continue
        return await self.database.write(unit)

    def _seal(self, request: Request, made: Made) -> str:
        return self.sealing.seal(request.node_key, _PURPOSE, orjson.dumps(made).decode())

    def _open(self, request: Request, result: str) -> Made | Refusal:
        text = self.sealing.unseal(request.node_key, _PURPOSE, result, longest=_MAX_SEALED)
        if text is None:
            raise KeyReusedError(
                "the answer under this idempotency key was sealed with another key of this registry"
            )
        made: dict[str, Any] = orjson.loads(text)
        return _answer(made)


def _refusing(refusal: Refusal) -> Work:
    async def keep(_tx: Transaction) -> Made:
        checks = [[c.code.value, c.state.value, c.reason, c.detail] for c in refusal.checks]
        return {
            "refused": {
                "code": refusal.code,
                "detail": refusal.detail,
                "checks": checks,
            }
        }

    return keep


def _answer(made: Made) -> Made | Refusal:
    refused = made.get("refused")
    if refused is None:
        return made
    checks = tuple(
        CheckResult(Check(code), State(state), reason, detail)
        for code, state, reason, detail in refused["checks"]
    )
    return Refusal(refused["code"], refused["detail"], checks)
