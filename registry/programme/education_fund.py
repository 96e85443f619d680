"""`educationFund`: what a firm sets aside and spends for training, judged for one year.

Of which base the front line's share is taken is a parameter, since the documents do not say; both
shares are shown, and the one of the regulation decides. A firm that needs high skill sets aside
more; where it is not recorded whether a firm is one, only rates below both or above both decide.
Whether spending is deductible from tax is told beside, and decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from registry.eligibility import ConditionReport
from registry.errors import BadArgumentError
from registry.graph.heads.education_fund import EDUCATION_FUND
from registry.graph.regulations import decode_regulations
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.language import Language, said
from registry.places import place_at
from registry.programme.explaining import explained
from registry.regulations import Regulation, regulation_in_force
from registry.regulations.judging import all_of, at_least, at_most, condition
from registry.vocabulary import Outcome

SUBJECT: Final = "EDUCATION_FUND"
TAX: Final = "EDUCATION_FUND_TAX"
_YEARS: Final = range(1900, 2201)


@dataclass(frozen=True, slots=True)
class Figures:
    """A firm's figures of a year in yuan; None where one is not recorded."""

    year: int
    wage_bill: float | None = None
    accrued: float | None = None
    spent: float | None = None
    spent_frontline: float | None = None
    high_skill: bool | None = None
    key: str | None = None

    @property
    def share_of_spent(self) -> float | None:
        """Return the front line's share of what is spent."""
        return _part(self.spent_frontline, self.spent)

    @property
    def share_of_accrued(self) -> float | None:
        """Return the front line's share of what is set aside."""
        return _part(self.spent_frontline, self.accrued)

    @property
    def accrual_rate(self) -> float | None:
        """Return what is set aside as a share of the wage bill."""
        return _part(self.accrued, self.wage_bill)

    @property
    def spending_rate(self) -> float | None:
        """Return what is spent as a share of the wage bill."""
        return _part(self.spent, self.wage_bill)


def _part(part: float | None, whole: float | None) -> float | None:
    # Rounded, so that 60 % of an amount is 60 % however the division ends.
    return None if part is None or not whole else round(part / whole, 9)


async def education_fund(
    inquiry: Inquiry, enterprise: str | None, wanted: Selection, *, year: int | None
) -> Row | None:
    """Return the fund of a firm for a year, None if it is not open.

    The firm is by default the viewer's own, the year the last full one.

    Raises:
        BadArgumentError: the year is no year.
    """
    asked = inquiry.today.year - 1 if year is None else year
    if asked not in _YEARS:
        raise BadArgumentError(f"year {asked} is outside {_YEARS.start} to {_YEARS.stop - 1}")
    answer = await inquiry.read(
        EDUCATION_FUND,
        wanted,
        frozenset({"regulations"}),
        enterprise=enterprise or inquiry.viewer.organisation,
        year=asked,
        subjects=[SUBJECT, TAX],
    )
    if not answer.rows:
        return None
    [(_, row)] = answer.rows
    known = {figures[0]: Figures(*figures) for figures in row["_figures"]}
    of_year = known.get(asked, Figures(asked))
    on = min(date(asked, 12, 31), inquiry.today)
    fund, tax = (
        _in_force(decode_regulations(answer.extras["regulations"]), subject, row["_division"], on)
        for subject in (SUBJECT, TAX)
    )
    conditions = judged(of_year, fund, inquiry.language)
    beside = list(_told_beside(of_year, tax, inquiry.language))
    return {
        "enterprise": row["enterprise"],
        "year": asked,
        "figures": _row(of_year),
        "yearBefore": _row(known[asked - 1]) if asked - 1 in known else None,
        "outcome": all_of(conditions[:2]),
        "taxRegulation": explained(inquiry, tax, ())["regulation"],
        **explained(inquiry, fund, [*conditions, *beside]),
    }


def _in_force(
    regulations: Iterable[Regulation], subject: str, division: str, on: date
) -> Regulation | None:
    known = [one for one in regulations if one.subject == subject]
    return regulation_in_force(known, place=place_at(division), on=on)


