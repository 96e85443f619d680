// Is the certificate still in force? REVOKED, SUSPENDED, STATUS_UNAVAILABLE (verifier/status.py).
//
// Every token has an index of its own in a signed, dated list. A list says nothing outside its
// dates: what is stale is UNAVAILABLE, which is not the same as good, nor as bad.
import { failed, passed, skipped, unavailable } from "./checks.js";
import { MalformedError, onRefusal } from "./errors.js";
import { BITSTRING_LIST, TOKEN_LIST } from "./statuslist.js";
import { isObject, memberOf } from "./strict-json.js";

const REVOKED = 1;
const SUSPENDED = 2;
const PURPOSES = ["revocation", "suspension"];
const INDEX = /^[0-9]{1,19}$/;

/** Return that status was not asked for: `{results, status}`. */
export function skipStatus(why) {
  const codes = ["REVOKED", "SUSPENDED", "STATUS_UNAVAILABLE"];
  return { results: codes.map((code) => skipped(code, why)), status: null };
}

/** Return that status was needed and could not be had. */
export function statusUnavailable(why, detail) {
  const results = [
    skipped("REVOKED", "status_unknown"),
    skipped("SUSPENDED", "status_unknown"),
    unavailable("STATUS_UNAVAILABLE", why, detail),
  ];
  return { results, status: null };
}

/**
 * Ask every list that the credential names, at least one; `find` resolves to the verified list of a
 * reference, or throws MalformedError. `at`: the moment asked about, in unix seconds.
 */
export async function checkStatus(references, find, at) {
  const values = new Set();
  for (const reference of references) {
    const unknown = (error) => ({ refused: statusUnavailable("no_list", error.message) });
    const list = await onRefusal(() => find(reference), unknown);
    if (list.refused) return list.refused;
    if (!list.isFresh(at)) return statusUnavailable("stale");
    const entry = list.valueAt(reference.index);
    const isSuspension = reference.purpose === "suspension" && entry === 1;
    const value = isSuspension ? SUSPENDED : entry;
    if (value === null || value > SUSPENDED) {
      return statusUnavailable("no_value", `${reference.index}: ${value ?? "None"}`);
    }
    values.add(value);
  }
  return verdict(values);
}

function verdict(values) {
  const available = passed("STATUS_UNAVAILABLE");
  if (values.has(REVOKED)) {
    const results = [failed("REVOKED", "failed"), passed("SUSPENDED"), available];
    return { results, status: "REVOKED" };
  }
  if (values.has(SUSPENDED)) {
    const results = [passed("REVOKED"), failed("SUSPENDED", "failed"), available];
    return { results, status: "SUSPENDED" };
  }
  return { results: [passed("REVOKED"), passed("SUSPENDED"), available], status: "VALID" };
}

/**
 * Return where a credential says that its status stands; null where it says nothing.
 * Throws MalformedError: what it says refers to no list.
 */
export function referencesOf({ jws, presentation }) {
  const [member, parse] =
    presentation === null
      ? ["credentialStatus", parseCredentialStatus]
      : ["status", parseStatusClaim];
  const said = jws.claims.get(member) ?? null;
  return said === null ? null : parse(said);
}

/**
 * Read the `status` claim of an SD-JWT VC (Token Status List, section 6) into references
 * `{uri, index, listType, purpose}`. Throws MalformedError: it refers to no entry of a list.
 */
function parseStatusClaim(status) {
  const entry = memberOf(status, "status_list");
  const [index, uri] = [memberOf(entry, "idx"), memberOf(entry, "uri")];
  if (typeof index === "bigint" && typeof uri === "string") {
    return [{ uri, index, listType: TOKEN_LIST, purpose: null }];
  }
  throw new MalformedError("the status claim refers to no status list");
}

/**
 * Read `credentialStatus` of a W3C credential, one entry or an array of them. Entries of other
 * types and purposes are passed over; revocation must be among them.
 */
function parseCredentialStatus(entries) {
  const isUsed = (entry) =>
    isObject(entry) &&
    entry.get("type") === "BitstringStatusListEntry" &&
    PURPOSES.includes(entry.get("statusPurpose"));
  const references = [entries].flat().filter(isUsed).map(bitstringEntry);
  if (!references.some(({ purpose }) => purpose === "revocation")) {
    throw new MalformedError("credentialStatus names no list of revocations");
  }
  return references;
}

function bitstringEntry(entry) {
  const [uri, index] = [entry.get("statusListCredential"), entry.get("statusListIndex")];
  // The Recommendation writes the index as text; some issuers write a number.
  const digits = ["bigint", "string"].includes(typeof index) ? String(index) : "";
  if (typeof uri !== "string" || !INDEX.test(digits)) {
    throw new MalformedError("an entry of credentialStatus is malformed");
  }
  const purpose = entry.get("statusPurpose");
  return { uri, index: BigInt(digits), listType: BITSTRING_LIST, purpose };
}
