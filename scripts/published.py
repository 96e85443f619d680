"""Write the files that are published and computed, or check that they are current.

python scripts/published.py [--check] [FILE]...
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from graphql import OperationDefinitionNode, parse

from registry.settings import settings_page
from registry.web.documents import FOLDER
from schema.known import APOLLO, hash_of
from verifier.web.tables import tables_module, texts_module

ROOT = Path(__file__).resolve().parent.parent


def schema_text() -> str:
    """Return the served schema as SDL."""
    from schema import served  # noqa: PLC0415 - slow, and not needed for the other files

    return served()


def documents_text() -> str:
    """Return the manifest of what the pages and docs/questions ask, as Apollo writes one.

    `viewer` says for whom the statements of a question are planned at the start.
    """
    paths = [*FOLDER.glob("*.graphql"), *(ROOT / "docs" / "questions").glob("*.graphql")]
    manifest = {
        "format": APOLLO,
        "version": 1,
        "operations": [document_entry(path) for path in sorted(paths)],
    }
    return json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"


def document_entry(path: Path) -> dict[str, str]:
    """Return the entry of one document; where it has several operations, of its first."""
    body = path.read_text("utf-8")
    operation = next(
        node for node in parse(body).definitions if isinstance(node, OperationDefinitionNode)
    )
    entry = {
        "id": hash_of(body),
        "name": operation.name.value if operation.name else path.stem,
        "type": operation.operation.value,
        "body": body,
    }
    viewer = body.removeprefix("# ").partition(":")[0]
    return entry if path.parent == FOLDER else {**entry, "viewer": viewer}


PUBLISHED: dict[str, Callable[[], str]] = {
    "docs/settings.md": settings_page,
    "schema/documents.json": documents_text,
    "schema/schema.graphql": schema_text,
    "verifier/web/js/tables.js": tables_module,
    "verifier/web/js/texts.js": texts_module,
}


def main() -> int:
    """Write or check; return the exit status."""
    check = "--check" in sys.argv
    names = [word for word in sys.argv[1:] if word != "--check"] or list(PUBLISHED)
    stale = 0
    for name in names:
        path = ROOT / name
        text = PUBLISHED[name]()
        if path.exists() and path.read_text("utf-8") == text:
            continue
        if check:
            print(f"{name} is not current; scripts/fix writes it")
            stale += 1
        else:
            path.write_text(text, "utf-8")
            print(f"{name} written")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
