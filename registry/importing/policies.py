"""Policies and regulations of an import: one JSON file each, under `policies/`.

A file with `subject` is a regulation (parameters about a mechanism), any other a policy (a rule
about people).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import orjson

from registry.eligibility import Policy, PolicyRefusedError, parse_policy
from registry.graph.loading.transaction import LoadTransaction
from registry.importing.faults import Fault
from registry.importing.report import Counts
from registry.regulations import Regulation, parse_regulation
from registry.regulations.findable import findable
from registry.regulations.parsing import MEMBER

FOLDER: Final = "policies"
_REGULATIONS: Final = "regulations"
FILES: Final = "policies/*.json"
"""How the summary calls them all together."""

Kind = Literal["policy", "regulation"]


@dataclass(frozen=True, slots=True)
class ReadPolicy:
    """A policy or regulation that was understood: its file, and the properties of its node."""

    file: str
    kind: Kind
    id: str
    division: str | None
    properties: Mapping[str, object]


def read_policies(paths: Iterable[Path]) -> Iterator[ReadPolicy | Fault]:
    """Yield each policy or regulation, or why it is refused."""
    for path in paths:
        file = f"{FOLDER}/{path.name}"
        try:
            document = orjson.loads(path.read_bytes())
            read = _read(file, document)
        except orjson.JSONDecodeError as err:
            yield Fault(file, 1, "", "", "bad_json", str(err))
        except PolicyRefusedError as err:
            yield Fault(file, 1, err.path, "", err.reason, err.hint)
        else:
            yield read


def _read(file: str, document: Any) -> ReadPolicy:
    if isinstance(document, dict) and MEMBER in document:
        regulation = parse_regulation(document)
        own = {
            "subject": regulation.subject,
            "parameters": _text(document["parameters"]),
            **findable(regulation),
        }
        return _as_read(file, "regulation", regulation, own)
    policy = parse_policy(document)
    return _as_read(
        file, "policy", policy, {"target": policy.target.name, "rule": _text(document["rule"])}
    )


def _as_read(
    file: str, kind: Kind, ruling: Policy | Regulation, own: Mapping[str, object]
) -> ReadPolicy:
    shared = {
        "id": ruling.id,
        "title": ruling.title,
        "documentNo": ruling.document_no,
        "division": ruling.division,
        "validFrom": ruling.valid_from,
        "validTo": ruling.valid_to,
        "confidence": ruling.confidence,
        "source": ruling.source,
    }
    return ReadPolicy(file, kind, ruling.id, ruling.division, {**shared, **own})


def _text(value: object) -> str:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def take_policies(
    transaction: LoadTransaction, policies: Iterable[ReadPolicy]
) -> tuple[Counts, list[Fault]]:
    """Write policies and regulations.

    Each is replaced as a whole, because a null in it is a statement (`validTo`: open end).
    """
    wanted = list(policies)
    named = sorted({read.division for read in wanted if read.division is not None})
    divisions = set(transaction.known("divisions", named))
    faults = [_nowhere(read) for read in wanted if not _is_placed(read, divisions)]
    placed = [read for read in wanted if _is_placed(read, divisions)]
    counts = Counts()
    kinds: tuple[Kind, ...] = ("policy", "regulation")
    for kind in kinds:
        written = _take(transaction, kind, [read for read in placed if read.kind == kind], counts)
        if written:
            transaction.mark(FOLDER if kind == "policy" else _REGULATIONS, {"keys": written})
    return counts, faults


def _is_placed(read: ReadPolicy, divisions: set[str]) -> bool:
    return read.division is None or read.division in divisions


def _nowhere(read: ReadPolicy) -> Fault:
    found = read.division or ""
    return Fault(read.file, 1, "division", found, "unknown_reference", "a division of GB/T 2260")


def _take(
    transaction: LoadTransaction, kind: Kind, wanted: Sequence[ReadPolicy], counts: Counts
) -> list[str]:
    """Write those that are new or changed, count them all; return the keys written."""
    stored = dict(transaction.stored_policies(kind, [read.id for read in wanted]))
    written: dict[str, dict[str, object]] = {}
    for read in wanted:
        before = stored.get(read.id)
        after = _as_stored(read.properties)
        if before is None:
            counts.created += 1
        elif after == dict(before):
            counts.unchanged += 1
            continue
        else:
            counts.updated += 1
        stored[read.id] = after
        written[read.id] = {"key": read.id, "set": read.properties}
    if written:
        transaction.write_policies(kind, list(written.values()))
    return list(written)


def _as_stored(properties: Mapping[str, object]) -> dict[str, object]:
    """Return properties as the graph gives them back.

    Dates as text, unknown ones absent or null alike.
    """
    return {
        name: value if isinstance(value, str) or value is None else str(value)
        for name, value in properties.items()
        if value is not None or name in {"validFrom", "validTo"}
    }
