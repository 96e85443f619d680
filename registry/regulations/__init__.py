"""What the law asks of a mechanism, as data: who decided it, where and how long it holds.

A *policy* is a rule about one person (registry.eligibility); a *regulation* is a set of parameters
about a subject: how long an apprenticeship lasts, what share of a fund goes to the front line.
Both are imported from `policies/*.json`, both are overridden by the nearest division.

- `subjects` says which parameters each subject has, and how each is read;
- `parsing` reads a regulation and refuses it with the path of the offending part;
- `model` finds the one in force at a place on a day;
- `judging` makes the conditions of an explanation, in three values.

Where no regulation is in force, what it would decide is UNKNOWN.
"""

from registry.regulations.model import Regulation, regulation_in_force
from registry.regulations.parsing import parse_regulation
from registry.regulations.subjects import SUBJECTS

__all__ = ["SUBJECTS", "Regulation", "parse_regulation", "regulation_in_force"]
