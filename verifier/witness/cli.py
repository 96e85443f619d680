"""`python -m verifier.witness`: make a key, show it, and serve.

Exit status: 0 stopped as asked, 2 it could not begin, with the reason.
"""

from __future__ import annotations

import argparse
import logging
import os
import secrets
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import uvicorn

from verifier.errors import MalformedError, VerifierError
from verifier.notes import ED25519_NOTE, NoteKey, parse_note_key
from verifier.witness.cosigning import Witness
from verifier.witness.durable import sync_folder
from verifier.witness.errors import BrokenError
from verifier.witness.key import WitnessKey, load_key, make_key
from verifier.witness.memory import Memory
from verifier.witness.service import description, witness_app

_PASSPHRASE: Final = "WITNESS_PASSPHRASE"  # noqa: S105 - the name of a variable, not its value
_BACKLOG: Final = 128
_CANNOT_BEGIN: Final = 2
_OTHER_LINES: Final = frozenset({"witness", "group", "quorum"})
_EXAMPLES: Final = """examples:
  python -m verifier.witness keygen --home w1 --name witness.example/w1
  python -m verifier.witness vkey --home w1
  python -m verifier.witness serve --home w1 --log registry.example/log+1a2b3c4d+AQ... --port 7801
  python -m verifier.witness serve --home w1 --logs policy.txt --port 7801

A passphrase in WITNESS_PASSPHRASE encrypts the key. More in docs/witness.md."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    options = _parser().parse_args(argv)
    passphrase = os.environ.get(_PASSPHRASE, "").encode() or None
    try:
        match options.command:
            case "keygen":
                print(_new_key(options.home, options.name, passphrase).vkey)  # noqa: T201 - output
            case "vkey":
                print(load_key(options.home / "key", passphrase).vkey)  # noqa: T201 - as above
            case _:
                _serve(options, passphrase)
    except (VerifierError, OSError) as err:
        print(f"witness: {err}", file=sys.stderr)  # noqa: T201 - a command's complaint
        return _CANNOT_BEGIN
    except KeyboardInterrupt:
        return 0
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m verifier.witness",
        description="Cosign that transparency logs only grow (c2sp.org/tlog-witness).",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    keygen = commands.add_parser("keygen", help="make a key, and print its verifier key")
    vkey = commands.add_parser("vkey", help="print the verifier key")
    serve = commands.add_parser("serve", help="serve; makes a key on first use")
    for command in (keygen, vkey, serve):
        command.add_argument(
            "--home", type=Path, required=True, metavar="DIR", help="where key and memory are"
        )
    for command in (keygen, serve):
        command.add_argument(
            "--name", help="of the key: a URL without scheme (default: a random one)"
        )
    serve.add_argument("--log", action="append", default=[], metavar="VKEY", help="a log's key")
    serve.add_argument(
        "--logs", type=Path, metavar="FILE", help="keys, or a policy with `log` lines"
    )
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on")
    serve.add_argument("--port", type=int, default=7800, help="port; 0 takes a free one")
    return parser


def _new_key(home: Path, name: str | None, passphrase: bytes | None) -> WitnessKey:
    # The memory is made before the key, so that a key without memory has lost it.
    (home / "memory").mkdir(mode=0o700, parents=True, exist_ok=True)
    sync_folder(home)
    return make_key(home / "key", name or f"witness.local/{secrets.token_hex(4)}", passphrase)


def _own_key(home: Path, name: str | None, passphrase: bytes | None) -> WitnessKey:
    if not (home / "key").exists():
        return _new_key(home, name, passphrase)
    key = load_key(home / "key", passphrase)
    if name not in {None, key.public.name}:
        raise BrokenError(f"the key in {home} is named {key.public.name}, not {name}")
    return key


def _serve(options: argparse.Namespace, passphrase: bytes | None) -> None:
    vkeys = [*options.log, *(_log_lines(options.logs) if options.logs else [])]
    if not vkeys:
        raise MalformedError("no log to witness; give --log VKEY or --logs FILE")
    memory = Memory(options.home / "memory")
    witness = Witness(_own_key(options.home, options.name, passphrase), memory, known_logs(vkeys))
    memory.check()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    # Bound here, so that the address can be said, and is answered at once, whatever the port.
    listener = socket.create_server((options.host, options.port), backlog=_BACKLOG)
    address, port = listener.getsockname()[:2]
    print(f"{description(witness)}address  http://{address}:{port}", flush=True)  # noqa: T201 - output
    config = uvicorn.Config(witness_app(witness), access_log=False, log_level="warning")
    uvicorn.Server(config).run(sockets=[listener])


def known_logs(vkeys: Sequence[str]) -> dict[str, list[NoteKey]]:
    """Return the keys of logs by origin, which is the name of the key (c2sp.org/tlog-policy).

    Raises:
        MalformedError: one is no key that signs checkpoints here.
    """
    logs: dict[str, list[NoteKey]] = {}
    for vkey in vkeys:
        key = parse_note_key(vkey)
        if key.type != ED25519_NOTE:
            raise MalformedError(f"the key of {key.name} is no Ed25519 key of a log")
        logs.setdefault(key.name, []).append(key)
    return logs


def _log_lines(path: Path) -> list[str]:
    """Return the keys in a file: one a line, or the `log` lines of a policy and no other of it."""
    vkeys = []
    for line in path.read_text("utf-8").splitlines():
        match line.split():
            case ["log", vkey] | ["log", vkey, _] | [vkey] if "+" in vkey:
                vkeys.append(vkey)
            case [word, *_] if not word.startswith("#") and word not in _OTHER_LINES:
                raise MalformedError(f"not a line of a policy in {path}: {line}")
    return vkeys
