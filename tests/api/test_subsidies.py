"""Occupations, subsidised catalogues, quotes, training projects, challenges: for each viewer."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

import pytest

from registry.graph.invariants import rules
from registry.viewer import ANONYMOUS, Viewer
from tests.support import subsidy_world as world
from tests.support.api import (
    ADMINISTRATOR,
    NATION,
    Api,
    agency,
    enterprise,
    holder,
    issuer,
    running_api,
)
from tests.support.database import Graph
from tests.support.subsidy_world import CITY, COUNTY, PLANT, YARD

NOON: Final = datetime(2026, 11, 24, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def api(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """Ask the application over the world on its day."""
    world.build(graph.settings, tmp_path_factory.mktemp("subsidies"))
    with running_api(graph.settings, clock=lambda: NOON) as api:
        yield api


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of the world."""
    lines = [line.strip() for line in world.FILES[name].strip().splitlines()]
    return list(csv.DictReader(lines))


def ask(api: Api, query: str, viewer: Viewer = ADMINISTRATOR, **variables: Any) -> Any:
    """Return the answer of a query of one root field, which must take one statement."""
    reply = api.ask(query, viewer, variables)
    assert reply.statements == 1
    [answer] = reply.data.values()
    return answer


OCCUPATION: Final = """
query ($id: ID!) { occupation(id: $id) {
  id name addedOn supersedes { id } supersededBy { id } standards { gzbNo year levels } } }
"""


def test_an_occupation_with_its_editions_and_standards(api: Api) -> None:
    welder = ask(api, OCCUPATION, ANONYMOUS, id="6-18-02-04")
    assert welder["id"] == world.WELDER
    assert [one["id"] for one in welder["supersedes"]] == [world.OLD_WELDER]
    assert welder["supersededBy"] == []
    assert welder["addedOn"] is None
    assert [(one["gzbNo"], one["year"], len(one["levels"])) for one in welder["standards"]] == [
        ("GZB-W-2024", 2024, 4),
        ("GZB-W-2018", 2018, 3),
    ]
    old = ask(api, OCCUPATION, ANONYMOUS, id=world.OLD_WELDER)
    assert [one["id"] for one in old["supersededBy"]] == [world.WELDER]
    assert ask(api, OCCUPATION, id="2022:9-99-99-99") is None


NEW: Final = """
query ($since: Date, $text: String) { occupations(newSince: $since, text: $text) {
  nodes { id addedOn } totalCount { value } } }
"""


@pytest.mark.parametrize(
    ("since", "text", "expected"),
    [
        pytest.param("2024-07-31", None, ["2022:6-31-07-04"], id="since-the-day"),
        pytest.param("2024-08-01", None, [], id="since-the-day-after"),
        pytest.param("2024-07-31", "智能制造", ["2022:6-31-07-04"], id="by-text"),
        pytest.param("2024-07-31", "焊工", [], id="another-by-text"),
    ],
)
def test_new_occupations(api: Api, since: str, text: str | None, expected: list[str]) -> None:
    page = ask(api, NEW, ANONYMOUS, since=since, text=text)
    assert [one["id"] for one in page["nodes"]] == expected
    assert page["totalCount"]["value"] == len(expected)


CATALOGUE: Final = """
query ($division: ID!, $year: Int!, $with: Int) {
  subsidyCatalogue(division: $division, year: $year, comparedWith: $with) {
    catalogue { id year version documentNo supplements trades division { code }
      items { nodes { ...item } totalCount { value } } }
    comparedWith { id }
    added { ...item } removed { ...item }
    changed { differs before { ...item } after { ...item } }
    regulation { id } conditions { code outcome detail evidence } } }
fragment item on SubsidyItem { occupation { id } level baseRate urgent field }
"""


@pytest.mark.parametrize(
    ("division", "year", "expected"),
    [
        pytest.param(COUNTY, 2026, "XS-26", id="the-county-itself"),
        pytest.param("320902", 2026, "YC-26b", id="a-district-without-one"),
        pytest.param(CITY, 2026, "YC-26b", id="the-latest-version-that-is-published"),
        pytest.param("320500", 2026, "JS-26", id="another-city-of-the-province"),
        pytest.param("320902", 2025, "YC-25", id="another-year"),
        pytest.param("330100", 2026, None, id="a-province-without-any"),
    ],
)
def test_the_nearest_catalogue_decides(
    api: Api, division: str, year: int, expected: str | None
) -> None:
    found = ask(api, CATALOGUE, ANONYMOUS, division=division, year=year)
    assert (found and found["catalogue"]["id"]) == expected


