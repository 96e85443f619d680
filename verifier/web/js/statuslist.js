// The two forms of a status list, read out of a token whose signature was verified
// (verifier/status.py).
//
// The IETF Token Status List keeps small numbers, least significant bit first, in zlib; the W3C
// Bitstring Status List keeps one bit for each purpose, most significant first, in gzip.
import { decodeBase64url } from "./encoding.js";
import { MalformedError } from "./errors.js";
import { inflate } from "./inflate.js";
import { later, parseRFC3339 } from "./moments.js";
import { isObject } from "./strict-json.js";

const LEEWAY_SECONDS = 60;
/** The forms, by the `typ` of the token that carries the list. */
export const TOKEN_LIST = "statuslist+jwt";
export const BITSTRING_LIST = "vc+jwt";
const TOKEN_LIST_BITS = [1n, 2n, 4n, 8n];
const MIN_BITSTRING_BYTES = 131_072 / 8;

/** A verified list: it says what was true in `[issuedAt, expiresAt)`, unix seconds. */
class StatusList {
  constructor({ issuedAt, expiresAt }, { bits, data, listType, purposes }) {
    Object.assign(this, { issuedAt, expiresAt, bits, data, listType, purposes });
  }

  /** Tell whether the list speaks about the moment `at`, with leeway at both ends. */
  isFresh(at) {
    return (
      later(this.issuedAt, -LEEWAY_SECONDS) <= at && at < later(this.expiresAt, LEEWAY_SECONDS)
    );
  }

  /** Return the value of an entry (`index` is a BigInt), null if the list has no such entry. */
  valueAt(index) {
    const bit = index * BigInt(this.bits);
    if (index < 0n || bit >= BigInt(this.data.length) * 8n) return null;
    const first = Number(bit % 8n);
    const shift = this.listType === BITSTRING_LIST ? 8 - this.bits - first : first;
    return (this.data[Number(bit / 8n)] >> shift) & ((1 << this.bits) - 1);
  }
}

/**
 * Read the list of a URI; throws MalformedError: it is the list of another URI, undated, of another
 * form, too short or too large.
 */
export function readStatusList(claims, uri, listType) {
  return listType === TOKEN_LIST ? tokenList(claims, uri) : bitstringList(claims, uri);
}

async function tokenList(claims, uri) {
  if (claims.get("sub") !== uri) throw new MalformedError("the list is of another subject");
  const body = objectOf(claims, "status_list");
  const [bits, lst] = [body.get("bits"), body.get("lst")];
  if (!TOKEN_LIST_BITS.includes(bits) || typeof lst !== "string") {
    throw new MalformedError("the token carries no status list");
  }
  const data = await inflate(decodeBase64url(lst), "deflate");
  const form = { bits: Number(bits), data, listType: TOKEN_LIST, purposes: [] };
  return new StatusList(dates(claims), form);
}

async function bitstringList(claims, uri) {
  if (claims.get("id") !== uri) throw new MalformedError("the list is of another subject");
  const subject = objectOf(claims, "credentialSubject");
  const encoded = subject.get("encodedList");
  if (typeof encoded !== "string" || !encoded.startsWith("u")) {
    throw new MalformedError("the credential carries no bitstring");
  }
  const data = await inflate(decodeBase64url(encoded.slice(1)), "gzip");
  if (data.length < MIN_BITSTRING_BYTES) throw new MalformedError("the bitstring is too short");
  const purposes = [subject.get("statusPurpose")].flat();
  return new StatusList(dates(claims), { bits: 1, data, listType: BITSTRING_LIST, purposes });
}

function objectOf(claims, name) {
  const value = claims.get(name);
  return isObject(value) ? value : new Map();
}

/** Return when a list begins and ends to be true; a W3C list may say it in its own members. */
function dates(claims) {
  const begins = ["iat", "nbf"].filter((name) => claims.has(name)).map((name) => claims.get(name));
  const ends = claims.has("exp") ? [claims.get("exp")] : [];
  for (const [name, moments] of [["validFrom", begins], ["validUntil", ends]]) {
    if (typeof claims.get(name) === "string") moments.push(parseRFC3339(claims.get(name)));
  }
  if (!begins.length || !ends.length) throw new MalformedError("the list has no iat or no exp");
  return {
    issuedAt: begins.reduce((latest, moment) => (moment > latest ? moment : latest)),
    expiresAt: ends.reduce((first, moment) => (moment < first ? moment : first)),
  };
}
