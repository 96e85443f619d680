"""Write the self-made vectors: one valid credential of each form, and its broken siblings.

    python -m tests.conformance.make_vectors

They are for every verifier of the format, in any language; `test_vectors.py` holds ours to them,
and README.md says how to read one. Each is named for what was changed and says what must come out.
Signatures are deterministic, so a run changes no file whose vector is still the same. The
expectations were written down from the published format, not copied from what our verifier says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.conformance.families.badges import badges
from tests.conformance.families.binding import binding
from tests.conformance.families.disclosing import disclosing
from tests.conformance.families.facts import facts
from tests.conformance.families.log import log
from tests.conformance.families.reading import reading
from tests.conformance.families.standing import standing
from tests.conformance.families.vector import Vector
from tests.support.issuer import NOW, trust_file

VECTORS: Final = Path(__file__).parent / "vectors"
FAMILIES: Final = (reading, disclosing, facts, standing, binding, log, badges)


def all_vectors() -> Iterator[Vector]:
    """Yield every vector."""
    for family in FAMILIES:
        yield from family()


def main() -> None:
    """Write every vector into its file."""
    written = set()
    for vector in all_vectors():
        path = VECTORS / vector.topic / f"{vector.name}.json"
        if path in written:
            raise SystemExit(f"two vectors are called {path.stem}")
        written.add(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        body = {
            "comment": f"self-made by make_vectors.py: {vector.name.replace('-', ' ')}",
            "source": vector.source,
            "now": NOW,
            "trust": trust_file() if vector.trust is None else vector.trust,
            "question": {"credential": vector.credential, **vector.question},
            "expected": {"outcome": vector.outcome, "flaws": vector.flaws},
        }
        text = json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True)
        path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
