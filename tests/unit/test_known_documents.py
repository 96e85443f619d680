"""What the pages ask fits the schema and its limits."""

from __future__ import annotations

from datetime import date

import pytest
from graphql import OperationDefinitionNode, parse

from registry.web.documents import FOLDER, Known, known_documents
from schema.build import build_schema
from schema.documents import Documents
from schema.known import KnownDocuments

KNOWN = known_documents(date(2026, 11, 24))
DOCUMENTS = Documents(build_schema())


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.operation)
def test_a_known_document_is_taken(known: Known) -> None:
    assert DOCUMENTS.read(known.text, known.operation, known.variables).node


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.graphql")), ids=lambda path: path.name)
def test_every_operation_beside_the_pages_is_taken(path: object) -> None:
    text = FOLDER.joinpath(str(path)).read_text(encoding="utf-8")
    for node in parse(text).definitions:
        if isinstance(node, OperationDefinitionNode) and node.name:
            assert DOCUMENTS.read(text, node.name.value, {}).node


def test_what_was_prepared_is_never_forgotten() -> None:
    documents, text = Documents(build_schema()), "{ viewer { role } }"
    documents.prepare(text)
    first = documents.read(text, None, {})
    for n in range(600):
        documents.read(f"{{ viewer {{ role }} }} # {n}", None, {})
    assert documents.read(text, None, {}) is first


def test_every_listed_document_is_taken() -> None:
    for text in KnownDocuments.load(None, is_only=False).texts:
        DOCUMENTS.prepare(text)
