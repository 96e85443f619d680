"""From a request to a cosignature, in the order that keeps the promise.

If the process dies after step 4, the checkpoint is remembered and nobody has its cosignature. The
log then asks again, is told the size (409), and gets the cosignature with an empty proof.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from verifier.witness.errors import RefusedError
from verifier.witness.key import WitnessKey
from verifier.witness.memory import Memory, Recollection
from verifier.witness.request import (
    LogKeys,
    UnverifiedRequest,
    parse_request,
    verify_grown,
    verify_signed_by_log,
)

_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Witness:
    """A witness of some logs."""

    key: WitnessKey
    memory: Memory
    logs: LogKeys
    clock: Callable[[], float] = time.time

    def cosign(self, body: bytes) -> str:
        """Answer a request with signature lines; blocks while the log's last one is written.

        Raises:
            RefusedError: it is not cosigned.
            BrokenError: the memory of this log cannot be read.
            OSError: the memory cannot be written, so nothing is cosigned.
        """
        # 1. Read it. Nothing in it is believed yet; the origin only selects the keys.
        request = parse_request(body)
        # 2. Ask whether the log signed it. After this, contradictions are the log's own doing.
        verify_signed_by_log(request, self.logs)
        origin, size = request.checkpoint.origin, request.checkpoint.size
        with self.memory.of(origin) as recollection:
            # 3. Compare with what was cosigned last, under the lock that also covers the writing.
            known = recollection.head()
            try:
                verify_grown(request, known)
            except RefusedError as err:
                _note_refusal(request, err, recollection)
                raise
            # 4. Remember. From here on, no older and no other tree is cosigned, come what may.
            if size > known.size or recollection.text() is None:
                recollection.replace(request.text)
        # 5. Cosign. The time is of now, since it says what was the largest tree seen by then.
        _LOG.info("cosigned %s from %d to %d", origin, known.size, size)
        return self.key.cosign(request.note.text, now=int(self.clock()))


def _note_refusal(
    request: UnverifiedRequest, refusal: RefusedError, recollection: Recollection
) -> None:
    origin, size = request.checkpoint.origin, request.checkpoint.size
    _LOG.warning("refused %s at %d: %s", origin, size, refusal)
    # Two trees of one size, both signed: that can be shown to others.
    if refusal.status == HTTPStatus.CONFLICT and request.old_size == size == refusal.known_size:
        recollection.keep_evidence(request.text, size)
