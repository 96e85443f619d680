"""May somebody be lent for a period (S31), and for how much? The regulation MOBILITY decides.

`assignment.from >= home.from, assignment.to <= home.to, sum of duty shares on any day <= 100,
consent of home and worker, one of the known ways` (DOMAIN.md 3.12). What home will say is not known
before it is asked: who holds a key post, or may hold one, is UNKNOWN until then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from registry.dates import in_force
from registry.eligibility import ConditionReport
from registry.language import Language, said
from registry.places import place_at
from registry.regulations import Regulation, regulation_in_force
from registry.regulations.judging import all_of, at_most, condition, held
from registry.vocabulary import Outcome

SUBJECT: Final = "MOBILITY"
FULL_DUTY: Final = 100

Term = tuple[date, date | None]
"""The first and the last day, None is open."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job that is held today or later."""

    uscc: str
    term: Term
    key_post: bool | None
    division: str | None


@dataclass(frozen=True, slots=True)
class Lending:
    """What is on record of one worker.

    The assignments that touch the wanted period (id, days, share), jobs, and consents to be lent
    (key, days, grantee).
    """

    shares: tuple[tuple[str, Term, int], ...]
    jobs: tuple[Job, ...]
    consents: tuple[tuple[str, Term, str | None], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody is wanted for; `host` None: by nobody in particular."""

    mode: str
    start: date
    end: date
    duty_percent: int
    host: str | None


@dataclass(frozen=True, slots=True)
class Lendable:
    """Whether it can be, how much of the working time is free on every day, and why."""

    outcome: Outcome
    free_percent: int
    regulation: Regulation | None
    conditions: tuple[ConditionReport, ...]


def lendable(
    lending: Lending,
    wanted: Wanted,
    regulations: Iterable[Regulation],
    *,
    today: date,
    language: Language,
) -> Lendable:
    """Judge whether a worker can be lent as wanted."""
    home = home_of(lending, today)
    place = place_at(None if home is None else home.division)
    regulation = regulation_in_force(regulations, place=place, on=wanted.start)
    taken = highest_share(lending, wanted.start, wanted.end)
    if regulation is None:
        unknown = condition(
            "REGULATION",
            Outcome.UNKNOWN,
            said(language, "有现行规定", "a regulation is in force"),
        )
        return Lendable(Outcome.UNKNOWN, max(FULL_DUTY - taken, 0), None, (unknown,))
    case = _Case(lending, wanted, home, regulation.parameters, today, language)
    conditions = tuple(case.conditions(taken))
    free = max(regulation.parameters["maxDuty"] - taken, 0)
    return Lendable(all_of(conditions), free, regulation, conditions)


def home_of(lending: Lending, today: date) -> Job | None:
    """Return the present job: of several the one that began last."""
    present = [job for job in lending.jobs if in_force(*job.term, today)]
    return min(present, key=lambda job: (-job.term[0].toordinal(), job.uscc), default=None)


def highest_share(lending: Lending, start: date, end: date) -> int:
    """Return the highest sum of shares on a day of a period.

    Sums only grow on a day on which something begins.
    """
    begins = {max(first, start) for _, (first, _), _ in lending.shares if first <= end} | {start}
    return max(
        sum(share for _, term, share in lending.shares if in_force(*term, day)) for day in begins
    )


def decode_lending(value: Any) -> Lending | None:
    """Return what the statement of a search read of one worker."""
    if value is None:
        return None
    shares, jobs, consents = value
    return Lending(
        shares=tuple((id_, _term(first, last), share) for id_, first, last, share in shares),
        jobs=tuple(
            Job(uscc, _term(first, last), key_post, division)
            for uscc, first, last, key_post, division in jobs
        ),
        consents=tuple(
            (key, _term(first, last), grantee) for key, first, last, grantee in consents
        ),
    )


@dataclass(frozen=True, slots=True)
class _Case:
    lending: Lending
    wanted: Wanted
    home: Job | None
    asked: Any
    today: date
    language: Language

    def conditions(self, taken: int) -> Iterator[ConditionReport]:
        """Yield the conditions that the regulation asks for."""
        yield self._mode()
        yield self._duty(taken)
        yield self._one_full_time()
        if self.asked["homeContract"]:
            yield self._home_contract()
        if self.asked["keyPostConsent"]:
            yield self._home_consent()
        if self.asked["workerConsent"]:
            yield self._worker_consent()

    def _say(self, chinese: str, english: str) -> str:
        return said(self.language, chinese, english)

    def _mode(self) -> ConditionReport:
        return condition(
            "MODE",
            held(self.wanted.mode in self.asked["modes"]),
            self._say("流动方式属于规定的方式", "the way of lending is one of those provided for"),
            detail=self.wanted.mode,
        )

    def _duty(self, taken: int) -> ConditionReport:
        most, total = self.asked["maxDuty"], taken + self.wanted.duty_percent
        return condition(
            "DUTY_SHARE",
            at_most(total, most),
            self._say(
                f"任一日工作量合计不超过 {most}%", f"shares add up to at most {most} % on any day"
            ),
            detail=f"{taken} % + {self.wanted.duty_percent} % / {most} %",
            evidence=[id_ for id_, _, _ in self.lending.shares],
        )

    def _one_full_time(self) -> ConditionReport:
        full = self.asked["fullTime"]
        others = [id_ for id_, _, share in self.lending.shares if share >= full]
        clash = self.wanted.duty_percent >= full and bool(others)
        return condition(
            "ONE_FULL_TIME",
            held(not clash),
            self._say("不同时承担两项全职派遣", "never two full-time assignments at once"),
            evidence=others if clash else (),
        )

    def _home_contract(self) -> ConditionReport:
        text = self._say("原单位合同覆盖全部期间", "the contract with home covers the whole period")
        if self.home is None:
            detail = self._say("目前没有劳动关系", "not employed at present")
            return condition("HOME_CONTRACT", Outcome.UNMET, text, detail=detail)
        first, last = self.home.term
        covers = first <= self.wanted.start and (last is None or last >= self.wanted.end)
        detail = f"{first} / {last or self._say('无固定期限', 'open')}"
        return condition("HOME_CONTRACT", held(covers), text, detail=detail)

    def _home_consent(self) -> ConditionReport:
        text = self._say("关键岗位人员须经原单位同意", "who holds a key post needs home's consent")
        if self.home is None or self.home.key_post is False:
            detail = self._say("不在关键岗位", "holds no key post")
            return condition("HOME_CONSENT", Outcome.MET, text, detail=detail)
        detail = (
            self._say("在关键岗位，须征得原单位同意", "holds a key post: home must be asked")
            if self.home.key_post
            else self._say("未登记是否关键岗位", "whether the post is a key post is not recorded")
        )
        return condition("HOME_CONSENT", Outcome.UNKNOWN, text, detail=detail)

    def _worker_consent(self) -> ConditionReport:
        given = [
            key
            for key, term, grantee in self.lending.consents
            if grantee in {None, self.wanted.host}
            and in_force(*term, self.today)
            and in_force(*term, self.wanted.start)
        ]
        return condition(
            "WORKER_CONSENT",
            held(bool(given)),
            self._say("本人同意柔性流动", "the worker consents to be lent"),
            detail="" if given else self._say("尚未同意", "no consent is in force"),
            evidence=given,
        )


def _term(first: str, last: str | None) -> Term:
    return date.fromisoformat(first), None if last is None else date.fromisoformat(last)
