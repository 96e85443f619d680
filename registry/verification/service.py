"""The verification service: a question in, an answer out, and an access event for the person."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Final

from registry.dates import china_day
from registry.events import AccessEvent, AccessEvents
from registry.graph.driver import Database
from registry.graph.verification import Found, found_by_keys
from registry.issuing.keyring import REGISTRY, Keyring
from registry.issuing.signing import SigningKey, signed_by
from registry.log.service import TransparencyLog
from registry.observing.notices import UNNOTICED, Notices
from registry.personal import PersonalKeys
from registry.verification import credentials, numbers
from registry.verification.answers import Answer
from registry.verification.live import LiveTrust
from registry.verification.misses import Misses
from registry.verification.questions import CredentialQuestion, NumberQuestion, Question
from registry.viewer import Viewer
from verifier.envelope import read_envelope
from verifier.errors import MalformedError
from verifier.report import Report
from verifier.texts import Language

LOOK_UP_SECONDS: Final = 0.02
"""A look-up by number takes at least this long: the clock tells no wrong holder from no number."""

KEY_SECONDS: Final = 30.0
SHOWN: Final = ("nameMasked", "certificates")


@dataclass(slots=True)
class LookUp:
    """A look-up by number and, at its end, its answer."""

    _answer: Answer | None = None

    @property
    def answer(self) -> Answer:
        """The answer that was given."""
        if self._answer is None:
            raise RuntimeError("a look-up ended without an answer")
        return self._answer

    @answer.setter
    def answer(self, answer: Answer) -> None:
        self._answer = answer


@dataclass(slots=True)
class Verification:
    """Answers questions about certificates. One instance a process."""

    database: Database
    keyring: Keyring
    trust: LiveTrust
    personal: PersonalKeys
    events: AccessEvents
    log: TransparencyLog
    notices: Notices = UNNOTICED
    misses: Misses = field(default_factory=Misses, repr=False)
    _key: tuple[SigningKey, float] | None = field(default=None, repr=False)

    async def answer(
        self, question: Question, *, viewer: Viewer, client: str, lang: Language
    ) -> Answer:
        """Judge, and write down who was looked at before the answer leaves.

        Raises:
            TooManyMissesError: the client address has asked for too many numbers in vain.
        """
        if isinstance(question, NumberQuestion):
            answer = await self._by_number(question, client, lang)
        else:
            answer = await self._by_credential(question, lang)
        await self.note(answer, viewer)
        self.notices.judged(answer.report)
        return answer

    async def to_json(self, answer: Answer, lang: Language) -> dict[str, Any]:
        """Return an answer with its receipt, in the members of `VerificationReport`."""
        return answer.to_json(lang) | {"receipt": await self.receipt(answer)}

    async def receipt(self, answer: Answer) -> str:
        """Return the receipt of an answer."""
        key = await self._registry_key()
        iss = self.keyring.iss(REGISTRY)
        return await signed_by(key, lambda: answer.receipt(iss=iss, key=key))

    @asynccontextmanager
    async def look_up(self, client: str) -> AsyncIterator[LookUp]:
        """Surround a look-up by number: within its limit, and so long that the clock tells nothing.

        Raises:
            TooManyMissesError: the client address has asked too often in vain.
        """
        self.misses.check(client)
        began = time.monotonic()
        look_up = LookUp()
        yield look_up
        if look_up.answer.holder_id is None:
            self.misses.count(client)
        left = began + LOOK_UP_SECONDS - time.monotonic()
        if left > 0:
            await asyncio.sleep(left)

    def judge_number(self, question: NumberQuestion, found: list[Found], lang: Language) -> Answer:
        """Judge a number, given what was found under `numbers.look_up_keys`."""
        now = self.keyring.now()
        return numbers.judge_number(
            question,
            found,
            unseal=self.personal.unseal,
            today=china_day(now),
            now=now.timestamp(),
            lang=lang,
        )

    async def signature(self, question: CredentialQuestion, lang: Language) -> Report:
        """Judge a credential by itself.

        The graph is asked for its issuer and its list, if they are not fresh.
        """
        trust = await self.trust.for_credential(question.credential, at=question.at)
        if trust.log_policy is not None:
            question = await self._with_proof(question)
        now = self.keyring.now().timestamp()
        return credentials.judge_signature(question, trust=trust, now=now, lang=lang)

    async def note(self, answer: Answer, viewer: Viewer) -> None:
        """Leave an access event for the person on record, unless it is the viewer."""
        person = answer.holder_id
        if person is None or person == viewer.subject:
            return
        event = AccessEvent(
            at=self.keyring.now(),
            role=viewer.role.value,
            organisation=viewer.organisation,
            purpose="verifyCertificate",
            fields=SHOWN,
            people=(person,),
        )
        await self.events.record(event)

    async def _by_number(self, question: NumberQuestion, client: str, lang: Language) -> Answer:
        keys = numbers.look_up_keys(question)
        async with self.look_up(client) as look_up:
            found = await found_by_keys(self.database, keys) if keys else ()
            look_up.answer = self.judge_number(question, list(found), lang)
        return look_up.answer

    async def _by_credential(self, question: CredentialQuestion, lang: Language) -> Answer:
        report = await self.signature(question, lang)
        keys = credentials.look_up_keys(report)
        found = await found_by_keys(self.database, keys) if keys else ()
        return credentials.answer_credential(question, report, found[0] if found else None)

    async def _with_proof(self, question: CredentialQuestion) -> CredentialQuestion:
        """Add the registry's own proof that the token is in the log, if none came with it."""
        try:
            envelope = read_envelope(question.credential)
        except MalformedError:
            return question
        if question.log_proof is not None or envelope.log_proof is not None:
            return question
        standing = await self.log.standing_of(envelope.credential)
        return replace(question, log_proof=standing.proof)

    async def _registry_key(self) -> SigningKey:
        """Return the registry's key, read again twice a minute: within the overlap of two keys."""
        if self._key is None or time.monotonic() - self._key[1] > KEY_SECONDS:
            self._key = (await self.keyring.signing_key(REGISTRY), time.monotonic())
        return self._key[0]
