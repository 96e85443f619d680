// The registry's own key, followed from one that is believed to the one that signs now
// (verifier/trustchain.py).
//
// A signed trust file carries vouchers in `registryKeys`, oldest first: each names a new key and is
// signed by the key before it. Nothing is believed for standing in the file: a voucher counts only
// if the key that is believed so far signed it, and then the key in it is believed in its place.
import { MalformedError, RefusedSignatureError } from "./errors.js";
import { parseJWS, verifyJWS } from "./jws.js";
import { parseJWK } from "./keys.js";

const TYP = "registry-key+jwt";
const MEMBER = "registryKeys";
const MAX_VOUCHERS = 64;

/**
 * Return the keys, by `kid`, that the vouchers in the claims of a trust file lead to from `key`,
 * which is believed; those of another `iss` than the registry's are passed over.
 * Throws MalformedError: they are no array of tokens, too many, or one of them is broken.
 */
export async function followChain(key, claims, iss) {
  const vouchers = claims.get(MEMBER) ?? [];
  if (!Array.isArray(vouchers) || vouchers.length > MAX_VOUCHERS) {
    throw new MalformedError(`${MEMBER} is no array of at most ${MAX_VOUCHERS} tokens`);
  }
  const ledTo = new Map();
  let believed = key;
  for (const voucher of vouchers) {
    const vouched = await vouchedBy(believed, voucher);
    // What somebody else signed is of a time before the key that we started from.
    if (vouched?.get("iss") !== iss) continue;
    const named = await namedKey(vouched.get("jwk") ?? null);
    believed = named.key;
    ledTo.set(named.kid, named.key);
  }
  return ledTo;
}

/** Return the claims of a voucher that this key signed, null for another's. */
async function vouchedBy(key, voucher) {
  if (typeof voucher !== "string") throw new MalformedError(`${MEMBER} is no array of tokens`);
  const jws = parseJWS(voucher, TYP);
  try {
    return await verifyJWS(jws, key);
  } catch (error) {
    if (!(error instanceof RefusedSignatureError)) throw error;
    return null;
  }
}

async function namedKey(jwk) {
  const key = await parseJWK(jwk);
  const kid = key === null ? null : jwk.get("kid");
  if (key !== null && typeof kid === "string") return { kid, key };
  throw new MalformedError("a voucher of a registry's key names no key for signatures");
}
