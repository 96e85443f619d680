"""The command line lists every command, and imports only what a call needs."""

from __future__ import annotations

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from registry.cli import COMMANDS, application

HEAVY = {"neo4j", "strawberry", "jgo", "uvicorn", "registry.graph.driver"}


def test_help_lists_every_command_without_importing_their_modules() -> None:
    program = (
        "import sys; from registry.cli import main; sys.argv = ['talent-registry', '--help']\n"
        "try: main()\nexcept SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert set(COMMANDS) <= set(done.stdout.split())
    assert HEAVY & set(done.stderr.split()) == set()


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help(name: str) -> None:
    result = CliRunner().invoke(application([name]), [name, "--help"])

    assert result.exit_code == 0, result.output
    assert "Usage" in result.output


def test_an_unknown_command_is_refused() -> None:
    result = CliRunner().invoke(application(["fly"]), ["fly"])

    assert result.exit_code == 2
