"""Is a package reviewed, and does a plan rest on a package that fits?

A package is reviewed if an expert committee that was in office on the day reviewed it before it was
used. A plan is sound if it names a package that holds through its whole period, is for its
occupation and grade, and is reviewed. An empty cell is UNKNOWN: a plan without a package may have
one that nobody wrote down, so it is listed as lacking one and not as wrong.
"""

from __future__ import annotations

from typing import Final

from registry.eligibility import ConditionReport
from registry.language import Language
from registry.programme.teaching.cases import Package, Plan
from registry.regulations.judging import all_of, condition, held
from registry.vocabulary import Outcome, Rank

_TEXTS: Final = {
    "REVIEWED": ("经专家委员会审定", "an expert committee reviewed it"),
    "COMMITTEE_IN_OFFICE": (
        "审定之日委员会在任期内",
        "the committee was in office on the day of the review",
    ),
    "REVIEWED_BEFORE_USE": ("先审定后使用", "it was reviewed before it was used"),
    "PACKAGE": ("采用职业培训包", "it rests on a training package"),
    "PACKAGE_IN_FORCE": (
        "培训包在计划期内有效",
        "the package holds through the whole period of the plan",
    ),
    "OCCUPATION": ("职业与培训包一致", "the occupation is that of the package"),
    "LEVEL": ("等级在培训包范围内", "the grade is one of those of the package"),
    "PACKAGE_REVIEWED": ("培训包已审定", "the package is reviewed"),
}
_NOT_RECORDED: Final = ("未记录", "not recorded")


def package_outcome(package: Package) -> Outcome:
    """Say whether a package is reviewed."""
    return all_of(package_conditions(package, "en"))


def plan_outcome(plan: Plan) -> Outcome:
    """Say whether a plan is sound."""
    return all_of(plan_conditions(plan, "en"))


def package_conditions(package: Package, language: Language) -> tuple[ConditionReport, ...]:
    """Return what is asked of a package, and what was found."""
    told = _Told(language)
    day, office = package.reviewed_on, package.in_office
    return (
        told.made("REVIEWED", package.committee, holds=True if package.committee else None),
        told.made(
            "COMMITTEE_IN_OFFICE",
            None if day is None or office is None else f"{day} / {office}",
            holds=None if day is None or office is None else day in office,
        ),
        told.made(
            "REVIEWED_BEFORE_USE",
            None if day is None else f"{day} / {package.term.start}",
            holds=None if day is None else day <= package.term.start,
        ),
    )


def plan_conditions(plan: Plan, language: Language) -> tuple[ConditionReport, ...]:
    """Return what is asked of a plan, and what was found; without a package only that."""
    told, package = _Told(language), plan.package
    if package is None:
        return (told.made("PACKAGE", None, holds=None),)
    reviewed = package_conditions(package, language)
    occupations = f"{plan.occupation} / {package.occupation}"
    return (
        told.made("PACKAGE", package.id, holds=True),
        told.made(
            "PACKAGE_IN_FORCE",
            f"{package.term} / {plan.term}",
            holds=package.term.covers(plan.term),
        ),
        told.made("OCCUPATION", occupations, holds=plan.occupation == package.occupation),
        told.made(
            "LEVEL",
            None if plan.rank is None else Rank(plan.rank).name,
            holds=None if plan.rank is None else plan.rank in package.ranks,
        ),
        condition(
            "PACKAGE_REVIEWED",
            all_of(reviewed),
            told.said(_TEXTS["PACKAGE_REVIEWED"]),
            evidence=(package.id,),
            parts=reviewed,
        ),
    )


class _Told:
    """Makes conditions in one language."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def said(self, pair: tuple[str, str]) -> str:
        """Return a text in the language."""
        return pair[0] if self._language == "zh" else pair[1]

    def made(self, code: str, found: str | None, *, holds: bool | None) -> ConditionReport:
        """Return a condition; `found` None: it is not recorded."""
        detail = self.said(_NOT_RECORDED) if found is None else found
        return condition(code, held(holds), self.said(_TEXTS[code]), detail=detail)
