"""Promotions that cite a contest, each with the result that justifies it, or why none does.

A promotion is justified if the worker has a place in the event that it cites, the contest was not
after it, the place gives a right to a grade by the regulation of the contest, the occupation is
that of the event, it rises no more grades than allowed, and the certificate that it names is one of
the worker's, of that grade and occupation. Whatever is not recorded is UNKNOWN; what is UNMET is
suspicious.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from registry.eligibility import ConditionReport
from registry.graph.heads.contests import PROMOTIONS
from registry.graph.regulations import decode_regulations
from registry.graph.selection import Selection
from registry.graph.shapes.model import Row
from registry.inquiry import Inquiry
from registry.programme.contests.cases import Certified, Promotion
from registry.programme.contests.rights import SUBJECT, Rights, ruling
from registry.programme.walking import Walk
from registry.regulations.judging import all_of, condition, held
from registry.regulations.rows import regulation_row
from registry.vocabulary import Outcome, Rank

_TEXTS: Final = {
    "RESULT": ("在所引竞赛项目中有名次", "the worker has a place in the event that is cited"),
    "CONTEST_BEFORE": ("竞赛不晚于晋升", "the contest was not after the promotion"),
    "OCCUPATION": ("职业与竞赛项目一致", "the occupation is that of the event"),
    "STEP": ("晋升级数不超过规定", "it rises no more grades than allowed"),
    "CERTIFICATE": (
        "所引证书属本人、不早于竞赛，等级和职业相符",
        "the certificate is the worker's, not older than the contest, of that grade and occupation",
    ),
}
_NOT_RECORDED: Final = ("未记录", "not recorded")
_NO_RESULT: Final = ("没有名次", "no place")


async def promotions_by_competition(
    inquiry: Inquiry,
    wanted: Selection,
    *,
    year: int | None,
    outcomes: Collection[str] | None,
    first: int | None,
    after: str | None,
) -> Row:
    """Return a page of promotions of a year (None: of all), the earliest first.

    `outcomes` None is all; UNMET alone are the suspicious ones.
    """
    chosen = None if outcomes is None else sorted(set(outcomes))
    arguments = {"year": year, "outcomes": chosen, "first": first, "after": after}
    page = inquiry.page("promotionsByCompetition", arguments)
    walk = Walk.of(page, chooses=outcomes is not None)
    answer = await walk.read(
        inquiry,
        PROMOTIONS,
        wanted.below("nodes"),
        frozenset({"regulations"}),
        **{"from": date(year or 1900, 1, 1), "to": date(year or 9999, 12, 31)},
        subject=SUBJECT,
    )
    regulations = decode_regulations(answer.extras["regulations"])

    def keep(row: Row) -> bool:
        regulation = ruling(regulations, division=row["_division"], year=row["_year"])
        rights = Rights(regulation, inquiry.language)
        row["regulation"] = None if regulation is None else regulation_row(regulation)
        row["conditions"] = tuple(Judgement(rights, row["_promotion"], row["_year"]).conditions())
        row["outcome"] = all_of(row["conditions"])
        return outcomes is None or row["outcome"] in outcomes

    return walk.connected(inquiry, answer, keep)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A promotion held against the rights of a place; `year` is that of the contest."""

    rights: Rights
    promotion: Promotion
    year: int

    def conditions(self) -> Iterator[ConditionReport]:
        """Yield what justifies the promotion, condition by condition."""
        promotion, placing = self.promotion, self.promotion.placing
        yield self._made(
            "RESULT",
            held(placing is not None),
            self.rights.said(_NO_RESULT) if placing is None else str(placing.rank),
            *(() if placing is None else (placing.key,)),
        )
        yield self._made(
            "CONTEST_BEFORE",
            held(self.year <= promotion.on.year),
            f"{self.year} / {promotion.on}",
        )
        if placing is not None:
            yield self.rights.promotion(placing)
        yield self._occupation()
        yield self._step()
        yield self._certificate()

    def _occupation(self) -> ConditionReport:
        event = self.promotion.event_occupation
        return self._made(
            "OCCUPATION",
            held(None if event is None else event == self.promotion.occupation),
            f"{self.promotion.occupation} / {event or self.rights.said(_NOT_RECORDED)}",
        )

    def _step(self) -> ConditionReport:
        before, after = self.promotion.before, self.promotion.after
        regulation = self.rights.regulation
        most = None if regulation is None else regulation.parameters.get("promotionStep")
        if before is None:
            return self._made("STEP", Outcome.UNKNOWN, self.rights.said(_NOT_RECORDED))
        steps = f"{Rank(before).name} -> {Rank(after).name}"
        if after <= before:
            return self._made("STEP", Outcome.UNMET, steps)
        if most is None:
            return self._made("STEP", Outcome.UNKNOWN, steps)
        return self._made(
            "STEP", held(after - before <= most), f"{steps}; {after - before} / {most}"
        )

    def _certificate(self) -> ConditionReport:
        promotion = self.promotion
        number, paper = promotion.certificate_no, promotion.certified
        if number is None:
            return self._made("CERTIFICATE", Outcome.UNKNOWN, self.rights.said(_NOT_RECORDED))
        if paper is None:
            return self._made("CERTIFICATE", Outcome.UNMET, number)
        outcome = _fits(paper, promotion)
        if paper.issued_on.year < self.year:
            # What was won before the contest was not won by it.
            outcome = Outcome.UNMET
        return self._made("CERTIFICATE", outcome, f"{number}, {paper.issued_on}", paper.key)

    def _made(self, code: str, outcome: Outcome, detail: str, *evidence: str) -> ConditionReport:
        text = self.rights.said(_TEXTS[code])
        return condition(code, outcome, text, detail=detail, evidence=evidence)


def _fits(paper: Certified, promotion: Promotion) -> Outcome:
    """Say whether a certificate is what the promotion says; it may lack grade or occupation."""
    if not paper.is_own:
        return Outcome.UNMET
    differs = (
        paper.rank not in {None, promotion.after},
        paper.occupation not in {None, promotion.occupation},
    )
    if any(differs):
        return Outcome.UNMET
    return held(None if None in {paper.rank, paper.occupation} else True)
