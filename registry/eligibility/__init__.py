"""May this worker be appointed? Policies as data, judged in three values over time.

Pure: facts go in, reports come out. A policy is parsed into a tree of conditions (`parsing`,
`policy`); every condition becomes a timeline of MET, UNMET and UNKNOWN (`conditions`, `timeline`),
merged by Kleene's logic; a report is read off the timeline of the whole (`report`). What begins
after the day of the question is left out first (`known`).
"""

from __future__ import annotations

from registry.eligibility.parameters import PolicyRefusedError
from registry.eligibility.parsing import parse_policy, parse_rule
from registry.eligibility.policy import Policy, policy_in_force
from registry.eligibility.report import (
    ConditionReport,
    EligibilityReport,
    outcome,
    report,
    rule_outcome,
    rule_report,
)

__all__ = [
    "ConditionReport",
    "EligibilityReport",
    "Policy",
    "PolicyRefusedError",
    "outcome",
    "parse_policy",
    "parse_rule",
    "policy_in_force",
    "report",
    "rule_outcome",
    "rule_report",
]
