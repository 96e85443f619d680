"""The report: its order, its verdict, its words, and what the registry adds."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import verifier
from tests.support.issuer import HOLDER, NOW, Issuer, trust_file
from tests.support.judging import judge
from verifier import (
    BadRequestError,
    Check,
    CheckResult,
    Outcome,
    State,
    Trust,
    combine,
    make_report,
    verify_credential,
)
from verifier.checks import failed, outcome_of, passed, skipped, unavailable, warned
from verifier.texts import TEXTS

ISSUER = Issuer()
TRUST = Trust.from_json(trust_file())
CONTRACT_ORDER = """
  FORMAT SIGNATURE KEY_STATE ISSUER_NOT_FILED OUT_OF_SCOPE NO_ASSESSMENT_CHAIN LEVEL_NOT_IN_STANDARD
  LATE_REGISTRATION VALIDITY_PERIOD REVOKED SUSPENDED STATUS_UNAVAILABLE HOLDER_MISMATCH
  HOLDER_BINDING DISCLOSURES NOT_IN_LOG LOG_PROOF SUPERSEDED_EDITION DUPLICATE_NUMBER
  CAPACITY_EXCEEDED CONFLICTING_SOURCES
""".split()  # noqa: SIM905 - as contract.graphql writes it


def result(state: State, code: Check = Check.LATE_REGISTRATION) -> CheckResult:
    """Return a result with any text."""
    return CheckResult(code, state, "LATE_REGISTRATION.late")


def test_the_order_is_that_of_the_contract() -> None:
    assert [code.value for code in Check] == CONTRACT_ORDER
    assert [item.code.value for item in judge("x").results] == CONTRACT_ORDER
    assert [item.code.value for item in judge(ISSUER.badge()).results] == CONTRACT_ORDER


@pytest.mark.parametrize(
    ("states", "not_found", "expected"),
    [
        pytest.param([], False, Outcome.VALID, id="nothing"),
        pytest.param([State.SKIPPED, State.PASSED], False, Outcome.VALID, id="passed"),
        pytest.param([State.WARNED], False, Outcome.VALID_WITH_WARNINGS, id="warned"),
        pytest.param(
            [State.WARNED, State.UNAVAILABLE], False, Outcome.UNAVAILABLE, id="warned-too"
        ),
        pytest.param(
            [State.UNAVAILABLE, State.WARNED], False, Outcome.UNAVAILABLE, id="either-way"
        ),
        pytest.param([State.UNAVAILABLE, State.FAILED], False, Outcome.INVALID, id="failed-too"),
        pytest.param([State.WARNED, State.UNAVAILABLE], True, Outcome.NOT_FOUND, id="not-found"),
        pytest.param([State.FAILED], True, Outcome.INVALID, id="failed-before-look-up"),
    ],
)
def test_the_verdict(states: list[State], *, not_found: bool, expected: Outcome) -> None:
    so_far = Outcome.NOT_FOUND if not_found else Outcome.VALID
    assert outcome_of(map(result, states), so_far) is expected


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_verdict_goes_on_from_that_of_other_checks(outcome: Outcome) -> None:
    assert outcome_of([], outcome) is outcome
    assert outcome_of(map(result, [State.WARNED, State.FAILED]), outcome) is Outcome.INVALID
    with_warning = outcome_of([result(State.WARNED)], outcome)
    assert with_warning is (Outcome.VALID_WITH_WARNINGS if outcome is Outcome.VALID else outcome)
    unavailable = outcome_of([result(State.UNAVAILABLE)], outcome)
    stays = outcome in {Outcome.INVALID, Outcome.NOT_FOUND}
    assert unavailable is (outcome if stays else Outcome.UNAVAILABLE)


def test_json_has_the_members_of_the_contract() -> None:
    report = judge(ISSUER.credential(), lang="en").to_json()
    assert list(report) == ["outcome", "summary", "checks", "certificate", "verifiedAt", "receipt"]
    assert report["verifiedAt"] == "2026-11-18T11:06:40Z"
    assert all(set(item) == {"code", "state", "text", "detail"} for item in report["checks"])
    assert report["certificate"] == {
        "number": "S000032000123262000017",
        "kind": "SKILL_GRADE",
        "level": "TECHNICIAN",
        "occupation": {"id": "2022:6-18-02-04", "name": "焊工"},
        "workType": None,
        "issuedOn": "2026-05-30",
        "issuer": "江苏某某评价中心",
        "issuerPrefix": "S000032000123",
        "status": "VALID",
        "statusSince": None,
        "holderNameMasked": "张**",
        "disclosed": "name,id_number,id_last4,birth_date,theory,practical",
    }


def test_no_report_shows_what_is_personal() -> None:
    text = str(judge(ISSUER.credential(), holder_name="x", id_last4="y").to_json())
    assert not any(str(HOLDER[name]) in text for name in ("name", "id_number", "birth_date"))


def test_both_languages_say_everything() -> None:
    report = judge(ISSUER.credential())
    chinese, english = report.to_json("zh"), report.to_json("en")
    assert report.to_json() == chinese
    assert (chinese["summary"], english["summary"]) == ("证书有效。", "The certificate is valid.")
    assert re.search("[\u4e00-\u9fff]", str([item["text"] for item in english["checks"]])) is None
    assert all(re.search("[\u4e00-\u9fff]", item["text"]) for item in chinese["checks"])


def test_the_summary_names_what_decided() -> None:
    report = judge(ISSUER.credential(header={"kid": "k9"}), lang="en")
    assert report.summary == "The certificate is not valid: no trusted key for this issuer."
    assert report.checks[1].text == "no trusted key for this issuer"


def test_every_text_is_used_and_every_reason_has_one() -> None:
    source = "".join(path.read_text() for path in Path(verifier.__file__).parent.glob("*.py"))
    made = re.findall(
        r"(?:passed|failed|warned|unavailable)\(\s*Check\.(\w+)(?:,\s*\"(\w+)\")?", source
    )
    reasons = {f"{code}.{why or 'passed'}" for code, why in made}
    reasons |= {f"skipped.{why}" for why in re.findall(r"skipped\(\s*[\w.]+,\s*\"(\w+)\"", source)}
    assert reasons <= TEXTS.keys()
    assert {row.partition(".")[0] for row in TEXTS} == {*CONTRACT_ORDER, "skipped"}
    assert len(set(TEXTS.values())) == len(TEXTS)


def test_the_registry_adds_what_only_it_knows() -> None:
    report = judge(ISSUER.credential())
    late = verifier.checks.warned(Check.LATE_REGISTRATION, "late", "2026-07-15")
    warned = combine(report, {Check.LATE_REGISTRATION: late})
    assert warned.checks[7].detail == "2026-07-15"
    assert warned.outcome is Outcome.VALID_WITH_WARNINGS
    assert warned.certificate is report.certificate
    failed = combine(warned, {Check.DUPLICATE_NUMBER: result(State.FAILED, Check.DUPLICATE_NUMBER)})
    assert failed.outcome is Outcome.INVALID
    assert [item.code.value for item in failed.results] == CONTRACT_ORDER


def test_the_registry_never_makes_a_verdict_better() -> None:
    report = judge(ISSUER.credential(header={"kid": "k9"}))
    mended = combine(report, {Check.SIGNATURE: result(State.PASSED, Check.SIGNATURE)})
    assert mended.outcome is Outcome.INVALID


def test_a_number_can_be_reported_on() -> None:
    report = make_report([], verified_at=NOW, otherwise="not_found", not_found=True)
    assert report.outcome is Outcome.NOT_FOUND
    assert {item.reason for item in report.results} == {"skipped.not_found"}
    assert (report.credential_sha256, report.jwt_sha256) == (None, None)
    assert combine(report, {}).outcome is Outcome.NOT_FOUND


def test_hashes_are_of_what_was_presented() -> None:
    whole = ISSUER.credential()
    token, _, *others, end = whole.split("~")
    part = "~".join([token, *others, end])
    first, second = judge(whole), judge(part)
    assert first.credential_sha256 != second.credential_sha256
    assert first.jwt_sha256 == second.jwt_sha256
    assert judge(ISSUER.credential(header={"kid": "k9"})).credential_sha256 is not None


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(NOW, id="seconds"),
        pytest.param(float(NOW), id="fractional-seconds"),
        pytest.param(str(NOW), id="seconds-as-text"),
        pytest.param("2026-11-18T11:06:40Z", id="utc"),
        pytest.param("2026-11-18t19:06:40.000+08:00", id="china"),
        pytest.param("2026-11-18T03:06:40-08:00", id="west"),
        pytest.param(datetime.fromtimestamp(NOW, UTC), id="datetime"),
    ],
)
def test_a_moment_is_given_in_any_of_its_forms(moment: Any) -> None:
    report = verify_credential(ISSUER.credential(), trust=TRUST, at=moment, now=NOW)
    assert report.outcome is Outcome.VALID


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param("yesterday", id="a-word"),
        pytest.param("2026-11-18", id="a-day"),
        pytest.param("2026-11-18T11:06:40", id="no-offset"),
        pytest.param("2026-11-18T25:06:40Z", id="no-such-hour"),
        pytest.param("2026-11-18T11:06:40+08:60", id="no-such-offset"),
        pytest.param(datetime(2026, 11, 18), id="naive"),  # noqa: DTZ001 - the point of the test
        pytest.param(True, id="a-boolean"),
        pytest.param(float("inf"), id="infinity"),
        pytest.param(float("nan"), id="nan"),
        pytest.param([], id="an-array"),
    ],
)
def test_what_is_no_moment_is_the_callers_mistake(moment: Any) -> None:
    with pytest.raises(BadRequestError):
        verify_credential(ISSUER.credential(), trust=TRUST, at=moment)


def test_the_clock_is_used_where_no_time_is_given() -> None:
    before = datetime.now(UTC).timestamp()
    assert verify_credential("x", trust=TRUST).verified_at >= before


@pytest.mark.parametrize(
    ("made", "state", "reason"),
    [
        (passed(Check.SIGNATURE, "d"), State.PASSED, "SIGNATURE.passed"),
        (failed(Check.SIGNATURE, "wrong", "d"), State.FAILED, "SIGNATURE.wrong"),
        (warned(Check.LATE_REGISTRATION, "late", "d"), State.WARNED, "LATE_REGISTRATION.late"),
        (unavailable(Check.SIGNATURE, "lost", "d"), State.UNAVAILABLE, "SIGNATURE.lost"),
        (skipped(Check.SIGNATURE, "not_asked", "d"), State.SKIPPED, "skipped.not_asked"),
    ],
)
def test_a_result_has_the_row_of_its_text(made: CheckResult, state: State, reason: str) -> None:
    assert made == CheckResult(made.code, state, reason, "d")
