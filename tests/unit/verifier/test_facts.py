"""Facts that contradict one another, scope, period and holder."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.support.issuer import (
    HOLDER,
    ISS,
    ISSUED,
    NOW,
    PREFIX,
    Issuer,
    certificate_claims,
    trust_file,
)
from tests.support.judging import flaws, judge, reason, states
from verifier import Check, Outcome, State
from verifier.certificate import Certificate, Holder, prefix_of, read_facts, read_holder

ISSUER = Issuer()
DAY = 86_400
QUALIFICATION = {
    "kind": "QUALIFICATION",
    "number": "2610000000300001",
    "level": "SENIOR",
    "issuer_prefix": None,
}
ANYTHING = trust_file(ISSUER.trust_entry(scope=None))


def facts(holder: dict[str, Any] | None = None, **changes: Any) -> str:
    """Issue a certificate with changed facts."""
    return ISSUER.credential(certificate_claims(**changes), holder=holder)


@pytest.mark.parametrize(
    ("credential", "detail"),
    [
        pytest.param(facts(number="Y1"), "number / kind", id="no-scheme"),
        pytest.param(facts(number="２" * 22), "number / kind", id="full-width-digits"),
        pytest.param(
            facts(kind="SPECIAL_TECHNICIAN"), "number / kind", id="scheme-of-another-kind"
        ),
        pytest.param(facts(issued_on="2025-05-30"), "number / issued_on", id="year"),
        pytest.param(facts(level="SENIOR"), "number / level", id="grade"),
        pytest.param(
            facts(issuer_prefix="S000032000124"),
            "number / issuer_prefix; issuer_prefix / iss",
            id="issuer-prefix",
        ),
        pytest.param(
            facts(number="S000032000124262000017"),
            "number / issuer_prefix; number / iss",
            id="number-of-another-issuer",
        ),
        pytest.param(
            facts(number="S000032000124262000017", issuer_prefix=None),
            "number / iss",
            id="tail-of-iss",
        ),
        pytest.param(facts({**HOLDER, "id_last4": "1235"}), "id_last4 / id_number", id="last-four"),
        pytest.param(
            facts({**HOLDER, "birth_date": "1990-01-02"}), "birth_date / id_number", id="birth-date"
        ),
        pytest.param(
            facts(issued_on="2026-06-02"), "issued_on / iat", id="issued-the-day-after-signing"
        ),
        pytest.param(facts({"name": 5}), "name", id="name-is-a-number"),
        pytest.param(facts({"theory": "88"}), "theory", id="score-is-text"),
        pytest.param(facts({"practical": True}), "practical", id="score-is-a-boolean"),
    ],
)
def test_a_certificate_does_not_contradict_itself(credential: str, detail: str) -> None:
    report = judge(credential, ANYTHING)
    assert flaws(report) == {"FORMAT": "FAILED"}
    assert report.result(Check.FORMAT).detail == detail
    assert report.certificate is not None


@pytest.mark.parametrize(
    "credential",
    [
        pytest.param(facts(issuer_prefix=None), id="no-issuer-prefix"),
        pytest.param(facts(issued_on="2026-06-01"), id="issued-on-the-day-of-signing"),
        pytest.param(
            facts({"id_number": "99000019900101123x", "id_last4": "123X"}), id="x-of-either-case"
        ),
        pytest.param(facts({"id_number": "E1234567", "birth_date": "1990-01-01"}), id="a-passport"),
        pytest.param(facts({"id_number": HOLDER["id_number"]}), id="id-number-alone"),
        pytest.param(facts(occupation="6-18-02-04"), id="bare-occupation-code"),
        pytest.param(facts(number="RSN990000123262" + "00017"), id="pilot-number"),
        pytest.param(
            facts(
                kind="SPECIAL_TECHNICIAN",
                number=f"{PREFIX}26T000017",
                level="SPECIAL_TECHNICIAN",
            ),
            id="letter-names-no-level",
        ),
        pytest.param(facts(**QUALIFICATION), id="sixteen-digits"),
        pytest.param(facts(**QUALIFICATION | {"number": "9910000000301"}), id="shanghai-13"),
        pytest.param(
            facts(**QUALIFICATION | {"level": None, "occupation": None}), id="level-unknown"
        ),
        pytest.param(facts(kind="SPECIAL_ABILITY", number="任意"), id="no-rule-for-the-kind"),
    ],
)
def test_what_agrees_passes(credential: str) -> None:
    assert judge(credential, ANYTHING).outcome is Outcome.VALID


def test_a_bare_occupation_is_of_the_2022_edition() -> None:
    report = judge(facts(occupation="6-18-02-04"))
    assert report.outcome is Outcome.VALID
    assert report.to_json()["certificate"]["occupation"]["id"] == "2022:6-18-02-04"


ITEM = ISSUER.trust_entry()["scope"][0]


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        pytest.param(None, "PASSED", id="anything"),
        pytest.param([], "FAILED", id="nothing"),
        pytest.param([ITEM], "PASSED", id="all-fits"),
        pytest.param([{**ITEM, "occupation": "6-18-02-04"}], "PASSED", id="bare-code"),
        pytest.param([{**ITEM, "occupation": "2015:6-18-02-04"}], "FAILED", id="another-edition"),
        pytest.param([{**ITEM, "levels": ["SENIOR"]}], "FAILED", id="another-level"),
        pytest.param([{**ITEM, "kinds": ["QUALIFICATION"]}], "FAILED", id="another-kind"),
        pytest.param([{**ITEM, "kinds": None}], "PASSED", id="kinds-by-default"),
        pytest.param([{**ITEM, "from": "2026-05-30"}], "PASSED", id="begins-that-day"),
        pytest.param([{**ITEM, "from": "2026-05-31"}], "FAILED", id="begins-the-day-after"),
        pytest.param([{**ITEM, "to": "2026-05-30"}], "PASSED", id="ends-that-day"),
        pytest.param([{**ITEM, "to": "2026-05-29"}], "FAILED", id="ended-the-day-before"),
        pytest.param([{**ITEM, "to": None}], "PASSED", id="open-end"),
        pytest.param([{**ITEM, "levels": []}, ITEM], "PASSED", id="second-item"),
    ],
)
def test_scope_is_judged_on_the_day_of_issue(scope: Any, expected: str) -> None:
    report = judge(facts(), trust_file(ISSUER.trust_entry(scope=scope)))
    assert states(report, "OUT_OF_SCOPE", "SIGNATURE") == [expected, "PASSED"]


def test_scope_without_kinds_does_not_cover_older_certificates() -> None:
    scope = [{"occupation": "2022:6-18-02-04", "levels": ["SENIOR"], "from": "2020-01-01"}]
    report = judge(facts(**QUALIFICATION), trust_file(ISSUER.trust_entry(scope=scope)))
    assert flaws(report) == {"OUT_OF_SCOPE": "FAILED"}


@pytest.mark.parametrize(
    ("claims", "at", "expected"),
    [
        pytest.param({}, ISSUED - 60, "PASSED", id="a-minute-before-issue"),
        pytest.param({}, ISSUED - 61, "FAILED", id="a-minute-and-a-second-before"),
        pytest.param({"nbf": NOW + 60}, NOW, "PASSED", id="begins-in-a-minute"),
        pytest.param({"nbf": NOW + 61}, NOW, "FAILED", id="begins-later"),
        pytest.param({"exp": NOW - 59}, NOW, "PASSED", id="ended-within-the-leeway"),
        pytest.param({"exp": NOW - 60}, NOW, "FAILED", id="ended-a-minute-ago"),
        pytest.param({"exp": NOW + 1.5}, NOW, "PASSED", id="fractional-end"),
        pytest.param({"exp": -5}, NOW, "FAILED", id="before-the-epoch"),
    ],
)
def test_the_period_has_a_minute_of_leeway(claims: dict[str, Any], at: int, expected: str) -> None:
    report = judge(facts(**claims), at=at)
    assert states(report, "VALIDITY_PERIOD") == [expected]


def test_a_signature_from_the_far_future_is_early_and_does_not_overflow() -> None:
    report = judge(facts(iat=10**19 - 1, nbf=1e300))
    assert flaws(report) == {"KEY_STATE": "FAILED", "VALIDITY_PERIOD": "FAILED"}


@pytest.mark.parametrize(
    ("shown", "factors", "expected"),
    [
        pytest.param(HOLDER, {}, "SKIPPED", id="nothing-given"),
        pytest.param(HOLDER, {"holder_name": "", "id_last4": ""}, "SKIPPED", id="empty-factors"),
        pytest.param(HOLDER, {"holder_name": " "}, "SKIPPED", id="blank-factor"),
        pytest.param(HOLDER, {"holder_name": "张三丰"}, "PASSED", id="name"),
        pytest.param(HOLDER, {"holder_name": "张三"}, "FAILED", id="half-a-name"),
        pytest.param(HOLDER, {"id_last4": "1234"}, "PASSED", id="last-four"),
        pytest.param(HOLDER, {"id_last4": "1235"}, "FAILED", id="other-last-four"),
        pytest.param(
            {"id_number": HOLDER["id_number"]}, {"id_last4": "1234"}, "PASSED", id="from-id-number"
        ),
        pytest.param({"id_last4": "123X"}, {"id_last4": "123x"}, "PASSED", id="x-of-either-case"),
        pytest.param({}, {"holder_name": "张三丰"}, "SKIPPED", id="not-disclosed"),
        pytest.param(
            {"name": "张三丰"},
            {"holder_name": "张三丰", "id_last4": "1234"},
            "PASSED",
            id="one-of-two-disclosed",
        ),
        pytest.param(
            {"name": "张三丰"},
            {"holder_name": "李四", "id_last4": "1234"},
            "FAILED",
            id="one-of-two-disclosed-and-it-differs",
        ),
        pytest.param(
            HOLDER, {"holder_name": "张三丰", "id_last4": "1"}, "FAILED", id="one-of-two-differs"
        ),
    ],
)
def test_a_holder_factor_contradicts_only_what_is_disclosed(
    shown: dict[str, Any], factors: dict[str, str], expected: str
) -> None:
    report = judge(facts(shown), **factors)
    assert states(report, "HOLDER_MISMATCH") == [expected]


def test_another_credential_type_is_judged_by_the_general_checks_alone() -> None:
    claims = {"iss": ISS, "vct": "urn:example:other", "iat": ISSUED, "name": 5}
    report = judge(ISSUER.credential(claims, holder={"number": "1", "x": 2}), holder_name="x")
    assert report.outcome is Outcome.VALID
    assert report.certificate is None
    assert (
        states(report, "FORMAT", "OUT_OF_SCOPE", "HOLDER_MISMATCH", "STATUS_UNAVAILABLE")
        == ["SKIPPED"] * 4
    )
    assert reason(report, "REVOKED") == "skipped.no_status"


def test_another_credential_type_without_iat_has_no_key_state() -> None:
    report = judge(ISSUER.credential({"iss": ISS, "vct": "urn:example:other"}))
    assert flaws(report) == {"KEY_STATE": "FAILED"}


def test_every_failure_is_reported_at_once_and_status_is_not_asked() -> None:
    credential = facts(level="JUNIOR", exp=NOW - DAY) + "YQ~"
    report = judge(credential, require_key_binding=True)
    assert set(flaws(report)) == {
        "FORMAT",
        "OUT_OF_SCOPE",
        "VALIDITY_PERIOD",
        "HOLDER_BINDING",
        "DISCLOSURES",
    }
    assert states(report, "REVOKED", "SUSPENDED", "STATUS_UNAVAILABLE") == ["SKIPPED"] * 3


@pytest.mark.parametrize(
    ("kind", "number", "said", "prefix"),
    [
        pytest.param("SKILL_GRADE", f"{PREFIX}262000017", "Y1", "Y1", id="its-own-claim"),
        pytest.param("SKILL_GRADE", f"{PREFIX}262000017", None, PREFIX, id="head-of-the-number"),
        pytest.param("SKILL_GRADE", "RGW99000000118300001", None, None, id="scheme-without-one"),
        pytest.param("SKILL_GRADE", "2610", None, None, id="no-scheme"),
    ],
)
def test_the_prefix_of_the_issuer_is_claimed_or_read_from_the_number(
    kind: str, number: str, said: str | None, prefix: str | None
) -> None:
    facts = Certificate(number, kind, date(2026, 5, 30), issuer_prefix=said)
    assert prefix_of(facts) == prefix


def test_claims_about_the_holder_that_are_no_text_are_as_good_as_absent() -> None:
    claims = {"name": "张三", "id_number": 5, "id_last4": "1234", "birth_date": None}
    holder = read_holder(claims, ("name",))
    assert holder == Holder("张三", None, "1234", None, ("name",))
    assert read_holder({}, ()) == Holder()


@pytest.mark.parametrize(
    ("question", "state", "detail"),
    [
        pytest.param(
            {"holder_name": "李四", "id_last4": "9999"},
            State.FAILED,
            "holderName, idLast4",
            id="both",
        ),
        pytest.param(
            {"holder_name": "张三丰", "id_last4": "9999"}, State.FAILED, "idLast4", id="4"
        ),
        pytest.param(
            {"holder_name": " 张三丰 ", "id_last4": " 1234 "}, State.PASSED, None, id="ok"
        ),
        pytest.param({"holder_name": " ", "id_last4": " "}, State.SKIPPED, None, id="blank"),
    ],
)
def test_a_report_says_which_factor_differs(
    question: dict[str, str], state: State, detail: str | None
) -> None:
    result = judge(ISSUER.credential(), **question).result(Check.HOLDER_MISMATCH)
    assert (result.state, result.detail) == (state, detail)


def test_a_factor_that_is_not_disclosed_is_named() -> None:
    shown = ISSUER.credential(hide=("id_number", "id_last4"))
    result = judge(shown, holder_name="张三丰", id_last4="1234").result(Check.HOLDER_MISMATCH)
    assert (result.state, result.detail) == (State.PASSED, "idLast4: not disclosed")


def test_every_fact_is_read_from_its_own_claim() -> None:
    claims = certificate_claims(work_type="电焊工", session="s1")
    assert read_facts(claims) == Certificate(
        claims["number"],
        "SKILL_GRADE",
        date(2026, 5, 30),
        "TECHNICIAN",
        "2022:6-18-02-04",
        "焊工",
        "电焊工",
        "江苏某某评价中心",
        PREFIX,
    )
