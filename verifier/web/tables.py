"""What both verifiers read, written down once: the tables and texts of this package, as ES modules.

The verifier in JavaScript is a second implementation, so that each can catch the other's mistakes;
codes, names, numbering schemes and words are no implementation, and two copies kept by hand would
drift apart. `scripts/published.py` writes the modules, and a test fails where they are stale.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

from verifier.certificate import GRADED_KINDS, KINDS, LEVELS, VISIBLE_CLAIMS
from verifier.checks import Check
from verifier.credential import NEVER_DISCLOSED
from verifier.numbers import GRADE_LEVELS, SCHEMES, Scheme
from verifier.scope import DEFAULT_KINDS
from verifier.strict_json import JSON
from verifier.texts import SUMMARIES, TEXTS

_Name = TypeVar("_Name", bound=str)
_HEAD: Final = "// Written by scripts/published.py from {source}; change it there.\n"
_SCHEMES: Final = """\
/** Numbering schemes by kind: a shape, and where year and grade stand, from 0. */
export const NUMBER_SCHEMES = {{
{schemes},
}};
"""
_FLAGS: Final = "su"
"""A dot is any character, as in Python's DOTALL, and a character is a code point."""


def tables_module() -> str:
    """Return `tables.js`: codes, names and numbering schemes."""
    schemes = ",\n".join(
        f"  {kind}: [\n{''.join(map(_scheme, rules))}  ]" for kind, rules in SCHEMES.items()
    )
    return "\n".join(
        (
            _HEAD.format(source="the modules of verifier/"),
            _array("CHECKS", Check, "The checks, in the order of the contract."),
            _array("KINDS", sorted(KINDS), "The kinds of certificates."),
            _array("GRADED_KINDS", sorted(GRADED_KINDS), "Kinds with a level and an occupation."),
            _array("DEFAULT_KINDS", sorted(DEFAULT_KINDS), "Kinds of a scope that names none."),
            _array("LEVELS", sorted(LEVELS), "The levels of a certificate."),
            _array("VISIBLE_CLAIMS", sorted(VISIBLE_CLAIMS), "Claims of ours, never disclosed."),
            _array("NEVER_DISCLOSED", sorted(NEVER_DISCLOSED), "Claims of any, never disclosed."),
            _object("GRADE_LEVELS", GRADE_LEVELS, "The level of a number's grade digit."),
            _SCHEMES.format(schemes=schemes),
        )
    )


def texts_module() -> str:
    """Return `texts.js`: every reason and verdict, in both languages."""
    return "\n".join(
        (
            _HEAD.format(source="verifier/texts.py"),
            _object("TEXTS", _bilingual(TEXTS), "What a report says, a row for every reason."),
            _object("SUMMARIES", _bilingual(SUMMARIES), "The verdict, by outcome."),
        )
    )


def _bilingual(rows: Mapping[_Name, tuple[str, str]]) -> dict[str, JSON]:
    return {str(name): {"zh": chinese, "en": english} for name, (chinese, english) in rows.items()}


def _array(name: str, values: Iterable[str], what: str) -> str:
    lines = "".join(f"  {_literal(str(value))},\n" for value in values)
    return f"/** {what} */\nexport const {name} = [\n{lines}];\n"


def _object(name: str, members: Mapping[str, JSON], what: str) -> str:
    lines = "".join(f"  {_literal(key)}: {_literal(value)},\n" for key, value in members.items())
    return f"/** {what} */\nexport const {name} = {{\n{lines}}};\n"


def _scheme(scheme: Scheme) -> str:
    members = {
        "yearAt": scheme.year_at,
        "gradeAt": scheme.grade_at,
        "hasIssuerPrefix": scheme.has_issuer_prefix,
    }
    lines = "".join(f"      {name}: {_literal(value)},\n" for name, value in members.items())
    return f"    {{\n      shape: /^(?:{scheme.shape.pattern})$/{_FLAGS},\n{lines}    }},\n"


def _literal(value: JSON) -> str:
    return json.dumps(value, ensure_ascii=False)
