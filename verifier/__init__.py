"""Is this certificate true?

A pure, strict verifier for signed skill certificates: it needs a credential and a trust file, and
neither a network nor a database. It imports the standard library and `cryptography` only, and
orjson where that is installed.
`verify.py` tells the workflow, docs/verify.md the use of it, and every rule comes from the
published credential format.
"""

from verifier.checks import Check, CheckResult, Outcome, State
from verifier.errors import (
    BadRequestError,
    MalformedError,
    TrustRefusedError,
    VerifierError,
)
from verifier.report import Report, combine, make_report
from verifier.trust import Trust
from verifier.verify import verify_credential

__all__ = [
    "BadRequestError",
    "Check",
    "CheckResult",
    "MalformedError",
    "Outcome",
    "Report",
    "State",
    "Trust",
    "TrustRefusedError",
    "VerifierError",
    "combine",
    "make_report",
    "verify_credential",
]
