// A signed token in compact form (RFC 7515, RFC 7519), believed only once its signature holds
// (verifier/jws.py).
//
// `parseJWS` reads shape and size, nothing else: what it returns selects a key. No key ever comes
// out of a header (RFC 8725 section 3.10), and what a token calls critical is refused, since no
// extension is known here (RFC 7515 section 4.1.11).
import { utf8 } from "./bytes.js";
import { decodeBase64url } from "./encoding.js";
import { MalformedError, RefusedSignatureError } from "./errors.js";
import { isNumber, parseJSONObject } from "./strict-json.js";

const TIME_CLAIMS = ["iat", "nbf", "exp"];

/**
 * Read a compact token of the wanted type: `{header: {typ, alg, kid}, claims, signed, signature}`.
 * Throws MalformedError: it is not three parts of canonical base64url, header and claims are not
 * strict JSON objects, a time in it is not a number, or it is of another type.
 */
export function parseJWS(token, typ) {
  const parts = token.split(".");
  if (parts.length !== 3) throw new MalformedError("not a token of three base64url parts");
  const header = parseHeader(parts[0]);
  if (header.typ !== typ) throw new MalformedError(`a token of another type than ${typ}`);
  const claims = parseJSONObject(decodeBase64url(parts[1]));
  for (const name of TIME_CLAIMS) {
    if (claims.has(name) && !isNumber(claims.get(name))) {
      throw new MalformedError(`claim ${name} is not a number`);
    }
  }
  const signed = utf8(`${parts[0]}.${parts[1]}`);
  return { header, claims, signed, signature: decodeBase64url(parts[2]) };
}

/**
 * Return the claims if they were signed by `key`.
 * Throws RefusedSignatureError: the header names another algorithm than the key's, or the
 * signature does not hold.
 */
export async function verifyJWS(jws, key) {
  if (!key.algorithms.includes(jws.header.alg)) {
    throw new RefusedSignatureError("the token names another algorithm than its key has");
  }
  await key.verify(jws.signature, jws.signed);
  return jws.claims;
}

/** Return a claim that must be text, or an empty text if the token has none. */
export function textClaim(jws, name) {
  const value = jws.claims.has(name) ? jws.claims.get(name) : "";
  if (typeof value !== "string") throw new MalformedError(`claim ${name} is not text`);
  return value;
}

function parseHeader(part) {
  const members = parseJSONObject(decodeBase64url(part));
  if (members.has("crit")) throw new MalformedError("the header has a critical extension");
  const used = ["typ", "alg", "kid"].map((name) => (members.has(name) ? members.get(name) : ""));
  if (!used.every((value) => typeof value === "string")) {
    throw new MalformedError("a member of the header is not text");
  }
  const [typ, alg, kid] = used;
  return { typ, alg, kid };
}
