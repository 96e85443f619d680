"""Write down what our verifier says in detail of every vector that is not good.

    python -m tests.conformance.make_details

A detail is for people, so no other verifier has to use the same words; ours keep them from one
version to the next, in Python and in the browser alike. A change of words is a change of this file,
read in review.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from tests.support.judging import flaws
from verifier import Report, Trust, verify_credential

HERE: Final = Path(__file__).parent
DETAILS: Final = HERE / "details.json"
STANDARDS: Final = frozenset({"sd-jwt", "status-list"})
QUESTIONS: Final = {
    "logProof": "log_proof",
    "holderName": "holder_name",
    "idLast4": "id_last4",
    "requireKeyBinding": "require_key_binding",
}


def judged(vector: dict[str, Any]) -> Report:
    """Judge what a vector asks."""
    question = {QUESTIONS.get(name, name): value for name, value in vector["question"].items()}
    return verify_credential(
        question.pop("credential"),
        trust=Trust.from_json(vector["trust"]),
        now=vector["now"],
        lang="en",
        **question,
    )


def details() -> dict[str, dict[str, str]]:
    """Return reason and detail of all checks that neither passed nor were skipped, by vector."""
    found = {}
    for path in sorted((HERE / "vectors").glob("*/*.json")):
        if path.parent.name in STANDARDS:
            continue
        report = judged(json.loads(path.read_text(encoding="utf-8")))
        wrong = flaws(report)
        said = {
            item.code.value: f"{item.reason}: {item.detail}"
            for item in report.results
            if item.code in wrong
        }
        if said:
            found[f"{path.parent.name}/{path.stem}"] = said
    return found


def main() -> None:
    """Write the file."""
    text = json.dumps(details(), ensure_ascii=False, indent=1, sort_keys=True)
    DETAILS.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
