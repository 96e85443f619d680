"""What a page finds at the door of the core: files of trust, newer lists, names, and limits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browser_core import open_core
from tests.support.issuer import (
    BASE,
    LIST_URI,
    NOW,
    W3C_REVOCATIONS,
    W3C_SUSPENSIONS,
    Issuer,
    certificate_claims,
    es256_key,
    public_jwk,
    sign,
    trust_file,
)
from verifier import Trust, TrustRefusedError
from verifier.report import jwt_sha256_of

ISSUER: Final = Issuer()
PLAIN: Final = ISSUER.credential()
REGISTRY: Final = es256_key(90)
JWKS: Final = [
    pytest.param(public_jwk(REGISTRY, kid="r1"), id="by-its-key"),
    pytest.param(public_jwk(REGISTRY), id="by-its-key-without-a-name"),
    pytest.param(public_jwk(REGISTRY, kid="r2"), id="by-its-key-under-another-name"),
    pytest.param(public_jwk(REGISTRY, kid="r1", use="enc"), id="by-a-key-for-secrets"),
    pytest.param(public_jwk(REGISTRY, kid="r1", alg="EdDSA"), id="by-a-key-of-another-algorithm"),
    pytest.param({"kid": "r1"}, id="by-no-key"),
]


@pytest.fixture(scope="module")
def core(chromium: Browser) -> Iterator[Page]:
    """Open a page beside the modules."""
    context = chromium.new_context()
    page = context.new_page()
    open_core(page, [])
    yield page
    context.close()


def ask(page: Page, body: str, **given: Any) -> Any:
    """Run a function body with the core as `core` and the given values as `given`."""
    text = page.evaluate(
        f"""async (text) => {{
          const core = await import("/js/index.js");
          const given = JSON.parse(text);
          const answer = await (async () => {{ {body} }})();
          return JSON.stringify(answer ?? null);
        }}""",
        json.dumps(given),
    )
    return json.loads(text)


def signed_trust(
    *, header: dict[str, Any] | None = None, key: Any = REGISTRY, **claims: Any
) -> str:
    """Return the trust file as the registry signs it, with changes."""
    top = {"alg": "ES256", "typ": "trust+jwt", "kid": "r1", **(header or {})}
    return sign(key, top, {"iss": f"{BASE}/registry", **trust_file(), **claims})


NEXT: Final = es256_key(92)


def voucher(*, by: Any = REGISTRY, iss: str = f"{BASE}/registry", kid: str | None = "r2") -> str:
    """Return the word of a registry's key for its next one."""
    jwk = public_jwk(NEXT if kid == "r2" else REGISTRY, **({} if kid is None else {"kid": kid}))
    return sign(by, {"alg": "ES256", "typ": "registry-key+jwt"}, {"iss": iss, "jwk": jwk})


def rotated(*vouchers: Any) -> str:
    """Return the trust file as the next key signs it, with what vouches for that key."""
    return signed_trust(key=NEXT, header={"kid": "r2"}, registryKeys=list(vouchers))


@pytest.mark.parametrize(
    "token",
    [
        pytest.param(signed_trust(), id="as-the-registry-signs-it"),
        pytest.param(signed_trust(exp=NOW + 5), id="with-an-earlier-end"),
        pytest.param(signed_trust(key=es256_key(91)), id="signed-by-another"),
        pytest.param(signed_trust(header={"kid": "r2"}), id="with-another-kid"),
        pytest.param(signed_trust(header={"typ": "JWT"}), id="of-another-type"),
        pytest.param(signed_trust(iss=f"{BASE}/issuers/x"), id="of-an-issuer"),
        pytest.param(signed_trust(version=2), id="of-another-version"),
        pytest.param("{}", id="that-is-no-token"),
        pytest.param(rotated(voucher()), id="signed-by-the-next-key"),
        pytest.param(rotated(voucher(kid="r3"), voucher()), id="by-the-second-of-two"),
        pytest.param(rotated(), id="by-a-key-that-nobody-vouches-for"),
        pytest.param(rotated(voucher(by=NEXT)), id="by-a-key-that-vouches-for-itself"),
        pytest.param(rotated(voucher(iss=f"{BASE}/x")), id="vouched-for-by-another-registry"),
        pytest.param(rotated(voucher(kid=None)), id="vouched-for-without-a-name"),
        pytest.param(rotated(7), id="with-a-voucher-that-is-a-number"),
        pytest.param(rotated("x"), id="with-a-voucher-that-is-no-token"),
        pytest.param(rotated(*[voucher()] * 65), id="with-65-vouchers"),
        pytest.param(
            signed_trust(header={"kid": "r2"}, registryKeys=voucher()), id="with-vouchers-in-text"
        ),
    ],
)
@pytest.mark.parametrize("jwk", JWKS)
def test_a_signed_trust_file_is_taken_or_refused_as_in_python(
    core: Page, token: str, jwk: dict[str, Any]
) -> None:
    there = ask(
        core,
        """
        try {
          const trust = await core.readSignedTrust(given.token, JSON.stringify(given.jwk));
          return { expires: Number(trust.expires) };
        } catch (error) {
          if (!(error instanceof core.TrustRefusedError)) throw error;
          return { refused: error.message, code: error.code };
        }
        """,
        token=token,
        jwk=jwk,
    )
    try:
        here: dict[str, Any] = {"expires": Trust.from_jwt(token, jwk).expires}
    except TrustRefusedError as err:
        here = {"refused": str(err), "code": err.code}

    assert there == here


