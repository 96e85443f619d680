"""Who fulfils the criteria of an honour and is not yet nominated in a batch.

The criteria are the rule of the regulation in force where the viewer asks: the same language and
the same judgement as for appointments (`registry.eligibility`). Without a regulation nobody is
found, and the answer says that none is in force.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from registry.access import counts_exactly
from registry.editions import Editions
from registry.eligibility import ConditionReport, parse_rule, rule_outcome, rule_report
from registry.eligibility.policy import Group, Rule
from registry.errors import UnknownCodeError
from registry.facts import WorkerFacts
from registry.graph.heads.nominees import Way, nominees_head
from registry.graph.regulations import decode_regulations
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.places import place_at, require_division
from registry.programme.walking import Walk
from registry.reference import divisions
from registry.regulations import Regulation
from registry.regulations.rows import regulation_row
from registry.suppression import published
from registry.viewer import Viewer
from registry.vocabulary import Outcome

SUBJECT = "HONOUR"


@dataclass(frozen=True, slots=True)
class Question:
    """Nominees of an honour in a batch; `division` is where they work, None anywhere."""

    honour: str
    batch: str
    division: str | None = None
    allow_unknown: bool = False

    @property
    def outcomes(self) -> frozenset[Outcome]:
        """The outcomes of the rule that are enough."""
        wanted = {Outcome.MET, Outcome.UNKNOWN} if self.allow_unknown else {Outcome.MET}
        return frozenset(wanted)


async def nominees(
    inquiry: Inquiry, question: Question, wanted: Selection, *, first: int | None, after: str | None
) -> Row:
    """Return a page of people, the highest grade first, and what is known of the batch.

    Raises:
        UnknownCodeError: there is no such honour or division.
    """
    require_division(question.division)
    asked: dict[str, object] = {
        "honour": question.honour,
        "batch": question.batch,
        "division": question.division,
        "allowUnknown": question.allow_unknown,
    }
    walk = Walk.of(inquiry.page("nominees", asked | {"first": first, "after": after}), chooses=True)
    division = question.division or inquiry.viewer.division
    place = place_at(division)
    answer = await walk.read(
        inquiry,
        nominees_head(_way(inquiry.viewer, division)),
        wanted.below("nodes"),
        frozenset({"regulations", "ruling", "honour", "nominated"}),
        honour=question.honour,
        batch=question.batch,
        division=division,
        place=list(place) or None,
        subject=SUBJECT,
        filings=True,
    )
    if answer.extras["honour"] is None:
        raise UnknownCodeError(f"honour {question.honour} is not known")
    criteria = _Criteria(inquiry, question, _ruling(answer.extras))
    made = walk.connected(inquiry, answer, criteria.are_fulfilled)
    for row in made["nodes"]:
        row["conditions"] = criteria.explained(row)
    return made | _batch(criteria, answer.extras)


def _way(viewer: Viewer, division: str | None) -> Way:
    """Return the narrowest way to people: the viewer's own, a small place, or the starts."""
    if viewer.subject is not None:
        return "SELF"
    if viewer.organisation is not None:
        return "STAFF"
    level = None if division is None else divisions()[division].level
    # A province has more people than the country has of the grades that honours ask for.
    return level if level in {"CITY", "COUNTY"} else "STARTS"


def _ruling(extras: Any) -> Regulation | None:
    known = {regulation.id: regulation for regulation in decode_regulations(extras["regulations"])}
    return known.get(extras["ruling"])


@dataclass(frozen=True, slots=True)
class _Criteria:
    """The rule of the regulation in force, applied to the facts of a row."""

    inquiry: Inquiry
    question: Question
    regulation: Regulation | None

    @property
    def rule(self) -> Rule | None:
        rule = None if self.regulation is None else self.regulation.parameters.get("rule")
        return None if rule is None else parse_rule(rule, "parameters.rule")

    def are_fulfilled(self, row: Row) -> bool:
        """Say whether the row's person may be nominated; notes the outcome in the row."""
        rule = self.rule
        if self.regulation is None or rule is None:
            return False
        facts: WorkerFacts = row["_facts"]
        received = any(award.honour == self.question.honour for award in facts.honours)
        if received and self.regulation.parameters.get("once"):
            return False
        row["outcome"] = rule_outcome(
            rule, facts, editions=_editions(row), as_of=self.inquiry.today
        )
        return row["outcome"] in self.question.outcomes

    def explained(self, row: Row) -> tuple[ConditionReport, ...]:
        """Return the conditions, those of the outermost "all of" one by one."""
        rule = self.rule
        if rule is None:
            return ()
        whole = rule_report(
            rule,
            row["_facts"],
            editions=_editions(row),
            as_of=self.inquiry.today,
            lang=self.inquiry.language,
        )
        is_all = isinstance(rule, Group) and rule.kind == "allOf"
        return whole.parts if is_all else (whole,)


def _editions(row: Row) -> Editions:
    return Editions((newer, older) for newer, older in row["_kin"])


def _batch(criteria: _Criteria, extras: Any) -> Row:
    """Return what is known of the batch; how many are nominated is exact for the whole nation."""
    id_, name, level, type_quota = extras["honour"]
    inquiry, regulation = criteria.inquiry, criteria.regulation
    nominated: int | None = extras["nominated"]
    if not counts_exactly(inquiry.viewer, ()):
        nominated = published({"nominated": extras["nominated"]})["nominated"]
    quota = type_quota if regulation is None else regulation.parameters.get("quota", type_quota)
    return {
        "honour": {"id": id_, "name": name, "level": level, "quota": type_quota},
        "regulation": None if regulation is None else regulation_row(regulation),
        "batch": criteria.question.batch,
        "quota": quota,
        "nominated": nominated,
        "remaining": None if None in {quota, nominated} else max(0, quota - nominated),
    }
