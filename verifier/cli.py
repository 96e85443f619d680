"""`verify-certificate`: the verifier at a terminal and in pipelines, offline.

Exit status: 0 all VALID or VALID_WITH_WARNINGS; 1 otherwise; 2 when nothing could be read. All that
touches files and streams is here; what is judged, and how, is in `verify` and `batch`.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import time
from collections.abc import Sequence
from contextlib import nullcontext
from functools import lru_cache
from io import BufferedIOBase
from pathlib import Path
from typing import BinaryIO, Final, cast

from verifier.batch import Answer, answer_line, answer_lines, answer_lost_lines
from verifier.checks import Outcome
from verifier.crew import judge_stream
from verifier.envelope import MAX_ENVELOPE_BYTES
from verifier.errors import BadRequestError, MalformedError, TrustRefusedError
from verifier.lines import Lines
from verifier.pictures import MAX_PICTURE_BYTES, PictureError, credential_in, is_picture
from verifier.policy import LogPolicy, parse_policy
from verifier.report import Report
from verifier.terminal import render
from verifier.trust import Trust
from verifier.verify import verify_credential

VALID: Final = 0
NOT_VALID: Final = 1
UNREADABLE: Final = 2
INTERRUPTED: Final = 130
_GOOD: Final = frozenset({Outcome.VALID, Outcome.VALID_WITH_WARNINGS})
_TRUST_FILES_KEPT: Final = 16
_EXAMPLES: Final = """examples:
  verify-certificate --trust trust.json certificate.txt
  verify-certificate --trust trust.json --lang en --json - < certificate.txt
  verify-certificate --trust trust.jwt --trust-key registry.jwk certificate.json
  verify-certificate --trust trust.json --batch < requests.ndjson > reports.ndjson
  verify-certificate --trust trust.json --monitor https://registry.example.cn/log --state log.state

exit status: 0 all valid (perhaps with warnings), 1 otherwise, 2 nothing could be read;
with --monitor: 0 nothing found, 1 findings, 2 the log could not be read"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = _parser()
    options = parser.parse_args(argv)
    if options.trust is None and (options.monitor is None or options.policy is None):
        parser.error("--trust FILE is required; only --monitor can do with --policy FILE instead")
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Certificates are Chinese text; a terminal that says it is ASCII gets UTF-8 all the same.
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        if options.monitor is not None:
            return _run_monitor(options)
        trust = _read_trust(options.trust, options.trust_key)
        if options.batch:
            return _run_batch(
                cast("BufferedIOBase", sys.stdin.buffer), sys.stdout.buffer, trust, options
            )
        return _run_files(trust, options)
    except (TrustRefusedError, BadRequestError) as err:
        _complain(str(err))
        return UNREADABLE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Who reads the output has seen enough; closing it anew would complain a second time.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOT_VALID


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="verify-certificate",
        description="Verify signed skill certificates offline, by a trust file.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="a credential, a picture or PDF of one, - for standard input",
    )
    parser.add_argument("--trust", metavar="FILE", help="the trust file (JSON or JWT)")
    parser.add_argument(
        "--trust-key", metavar="FILE", help="JWK of the registry, for a signed trust file"
    )
    parser.add_argument(
        "--batch", action="store_true", help="a JSON object a line in, a report a line out"
    )
    parser.add_argument("--json", action="store_true", help="print reports as JSON, one a line")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of the texts")
    parser.add_argument(
        "--at", metavar="MOMENT", help="judge for this moment (RFC 3339 or unix seconds)"
    )
    parser.add_argument("--audience", help="demand a key binding for this audience")
    parser.add_argument("--nonce", help="demand a key binding that answers this nonce")
    parser.add_argument("--require-key-binding", action="store_true", help="demand a key binding")
    parser.add_argument("--holder-name", help="the holder's full name, if it is known")
    parser.add_argument("--id-last4", help="the last four of the holder's ID number")
    log = parser.add_argument_group("following a transparency log")
    log.add_argument(
        "--monitor", metavar="URL", help="read what is new in the log there (or in a folder)"
    )
    log.add_argument("--state", metavar="FILE", help="what was read already; made on first use")
    log.add_argument(
        "--policy", metavar="FILE", help="logs and witnesses to believe (default: the trust file's)"
    )
    return parser


def _read_trust(path: str, key_path: str | None) -> Trust:
    """Open a trust file: plain JSON is believed as it lies there, a signed one needs the key.

    Raises:
        TrustRefusedError: it cannot be opened, or is refused.
    """
    try:
        data = Path(path).read_bytes()
        if data.lstrip()[:1] == b"{":
            return Trust.from_json(data)
        if key_path is None:
            raise TrustRefusedError(
                f"{path} is not plain JSON; a signed trust file needs --trust-key"
            )
        return Trust.from_jwt(data.decode("utf-8", "replace"), Path(key_path).read_bytes())
    except OSError as err:
        raise TrustRefusedError(f"cannot read the trust file: {err}") from err


