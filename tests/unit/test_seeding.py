"""The invented nation: exact about its frauds, the same every time, whole, and well spread."""

from __future__ import annotations

import csv
import filecmp
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from registry.cli import seeding
from registry.codes import check_uscc, read_id_number
from registry.eligibility import parse_policy
from registry.regulations import SUBJECTS, parse_regulation
from registry.seeding import SeedRefusedError, generate
from registry.seeding.tables import COLUMNS
from registry.vocabulary import Rank
from tests.support.brute_force import Nation, Row

TODAY = date(2026, 3, 1)

KEYS = {
    "occupations": "edition code", "workers": "worker_id", "organisations": "uscc",
    "designations": "uscc kind from", "supplies": "supplier customer product",
    "filings": "filing_no", "filing_scopes": "filing_no occupation", "standards": "gzb_no",
    "plans": "plan_id", "sessions": "session_id", "results": "result_id",
    "employments": "worker_id uscc from", "appointments": "appointment_id", "honour_types": "id",
    "honours": "worker_id honour batch", "mentorships": "mentor mentee from",
    "studios": "studio_id", "studio_members": "studio_id worker_id from",
    "competitions": "competition_id", "competition_events": "event_id",
    "competition_results": "event_id worker_id", "achievements": "achievement_id",
    "statements": "worker_id code from", "misconduct": "worker_id kind from",
    "projects": "project_id", "teams": "team_id", "team_members": "team_id worker_id from",
    "assignments": "assignment_id", "consents": "worker_id purpose from grantee",
    "nominations": "worker_id honour batch", "talent_programmes": "programme_id",
    "talent_programme_members": "worker_id programme_id from", "competition_months": "month_id",
    "grade_promotions": "promotion_id", "majors": "major_id", "resource_packages": "package_id",
    "expert_committees": "committee_id",
    "committee_members": "worker_id committee_id from", "training_packages": "package_id",
    "training_plans": "plan_id",
    "training_clusters": "cluster_id", "training_bases": "base_id",
    "base_offers": "base_id occupation level", "training_sessions": "training_session_id",
    "training_seats": "training_session_id uscc", "cooperation_agreements": "agreement_no",
    "alliances": "alliance_id", "alliance_members": "alliance_id uscc from",
    "shared_resources": "resource_id",
}  # fmt: skip
"""The keys of IMPORT.md; certificates have none here, since contradicting rows are planted."""

REFERENCES = {
    "worker_id": "workers", "mentor": "workers", "mentee": "workers", "leader": "workers",
    "uscc": "organisations", "host": "organisations", "home": "organisations",
    "supplier": "organisations", "customer": "organisations", "owner": "organisations",
    "grantee": "organisations", "filing_no": "filings", "plan_id": "plans",
    "session_id": "sessions", "result_id": "results", "honour": "honour_types",
    "studio_id": "studios", "competition_id": "competitions", "event_id": "competition_events",
    "project_id": "projects", "team_id": "teams",
    "programme_id": "talent_programmes", "major_id": "majors", "school": "organisations",
    "committee_id": "expert_committees", "reviewed_by": "expert_committees",
    "cluster_id": "training_clusters", "base_id": "training_bases",
    "training_session_id": "training_sessions", "enterprise": "organisations",
    "alliance_id": "alliances",
}  # fmt: skip

REGISTRY_CODES = {
    "FORMAT", "ISSUER_NOT_FILED", "OUT_OF_SCOPE", "NO_ASSESSMENT_CHAIN", "LEVEL_NOT_IN_STANDARD",
    "LATE_REGISTRATION", "REVOKED", "SUSPENDED", "CAPACITY_EXCEEDED", "DUPLICATE_NUMBER",
    "CONFLICTING_SOURCES", "SUPERSEDED_EDITION",
}  # fmt: skip
CONFLICTS = {
    "DUTY_OVER_100", "OUTSIDE_HOME_EMPLOYMENT", "NO_HOME_CONSENT", "NO_WORKER_CONSENT",
    "HOST_IS_HOME",
}  # fmt: skip


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small demonstration."""
    return made(tmp_path_factory.mktemp("seed") / "demo", workers=4_000, profile="demo", seed=5)


def made(out: Path, *, workers: int, profile: str, seed: int, today: date = TODAY) -> Path:
    """Return a folder with a new nation."""
    generate(workers=workers, profile=profile, seed=seed, out=out, today=today)
    return out


def rows(folder: Path, name: str) -> list[Row]:
    """Return the rows of a file."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def truth_of(folder: Path) -> dict[str, dict[str, set[str]]]:
    """Return what truth.json claims of certificates and assignments."""
    document = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return {
        kind: {key: set(codes) for key, codes in document[kind].items()}
        for kind in ("certificates", "assignments")
    }


