"""The command line: `talent-registry COMMAND`.

One module for each group of commands, each with `register(app)`. Only the module of the command
that was called is imported; help lists all of them from the table below, so that it answers at
once. A failure that has a reason is one line on standard error and exit status 1; anything else is
a fault of ours and shows where it happened.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from importlib import import_module
from typing import Final

import typer

from registry.graph.errors import GraphError
from registry.log.errors import LogError


@dataclass(frozen=True, slots=True)
class Command:
    """A command as help lists it, and the module that has it."""

    module: str
    help: str


COMMANDS: Final = {
    "serve": Command("serving", "Serve the registry, with a local database if none is named."),
    "import": Command("importing", "Import a folder of CSV files into the graph."),
    "seed": Command("seeding", "Invent a nation in the format of the import, with planted frauds."),
    "search": Command("searching", "Search candidates, each with the reasons."),
    "explain": Command("explaining", "Show what the database does for a GraphQL document."),
    "token": Command("tokens", "Print a bearer token for trials."),
    "issue": Command("issuing", "Sign credentials for certificates on record."),
    "badge": Command("badge", "Write a certificate as an Open Badge: baked picture or token."),
    "offer": Command("offer", "Offer a certificate to its holder's wallet, as a QR."),
    "present": Command("present", "Show chosen facts of your own certificate, bound to your key."),
    "paper": Command("paper", "Print certificates as PDF, SVG or PNG, one or thousands."),
    "revoke": Command("issuing", "Revoke, suspend or reinstate a certificate."),
    "keys": Command("keys", "Make, list, rotate, retire the signing keys of issuers."),
    "export": Command("exporting", "Write the trust file that offline verifiers need."),
    "sm2": Command("sm2", "Sign with SM2 and SM3 beside a credential (optional profile)."),
    "log": Command("log", "Look at the transparency log, carry it on, complete it, rebuild it."),
    "check": Command("checking", "Report, and repair, what in the graph contradicts its rules."),
    "graph": Command("graph", "Start, stop, look at, back up and restore the local database."),
}

_COMPLETION: Final = "_TALENT_REGISTRY_COMPLETE"
"""Set by the shell when it asks what a word can become."""


def main() -> None:
    """Run the command that the arguments name."""
    app = application(sys.argv[1:], complete=_COMPLETION in os.environ)
    try:
        app()
    except (GraphError, LogError) as err:
        typer.echo(f"talent-registry: {err}", err=True)
        raise SystemExit(1) from None  # The line above says it; both always have a reason.


def application(words: list[str], *, complete: bool = False) -> typer.Typer:
    """Return the application with the modules that these words need."""
    app = typer.Typer(
        name="talent-registry",
        help="The talent registry. Settings are environment variables: docs/settings.md.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
    )
    # With a callback the application stays one of commands, however few are registered.
    app.callback()(lambda: None)
    called = COMMANDS.get(words[0]) if words else None
    if called is not None:
        _register(called, app)
    elif complete:
        for command in {command.module: command for command in COMMANDS.values()}.values():
            _register(command, app)
    else:
        for name, command in COMMANDS.items():
            app.command(name, help=command.help)(_listed_only)
    return app


def _register(command: Command, app: typer.Typer) -> None:
    import_module(f"{__name__}.{command.module}").register(app)


def _listed_only() -> None:
    """Stand for a command in the help; a call would have imported its module."""
