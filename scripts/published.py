"""Write the files that are published and computed, or check that they are current.

python scripts/published.py [--check] [FILE]...
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from registry.settings import settings_page
from verifier.web.tables import tables_module, texts_module

ROOT = Path(__file__).resolve().parent.parent


def schema_text() -> str:
    """Return the served schema as SDL."""
    from schema import served  # noqa: PLC0415 - slow, and not needed for the other files

    return served()


PUBLISHED: dict[str, Callable[[], str]] = {
    "docs/settings.md": settings_page,
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
