"""The report: every check once, the verdict, and what the credential says.

One form for everyone (contract.graphql, `VerificationReport`; CREDENTIAL.md section 4): command
line, HTTP, GraphQL. The registry adds what only it can check with `combine`, which never makes a
verdict better.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from verifier.certificate import Certificate, Holder, prefix_of
from verifier.checks import (
    SEVERITY,
    Check,
    CheckResult,
    Outcome,
    State,
    outcome_of,
    skipped,
)
from verifier.moments import show_moment
from verifier.strict_json import JSON
from verifier.texts import Language, summary_of, text_of

_DECIDING: Final = {
    Outcome.INVALID: State.FAILED,
    Outcome.UNAVAILABLE: State.UNAVAILABLE,
    Outcome.VALID_WITH_WARNINGS: State.WARNED,
}


@dataclass(frozen=True, slots=True)
class ReportedCheck:
    """A check as it is shown: `CheckResult` of contract.graphql."""

    code: Check
    state: State
    text: str
    detail: str | None


class Report(NamedTuple):
    """What came out.

    `certificate` is None where nothing may be believed, and for another type of credential.
    `status` is the state of the certificate where it is known. `verified_at` is the real time, unix
    seconds. `credential` is what was presented, None where that could not be read, or only a
    number was given.
    """

    results: tuple[CheckResult, ...]
    outcome: Outcome
    verified_at: float
    lang: Language = "zh"
    certificate: Certificate | None = None
    holder: Holder = Holder()
    status: str | None = None
    issuer: str | None = None
    credential: bytes | None = None

    @property
    def checks(self) -> tuple[ReportedCheck, ...]:
        """Return every check once, in order, with its text in the language of the report."""
        return self.checks_in(self.lang)

    @property
    def summary(self) -> str:
        """Return one sentence in the language of the report."""
        return self.summary_in(self.lang)

    @property
    def credential_sha256(self) -> str | None:
        """Return the SHA-256 of the credential as presented, in hex."""
        return None if self.credential is None else hashlib.sha256(self.credential).hexdigest()

    @property
    def jwt_sha256(self) -> str | None:
        """Return the SHA-256 of its issuer-signed token, in hex: its name in the log."""
        return None if self.credential is None else jwt_sha256_of(self.credential)

    def result(self, code: Check) -> CheckResult:
        """Return how one check ended."""
        return self.results[_PLACE[code]]

    def checks_in(self, lang: Language) -> tuple[ReportedCheck, ...]:
        """Return the checks with their texts in `lang`."""
        return tuple(
            ReportedCheck(item.code, item.state, text_of(item.reason, lang), item.detail)
            for item in self.results
        )

    def summary_in(self, lang: Language) -> str:
        """Return the verdict in one sentence, with the first check that decided it."""
        state = _DECIDING.get(self.outcome)
        reasons = [item.reason for item in self.results if item.state is state]
        return summary_of(self.outcome, reasons[0] if reasons else None, lang)

    def to_json(self, lang: Language | None = None) -> dict[str, JSON]:
        """Return the report as JSON values, exactly the members of `VerificationReport`."""
        language = self.lang if lang is None else lang
        return {
            "outcome": self.outcome.value,
            "summary": self.summary_in(language),
            "checks": [
                {
                    "code": item.code.value,
                    "state": item.state.value,
                    "text": item.text,
                    "detail": item.detail,
                }
                for item in self.checks_in(language)
            ],
            "certificate": self._certificate_json(),
            "verifiedAt": show_moment(self.verified_at),
            "receipt": None,
        }

    def to_json_line(self, members: Mapping[str, JSON], lang: Language | None = None) -> bytes:
        """Return other members and those of `to_json` as one line of JSON.

        The same few checks end the same way in report after report, so each is written once.
        """
        language = self.lang if lang is None else lang
        checks = [
            _write_check(item.code, item.state, item.reason, item.detail, language)
            for item in self.results
        ]
        head = _write({**members, "outcome": self.outcome, "summary": self.summary_in(language)})
        tail = _write(
            {
                "certificate": self._certificate_json(),
                "verifiedAt": show_moment(self.verified_at),
                "receipt": None,
            }
        )
        return f'{head[:-1]},"checks":[{",".join(checks)}],{tail[1:]}\n'.encode()

    def _certificate_json(self) -> dict[str, JSON] | None:
        facts = self.certificate
        if facts is None:
            return None
        name = self.holder.name
        occupation = None
        if facts.occupation is not None:
            occupation = {"id": facts.occupation, "name": facts.occupation_name}
        return {
            "number": facts.number,
            "kind": facts.kind,
            "level": facts.level,
            "occupation": occupation,
            "workType": facts.work_type,
            "issuedOn": facts.issued_on.isoformat(),
            "issuer": self.issuer,
            "issuerPrefix": prefix_of(facts),
            "status": self.status,
            "statusSince": None,
            "holderNameMasked": f"{name[0]}**" if name else None,
            "disclosed": ",".join(self.holder.disclosed) or None,
        }


def jwt_sha256_of(credential: bytes) -> str:
    """Return the SHA-256, in hex, of the issuer-signed token of a credential in either form."""
    return hashlib.sha256(credential.partition(b"~")[0]).hexdigest()


def _write(value: JSON) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=4096)
def _write_check(code: Check, state: State, reason: str, detail: str | None, lang: Language) -> str:
    return _write({"code": code, "state": state, "text": text_of(reason, lang), "detail": detail})


_PLACE: Final = {code: place for place, code in enumerate(Check)}


def make_report(
    results: Iterable[CheckResult],
    *,
    verified_at: float,
    lang: Language = "zh",
    otherwise: str = "earlier_failure",
    not_found: bool = False,
) -> Report:
    """Return a report of some checks; those not among them are SKIPPED for the reason `otherwise`.

    Args:
        results: in any order; of two results of one check the worse counts.
        verified_at: the real time in unix seconds.
        lang: the language of `Report.checks` and `Report.summary`.
        otherwise: a row of the texts, without its `skipped.`.
        not_found: a number was looked up, and there is none for that holder.
    """
    complete = {code: skipped(code, otherwise) for code in Check}
    _merge(complete, results)
    ordered = tuple(complete.values())
    so_far = Outcome.NOT_FOUND if not_found else Outcome.VALID
    return Report(ordered, outcome_of(ordered, so_far), verified_at, lang)


def combine(report: Report, outcomes: Mapping[Check, CheckResult]) -> Report:
    """Return the report with checks of the registry added, and the verdict anew.

    Of two results for one check the worse counts, so what the registry says can never make a
    verdict better.
    """
    complete = {item.code: item for item in report.results}
    _merge(complete, outcomes.values())
    ordered = tuple(complete.values())
    so_far = Outcome.NOT_FOUND if report.outcome is Outcome.NOT_FOUND else Outcome.VALID
    return report._replace(results=ordered, outcome=outcome_of(ordered, so_far))


def _merge(complete: dict[Check, CheckResult], results: Iterable[CheckResult]) -> None:
    for item in results:
        present = complete[item.code]
        # Of two SKIPPED the later reason is the better informed one.
        if SEVERITY[item.state] >= SEVERITY[present.state]:
            complete[item.code] = item
