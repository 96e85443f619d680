"""A little wallet: fetches a certificate by OpenID4VCI 1.0 and presents it, and can misbehave.

It shares no line with the registry. It follows what the offer and the metadata say: no endpoint is
known to it beforehand. `send` carries a request to the server behind the base URL.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import httpx

from tests.support.issuer import PrivateKey, es256_key, public_jwk, sign

GRANT: Final = "urn:ietf:params:oauth:grant-type:pre-authorized_code"
TYP: Final = "openid4vci-proof+jwt"

Send = Callable[..., httpx.Response]


def offer_in(uri: str) -> dict[str, Any]:
    """Return the offer that a QR code carries by value."""
    parts = urlsplit(uri)
    assert (parts.scheme, parts.netloc) == ("openid-credential-offer", "")
    [text] = parse_qs(parts.query, strict_parsing=True)["credential_offer"]
    offer: dict[str, Any] = json.loads(text)
    return offer


def well_known(name: str, issuer: str) -> str:
    """Return the path of a well-known document: before the path of the issuer (RFC 8615)."""
    return f"/.well-known/{name}{urlsplit(issuer).path}"


@dataclass
class Wallet:
    """A wallet with one key. `now` is the time it believes, unix seconds."""

    send: Send
    offer: dict[str, Any]
    now: int
    key: PrivateKey = field(default_factory=lambda: es256_key(500))
    token: str = ""

    @property
    def issuer(self) -> str:
        """The credential issuer, as the offer names it."""
        issuer: str = self.offer["credential_issuer"]
        return issuer

    def metadata(self) -> dict[str, Any]:
        """Fetch what the issuer says of itself."""
        return self._document("openid-credential-issuer")

    def redeem(self, **changes: str | None) -> httpx.Response:
        """Change the code for an access token."""
        fields = {
            "grant_type": GRANT,
            "pre-authorized_code": self.offer["grants"][GRANT]["pre-authorized_code"],
            **changes,
        }
        endpoint = self._document("oauth-authorization-server")["token_endpoint"]
        sent = {name: value for name, value in fields.items() if value is not None}
        answer = self.send("POST", self._path(endpoint), data=sent)
        if answer.status_code == 200:
            self.token = answer.json()["access_token"]
        return answer

    def nonce(self) -> str:
        """Fetch a nonce."""
        answer = self.send("POST", self._path(self.metadata()["nonce_endpoint"]))
        nonce: str = answer.json()["c_nonce"]
        return nonce

    def proof(
        self,
        *,
        header: Mapping[str, Any] | None = None,
        key: PrivateKey | None = None,
        **changes: Any,
    ) -> str:
        """Sign a key proof; a change to None leaves a member away."""
        top = {"alg": "ES256", "typ": TYP, "jwk": self.jwk(), **(header or {})}
        claims = {"aud": self.issuer, "iat": self.now, **changes}
        if "nonce" not in claims:
            claims["nonce"] = self.nonce()
        return sign(key or self.key, _present(top), _present(claims))

    def jwk(self) -> dict[str, Any]:
        """Return the public key as a wallet would send it."""
        return {name: value for name, value in public_jwk(self.key).items() if name != "use"}

    def ask(
        self, configuration: str = "skill-certificate", *, proof: str | None = None, **more: Any
    ) -> httpx.Response:
        """Ask for a credential."""
        body: dict[str, Any] = {"credential_configuration_id": configuration, **more}
        if proof is not None:
            body["proofs"] = {"jwt": [proof]}
        endpoint = self.metadata()["credential_endpoint"]
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return self.send("POST", self._path(endpoint), json=_present(body), headers=headers)

    def fetch(self) -> str:
        """Do it all and return the credential."""
        assert self.redeem().status_code == 200
        answer = self.ask(proof=self.proof())
        assert answer.status_code == 200, answer.text
        [credential] = answer.json()["credentials"]
        text: str = credential["credential"]
        return text

    def _document(self, name: str) -> dict[str, Any]:
        answer = self.send("GET", well_known(name, self.issuer))
        assert answer.status_code == 200, answer.text
        document: dict[str, Any] = answer.json()
        return document

    def _path(self, endpoint: str) -> str:
        """Return the path as the server behind a proxy sees it."""
        assert endpoint.startswith(self.issuer)
        return endpoint.removeprefix(self.issuer)


def _present(members: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not None}
