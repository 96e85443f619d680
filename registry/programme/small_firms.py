"""Is an enterprise small? What the graph knows of its size, in three values.

Small and medium enterprises of industry have few staff or little revenue
(工信部联企业〔2011〕300号). Revenue is not recorded, but who is below the designated size
(规模以下) has little; of the others the number of staff decides. Schools and evaluators are no
enterprises.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from registry.language import Language, said
from registry.regulations.judging import condition, held

if TYPE_CHECKING:
    from registry.eligibility import ConditionReport
    from registry.regulations import Regulation


@dataclass(frozen=True, slots=True)
class Size:
    """What is known of the size of an organisation; None is unknown."""

    kind: str | None
    scale_above: bool | None
    staff_total: int | None


def is_small(size: Size, regulation: Regulation | None) -> bool | None:
    """Say whether it is a small enterprise by a regulation of training bases; None: unknown."""
    if size.kind is not None and size.kind != "ENTERPRISE":
        return False
    if regulation is None or size.kind is None:
        return None
    if size.scale_above is False:
        return True
    if size.staff_total is None:
        return None
    below: int = regulation.parameters["smallStaffBelow"]
    return size.staff_total < below


def small_condition(
    size: Size, regulation: Regulation | None, *, uscc: str, language: Language
) -> ConditionReport:
    """Return the condition that an enterprise is small."""
    below = None if regulation is None else regulation.parameters["smallStaffBelow"]
    unknown = said(language, "未知", "unknown")
    above = unknown if size.scale_above is None else _yes_or_no(size.scale_above, language)
    staff = unknown if size.staff_total is None else str(size.staff_total)
    return condition(
        "SMALL_ENTERPRISE",
        held(is_small(size, regulation)),
        said(
            language,
            f"中小微企业：规模以下，或从业人员少于 {below or unknown} 人",
            f"a small enterprise: below the designated size, or staff below {below or unknown}",
        ),
        detail=said(
            language,
            f"规模以上：{above}；从业人员：{staff}",
            f"above the designated size: {above}; staff: {staff}",
        ),
        evidence=(uscc,),
    )


def _yes_or_no(value: bool, language: Language) -> str:  # noqa: FBT001 - the value is shown
    return said(language, "是", "yes") if value else said(language, "否", "no")
