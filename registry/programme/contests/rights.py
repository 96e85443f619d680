"""What a place in a contest gives a right to, by the regulation in force in its year.

Rights differ by class; of a class that the regulation does not name it says nothing, so what a
place there gives is UNKNOWN, and so is everything where no regulation is in force. A grade is won
by a medal that the regulation accepts as proof, or by a place in the upper share of those who took
part; with neither the medal nor the number of participants recorded that is UNKNOWN.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from registry.eligibility import ConditionReport
from registry.language import Language
from registry.places import place_at
from registry.programme.contests.cases import Placing
from registry.regulations import Regulation, regulation_in_force
from registry.regulations.judging import any_of, at_most, condition, held
from registry.vocabulary import Outcome

SUBJECT: Final = "COMPETITION"

_TEXTS: Final = {
    "MEDAL": ("名次可获奖牌", "the place gives a medal"),
    "HONOUR": ("名次可获荣誉称号：{honour}", "the place gives a right to the honour {honour}"),
    "PROMOTION": ("名次可晋升技能等级", "the place gives a right to a higher grade"),
    "PROVEN_BY_MEDAL": ("奖牌足以证明", "the medal proves it"),
    "UPPER_SHARE": (
        "名次在参赛人数的前{percent}%以内",
        "among the first {percent} % of those who took part",
    ),
}
_SILENT: Final = ("规定未涉及该级别竞赛", "the regulation does not speak of this class")
_NO_RULE: Final = ("没有适用的规定", "no regulation is in force")
_NOT_COUNTED: Final = ("参赛人数未记录", "how many took part is not recorded")
_NO_MEDAL: Final = ("无奖牌记录", "no medal is recorded")


def ruling(
    regulations: Iterable[Regulation], *, division: str | None, year: int
) -> Regulation | None:
    """Return the regulation of a contest: where it was held, on 1 January of its year."""
    return regulation_in_force(regulations, place=place_at(division), on=date(year, 1, 1))


@dataclass(frozen=True, slots=True)
class Rights:
    """The rights that a regulation gives; None: none is in force."""

    regulation: Regulation | None
    language: Language

    def of_place(
        self, placing: Placing, honours: Iterable[tuple[str, str]], promotions: Iterable[str]
    ) -> tuple[ConditionReport, ...]:
        """Return what a place gives a right to, with what came of it as evidence.

        `honours` are kind and key of awards since the contest, `promotions` ids that cite it.
        """
        wanted = self._parameters.get("honour")
        awards = [key for kind, key in honours if kind == wanted]
        conditions = [self._by_table("MEDAL", "medalPlaces", placing)]
        if wanted is not None:
            conditions.append(self._by_table("HONOUR", "honourPlaces", placing, awards))
        conditions.append(self.promotion(placing, promotions))
        return tuple(conditions)

    def promotion(self, placing: Placing, evidence: Iterable[str] = ()) -> ConditionReport:
        """Return whether a place gives a right to a higher grade, and by what."""
        share = self._parameters.get("promotionShare", {}).get(placing.class_)
        if share is None:
            return self._silent("PROMOTION")
        parts = [self._upper_share(placing, share)]
        # Where the share can be counted, a medal that is not on record leaves nothing open.
        medals = self._parameters.get("promotionMedals")
        if medals and (placing.medal is not None or placing.participants is None):
            parts.append(self._proven(placing, medals))
        return condition(
            "PROMOTION",
            any_of(parts),
            self.said(_TEXTS["PROMOTION"]),
            evidence=(placing.key, *evidence),
            parts=parts,
        )

    def said(self, pair: tuple[str, str]) -> str:
        """Return a text in the language of the answer."""
        return pair[0] if self.language == "zh" else pair[1]

    @property
    def _parameters(self) -> Mapping[str, Any]:
        return {} if self.regulation is None else self.regulation.parameters

    def _by_table(
        self, code: str, table: str, placing: Placing, evidence: Iterable[str] = ()
    ) -> ConditionReport:
        places = self._parameters.get(table, {}).get(placing.class_)
        if places is None:
            return self._silent(code)
        return condition(
            code,
            at_most(placing.rank, places),
            self._text(code),
            detail=f"{placing.rank} / {places}",
            evidence=(placing.key, *evidence),
        )

    def _silent(self, code: str) -> ConditionReport:
        why = _NO_RULE if self.regulation is None else _SILENT
        return condition(code, Outcome.UNKNOWN, self._text(code), detail=self.said(why))

    def _upper_share(self, placing: Placing, share: float) -> ConditionReport:
        last = None if placing.participants is None else placing.participants * share
        zh, en = _TEXTS["UPPER_SHARE"]
        percent = f"{share * 100:g}"
        return condition(
            "UPPER_SHARE",
            at_most(placing.rank, last),
            self.said((zh.replace("{percent}", percent), en.replace("{percent}", percent))),
            detail=self.said(_NOT_COUNTED) if last is None else f"{placing.rank} / {last:g}",
        )

    def _proven(self, placing: Placing, medals: Iterable[str]) -> ConditionReport:
        return condition(
            "PROVEN_BY_MEDAL",
            # No medal on record is not "no medal".
            held(None if placing.medal is None else placing.medal in medals),
            self.said(_TEXTS["PROVEN_BY_MEDAL"]),
            detail=placing.medal or self.said(_NO_MEDAL),
        )

    def _text(self, code: str) -> str:
        honour = str(self._parameters.get("honour", ""))
        return self.said(_TEXTS[code]).replace("{honour}", honour)
