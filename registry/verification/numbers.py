"""A certificate by what stands on the paper: its number and one holder factor (MEANINGS.md).

    1  is the number well formed? An ill-formed one is INVALID before any look-up 2  which keys
    could it have? One for each kind whose scheme it fits 3  of what was found, the one whose holder
    fits; nothing else is ever told apart from an unknown number 4  the checks of the record, its
    status on the day that is asked about

Pure: the graph is asked between steps 2 and 3 by the caller.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from registry.graph.verification import Found
from registry.papercheck import check_certificate
from registry.verification.answers import Answer, record_facts
from registry.verification.questions import NumberQuestion
from registry.vocabulary import CertificateKind
from verifier.checks import Check, CheckResult, failed, passed, skipped
from verifier.numbers import read_number
from verifier.report import make_report
from verifier.texts import Language

Unseal = Callable[[str], str]

_WITH_RULE: Final = tuple(
    kind for kind in CertificateKind if kind is not CertificateKind.SPECIAL_ABILITY
)
_LONGEST: Final = 64
_ABILITY: Final = re.compile(r"[0-9A-Z]{16}")
"""No rule was published for SPECIAL_ABILITY; sixteen characters were seen (DOMAIN.md 2.3)."""

_SHANGHAI: Final = re.compile(r"[0-9]{13}")
_LAST4: Final = 4


def normal_number(text: str) -> str:
    """Return a number as it is stored, from what people type: wide, spaced, in small letters."""
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text)).upper()


def look_up_keys(question: NumberQuestion) -> tuple[str, ...]:
    """Return the keys of certificates that the number could be, in the order of the kinds."""
    number = normal_number(question.number)
    if not number or len(number) > _LONGEST:
        return ()
    kinds = [question.kind] if question.kind else list(CertificateKind)
    fitting = [kind for kind in kinds if read_number(kind, number) is not None]
    keys = [f"{kind}:{number}" for kind in fitting]
    if "QUALIFICATION" in fitting and _SHANGHAI.fullmatch(number):
        # Printed with 13 digits, stored with 000 in front (DOMAIN.md 2.3).
        keys.append(f"QUALIFICATION:000{number}")
    return tuple(keys)


def judge_number(
    question: NumberQuestion,
    found: Sequence[Found],
    *,
    unseal: Unseal,
    today: date,
    now: float,
    lang: Language,
) -> Answer:
    """Judge a number, given what was found under `look_up_keys`.

    Args:
        question: what is asked.
        found: the certificates, in the order of the keys.
        unseal: opens a sealed ID number.
        today: the day to judge for where the question names none.
        now: the real time, unix seconds.
        lang: of the report.
    """
    on = question.at or today
    subject = normal_number(question.number).encode()
    form = _check_form(question)
    asked = question.holder_name is not None or question.id_last4 is not None
    holder = skipped(Check.HOLDER_MISMATCH, "holder_looked_up" if asked else "holder_factor_wanted")
    fitting = [one for one in found if asked and _holder_fits(one, question, unseal)]
    if not fitting:
        results = (form, holder, *_signed_checks())
        report = make_report(
            results,
            verified_at=now,
            lang=lang,
            otherwise="not_found",
            not_found=True,
        )
        return Answer(report, subject, str(on))
    one = fitting[0]
    results = (holder, *_signed_checks(), *check_certificate(one.case, on=on).values())
    report = make_report(results, verified_at=now, lang=lang, otherwise="number_only")
    facts = record_facts(one, on=on)
    return Answer(report, subject, str(on), one, facts, one.holder_id)


def _check_form(question: NumberQuestion) -> CheckResult:
    """Judge the form of the number alone.

    Of another kind than SPECIAL_ABILITY it must fit a published scheme.
    """
    number = normal_number(question.number)
    if question.kind == CertificateKind.SPECIAL_ABILITY:
        return skipped(Check.FORMAT, "no_rule")
    kinds = (question.kind,) if question.kind else _WITH_RULE
    if any(read_number(kind, number) is not None for kind in kinds):
        return passed(Check.FORMAT)
    if question.kind is None and _ABILITY.fullmatch(number):
        return skipped(Check.FORMAT, "no_rule")
    return failed(Check.FORMAT, "number")


def _signed_checks() -> list[CheckResult]:
    checks = (
        Check.SIGNATURE,
        Check.KEY_STATE,
        Check.VALIDITY_PERIOD,
        Check.STATUS_UNAVAILABLE,
        Check.HOLDER_BINDING,
        Check.DISCLOSURES,
        Check.NOT_IN_LOG,
        Check.LOG_PROOF,
    )
    return [skipped(check, "number_only") for check in checks]


def _holder_fits(found: Found, question: NumberQuestion, unseal: Unseal) -> bool:
    """Say whether every holder factor that was given is that of the holder on record."""
    name, last4 = question.holder_name, question.id_last4
    if name is not None and _plain(name) != _plain(found.holder_name):
        return False
    if last4 is None:
        return True
    if found.id_sealed is None:
        return False
    return unseal(found.id_sealed)[-_LAST4:].upper() == _plain(last4).upper()


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