def values(item: dict[str, Any]) -> tuple[Any, ...]:
    return (
        item["occupation"]["id"],
        item["level"],
        item["baseRate"],
        item["urgent"],
        item["field"],
    )


def items_of(catalogue: str) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Return the items of a catalogue as its file says them."""
    return {
        (row["occupation"], row["level"]): (
            row["occupation"],
            row["level"],
            float(row["base_rate"]),
            {"1": True, "0": False, "": None}[row["urgent"]],
            row["field"] or None,
        )
        for row in rows("subsidy_items.csv")
        if row["catalogue_id"] == catalogue
    }


def test_what_changed_between_two_years(api: Api) -> None:
    report = ask(api, CATALOGUE, division=CITY, year=2026, **{"with": 2025})
    before, after = items_of("YC-25"), items_of("YC-26b")
    assert report["comparedWith"]["id"] == "YC-25"
    assert {values(one) for one in report["added"]} == {
        after[key] for key in after.keys() - before.keys()
    }
    assert {values(one) for one in report["removed"]} == {
        before[key] for key in before.keys() - after.keys()
    }
    assert {(values(one["before"]), values(one["after"])) for one in report["changed"]} == {
        (before[key], after[key])
        for key in before.keys() & after.keys()
        if before[key] != after[key]
    }
    assert [one["differs"] for one in report["changed"]] == [["baseRate", "urgent"]]
    shown = report["catalogue"]
    assert {values(one) for one in shown["items"]["nodes"]} == set(after.values())
    assert (shown["trades"], shown["items"]["totalCount"]["value"]) == (3, 4)
    assert shown["documentNo"] == "盐人社〔2026〕9号"


def test_nothing_is_compared_without_another_year(api: Api) -> None:
    report = ask(api, CATALOGUE, division=CITY, year=2026)
    assert report["comparedWith"] is None
    assert report["added"] == report["removed"] == report["changed"] == []
    assert report["conditions"] == []
    missing = ask(api, CATALOGUE, division=CITY, year=2026, **{"with": 2024})
    assert missing["comparedWith"] is None
    assert missing["added"] == missing["removed"] == []


def test_a_county_that_adds_too_much(api: Api) -> None:
    report = ask(api, CATALOGUE, division=COUNTY, year=2026)
    [said] = report["conditions"]
    assert (said["code"], said["outcome"]) == ("MAY_ADD", "UNMET")
    assert set(said["evidence"]) == {"XS-26", "YC-26b"}
    assert report["regulation"]["id"] == "JS-YANCHENG-SUBSIDY-2025"


PAGE: Final = """
query ($level: SkillLevel, $urgent: Boolean, $field: String, $after: String) {
  subsidyCatalogue(division: "320900", year: 2026) { catalogue {
    items(first: 1, after: $after, level: $level, urgent: $urgent, field: $field) {
      nodes { occupation { id } level } totalCount { value }
      pageInfo { hasNextPage endCursor } } } } }
"""


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param({}, 4, id="all"),
        pytest.param({"level": "SENIOR"}, 2, id="by-grade"),
        pytest.param({"urgent": True}, 2, id="urgent"),
        pytest.param({"urgent": False}, 1, id="not-urgent"),
        pytest.param({"field": "船舶与海洋工程装备", "level": "TECHNICIAN"}, 1, id="by-field"),
    ],
)
def test_pages_of_items_are_the_whole_once(api: Api, wanted: dict[str, Any], expected: int) -> None:
    seen: list[tuple[str, str]] = []
    after = None
    while True:
        page = ask(api, PAGE, ANONYMOUS, after=after, **wanted)["catalogue"]["items"]
        assert page["totalCount"]["value"] == expected
        seen += [(one["occupation"]["id"], one["level"]) for one in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert len(seen) == len(set(seen)) == expected


QUOTE: Final = """
query ($worker: ID, $certificate: String, $division: ID, $on: Date) {
  subsidyQuote(worker: $worker, certificate: $certificate, division: $division, on: $on) {
    certificate { number level } outcome amount rate base uplift asOf place { code }
    item { occupation { id name } level field } catalogue { id documentNo }
    regulation { id parameters { name value } }
    conditions { code text outcome detail evidence } evidence } }