def _run_monitor(options: argparse.Namespace) -> int:
    # A client for HTTP takes a while to load, and verifying never needs one.
    from verifier.monitor.command import run_monitor  # noqa: PLC0415 - see above

    state = Path(options.state) if options.state is not None else None
    policy = _read_policy(options)
    return run_monitor(
        options.monitor, policy, state=state, lang=options.lang, as_json=options.json
    )


def _read_policy(options: argparse.Namespace) -> LogPolicy:
    """Return the policy to judge a log by.

    Raises:
        TrustRefusedError: neither file has one that can be read.
    """
    if options.policy is None:
        policy = _read_trust(options.trust, options.trust_key).log_policy
        if policy is None:
            raise TrustRefusedError("the trust file has no log policy; give --policy FILE")
        return policy
    try:
        return parse_policy(Path(options.policy).read_text("utf-8", "replace"))
    except (OSError, MalformedError) as err:
        raise TrustRefusedError(f"cannot read the log policy: {err}") from err


def _run_batch(
    source: BufferedIOBase, sink: BinaryIO, trust: Trust, options: argparse.Namespace
) -> int:
    status = UNREADABLE
    for answer in judge_stream(source, _BatchJudge(trust, options)):
        # A reader at the other end of a pipe waits for each answer, not for a full buffer.
        sink.write(answer.line)
        sink.flush()
        if not answer.good:
            status = NOT_VALID
        elif status == UNREADABLE:
            status = VALID
    return status


class _BatchJudge:
    """Judges lines of a batch, and opens the trust files that they name, the last few once."""

    def __init__(self, trust: Trust, options: argparse.Namespace) -> None:
        self._trust = trust
        self._lang = options.lang
        self._trust_at = lru_cache(maxsize=_TRUST_FILES_KEPT)(
            lambda path: _read_trust(path, options.trust_key)
        )

    def judge(self, lines: Lines) -> Answer:
        return answer_lines(lines, self._judge)

    def give_up(self, lines: Lines) -> Answer:
        return answer_lost_lines(lines, now=time.time(), lang=self._lang)

    def _judge(self, line: bytes | None, number: int) -> Answer:
        return answer_line(
            line,
            number,
            trust=self._trust,
            trust_at=self._trust_at,
            lang=self._lang,
            now=time.time(),
        )


def _run_files(trust: Trust, options: argparse.Namespace) -> int:
    if not options.files:
        _complain("no file given; use - for standard input")
        return UNREADABLE
    reports = [_run_file(name, trust, options) for name in options.files]
    read = [report for report in reports if report is not None]
    if not read:
        return UNREADABLE
    good = len(read) == len(reports) and all(report.outcome in _GOOD for report in read)
    return VALID if good else NOT_VALID


def _run_file(name: str, trust: Trust, options: argparse.Namespace) -> Report | None:
    """Judge one file and print its report; None if there is nothing in it to judge."""
    try:
        data = _read_credential(name)
    except OSError as err:
        _complain(f"cannot read {name}: {err.strerror}")
        return None
    except PictureError as err:
        _complain(f"{name}: {err}")
        return None
    report = verify_credential(
        data,
        trust=trust,
        at=options.at,
        audience=options.audience,
        nonce=options.nonce,
        require_key_binding=options.require_key_binding,
        holder_name=options.holder_name,
        id_last4=options.id_last4,
        lang=options.lang,
    )
    if options.json:
        print(json.dumps(report.to_json(), ensure_ascii=False))  # noqa: T201 - the output
    else:
        colour = sys.stdout.isatty()
        print(render(report, name=name, lang=options.lang, colour=colour))  # noqa: T201 - as above
    return report


def _read_credential(name: str) -> str | bytes:
    """Read a file; of a picture or document, the credential that is in it.

    One byte more than a credential may have, so that the verifier can say so.

    Raises:
        OSError: it cannot be opened.
        PictureError: a picture or document without a certificate's code.
    """
    with nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb") as file:
        data = file.read(MAX_ENVELOPE_BYTES + 1)
        if is_picture(data):
            return credential_in(data + file.read(MAX_PICTURE_BYTES + 1 - len(data)))
    return data


def _complain(message: str) -> None:
    print(f"verify-certificate: {message}", file=sys.stderr)  # noqa: T201 - a command's complaint