@pytest.mark.parametrize(
    ("workers", "profile", "seed", "today"),
    [
        pytest.param(1, "demo", 1, TODAY, id="a-single-worker"),
        pytest.param(40, "national", 2, TODAY, id="a-handful"),
        pytest.param(2_500, "demo", 3, TODAY, id="a-demonstration"),
        pytest.param(2_500, "national", 4, date(2024, 6, 1), id="an-honest-one-as-early-as-can-be"),
        pytest.param(2_500, "demo", 6, date(2032, 2, 29), id="one-on-a-leap-day-years-ahead"),
    ],
)
def test_the_truth_is_what_brute_force_finds(
    tmp_path: Path, workers: int, profile: str, seed: int, today: date
) -> None:
    folder = made(tmp_path / "out", workers=workers, profile=profile, seed=seed, today=today)
    nation = Nation(folder, today)
    assert truth_of(folder) == {
        "certificates": nation.certificate_codes(),
        "assignments": nation.assignment_conflicts(),
    }


def test_every_code_and_conflict_is_planted(demo: Path) -> None:
    truth = truth_of(demo)
    codes = Counter(code for found in truth["certificates"].values() for code in found)
    assert set(codes) == REGISTRY_CODES
    assert min(codes.values()) >= 3
    assert {kind for found in truth["assignments"].values() for kind in found} == CONFLICTS


def test_almost_all_certificates_are_honest(demo: Path) -> None:
    suspicious = [
        number
        for number, codes in truth_of(demo)["certificates"].items()
        if codes != {"SUPERSEDED_EDITION"}
    ]
    assert len(suspicious) < 0.05 * len(rows(demo, "certificates"))


def test_the_same_asking_gives_the_same_bytes(demo: Path, tmp_path: Path) -> None:
    again = made(tmp_path / "again", workers=4_000, profile="demo", seed=5)
    names = [path.name for path in demo.iterdir() if path.is_file()]
    assert filecmp.cmpfiles(demo, again, names, shallow=False) == (names, [], [])
    other = made(tmp_path / "other", workers=4_000, profile="demo", seed=6)
    assert not filecmp.cmp(demo / "workers.csv", other / "workers.csv", shallow=False)


def test_no_cell_needs_quoting(demo: Path) -> None:
    for name, columns in COLUMNS.items():
        text = (demo / f"{name}.csv").read_text(encoding="utf-8")
        header, *lines = text.splitlines()
        assert header == columns
        commas = columns.count(",")
        assert all(line.count(",") == commas and '"' not in line for line in lines), name


def test_keys_are_unique_and_references_lead_somewhere(demo: Path) -> None:
    known = {name: {row[KEYS[name].split()[0]] for row in rows(demo, name)} for name in KEYS}
    for name in COLUMNS:
        found = rows(demo, name)
        assert found, name
        if name in KEYS:
            keys = Counter(tuple(row[part] for part in KEYS[name].split()) for row in found)
            assert len(keys) == len(found), name
        for column, target in REFERENCES.items():
            # A column of the same name may be the key of a file of its own.
            if column in found[0] and KEYS.get(name) != column:
                assert {row[column] for row in found} - {""} <= known[target], (name, column)
        if {"from", "to"} <= found[0].keys():
            assert all(not row["to"] or row["from"] <= row["to"] for row in found), name


