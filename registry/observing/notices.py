"""Whom the services of a process tell what they have done; nobody, in a command or a test.

They are told what may be counted: codes of ours, never what was asked or about whom.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from verifier.report import Report


def unnoticed(*_facts: object) -> None:
    """Take notice of nothing."""


@dataclass(frozen=True, slots=True)
class Notices:
    """The ears of whoever counts.

    `judged` gets each report on a certificate. `recorded` gets each mutation that reached its
    rules: its name, and "made" or the code of the refusal.
    """

    judged: Callable[[Report], None] = unnoticed
    recorded: Callable[[str, str], None] = unnoticed


UNNOTICED = Notices()