ASK_WITH_LISTS: Final = """
const asked = [];
const trust = await core.readTrust(given.trust);
const statusLists = async (uri) => { asked.push(uri); return given.newer; };
const now = given.now;
const report = await core.verifyCredential(given.credential, { trust, now, statusLists });
return { outcome: report.outcome, asked };
"""


@pytest.mark.parametrize(
    ("credential", "newer", "outcome", "asked"),
    [
        pytest.param(PLAIN, ISSUER.status_list({7: 1}), "INVALID", [LIST_URI], id="it-counts"),
        pytest.param(PLAIN, None, "VALID", [LIST_URI], id="without-one-the-file's-counts"),
        pytest.param(PLAIN, "x", "UNAVAILABLE", [LIST_URI], id="a-broken-one-is-not-passed-over"),
        pytest.param(
            ISSUER.credential(certificate_claims(level="SENIOR")),
            None,
            "INVALID",
            [],
            id="nobody-is-asked-about-what-is-invalid",
        ),
    ],
)
def test_a_newer_status_list_is_asked_for_last(
    core: Page, credential: str, newer: str | None, outcome: str, asked: list[str]
) -> None:
    answer = ask(
        core, ASK_WITH_LISTS, credential=credential, trust=trust_file(), newer=newer, now=NOW
    )

    assert answer == {"outcome": outcome, "asked": asked}


@pytest.mark.parametrize(
    ("credential", "uris"),
    [
        pytest.param(PLAIN, [LIST_URI], id="a-certificate"),
        pytest.param(f"{BASE}/verify#{PLAIN}", [LIST_URI], id="the-address-of-its-code"),
        pytest.param(ISSUER.badge(), [W3C_REVOCATIONS, W3C_SUSPENSIONS], id="a-badge"),
        pytest.param(ISSUER.credential(certificate_claims(status=None)), [], id="no-status"),
        pytest.param("x", [], id="no-credential"),
    ],
)
def test_a_page_learns_which_lists_a_credential_names(
    core: Page, credential: str, uris: list[str]
) -> None:
    assert ask(core, "return core.statusUris(given.text)", text=credential) == uris


def test_a_page_learns_the_name_of_a_credential_in_the_log(core: Page) -> None:
    name = ask(core, "return core.jwtSha256(given.text)", text=f"{BASE}/verify#{PLAIN}")

    assert name == jwt_sha256_of(PLAIN.encode())
    assert ask(core, "return core.jwtSha256('é')") is None


@pytest.mark.parametrize(
    "at",
    ["Number.NaN", "new Date('x')", "'tomorrow'", "'2026-02-30T00:00:00Z'", "true", "{}"],
)
def test_what_names_no_moment_is_the_callers_mistake(core: Page, at: str) -> None:
    body = f"""
    const trust = await core.readTrust(given.trust);
    const judged = core.verifyCredential("x", {{ trust, at: {at} }});
    return judged.then(() => null, (error) => error.code);
    """

    assert ask(core, body, trust=trust_file()) == "bad_request"


@pytest.mark.parametrize("now", ["new Date(given.now * 1000)", "given.now", "String(given.now)"])
def test_a_moment_may_be_a_date_a_number_or_text(core: Page, now: str) -> None:
    body = f"""
    const trust = await core.readTrust(given.trust);
    return (await core.verifyCredential("x", {{ trust, now: {now} }})).verifiedAt;
    """

    assert ask(core, body, trust=trust_file(), now=NOW) == "2026-11-18T11:06:40Z"


# RFC 8032 section 7.1, tests 1 to 3: public key, message, signature.
RFC8032: Final = [
    pytest.param(
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        id="test-1",
    ),
    pytest.param(
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        id="test-2",
    ),
    pytest.param(
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        id="test-3",
    ),
]
BY_ARITHMETIC: Final = """
const { isSignedByArithmetic } = await import("/js/ed25519.js");
const bytes = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const [key, message, signature] = [given.key, given.message, given.signature].map(bytes);
const holds = [await isSignedByArithmetic(key, signature, message)];
for (const at of [0, 31, 32, 63]) {
  const changed = signature.slice();
  changed[at] ^= 1;
  holds.push(await isSignedByArithmetic(key, changed, message));
}
return holds;
"""


@pytest.mark.parametrize(("key", "message", "signature"), RFC8032)
def test_ed25519_by_arithmetic_agrees_with_rfc_8032(
    core: Page, key: str, message: str, signature: str
) -> None:
    holds = ask(core, BY_ARITHMETIC, key=key, message=message, signature=signature)

    assert holds == [True, False, False, False, False]


WITHOUT: Final = {
    "inflating": "delete globalThis.DecompressionStream;",
    "webcrypto": "Object.defineProperty(crypto, 'subtle', { value: undefined });",
}


def test_a_browser_that_cannot_inflate_says_that_no_list_is_to_be_had(chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.add_init_script(WITHOUT["inflating"])
        open_core(page, [])
        answer = ask(
            page, ASK_WITH_LISTS, credential=PLAIN, trust=trust_file(), newer=None, now=NOW
        )

    assert answer["outcome"] == "UNAVAILABLE"


def test_a_browser_that_withholds_webcrypto_judges_nothing(chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.add_init_script(WITHOUT["webcrypto"])
        open_core(page, [])
        code = ask(
            page,
            "return core.readTrust(given.trust).then(() => 0, (error) => error.code)",
            trust=trust_file(),
        )

    assert code == "unsupported"
