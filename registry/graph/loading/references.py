"""Which keys the graph knows: one look-up for each thing that a column may point at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, LiteralString

from registry.graph.loading.apprenticeships import CLASS
from registry.graph.loading.calls import CHALLENGE
from registry.graph.loading.cooperation import AGREEMENT, ALLIANCE
from registry.graph.loading.funds import FUND
from registry.graph.loading.governance import GOVERNMENT_BODY, POLICY_DOCUMENT
from registry.graph.loading.pay import SCHEME
from registry.graph.loading.people import ACHIEVEMENT
from registry.graph.loading.recognition import PROGRAMME
from registry.graph.loading.sharing import PROVIDER
from registry.graph.loading.statements import known
from registry.graph.loading.subsidies import CATALOGUE
from registry.graph.loading.teaching import COMMITTEE, MAJOR, PACKAGE
from registry.graph.loading.training import BASE, CLUSTER, SESSION

KNOWN: Final[Mapping[str, LiteralString]] = {
    "policy_documents": known(POLICY_DOCUMENT),
    "government_bodies": known(GOVERNMENT_BODY),
    "divisions": """
UNWIND $keys AS key
MATCH (division:Division {code: key})
RETURN key
""",
    "industries": """
UNWIND $keys AS key
MATCH (industry:Industry {code: key})
RETURN key
""",
    "occupations": """
UNWIND $keys AS key
MATCH (occupation:Occupation {key: key})
RETURN key
""",
    "honour_types": """
UNWIND $keys AS key
MATCH (honour:HonourType {id: key})
RETURN key
""",
    "competitions": """
UNWIND $keys AS key
MATCH (competition:Competition {id: key})
RETURN key
""",
    "competition_events": """
UNWIND $keys AS key
MATCH (event:CompetitionEvent {id: key})
RETURN key
""",
    "projects": """
UNWIND $keys AS key
MATCH (project:Project {id: key})
RETURN key
""",
    "teams": """
UNWIND $keys AS key
MATCH (team:Team {id: key})
RETURN key
""",
    "organisations": """
UNWIND $keys AS key
MATCH (organisation:Organisation {uscc: key})
RETURN key
""",
    "filings": """
UNWIND $keys AS key
MATCH (filing:EvaluationFiling {filingNo: key})
RETURN key
""",
    "plans": """
UNWIND $keys AS key
MATCH (plan:AssessmentPlan {planId: key})
RETURN key
""",
    "sessions": """
UNWIND $keys AS key
MATCH (session:AssessmentSession {sessionId: key})
RETURN key
""",
    "results": """
UNWIND $keys AS key
MATCH (result:AssessmentResult {resultId: key})
RETURN key
""",
    "workers": """
UNWIND $keys AS key
MATCH (worker:Worker {id: key})
RETURN key
""",
    "studios": """
UNWIND $keys AS key
MATCH (studio:MasterStudio {id: key})
RETURN key
""",
    "achievements": known(ACHIEVEMENT),
    "apprentice_classes": known(CLASS),
    "funds": known(FUND),
    "allowance_schemes": known(SCHEME),
    "subsidy_catalogues": known(CATALOGUE),
    "challenges": known(CHALLENGE),
    "talent_programmes": known(PROGRAMME),
    "majors": known(MAJOR),
    "expert_committees": known(COMMITTEE),
    "training_packages": known(PACKAGE),
    "providers": known(PROVIDER),
    "training_clusters": known(CLUSTER),
    "training_bases": known(BASE),
    "training_sessions": known(SESSION),
    "alliances": known(ALLIANCE),
    "cooperation_agreements": known(AGREEMENT),
}

OWNERS_OF_NUMBERS: Final = """
UNWIND $hashes AS hash
MATCH (worker:Worker {idHash: hash})
RETURN hash, worker.id
"""
