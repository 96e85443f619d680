"""Education funds and uses of funds over the real database, for every kind of viewer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest

from registry.viewer import ANONYMOUS, Viewer
from tests.support.api import ADMINISTRATOR, NATION, Api, agency, enterprise, holder, issuer
from tests.support.database import Graph
from tests.support.pay_world import (
    F1,
    F2,
    F3,
    F4,
    F8,
    HANGZHOU,
    NANJING,
    SUZHOU,
    WUHAN,
    running_pay_world,
)


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    with running_pay_world(graph, tmp_path_factory.mktemp("funds")) as api:
        yield api


FUND: Final = """
query ($enterprise: ID!, $year: Int) { educationFund(enterprise: $enterprise, year: $year) {
  year outcome enterprise { uscc } regulation { id } taxRegulation { id }
  figures { wageBill accrued spent spentFrontline highSkillFirm
            frontlineShareOfSpent frontlineShareOfAccrued accrualRate }
  yearBefore { year spent frontlineShareOfSpent }
  conditions { code outcome detail evidence } } }
"""


def fund(api: Api, viewer: Viewer, firm: str, year: int | None = 2025) -> Any:
    reply = api.ask(FUND, viewer, {"enterprise": firm, "year": year})
    assert reply.statements == 1
    return reply.data["educationFund"]


def outcomes(answer: Any) -> dict[str, str]:
    return {row["code"]: row["outcome"] for row in answer["conditions"]}


@pytest.mark.parametrize(
    "viewer",
    [enterprise(F1), issuer(F1), agency(NANJING), agency("320000"), NATION, ADMINISTRATOR],
)
def test_a_fund_that_is_in_order(api: Api, viewer: Viewer) -> None:
    answer = fund(api, viewer, F1, None)
    assert (answer["year"], answer["outcome"]) == (2025, "MET")
    assert answer["enterprise"] == {"uscc": F1}
    assert answer["figures"] == {
        "wageBill": 1_000_000, "accrued": 25_000, "spent": 20_000, "spentFrontline": 12_000,
        "highSkillFirm": True, "frontlineShareOfSpent": 0.6, "frontlineShareOfAccrued": 0.48,
        "accrualRate": 0.025,
    }  # fmt: skip
    assert answer["yearBefore"] == {"year": 2024, "spent": 10_000, "frontlineShareOfSpent": 0.5}
    assert answer["regulation"] == {"id": "CN-EDUCATION-FUND-2006-317"}
    assert answer["taxRegulation"] == {"id": "CN-EDUCATION-FUND-TAX-2018-51"}
    assert [row["code"] for row in answer["conditions"]] == [
        "FRONTLINE_SHARE_OF_SPENT", "ACCRUAL_RATE", "FRONTLINE_SHARE_OF_ACCRUED",
        "TAX_DEDUCTIBLE", "FIGURES_ADD_UP",
    ]  # fmt: skip
    # The share of what is set aside is shown, and does not decide.
    assert outcomes(answer)["FRONTLINE_SHARE_OF_ACCRUED"] == "UNMET"


def test_evidence_is_the_row_of_the_year(api: Api) -> None:
    answer = fund(api, agency(NANJING), F1)
    assert {tuple(row["evidence"]) for row in answer["conditions"]} == {(f"{F1}|2025",)}


@pytest.mark.parametrize(
    ("firm", "year", "outcome", "expected"),
    [
        pytest.param(F1, 2024, "UNMET", {"ACCRUAL_RATE": "MET"}, id="half-for-the-front-line"),
        pytest.param(F2, 2025, "UNMET", {"ACCRUAL_RATE": "UNKNOWN"}, id="nobody-knows-the-bound"),
        pytest.param(
            F3, 2025, "UNKNOWN", {"FRONTLINE_SHARE_OF_SPENT": "UNKNOWN"}, id="nothing-recorded"
        ),
        pytest.param(F4, 2025, "UNKNOWN", {"TAX_DEDUCTIBLE": "UNKNOWN"}, id="no-row-at-all"),
        pytest.param(F1, 2001, "UNKNOWN", {"ACCRUAL_RATE": "UNKNOWN"}, id="before-any-rule"),
    ],
)
def test_what_is_not_known_is_unknown(
    api: Api, firm: str, year: int, outcome: str, expected: dict[str, str]
) -> None:
    answer = fund(api, NATION, firm, year)
    assert answer["outcome"] == outcome
    assert expected.items() <= outcomes(answer).items()


@pytest.mark.parametrize("viewer", [ANONYMOUS, holder("w1"), enterprise(F2), agency("330000")])
def test_the_inside_of_a_firm_is_nobody_elses(api: Api, viewer: Viewer) -> None:
    assert fund(api, viewer, F1) is None


def test_a_year_must_be_one(api: Api) -> None:
    asked = {"enterprise": F1, "year": 12}
    assert api.ask(FUND, NATION, asked).codes == ["BAD_ARGUMENT"]


USES: Final = """
query ($fund: FundKind, $division: ID, $enterprise: ID, $year: Int, $first: Int, $after: String) {
  fundUses(fund: $fund, division: $division, enterprise: $enterprise, year: $year, first: $first,
           after: $after) {
    nodes { id fund fundName year usedOn amount purpose training trainingKind peopleBenefited
            division { code } enterprise { uscc } workers { id } }
    totals { fund uses amount unknownAmounts }
    doubleFunding { kind outcome funds training people evidence regulation { id } }
    doubleFundingCount { value exact }
    totalCount { value } pageInfo { hasNextPage endCursor } } }
