"""`verify-certificate --monitor`: follow a log at a terminal or from a timer.

Exit status: 0 nothing found, 1 findings, 2 it could not be read. Findings come out as they are
found, one line each.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from base64 import b64encode
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from verifier.monitor.findings import Finding
from verifier.monitor.following import Run
from verifier.monitor.ledger import open_ledger
from verifier.monitor.source import UnreadableError, open_source
from verifier.policy import LogPolicy
from verifier.texts import Language

HONEST: Final = 0
FINDINGS: Final = 1
UNREADABLE: Final = 2
_CODE_WIDTH: Final = 18
_RED: Final = "\x1b[31m{}\x1b[0m"


def run_monitor(
    where: str,
    policy: LogPolicy,
    *,
    state: Path | None,
    lang: Language,
    as_json: bool,
    now: Callable[[], float] = time.time,
) -> int:
    """Read what is new in a log, print what is wrong with it, and return the exit status."""
    try:
        with closing(open_source(where)) as source, open_ledger(state) as ledger:
            run = Run(source, policy, ledger, now())
            unread = _print_findings(run, lang=lang, as_json=as_json)
            if run.head is None and not run.found and not as_json:
                return UNREADABLE
            _say(_summary_line(run, unread, lang) if not as_json else _dump(_summary(run, unread)))
    except UnreadableError as err:
        _complain(str(err))
        return UNREADABLE
    except sqlite3.Error as err:
        _complain(f"cannot write the state file: {err}")
        return UNREADABLE
    except KeyboardInterrupt:
        _complain("stopped; what was read and written down is not read again")
        return UNREADABLE
    if run.found:
        return FINDINGS
    return UNREADABLE if unread else HONEST


def _print_findings(run: Run, *, lang: Language, as_json: bool) -> UnreadableError | None:
    """Print findings as they come; return what kept the log from being read to its end."""
    colour = sys.stdout.isatty()
    try:
        for finding in run.findings():
            if as_json:
                _say(_dump(finding.to_json(lang)))
            else:
                line = _finding_line(finding, lang)
                _say(_RED.format(line) if colour else line)
    except UnreadableError as err:
        _complain(str(err))
        return err
    return None


def _finding_line(finding: Finding, lang: Language) -> str:
    place = f"#{finding.index} " if finding.index is not None else ""
    return f"✗ {finding.code.ljust(_CODE_WIDTH)} {place}{finding.text(lang)} ({finding.detail})"


def _summary(run: Run, unread: UnreadableError | None) -> dict[str, Any]:
    head = run.head
    return {
        "origin": head.origin if head else None,
        "size": head.size if head else None,
        "root": b64encode(head.root).decode() if head else None,
        "witnesses": sorted(head.cosigned_at) if head else [],
        "position": run.ledger.position,
        "read": run.read,
        "signedAgain": run.ledger.signed_again,
        "findings": run.found,
        "error": str(unread) if unread else None,
    }


def _summary_line(run: Run, unread: UnreadableError | None, lang: Language) -> str:
    facts = _summary(run, unread)
    witnesses = len(facts["witnesses"])
    if lang == "zh":
        verdict = f"发现 {run.found} 个问题" if run.found else "未发现问题"
        if unread:
            verdict += "，但日志未能读完"
        return (
            f"{verdict}：{facts['origin']}，共 {facts['size']} 条，"
            f"本次读取 {run.read} 条，{witnesses} 个见证"
        )
    verdict = f"{run.found} findings" if run.found else "nothing found"
    if unread:
        verdict += ", but the log could not be read to its end"
    return (
        f"{verdict}: {facts['origin']}, {facts['size']} entries, "
        f"{run.read} read now, {witnesses} witnesses"
    )


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - the output


def _complain(message: str) -> None:
    print(f"verify-certificate: {message}", file=sys.stderr)  # noqa: T201 - a command's complaint
