"""Is a certificate on record true? The checks of MEANINGS.md that need no signature.

`case.py` says what is looked at, `checks.py` judges it, `sessions.py` finds crowded sessions and
assessors in two places. All of it is pure: an import judges the rows it reads, the registry judges
its graph, and both get the same codes.
"""

from registry.papercheck.case import CertificateCase, ChainLink, FilingCase
from registry.papercheck.checks import (
    REGISTRY_CHECKS,
    check_certificate,
    suspicions,
)
from registry.papercheck.sessions import SessionFact, crowded_sessions, two_site_sessions

__all__ = [
    "REGISTRY_CHECKS",
    "CertificateCase",
    "ChainLink",
    "FilingCase",
    "SessionFact",
    "check_certificate",
    "crowded_sessions",
    "suspicions",
    "two_site_sessions",
]
