"""Why a certificate is suspect, in words: each reason with its fact, in the words of all reports."""

from __future__ import annotations

from collections.abc import Collection

from registry.language import Language
from registry.papercheck import CertificateCase, check_certificate
from verifier.checks import Check
from verifier.texts import TEXTS


def shown_codes(codes: Collection[str], asked: Collection[str]) -> list[str]:
    """Return the codes to show: a superseded edition alarms nobody who did not ask for it."""
    superseded = Check.SUPERSEDED_EDITION.value
    return [code for code in codes if code != superseded or superseded in asked]


def detail(case: CertificateCase, codes: Collection[str], language: Language) -> str:
    """Return the reasons of these codes, each with its detail."""
    results = check_certificate(case, on=case.issued_on)
    reasons = []
    for code in codes:
        result = results[Check(code)]
        chinese, english = TEXTS[result.reason]
        text = chinese if language == "zh" else english
        reasons.append(text if result.detail is None else f"{text} ({result.detail})")
    return ("；" if language == "zh" else "; ").join(reasons)
