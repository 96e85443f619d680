// Does who presents a credential hold its key? HOLDER_BINDING (verifier/binding.py; RFC 9901
// section 7.3).
//
// Whether a key binding is *demanded* is the caller's word alone. One that is present and not
// demanded is still held to its signature and to what it binds; its age says nothing then.
import { sha256, utf8 } from "./bytes.js";
import { failed, passed, skipped } from "./checks.js";
import { encodeBase64url } from "./encoding.js";
import { MalformedError, onRefusal } from "./errors.js";
import { parseJWS, verifyJWS } from "./jws.js";
import { parseJWK } from "./keys.js";
import { later } from "./moments.js";
import { isNumber, isObject } from "./strict-json.js";

const MAX_AGE_SECONDS = 300;
const LEEWAY_SECONDS = 60;
const TEXTS = ["aud", "nonce", "sd_hash"];

/**
 * Check the key binding of a presentation, null for a form that has none.
 * `cnf`: the claim of the signed token that names the holder's key. `demand`: `{demanded, audience,
 * nonce}`, the latter two null where any will do. `at`: for when it must be fresh, unix seconds.
 */
export function checkBinding(presentation, cnf, demand, at) {
  if (!presentation?.keyBinding) {
    if (demand.demanded) return failed("HOLDER_BINDING", "missing");
    return skipped("HOLDER_BINDING", "not_demanded");
  }
  return onRefusal(
    async () => {
      const claims = await verifiedBinding(presentation.keyBinding, cnf);
      const hash = encodeBase64url(await sha256(utf8(presentation.bound)));
      const why = whyRefused(claims, hash, demand, at);
      return why === null ? passed("HOLDER_BINDING") : failed("HOLDER_BINDING", why);
    },
    (error) => failed("HOLDER_BINDING", "broken", error.message),
  );
}

async function verifiedBinding(token, cnf) {
  const key = isObject(cnf) ? await parseJWK(cnf.get("jwk") ?? null) : null;
  if (key === null) throw new MalformedError("the credential names no key of its holder");
  const claims = await verifyJWS(parseJWS(token, "kb+jwt"), key);
  // RFC 9901 section 4.3 wants all four.
  const areTexts = TEXTS.every((name) => typeof claims.get(name) === "string");
  if (!areTexts || !isNumber(claims.get("iat"))) {
    throw new MalformedError("iat, aud, nonce or sd_hash is missing or of a wrong type");
  }
  return claims;
}

/** Return why a binding whose signature holds is of no use here, null if it is. */
function whyRefused(claims, hash, { demanded, audience, nonce }, at) {
  if (claims.get("sd_hash") !== hash) return "of_another";
  if (!demanded) return null;
  if (audience !== null && claims.get("aud") !== audience) return "audience";
  if (nonce !== null && claims.get("nonce") !== nonce) return "nonce";
  const iat = claims.get("iat");
  const isFresh = later(at, -MAX_AGE_SECONDS) <= iat && iat <= later(at, LEEWAY_SECONDS);
  return isFresh ? null : "stale";
}
