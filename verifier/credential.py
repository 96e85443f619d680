"""A credential in its parts, read and not yet believed.

Two forms are read: the SD-JWT VC and the Open Badge. Of each, the shape of everything that must be
there is checked before the signature is, so that an unreadable credential is told from a forged
one.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from verifier.badge import BadgeFrame, is_our_badge, read_badge, read_frame
from verifier.certificate import VCT, VISIBLE_CLAIMS, Certificate, read_facts
from verifier.errors import MalformedError
from verifier.jws import UnverifiedJWS, parse_jws
from verifier.sdjwt import Presentation, parse_presentation

# draft-ietf-oauth-sd-jwt-vc section 2.2.2.2, and what steers the processing itself.
NEVER_DISCLOSED: Final = frozenset(
    {"iss", "iat", "nbf", "exp", "cnf", "vct", "vct#integrity", "status", "_sd_alg"}
)
_NEVER_DISCLOSED_OF_OURS: Final = NEVER_DISCLOSED | VISIBLE_CLAIMS


class UnverifiedCredential(NamedTuple):
    """A credential in its parts.

    `facts` is None for another type of credential; `presentation` for a form without selective
    disclosure; `frame` for an SD-JWT VC.
    """

    jws: UnverifiedJWS
    iss: str
    facts: Certificate | None
    presentation: Presentation | None = None
    frame: BadgeFrame | None = None

    @property
    def reserved(self) -> frozenset[str]:
        """Return the names that this credential must not disclose selectively."""
        return NEVER_DISCLOSED if self.facts is None else _NEVER_DISCLOSED_OF_OURS


def parse_credential(raw: bytes) -> UnverifiedCredential:
    """Read a credential in either form.

    Raises:
        MalformedError: it is in none of them.
    """
    if b"~" in raw:
        return _sd_jwt_vc(raw)
    jws = parse_jws(raw, typ="vc+jwt")
    facts = read_badge(jws.claims) if is_our_badge(jws.claims) else None
    return UnverifiedCredential(jws, jws.text_claim("iss"), facts, frame=read_frame(jws.claims))


def _sd_jwt_vc(raw: bytes) -> UnverifiedCredential:
    presentation = parse_presentation(raw)
    jws = parse_jws(presentation.jwt, typ="dc+sd-jwt")
    vct = jws.text_claim("vct")
    if not vct:
        raise MalformedError("no vct")
    facts = None
    if vct == VCT:
        facts = read_facts(jws.claims)
        if "iat" not in jws.claims:
            raise MalformedError("no iat")
    return UnverifiedCredential(jws, jws.text_claim("iss"), facts, presentation)
