"""Who becomes eligible for a grade, and when; what each still lacks; what would help most.

- **In time**: those whose report becomes MET by time alone within so many months, the first first.
  It is the `eligibleFrom` of their report: nothing is added, recorded ends happen.
- **Bottlenecks**: for each condition of each policy, how many people have it as the only one that
  is not MET (UNMET or UNKNOWN): the first of them would release most. A rule that is one condition
  (any of several) has none, since whoever does not meet it lacks just that.
- People who hold the grade, or a higher one, are not counted; nor is who fails for two reasons that
  no day will change.

An enterprise sees its own staff, an agency the people of its division. Everybody else may ask for
the published numbers of a division: groups under five are suppressed, and the total with them, so
that two questions with other periods tell nothing about a small group either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from registry.access import counts_exactly
from registry.candidates.cards import Cards, policy_row
from registry.dates import add_months
from registry.derived import condition_key
from registry.editions import Editions
from registry.eligibility import Policy
from registry.eligibility.policy import Group
from registry.eligibility.words import rule_text
from registry.errors import BadArgumentError, UnknownCodeError
from registry.graph.heads.pipeline import Scope, pipeline_head
from registry.graph.policies import decode_policies
from registry.graph.reading import Answer
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.language import Language
from registry.paging import counted
from registry.places import place_at, require_division
from registry.reference import divisions
from registry.suppression import published
from registry.viewer import Role, Viewer
from registry.vocabulary import Outcome, Rank

MAX_MONTHS: Final = 120


@dataclass(frozen=True, slots=True)
class Question:
    """Who of an enterprise, or of a division, for which grade.

    Neither: of the viewer's own, or of the nation for who has none.

    Within so many months, or for want of one condition alone (`lacking`, the id of a bottleneck).

    Raises:
        BadArgumentError: both places are named, or the months are outside 1 to 120.
        UnknownCodeError: there is no such division.
    """

    enterprise: str | None
    division: str | None
    target: Rank
    months: int
    lacking: str | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be asked."""
        if self.enterprise is not None and self.division is not None:
            raise BadArgumentError("name an enterprise or a division, not both")
        if not 1 <= self.months <= MAX_MONTHS:
            raise BadArgumentError(f"within is {self.months}, must be 1 to {MAX_MONTHS} months")
        require_division(self.division)

    def asked_by(self, viewer: Viewer) -> Question:
        """Return the question with the viewer's own place, where none is named."""
        if self.enterprise is not None or self.division is not None:
            return self
        own = viewer.organisation if viewer.role is Role.ENTERPRISE else None
        return replace(self, enterprise=own, division=viewer.division)

    @property
    def scope(self) -> Scope:
        """Where the people are found."""
        if self.enterprise is not None:
            return "enterprise"
        if self.division is None:
            return "everywhere"
        return "province" if divisions()[self.division].level == "PROVINCE" else "city"

    def parameters(self, today: date) -> dict[str, object]:
        """Return the parameters of the statement."""
        place = None if self.division is None else divisions()[self.division]
        is_city = place is not None and place.level == "CITY"
        return {
            "enterprise": self.enterprise,
            "target": int(self.target),
            "until": add_months(today, self.months),
            "lacking": self.lacking,
            "province": self.division,
            "city": None if place is None else self.division if is_city else place.city_code,
            "county": None if is_city else self.division,
        }


async def pipeline(
    inquiry: Inquiry, question: Question, arguments: Mapping[str, object], selection: Selection
) -> Row | None:
    """Return the pipeline as a connection; None where the viewer may not look inside.

    Raises:
        UnknownCodeError: there is no such condition.
        BadPageError, BadCursorError: see `registry.paging`.
    """
    question = question.asked_by(inquiry.viewer)
    page = inquiry.page("pipeline", arguments)
    rows = selection.rows()
    answer = await inquiry.read(
        pipeline_head(question.scope, lacking=question.lacking is not None),
        rows,
        _extras(question, selection),
        **question.parameters(inquiry.today),
        limit=page.limit,
        position=page.position,
        filings=rows.has("missing"),
    )
    if question.enterprise is not None and answer.extras["enterprise"] is None:
        return None
    policies = decode_policies(answer.extras["policies"] or ())
    if question.lacking is not None and question.lacking not in _conditions(policies):
        raise UnknownCodeError(f"condition {question.lacking} is not known")
    _complete(inquiry, answer, policies, question.target)
    found = inquiry.connected(page, answer)
    exactly = question.enterprise is not None or counts_exactly(
        inquiry.viewer, place_at(question.division)
    )
    _count(inquiry, question, answer, found, exactly=exactly)
    return found


def _extras(question: Question, selection: Selection) -> frozenset[str]:
    extras = {"policies", "months"} if selection.has("totalCount") else {"policies"}
    extras |= {name for name in ("totalCount", "months", "bottlenecks") if selection.has(name)}
    return frozenset(extras | {"enterprise"} if question.enterprise is not None else extras)


def _complete(inquiry: Inquiry, answer: Answer, policies: Sequence[Policy], target: Rank) -> None:
    """Fill in what each person lacks."""
    cards = Cards(inquiry, tuple(policies))
    by_id = {policy.id: policy for policy in policies}
    for _, row in answer.rows:
        policy = by_id[row["_policy"]]
        row["policy"] = policy_row(policy)
        if row.get("_facts") is None:
            continue
        editions = Editions((newer, older) for newer, older in row["_kin"])
        judged = cards.judge(row["_facts"], target, editions, as_of=inquiry.today, policy=policy)
        conditions = cards.report_row(judged, sealed=False)["conditions"] if judged else []
        row["missing"] = [one for one in conditions if one["outcome"] is not Outcome.MET]


def _count(
    inquiry: Inquiry, question: Question, answer: Answer, found: Row, *, exactly: bool
) -> None:
    """Fill in the numbers, as exact as the viewer may know them."""
    months = {(year, month): number for year, month, number in answer.extras["months"] or ()}
    shown = dict(sorted(months.items())) if exactly else published(dict(sorted(months.items())))
    found["until"] = add_months(inquiry.today, question.months).isoformat()
    found["months"] = [
        {"month": f"{year}-{month:02}", "people": people} for (year, month), people in shown.items()
    ]
    if not exactly:
        # What lies between two periods could be told from their totals.
        hidden = question.lacking is not None or None in shown.values()
        total = answer.extras["totalCount"]
        found["totalCount"] = None if hidden or total is None else counted(total)
    texts = _texts(decode_policies(answer.extras["policies"] or ()), inquiry.language)
    lacks = {key: number for key, number in answer.extras["bottlenecks"] or () if key in texts}
    most_first = dict(sorted(lacks.items(), key=lambda one: (-one[1], one[0])))
    numbers = most_first if exactly else published(most_first)
    found["bottlenecks"] = [
        {"id": key, **texts[key], "people": numbers[key]}
        # Where numbers are suppressed, their order would tell them.
        for key in (most_first if exactly else sorted(most_first))
    ]


def _conditions(policies: Iterable[Policy]) -> dict[str, tuple[Policy, Any]]:
    """Return the conditions of policies that are lists of them, by key."""
    return {
        condition_key(policy.id, place): (policy, part)
        for policy in policies
        if isinstance(policy.rule, Group)
        for place, part in enumerate(policy.rule.parts)
    }


def _texts(policies: Iterable[Policy], language: Language) -> dict[str, Row]:
    return {
        key: {
            "code": part.kind if isinstance(part, Group) else part.code,
            "text": rule_text(part, language),
            "policy": policy_row(policy),
        }
        for key, (policy, part) in _conditions(policies).items()
    }
