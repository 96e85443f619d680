"""Known documents: by the ids of manifests, registered by hash, and the only ones if so set."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from registry.web.documents import FOLDER
from schema import known
from schema.documents import BadDocumentError
from schema.known import SHIPPED, KnownDocuments, ManifestError, hash_of, read_manifest
from schema.wire import Operation

LISTED = "{ viewer { role } }"
OTHER = "{ honourTypes { id } }"
APOLLO = {
    "format": "apollo-persisted-query-manifest",
    "version": 1,
    "operations": [{"id": "a", "name": "A", "type": "query", "body": LISTED}],
}


def documents(*, is_only: bool = False) -> KnownDocuments:
    return KnownDocuments({"a": LISTED, hash_of(LISTED): LISTED}, is_only)


def by_hash(text: str | None, hashed: str, *, version: Any = 1) -> Operation:
    asked = {"persistedQuery": {"version": version, "sha256Hash": hashed}}
    return Operation(text, {}, None, extensions=asked)


def by_id(document_id: str, text: str | None = None) -> Operation:
    return Operation(text, {}, None, document_id=document_id)


def answered(known_documents: KnownDocuments, operation: Operation) -> str:
    """Return the text that is meant, or the code of the refusal."""
    try:
        return known_documents.text_of(operation)
    except BadDocumentError as err:
        return str(err.errors[0]["extensions"]["code"])


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        pytest.param(by_id("a"), LISTED, id="by-the-manifest's-id"),
        pytest.param(by_id(f"sha256:{hash_of(LISTED)}"), LISTED, id="by-its-hash"),
        pytest.param(by_hash(None, hash_of(LISTED)), LISTED, id="as-apollo-asks"),
        pytest.param(by_hash(None, hash_of(LISTED).upper()), LISTED, id="in-capitals"),
        pytest.param(by_hash(LISTED, hash_of(LISTED)), LISTED, id="with-its-text"),
        pytest.param(Operation(OTHER, {}, None), OTHER, id="by-text-alone"),
        pytest.param(by_id("b"), "PERSISTED_QUERY_NOT_FOUND", id="unknown-id"),
        pytest.param(by_hash(None, hash_of(OTHER)), "PERSISTED_QUERY_NOT_FOUND", id="unknown-hash"),
        pytest.param(by_hash(OTHER, hash_of(LISTED)), "BAD_REQUEST", id="of-another-text"),
        pytest.param(by_hash(LISTED, "x"), "BAD_REQUEST", id="no-hash"),
        pytest.param(by_hash(None, hash_of(LISTED), version=2), "BAD_REQUEST", id="version-2"),
        pytest.param(
            Operation(LISTED, {}, None, extensions={"persistedQuery": "x"}),
            "BAD_REQUEST",
            id="no-object",
        ),
        pytest.param(
            Operation(None, {}, None, extensions={"persistedQuery": {"version": 1}}),
            "BAD_REQUEST",
            id="without-a-hash",
        ),
    ],
)
def test_a_document_is_found(operation: Operation, expected: str) -> None:
    assert answered(documents(), operation) == expected


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        pytest.param(Operation(LISTED, {}, None), LISTED, id="a-listed-text"),
        pytest.param(by_id("a"), LISTED, id="a-listed-id"),
        pytest.param(Operation(OTHER, {}, None), "DOCUMENT_NOT_KNOWN", id="another-text"),
        pytest.param(by_hash(OTHER, hash_of(OTHER)), "DOCUMENT_NOT_KNOWN", id="to-be-registered"),
        pytest.param(by_id("b"), "PERSISTED_QUERY_NOT_FOUND", id="another-id"),
        pytest.param(Operation(LISTED + " ", {}, None), "DOCUMENT_NOT_KNOWN", id="with-a-blank"),
    ],
)
def test_only_listed_documents(operation: Operation, expected: str) -> None:
    assert answered(documents(is_only=True), operation) == expected


def test_a_text_is_registered_by_its_hash_and_buys_nothing_else() -> None:
    found = documents()
    assert answered(found, by_hash(OTHER, hash_of(OTHER))) == OTHER
    assert answered(found, by_hash(OTHER, hash_of(OTHER))) == OTHER
    assert answered(found, by_hash(None, hash_of(OTHER))) == OTHER
    assert not found.is_listed(OTHER)
    assert found.is_listed(LISTED)


def test_what_is_registered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known, "_REGISTERED_BYTES", 100)
    found = documents()
    texts = [f"{{ a{n} {'x' * 40} }}" for n in range(3)]
    for text in texts:
        answered(found, by_hash(text, hash_of(text)))
    kept = [answered(found, by_hash(None, hash_of(text))) for text in texts]
    assert kept == ["PERSISTED_QUERY_NOT_FOUND", *texts[1:]]


@pytest.mark.parametrize(
    "manifest",
    [pytest.param(APOLLO, id="apollo"), pytest.param({"a": LISTED}, id="relay")],
)
def test_a_manifest_is_read(tmp_path: Path, manifest: object) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(manifest))
    assert read_manifest(path) == [("a", LISTED)]
    found = KnownDocuments.load(path, is_only=True)
    assert answered(found, by_id("a")) == LISTED
    assert found.texts > {LISTED}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{", id="no-json"),
        pytest.param("[]", id="a-list"),
        pytest.param('{"a": 1}', id="an-id-of-no-text"),
        pytest.param(json.dumps({**APOLLO, "version": 2}), id="apollo-version-2"),
        pytest.param(json.dumps({**APOLLO, "operations": [1]}), id="apollo-of-numbers"),
        pytest.param(json.dumps({**APOLLO, "operations": [{"id": "a"}]}), id="apollo-no-body"),
    ],
)
def test_what_is_no_manifest_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(text)
    with pytest.raises(ManifestError, match=r"manifest\.json"):
        read_manifest(path)
    with pytest.raises(ManifestError):
        read_manifest(tmp_path / "nowhere.json")


def test_the_pages_documents_are_listed() -> None:
    found = KnownDocuments.load(None, is_only=True)
    for path in FOLDER.glob("*.graphql"):
        assert found.is_listed(path.read_text("utf-8"))
    ids = [entry["id"] for entry in json.loads(SHIPPED.read_text("utf-8"))["operations"]]
    assert sorted(ids) == sorted(map(hash_of, found.texts))
