"""The checks of certificates and assignments once more, straight over the files, slow and plain.

Written from the meanings alone and sharing no code with the product, so that what the generator
claims and what the registry finds can both be held against it.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

Row = dict[str, str]

CHINA = timezone(timedelta(hours=8))
DIGITS = {
    "JUNIOR": "5", "INTERMEDIATE": "4", "SENIOR": "3", "TECHNICIAN": "2", "SENIOR_TECHNICIAN": "1",
}  # fmt: skip
FOREVER = date(9999, 12, 31)


class Nation:
    """The files of one folder, with the look-ups that the checks need."""

    def __init__(self, folder: Path, today: date) -> None:
        self.today = today
        self.files = {path.stem: _read(path) for path in folder.glob("*.csv")}
        self.filings = {row["filing_no"]: row for row in self.files["filings"]}
        self.scopes: dict[tuple[str, str], list[str]] = {
            (row["filing_no"], row["occupation"]): row["levels"].split(";")
            for row in self.files["filing_scopes"]
        }
        self.plans = {row["plan_id"]: row for row in self.files["plans"]}
        self.sessions = {row["session_id"]: row for row in self.files["sessions"]}
        self.results = {row["result_id"]: row for row in self.files["results"]}
        self.standards: dict[str, set[str]] = defaultdict(set)
        for row in self.files["standards"]:
            self.standards[row["occupation"]] |= set(row["levels"].split(";"))
        self.superseded = {
            key for row in self.files["occupations"] for key in row["supersedes"].split(";") if key
        }
        self.passed = defaultdict(list)
        self.sitting: dict[str, int] = defaultdict(int)
        for row in self.files["results"]:
            self.sitting[row["session_id"]] += 1
            if row["passed"] == "1":
                self.passed[row["worker_id"]].append(row["session_id"])
        self.sites = defaultdict(set)
        for row in self.files["sessions"]:
            site = self.plans[row["plan_id"]]["site"]
            for assessor in row["assessors"].split(";"):
                if site:
                    self.sites[assessor, row["held_on"]].add(site)

    def certificate_codes(self) -> dict[str, set[str]]:
        """Return every failed or warned code by number."""
        first: dict[tuple[str, str], Row] = {}
        found: dict[str, set[str]] = defaultdict(set)
        kinds: dict[str, set[str]] = defaultdict(set)
        for row in self.files["certificates"]:
            number = row["number"]
            kinds[number].add(row["kind"])
            known = first.setdefault((row["kind"], number), row)
            if known is not row:
                differs = {n for n, v in row.items() if v and known[n] and v != known[n]}
                if differs - {"provider"}:
                    found[number].add("CONFLICTING_SOURCES")
                if "worker_id" in differs:
                    found[number].add("DUPLICATE_NUMBER")
        for row in first.values():
            number = row["number"]
            if len(kinds[number]) > 1:
                found[number].add("DUPLICATE_NUMBER")
            found[number] |= self._codes(row)
        return {number: codes for number, codes in found.items() if codes}

    def _codes(self, row: Row) -> set[str]:
        checks = {
            "FORMAT": self._is_ill_formed(row),
            "ISSUER_NOT_FILED": self._is_unfiled(row),
            "OUT_OF_SCOPE": self._is_out_of_scope(row),
            "NO_ASSESSMENT_CHAIN": self._lacks_chain(row),
            "LEVEL_NOT_IN_STANDARD": bool(row["level"])
            and row["occupation"] in self.standards
            and row["level"] not in self.standards[row["occupation"]],
            "LATE_REGISTRATION": self._is_late(row),
            "CAPACITY_EXCEEDED": self._is_over_capacity(row),
            "SUPERSEDED_EDITION": row["occupation"] in self.superseded,
        }
        codes = {code for code, fails in checks.items() if fails}
        is_over = not row["status_since"] or _day(row["status_since"]) <= self.today
        return codes | ({row["status"]} if row["status"] != "VALID" and is_over else set())

    def _is_ill_formed(self, row: Row) -> bool:
        number, year, kind = row["number"], row["issued_on"][2:4], row["kind"]
        digit = DIGITS.get(row["level"])
        if kind == "SPECIAL_ABILITY":
            return False
        if kind == "QUALIFICATION":
            shaped = re.fullmatch(r"[0-9]{6}[0-4][0-9]{3}[1-5][0-9]{5}", number)
            return not shaped or number[:2] != year or number[10] != digit
        grade = "[A-Z]" if kind == "SPECIAL_TECHNICIAN" else digit
        shaped = re.fullmatch(rf"[YS][0-9]{{12}}{year}{grade}[0-9]{{6}}", number)
        filing = self.filings.get(row["filing_no"])
        return not shaped or bool(filing and filing["issuer_prefix"] != number[:13])

    def _of_prefix(self, row: Row) -> list[Row]:
        return [f for f in self.filings.values() if f["issuer_prefix"] == row["number"][:13]]

    def _is_unfiled(self, row: Row) -> bool:
        if row["kind"] in {"QUALIFICATION", "SPECIAL_ABILITY"}:
            return False
        return not any(
            filing["status"] == "ACTIVE"
            or (filing["status_since"] and filing["status_since"] > row["issued_on"])
            for filing in self._of_prefix(row)
        )

    def _is_out_of_scope(self, row: Row) -> bool:
        if row["kind"] in {"QUALIFICATION", "SPECIAL_ABILITY"}:
            return False
        filings = self._of_prefix(row)
        return bool(filings) and not any(
            filing["from"] <= row["issued_on"] <= filing["to"]
            and row["level"] in self.scopes.get((filing["filing_no"], row["occupation"]), ())
            for filing in filings
        )

    def _lacks_chain(self, row: Row) -> bool:
        if row["kind"] in {"QUALIFICATION", "SPECIAL_ABILITY"}:
            return False
        for session_id in self.passed[row["worker_id"]]:
            session = self.sessions[session_id]
            plan = self.plans[session["plan_id"]]
            if (
                all(plan[name] == row[name] for name in ("filing_no", "occupation", "level"))
                and _china_day(plan["filed_at"]) < _day(session["held_on"])
                and session["held_on"] <= row["issued_on"]
            ):
                return False
        return True

    @staticmethod
    def _is_late(row: Row) -> bool:
        days = (_china_day(row["registered_at"]) - _day(row["issued_on"])).days
        return days < 0 or days > 30

    def _is_over_capacity(self, row: Row) -> bool:
        if not row["result_id"]:
            return False
        session = self.sessions[self.results[row["result_id"]]["session_id"]]
        seats = int(self.plans[session["plan_id"]]["seats"])
        return self.sitting[session["session_id"]] > seats or any(
            len(self.sites[assessor, session["held_on"]]) > 1
            for assessor in session["assessors"].split(";")
        )

    def assignment_conflicts(self) -> dict[str, set[str]]:
        """Return every kind of conflict by assignment."""
        found: dict[str, set[str]] = defaultdict(set)
        consents = defaultdict(list)
        for row in self.files["consents"]:
            if row["purpose"] == "FLEXIBLE_MOBILITY":
                consents[row["worker_id"]].append(row)
        jobs = defaultdict(list)
        for row in self.files["employments"]:
            jobs[row["worker_id"], row["uscc"]].append((_day(row["from"]), _end(row["to"])))
        loans = defaultdict(list)
        for row in self.files["assignments"]:
            if row["status"] != "CANCELLED":
                loans[row["worker_id"]].append(row)
        for worker, rows in loans.items():
            for row in rows:
                kinds = found[row["assignment_id"]]
                kinds |= _broken_consents(row, consents[worker])
                if _is_overburdened(row, rows):
                    kinds.add("DUTY_OVER_100")
                if not _is_covered(_day(row["from"]), _end(row["to"]), jobs[worker, row["home"]]):
                    kinds.add("OUTSIDE_HOME_EMPLOYMENT")
        return {assignment: kinds for assignment, kinds in found.items() if kinds}


def _broken_consents(row: Row, consents: list[Row]) -> set[str]:
    agreed = row["worker_consent"] == "1" or any(
        consent["from"] <= row["from"]
        and (not consent["to"] or row["from"] <= consent["to"])
        and consent["grantee"] in {"", row["host"]}
        for consent in consents
    )
    broken = {
        "HOST_IS_HOME": row["home"] == row["host"],
        "NO_HOME_CONSENT": not row["home_consent_no"],
        "NO_WORKER_CONSENT": not agreed,
    }
    return {kind for kind, holds in broken.items() if holds}


def _is_overburdened(row: Row, rows: list[Row]) -> bool:
    # Shares only rise on a first day, so the first days are all that need looking at.
    for day in {other["from"] for other in rows}:
        present = [r for r in rows if r["from"] <= day and (not r["to"] or day <= r["to"])]
        if row in present and sum(int(r["duty_percent"]) for r in present) > 100:
            return True
    return False


def _is_covered(start: date, end: date, periods: list[tuple[date, date]]) -> bool:
    for first, last in sorted(periods):
        if first <= start <= last:
            if end <= last:
                return True
            start = last + timedelta(days=1)
    return False


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _end(text: str) -> date:
    return _day(text) if text else FOREVER


def _china_day(moment: str) -> date:
    return datetime.fromisoformat(moment).astimezone(CHINA).date()
