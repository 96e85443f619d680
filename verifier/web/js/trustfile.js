// The trust file (CREDENTIAL.md section 5), as JSON or signed by the registry
// (verifier/trustfile.py).
//
// What is missing is not guessed: a file without the scope of an issuer, with two keys of one
// name, or of another version is refused whole, because half of a trust file is another trust file.
import { MalformedError, TrustRefusedError, onRefusal } from "./errors.js";
import { parseJWS, textClaim, verifyJWS } from "./jws.js";
import { parseJWK } from "./keys.js";
import { parseDay, parseRFC3339 } from "./moments.js";
import { parsePolicy } from "./policy.js";
import { occupationKey } from "./scope.js";
import { isNumber, isObject, parseJSONObject } from "./strict-json.js";
import { DEFAULT_KINDS } from "./tables.js";
import { IssuerKey, Trust } from "./trust.js";
import { followChain } from "./trustchain.js";

const VERSION = 1n;

/**
 * Read a trust file, believed as it lies there: its text, its bytes, or the parsed object.
 * Throws TrustRefusedError: it is refused, with the reason.
 */
export function readTrust(file) {
  return refusing(async () => trustOf(parseJSONObject(textOrBytes(file))));
}

/**
 * Read a trust file signed by the registry (`typ: trust+jwt`) with the key of this JWK, or with a
 * later one that it leads to (trustchain.js).
 * Throws TrustRefusedError: it is refused, with the reason.
 */
export function readSignedTrust(text, keyJWK) {
  return refusing(async () => {
    const claims = await verifiedClaims(text, parseJSONObject(textOrBytes(keyJWK)));
    const trust = await trustOf(claims);
    if (claims.has("exp") && claims.get("exp") < trust.expires) trust.expires = claims.get("exp");
    return trust;
  });
}

function refusing(read) {
  return onRefusal(read, (error) => {
    throw new TrustRefusedError(`the trust file is refused: ${error.message}`);
  });
}

/** A parsed object is written and read again: one door, one set of rules. */
function textOrBytes(given) {
  const isRaw = typeof given === "string" || given instanceof Uint8Array;
  return isRaw ? given : JSON.stringify(given);
}

async function verifiedClaims(text, jwk) {
  const key = await parseJWK(jwk);
  if (key === null) throw new MalformedError("not a key for signatures");
  const jws = parseJWS(text.trim(), "trust+jwt");
  const { kid } = jws.header;
  const isOther = jwk.has("kid") && !["", jwk.get("kid")].includes(kid);
  const claims = await verifyJWS(jws, isOther ? await laterKey(key, jws) : key);
  if (!textClaim(jws, "iss").endsWith("/registry")) throw new MalformedError("not of a registry");
  return claims;
}

/** Return the key that signed, if vouchers in the file lead to it from the one that is believed. */
async function laterKey(key, jws) {
  const ledTo = await followChain(key, jws.claims, textClaim(jws, "iss"));
  const later = ledTo.get(jws.header.kid);
  if (later) return later;
  throw new MalformedError("signed with another key, and none leads to it from the one given");
}

async function trustOf(file) {
  if (file.get("version") !== VERSION) throw new MalformedError(`not of version ${VERSION}`);
  const issuers = new Map();
  for (const member of arrayIn(file, "issuers")) {
    const issuer = await issuerOf(member);
    issuers.set(issuer.iss, join(issuers.get(issuer.iss), issuer));
  }
  const tokens = file.has("statusLists") ? file.get("statusLists") : new Map();
  if (!isObject(tokens) || ![...tokens.values()].every((token) => typeof token === "string")) {
    throw new MalformedError("statusLists is no object of texts");
  }
  const log = await logOf(file.get("log") ?? null);
  const expires = parseRFC3339(textIn(file, "expires"));
  return new Trust({ issuers, expires, statusTokens: tokens, ...log });
}

/** Return an issuer that stands in two entries, with the keys and the scope of both. */
function join(first, second) {
  if (!first) return second;
  const twice = [...first.keys.keys()].filter((kid) => second.keys.has(kid)).sort();
  if (twice.length) throw new MalformedError(`key ${twice[0]} stands twice`);
  const isAnything = first.scope === null || second.scope === null;
  const scope = isAnything ? null : [...first.scope, ...second.scope];
  return { ...first, keys: new Map([...first.keys, ...second.keys]), scope };
}

async function issuerOf(member) {
  if (!isObject(member) || !member.has("scope")) {
    throw new MalformedError("an issuer without scope");
  }
  const keys = new Map();
  for (const jwk of arrayIn(member, "keys")) {
    const kid = textIn(jwk, "kid");
    if (keys.has(kid)) throw new MalformedError(`key ${kid} stands twice`);
    keys.set(kid, await issuerKeyOf(kid, jwk));
  }
  const usable = new Map([...keys].filter(([, key]) => key !== null));
  const scope = member.get("scope") === null ? null : arrayIn(member, "scope").map(scopeItem);
  const name = (member.get("name") ?? null) === null ? null : textIn(member, "name");
  return { iss: textIn(member, "iss"), name, keys: usable, scope };
}

async function issuerKeyOf(kid, jwk) {
  const key = await parseJWK(jwk);
  if (key === null) return null;
  const revoked = jwk.get("revoked") ?? null;
  let revocation = null;
  if (revoked !== null) {
    const revokedAt = momentIn(revoked, "revoked_at");
    if (revokedAt === null) throw new MalformedError(`key ${kid} is revoked at no time`);
    revocation = { revokedAt, reason: textIn(revoked, "reason") };
  }
  const [notBefore, notAfter] = [momentIn(jwk, "nbf"), momentIn(jwk, "exp")];
  return new IssuerKey({ kid, key, notBefore, notAfter, revocation });
}

function scopeItem(item) {
  const levels = textsIn(item, "levels");
  const kinds = (item.get("kinds") ?? null) === null ? DEFAULT_KINDS : textsIn(item, "kinds");
  const last = (item.get("to") ?? null) === null ? null : parseDay(item.get("to"));
  const occupation = occupationKey(textIn(item, "occupation"));
  return { occupation, levels, first: parseDay(item.get("from")), last, kinds };
}

async function logOf(log) {
  if (log === null) return { logPolicy: null, logRequired: false };
  const logPolicy = await parsePolicy(textIn(log, "policy"));
  const logRequired = log.has("required") ? log.get("required") : false;
  if (typeof logRequired !== "boolean") {
    throw new MalformedError("log.required is neither true nor false");
  }
  return { logPolicy, logRequired };
}

function memberIn(holder, name) {
  if (!isObject(holder)) throw new MalformedError(`no object that could hold ${name}`);
  return holder.get(name) ?? null;
}

function textIn(holder, name) {
  const value = memberIn(holder, name);
  if (typeof value !== "string") throw new MalformedError(`${name} is missing or no text`);
  return value;
}

function momentIn(holder, name) {
  const value = memberIn(holder, name);
  if (value !== null && !isNumber(value)) throw new MalformedError(`${name} is no number`);
  return value;
}

function arrayIn(holder, name) {
  const value = memberIn(holder, name);
  if (!Array.isArray(value)) throw new MalformedError(`${name} is missing or no array`);
  return value;
}

function textsIn(holder, name) {
  const values = arrayIn(holder, name);
  if (!values.every((value) => typeof value === "string")) {
    throw new MalformedError(`${name} is not an array of texts`);
  }
  return values;
}