def test_codes_are_right_and_nobodys(demo: Path) -> None:
    for row in rows(demo, "workers"):
        if row["id_number"]:
            read = read_id_number(row["id_number"])
            assert row["id_number"].startswith("990000")
            assert (read.birth_date.isoformat(), read.gender) == (row["birth_date"], row["gender"])
    numbers = [row["id_number"] for row in rows(demo, "workers") if row["id_number"]]
    assert len(numbers) == len(set(numbers))
    for row in rows(demo, "organisations"):
        assert check_uscc(row["uscc"])[2:8] == "990000"


def test_the_number_of_workers_and_of_the_top_is_as_asked(demo: Path) -> None:
    assert len(rows(demo, "workers")) == 4_000
    top = [row for row in rows(demo, "appointments") if row["level"] == "SPECIAL_TECHNICIAN"]
    # 4,000 x 5,450 / 220 million x 100 is 9.9, and a chief was a special technician before.
    assert 8 <= len(top) <= 13


def test_appointments_to_the_top_are_by_the_own_employer(demo: Path) -> None:
    jobs = {(row["worker_id"], row["uscc"]): row for row in rows(demo, "employments")}
    for row in rows(demo, "appointments"):
        job = jobs[row["worker_id"], row["uscc"]]
        assert job["from"] <= row["from"]


def test_grades_are_spread_as_in_the_nation(tmp_path: Path) -> None:
    folder = made(tmp_path / "out", workers=6_000, profile="national", seed=8)
    best: dict[str, int] = {}
    for row in rows(folder, "certificates"):
        if row["level"]:
            rank = Rank[row["level"]]
            best[row["worker_id"]] = max(best.get(row["worker_id"], 0), rank)
    shares = {rank: count / 6_000 for rank, count in Counter(best.values()).items()}
    wanted = {2: 0.315, 3: 0.385, 4: 0.235, 5: 0.05, 6: 0.015}
    for rank, share in wanted.items():
        assert shares[rank] == pytest.approx(share, abs=0.02), Rank(rank).name


def test_the_policies_come_along_and_are_understood(demo: Path) -> None:
    documents = [
        json.loads(path.read_text(encoding="utf-8")) for path in (demo / "policies").glob("*.json")
    ]
    policies = [parse_policy(document) for document in documents if "subject" not in document]
    regulations = [parse_regulation(document) for document in documents if "subject" in document]
    assert {regulation.subject for regulation in regulations} == set(SUBJECTS)
    assert {policy.target for policy in policies} >= {
        Rank.SPECIAL_TECHNICIAN,
        Rank.CHIEF_TECHNICIAN,
    }
    assert "SD-2020-77" in {policy.id for policy in policies}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        pytest.param({"workers": 0}, "at least 1", id="nobody"),
        pytest.param({"profile": "boosted"}, "unknown", id="an-unknown-profile"),
        pytest.param({"today": date(2024, 5, 31)}, "or later", id="a-day-too-early"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, changes: dict[str, object], reason: str) -> None:
    asked: dict[str, object] = {"workers": 5, "profile": "demo", "seed": 1, "out": tmp_path / "o"}
    with pytest.raises(SeedRefusedError, match=reason):
        generate(**{**asked, **changes})  # type: ignore[arg-type]  # wrong values on purpose
    assert not (tmp_path / "o").exists()


def test_an_earlier_nation_is_replaced_only_by_force(tmp_path: Path) -> None:
    out = made(tmp_path / "out", workers=30, profile="demo", seed=1)
    before = (out / "workers.csv").read_bytes()
    with pytest.raises(SeedRefusedError, match="not empty"):
        made(out, workers=30, profile="demo", seed=2)
    assert (out / "workers.csv").read_bytes() == before
    generate(workers=30, profile="demo", seed=2, out=out, today=TODAY, force=True)
    assert (out / "workers.csv").read_bytes() != before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_command_says_what_it_made(tmp_path: Path) -> None:
    app = typer.Typer()
    app.callback()(lambda: None)
    seeding.register(app)
    asked = ["seed", "--workers", "60", "--out", str(tmp_path / "out")]
    first, second = (CliRunner().invoke(app, asked) for _ in range(2))
    assert first.exit_code == 0
    assert "people: 60 of 60" in first.stderr
    assert "chief technicians" in first.stdout
    assert second.exit_code == 1
    assert "--force" in second.stderr
