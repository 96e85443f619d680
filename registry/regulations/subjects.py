"""The subjects that regulations are about, and the parameters of each.

A parameter that is not listed here is refused, so that nobody believes in one that nothing reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from registry.eligibility.parameters import Reader
from registry.regulations.readers import share


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: how its value is read, and what it is, in words for the documentation."""

    reader: Reader
    words: str
    required: bool = True


SUBJECTS: Final[Mapping[str, Mapping[str, Parameter]]] = {
    "CERTIFICATION": {
        "coverage": Parameter(share, "workers with a certificate / workers employed, at least"),
        "seniorShare": Parameter(
            share, "share of grade SENIOR and up among certified workers, at least", required=False
        ),
        "filedShare": Parameter(
            share, "share of above-scale manufacturers that are filed, at least", required=False
        ),
    },
}
