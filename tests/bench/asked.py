"""What the benchmark of growth asks, and as whom: the same of a registry of any size.

    questions    every operation of docs/questions, as the kind of viewer that its first line names
    fifteen      the fifteen queries of the domain model, by their names there
    filters      a candidate search with every single filter, and with five drawn combinations
    lists        what the others leave out: root fields with a list, and all over all

Who is asked about is as large in a small registry as in a large one (an enterprise of about a
hundred people, the issuer that is filed for it, one worker), since else their growth would be
measured, and not the registry's. A province, and the nation, do grow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from neo4j import READ_ACCESS

from registry.graph.driver import open_sync_driver
from registry.graph.local import find_address
from registry.settings import Settings
from registry.viewer import ANONYMOUS, Role, Viewer
from tests.support.api import ADMINISTRATOR, agency, enterprise, holder, issuer

PROVINCE: Final = "320000"
_QUESTIONS: Final = sorted((Path(__file__).parents[2] / "docs" / "questions").glob("*.graphql"))
FIRST_CARD: Final = (
    f'{{ candidates(filter: {{divisions: ["{PROVINCE}"]}}, first: 1) {{ nodes {{ id }} }} }}'
)
_CARD: Final = "id level levelSince score occupation { id name } division { code name }"

FILTERS: Final[dict[str, str]] = {
    "occupations": 'occupations: ["6-18-02-04"]',
    "occupationPrefix": 'occupationPrefix: "6-18"',
    "divisions": f'divisions: ["{PROVINCE}"]',
    "industry": 'industry: "C34"',
    "minLevel": "minLevel: SENIOR_TECHNICIAN",
    "minYearsAtLevel": "minYearsAtLevel: 5",
    "honours": 'honours: ["NATIONAL_TECHNICAL_EXPERT"]',
    "minMentees": "minMentees: 3",
    "leadsStudio": "leadsStudio: true",
    "keyField": 'keyField: "工业母机"',
    "text": 'text: "焊工"',
    "eligibleFor": "eligibleFor: SPECIAL_TECHNICIAN",
    "allowUnknown": "eligibleFor: CHIEF_TECHNICIAN, allowUnknown: true",
    "availableFor": 'availableFor: {mode: PROJECT, from: "2027-03-01", to: "2027-08-31", '
    "dutyPercent: 40}",
    "excludeEnterprise": 'excludeEnterprise: "$enterprise"',
}
_SORTS: Final = ("SCORE", "LEVEL", "YEARS_AT_LEVEL", "HONOURS", "MENTEES")

_FIFTEEN: Final[dict[str, tuple[str, str]]] = {
    "1 chiefCandidates": (
        "enterprise",
        'candidates(filter: {occupations: ["6-18-02-04"], divisions: ["320000", "310000"], '
        "minLevel: SENIOR_TECHNICIAN}, first: 20) { nodes { " + _CARD + " "
        "eligibility(target: CHIEF_TECHNICIAN) { outcome conditions { text outcome } } } }",
    ),
    "2 eligibility": (
        "administrator",
        (
            'eligibility(worker: "$worker", target: SPECIAL_TECHNICIAN) '
            "{ outcome conditions { text outcome detail evidence } }"
        ),
    ),
    "3 similarWorkers": (
        "agency",
        'similarWorkers(worker: "$worker") { candidate { id level score } shared { kind } }',
    ),
    "3 mentorLineage": (
        "administrator",
        'mentorLineage(worker: "$worker", depth: 3) { depth worker { id } gradesWon }',
    ),
    "4 reachThrough": (
        "enterprise",
        (
            'reachThrough(enterprise: "$enterprise", candidate: "$candidate", maxHops: 3) '
            "{ hops { kind label id } }"
        ),
    ),
    "5 availableForFlexible": (
        "enterprise",
        (
            'availableExperts(occupation: "6-18-02-04", mode: PROJECT, from: "2027-03-01", '
            'to: "2027-08-31", dutyPercent: 40, first: 20) { nodes { freePercent outcome } }'
        ),
    ),
    "6 successionRisk": ("enterprise", "successionRisk(first: 20) { nodes { post outcome } }"),
    "7 verifyCertificate": (
        "anonymous",
        'verifyCertificate(number: "$number", holderName: "某某") { outcome }',
    ),
    "9 issuerScope": (
        "anonymous",
        'issuerScope(uscc: "$issuer", on: "2026-11-24") { filingNo occupation { id } levels }',
    ),
    "11 assignmentTrace": (
        "agency",
        (
            'assignments(filter: {division: "320000", from: "2026-01-01", to: "2026-12-31"}, '
            "first: 20) { nodes { id worker { id } menteesGained } totalCount { value exact } }"
        ),
    ),
    "11 assignmentFlows": (
        "agency",
        (
            'assignmentFlows(from: "2026-01-01", to: "2026-12-31", division: "320000") '
            "{ from { code } to { code } mode people personDays }"
        ),
    ),
    "12 assignmentConflicts": (
        "agency",
        (
            'assignmentConflicts(from: "2026-11-01", to: "2026-11-30", division: "320000") '
            "{ kind from to }"
        ),
    ),
    "13 gradePyramid": ("agency", 'gradePyramid(division: "320000") { rows { level workers } }'),
    "14 suspectCertificates": (
        "agency",
        (
            'suspectCertificates(division: "320000", first: 20) '
            "{ nodes { codes detail certificate { number } } totalCount { value exact } }"
        ),
    ),
    "15 policyScorecard": (
        "agency",
        'policyScorecard(division: "320000", year: 2026) { lines { code value previous trend } }',
    ),
}

_LISTS: Final[dict[str, tuple[str, str]]] = {
    "nation: certificationCoverage": (
        "administrator",
        "certificationCoverage { employed certified coverage seniorShare trend { on coverage } }",
    ),
    "nation: policyScorecard": (
        "administrator",
        "policyScorecard(year: 2026) { lines { code value previous trend } }",
    ),
    "nation: gradePyramid": ("administrator", "gradePyramid { rows { level workers } }"),
    "nation: assignmentFlows": (
        "administrator",
        (
            'assignmentFlows(from: "2026-01-01", to: "2026-12-31") '
            "{ from { code } to { code } mode people personDays }"
        ),
    ),
    "nation: filingCoverage": ("administrator", "filingCoverage { aboveScale filed }"),
    "nation: apprenticeRatio": (
        "administrator",
        "apprenticeRatio(year: 2026) { enterprises enterprisesWithout }",
    ),
    "nation: fundUses": (
        "administrator",
        (
            "fundUses(first: 20) { nodes { id } totalCount { value exact } "
            "totals { fund uses amount } }"
        ),
    ),
    "nation: nominees": (
        "administrator",
        'nominees(honour: "NATIONAL_TECHNICAL_EXPERT", first: 20) { nodes { worker { id } } }',
    ),
    "nation: facets": (
        "enterprise",
        (
            "candidates(filter: {}, first: 1) { totalCount { value exact } "
            "facets(by: [LEVEL, PROVINCE, OCCUPATION, HONOUR]) { facet buckets { key } } }"
        ),
    ),
    "workers by name": ("administrator", 'workers(text: "王", first: 20) { nodes { id } }'),
    "workers by a rare name": (
        "administrator",
        'workers(text: "欧阳", first: 20) { nodes { id } }',
    ),
    "enterprises by name": (
        "administrator",
        'enterprises(text: "重工", first: 20) { nodes { uscc } }',
    ),
    "enterprises of a province": (
        "administrator",
        'enterprises(division: "320000", first: 20) { nodes { uscc } totalCount { value } }',
    ),
    "staff": (
        "enterprise",
        'enterprise(uscc: "$enterprise") { staff(first: 20) { nodes { id } } }',
    ),
    "accessEvents": (
        "holder",
        'accessEvents(worker: "$worker", first: 20) { nodes { at role } totalCount { value } }',
    ),
    "honourTypes": ("anonymous", "honourTypes { id name level quota }"),
    "policies": ("anonymous", 'policies(division: "320100") { id title target }'),
    "regulations": ("anonymous", 'regulations(division: "320100") { id title subject }'),
    "divisions": ("anonymous", 'divisions(parent: "320000") { code name }'),
    "occupations": (
        "anonymous",
        'occupations(text: "工", first: 20) { nodes { id } totalCount { value } }',
    ),
    "assignmentRequests": ("enterprise", "assignmentRequests(first: 20) { nodes { id } }"),
}


SUBJECTS: Final = """
MATCH (firm:Enterprise {provinceCode: $province})
WITH firm, COUNT { (firm)<-[:EMPLOYED]-() } AS staff ORDER BY abs(staff - 100), firm.uscc LIMIT 1
MATCH (worker:Worker) WHERE worker.rank = 6 AND EXISTS { (worker)-[:EMPLOYED]->(firm) }
WITH firm, worker ORDER BY worker.id LIMIT 1
MATCH (worker)-[:HOLDS]->(certificate:Certificate)
WITH firm, worker, certificate ORDER BY certificate.key LIMIT 1
MATCH (issuer:Organisation {provinceCode: $province})-[:FILED_AS]->(filing {status: 'ACTIVE'})
WITH firm, worker, certificate, issuer, COUNT { (filing)<-[:UNDER]-() } AS plans
ORDER BY abs(plans - 50), issuer.uscc LIMIT 1
RETURN worker.id, firm.uscc, issuer.uscc, certificate.number
"""


@dataclass(frozen=True, slots=True)
class Subjects:
    """Who and what is asked about."""

    worker: str
    enterprise: str
    issuer: str
    number: str


def subjects(settings: Settings) -> Subjects:
    """Return the same kind of subjects of a registry of any size."""
    address = find_address(settings)
    with (
        open_sync_driver(settings) as driver,
        driver.session(database=address.database, default_access_mode=READ_ACCESS) as session,
    ):
        return Subjects(*session.run(SUBJECTS, province=PROVINCE).single(strict=True).values())


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked; `name` is the same for registries of all sizes.

    `$candidate` in the text stands for a card that the viewer must be given first: `FIRST_CARD`.
    """

    name: str
    viewer: Viewer
    text: str