"""


def unmet(quote: dict[str, Any]) -> dict[str, str]:
    """Return the conditions of a quote that are not met."""
    return {one["code"]: one["outcome"] for one in quote["conditions"] if one["outcome"] != "MET"}


def test_every_counting_certificate_is_quoted_for_the_best_first(api: Api) -> None:
    quotes = ask(api, QUOTE, holder("yan"), worker="yan")
    told = [(one["certificate"]["number"], one["amount"], unmet(one)) for one in quotes]
    assert told == [
        # By the code of an older edition, in the catalogue above that of the county.
        ("Y-OLD", 2600.0, {}),
        ("Y-FIT", 1200.0, {}),
        ("Y-TURN", 0.0, {"NOT_PAID_BEFORE": "UNMET"}),
        ("Y-LATE", 0.0, {"IN_CATALOGUE": "UNMET", "IN_TIME": "UNMET"}),
    ]
    best = quotes[0]
    assert (best["base"], best["uplift"], best["rate"]) == (2000, 0.3, 2600)
    assert best["item"]["occupation"]["id"] == world.WELDER
    assert best["catalogue"] == {"id": "YC-26b", "documentNo": "盐人社〔2026〕9号"}
    assert best["place"]["code"] == COUNTY
    assert best["regulation"]["id"] == "JS-YANCHENG-SUBSIDY-2025"
    assert best["asOf"] == world.TODAY.isoformat()
    assert {"SKILL_GRADE:Y-OLD", f"YC-26b|{world.WELDER}|4"} <= set(best["evidence"])
    assert quotes[1]["catalogue"]["id"] == "XS-26"
    assert "K1" in quotes[2]["evidence"]


@pytest.mark.parametrize(
    ("asked", "outcome", "amount", "expected"),
    [
        pytest.param({"certificate": "Y-OLD"}, "MET", 2600, {}, id="one-certificate"),
        pytest.param(
            {"certificate": "Y-GONE"},
            "UNMET",
            0,
            {"CERTIFICATE_COUNTS": "UNMET", "IN_CATALOGUE": "UNMET"},
            id="one-that-was-revoked",
        ),
        pytest.param(
            {"certificate": "Y-GONE", "on": "2026-02-28"},
            "UNMET",
            0,
            # The catalogue of the county and the later version of the city were not yet published.
            {"IN_CATALOGUE": "UNMET"},
            id="before-it-was-revoked",
        ),
        pytest.param(
            {"certificate": "Y-OLD", "division": "320500"},
            "MET",
            1950,
            {},
            id="where-only-the-province-has-a-catalogue",
        ),
        pytest.param(
            {"certificate": "Y-OLD", "division": "330100"},
            "UNKNOWN",
            None,
            {"IN_CATALOGUE": "UNKNOWN"},
            id="where-no-catalogue-is-known",
        ),
        pytest.param(
            {"certificate": "Y-OLD", "on": "2027-06-01"},
            "UNKNOWN",
            None,
            {"IN_CATALOGUE": "UNKNOWN"},
            id="a-year-whose-catalogue-is-not-known",
        ),
        pytest.param(
            {"certificate": "G-TECH"},
            "UNKNOWN",
            None,
            {"INSURED": "UNKNOWN"},
            id="not-said-insured",
        ),
        pytest.param(
            {"certificate": "F-ONE"},
            "UNKNOWN",
            None,
            {"IN_CATALOGUE": "UNKNOWN", "AGE_IN_RANGE": "UNKNOWN", "INSURED": "UNKNOWN"},
            id="of-somebody-who-is-employed-nowhere",
        ),
    ],
)
def test_quotes(
    api: Api,
    asked: dict[str, str],
    outcome: str,
    amount: float | None,
    expected: dict[str, str],
) -> None:
    [quote] = ask(api, QUOTE, NATION, **asked)
    assert (quote["outcome"], quote["amount"]) == (outcome, amount)
    assert unmet(quote) == expected
    assert all(one["text"] and one["detail"] for one in quote["conditions"])


def test_guangdong_raises_urgent_trades_from_grade_three_on(api: Api) -> None:
    high, low = ask(api, QUOTE, NATION, worker="guang")
    assert (high["rate"], high["uplift"]) == (4550, 0.3)
    assert (low["rate"], low["uplift"]) == (1000.5, 0)
    assert {high["regulation"]["id"], low["regulation"]["id"]} == {"GD-SUBSIDY"}


@pytest.mark.parametrize(
    ("viewer", "seen"),
    [
        pytest.param(ADMINISTRATOR, 4, id="administrator"),
        pytest.param(NATION, 4, id="agency-of-the-nation"),
        pytest.param(agency("320000"), 4, id="agency-of-the-province"),
        pytest.param(agency(COUNTY), 4, id="agency-of-the-county"),
        pytest.param(agency("440000"), 0, id="agency-of-another-province"),
        pytest.param(enterprise(YARD), 4, id="the-employer"),
        pytest.param(enterprise(PLANT), 0, id="the-employer-before"),
        pytest.param(issuer(YARD), 0, id="an-issuer"),
        pytest.param(holder("yan"), 4, id="the-holder"),
        pytest.param(holder("guang"), 0, id="another-holder"),
        pytest.param(ANONYMOUS, 0, id="anonymous"),
    ],
)
def test_a_quote_is_for_whoever_may_see_the_record(api: Api, viewer: Viewer, seen: int) -> None:
    assert len(ask(api, QUOTE, viewer, worker="yan")) == seen
    assert len(ask(api, QUOTE, viewer, certificate="Y-OLD")) == min(seen, 1)


def test_a_certificate_of_somebody_else_is_not_there(api: Api) -> None:
    assert ask(api, QUOTE, NATION, worker="guang", certificate="Y-OLD") == []


@pytest.mark.parametrize(
    ("query", "code"),
    [
        pytest.param(
            '{ subsidyCatalogue(division: "999999", year: 2026) { added { level } } }',
            "UNKNOWN_CODE",
            id="no-such-division",
        ),
        pytest.param(
            '{ subsidyCatalogue(division: "320900", year: 2026, comparedWith: 2026)'
            " { added { level } } }",
            "BAD_ARGUMENT",
            id="compared-with-itself",
        ),
        pytest.param("{ subsidyQuote { amount } }", "BAD_ARGUMENT", id="quote-for-nobody"),
        pytest.param(
            '{ subsidyQuote(worker: "yan", division: "1") { amount } }',
            "UNKNOWN_CODE",
            id="quote-nowhere",
        ),
    ],
)
def test_what_cannot_be_asked(api: Api, query: str, code: str) -> None:
    assert api.ask(query, NATION).codes == [code]


BREAKS: Final = [
    pytest.param(
        "MATCH (:SubsidyItem {key: $item})-[link:IN]->() DELETE link",
        "every SubsidyItem is in exactly one catalogue",
        id="an-item-in-no-catalogue",
    ),
    pytest.param(
        "MATCH (:SubsidyItem {key: $item})-[link:FOR]->() DELETE link",
        "every SubsidyItem leads to the occupation it names, once, and to no other",
        id="an-item-for-no-occupation",
    ),
    pytest.param(
        "MATCH (claim:SubsidyClaim {id: 'K1'}), (w:Worker {id: 'free'})"
        " CREATE (w)-[:CLAIMED]->(claim)",
        "every SubsidyClaim is of exactly one worker",
        id="a-claim-of-two",
    ),
    pytest.param(
        "MATCH (claim:SubsidyClaim {id: 'K1'}) REMOVE claim.claimedOn",
        "every SubsidyClaim has id, claimedOn, status",
        id="a-claim-without-day",
    ),
]


@pytest.mark.parametrize(("damage", "rule"), BREAKS)
def test_what_the_graph_must_hold(api: Api, graph: Graph, damage: Any, rule: str) -> None:
    assert api.services
    [known] = [one for one in rules("shapes") + rules("ties") if one.text == rule]
    with (
        graph.driver.session(database=graph.address.database) as session,
        session.begin_transaction() as transaction,
    ):
        [[before, _]] = transaction.run(known.statement, limit=3).values()
        transaction.run(damage, item=f"YC-26b|{world.WELDER}|4").consume()
        [[after, examples]] = transaction.run(known.statement, limit=3).values()
        transaction.rollback()
    assert (before, after, len(examples)) == (0, 1, 1)