"""

IN_NANJING: Final = ["U13", "U12", "U05", "U04", "U03", "U02", "U01", "U06"]
EVERYWHERE: Final = [
    "U13", "U12", "U11", "U10", "U09", "U08", "U05", "U04", "U03", "U02", "U01", "U07", "U06",
]  # fmt: skip


def uses(api: Api, viewer: Viewer, **asked: Any) -> Any:
    reply = api.ask(USES, viewer, asked)
    assert reply.statements == 1
    return reply.data["fundUses"]


@pytest.mark.parametrize(
    ("viewer", "asked", "ids"),
    [
        pytest.param(agency(NANJING), {}, IN_NANJING, id="its-city"),
        pytest.param(NATION, {}, EVERYWHERE, id="the-nation"),
        pytest.param(ADMINISTRATOR, {"division": NANJING}, IN_NANJING, id="a-city-asked-for"),
        pytest.param(agency("320000"), {"year": 2024}, ["U07", "U06"], id="a-year"),
        pytest.param(NATION, {"fund": "TALENT_TEAM"}, ["U06"], id="a-fund"),
        pytest.param(agency("320000"), {"enterprise": F4}, ["U09", "U07"], id="a-firm"),
        pytest.param(enterprise(F4), {}, ["U09", "U07"], id="the-firm-itself"),
        pytest.param(enterprise(F4), {"enterprise": F1}, [], id="another-firm"),
        pytest.param(agency(NANJING), {"division": SUZHOU}, [], id="another-city"),
        pytest.param(issuer(F1), {}, [], id="an-issuer"),
        pytest.param(holder("w1"), {}, [], id="a-holder"),
        pytest.param(ANONYMOUS, {}, [], id="nobody"),
    ],
)
def test_uses_in_the_duty(api: Api, viewer: Viewer, asked: dict[str, Any], ids: list[str]) -> None:
    page = uses(api, viewer, **asked)
    assert [row["id"] for row in page["nodes"]] == ids
    assert page["totalCount"]["value"] == len(ids) == sum(row["uses"] for row in page["totals"])


def test_a_use_with_all_that_is_known(api: Api) -> None:
    [row] = [row for row in uses(api, agency(NANJING))["nodes"] if row["id"] == "U01"]
    assert row == {
        "id": "U01", "fund": "SKILL_ACCOUNT", "fundName": "南京专账", "year": 2025,
        "usedOn": "2025-03-01", "amount": 5_000, "purpose": "焊工培训", "training": "T1",
        "trainingKind": "COURSE", "peopleBenefited": 2, "division": {"code": NANJING},
        "enterprise": {"uscc": F1}, "workers": [{"id": "w1"}, {"id": "w2"}],
    }  # fmt: skip


def test_pages_joined_are_the_whole_once(api: Api) -> None:
    ids, after = [], None
    while True:
        page = uses(api, NATION, first=5, after=after)
        ids += [row["id"] for row in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert ids == EVERYWHERE


def test_sums_are_of_all_pages(api: Api) -> None:
    totals = uses(api, agency(NANJING), first=1)["totals"]
    assert {row["fund"]: (row["uses"], row["amount"], row["unknownAmounts"]) for row in totals} == {
        "EMPLOYMENT_SUBSIDY": (2, 9_000, 0),
        "ENTERPRISE_EDUCATION": (1, 1_000, 0),
        "SKILL_ACCOUNT": (4, 10_500, 0),
        "TALENT_TEAM": (1, None, 1),
    }


def found(page: Any) -> list[tuple[Any, ...]]:
    return sorted(
        (row["kind"], row["outcome"], row["training"], tuple(row["evidence"]))
        for row in page["doubleFunding"]
    )


ALL_FOUND: Final = [
    # An apprentice of Wuhan is paid no other training in the year; one of Nanjing may be.
    ("BESIDE_SOLE_TRAINING", "UNMET", "T5", ("U10", "U11")),
    ("PAID_TWICE", "UNMET", "T2", ("U04", "U05")),
    # Who was trained with U06 is not recorded.
    ("SAME_TRAINING", "UNKNOWN", "T3", ("U06", "U07")),
    ("TWO_PUBLIC_FUNDS", "UNMET", "T1", ("U01", "U02")),
    ("TWO_PUBLIC_FUNDS", "UNMET", "T4", ("U08", "U09")),
]


def test_double_funding_of_the_nation(api: Api) -> None:
    page = uses(api, NATION, first=1)
    assert found(page) == ALL_FOUND
    assert page["doubleFundingCount"] == {"value": len(ALL_FOUND), "exact": True}
    by_kind = {row["kind"]: row for row in page["doubleFunding"]}
    assert by_kind["BESIDE_SOLE_TRAINING"]["regulation"] == {"id": "WUHAN-FUND-USE"}
    assert by_kind["PAID_TWICE"]["regulation"] == {"id": "CN-FUND-USE"}
    assert by_kind["PAID_TWICE"]["people"] == 1
    assert by_kind["SAME_TRAINING"]["people"] is None


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [
        pytest.param(
            agency(HANGZHOU),
            [("TWO_PUBLIC_FUNDS", "UNMET", "T4", ("U08",))],
            id="the-other-use-is-elsewhere",
        ),
        pytest.param(agency(WUHAN), [ALL_FOUND[0]], id="the-rule-of-the-city"),
        pytest.param(enterprise(F8), [], id="not-the-business-of-a-firm"),
        pytest.param(ANONYMOUS, [], id="nor-of-anybody"),
    ],
)
def test_double_funding_in_the_duty(
    api: Api, viewer: Viewer, expected: list[tuple[Any, ...]]
) -> None:
    assert found(uses(api, viewer)) == expected


def test_an_unknown_division_is_named(api: Api) -> None:
    assert api.ask(USES, NATION, {"division": "999999"}).codes == ["UNKNOWN_CODE"]
