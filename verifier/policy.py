"""Which logs and witnesses are believed, and how many of them it takes (c2sp.org/tlog-policy).

The text is line based; names refer backwards only, so no group can hold itself, and every name can
be a member once, so no witness counts twice. Text is handled as opaque: names are compared
character by character.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from verifier.errors import MalformedError
from verifier.notes import NoteKey, parse_note_key

_FORBIDDEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_NONE: Final = "none"
_VKEY_WITH_URL: Final = 2
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,8}")


@dataclass(frozen=True, slots=True)
class Group:
    """Witnesses and earlier groups, of which `threshold` must have witnessed a checkpoint."""

    threshold: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LogPolicy:
    """A policy: log keys, witness keys by name, groups in their order, and the quorum."""

    logs: tuple[NoteKey, ...]
    witnesses: Mapping[str, NoteKey]
    groups: Mapping[str, Group]
    quorum: str

    @property
    def has_witnesses(self) -> bool:
        """Tell whether the quorum takes any witness; without one a proof shows no time."""
        return self.quorum != _NONE

    def is_satisfied_by(self, witnesses: Collection[str]) -> bool:
        """Tell whether cosignatures of these witnesses make the quorum."""
        witnessed = {_NONE, *witnesses}
        for name, group in self.groups.items():
            if sum(member in witnessed for member in group.members) >= group.threshold:
                witnessed.add(name)
        return self.quorum in witnessed


def parse_policy(text: str) -> LogPolicy:
    """Read a policy.

    Raises:
        MalformedError: any line is not as c2sp.org/tlog-policy has it; the message names the line.
    """
    if _FORBIDDEN.search(text):
        raise MalformedError("a policy with a control character")
    draft = _Draft()
    for number, line in enumerate(text.split("\n"), 1):
        words = line.replace("\t", " ").split(" ")
        words = [word for word in words if word]
        if not words or words[0].startswith("#"):
            continue
        try:
            draft.add(words)
        except MalformedError as err:
            raise MalformedError(f"line {number} of the log policy: {err}") from err
    if draft.quorum is None:
        raise MalformedError("a log policy without quorum")
    return LogPolicy(tuple(draft.logs), draft.witnesses, draft.groups, draft.quorum)


@dataclass(slots=True)
class _Draft:
    """A policy while its lines are read."""

    logs: list[NoteKey] = field(default_factory=list)
    witnesses: dict[str, NoteKey] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    quorum: str | None = None
    used: set[str] = field(default_factory=set)

    def add(self, words: list[str]) -> None:
        match words:
            case ["log", vkey, *url] if len(url) < _VKEY_WITH_URL:
                self.logs.append(self._key(vkey, self.logs))
            case ["witness", name, vkey, *url] if len(url) < _VKEY_WITH_URL:
                self._check_new(name)
                self.witnesses[name] = self._key(vkey, self.witnesses.values())
            case ["group", name, threshold, *members] if members:
                self._check_new(name)
                self._check_members(members)
                self.groups[name] = Group(_threshold(threshold, len(members)), tuple(members))
            case ["quorum", name] if self.quorum is None:
                if name != _NONE:
                    self._check_known(name)
                self.quorum = name
            case _:
                raise MalformedError("not a line of a policy, or a second quorum")

    def _key(self, vkey: str, others: Collection[NoteKey]) -> NoteKey:
        key = parse_note_key(vkey)
        if any(key.raw == other.raw for other in others):
            raise MalformedError("the same key twice")
        return key

    def _check_new(self, name: str) -> None:
        if name == _NONE or name in self.witnesses or name in self.groups:
            raise MalformedError(f"the name {name} is taken")

    def _check_known(self, name: str) -> None:
        if name not in self.witnesses and name not in self.groups:
            raise MalformedError(f"the name {name} is not known yet")

    def _check_members(self, members: list[str]) -> None:
        for name in members:
            self._check_known(name)
            if name in self.used:
                raise MalformedError(f"{name} is a member already")
            self.used.add(name)


def _threshold(word: str, count: int) -> int:
    threshold = {"any": 1, "all": count}.get(word, 0)
    if _NUMBER.fullmatch(word):
        threshold = int(word)
    if not 1 <= threshold <= count:
        raise MalformedError(f"a threshold of {word} among {count}")
    return threshold
