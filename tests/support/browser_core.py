"""The verifier for browsers, asked from Python: its modules in a page, a list of cases at a time.

The page is served out of the files themselves by Playwright, under an invented https address: no
port is opened, WebCrypto is there, and whatever else is asked for is refused and remembered.
Cases and reports travel as JSON text, so that a lone surrogate arrives as one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page, Route

from tests.support.issuer import NOW
from verifier import Trust, TrustRefusedError, verify_credential

WEB: Final = Path(__file__).resolve().parents[2] / "verifier" / "web"
ORIGIN: Final = "https://verifier.example"
_TYPES: Final = {".js": "text/javascript", ".html": "text/html"}

# The names of a question in the contract, which JavaScript uses too, and in Python.
NAMES: Final = {
    "at": "at",
    "now": "now",
    "lang": "lang",
    "audience": "audience",
    "nonce": "nonce",
    "requireKeyBinding": "require_key_binding",
    "holderName": "holder_name",
    "idLast4": "id_last4",
    "logProof": "log_proof",
}

_JUDGE: Final = """
async (text) => {
  const { readTrust, verifyCredential, TrustRefusedError } = await import("/js/index.js");
  const files = new Map();
  const judge = async ({ credential, bytes, trust, question }) => {
    const given = bytes === null ? credential : Uint8Array.from(bytes);
    try {
      if (!files.has(trust)) files.set(trust, await readTrust(trust));
      return await verifyCredential(given, { ...question, trust: files.get(trust) });
    } catch (error) {
      return { thrown: error instanceof TrustRefusedError ? error.message : String(error) };
    }
  };
  const reports = [];
  for (const item of JSON.parse(text)) reports.push(await judge(item));
  return JSON.stringify(reports);
}
"""

_READ_SD_JWT: Final = """
async (text) => {
  const { checkBinding } = await import("/js/binding.js");
  const { parseJWS, verifyJWS } = await import("/js/jws.js");
  const { parseJWK } = await import("/js/keys.js");
  const { disclose, parsePresentation } = await import("/js/sdjwt.js");
  const { parseJSONObject } = await import("/js/strict-json.js");
  const plain = (value) => {
    if (value instanceof Map) {
      return Object.fromEntries([...value].map(([name, item]) => [name, plain(item)]));
    }
    if (typeof value === "bigint") return Number(value);
    return Array.isArray(value) ? value.map(plain) : value;
  };
  const vector = parseJSONObject(text);
  const presentation = parsePresentation(vector.get("presentation"));
  const key = await parseJWK(vector.get("issuerKey"));
  const claims = await verifyJWS(parseJWS(presentation.jwt, "example+sd-jwt"), key);
  const processed = await disclose(claims, presentation.disclosures, []);
  const [audience, nonce] = [vector.get("audience"), vector.get("nonce")];
  const demand = { demanded: true, audience, nonce };
  const bound = await checkBinding(presentation, claims.get("cnf"), demand, vector.get("at"));
  return [plain(processed.claims), bound.state];
}
"""
_READ_STATUS_LIST: Final = """
async ({ token, uri, expected }) => {
  const { parseJWS } = await import("/js/jws.js");
  const { TOKEN_LIST, readStatusList } = await import("/js/statuslist.js");
  const list = await readStatusList(parseJWS(token, TOKEN_LIST).claims, uri, TOKEN_LIST);
  const values = expected.map((_, index) => list.valueAt(BigInt(index)));
  // One more entry than there are would be one too many.
  const after = list.valueAt(BigInt(expected.length));
  return after === null ? values : [...values, after];
}
"""

_READ_LONG_LIST: Final = """
async ({ bits, lst, size }) => {
  const { TOKEN_LIST, readStatusList } = await import("/js/statuslist.js");
  const { parseJSONObject } = await import("/js/strict-json.js");
  const body = { sub: "u", iat: 0, exp: 1, status_list: { bits, lst } };
  const list = await readStatusList(parseJSONObject(JSON.stringify(body)), "u", TOKEN_LIST);
  const entries = {};
  for (let index = 0; index < size; index += 1) {
    const value = list.valueAt(BigInt(index));
    if (value !== 0) entries[index] = value;
  }
  return [entries, list.valueAt(BigInt(size))];
}
"""


@dataclass(frozen=True)
class Case:
    """What both verifiers are asked; `trust` is the text of a trust file."""

    name: str
    credential: str | bytes
    trust: str
    question: Mapping[str, Any] = field(default_factory=lambda: {"now": NOW})

    def to_json(self) -> dict[str, Any]:
        """Return the case as the page reads it."""
        is_text = isinstance(self.credential, str)
        return {
            "credential": self.credential if is_text else None,
            "bytes": None if is_text else list(self.credential),
            "trust": self.trust,
            "question": dict(self.question),
        }


def judged_here(case: Case) -> dict[str, Any]:
    """Return the report of the verifier in Python, or what refused the trust file."""
    try:
        trust = Trust.from_json(case.trust)
    except TrustRefusedError as err:
        return {"thrown": str(err)}
    asked = {NAMES[name]: value for name, value in case.question.items()}
    return verify_credential(case.credential, trust=trust, **asked).to_json()


def judged_there(page: Page, cases: Sequence[Case]) -> list[dict[str, Any]]:
    """Return the reports of the verifier in the page, in order."""
    text = page.evaluate(_JUDGE, json.dumps([case.to_json() for case in cases]))
    reports: list[dict[str, Any]] = json.loads(text)
    return reports


def read_sd_jwt(page: Page, vector: Mapping[str, Any]) -> tuple[Any, str]:
    """Return the processed claims of a published SD-JWT, and the state of its key binding."""
    claims, state = page.evaluate(_READ_SD_JWT, json.dumps(vector))
    return claims, state


def read_status_list(page: Page, vector: Mapping[str, Any]) -> list[int]:
    """Return the values of a published status list."""
    asked = {name: vector[name] for name in ("token", "uri", "expected")}
    values: list[int] = page.evaluate(_READ_STATUS_LIST, asked)
    return values


def read_long_list(page: Page, vector: Mapping[str, Any]) -> tuple[dict[str, int], int | None]:
    """Return the entries that are not 0, and the one after the last, which there should not be."""
    asked = {name: vector[name] for name in ("bits", "lst", "size")}
    entries, after = page.evaluate(_READ_LONG_LIST, asked)
    return entries, after


def open_core(page: Page, strangers: list[str]) -> None:
    """Open an empty page beside the modules; addresses asked elsewhere are put into `strangers`."""

    def serve(route: Route) -> None:
        address = route.request.url
        path = WEB / address.removeprefix(f"{ORIGIN}/")
        if address == f"{ORIGIN}/":
            route.fulfill(body="<!doctype html><title>core</title>", content_type="text/html")
        elif address.startswith(ORIGIN) and path.is_file():
            route.fulfill(path=path, content_type=_TYPES[path.suffix])
        else:
            strangers.append(address)
            route.abort()

    page.route("**/*", serve)
    page.goto(f"{ORIGIN}/")
