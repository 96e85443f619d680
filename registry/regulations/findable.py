"""What the graph keeps beside a regulation, so that a statement can start from it.

Parameters are kept as text that no statement reads. Where the rows of an answer depend on them,
what the statement needs stands beside them: derived from the parameters, written with them.
"""

from __future__ import annotations

from typing import Final

from registry.eligibility.parsing import parse_rule
from registry.eligibility.starts import starts_of
from registry.regulations.model import Regulation

SEPARATOR: Final = ";"


def findable(regulation: Regulation) -> dict[str, str | None]:
    """Return properties of the node beside those of the document.

    `about`: the honour, or the designations that a host needs; `starts`: where people are found who
    may fulfil its rule.
    """
    if regulation.subject == "TRAINING_BASE":
        return {"about": SEPARATOR.join(regulation.parameters["designations"])}
    if regulation.subject != "HONOUR":
        return {}
    rule = regulation.parameters.get("rule")
    starts = () if rule is None else starts_of(parse_rule(rule, "parameters.rule"))
    return {
        "about": str(regulation.parameters["honour"]),
        "starts": SEPARATOR.join(map(str, starts)) or None,
    }
