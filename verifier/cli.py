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
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, Final

from verifier.batch import answer_line, read_lines
from verifier.checks import Outcome
from verifier.envelope import MAX_ENVELOPE_BYTES
from verifier.errors import BadRequestError, TrustRefusedError
from verifier.report import Report
from verifier.terminal import render
from verifier.trust import Trust
from verifier.verify import verify_credential

VALID: Final = 0
NOT_VALID: Final = 1
UNREADABLE: Final = 2
_GOOD: Final = frozenset({Outcome.VALID, Outcome.VALID_WITH_WARNINGS})
_TRUST_FILES_KEPT: Final = 16
_PICTURES: Final = (b"%PDF-", b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"<svg", b"<?xml")
_EXAMPLES: Final = """examples:
  verify-certificate --trust trust.json certificate.txt
  verify-certificate --trust trust.json --lang en --json - < certificate.txt
  verify-certificate --trust trust.jwt --trust-key registry.jwk certificate.json
  verify-certificate --trust trust.json --batch < requests.ndjson > reports.ndjson

exit status: 0 all valid (perhaps with warnings), 1 otherwise, 2 nothing could be read"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    options = _parser().parse_args(argv)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Certificates are Chinese text; a terminal that says it is ASCII gets UTF-8 all the same.
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        trust = _read_trust(options.trust, options.trust_key)
        if options.batch:
            return _run_batch(sys.stdin.buffer, sys.stdout.buffer, trust, options)
        return _run_files(trust, options)
    except (TrustRefusedError, BadRequestError) as err:
        _complain(str(err))
        return UNREADABLE
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
        "files", nargs="*", metavar="FILE", help="a credential, - for standard input"
    )
    parser.add_argument(
        "--trust", required=True, metavar="FILE", help="the trust file (JSON or JWT)"
    )
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


def _run_batch(source: BinaryIO, sink: BinaryIO, trust: Trust, options: argparse.Namespace) -> int:
    @lru_cache(maxsize=_TRUST_FILES_KEPT)
    def trust_at(path: str) -> Trust:
        return _read_trust(path, options.trust_key)

    status = UNREADABLE
    for number, line in read_lines(source):
        answer = answer_line(
            line, number, trust=trust, trust_at=trust_at, lang=options.lang, now=time.time()
        )
        # A reader at the other end of a pipe waits for each answer, not for a full buffer.
        sink.write(answer.line)
        sink.flush()
        if not answer.good:
            status = NOT_VALID
        elif status == UNREADABLE:
            status = VALID
    return status


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
    if data.lstrip().startswith(_PICTURES):
        _complain(f"{name} is a picture or document, and no code can be read from it here")
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


def _read_credential(name: str) -> bytes:
    """Read a file, one byte more than a credential may have so that the verifier can say so."""
    if name == "-":
        return sys.stdin.buffer.read(MAX_ENVELOPE_BYTES + 1)
    with Path(name).open("rb") as file:
        return file.read(MAX_ENVELOPE_BYTES + 1)


def _complain(message: str) -> None:
    print(f"verify-certificate: {message}", file=sys.stderr)  # noqa: T201 - a command's complaint