def judged(
    figures: Figures, regulation: Regulation | None, language: Language
) -> list[ConditionReport]:
    """Return the share that decides, the rate of what is set aside, the share of the other base.

    The first two decide.
    """
    asked = {} if regulation is None else regulation.parameters
    share = asked.get("frontlineShare")
    of_spent = _share_condition(
        "FRONTLINE_SHARE_OF_SPENT", figures.share_of_spent, share, figures, language
    )
    of_accrued = _share_condition(
        "FRONTLINE_SHARE_OF_ACCRUED", figures.share_of_accrued, share, figures, language
    )
    decides, other = (
        (of_accrued, of_spent) if asked.get("base") == "ACCRUED" else (of_spent, of_accrued)
    )
    return [decides, _accrual_condition(figures, regulation, language), other]


_BASES: Final = {
    "FRONTLINE_SHARE_OF_SPENT": (
        "用于一线职工的部分占已使用职工教育经费的比例",
        "share of what is spent that goes to front-line staff",
    ),
    "FRONTLINE_SHARE_OF_ACCRUED": (
        "用于一线职工的部分占已提取职工教育经费的比例",
        "share of what is set aside that goes to front-line staff",
    ),
}


def _share_condition(
    code: str, actual: float | None, wanted: float | None, figures: Figures, language: Language
) -> ConditionReport:
    return condition(
        code,
        at_least(actual, wanted),
        said(language, *_BASES[code]) + _bound("≥", wanted),
        detail=_compared(actual, wanted),
        evidence=_evidence(figures),
    )


def _accrual_condition(
    figures: Figures, regulation: Regulation | None, language: Language
) -> ConditionReport:
    """Judge the rate; where it is not known which of two bounds holds, both must say the same."""
    bounds = [] if regulation is None else _bounds(figures, regulation)
    outcomes = {at_least(figures.accrual_rate, bound) for bound in bounds}
    wanted = bounds[0] if len(bounds) == 1 else None
    return condition(
        "ACCRUAL_RATE",
        outcomes.pop() if len(outcomes) == 1 else Outcome.UNKNOWN,
        said(language, "提取额占工资总额的比例", "share of the wage bill that is set aside")
        + "".join(_bound("≥", bound) for bound in bounds),
        detail=_compared(figures.accrual_rate, wanted),
        evidence=_evidence(figures),
    )


def _bounds(figures: Figures, regulation: Regulation) -> list[float]:
    general, high = regulation.parameters["accrual"], regulation.parameters["accrualHighSkill"]
    if figures.high_skill is None:
        return [general, high]
    return [high if figures.high_skill else general]


def _told_beside(
    figures: Figures, tax: Regulation | None, language: Language
) -> Iterator[ConditionReport]:
    """Yield what decides nothing: whether all spending is deductible, and whether it adds up."""
    cap = None if tax is None else tax.parameters["deductible"]
    yield condition(
        "TAX_DEDUCTIBLE",
        at_most(figures.spending_rate, cap),
        said(language, "支出占工资总额的比例在税前扣除限额内", "spending is deductible from tax")
        + _bound("≤", cap),
        detail=_compared(figures.spending_rate, cap),
        evidence=_evidence(figures),
    )
    yield condition(
        "FIGURES_ADD_UP",
        at_most(figures.spent_frontline, figures.spent),
        said(
            language,
            "用于一线职工的部分不超过使用总额",
            "what goes to front-line staff is not more than what is spent",
        ),
        evidence=_evidence(figures),
    )


def _bound(sign: str, bound: float | None) -> str:
    return "" if bound is None else f" {sign} {bound:.1%}"


def _compared(actual: float | None, wanted: float | None) -> str:
    first, second = ("?" if value is None else f"{value:.1%}" for value in (actual, wanted))
    return f"{first} / {second}"


def _evidence(figures: Figures) -> tuple[str, ...]:
    return () if figures.key is None else (figures.key,)


def _row(figures: Figures) -> dict[str, Any]:
    return {
        "year": figures.year,
        "wageBill": figures.wage_bill,
        "accrued": figures.accrued,
        "spent": figures.spent,
        "spentFrontline": figures.spent_frontline,
        "highSkillFirm": figures.high_skill,
        "frontlineShareOfSpent": figures.share_of_spent,
        "frontlineShareOfAccrued": figures.share_of_accrued,
        "accrualRate": figures.accrual_rate,
    }
