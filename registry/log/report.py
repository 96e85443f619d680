"""How the log stands, for its operator: read by any process, changed by none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from registry.graph.log.state import LogState, log_state
from registry.log.audit import Audit
from registry.log.errors import LogError
from registry.log.published import check_head, check_published
from registry.log.service import TransparencyLog
from verifier.errors import VerifierError
from verifier.notes import parse_checkpoint, parse_note


@dataclass(frozen=True, slots=True)
class LogReport:
    """What stands where; `disagreement` says what does not agree, None if everything does."""

    origin: str
    vkey: str | None
    state: LogState | None
    published: str | None
    disagreement: str | None

    def lines(self) -> Iterator[str]:
        """Yield what an operator reads."""
        yield f"origin     {self.origin}"
        yield f"key        {self.vkey or 'none yet; the first process that sequences makes it'}"
        if self.state is None:
            yield "entries    none, the log has not begun"
            return
        head, state = self.state.head, self.state
        witnessed = "witnessed" if head.is_witnessed else "not witnessed"
        yield f"signed     {head.size} entries, {witnessed}"
        yield f"published  {self._shown()}"
        yield f"unsigned   {state.next_index - head.size} entries with an index"
        yield f"waiting    {state.waiting} entries without one"
        yield f"held by    {state.holder if state.is_held and state.holder else 'no process'}"
        if state.trouble is not None:
            yield f"stopped    {state.trouble}"

    def _shown(self) -> str:
        if self.published is None:
            return "nothing"
        try:
            return f"{parse_checkpoint(parse_note(self.published).text).size} entries"
        except VerifierError:
            return "a checkpoint that was changed"


async def report(log: TransparencyLog) -> LogReport:
    """Return how the log stands, after looking at every entry and every file."""
    database = log.sequencer.database
    # The checkpoint first: a sequencer at work may publish the next one meanwhile.
    published = log.files.checkpoint()
    state = await log_state(database)
    vkey, disagreement = None, None
    try:
        is_begun = state is not None and state.head.note is not None
        key = log.key_file.of_begun_log() if is_begun else log.key_file.load()
        vkey = None if key is None else key.vkey
        if state is not None and key is not None:
            check_head(state.head, key)
            await Audit(database, log.files).everything(state.head)
            check_published(published, log.files, key, state.head)
    except LogError as err:
        disagreement = str(err)
    return LogReport(log.key_file.origin, vkey, state, published, disagreement)