def asked(settings: Settings, *, seed: int = 6) -> Iterator[Asked]:
    """Yield everything that is asked of the registry of these settings."""
    who = subjects(settings)
    viewers = {
        "anonymous": ANONYMOUS,
        Role.HOLDER.value: holder(who.worker),
        Role.ENTERPRISE.value: enterprise(who.enterprise),
        Role.ISSUER.value: issuer(who.issuer),
        Role.AGENCY.value: agency(PROVINCE),
        "administrator": ADMINISTRATOR,
    }
    for path in _QUESTIONS:
        text = path.read_text("utf-8")
        yield Asked(path.stem, viewers[text.removeprefix("# ").partition(":")[0]], text)
    for name, (role, field) in {**_FIFTEEN, **_LISTS}.items():
        yield Asked(name, viewers[role], f"{{ {_filled(field, who)} }}")
    for name, arguments in _searches(Random(seed)):
        text = f"candidates({_filled(arguments, who)}, first: 20) {{ nodes {{ {_CARD} }} }}"
        yield Asked(f"candidates {name}", viewers["enterprise"], f"{{ {text} }}")


def _searches(rng: Random) -> Iterator[tuple[str, str]]:
    """Yield each filter alone, each sort, a total, and five combinations of filters."""
    yield "all", "filter: {}"
    for name, text in FILTERS.items():
        yield name, f"filter: {{{text}}}"
    for sort in _SORTS:
        yield f"by {sort}", f"filter: {{{FILTERS['divisions']}}}, sort: {sort}"
    free = [name for name in FILTERS if name != "allowUnknown"]
    for _ in range(5):
        drawn = sorted(rng.sample(free, rng.randint(3, 5)))
        text = ", ".join(FILTERS[name] for name in drawn)
        yield "+".join(drawn), f"filter: {{{text}}}"


def _filled(text: str, who: Subjects) -> str:
    for name in ("worker", "enterprise", "issuer", "number"):
        text = text.replace(f"${name}", getattr(who, name))
    return text
