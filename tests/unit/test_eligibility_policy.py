"""Which policies are refused, by the path of the offending part; and which one holds somewhere."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from registry.eligibility import Policy, PolicyRefusedError, parse_policy, policy_in_force
from registry.vocabulary import Rank

MET = {"is": "key_post"}


def policy(**members: Any) -> dict[str, Any]:
    """Write a policy, with members replaced."""
    return {
        "id": "P",
        "title": "t",
        "validFrom": "2020-06-01",
        "target": "SPECIAL_TECHNICIAN",
        "confidence": "high",
        "rule": MET,
        **members,
    }


def test_the_example_of_the_import_format_is_read() -> None:
    shandong = parse_policy(
        policy(
            id="SD-2020-77",
            documentNo="鲁人社字〔2020〕77号",
            division="370000",
            validTo=None,
            rule={
                "allOf": [
                    {"is": "front_line_post"},
                    {"is": "years_at_level", "level": "SENIOR_TECHNICIAN", "years": 4},
                    {
                        "anyOf": [
                            {
                                "is": "achievement",
                                "kinds": ["METHOD", "STANDARD"],
                                "scopeAtLeast": "ENTERPRISE",
                            },
                            {"is": "mentees_promoted", "count": 3},
                        ]
                    },
                ]
            },
        )
    )
    assert (shandong.target, shandong.division, shandong.valid_to) == (
        Rank.SPECIAL_TECHNICIAN,
        "370000",
        None,
    )


@pytest.mark.parametrize(
    ("data", "path", "reason"),
    [
        pytest.param([], "", "bad_type", id="not-an-object"),
        pytest.param(policy(id=None), "id", "missing", id="no-id"),
        pytest.param(policy(confidence=None), "confidence", "missing", id="no-confidence"),
        pytest.param(policy(rule=None), "rule", "missing", id="no-rule"),
        pytest.param(policy(target="MASTER"), "target", "bad_value", id="a-level-that-is-none"),
        pytest.param(
            policy(validFrom="20200601"), "validFrom", "bad_value", id="another-way-to-write-a-day"
        ),
        pytest.param(
            policy(validTo="2020-05-31"), "validTo", "bad_value", id="ends-before-it-begins"
        ),
        pytest.param(policy(division="山东"), "division", "bad_value", id="a-division-by-name"),
        pytest.param(
            policy(rule={"is": "lucky"}), "rule.is", "unknown_condition", id="unknown-condition"
        ),
        pytest.param(
            policy(rule={"is": ["a"]}),
            "rule.is",
            "unknown_condition",
            id="a-condition-that-is-a-list",
        ),
        pytest.param(
            policy(rule={"allOf": [MET, {"is": "years_at_level", "level": "SENIOR"}]}),
            "rule.allOf[1].years",
            "missing",
            id="a-parameter-is-missing",
        ),
        pytest.param(
            policy(rule={"anyOf": [{"is": "mentees", "count": 1, "kind": "MASTER"}]}),
            "rule.anyOf[0].kind",
            "unknown_parameter",
            id="a-parameter-that-nobody-knows",
        ),
        pytest.param(
            policy(rule={"is": "mentees", "count": True}),
            "rule.count",
            "bad_type",
            id="a-truth-is-no-number",
        ),
        pytest.param(
            policy(rule={"is": "mentees", "count": 0}),
            "rule.count",
            "bad_value",
            id="none-is-no-count",
        ),
        pytest.param(
            policy(rule={"is": "honour", "types": []}),
            "rule.types",
            "bad_value",
            id="an-honour-of-no-type",
        ),
        pytest.param(
            policy(
                rule={"is": "achievement", "kinds": ["METHOD", "SONG"], "scopeAtLeast": "NATION"}
            ),
            "rule.kinds[1]",
            "bad_value",
            id="an-achievement-of-no-kind",
        ),
        pytest.param(
            policy(rule={"is": "competition", "classAtLeast": "VILLAGE", "rankAtMost": 1}),
            "rule.classAtLeast",
            "bad_value",
            id="a-contest-of-no-class",
        ),
        pytest.param(
            policy(rule={"is": "age_between", "min": 40, "max": 30}),
            "rule.max",
            "bad_value",
            id="ages-reversed",
        ),
        pytest.param(
            policy(rule={"is": "age_between"}), "rule.min", "missing", id="an-age-without-bounds"
        ),
        pytest.param(policy(rule={"allOf": []}), "rule.allOf", "bad_value", id="all-of-nothing"),
        pytest.param(
            policy(rule={"allOf": MET}), "rule.allOf", "bad_type", id="a-group-that-is-no-list"
        ),
        pytest.param(
            policy(rule={"atLeast": {"n": 3, "of": [MET, MET]}}),
            "rule.atLeast.n",
            "bad_value",
            id="more-than-there-are",
        ),
        pytest.param(
            policy(rule={"atLeast": {"n": 1, "of": [MET, {"is": "x"}]}}),
            "rule.atLeast.of[1].is",
            "unknown_condition",
            id="deep-in-a-count",
        ),
        pytest.param(
            policy(rule={"allOf": [MET], "anyOf": [MET]}),
            "rule",
            "not_a_rule",
            id="two-groups-in-one",
        ),
        pytest.param(
            policy(rule={"noneOf": [MET]}), "rule", "not_a_rule", id="a-group-that-nobody-knows"
        ),
        pytest.param(policy(rule="always"), "rule", "bad_type", id="a-rule-in-words"),
    ],
)
def test_refused(data: object, path: str, reason: str) -> None:
    with pytest.raises(PolicyRefusedError) as refused:
        parse_policy(data)
    assert (refused.value.path, refused.value.reason) == (path, reason)
    assert refused.value.hint


def test_nesting_without_end_is_refused_not_a_crash() -> None:
    rule: dict[str, Any] = MET
    for _ in range(500):
        rule = {"allOf": [rule]}
    with pytest.raises(PolicyRefusedError) as refused:
        parse_policy(policy(rule=rule))
    assert refused.value.reason == "too_deep"


def made(
    identity: str, division: str | None, valid_from: str = "2020-01-01", **members: Any
) -> Policy:
    """Make a policy at a place."""
    return parse_policy(policy(id=identity, division=division, validFrom=valid_from, **members))


@pytest.mark.parametrize(
    ("policies", "chosen"),
    [
        pytest.param(
            [made("nation", None), made("province", "320000")], "province", id="the-nearest-decides"
        ),
        pytest.param(
            [made("city", "320500"), made("province", "320000")],
            "city",
            id="the-city-before-the-province",
        ),
        pytest.param(
            [made("nation", None), made("elsewhere", "370000")],
            "nation",
            id="elsewhere-does-not-matter",
        ),
        pytest.param(
            [made("old", None), made("new", None, "2024-01-01")],
            "new",
            id="the-later-of-two-at-the-same-place",
        ),
        pytest.param(
            [made("old", "320000"), made("coming", "320000", "2026-06-02")],
            "old",
            id="one-that-begins-tomorrow",
        ),
        pytest.param(
            [made("ended", None, validTo="2026-05-31")], None, id="one-that-ended-yesterday"
        ),
        pytest.param([made("ends", None, validTo="2026-06-01")], "ends", id="one-that-ends-today"),
        pytest.param(
            [made("other", None, target="CHIEF_TECHNICIAN")], None, id="for-another-grade"
        ),
    ],
)
def test_the_policy_in_force(policies: list[Policy], chosen: str | None) -> None:
    found = policy_in_force(
        policies, target=7, place=("320506", "320500", "320000"), on=date(2026, 6, 1)
    )
    assert (found.id if found else None) == chosen
