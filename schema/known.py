"""Known documents: asked by the id of their text, ready from the start, the only ones if wanted.

A document is *listed* if a manifest has it: the one that is shipped (`schema/documents.json`: what
the pages and `docs/questions` ask) or the file of `REGISTRY_DOCUMENTS_MANIFEST`, as Apollo
(`apollo-persisted-query-manifest`) or Relay (an object of id to text) writes it. Listed documents
are never charged for planning; with `REGISTRY_DOCUMENTS=only` all others are refused.

Besides, a client may *register* any text by the SHA-256 of it (Apollo's automatic persisted
queries: hash alone, PERSISTED_QUERY_NOT_FOUND, hash with text, from then on hash alone). What is
registered saves bytes and buys nothing else. It is kept in a bounded memory of this process: a
client whose text was forgotten is told so and sends it again.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import ClassVar, Final

from registry.web.documents import SOMEBODY, Known
from schema.documents import BadDocumentError
from schema.results import failure
from schema.wire import Operation

SHIPPED: Final = Path(__file__).parent / "documents.json"
APOLLO: Final = "apollo-persisted-query-manifest"

_REGISTERED_BYTES: Final = 4 * 1024 * 1024
_PREFIX: Final = "sha256:"


class ManifestError(Exception):
    """The file is no manifest of documents; the message says why."""

    code: ClassVar[str] = "bad_manifest"


@dataclass(slots=True)
class KnownDocuments:
    """The texts that are listed, by every id that they have, and those that were registered."""

    listed: Mapping[str, str]
    is_only: bool = False
    _texts: frozenset[str] = field(init=False)
    _registered: OrderedDict[str, str] = field(default_factory=OrderedDict)
    _registered_bytes: int = 0

    def __post_init__(self) -> None:
        """Index the texts themselves."""
        self._texts = frozenset(self.listed.values())

    @classmethod
    def load(cls, manifest: Path | None, *, is_only: bool) -> KnownDocuments:
        """Read the shipped manifest and that of the settings.

        Raises:
            ManifestError: a file is no manifest.
        """
        files = [SHIPPED, manifest] if manifest else [SHIPPED]
        return cls(by_id(pair for path in files for pair in read_manifest(path)), is_only)

    @property
    def texts(self) -> frozenset[str]:
        """The listed texts."""
        return self._texts

    def is_listed(self, text: str) -> bool:
        """Return whether a manifest has this text."""
        return text in self._texts

    def text_of(self, operation: Operation) -> str:
        """Return the text that an operation means.

        Raises:
            BadDocumentError: the id is unknown or is not that of the text, or the text is not
            listed where only those are answered.
        """
        text, name = operation.query, _id(operation)
        if name is not None:
            text = self._named(name, text)
        if text is None:  # The wire lets nothing through that has neither.
            raise _refused("BAD_REQUEST", "neither a document nor its id")
        if self.is_only and text not in self._texts:
            raise _refused("DOCUMENT_NOT_KNOWN", "only the documents of the manifest are answered")
        if name is not None and text not in self._texts:
            self._register(name, text)
        return text

    def _named(self, name: str, text: str | None) -> str:
        known = self.listed.get(name) or self._registered.get(name)
        if text is None:
            if known is None:
                raise _refused("PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")
            return known
        if text != known and hash_of(text) != name:
            raise _refused("BAD_REQUEST", "the id is not the SHA-256 of the document")
        return text

    def _register(self, name: str, text: str) -> None:
        if name in self._registered:
            self._registered.move_to_end(name)
            return
        self._registered[name] = text
        self._registered_bytes += len(text)
        while self._registered_bytes > _REGISTERED_BYTES:
            self._registered_bytes -= len(self._registered.popitem(last=False)[1])


def hash_of(text: str) -> str:
    """Return the SHA-256 of a document's UTF-8, in lower-case hexadecimal."""
    return sha256(text.encode()).hexdigest()


def by_id(documents: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Index documents by their id in the manifest and by their hash."""
    found: dict[str, str] = {}
    for name, text in documents:
        found[name] = found[hash_of(text)] = text
    return found


def read_manifest(path: Path) -> list[tuple[str, str]]:
    """Return id and text of each document of a manifest.

    Raises:
        ManifestError: the file cannot be read, or is neither Apollo's nor Relay's.
    """
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as err:
        raise ManifestError(f"{path} cannot be read as a manifest of documents: {err}") from err
    pairs = list(_pairs(data))
    texts = [pair for pair in pairs if all(isinstance(part, str) for part in pair)]
    if not isinstance(data, dict) or len(texts) < len(pairs):
        raise ManifestError(f"{path} is neither Apollo's manifest (version 1) nor Relay's")
    return [(str(name), str(text)) for name, text in texts]


def shipped_questions() -> Iterator[Known]:
    """Yield the shipped documents that say for whom they are planned, with that kind of viewer."""
    for entry in json.loads(SHIPPED.read_text("utf-8"))["operations"]:
        if "viewer" in entry:
            yield Known(entry["body"], None, SOMEBODY[entry["viewer"]], {})


def _pairs(data: object) -> Iterable[tuple[object, object]]:
    """Yield what should be id and text of each document; all of Relay's manifest are such pairs."""
    if not isinstance(data, dict):
        return ()
    operations = data.get("operations")
    if data.get("format") != APOLLO or data.get("version") != 1 or not isinstance(operations, list):
        return data.items()
    return (
        (found.get("id"), found.get("body")) if isinstance(found, dict) else (None, None)
        for found in operations
    )


def _id(operation: Operation) -> str | None:
    """Return the id that an operation gives.

    Raises:
        BadDocumentError: `extensions.persistedQuery` is not as Apollo writes it.
    """
    if operation.document_id is not None:
        return operation.document_id.removeprefix(_PREFIX)
    asked = operation.extensions.get("persistedQuery")
    if asked is None:
        return None
    name = asked.get("sha256Hash") if isinstance(asked, dict) else None
    if not isinstance(name, str) or asked.get("version") != 1:
        raise _refused("BAD_REQUEST", "`persistedQuery` must be {version: 1, sha256Hash: text}")
    return name.lower()


def _refused(code: str, message: str) -> BadDocumentError:
    return BadDocumentError([failure(code, message)])
