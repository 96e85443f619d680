"""The candidate search by brute force: MEANINGS.md read line by line over the imported rows.

Written for comparison only: no graph, no derived facts, nothing of the search's own code.
Eligibility comes from `tests.support.naive_eligibility`, which is independent too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from registry import reference
from registry.facts import (
    AchievementFact,
    AppointmentFact,
    CertificateFact,
    EmploymentFact,
    HonourFact,
    MenteeFact,
    MisconductFact,
    StatementFact,
    WorkerFacts,
)
from tests.support.candidate_world import HONOUR_NAMES, PAIRS, Row, World
from tests.support.naive_eligibility import judge

LEVELS: Final = (
    "",
    "APPRENTICE",
    "JUNIOR",
    "INTERMEDIATE",
    "SENIOR",
    "TECHNICIAN",
    "SENIOR_TECHNICIAN",
    "SPECIAL_TECHNICIAN",
    "CHIEF_TECHNICIAN",
)


@dataclass(frozen=True, slots=True)
class Seeker:
    """Who searches: an enterprise, or an agency (of a division, or of the nation)."""

    enterprise: str | None = None
    division: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What the search says of somebody."""

    worker: str
    rank: int
    since: str
    occupation: str | None


class Oracle:
    """Answers searches over one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.today = world.today.isoformat()
        self.organisations = {row["uscc"]: row for row in world.rows("organisations")}
        names = {key: one.name for key, one in reference.occupations().items()}
        names |= {f"{r['edition']}:{r['code']}": r["name"] for r in world.rows("occupations")}
        self.occupation_names = names
        self.by_worker: dict[str, dict[str, list[Row]]] = {}
        for name, column in (
            ("certificates", "worker_id"),
            ("employments", "worker_id"),
            ("appointments", "worker_id"),
            ("honours", "worker_id"),
            ("achievements", "worker_id"),
            ("studios", "leader"),
            ("team_members", "worker_id"),
            ("misconduct", "worker_id"),
            ("statements", "worker_id"),
            ("consents", "worker_id"),
            ("assignments", "worker_id"),
            ("mentorships", "mentor"),
        ):
            for row in world.rows(name):
                self.by_worker.setdefault(row[column], {}).setdefault(name, []).append(row)

    def search(self, wish: dict[str, Any], seeker: Seeker) -> list[Found]:
        """Return everybody whom a filter finds, in no order."""
        found = []
        for row in self.world.rows("workers"):
            one = self._find(row, wish, seeker)
            if one is not None:
                found.append(one)
        return found

    def facets(self, wish: dict[str, Any], seeker: Seeker) -> dict[str, dict[str, int]]:
        """Return the buckets of every facet."""
        counts: dict[str, dict[str, int]] = {
            "LEVEL": {},
            "PROVINCE": {},
            "OCCUPATION": {},
            "HONOUR": {},
        }

        def without(*names: str) -> list[Found]:
            return self.search(
                {key: value for key, value in wish.items() if key not in names}, seeker
            )

        def count(facet: str, keys: set[str]) -> None:
            for key in keys:
                counts[facet][key] = counts[facet].get(key, 0) + 1

        for one in without("minLevel"):
            count("LEVEL", {LEVELS[one.rank]})
        for one in without("divisions"):
            count(
                "PROVINCE", {p for p in map(self._province, self._fitting(one.worker, wish)) if p}
            )
        for one in without("occupations", "occupationPrefix"):
            count(
                "OCCUPATION",
                {c["occupation"] for c in self._counting(one.worker) if c["occupation"]},
            )
        for one in without("honours"):
            count("HONOUR", {h["honour"] for h in self._honours(one.worker)})
        return counts

    def years(self, since: str) -> int:
        """Return the whole years from a day to today."""
        return _years(since, self.world.today)

    def _of(self, worker: str, name: str) -> list[Row]:
        return self.by_worker.get(worker, {}).get(name, [])

    def _in_force(self, worker: str, name: str) -> list[Row]:
        return [
            r
            for r in self._of(worker, name)
            if r["from"] <= self.today and (not r["to"] or self.today <= r["to"])
        ]

    def _counting(self, worker: str) -> list[Row]:
        return [
            row
            for row in self._of(worker, "certificates")
            if row["issued_on"] <= self.today
            and (
                row["status"] == "VALID"
                or (row["status_since"] and row["status_since"] > self.today)
            )
        ]

    def _honours(self, worker: str) -> list[Row]:
        return [
            r
            for r in self._of(worker, "honours")
            if (r["on"] or f"{r['year']}-01-01") <= self.today
        ]

    def _fitting(self, worker: str, wish: dict[str, Any]) -> list[str]:
        """Return the present employers in the wished industry."""
        present = {row["uscc"] for row in self._in_force(worker, "employments")}
        industry = wish.get("industry")
        return [
            code
            for code in present
            if industry is None or self.organisations[code]["industry"] == industry
        ]

    def _province(self, code: str) -> str:
        return str(reference.divisions()[self.organisations[code]["division"]].province_code)

    def _lies_in(self, code: str, division: str) -> bool:
        here: str | None = self.organisations[code]["division"]
        while here is not None:
            if here == division:
                return True
            here = reference.divisions()[here].parent_code
        return False

    def _searched(self, wish: dict[str, Any]) -> set[str] | None:
        asked: set[str] | None = None
        if wish.get("occupations"):
            asked = _kin({code if ":" in code else f"2022:{code}" for code in wish["occupations"]})
        if wish.get("occupationPrefix"):
            start = f"2022:{wish['occupationPrefix']}"
            group = _kin({key for key in self.occupation_names if key.startswith(start)})
            asked = group if asked is None else asked & group
        return asked

    def _grade(self, worker: str, searched: set[str] | None) -> tuple[int, str, str | None] | None:
        def best_first(row: Row) -> tuple[int, str, str]:
            return (-LEVELS.index(row["level"]), row["issued_on"], row["occupation"])

        counting = sorted(self._counting(worker), key=best_first)
        home = counting[0]["occupation"] if counting else ""
        chosen = [c for c in counting if searched is None or c["occupation"] in searched]
        held = [(LEVELS.index(c["level"]), c["issued_on"]) for c in chosen if c["level"]]
        if searched is None or home in searched:
            held += [
                (LEVELS.index(a["level"]), a["from"])
                for a in self._in_force(worker, "appointments")
            ]
        if not held:
            return None
        rank = max(rank for rank, _ in held)
        shown = (chosen[0]["occupation"] or None) if chosen else None
        return rank, min(since for held_rank, since in held if held_rank == rank), shown

    def _find(self, row: Row, wish: dict[str, Any], seeker: Seeker) -> Found | None:
        worker = row["worker_id"]
        grade = self._grade(worker, self._searched(wish))
        if grade is None or (row["status"] or "ACTIVE") != "ACTIVE":
            return None
        rank, since, occupation = grade
        grants = {
            r["grantee"]
            for r in self._in_force(worker, "consents")
            if r["purpose"] == "TALENT_SEARCH"
        }
        mentees = {r["mentee"] for r in self._of(worker, "mentorships") if r["from"] <= self.today}
        leads = any(r["approved_on"] <= self.today for r in self._of(worker, "studios"))
        employers = {r["uscc"] for r in self._in_force(worker, "employments")}
        divisions = wish.get("divisions")
        fitting = self._fitting(worker, wish)
        holds = (
            "" in grants or (seeker.enterprise is not None and seeker.enterprise in grants),
            seeker.division is None
            or any(self._lies_in(code, seeker.division) for code in employers),
            not divisions or any(self._lies_in(code, one) for code in fitting for one in divisions),
            wish.get("industry") is None or bool(fitting),
            rank >= LEVELS.index(wish.get("minLevel", "")),
            self.years(since) >= wish.get("minYearsAtLevel", 0),
            not wish.get("honours")
            or any(h["honour"] in wish["honours"] for h in self._honours(worker)),
            len(mentees) >= wish.get("minMentees", 0),
            wish.get("leadsStudio") in {None, leads},
            wish.get("keyField") is None or wish["keyField"] in self._key_fields(worker),
            not wish.get("text") or self._says(worker, wish["text"]),
            wish.get("excludeEnterprise") not in employers,
            wish.get("eligibleFor") is None or self._may(worker, wish),
            wish.get("availableFor") is None or self._is_free(worker, wish["availableFor"]),
        )
        return Found(worker, rank, since, occupation) if all(holds) else None

    def _key_fields(self, worker: str) -> set[str]:
        fields = {
            f for row in self._in_force(worker, "appointments") for f in row["fields"].split(";")
        }
        fields |= {row["key_field"] for row in self._of(worker, "achievements")}
        projects = {row["project_id"]: row["key_field"] for row in self.world.rows("projects")}
        for row in self._of(worker, "team_members"):
            fields.add(projects[f"p{row['team_id'][1:]}"])
        return fields - {""}

    def _says(self, worker: str, text: str) -> bool:
        titles = [row["title"] for row in self._of(worker, "achievements")]
        titles += [HONOUR_NAMES[row["honour"]] for row in self._honours(worker)]
        for row in self._counting(worker):
            titles += [row["work_type"], self.occupation_names.get(row["occupation"], "")]
        return all(any(_contains(title, word) for title in titles) for word in text.split())

    def _is_free(self, worker: str, wanted: dict[str, Any]) -> bool:
        day = date.fromisoformat(wanted["from"])
        taken = [r for r in self._of(worker, "assignments") if r["status"] != "CANCELLED"]
        while day.isoformat() <= wanted["to"]:
            here = day.isoformat()
            shares = [
                int(r["duty_percent"])
                for r in taken
                if r["from"] <= here and (not r["to"] or here <= r["to"])
            ]
            if sum(shares) + wanted["dutyPercent"] > 100:
                return False
            day += timedelta(1)
        return True

    def _may(self, worker: str, wish: dict[str, Any]) -> bool:
        said = self.eligibility(worker, wish["eligibleFor"])
        return said == "MET" or (said == "UNKNOWN" and bool(wish.get("allowUnknown")))

    def eligibility(self, worker: str, target: str) -> str | None:
        """Return the outcome under the policy in force; None without one."""
        policy = self.policy(worker, target)
        if policy is None:
            return None
        return judge(policy["rule"], self.facts(worker), self.world.today, PAIRS)

    def policy(self, worker: str, target: str) -> Row | None:
        """Return the policy in force where the job is that began last."""
        jobs = sorted(self._in_force(worker, "employments"), key=lambda r: r["uscc"])
        jobs.sort(key=lambda r: r["from"], reverse=True)
        places: list[str | None] = []
        if jobs:
            here: str | None = self.organisations[jobs[0]["uscc"]]["division"]
            while here is not None:
                places.append(here)
                here = reference.divisions()[here].parent_code
        for place in (*places, None):
            fitting = [
                p
                for p in self.world.policies
                if p.get("division") == place
                and p["target"] == target
                and p["validFrom"] <= self.today
            ]
            if fitting:
                return max(fitting, key=lambda p: p["validFrom"])
        return None

    def employers(self, worker: str) -> set[str]:
        """Return the present employers."""
        return {row["uscc"] for row in self._in_force(worker, "employments")}

    def rank(self, worker: str) -> int:
        """Return the grade today over all occupations, 0 for none."""
        grade = self._grade(worker, None)
        return 0 if grade is None else grade[0]

    def lies_in(self, code: str, division: str) -> bool:
        """Say whether an organisation is in a division."""
        return self._lies_in(code, division)

    def facts(self, worker: str) -> WorkerFacts:
        """Return everything that eligibility rests on."""

        def day(text: str) -> date:
            return date.fromisoformat(text)

        def end(text: str) -> date | None:
            return date.fromisoformat(text) if text else None

        def certificate(row: Row) -> CertificateFact:
            return CertificateFact(
                row["number"],
                row["kind"],
                row["number"],
                LEVELS.index(row["level"]) or None,
                row["occupation"] or None,
                None,
                day(row["issued_on"]),
                row["status"],
                end(row["status_since"]),
            )

        def said(text: str) -> bool | None:
            return {"1": True, "0": False}.get(text)

        return WorkerFacts(
            id=worker,
            certificates=tuple(certificate(r) for r in self._of(worker, "certificates")),
            employments=tuple(
                EmploymentFact(
                    r["uscc"],
                    day(r["from"]),
                    end(r["to"]),
                    None,
                    said(r["front_line"]),
                    None,
                    None,
                    None,
                    None,
                )
                for r in self._of(worker, "employments")
            ),
            appointments=tuple(
                AppointmentFact(
                    r["appointment_id"], LEVELS.index(r["level"]), day(r["from"]), end(r["to"]), ()
                )
                for r in self._of(worker, "appointments")
            ),
            honours=tuple(
                HonourFact("h", r["honour"], "", "NATIONAL", day(r["on"] or f"{r['year']}-01-01"))
                for r in self._of(worker, "honours")
            ),
            achievements=tuple(
                AchievementFact(
                    "a", r["kind"], "", r["scope"] or None, end(r["on"]), r["key_field"] or None
                )
                for r in self._of(worker, "achievements")
            ),
            mentees=tuple(
                MenteeFact(
                    r["mentee"],
                    day(r["from"]),
                    end(r["to"]),
                    tuple(certificate(c) for c in self._of(r["mentee"], "certificates")),
                )
                for r in self._of(worker, "mentorships")
            ),
            statements=tuple(
                StatementFact("s", r["code"], r["holds"] == "1", day(r["from"]), end(r["to"]))
                for r in self._of(worker, "statements")
            ),
            misconduct=tuple(
                MisconductFact("m", r["kind"], day(r["from"]), end(r["to"]))
                for r in self._of(worker, "misconduct")
            ),
        )


def _kin(keys: set[str]) -> set[str]:
    """Return occupations with their ancestors and descendants, no siblings."""
    older, newer = set(keys), set(keys)
    for _ in PAIRS:
        older |= {old for new, old in PAIRS if new in older}
        newer |= {new for new, old in PAIRS if old in newer}
    return older | newer


def _years(since: str, until: date) -> int:
    start = date.fromisoformat(since)
    years = until.year - start.year
    leap_day = (start.month, start.day) == (2, 29)
    birthday = (2, 28) if leap_day and until.year % 4 else (start.month, start.day)
    return max(years - ((until.month, until.day) < birthday), 0)


def _contains(title: str, word: str) -> bool:
    """Say whether a title has the word; a Latin beginning only where a word begins."""
    for place in re.finditer(re.escape(word.lower()), title.lower()):
        before = title[place.start() - 1 : place.start()]
        if not (word[0].isascii() and word[0].isalnum() and before.isascii() and before.isalnum()):
            return True
    return False
