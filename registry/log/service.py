"""The log of one process: its files, its proofs, its policy, and the sequencer beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from registry.graph.driver import Database
from registry.log.errors import LogError, LogKeyError
from registry.log.files import LogFiles
from registry.log.origin import LogKeyFile
from registry.log.points import KillAt
from registry.log.policy import WitnessPolicy, read_witnesses
from registry.log.proofs import PENDING, Proofs, Standing
from registry.log.sequencer import Sequencer
from registry.settings import Settings
from verifier.report import jwt_sha256_of


@dataclass(frozen=True, slots=True)
class TransparencyLog:
    """The log. One instance a process."""

    key_file: LogKeyFile
    witnesses: WitnessPolicy
    files: LogFiles
    proofs: Proofs
    sequencer: Sequencer

    @classmethod
    def of(
        cls, settings: Settings, database: Database, now: Callable[[], datetime]
    ) -> TransparencyLog:
        """Return the log that the settings name; nothing is made before somebody sequences.

        Raises:
            WitnessFileError: REGISTRY_WITNESSES names no list of witnesses.
        """
        key_file = LogKeyFile.of(settings)
        witnesses = read_witnesses(settings.witnesses)
        files = LogFiles(settings.home / "log", KillAt.of(settings.kill_at))
        return cls(
            key_file=key_file,
            witnesses=witnesses,
            files=files,
            proofs=Proofs(database, files, key_file, witnesses),
            sequencer=Sequencer(database.beside(), files, key_file, witnesses, now),
        )

    async def standing_of(self, credential: bytes) -> Standing:
        """Return where a credential stands.

        PENDING too if its token was never logged here, and as long as the files of the log are not
        at hand: the log then proves nothing, and denies nothing.
        """
        try:
            return await self.proofs.of_token(jwt_sha256_of(credential)) or PENDING
        except LogError:
            return PENDING

    def trust(self) -> dict[str, Any] | None:
        """Return the member `log` of the trust file, None before the log has a key.

        None too if its key cannot be read: certificates are verified on, without the log.
        """
        try:
            key = self.key_file.load()
        except LogKeyError:
            return None
        if key is None:
            return None
        return {"policy": self.witnesses.text(key.vkey), "required": False}
