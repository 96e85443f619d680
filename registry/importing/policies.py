"""Policies of an import: one JSON file each, under `policies/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import orjson

from registry.eligibility import Policy, PolicyRefusedError, parse_policy
from registry.graph.loading.transaction import LoadTransaction
from registry.importing.faults import Fault
from registry.importing.report import Counts

FOLDER: Final = "policies"
FILES: Final = "policies/*.json"
"""How the summary calls them all together."""


@dataclass(frozen=True, slots=True)
class ReadPolicy:
    """A policy that was understood, with its file and its rule as JSON text."""

    file: str
    policy: Policy
    rule: str


def read_policies(paths: Iterable[Path]) -> Iterator[ReadPolicy | Fault]:
    """Yield each policy, or why it is refused."""
    for path in paths:
        file = f"{FOLDER}/{path.name}"
        try:
            document = orjson.loads(path.read_bytes())
            policy = parse_policy(document)
        except orjson.JSONDecodeError as err:
            yield Fault(file, 1, "", "", "bad_json", str(err))
        except PolicyRefusedError as err:
            yield Fault(file, 1, err.path, "", err.reason, err.hint)
        else:
            rule = orjson.dumps(document["rule"], option=orjson.OPT_SORT_KEYS).decode()
            yield ReadPolicy(file, policy, rule)


def properties_of(read: ReadPolicy) -> dict[str, object]:
    """Return the properties of a policy's node."""
    policy = read.policy
    return {
        "id": policy.id,
        "title": policy.title,
        "documentNo": policy.document_no,
        "division": policy.division,
        "validFrom": policy.valid_from,
        "validTo": policy.valid_to,
        "target": policy.target.name,
        "confidence": policy.confidence,
        "source": policy.source,
        "rule": read.rule,
    }


def take_policies(
    transaction: LoadTransaction, policies: Iterable[ReadPolicy]
) -> tuple[Counts, list[Fault]]:
    """Write policies.

    A policy is replaced as a whole, because a null in it is a statement (`validTo`: open end).
    """
    counts, faults = Counts(), list[Fault]()
    wanted = list(policies)
    named = sorted({read.policy.division for read in wanted if read.policy.division is not None})
    divisions = set(transaction.known("divisions", named))
    stored = dict(transaction.stored_policies([read.policy.id for read in wanted]))
    written: dict[str, dict[str, object]] = {}
    for read in wanted:
        policy = read.policy
        if policy.division is not None and policy.division not in divisions:
            faults.append(
                Fault(
                    read.file,
                    1,
                    "division",
                    policy.division,
                    "unknown_reference",
                    "a division of GB/T 2260",
                )
            )
            continue
        properties = properties_of(read)
        before = stored.get(policy.id)
        if before is None:
            counts.created += 1
        elif _as_stored(properties) == dict(before):
            counts.unchanged += 1
            continue
        else:
            counts.updated += 1
        stored[policy.id] = _as_stored(properties)
        written[policy.id] = {"key": policy.id, "set": properties}
    if written:
        transaction.write_policies(list(written.values()))
        transaction.mark(FOLDER, {"keys": list(written)})
    return counts, faults


def _as_stored(properties: Mapping[str, object]) -> dict[str, object]:
    """Return properties as the graph gives them back.

    Dates as text, unknown ones absent or null alike.
    """
    return {
        name: value if isinstance(value, str) or value is None else str(value)
        for name, value in properties.items()
        if value is not None or name in {"validFrom", "validTo"}
    }
