"""Which witnesses the log has, as a policy (c2sp.org/tlog-policy) with their addresses.

The file that `REGISTRY_WITNESSES` names has lines `witness <name> <vkey> <url>`, and perhaps groups
and a quorum; without a quorum line a majority of the witnesses is one: two of three. `log` lines in
it are passed over: the log is this one. Without a file no witness is needed, and no proof of a time
is ever given.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from registry.log.errors import WitnessFileError
from verifier.errors import VerifierError
from verifier.policy import LogPolicy, parse_policy


@dataclass(frozen=True, slots=True)
class WitnessPolicy:
    """Lines of a policy without its logs, and where its witnesses are asked, by name."""

    lines: tuple[str, ...] = ("quorum none",)
    urls: tuple[tuple[str, str], ...] = ()

    def text(self, vkey: str) -> str:
        """Return the policy for this log as verifiers read it."""
        return "\n".join((f"log {vkey}", *self.lines, ""))

    def parsed(self, vkey: str) -> LogPolicy:
        """Return the policy for this log."""
        return parse_policy(self.text(vkey))


def read_witnesses(path: Path | None) -> WitnessPolicy:
    """Read the file of witnesses; without one no witness is needed, and nothing is proven.

    Raises:
        WitnessFileError: it cannot be read, or a line of it is wrong.
    """
    if path is None:
        return WitnessPolicy()
    try:
        text = path.read_text("utf-8")
    except OSError as err:
        raise WitnessFileError(f"{path} cannot be read ({err.strerror})") from err
    except UnicodeDecodeError as err:
        raise WitnessFileError(f"{path} is not UTF-8") from err
    lines = [words for line in text.splitlines() if (words := line.split())]
    kept = [words for words in lines if words[0] != "log" and not words[0].startswith("#")]
    names = [words[1] for words in kept if words[0] == "witness" and len(words) > 1]
    if not names:
        raise WitnessFileError(f"{path} names no witness")
    if not any(words[0] == "quorum" for words in kept):
        majority = [["group", "majority", str(len(names) // 2 + 1), *names], ["quorum", "majority"]]
        text = "\n".join([text, *map(" ".join, majority)])
        kept += majority
    try:
        parse_policy(text)
    except VerifierError as err:
        raise WitnessFileError(f"{path}: {err}") from err
    # What is published names no addresses: verifiers do not talk to witnesses.
    shown = (words[:3] if words[0] == "witness" else words for words in kept)
    urls = ((words[1], words[3].rstrip("/")) for words in kept if _has_url(words))
    return WitnessPolicy(tuple(map(" ".join, shown)), tuple(urls))


def _has_url(words: list[str]) -> bool:
    return words[0] == "witness" and len(words) > 3
