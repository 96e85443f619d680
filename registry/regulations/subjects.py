"""The subjects that regulations are about, and the parameters of each.

A parameter that is not listed here is refused, so that nobody believes in one that nothing reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from registry.eligibility.parameters import (
    MAX_COUNT,
    Reader,
    flag,
    level,
    many,
    one_of,
    text,
    whole_number,
)
from registry.regulations.readers import money, rule, share, table
from registry.suppression import K
from registry.vocabulary import (
    ALLOWANCES,
    DESIGNATION_KINDS,
    FUND_TRAININGS,
    FUNDS,
    PAY_MODES,
    TEAM_ROLES,
    AssignmentMode,
    Rank,
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: how its value is read, and what it is, in words for the documentation."""

    reader: Reader
    words: str
    required: bool = True


_LEVEL: Final = one_of(tuple(rank.name for rank in Rank))
_AGE: Final = whole_number(0, 120)

SUBJECTS: Final[Mapping[str, Mapping[str, Parameter]]] = {
    "SUBSIDY": {
        "months": Parameter(whole_number(1, 120), "months after the issue to claim within"),
        "maxPaid": Parameter(whole_number(1, 100), "claims that are paid to a person, at most"),
        "uplift": Parameter(share, "by what share the base rate of an urgent trade rises"),
        "urgentFrom": Parameter(_LEVEL, "the lowest grade whose rate rises", required=False),
        "minLevel": Parameter(_LEVEL, "the lowest grade that is paid for", required=False),
        "maxLevel": Parameter(_LEVEL, "the highest grade that is paid for", required=False),
        "minAge": Parameter(_AGE, "whole years of age, at least", required=False),
        "maxAge": Parameter(_AGE, "whole years of age, at most", required=False),
        "insured": Parameter(
            text, "code of the statement that says that the person is insured", required=False
        ),
        "publicFunds": Parameter(
            many(one_of(FUNDS)), "public funds, of which one alone pays for a training"
        ),
        "mayAdd": Parameter(
            share, "share of trades that a county may add to the catalogue above", required=False
        ),
    },
    "CERTIFICATION": {
        "coverage": Parameter(share, "workers with a certificate / workers employed, at least"),
        "seniorShare": Parameter(
            share, "share of grade SENIOR and up among certified workers, at least", required=False
        ),
        "filedShare": Parameter(
            share, "share of above-scale manufacturers that are filed, at least", required=False
        ),
    },
    "HONOUR": {
        "honour": Parameter(text, "the kind of honour, an id of honour_types.csv"),
        "rule": Parameter(rule, "who may be nominated: a rule of policies", required=False),
        "quota": Parameter(
            whole_number(1, MAX_COUNT),
            "awards in a batch at most, else that of the kind",
            required=False,
        ),
        "needs": Parameter(
            many(one_of(("DOCUMENT", "PUBLICATION", "DAY"))), "what an award must name"
        ),
        "once": Parameter(flag, "nobody receives it twice", required=False),
    },
    "COMPETITION": {
        "fields": Parameter(many(text), "the key fields of contests", required=False),
        "medalPlaces": Parameter(
            table(whole_number(1, MAX_COUNT)), "last place with a medal, by class", required=False
        ),
        "honour": Parameter(text, "the honour that a place gives a right to", required=False),
        "honourPlaces": Parameter(
            table(whole_number(1, MAX_COUNT)),
            "last place with that right, by class",
            required=False,
        ),
        "promotionShare": Parameter(
            table(share),
            "share of those who took part up to which a grade is won, by class",
            required=False,
        ),
        "promotionMedals": Parameter(
            many(one_of(("GOLD", "SILVER", "BRONZE", "MERIT"))),
            "medals that prove a place in that share",
            required=False,
        ),
        "promotionStep": Parameter(
            whole_number(1, 7), "grades that a promotion rises at most", required=False
        ),
    },
    "TEAM": {
        "engineerRoles": Parameter(many(one_of(TEAM_ROLES)), "roles that an engineer has"),
        "engineerPrefixes": Parameter(
            many(text), "beginnings of the codes of an engineer's occupations"
        ),
        "leadingRoles": Parameter(many(one_of(TEAM_ROLES)), "roles that a leading talent has"),
        "leadingLevel": Parameter(
            level, "a grade from which somebody is a leading talent", required=False
        ),
        "leadingHonours": Parameter(many(text), "honours that make a leading talent"),
        "recognition": Parameter(
            text, "code of the statement by which a body recognises one", required=False
        ),
    },
    "MOBILITY": {
        "maxDuty": Parameter(
            whole_number(1, 200), "duty shares on one day add up to at most, in per cent"
        ),
        "fullTime": Parameter(
            whole_number(1, 100), "from this share on an assignment is full-time; never two at once"
        ),
        "modes": Parameter(many(one_of(tuple(AssignmentMode))), "ways in which one may be lent"),
        "homeContract": Parameter(flag, "the contract with home covers the whole period"),
        "keyPostConsent": Parameter(flag, "who holds a key post is lent only if home consents"),
        "workerConsent": Parameter(flag, "the worker consents"),
    },
    "CONTACT": {
        "openAtMost": Parameter(
            whole_number(1, MAX_COUNT), "requests of an enterprise that wait for an answer, at most"
        ),
        "answerDays": Parameter(whole_number(1, 3_650), "days to answer a request"),
        "peaceDays": Parameter(
            whole_number(0, 3_650), "days after a refusal, or none, in which one is not asked again"
        ),
    },
    "APPRENTICESHIP": {
        "contractMonths": Parameter(
            whole_number(0, 1_200), "the labour contract lasts at least so many months"
        ),
        "monthsAtLeast": Parameter(whole_number(0, 1_200), "it lasts at least so many months"),
        "monthsAtMost": Parameter(whole_number(1, 1_200), "it lasts at most so many months"),
        "enterpriseMentor": Parameter(flag, "somebody of the enterprise teaches"),
        "schoolMentor": Parameter(flag, "somebody of the school teaches"),
        "minimumWage": Parameter(flag, "the wage is at least the local minimum"),
        "levels": Parameter(many(one_of(tuple(rank.name for rank in Rank))), "grades to train for"),
        "certificateMonths": Parameter(
            whole_number(0, 120),
            "months after the end within which the certificate is issued; without it any later one",
            required=False,
        ),
        "subsidy": Parameter(money, "yuan a person-year, at least", required=False),
        "subsidyByLevel": Parameter(
            table(money), "yuan a person-year by target grade", required=False
        ),
        "subsidyWithoutCertificate": Parameter(
            money, "yuan a person-year for who finishes without a certificate", required=False
        ),
        "subsidyUnfinished": Parameter(
            money, "yuan a person-year for who does not finish", required=False
        ),
    },
    "MINIMUM_WAGE": {"monthly": Parameter(money, "the lowest lawful wage, yuan a month")},
    "APPRENTICE_RATIO": {
        "share": Parameter(share, "apprentice posts / posts, at least", required=False),
        "staffApprentices": Parameter(
            whole_number(0, 100_000_000), "apprentices planned among staff", required=False
        ),
        "studentApprentices": Parameter(
            whole_number(0, 100_000_000), "apprentices planned among students", required=False
        ),
    },
    "STUDIO": {
        "leaderLevel": Parameter(level, "the leader's grade, at least"),
        "mentoring": Parameter(flag, "the leader teaches"),
    },
    "TRAINING_BASE": {
        "designations": Parameter(
            many(one_of(DESIGNATION_KINDS)), "the host holds one of these on the day of designation"
        ),
        "advancedFrom": Parameter(
            one_of(tuple(rank.name for rank in Rank)),
            "the grade from which intake is counted apart",
        ),
        "smallStaffBelow": Parameter(
            whole_number(1, 1_000_000), "an enterprise with fewer staff is small"
        ),
        "outsideShare": Parameter(
            share,
            "share of seats for small enterprises of the host's chain, at least",
            required=False,
        ),
    },
    "APPOINTMENT": {
        "grades": Parameter(many(one_of(tuple(Rank.__members__))), "the grades that posts have"),
        "quotaRequired": Parameter(flag, "a post of the grade must be free"),
        "filingRequired": Parameter(flag, "the enterprise must be filed for the occupation"),
        "publicationRequired": Parameter(flag, "an appointment must be published"),
        "termYearsMax": Parameter(
            whole_number(1, 50), "years that a term lasts at most", required=False
        ),
        "priorityFields": Parameter(
            many(text), "key fields from which leading talent comes first", required=False
        ),
        "exceptionGrounds": Parameter(
            many(text), "for whom the rules may be relaxed; without it for anybody", required=False
        ),
    },
    "ASSESSMENT": {
        "filedDaysBefore": Parameter(
            whole_number(0, 366), "days between filing a plan and holding it, at least"
        ),
        "perfectPassResults": Parameter(
            whole_number(1, MAX_COUNT), "results from which on it is odd that all passed"
        ),
        "identicalScores": Parameter(
            whole_number(1, MAX_COUNT), "results of a session with the same scores, at most"
        ),
        "resultsPerAssessor": Parameter(
            whole_number(1, MAX_COUNT), "results of a session for each assessor, at most"
        ),
        "resultsPerSiteDay": Parameter(
            whole_number(1, MAX_COUNT), "results of a filing at one site and day, at most"
        ),
        "yearsOnPaper": Parameter(whole_number(0, 100), "years that files are kept on paper"),
        "yearsElectronic": Parameter(whole_number(0, 100), "years that files are kept as data"),
    },
    "SUCCESSION": {
        "age": Parameter(whole_number(16, 100), "age over which a holder may leave"),
        "successorLevel": Parameter(
            one_of(tuple(Rank.__members__)), "grade from which on a mentee may succeed"
        ),
    },
    "PAY_STATISTICS": {
        "people": Parameter(
            whole_number(K, MAX_COUNT), "people in a group that is published, at least"
        ),
        "employers": Parameter(whole_number(1, MAX_COUNT), "employers in it, at least"),
        "largestShare": Parameter(share, "share of one employer in it, at most"),
        "step": Parameter(whole_number(1, MAX_COUNT), "yuan to which medians are rounded"),
    },
    "PAY": {
        "coreModes": Parameter(
            many(one_of(PAY_MODES)), "forms of pay for core posts, key steps and scarce talent"
        ),
        "notBelowManagers": Parameter(
            many(one_of(tuple(rank.name for rank in Rank))),
            "grades that state-owned firms pay no less than middle and senior managers (guidance)",
            required=False,
        ),
    },
    "ALLOWANCE": {
        "recommended": Parameter(
            many(one_of(ALLOWANCES)), "allowances for front-line production and technical posts"
        ),
        "forApprenticeship": Parameter(
            many(one_of(ALLOWANCES)), "what supports apprentices and who teaches them"
        ),
    },
    "EDUCATION_FUND": {
        "frontlineShare": Parameter(share, "share for training of front-line staff, at least"),
        "base": Parameter(
            one_of(("SPENT", "ACCRUED")), "of what the share is taken: what is spent, or set aside"
        ),
        "accrual": Parameter(share, "share of the wage bill to be set aside, at least"),
        "accrualHighSkill": Parameter(share, "the same for firms that need high skill"),
    },
    "EDUCATION_FUND_TAX": {
        "deductible": Parameter(share, "share of the wage bill up to which spending is deductible"),
    },
    "FUND_USE": {
        "publicFunds": Parameter(
            many(one_of(FUNDS)), "funds of which one training is paid by one, and once"
        ),
        "soleTrainings": Parameter(
            many(one_of(FUND_TRAININGS)),
            "trainings beside which no other public training subsidy is paid in the year",
            required=False,
        ),
    },
}
